//! How long files and functions may be. Medians keep the habit, the hard bounds stop the exceptions: what
//! fits on a screen can be judged as a whole.

use super::tree::{File, Tree};
use super::{Finding, scrub};

const FILE_LINES_MEDIAN: usize = 200;
const FILE_LINES_P90: usize = 600;
const FILE_LINES_MAX: usize = 900;
const FUNCTION_LINES_P90: usize = 35;
const FUNCTION_LINES_MAX: usize = 70;

/// A function with a body.
struct Function<'a> {
    name: &'a str,
    line: usize,
    lines: usize,
}

/// Finds files past the hard bound, and the workspace as a whole when its files grow.
pub fn files(tree: &Tree) -> Vec<Finding> {
    let length = |file: &File| file.text.lines().count();
    let long = tree
        .rust()
        .map(|file| (file, length(file)))
        .filter(|(_, lines)| *lines > FILE_LINES_MAX);
    let mut findings: Vec<Finding> = long
        .map(|(file, lines)| {
            Finding::new(
                &file.path,
                0,
                format!("has {lines} lines, more than {FILE_LINES_MAX}"),
            )
        })
        .collect();
    let lengths = tree.rust().filter(|file| !file.is_test).map(length).collect();
    findings.extend(habit(
        "files",
        lengths,
        &[(50, FILE_LINES_MEDIAN), (90, FILE_LINES_P90)],
    ));
    findings
}

/// Finds functions past the hard bound, tests included, and the workspace as a whole when functions grow.
pub fn functions(tree: &Tree) -> Vec<Finding> {
    let all = tree
        .rust()
        .flat_map(|file| functions_of(&file.code).into_iter().map(move |one| (file, one)));
    let mut findings: Vec<Finding> = all
        .filter(|(_, function)| function.lines > FUNCTION_LINES_MAX)
        .map(|(file, Function { name, line, lines })| {
            Finding::new(
                &file.path,
                line,
                format!("`{name}` has {lines} lines, more than {FUNCTION_LINES_MAX}"),
            )
        })
        .collect();
    let lengths = tree
        .rust()
        .flat_map(|file| functions_of(&file.production))
        .map(|one| one.lines)
        .collect();
    findings.extend(habit("functions", lengths, &[(90, FUNCTION_LINES_P90)]));
    findings
}

/// Compares percentiles of all lengths with their bounds.
fn habit(what: &str, mut lengths: Vec<usize>, bounds: &[(usize, usize)]) -> Vec<Finding> {
    lengths.sort_unstable();
    let Some(last) = lengths.len().checked_sub(1) else {
        return Vec::new();
    };
    let over = bounds
        .iter()
        .map(|(percent, bound)| (percent, lengths[last * percent / 100], bound));
    let over = over.filter(|(_, lines, bound)| lines > bound);
    over.map(|(percent, lines, bound)| {
        let message =
            format!("{percent} % of the {what} should have at most {bound} lines, but it takes {lines}");
        Finding::new("the workspace", 0, message)
    })
    .collect()
}

fn functions_of(code: &str) -> Vec<Function<'_>> {
    scrub::words(code, "fn")
        .filter_map(|at| function_at(code, at))
        .collect()
}

/// The function that begins at the word `fn`; `None` for a function type or one without a body.
fn function_at(code: &str, at: usize) -> Option<Function<'_>> {
    let rest = code[at + 2..].trim_start();
    let name_length = rest.find(|letter: char| !letter.is_alphanumeric() && letter != '_')?;
    let end = scrub::item_end(code, at);
    if name_length == 0 || !code[..end].ends_with('}') {
        return None;
    }
    let lines = code[at..end].lines().count();
    Some(Function {
        name: &rest[..name_length],
        line: scrub::line_of(code, at),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_function_is_measured_from_its_name_to_its_last_brace() {
        let code =
            "trait T { fn none(&self) -> [u8; 2]; }\ntype F = fn(u8) -> u8;\nfn two(a: [u8; 2])\n{ { } }\n";
        let found: Vec<_> = functions_of(code)
            .iter()
            .map(|one| (one.name, one.line, one.lines))
            .collect();
        assert_eq!(found, [("two", 3, 2)]);
    }

    #[test]
    fn a_long_function_is_found() {
        let body = |lines: usize| format!("//- tests/a.rs\nfn long() {{\n{}}}\n", "b();\n".repeat(lines));
        expect_findings(functions, &body(68), &[]);
        expect_findings(
            functions,
            &body(69),
            &["tests/a.rs:1: `long` has 71 lines, more than 70"],
        );
    }

    #[test]
    fn a_long_file_and_a_bad_habit_are_found() {
        let long = format!("//- a/tests/b.rs\n{}", "//!\n".repeat(901));
        expect_findings(files, &long, &["a/tests/b.rs: has 901 lines, more than 900"]);
        let habit = format!("//- a.rs\n{0}//- b.rs\n{0}//- c.rs\n", "//!\n".repeat(201));
        let expect = "the workspace: 50 % of the files should have at most 200 lines, but it takes 201";
        expect_findings(files, &habit, &[expect]);
    }
}
