//! Human text stands in `locales/`, not in templates and scripts.

use super::Finding;
use super::tree::{File, Tree};

/// Pages for developers, in English like the rest of the documentation.
const DEVELOPER_PAGES: &[&str] = &["docs.html", "errors.html"];
/// Attributes whose value people read.
const SPOKEN: &[&str] = &["aria-label", "alt", "placeholder", "title"];
/// The product's own name is the same in every language.
const NAMES: &[&str] = &["Alongside"];

/// Finds words in templates, and sentences in the scripts that pages load.
pub fn check(tree: &Tree) -> Vec<Finding> {
    tree.files
        .iter()
        .flat_map(|file| match file.path.rsplit_once('.') {
            Some((_, "html")) if is_page(file) => words_of_template(file),
            Some((_, "js")) if !file.path.starts_with("e2e/") => sentences_of_script(file),
            _ => Vec::new(),
        })
        .collect()
}

fn is_page(file: &File) -> bool {
    let name = file.path.rsplit('/').next().unwrap_or_default();
    file.path.contains("/templates/") && !DEVELOPER_PAGES.contains(&name)
}

fn words_of_template(file: &File) -> Vec<Finding> {
    let said = without_expressions(&file.text);
    let mut findings = Vec::new();
    let mut in_tag = false;
    for (number, line) in said.lines().enumerate() {
        let mut text = String::new();
        let mut tag = String::new();
        for letter in line.chars() {
            match letter {
                '<' => in_tag = true,
                '>' => in_tag = false,
                _ if in_tag => tag.push(letter),
                _ => text.push(letter),
            }
        }
        let spoken = SPOKEN.iter().filter_map(|name| value_of(&tag, name));
        let words = spoken.chain([text.as_str()]).find(|text| has_word(text));
        if let Some(words) = words {
            let message = format!("`{}` belongs into locales/", words.trim());
            findings.push(Finding::new(&file.path, number + 1, message));
        }
    }
    findings
}

/// The template with everything between braces blanked; line ends stay.
fn without_expressions(template: &str) -> String {
    let mut said = String::with_capacity(template.len());
    let mut depth = 0_usize;
    let mut letters = template.chars().peekable();
    while let Some(letter) = letters.next() {
        let next = letters.peek().copied();
        match (letter, next) {
            ('{', Some('{' | '%' | '#')) => depth += 1,
            ('}' | '%' | '#', Some('}')) if depth > 0 => {
                letters.next();
                depth -= 1;
            }
            _ if depth == 0 || letter == '\n' => said.push(letter),
            _ => {}
        }
    }
    said
}

/// The value of an attribute in what stands between the brackets of tags.
fn value_of<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let (_, rest) = tag.split_once(&format!("{name}=\""))?;
    rest.split('"').next()
}

fn has_word(text: &str) -> bool {
    let mut named = text.to_owned();
    for name in NAMES {
        named = named.replace(name, "");
    }
    // Named characters such as `&times;` are no words.
    let mut rest = named.split('&');
    let first = rest.next().unwrap_or_default().to_owned();
    let after = rest.map(|part| part.split_once(';').map_or(part, |(_, after)| after));
    let plain: String = std::iter::once(first.as_str()).chain(after).collect();
    plain.chars().any(char::is_alphabetic)
}

/// Two words of letters in a row within quotes are taken for a sentence.
fn sentences_of_script(file: &File) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (number, line) in file.text.lines().enumerate() {
        let code = line.trim_start();
        let is_comment = code.starts_with("//") || code.starts_with('*') || code.starts_with("/*");
        for (place, quoted) in line.split('\'').enumerate() {
            if !is_comment && place % 2 == 1 && is_sentence(quoted) {
                let message = format!("`{quoted}` belongs into locales/");
                findings.push(Finding::new(&file.path, number + 1, message));
            }
        }
    }
    findings
}

fn is_sentence(text: &str) -> bool {
    let is_word = |word: &&str| word.len() > 1 && word.chars().all(char::is_alphabetic);
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    first.starts_with(char::is_uppercase) && words.next().as_ref().is_some_and(is_word)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn words_in_a_template_are_found_and_expressions_are_none() {
        let input = "//- crates/server/templates/a.html\n<p title=\"Cart\">{{ words.say(\"x\") }}</p>\n\
                     {% if a %}<b>×</b>{% endif %}\n<h1>Alongside</h1>\n<p>Now\n</p><i>&times;</i>\n\
                     //- crates/server/templates/docs.html\n<p>Words</p>\n";
        let expect = [
            "crates/server/templates/a.html:1: `Cart` belongs into locales/",
            "crates/server/templates/a.html:4: `Now` belongs into locales/",
        ];
        expect_findings(check, input, &expect);
    }

    #[test]
    fn sentences_in_a_script_are_found() {
        let input = "//- web/a.js\n// 'It is'\nsay('Add to cart');\nmake('offer scroll', 'x');\n";
        expect_findings(check, input, &["web/a.js:2: `Add to cart` belongs into locales/"]);
    }
}
