//! Shorter names for what a script declares for itself, so that more of it fits into what a shop's page loads.
//!
//! Renamed is a name that is declared by `const`, `let` or `class` and stands nowhere where others could know it: after
//! a dot, before a colon, alone within braces. All of its occurrences get the same new name, which nothing else has, so
//! scopes need not be known. Texts, templates and patterns are left as they are.

use std::collections::{BTreeMap, HashSet};

/// A piece of a script.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Piece<'a> {
    /// A name or a word of the language.
    Name(&'a str),
    /// A sign, or what stands between names: space, numbers.
    Sign(char),
    /// A text, a part of a template, a pattern: never touched.
    Literal(&'a str),
}

/// The script with shorter names.
pub(super) fn shorten(script: &str) -> String {
    let pieces = pieces(script);
    let short = short_names(&pieces);
    let mut written = String::with_capacity(script.len());
    for piece in &pieces {
        match *piece {
            Piece::Name(name) => written.push_str(short.get(name).map_or(name, String::as_str)),
            Piece::Sign(sign) => written.push(sign),
            Piece::Literal(text) => written.push_str(text),
        }
    }
    written
}

/// What gets a new name, and which.
fn short_names<'a>(pieces: &[Piece<'a>]) -> BTreeMap<&'a str, String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    let mut declared: HashSet<&str> = HashSet::new();
    let mut known_outside: HashSet<&str> = HashSet::new();
    let mut open = Vec::new();
    let is_solid = |piece: &&Piece<'_>| !matches!(piece, Piece::Sign(sign) if sign.is_whitespace());
    let solid: Vec<Piece<'a>> = pieces.iter().filter(is_solid).copied().collect();
    for (at, piece) in solid.iter().enumerate() {
        match *piece {
            Piece::Sign(bracket @ ('{' | '(' | '[')) => open.push(bracket),
            Piece::Sign('}' | ')' | ']') => drop(open.pop()),
            Piece::Sign(_) | Piece::Literal(_) => {}
            Piece::Name(name) => {
                *counts.entry(name).or_default() += 1;
                if is_known_outside(&solid, at, open.last() == Some(&'{')) {
                    known_outside.insert(name);
                }
                if let Some(Piece::Name("const" | "let" | "class")) = solid[..at].last() {
                    declared.insert(name);
                }
            }
        }
    }
    let taken: HashSet<&str> = counts.keys().copied().collect();
    let mut wanted: Vec<&str> = declared.difference(&known_outside).copied().collect();
    wanted.retain(|name| name.len() > 2);
    wanted.sort_unstable_by_key(|name| (std::cmp::Reverse(counts[name]), *name));
    let free = (0..).map(letters).filter(|short| !taken.contains(short.as_str()));
    wanted.into_iter().zip(free).collect()
}

/// Whether a name stands where others may know it: behind a dot, as a key, or within braces as its own key.
fn is_known_outside(solid: &[Piece<'_>], at: usize, in_braces: bool) -> bool {
    let sign = |place: Option<usize>| match place.and_then(|place| solid.get(place)) {
        Some(Piece::Sign(sign)) => *sign,
        _ => ' ',
    };
    let (before, after) = (sign(at.checked_sub(1)), sign(Some(at + 1)));
    let is_spread = before == '.' && sign(at.checked_sub(2)) == '.';
    let is_alone = in_braces && matches!(before, '{' | ',') && matches!(after, '}' | ',' | '=');
    (before == '.' && !is_spread) || after == ':' || is_alone
}

/// `a`, `b` … `Z`, then `$a`, `$b` …: no word of the language begins with the sign.
fn letters(number: usize) -> String {
    let letters: Vec<char> = ('a'..='z').chain('A'..='Z').collect();
    let letter = letters[number % letters.len()];
    format!("{}{letter}", "$".repeat(number / letters.len()))
}

/// Cuts a script into pieces.
fn pieces(script: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = script;
    // For each template that is open, how many braces are open in the code within it.
    let mut templates: Vec<usize> = Vec::new();
    while let Some(first) = rest.chars().next() {
        let length = match first {
            '\'' | '"' => text_end(rest, first),
            '`' => template_end(&mut templates, rest),
            '/' if rest.starts_with("//") => rest.find('\n').unwrap_or(rest.len()),
            '/' if may_begin_pattern(&pieces) => pattern_end(rest),
            '}' if templates.last() == Some(&0) => {
                templates.pop();
                template_end(&mut templates, rest)
            }
            letter if is_of_name(letter) && !letter.is_ascii_digit() => {
                let length = rest.find(|letter| !is_of_name(letter)).unwrap_or(rest.len());
                pieces.push(Piece::Name(&rest[..length]));
                rest = &rest[length..];
                continue;
            }
            // A number with its letters, such as `1e6`.
            digit if digit.is_ascii_digit() => rest.find(|letter| !is_of_name(letter)).unwrap_or(rest.len()),
            sign => {
                if let Some(braces) = templates.last_mut() {
                    *braces = (*braces + usize::from(sign == '{')).saturating_sub(usize::from(sign == '}'));
                }
                pieces.push(Piece::Sign(sign));
                rest = &rest[sign.len_utf8()..];
                continue;
            }
        };
        pieces.push(Piece::Literal(&rest[..length]));
        rest = &rest[length..];
    }
    pieces
}

fn is_of_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '$')
}

