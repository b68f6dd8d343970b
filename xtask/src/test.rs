//! `cargo xtask test`: everything that has to hold before a change is merged, in one command.

use crate::{browser, generate, oracles, setup, split_flags, tidy, workspace};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

/// One line for the help text.
pub const ABOUT: &str =
    "run every check (--fast: without the slow ones; --require-oracles: fail where data is missing)";

/// How a step ended: how many checks passed and failed, or why it was not run.
#[derive(Debug, Default, PartialEq)]
struct Outcome {
    passed_count: usize,
    failed_count: usize,
    skipped: Option<String>,
    /// Tests that could not run, and why.
    not_run: Vec<String>,
}

/// What the command line asked for.
struct Wish {
    fast: bool,
    /// Whether a comparison with other programs or public data fails where these are not at hand.
    require_oracles: bool,
    advisories: bool,
}

/// One check, or a family of them. A failing step does not stop the later ones.
struct Step {
    name: &'static str,
    fast: bool,
    run: fn(&Wish) -> Result<Outcome>,
}

const STEPS: &[Step] = &[
    Step {
        name: "setup",
        fast: true,
        run: |_| Ok(Outcome::one(setup::prepare(true))),
    },
    Step {
        name: "formatting",
        fast: true,
        run: |_| cargo(&["fmt", "--all", "--check"], ""),
    },
    Step {
        name: "lints",
        fast: true,
        run: lints,
    },
    Step {
        name: "tidy",
        fast: true,
        run: |_| tidy::report().map(Outcome::from),
    },
    Step {
        name: "tests",
        fast: true,
        run: tests,
    },
    Step {
        name: "browser",
        fast: false,
        run: |_| {
            Ok(match browser::run()? {
                Ok(counted) => Outcome::from(counted),
                Err(reason) => Outcome::skipped(&reason),
            })
        },
    },
    Step {
        name: "oracles",
        fast: false,
        run: oracles,
    },
    Step {
        name: "documentation",
        fast: false,
        run: documentation,
    },
    Step {
        name: "generated references",
        fast: false,
        run: references,
    },
    Step {
        name: "dependencies",
        fast: false,
        run: dependencies,
    },
    Step {
        name: "advisories",
        fast: false,
        run: advisories,
    },
];

/// Runs the task; false when a step failed.
pub fn run(words: &[String]) -> Result<bool> {
    let (flags, _) = split_flags(words, &["--fast", "--advisories", "--require-oracles"])?;
    let wish = Wish {
        fast: flags.contains(&"--fast"),
        require_oracles: flags.contains(&"--require-oracles"),
        advisories: flags.contains(&"--advisories"),
    };
    let results: Vec<(&str, Outcome)> = STEPS
        .iter()
        .map(|step| (step.name, perform(step, &wish)))
        .collect();
    println!("\n{}", summary(&results));
    Ok(results.iter().all(|(_, outcome)| outcome.failed_count == 0))
}

fn perform(step: &Step, wish: &Wish) -> Outcome {
    println!("\n== {}", step.name);
    let start = Instant::now();
    let outcome = match wish.fast && !step.fast {
        true => Ok(Outcome::skipped("left out by --fast")),
        false => (step.run)(wish),
    };
    let outcome = outcome.unwrap_or_else(|error| {
        println!("{error:#}");
        Outcome::one(false)
    });
    println!(
        "-- {}: {} ({:.1} s)",
        step.name,
        outcome.describe(),
        start.elapsed().as_secs_f64()
    );
    outcome
}

/// What did not run, what failed, and the counts on the last line.
fn summary(results: &[(&str, Outcome)]) -> String {
    let mut lines = Vec::new();
    for (name, outcome) in results {
        match &outcome.skipped {
            Some(reason) => lines.push(format!("skipped  {name}: {reason}")),
            None if outcome.failed_count > 0 => {
                lines.push(format!("FAILED   {name}: {}", outcome.describe()))
            }
            None => {}
        }
        lines.extend(
            outcome
                .not_run
                .iter()
                .map(|why| format!("not run  {name}: {why}")),
        );
    }
    let passed: usize = results.iter().map(|(_, outcome)| outcome.passed_count).sum();
    let failed: usize = results.iter().map(|(_, outcome)| outcome.failed_count).sum();
    lines.push(format!("{passed} passed, {failed} failed"));
    lines.join("\n")
}

