//! Developer tasks, started as `cargo xtask <task>`. One file or folder per task; [`TASKS`] is the list.

#[cfg(feature = "measurements")]
mod bench;
#[cfg(feature = "measurements")]
mod bench_report;
mod browser;
#[cfg(feature = "measurements")]
mod evaluate;
mod generate;
#[cfg(feature = "measurements")]
mod measuring;
mod oracles;
#[cfg(feature = "measurements")]
mod peers;
mod python;
mod release;
mod setup;
mod test;
mod tidy;
mod workspace;

use anyhow::{Result, bail};
use std::process::ExitCode;

/// One developer task.
struct Task {
    name: &'static str,
    usage: &'static str,
    about: &'static str,
    /// Gets the words after the task's name; `false` means that the task found something wrong and said so.
    run: fn(&[String]) -> Result<bool>,
}

const TASKS: &[Task] = &[
    Task {
        name: "setup",
        usage: "[--check]",
        about: setup::ABOUT,
        run: setup::run,
    },
    Task {
        name: "test",
        usage: "[--fast] [--advisories]",
        about: test::ABOUT,
        run: test::run,
    },
    Task {
        name: "tidy",
        usage: "",
        about: tidy::ABOUT,
        run: tidy::run,
    },
    Task {
        name: "gen",
        usage: "[--check]",
        about: generate::ABOUT,
        run: generate::run,
    },
    Task {
        name: "bench",
        usage: "[NAME… | peers [CONTEST…]] [--quick]",
        about: "measure against the budgets, or beside other programs; write docs/benchmarks.md, docs/peers.md",
        run: release::bench,
    },
    Task {
        name: "evaluate",
        usage: "[NAME…] [--real-data]",
        about: "measure the quality of the offers against their floors",
        run: release::evaluate,
    },
];

fn main() -> ExitCode {
    let words: Vec<String> = std::env::args().skip(1).collect();
    match dispatch(&words) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(words: &[String]) -> Result<bool> {
    let Some((name, rest)) = words.split_first() else {
        println!("{}", help());
        return Ok(true);
    };
    if ["help", "--help", "-h"].contains(&name.as_str()) || rest.iter().any(|word| word == "--help") {
        println!("{}", help());
        return Ok(true);
    }
    match TASKS.iter().find(|task| task.name == name) {
        Some(task) => (task.run)(rest),
        None => bail!("there is no task `{name}`; the tasks are:\n\n{}", help()),
    }
}

fn help() -> String {
    let mut text = String::from("Usage: cargo xtask <task>\n");
    for task in TASKS {
        let call = format!("{} {}", task.name, task.usage);
        text.push_str(&format!("\n  {call:<32}{}", task.about));
    }
    text
}

/// Splits the words of a task into known flags and names, and refuses a flag that the task does not have.
fn split_flags<'a>(words: &'a [String], known: &[&str]) -> Result<(Vec<&'a str>, Vec<&'a str>)> {
    let (flags, names): (Vec<&str>, Vec<&str>) = words
        .iter()
        .map(String::as_str)
        .partition(|word| word.starts_with("--"));
    match flags.iter().find(|flag| !known.contains(flag)) {
        Some(flag) if known.is_empty() => bail!("this task has no option, but got `{flag}`"),
        Some(flag) => bail!("unknown option `{flag}`; this task knows {}", known.join(", ")),
        None => Ok((flags, names)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(line: &str) -> Vec<String> {
        line.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn flags_and_names_are_told_apart() {
        let line = words("co_purchase --quick import");
        let (flags, names) = split_flags(&line, &["--quick"]).unwrap();
        assert_eq!((flags, names), (vec!["--quick"], vec!["co_purchase", "import"]));
    }

    #[test]
    fn an_unknown_flag_or_task_names_the_known_ones() {
        let flag = split_flags(&words("--slow"), &["--quick"])
            .unwrap_err()
            .to_string();
        assert_eq!(flag, "unknown option `--slow`; this task knows --quick");
        let task = dispatch(&words("tset")).unwrap_err().to_string();
        assert!(
            task.contains("no task `tset`") && task.contains("evaluate"),
            "{task}"
        );
    }
}