/// Where a text ends that begins here.
fn text_end(rest: &str, quote: char) -> usize {
    end_of(rest, |letter, _| letter == quote)
}

/// Where a pattern ends that begins here; a slash in brackets is a letter.
fn pattern_end(rest: &str) -> usize {
    let mut in_class = false;
    end_of(rest, |letter, _| {
        in_class = (in_class || letter == '[') && letter != ']';
        letter == '/' && !in_class
    })
}

/// Where a template's text ends that begins here, with its end or with code.
fn template_end(templates: &mut Vec<usize>, rest: &str) -> usize {
    let length = end_of(rest, |letter, before| {
        letter == '`' || (letter == '{' && before == '$')
    });
    if rest[..length].ends_with('{') {
        templates.push(0);
    }
    length
}

/// Behind the first letter after the first one that `is_end`, by itself and the one before it.
fn end_of(rest: &str, mut is_end: impl FnMut(char, char) -> bool) -> usize {
    let mut before = ' ';
    for (at, letter) in rest.char_indices().skip(1) {
        if before == '\\' {
            before = ' ';
            continue;
        }
        if is_end(letter, before) {
            return at + letter.len_utf8();
        }
        before = letter;
    }
    rest.len()
}

/// Whether a slash begins a pattern: after a value it divides.
fn may_begin_pattern(pieces: &[Piece<'_>]) -> bool {
    let mut solid = pieces.iter().rev();
    let last = solid.find(|piece| !matches!(piece, Piece::Sign(sign) if sign.is_whitespace()));
    match last {
        None | Some(Piece::Name("return")) => true,
        Some(Piece::Sign(sign)) => !matches!(sign, ')' | ']' | '}'),
        Some(Piece::Name(_) | Piece::Literal(_)) => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_others_know_keeps_its_name() {
        let script = "const size = 1; const other = { size, deep: size };\nlet inner = other.deep / size;\n\
                      class Thing extends Base { inner() { return [...inner] } }\nconst given = ({ inner }) => inner;";
        let expect = "const size = 1; const a = { size, deep: size };\nlet inner = a.deep / size;\n\
                      class b extends Base { inner() { return [...inner] } }\nconst c = ({ inner }) => inner;";
        assert_eq!(shorten(script), expect);
    }

    #[test]
    fn texts_templates_and_patterns_stay() {
        let script = "const word = 'word'; const way = `word ${word + `${word} word`} word`;\n\
                      const is = /[/word]\\/word/.test(word) + 4 / word + \"it's word\"; // 2word";
        let expect = "const a = 'word'; const b = `word ${a + `${a} word`} word`;\n\
                      const is = /[/word]\\/word/.test(a) + 4 / a + \"it's word\"; // 2word";
        assert_eq!(shorten(script), expect);
    }

    #[test]
    fn a_new_name_is_nobodys() {
        let script = "const long = 1; const more = (a, b) => a + b + long + long;";
        assert_eq!(shorten(script), "const c = 1; const d = (a, b) => a + b + c + c;");
    }
}
