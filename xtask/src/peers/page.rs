//! The page `docs/peers.md` and its charts.

use super::{Section, chart};
use crate::measuring::verdict::number;
use anyhow::{Context, Result};
use std::path::Path;

const PAGE: &str = "docs/peers.md";
const INTRODUCTION: &str = "# Beside other programs\n\n\
    Written by `cargo xtask bench peers`; do not edit. Other programs and this one on the same data, with the same\n\
    questions and the same number of answers, in one run. Every run is a fresh process, and the contestants take turns,\n\
    round after round. Times are medians of the rounds; ratios are medians of each round's own ratio, because the\n\
    machine is shared and its speed changes. Compare numbers only within this page.\n\n\
    The command installs the peers into a virtual environment under `target/`, in the versions of\n\
    `xtask/peers/requirements.txt`, and needs the public data sets that CONTRIBUTING.md names.\n\n";

/// The whole page.
pub fn document(sections: &[Section], versions: &[String]) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let texts: Vec<&str> = sections.iter().map(|section| section.text.as_str()).collect();
    format!(
        "{INTRODUCTION}{cores} cores. Versions: {}.\n\n{}{}",
        versions.join(", "),
        verdicts(sections),
        texts.join("\n")
    )
}

fn verdicts(sections: &[Section]) -> String {
    let verdicts: Vec<String> = sections
        .iter()
        .flat_map(|section| &section.verdicts)
        .map(|verdict| {
            format!(
                "| {} | {} | {} | {} |\n",
                verdict.what,
                verdict.target,
                number(verdict.value),
                verdict.target.verdict(verdict.value)
            )
        })
        .collect();
    match verdicts.is_empty() {
        true => String::new(),
        false => format!(
            "## Targets\n\n| what | wanted | reached | |\n|---|---|---|---|\n{}\n",
            verdicts.concat()
        ),
    }
}

/// Writes the page and its charts.
///
/// # Errors
/// When a file cannot be written.
pub fn write(root: &Path, sections: &[Section], text: &str) -> Result<()> {
    for chart in sections.iter().flat_map(|section| &section.charts) {
        let name = format!("docs/{}.svg", chart.id);
        std::fs::write(root.join(&name), chart::svg(chart))
            .with_context(|| format!("could not write {name}"))?;
        println!("wrote {name}");
    }
    std::fs::write(root.join(PAGE), text).with_context(|| format!("could not write {PAGE}"))?;
    println!("wrote {PAGE}");
    Ok(())
}
