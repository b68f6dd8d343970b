//! `cargo xtask gen`: the references under `docs/reference/` and `openapi.json`, printed by the binary itself.
//! What it says of recommenders, signals, filters and metrics is joined by what the file of each opens with.
//! They are committed so that people can read and diff them; the test run fails when they are out of date.

use crate::{split_flags, workspace};
use anyhow::{Context, Result, bail};
use std::path::Path;

/// One line for the help text.
pub const ABOUT: &str = "write the generated references (--check only compares)";

/// A committed document.
struct Reference {
    /// What `alongside reference` is asked for.
    what: &'static str,
    path: &'static str,
    /// The folder of the files whose opening words belong under each `## id`, where each file is one component.
    components: Option<&'static str>,
}

const fn reference(what: &'static str, path: &'static str, components: Option<&'static str>) -> Reference {
    Reference {
        what,
        path,
        components,
    }
}

const REFERENCES: &[Reference] = &[
    reference("cli", "docs/reference/cli.md", None),
    reference("config", "docs/reference/config.md", None),
    reference("errors", "docs/reference/errors.md", None),
    reference(
        "filters",
        "docs/reference/filters.md",
        Some("crates/decide/src/filters"),
    ),
    reference("http", "docs/reference/http.md", None),
    reference(
        "metrics",
        "docs/reference/metrics.md",
        Some("crates/measure/src/metrics"),
    ),
    reference("openapi", "openapi.json", None),
    reference(
        "recommenders",
        "docs/reference/recommenders.md",
        Some("crates/recommend/src/recommenders"),
    ),
    reference(
        "signals",
        "docs/reference/signals.md",
        Some("crates/recommend/src/signals"),
    ),
];

/// The headings with which the file of a component opens, in this order.
const HEADINGS: [&str; 4] = [
    "**What a shopkeeper sees:**",
    "**Method:**",
    "**When it fails:**",
    "**Source:**",
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
    for reference in REFERENCES {
        let committed = std::fs::read_to_string(root.join(reference.path)).unwrap_or_default();
        if committed != written(root, reference)? {
            stale.push(reference.path);
        }
    }
    Ok(stale)
}

fn write(root: &Path) -> Result<()> {
    for reference in REFERENCES {
        let path = reference.path;
        let file = root.join(path);
        let text = written(root, reference)?;
        if let Some(folder) = file.parent() {
            std::fs::create_dir_all(folder)
                .with_context(|| format!("could not make {}", folder.display()))?;
        }
        std::fs::write(&file, text).with_context(|| format!("could not write {}", file.display()))?;
        println!("wrote {path}");
    }
    Ok(())
}

/// What the file of a reference has to hold.
fn written(root: &Path, reference: &Reference) -> Result<String> {
    let text = printed(reference.what)?;
    match reference.components {
        Some(folder) => with_openings(&text, |id| opening_of(&root.join(folder), id)),
        None => Ok(text),
    }
}

/// `text` with the opening of its component's file under every `## id`.
fn with_openings(text: &str, opening: impl Fn(&str) -> Result<String>) -> Result<String> {
    let mut whole = String::with_capacity(text.len() * 4);
    for line in text.lines() {
        whole.push_str(line);
        whole.push('\n');
        if let Some(id) = line.strip_prefix("## ") {
            whole.push('\n');
            whole.push_str(&opening(id)?);
        }
    }
    Ok(whole)
}

/// The opening of the file of the component `id`: `id.rs` or `id/mod.rs`.
fn opening_of(folder: &Path, id: &str) -> Result<String> {
    let file = folder.join(format!("{id}.rs"));
    let inner = folder.join(id).join("mod.rs");
    let source = std::fs::read_to_string(&file).or_else(|_| std::fs::read_to_string(inner));
    let source = source.with_context(|| format!("could not read {}", file.display()))?;
    opening(&source).with_context(|| format!("the opening of {}", file.display()))
}

/// The `//!` lines that a file opens with, as Markdown: links into the code become plain names.
fn opening(source: &str) -> Result<String> {
    let lines = source.lines().map_while(|line| line.strip_prefix("//!"));
    let mut text = lines.fold(String::new(), |text, line| {
        text + line.strip_prefix(' ').unwrap_or(line) + "\n"
    });
    text = text
        .replace("[`crate::", "`")
        .replace("[`", "`")
        .replace("`]", "`");
    let mut from = 0;
    for heading in HEADINGS {
        let found = text[from..].find(heading);
        from += found.with_context(|| format!("lacks {heading} in its place"))?;
    }
    Ok(text)
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
    content(what, &String::from_utf8_lossy(&output.stdout))
}

/// The file's content for what was printed: an empty reference is a mistake, never a result to commit.
fn content(what: &str, printed: &str) -> Result<String> {
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
        assert_eq!(content("cli", "# Commands\n\n\n").unwrap(), "# Commands\n");
        let error = content("cli", "\n").unwrap_err().to_string();
        assert!(
            error.starts_with("`alongside reference cli` printed nothing"),
            "{error}"
        );
    }

    #[test]
    fn every_component_is_described_by_the_opening_of_its_file() {
        let source = "//! **What a shopkeeper sees:** a\n//!\n//! **Method:** by [`crate::counting::pairs`].\n//!\n\
                      //! **When it fails:** never\n//!\n//! **Source:** b\n\nuse x;\n//! not this\n";
        let text = with_openings("# All\n\n## one\n\n| table |\n", |id| {
            assert_eq!(id, "one");
            opening(source)
        });
        assert_eq!(
            text.unwrap(),
            "# All\n\n## one\n\n**What a shopkeeper sees:** a\n\n**Method:** by `counting::pairs`.\n\n\
             **When it fails:** never\n\n**Source:** b\n\n| table |\n"
        );
        let turned = source.replace("Source", "Origin");
        assert_eq!(
            opening(&turned).unwrap_err().to_string(),
            "lacks **Source:** in its place"
        );
    }
}
