//! Rules about the text of a single Rust file.

use super::tree::{File, Tree};
use super::{Finding, scrub};

const LINE_CHARACTERS_MAX: usize = 120;

/// Marks of unfinished work. Written in halves, because this file is checked as well.
const LEFTOVERS: &[&str] = &[
    concat!("TO", "DO"),
    concat!("FIX", "ME"),
    concat!("XX", "X"),
    concat!("to", "do!"),
    concat!("unimpl", "emented!"),
];

/// Finds files that do not open with a comment saying what they are.
pub fn opening(tree: &Tree) -> Vec<Finding> {
    let silent = tree.rust().filter(|file| !file.text.starts_with("//!"));
    silent
        .map(|file| Finding::new(&file.path, 1, "has to open with `//!` and what the file is for"))
        .collect()
}

/// Finds overlong lines. One that carries a link or is all text literal cannot be broken, so it may stand.
pub fn line_length(tree: &Tree) -> Vec<Finding> {
    tree.rust()
        .flat_map(|file| long_lines(file).map(|line| Finding::new(&file.path, line, "is too long")))
        .collect()
}

fn long_lines(file: &File) -> impl Iterator<Item = usize> {
    let pairs = file.text.lines().zip(file.code.lines()).enumerate();
    let long = pairs.filter(|(_, (text, code))| {
        let inside_literal = !code.contains(char::is_alphanumeric) && !text.trim_start().starts_with("//");
        text.chars().count() > LINE_CHARACTERS_MAX && !text.contains("https://") && !inside_literal
    });
    long.map(|(index, _)| index + 1)
}

/// Finds `.unwrap()` in code that serves someone.
pub fn unwrap(tree: &Tree) -> Vec<Finding> {
    let call = |file: &File| -> Vec<usize> { scrub::words(&file.production, ".unwrap()").collect() };
    let found = tree
        .rust()
        .flat_map(|file| call(file).into_iter().map(move |at| (file, at)));
    found
        .map(|(file, at)| {
            let line = scrub::line_of(&file.production, at);
            Finding::new(
                &file.path,
                line,
                "return an error, or `expect` with why it cannot fail",
            )
        })
        .collect()
}

/// Finds marks of unfinished work, in comments too.
pub fn leftovers(tree: &Tree) -> Vec<Finding> {
    let marks = LEFTOVERS.iter().flat_map(|mark| {
        tree.rust()
            .flat_map(move |file| scrub::words(&file.text, mark).map(move |at| (file, mark, at)))
    });
    marks
        .map(|(file, mark, at)| {
            Finding::new(
                &file.path,
                scrub::line_of(&file.text, at),
                format!("`{mark}`: finish it or leave it out"),
            )
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_file_has_to_say_what_it_is_for() {
        let input = "//- a.rs\n//! Says it.\n//- b.rs\nuse std::fmt;\n//- c.md\nNot code.\n";
        expect_findings(
            opening,
            input,
            &["b.rs:1: has to open with `//!` and what the file is for"],
        );
    }

    #[test]
    fn characters_are_counted_not_bytes() {
        let fits = "é".repeat(LINE_CHARACTERS_MAX);
        expect_findings(
            line_length,
            &format!("//- a.rs\n//! {fits}"),
            &["a.rs:1: is too long"],
        );
        expect_findings(line_length, &format!("//- a.rs\n{fits}"), &[]);
        expect_findings(line_length, &format!("//- a.rs\nlet x = \"a\n{fits}b\";\n"), &[]);
        expect_findings(line_length, &format!("//- a.rs\n// https://{fits}"), &[]);
    }

    #[test]
    fn unwrap_is_for_tests() {
        let input = "//- a.rs\nfn a() { b().unwrap() }\n#[cfg(test)]\nmod t { fn c() { d().unwrap() } }\n\
                     //- tests/e.rs\nfn f() { g().unwrap() }\n";
        expect_findings(
            unwrap,
            input,
            &["a.rs:1: return an error, or `expect` with why it cannot fail"],
        );
    }

    #[test]
    fn unfinished_work_is_found_in_comments_and_code() {
        let input = format!(
            "//- a.rs\n// {}: later\nfn a() {{ {}() }}\n",
            LEFTOVERS[0], LEFTOVERS[3]
        );
        let expect = LEFTOVERS[..4]
            .iter()
            .enumerate()
            .filter(|(index, _)| index % 3 == 0);
        let expect: Vec<String> = expect
            .map(|(index, mark)| format!("a.rs:{}: `{mark}`: finish it or leave it out", 1 + index / 3))
            .collect();
        expect_findings(leftovers, &input, &[&expect[0], &expect[1]]);
    }
}
