//! `cargo xtask bench`: measures against the budgets. One file per benchmark; [`BENCHMARKS`] is the list.
//!
//! Each run happens in a fresh process, so that neither what an earlier run cached nor the memory it held
//! flatters or burdens the next one. Running the whole list writes `docs/benchmarks.md`. The name `peers` is not in
//! the list: it compares this program with others, see [`crate::peers`].

mod basket_model_large;
mod build_large;
mod build_online_retail;
mod build_small;
mod cart_rules;
mod decision_demo;
mod decision_large;
mod disk_flush;
mod events;
mod http_offers;
mod http_offers_large;
mod import;
mod memory;
mod memory_scan;
mod reports;
mod session_knn;
mod start;
mod widget;

use crate::evaluate::data_folder;
use crate::measuring::fresh::{self, Reading};
use crate::measuring::server;
use crate::measuring::verdict::Target;
use crate::{bench_report, peers, split_flags, workspace};
use anyhow::{Context, Result, bail, ensure};
use std::path::PathBuf;

/// A benchmark: what it measures, and the body that does it once.
pub struct Benchmark {
    /// The name on the command line; the file's name.
    pub id: &'static str,
    /// What one run measures, a row of the report each.
    pub rows: &'static [Row],
    /// How often it is run.
    pub runs: usize,
    /// Whether it starts the optimised `alongside`, which the unit tests do not build.
    pub starts_server: bool,
    /// The folder of the public data that it needs, unless its input is small; skipped, and said so, where the machine
    /// lacks it.
    pub data: Option<&'static str>,
    /// For the reader of the report: the input, what is left out, and why a target is missed. May be empty.
    pub notes: &'static str,
    /// Measures once, in a process of its own, and gives one value per row.
    pub run: fn(&Setting) -> Result<Vec<f64>>,
}

/// One line of the report.
pub struct Row {
    /// What is measured, in words.
    pub what: &'static str,
    /// The budget.
    pub target: Target,
    /// Unit of target and value.
    pub unit: &'static str,
}

/// What a benchmark's body is given.
pub struct Setting {
    /// Use a small input: the run only shows that the benchmark works.
    pub quick: bool,
    /// An empty folder of its own, removed after the run.
    pub scratch: PathBuf,
    /// The folder named by [`Benchmark::data`]; nothing where the input is small.
    pub data: Option<PathBuf>,
}

/// All benchmarks, in the order of the report.
const BENCHMARKS: &[Benchmark] = &[
    disk_flush::BENCHMARK,
    memory_scan::BENCHMARK,
    import::BENCHMARK,
    events::BENCHMARK,
    reports::BENCHMARK,
    build_small::BENCHMARK,
    build_online_retail::BENCHMARK,
    build_large::BENCHMARK,
    basket_model_large::BENCHMARK,
    decision_demo::BENCHMARK,
    decision_large::BENCHMARK,
    cart_rules::BENCHMARK,
    session_knn::BENCHMARK,
    http_offers::BENCHMARK,
    http_offers_large::BENCHMARK,
    widget::BENCHMARK,
    memory::BENCHMARK,
    start::BENCHMARK,
];

/// How a process is told to be a single run.
const ONE_RUN: &str = "--one-run";
const REPORT: &str = "docs/benchmarks.md";

/// Runs the task.
///
/// # Errors
/// When a name is unknown, a benchmark fails, or the report cannot be written. A missed target is a result to
/// publish, not an error.
pub fn run(words: &[String]) -> Result<bool> {
    if let Some((peers::NAME, rest)) = words.split_first().map(|(name, rest)| (name.as_str(), rest)) {
        return peers::run(rest);
    }
    let (flags, names) = split_flags(words, &["--quick", ONE_RUN])?;
    let quick = flags.contains(&"--quick");
    let chosen = choose(BENCHMARKS, &names)?;
    if flags.contains(&ONE_RUN) {
        chosen
            .into_iter()
            .try_for_each(|benchmark| run_here(benchmark, quick))?;
        return Ok(true);
    }
    let mut results = Vec::new();
    for benchmark in chosen {
        println!("== {}", benchmark.id);
        if !quick && benchmark.data.is_some() && data(benchmark).is_none() {
            println!("  skipped: its data is not on this machine (see ALONGSIDE_DATA in CONTRIBUTING.md)");
            continue;
        }
        let readings = run_fresh(benchmark, quick)?;
        print!("{}", bench_report::table(&[(benchmark, readings.clone())]));
        results.push((benchmark, readings));
    }
    if quick {
        println!("these were small inputs, which show that everything works; the verdicts say nothing");
    }
    if names.is_empty() && !quick {
        let report = bench_report::document(&results);
        std::fs::write(workspace::root().join(REPORT), report)
            .with_context(|| format!("could not write {REPORT}"))?;
        println!("wrote {REPORT}");
    }
    Ok(true)
}

