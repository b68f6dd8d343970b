//! The page `docs/peers.md` and its charts. Every contest has its part between two marks, so that one can be run again
//! without the others.

use super::{CONTESTS, Section, chart};
use crate::measuring::verdict::number;
use anyhow::{Context, Result};
use std::path::Path;

const PAGE: &str = "docs/peers.md";
const INTRODUCTION: &str = "# Beside other programs\n\n\
    Written by `cargo xtask bench peers`; do not edit. Other programs and this one on the same data, with the same\n\
    questions and the same number of answers. Every run is a fresh process, and the contestants of a part take turns,\n\
    round after round. Times are medians of the rounds; ratios are medians of each round's own ratio, because the\n\
    machine is shared and its speed changes. Compare times only within one part.\n\n\
    The command installs the peers into a virtual environment under `target/`, in the versions of\n\
    `xtask/peers/requirements.txt`, and needs the public data sets that `ALONGSIDE_DATA` names (see\n\
    [CONTRIBUTING](../CONTRIBUTING.md)). `cargo xtask bench peers carts` runs one part again.\n";

/// The page as it stands.
pub struct Page(String);

/// What a contest's part of the page says.
pub fn part(section: &Section, versions: &[String]) -> String {
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    format!(
        "{}\nMeasured on {cores} cores, with {}.\n{}{}",
        section.head,
        versions.join(", "),
        verdicts(section),
        section.text
    )
}

fn verdicts(section: &Section) -> String {
    let rows: String = section
        .verdicts
        .iter()
        .map(|verdict| {
            let (target, value) = (verdict.target, number(verdict.value));
            format!(
                "| {} | {target} | {value} | {} |\n",
                verdict.what,
                target.verdict(verdict.value)
            )
        })
        .collect();
    match rows.is_empty() {
        true => rows,
        false => format!("\n| what | wanted | reached | |\n|---|---|---|---|\n{rows}"),
    }
}

impl Page {
    /// The page on disk, or an empty one.
    ///
    /// # Errors
    /// When it is there and cannot be read.
    pub fn read(root: &Path) -> Result<Page> {
        match std::fs::read_to_string(root.join(PAGE)) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Page(String::new())),
            text => Ok(Page(text.with_context(|| format!("could not read {PAGE}"))?)),
        }
    }

    /// Puts a contest's part in its place; those of the others stay.
    pub fn replace(&mut self, id: &str, part: &str) {
        let parts = CONTESTS.iter().filter_map(|contest| {
            let (begin, end) = marks(contest.id);
            let old = || {
                self.0
                    .split_once(&begin)
                    .and_then(|(_, rest)| rest.split_once(&end))
                    .map(|(part, _)| part)
            };
            let text = if contest.id == id { Some(part) } else { old() };
            Some(format!(
                "\n{begin}\n{}\n{end}\n",
                text?.trim_end_matches('\n').trim_start_matches('\n')
            ))
        });
        self.0 = format!("{INTRODUCTION}{}", parts.collect::<String>());
    }

    /// Writes the page, and the charts of a part.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(&self, root: &Path, section: &Section) -> Result<()> {
        for chart in &section.charts {
            let name = format!("docs/{}.svg", chart.id);
            std::fs::write(root.join(&name), chart::svg(chart))
                .with_context(|| format!("could not write {name}"))?;
            println!("wrote {name}");
        }
        std::fs::write(root.join(PAGE), &self.0).with_context(|| format!("could not write {PAGE}"))?;
        println!("wrote {PAGE}");
        Ok(())
    }
}

fn marks(id: &str) -> (String, String) {
    (format!("<!-- {id} -->"), format!("<!-- end of {id} -->"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_replaced_and_the_others_stay() {
        let mut page = Page(String::new());
        page.replace("itemsets", "## Sets\n");
        page.replace("carts", "## Old\n");
        page.replace("carts", "## Carts\n");
        let expect = format!(
            "{INTRODUCTION}\n<!-- carts -->\n## Carts\n<!-- end of carts -->\n\
             \n<!-- itemsets -->\n## Sets\n<!-- end of itemsets -->\n"
        );
        assert_eq!(page.0, expect);
    }
}
