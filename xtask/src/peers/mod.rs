//! `cargo xtask bench peers`: other programs and this one on the same data, with the same questions and the same number
//! of answers, in one run. One file per contest; [`CONTESTS`] is the list.
//!
//! Every run is a process of its own, and the contestants take turns, so that a busy moment of the machine strikes all
//! of them. The page `docs/peers.md` and its charts are written from what came of it, wins and losses alike.

mod carts;
mod chart;
pub mod data;
mod environment;
mod itemsets;
mod neighbours;
mod own;
mod page;
mod rounds;
mod series;

use crate::evaluate::data_folder;
use crate::measuring::verdict::Target;
use crate::{split_flags, workspace};
use anyhow::{Context, Result, ensure};
use rounds::Runner;
use std::path::{Path, PathBuf};
use std::time::Duration;

/// The name on the command line.
pub const NAME: &str = "peers";
/// How a process is told to be this program's part of a contest.
const OWN: &str = "--own";
const ROUNDS: usize = 5;
/// A run of more than this is not waited for.
const LIMIT: Duration = Duration::from_secs(60);

/// What a contest is given.
struct Setting {
    /// A small made-up input and no peers: the run only shows that the frame works.
    quick: bool,
    /// The folder of the public data, where there is one.
    data: Option<PathBuf>,
    /// A folder of its own.
    scratch: PathBuf,
    runner: Runner,
}

/// What came of a contest.
struct Section {
    /// Markdown with a heading of the second level.
    text: String,
    charts: Vec<chart::Chart>,
    verdicts: Vec<Verdict>,
}

/// A target and what came of it.
struct Verdict {
    what: String,
    target: Target,
    value: f64,
}

/// All contests, in the order of the page.
const CONTESTS: &[fn(&Setting) -> Result<Section>] = &[carts::run, neighbours::run, itemsets::run];

/// Runs the comparison and writes the page.
///
/// # Errors
/// When the peers cannot be installed, the data is missing, or a contestant fails. A lost contest is a result to
/// publish, not an error.
pub fn run(words: &[String]) -> Result<bool> {
    if let Some((OWN, part)) = words.split_first().map(|(first, rest)| (first.as_str(), rest)) {
        println!("{}", own::run(part)?);
        return Ok(true);
    }
    let (flags, names) = split_flags(words, &["--quick"])?;
    ensure!(names.is_empty(), "`bench {NAME}` runs alone and as a whole");
    let quick = !flags.is_empty();
    let python = if quick { None } else { Some(environment::python()?) };
    let scratch = workspace::root().join(format!("target/bench/{NAME}-{}", std::process::id()));
    let setting = Setting {
        quick,
        data: data_folder(),
        scratch: scratch.clone(),
        runner: Runner {
            python,
            here: false,
            rounds: if quick { 1 } else { ROUNDS },
            limit: LIMIT,
        },
    };
    let sections = in_scratch(&setting);
    std::fs::remove_dir_all(&scratch).with_context(|| format!("could not remove {}", scratch.display()))?;
    let sections = sections?;
    let text = page::document(&sections, &environment::versions()?);
    if quick {
        println!(
            "{text}\nthis was a small input without peers, which shows that everything works and nothing more"
        );
    } else {
        page::write(&workspace::root(), &sections, &text)?;
    }
    Ok(true)
}

fn in_scratch(setting: &Setting) -> Result<Vec<Section>> {
    std::fs::create_dir_all(&setting.scratch)
        .with_context(|| format!("could not make {}", setting.scratch.display()))?;
    CONTESTS.iter().map(|contest| contest(setting)).collect()
}

impl Setting {
    /// The folder of the public data.
    fn data(&self) -> Result<&Path> {
        self.data
            .as_deref()
            .context("the public data is not on this machine (see ALONGSIDE_DATA in CONTRIBUTING.md)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_contest_runs_on_its_small_input() {
        let scratch = std::env::temp_dir().join(format!("bench-{NAME}-{}", std::process::id()));
        let setting = Setting {
            quick: true,
            data: None,
            scratch: scratch.clone(),
            runner: Runner {
                python: None,
                here: true,
                rounds: 2,
                limit: LIMIT,
            },
        };
        let sections = in_scratch(&setting);
        std::fs::remove_dir_all(&scratch).unwrap();
        let sections = sections.unwrap();
        let text = page::document(&sections, &["someone 1.0".to_owned()]);
        for heading in ["## Cart completion", "## Item to item", "## Sets and rules"] {
            assert!(text.contains(heading), "{text}");
        }
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
        let charts: Vec<&str> = sections
            .iter()
            .flat_map(|section| &section.charts)
            .map(|chart| chart.id)
            .collect();
        assert_eq!(
            charts,
            [
                "peers-quality",
                "peers-build",
                "peers-query",
                "peers-neighbours",
                "peers-itemsets"
            ]
        );
        for chart in sections.iter().flat_map(|section| &section.charts) {
            let bars: Vec<&chart::Bar> = chart.groups.iter().flat_map(|group| &group.bars).collect();
            assert!(
                !bars.is_empty() && bars.iter().all(|bar| bar.value > 0.0),
                "{}",
                chart.id
            );
            assert!(
                text.contains(&format!("({}.svg)", chart.id)),
                "{} is not shown",
                chart.id
            );
        }
    }

    #[test]
    fn the_parts_of_this_program_are_named() {
        let error = own::run(&["carts".to_owned()]).unwrap_err().to_string();
        assert!(error.contains("`carts` is no part"), "{error}");
    }
}