impl Outcome {
    fn one(passed: bool) -> Outcome {
        Outcome::from((usize::from(passed), usize::from(!passed)))
    }

    fn skipped(reason: &str) -> Outcome {
        Outcome {
            skipped: Some(reason.to_owned()),
            ..Outcome::default()
        }
    }

    fn describe(&self) -> String {
        match &self.skipped {
            Some(reason) => format!("skipped, {reason}"),
            None => format!("{} passed, {} failed", self.passed_count, self.failed_count),
        }
    }
}

impl From<(usize, usize)> for Outcome {
    fn from((passed_count, failed_count): (usize, usize)) -> Outcome {
        Outcome {
            passed_count,
            failed_count,
            ..Outcome::default()
        }
    }
}

/// Runs cargo as a check; `rustdoc_flags` go to rustdoc where it takes part.
fn cargo(words: &[&str], rustdoc_flags: &str) -> Result<Outcome> {
    let mut cargo = workspace::cargo();
    cargo.args(words).env("RUSTDOCFLAGS", rustdoc_flags);
    Ok(Outcome::one(workspace::succeeds(&mut cargo)?))
}

fn lints(_: &Wish) -> Result<Outcome> {
    let scope = [
        "clippy",
        "--workspace",
        "--all-targets",
        "--features",
        "xtask/measurements",
        "--quiet",
    ];
    cargo(&[&scope[..], &["--", "-D", "warnings"]].concat(), "")
}

fn documentation(_: &Wish) -> Result<Outcome> {
    cargo(&["doc", "--workspace", "--no-deps", "--quiet"], "-D warnings")
}

fn references(_: &Wish) -> Result<Outcome> {
    let stale = generate::stale(&workspace::root())?;
    for path in &stale {
        println!("{path} is out of date; run `cargo xtask gen` and commit the result");
    }
    Ok(Outcome::from((generate::count() - stale.len(), stale.len())))
}

fn dependencies(_: &Wish) -> Result<Outcome> {
    cargo_deny(&["bans", "licenses", "sources"])
}

fn advisories(wish: &Wish) -> Result<Outcome> {
    match wish.advisories {
        true => cargo_deny(&["advisories"]),
        false => Ok(Outcome::skipped(
            "the list of advisories is fetched from the network; ask with --advisories",
        )),
    }
}

fn cargo_deny(checks: &[&str]) -> Result<Outcome> {
    let Some(program) = setup::cargo_deny() else {
        return Ok(Outcome::skipped(
            "cargo-deny is not installed; see `cargo xtask setup`",
        ));
    };
    let mut deny = workspace::command(&program.to_string_lossy());
    Ok(Outcome::one(workspace::succeeds(
        deny.args(["--log-level", "error", "check"]).args(checks),
    )?))
}

/// Runs the tests of all crates and counts them by the closing line that every test binary prints.
fn tests(wish: &Wish) -> Result<Outcome> {
    let mut cargo = workspace::cargo();
    cargo.args([
        "test",
        "--workspace",
        "--features",
        "xtask/measurements",
        "--no-fail-fast",
        "--quiet",
    ]);
    let told = workspace::root().join("target/tests-not-run.txt");
    // Of an earlier run.
    let _ = std::fs::remove_file(&told);
    cargo.env("ALONGSIDE_NOT_RUN", &told);
    if wish.require_oracles {
        cargo.env("ALONGSIDE_REQUIRE_ORACLES", "yes");
    }
    let mut outcome = counted(&mut cargo)?;
    outcome.not_run = not_run(&std::fs::read_to_string(&told).unwrap_or_default());
    Ok(outcome)
}

/// Why tests could not run: each reason once, with how many it kept from running.
fn not_run(told: &str) -> Vec<String> {
    let mut reasons = BTreeMap::<&str, usize>::new();
    for why in told.lines() {
        *reasons.entry(why).or_default() += 1;
    }
    let said = |(why, tests): (&str, usize)| format!("{tests} of them, as {why}");
    reasons.into_iter().map(said).collect()
}