/// The benchmarks of these names, or all when none is named.
fn choose<'a>(all: &'a [Benchmark], names: &[&str]) -> Result<Vec<&'a Benchmark>> {
    if let Some(unknown) = names.iter().find(|name| !all.iter().any(|one| one.id == **name)) {
        let known: Vec<&str> = all.iter().map(|one| one.id).collect();
        bail!(
            "there is no benchmark `{unknown}`; there are {}",
            known.join(", ")
        );
    }
    Ok(all
        .iter()
        .filter(|one| names.is_empty() || names.contains(&one.id))
        .collect())
}

/// The folder of the public data that a benchmark needs, where the machine has it.
fn data(benchmark: &Benchmark) -> Option<PathBuf> {
    let folder = data_folder()?.join(benchmark.data?);
    folder.is_dir().then_some(folder)
}

fn run_fresh(benchmark: &Benchmark, quick: bool) -> Result<Vec<Reading>> {
    if benchmark.starts_server {
        server::build()?;
    }
    let mut words = vec!["bench", benchmark.id, ONE_RUN];
    words.extend(quick.then_some("--quick"));
    (0..if quick { 1 } else { benchmark.runs })
        .map(|_| fresh::take(&words))
        .collect()
}

fn run_here(benchmark: &Benchmark, quick: bool) -> Result<()> {
    let scratch = workspace::root().join(format!("target/bench/{}-{}", benchmark.id, std::process::id()));
    std::fs::create_dir_all(&scratch).with_context(|| format!("could not make {}", scratch.display()))?;
    let values = (benchmark.run)(&Setting {
        quick,
        scratch: scratch.clone(),
        data: data(benchmark).filter(|_| !quick),
    });
    std::fs::remove_dir_all(&scratch).with_context(|| format!("could not remove {}", scratch.display()))?;
    let values = values.with_context(|| format!("benchmark `{}` failed", benchmark.id))?;
    ensure!(
        values.len() == benchmark.rows.len(),
        "`{}` gave a wrong number of values",
        benchmark.id
    );
    fresh::hand_over(&values);
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_benchmark_runs_on_its_small_input() {
        for benchmark in BENCHMARKS {
            if benchmark.starts_server {
                println!("{} is skipped: it needs the optimised `alongside`", benchmark.id);
                continue;
            }
            let scratch = std::env::temp_dir().join(format!("bench-{}-{}", benchmark.id, std::process::id()));
            std::fs::create_dir_all(&scratch).unwrap();
            let values = (benchmark.run)(&Setting {
                quick: true,
                scratch: scratch.clone(),
                data: None,
            })
            .unwrap();
            std::fs::remove_dir_all(&scratch).unwrap();
            assert_eq!(values.len(), benchmark.rows.len(), "{}", benchmark.id);
            assert!(
                values.iter().all(|value| value.is_finite() && *value > 0.0),
                "{}: {values:?}",
                benchmark.id
            );
        }
    }

    #[test]
    fn benchmarks_are_chosen_by_name() {
        let ids = |names: &[&str]| {
            choose(BENCHMARKS, names).map(|chosen| chosen.iter().map(|one| one.id).collect::<Vec<_>>())
        };
        assert_eq!(ids(&["memory_scan"]).unwrap(), vec!["memory_scan"]);
        assert_eq!(ids(&[]).unwrap().len(), BENCHMARKS.len());
        let error = ids(&["memory_scam"]).unwrap_err().to_string();
        assert!(
            error.starts_with("there is no benchmark `memory_scam`; there are disk_flush"),
            "{error}"
        );
    }
}
