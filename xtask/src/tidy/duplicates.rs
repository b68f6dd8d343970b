//! Finds code that was copied: the same run of lines in two places. What is written twice is changed once.

use super::Finding;
use super::tree::{File, Tree};
use std::collections::HashMap;

/// Shorter likenesses are idiom, not copies.
const RUN_LINES_MIN: usize = 12;
/// Copies that stand for now. It may only be lowered.
const COPIES_MAX: usize = 0;

/// A line that says something, with its number in the file.
struct Line<'a> {
    number: usize,
    words: Vec<&'a str>,
}

/// Finds copies, once there are more than the ratchet allows.
pub fn check(tree: &Tree) -> Vec<Finding> {
    let copies = copies(tree);
    if copies.len() > COPIES_MAX {
        copies
    } else {
        Vec::new()
    }
}

fn copies(tree: &Tree) -> Vec<Finding> {
    let files: Vec<(&File, Vec<Line<'_>>)> = tree
        .rust()
        .filter(|file| !file.is_test)
        .map(|file| (file, telling_lines(file)))
        .collect();
    let mut first_seen: HashMap<Vec<&[&str]>, (usize, usize)> = HashMap::new();
    let mut findings = Vec::new();
    for (index, (file, lines)) in files.iter().enumerate() {
        let mut at = 0;
        while at + RUN_LINES_MIN <= lines.len() {
            let run = lines[at..at + RUN_LINES_MIN]
                .iter()
                .map(|line| line.words.as_slice())
                .collect();
            let (other, start) = *first_seen.entry(run).or_insert((index, at));
            if (other, start) == (index, at) || (other == index && start + RUN_LINES_MIN > at) {
                at += 1;
                continue;
            }
            let (original, its_lines) = &files[other];
            let length = common_length(&lines[at..], &its_lines[start..]);
            let message = format!(
                "{length} lines are as in {}:{}",
                original.path, its_lines[start].number
            );
            findings.push(Finding::new(&file.path, lines[at].number, message));
            at += length;
        }
    }
    findings
}

fn common_length(one: &[Line<'_>], other: &[Line<'_>]) -> usize {
    one.iter()
        .zip(other)
        .take_while(|(left, right)| left.words == right.words)
        .count()
}

/// Lines of production code as words, so that spacing does not matter. Imports and lone brackets say nothing,
/// and fields are left out because a type of the façade mirrors one of the core on purpose.
fn telling_lines(file: &File) -> Vec<Line<'_>> {
    let pairs = file.text.lines().zip(file.production.lines()).enumerate();
    let code = pairs.filter(|(_, (_, production))| production.contains(char::is_alphanumeric));
    let lines = code.map(|(index, (text, _))| Line {
        number: index + 1,
        words: text.split_whitespace().collect(),
    });
    lines
        .filter(|line| !is_import(&line.words) && !is_field(&line.words))
        .collect()
}

fn is_import(words: &[&str]) -> bool {
    matches!(words, ["use" | "mod", ..] | ["pub", "use" | "mod", ..])
}

/// A declared field or one of a literal: `name: Type,` or `pub name: Type,`.
fn is_field(words: &[&str]) -> bool {
    let words = words.strip_prefix(&["pub"]).unwrap_or(words);
    let ends = words
        .last()
        .is_some_and(|last| last.ends_with(',') && !last.contains(['(', '{']));
    ends && words.len() == 2 && words[0].ends_with(':')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    fn body(lines: usize, indent: &str) -> String {
        (0..lines)
            .map(|line| format!("{indent}let value_{line} = compute({line});\n{indent}}}\n"))
            .collect()
    }

    #[test]
    fn a_copied_run_is_found_whatever_its_spacing() {
        let input = format!(
            "//- a.rs\n//! One.\n{}//- b.rs\n{}last();\n",
            body(13, ""),
            body(13, "    ")
        );
        expect_findings(copies, &input, &["b.rs:1: 13 lines are as in a.rs:2"]);
        expect_findings(check, &input, &["b.rs:1: 13 lines are as in a.rs:2"]);
    }

    #[test]
    fn a_short_likeness_mirrored_fields_and_tests_are_free() {
        let short = format!("//- a.rs\n{0}//- b.rs\n{0}", body(RUN_LINES_MIN - 1, ""));
        expect_findings(copies, &short, &[]);
        let fields: String = (0..20).map(|at| format!("pub field_{at}: u32,\n")).collect();
        expect_findings(copies, &format!("//- a.rs\n{fields}//- b.rs\n{fields}"), &[]);
        let test = format!("//- a.rs\n{0}//- tests/b.rs\n{0}", body(20, ""));
        expect_findings(copies, &test, &[]);
    }
}
