//! `cargo xtask tidy`: the house rules that neither the compiler nor clippy knows. One file per kind of rule;
//! [`RULES`] is the list. The same rules run as an ordinary test, so that `cargo test` alone upholds them.

mod dependencies;
mod duplicates;
mod links;
mod locales;
mod manifests;
mod modules;
mod page_words;
mod places;
mod purity;
mod scrub;
mod sizes;
mod source;
mod tree;

use crate::{split_flags, workspace};
use anyhow::Result;
use std::fmt;
use tree::Tree;

/// One line for the help text.
pub const ABOUT: &str = "check the house rules: dependency direction, sizes, purity, links …";

/// A rule: what it demands, and the function that finds where it is broken.
struct Rule {
    demand: &'static str,
    check: fn(&Tree) -> Vec<Finding>,
}

const RULES: &[Rule] = &[
    Rule {
        demand: "crates depend only in the allowed direction",
        check: dependencies::check,
    },
    Rule {
        demand: "every crate states description, licence and workspace lints",
        check: manifests::check,
    },
    Rule {
        demand: "pure crates do no I/O and ask no clock",
        check: purity::pure_crates,
    },
    Rule {
        demand: "`shop` knows no wire format",
        check: purity::shop_without_serde,
    },
    Rule {
        demand: "`unsafe` stands in one file only",
        check: purity::unsafe_code,
    },
    Rule {
        demand: "every Rust file opens with `//!`",
        check: source::opening,
    },
    Rule {
        demand: "no line is longer than 120 characters",
        check: source::line_length,
    },
    Rule {
        demand: "no `.unwrap()` outside tests",
        check: source::unwrap,
    },
    Rule {
        demand: "nothing is left for later",
        check: source::leftovers,
    },
    Rule {
        demand: "files stay small",
        check: sizes::files,
    },
    Rule {
        demand: "functions stay short",
        check: sizes::functions,
    },
    Rule {
        demand: "no Rust file is dead",
        check: modules::dead_files,
    },
    Rule {
        demand: "every component is in its folder's list, under its own name",
        check: modules::components,
    },
    Rule {
        demand: "no code is written twice",
        check: duplicates::check,
    },
    Rule {
        demand: "no path of a machine and no registry host is committed",
        check: places::check,
    },
    Rule {
        demand: "every locale has the same messages",
        check: locales::check,
    },
    Rule {
        demand: "human text stands in locales/",
        check: page_words::check,
    },
    Rule {
        demand: "links between local files resolve",
        check: links::check,
    },
];

/// One place at which a rule is broken.
#[derive(Debug, PartialEq)]
pub struct Finding {
    path: String,
    /// From 1; 0 when the finding is about the file as a whole.
    line: usize,
    message: String,
}

impl Finding {
    fn new(path: &str, line: usize, message: impl Into<String>) -> Finding {
        Finding {
            path: path.to_owned(),
            line,
            message: message.into(),
        }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(out, "{}: {}", self.path, self.message),
            line => write!(out, "{}:{line}: {}", self.path, self.message),
        }
    }
}

/// Runs the task; false when a rule is broken.
pub fn run(words: &[String]) -> Result<bool> {
    split_flags(words, &[])?;
    Ok(report()?.1 == 0)
}

/// Prints every finding under the rule it breaks; gives how many rules hold and how many are broken.
pub fn report() -> Result<(usize, usize)> {
    let tree = Tree::read(&workspace::root())?;
    let mut broken_count = 0;
    for (demand, findings) in broken(&tree) {
        broken_count += 1;
        println!("{demand}, but:");
        for finding in findings {
            println!("  {finding}");
        }
    }
    Ok((RULES.len() - broken_count, broken_count))
}

fn broken(tree: &Tree) -> Vec<(&'static str, Vec<Finding>)> {
    let checked = RULES.iter().map(|rule| (rule.demand, (rule.check)(tree)));
    checked.filter(|(_, findings)| !findings.is_empty()).collect()
}

/// For the tests of the rules: what a rule finds in a text fixture, a finding per line.
#[cfg(test)]
fn expect_findings(check: fn(&Tree) -> Vec<Finding>, input: &str, expect: &[&str]) {
    let found: Vec<String> = check(&Tree::fixture(input))
        .iter()
        .map(Finding::to_string)
        .collect();
    assert_eq!(found, expect);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_project_is_tidy() {
        let tree = Tree::read(&workspace::root()).expect("the project can be read");
        assert!(
            tree.rust().count() > 10,
            "the tree was not found, so no rule was really checked"
        );
        let broken = broken(&tree).into_iter().map(|(demand, findings)| {
            let lines: Vec<String> = findings.iter().map(|finding| format!("  {finding}")).collect();
            format!("{demand}, but:\n{}", lines.join("\n"))
        });
        let report: Vec<String> = broken.collect();
        assert!(report.is_empty(), "{}", report.join("\n"));
    }
}
