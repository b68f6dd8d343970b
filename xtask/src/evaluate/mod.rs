//! `cargo xtask evaluate`: how good the offers are, measured on data with a known answer. One file per
//! evaluation; [`EVALUATIONS`] is the list.
//!
//! Benchmarks ask how fast, evaluations how good. A score below its floor fails the task, so a change that
//! makes the offers worse is seen before it is merged.

#[cfg(feature = "measurements")]
mod bundles_electronic;
#[cfg(feature = "measurements")]
mod cdnow;
#[cfg(feature = "measurements")]
mod fimi;
#[cfg(feature = "measurements")]
mod groceries;
#[cfg(feature = "measurements")]
pub mod groceries_carts;
#[cfg(feature = "measurements")]
mod online_retail;
#[cfg(feature = "measurements")]
mod rsc15;
#[cfg(feature = "measurements")]
mod serenade_toy;
#[cfg(feature = "measurements")]
mod simulated_shoppers;
#[cfg(feature = "measurements")]
mod simulated_trials;
#[cfg(feature = "measurements")]
mod tafeng;

use crate::measuring::verdict::{Target, number};
use crate::{split_flags, workspace};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// An evaluation: the data it needs, and the body that scores.
pub struct Evaluation {
    /// The name on the command line; the file's name.
    pub id: &'static str,
    /// Where its data comes from.
    pub data: Data,
    /// Whether it is short enough for every check; the others are run by name.
    pub in_checks: bool,
    /// Scores once. The folder is that of its real data, or the workspace root when it makes its own.
    pub run: fn(&Path) -> Result<Vec<Score>>,
}

/// Where an evaluation's data comes from.
#[allow(dead_code, reason = "the list decides which kinds are in use")]
pub enum Data {
    /// It makes its own, from a seed.
    Simulated,
    /// This folder of the real test data; skipped, and said so, where the machine lacks it.
    Real(&'static str),
}

/// One measured quality.
pub struct Score {
    /// What is measured, in words.
    pub what: String,
    /// The floor.
    pub target: Target,
    /// What was measured.
    pub value: f64,
}

/// All evaluations, in the order they run.
const EVALUATIONS: &[Evaluation] = &[
    #[cfg(feature = "measurements")]
    online_retail::EVALUATION,
    #[cfg(feature = "measurements")]
    online_retail::WHOLE,
    #[cfg(feature = "measurements")]
    tafeng::EVALUATION,
    #[cfg(feature = "measurements")]
    serenade_toy::EVALUATION,
    #[cfg(feature = "measurements")]
    rsc15::EVALUATION,
    #[cfg(feature = "measurements")]
    bundles_electronic::EVALUATION,
    #[cfg(feature = "measurements")]
    groceries_carts::EVALUATION,
    #[cfg(feature = "measurements")]
    groceries::EVALUATION,
    #[cfg(feature = "measurements")]
    fimi::EVALUATION,
    #[cfg(feature = "measurements")]
    cdnow::EVALUATION,
    #[cfg(feature = "measurements")]
    simulated_shoppers::EVALUATION,
    #[cfg(feature = "measurements")]
    simulated_shoppers::CANNIBALS,
    #[cfg(feature = "measurements")]
    simulated_shoppers::TIRED,
    #[cfg(feature = "measurements")]
    simulated_trials::A_A,
    #[cfg(feature = "measurements")]
    simulated_trials::LIFTS,
];

/// Runs the task; false when a score is below its floor.
///
/// # Errors
/// When a name is unknown or an evaluation fails to run.
pub fn run(words: &[String]) -> Result<bool> {
    let (flags, names) = split_flags(words, &["--real-data"])?;
    let real_only = flags.contains(&"--real-data");
    run_all(EVALUATIONS, &names, real_only, data_folder())
}

fn run_all(all: &[Evaluation], names: &[&str], real_only: bool, data: Option<PathBuf>) -> Result<bool> {
    if let Some(unknown) = names.iter().find(|name| !all.iter().any(|one| one.id == **name)) {
        let known: Vec<&str> = all.iter().map(|one| one.id).collect();
        bail!(
            "there is no evaluation `{unknown}`; there are: {}",
            known.join(", ")
        );
    }
    let chosen = all
        .iter()
        .filter(|one| names.is_empty() || names.contains(&one.id));
    let chosen = chosen.filter(|one| !real_only || (one.in_checks && matches!(one.data, Data::Real(_))));
    let (mut good, mut count) = (true, 0);
    for evaluation in chosen {
        count += 1;
        good &= run_one(evaluation, data.as_deref())?;
    }
    println!("{}", closing_line(count, good));
    Ok(good)
}

fn closing_line(count: usize, good: bool) -> String {
    match (count, good) {
        (0, _) => "no evaluation of this kind is in the list yet, so nothing was measured".to_owned(),
        (_, true) => format!("{count} evaluations, no score below its floor"),
        (_, false) => format!("{count} evaluations, a score is below its floor"),
    }
}

fn run_one(evaluation: &Evaluation, data: Option<&Path>) -> Result<bool> {
    println!("== {}", evaluation.id);
    let folder = match evaluation.data {
        Data::Simulated => Some(workspace::root()),
        Data::Real(name) => data.map(|data| data.join(name)).filter(|folder| folder.is_dir()),
    };
    let Some(folder) = folder else {
        println!("  skipped: its data is not on this machine (see ALONGSIDE_DATA in CONTRIBUTING.md)");
        return Ok(true);
    };
    let scores =
        (evaluation.run)(&folder).with_context(|| format!("evaluation `{}` failed", evaluation.id))?;
    for Score { what, target, value } in &scores {
        println!(
            "  {:<9} {what}: {} (target {target})",
            target.verdict(*value),
            number(*value)
        );
    }
    Ok(scores
        .iter()
        .all(|score| score.target.verdict(score.value) != "MISSED"))
}

/// Folder of the real test data: `ALONGSIDE_DATA`, or `../shared/data` beside the checkout. `None` when
/// the machine has neither.
pub fn data_folder() -> Option<PathBuf> {
    let folder = match std::env::var_os("ALONGSIDE_DATA") {
        Some(named) => PathBuf::from(named),
        None => workspace::root().join("../shared/data"),
    };
    folder.is_dir().then_some(folder)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: f64, data: Data, folder: Option<PathBuf>, expect: bool) {
        // The body is a plain function, so the value travels by which body is taken.
        let run: fn(&Path) -> Result<Vec<Score>> = if value < 0.3 {
            |_| scores(0.2)
        } else {
            |_| scores(0.4)
        };
        let all = [Evaluation {
            id: "one",
            data,
            in_checks: true,
            run,
        }];
        assert_eq!(run_all(&all, &[], false, folder).unwrap(), expect);
    }

    fn scores(value: f64) -> Result<Vec<Score>> {
        Ok(vec![Score {
            what: "hit rate".to_owned(),
            target: Target::AtLeast(0.3),
            value,
        }])
    }

    #[test]
    fn a_score_below_its_floor_fails_the_task() {
        check(0.4, Data::Simulated, None, true);
        check(0.2, Data::Simulated, None, false);
    }

    #[test]
    fn real_data_that_is_absent_is_skipped() {
        check(0.2, Data::Real("online_retail"), None, true);
        check(
            0.2,
            Data::Real("src"),
            Some(workspace::root().join("xtask")),
            false,
        );
    }

    #[test]
    fn an_unknown_name_is_refused() {
        let error = run_all(&[], &["one"], false, None).unwrap_err().to_string();
        assert!(error.starts_with("there is no evaluation `one`"), "{error}");
    }
}
