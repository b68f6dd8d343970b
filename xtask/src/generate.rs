//! `cargo xtask gen`: the references under `docs/reference/` and `openapi.json`, printed by the binary itself.
//! They are committed so that people can read and diff them; the test run fails when they are out of date.

use crate::{split_flags, workspace};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// One line for the help text.
pub const ABOUT: &str = "write the generated references (--check only compares)";

/// What `alongside reference <what>` prints, and the committed file that holds it.
const REFERENCES: &[(&str, &str)] = &[
    ("cli", "docs/reference/cli.md"),
    ("config", "docs/reference/config.md"),
    ("errors", "docs/reference/errors.md"),
    ("http", "docs/reference/http.md"),
    ("openapi", "openapi.json"),
    ("recommenders", "docs/reference/recommenders.md"),
];

/// Runs the task; false when `--check` found a file out of date.
pub fn run(words: &[String]) -> Result<bool> {
    let (flags, _) = split_flags(words, &["--check"])?;
    if !flags.contains(&"--check") {
        write(&workspace::root())?;
        return Ok(true);
    }
    let stale = stale(&workspace::root())?;
    for path in &stale {
        println!("{path} is out of date; run `cargo xtask gen` and commit the result");
    }
    Ok(stale.is_empty())
}

/// How many references there are.
pub fn count() -> usize {
    REFERENCES.len()
}

/// The committed files that differ from what the binary prints now.
///
/// # Errors
/// When the binary does not build or does not know a reference.
pub fn stale(root: &Path) -> Result<Vec<&'static str>> {
    let mut stale = Vec::new();
    for (what, path) in REFERENCES {
        let committed = std::fs::read_to_string(root.join(path)).unwrap_or_default();
        if committed != printed(what)? {
            stale.push(*path);
        }
    }
    Ok(stale)
}

fn write(root: &Path) -> Result<()> {
    for (what, path) in REFERENCES {
        let file = root.join(path);
        let text = printed(what)?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("could not make {}", folder.display()))?;
        }
        std::fs::write(&file, text).with_context(|| format!("could not write {}", file.display()))?;
        println!("wrote {path}");
    }
    Ok(())
}

fn printed(what: &str) -> Result<String> {
    let mut cargo = workspace::cargo();
    cargo.args([
        "run",
        "--quiet",
        "--package",
        "alongside",
        "--",
        "reference",
        what,
    ]);
    let output = cargo.output().context("could not start cargo")?;
    if !output.status.success() {
        bail!(
            "`alongside reference {what}` failed: {}",
            String::from_utf8_lossy(&output.stderr).trim()
        );
    }
    reference(what, &String::from_utf8_lossy(&output.stdout))
}

/// The file's content for what was printed: an empty reference is a mistake, never a result to commit.
fn reference(what: &str, printed: &str) -> Result<String> {
    let text = printed.trim_end();
    if text.is_empty() {
        bail!("`alongside reference {what}` printed nothing; it has to print the reference as text");
    }
    Ok(format!("{text}\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reference_ends_with_one_line_end_and_is_never_empty() {
        assert_eq!(reference("cli", "# Commands\n\n\n").unwrap(), "# Commands\n");
        let error = reference("cli", "\n").unwrap_err().to_string();
        assert!(
            error.starts_with("`alongside reference cli` printed nothing"),
            "{error}"
        );
    }
}