/// Compares statistics with the answers of other programs, which are installed for it.
fn oracles(wish: &Wish) -> Result<Outcome> {
    let folder = match oracles::answers()? {
        Ok(folder) => folder,
        Err(reason) if wish.require_oracles => bail!("{reason}, and --require-oracles was asked for"),
        Err(reason) => return Ok(Outcome::skipped(&reason)),
    };
    let mut cargo = workspace::cargo();
    cargo.args([
        "test",
        "--package",
        "measure",
        "--test",
        "it",
        "--quiet",
        "oracles::",
    ]);
    counted(cargo.env(oracles::VARIABLE, folder))
}

/// Runs tests and counts them.
fn counted(cargo: &mut Command) -> Result<Outcome> {
    let (closing_lines, ended_well) = watch(cargo)?;
    let mut outcome = count(&closing_lines);
    // A crate that does not compile prints no closing line, and that must not look like success.
    if !ended_well && outcome.failed_count == 0 || closing_lines.is_empty() {
        println!("the tests did not come to an end");
        outcome.failed_count += 1;
    }
    Ok(outcome)
}

/// Shows a command's output as it comes and keeps the closing lines of test binaries; true when it ended well.
fn watch(command: &mut Command) -> Result<(Vec<String>, bool)> {
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start cargo test")?;
    let output = child.stdout.take().context("cargo test has no output to read")?;
    let mut closing_lines = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line.context("could not read the output of cargo test")?;
        println!("{line}");
        if line.starts_with("test result: ") {
            closing_lines.push(line);
        }
    }
    Ok((closing_lines, child.wait()?.success()))
}

/// Sums lines such as `test result: ok. 3 passed; 1 failed; 0 ignored; …`.
fn count(closing_lines: &[String]) -> Outcome {
    let sum = |unit: &str| {
        let number = |line: &String| -> Option<usize> {
            line.split_once(unit)?
                .0
                .trim_end()
                .rsplit(' ')
                .next()?
                .parse()
                .ok()
        };
        closing_lines.iter().filter_map(number).sum()
    };
    Outcome::from((sum(" passed;"), sum(" failed;")))
}

#[cfg(test)]
mod tests_of_the_runner {
    use super::*;

    #[test]
    fn closing_lines_are_summed() {
        let lines = [
            "test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.02s",
            "test result: FAILED. 30 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out",
        ];
        assert_eq!(count(&lines.map(str::to_owned)), Outcome::from((42, 2)));
        assert_eq!(count(&[]), Outcome::from((0, 0)));
    }

    #[test]
    fn the_summary_names_what_failed_and_what_was_left_out_and_ends_with_the_counts() {
        let results = [
            ("lints", Outcome::one(true)),
            ("tests", Outcome::from((40, 2))),
            ("advisories", Outcome::skipped("no network")),
        ];
        let expect =
            "FAILED   tests: 40 passed, 2 failed\nskipped  advisories: no network\n41 passed, 2 failed";
        assert_eq!(summary(&results), expect);
    }

    #[test]
    fn tests_that_could_not_run_are_named_with_the_reason() {
        let told = "b is missing\na is missing\nb is missing\n";
        let reasons = not_run(told);
        assert_eq!(
            reasons,
            ["1 of them, as a is missing", "2 of them, as b is missing"]
        );
        let outcome = Outcome {
            not_run: reasons,
            ..Outcome::from((7, 0))
        };
        let expect = [
            "not run  tests: 1 of them, as a is missing",
            "not run  tests: 2 of them, as b is missing",
            "7 passed, 0 failed",
        ];
        assert_eq!(summary(&[("tests", outcome)]), expect.join("\n"));
    }

    #[test]
    fn a_step_that_cannot_run_has_failed_unless_it_was_left_out() {
        let step = Step {
            name: "broken",
            fast: false,
            run: |_| anyhow::bail!("no such tool"),
        };
        let wish = |fast| Wish {
            fast,
            require_oracles: false,
            advisories: false,
        };
        assert_eq!(perform(&step, &wish(false)), Outcome::one(false));
        assert_eq!(
            perform(&step, &wish(true)),
            Outcome::skipped("left out by --fast")
        );
    }
}
