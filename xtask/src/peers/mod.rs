//! `cargo xtask bench peers`: other programs and this one on the same data, with the same questions and the same number
//! of answers, in one run. One file per contest; [`CONTESTS`] is the list.
//!
//! Every run is a process of its own, and the contestants take turns, so that a busy moment of the machine strikes all
//! of them. The page `docs/peers.md` and its charts are written from what came of it, wins and losses alike.

mod carts;
mod chart;
mod customers;
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
use anyhow::{Context, Result, bail};
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

/// A contest: its name on the command line and in the page, and the body that runs it.
struct Contest {
    id: &'static str,
    run: fn(&Setting) -> Result<Section>,
}

/// What came of a contest.
struct Section {
    /// Markdown: a heading of the second level and what is measured.
    head: String,
    /// Markdown: what came of it.
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
const CONTESTS: &[Contest] = &[
    Contest {
        id: "carts",
        run: carts::run,
    },
    Contest {
        id: "neighbours",
        run: neighbours::run,
    },
    Contest {
        id: "itemsets",
        run: itemsets::run,
    },
    Contest {
        id: "customers",
        run: customers::run,
    },
];

/// Runs the contests named, or all, and writes their parts of the page.
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
    let chosen = choose(&names)?;
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
    let mut page = page::Page::read(&workspace::root())?;
    for contest in chosen {
        let section = in_scratch(&setting, contest);
        std::fs::remove_dir_all(&scratch)
            .with_context(|| format!("could not remove {}", scratch.display()))?;
        let section = section?;
        let text = page::part(&section, &environment::versions()?);
        if quick {
            println!("{text}");
        } else {
            page.replace(contest.id, &text);
            page.write(&workspace::root(), &section)?;
        }
    }
    if quick {
        println!("these were small inputs without peers, which show that everything works and nothing more");
    }
    Ok(true)
}

/// The contests of these names, or all when none is named.
fn choose(names: &[&str]) -> Result<Vec<&'static Contest>> {
    if let Some(unknown) = names
        .iter()
        .find(|name| !CONTESTS.iter().any(|one| one.id == **name))
    {
        let known: Vec<&str> = CONTESTS.iter().map(|one| one.id).collect();
        bail!("there is no contest `{unknown}`; there are {}", known.join(", "));
    }
    let chosen = CONTESTS
        .iter()
        .filter(|one| names.is_empty() || names.contains(&one.id));
    Ok(chosen.collect())
}

fn in_scratch(setting: &Setting, contest: &Contest) -> Result<Section> {
    std::fs::create_dir_all(&setting.scratch)
        .with_context(|| format!("could not make {}", setting.scratch.display()))?;
    (contest.run)(setting)
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
        let sections: Result<Vec<Section>> = CONTESTS
            .iter()
            .map(|contest| in_scratch(&setting, contest))
            .collect();
        std::fs::remove_dir_all(&scratch).unwrap();
        let sections = sections.unwrap();
        let parts = sections
            .iter()
            .map(|section| page::part(section, &["someone 1.0".to_owned()]));
        let text: String = parts.collect();
        for heading in [
            "## Cart completion",
            "## Item to item",
            "## Sets and rules",
            "## Customers",
        ] {
            assert!(text.contains(heading), "{text}");
        }
        assert!(!text.contains("NaN") && !text.contains("inf"), "{text}");
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
        let error = choose(&["cart"]).err().unwrap().to_string();
        assert_eq!(
            error,
            "there is no contest `cart`; there are carts, neighbours, itemsets, customers"
        );
    }
}
