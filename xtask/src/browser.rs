//! Tests in a real browser: the types of our scripts, then what visitors, merchants and clerks see and do.

use crate::{setup, workspace};
use anyhow::{Context, Result, bail};
use std::io::{BufRead, BufReader};
use std::process::Stdio;

const FOLDER: &str = "e2e";
/// Pictures of every page, for a person to look at.
const SCREENSHOTS: &str = "target/screenshots";
/// Folders of scripts whose types are checked.
const TYPED: &[&str] = &["web/widget", "web/dashboard", "web/desk", "web/shop", "e2e"];

/// Runs them; how many passed and failed. The inner error is the reason why there is no browser.
///
/// # Errors
/// When what they need is at hand and cannot be run.
pub fn run() -> Result<Result<(usize, usize), String>> {
    let chromium = match chromium() {
        Ok(chromium) => chromium,
        Err(reason) => return Ok(Err(reason)),
    };
    install()?;
    let mut outcome = types()?;
    let (passed, failed) = in_browser(&chromium)?;
    outcome.0 += passed;
    outcome.1 += failed;
    Ok(Ok(outcome))
}

/// Where Chromium is, or why there is no test in a browser.
fn chromium() -> Result<String, String> {
    for program in ["node", "npm"] {
        if !workspace::has_program(program) {
            return Err(format!("{program} is not installed; see `cargo xtask setup`"));
        }
    }
    setup::chromium().ok_or_else(|| "Chromium is not installed; see `cargo xtask setup`".to_owned())
}

/// Node with the packages of the browser tests, told where Chromium is.
///
/// # Errors
/// When one of them is missing.
#[cfg(feature = "measurements")]
pub fn node() -> Result<std::process::Command> {
    let chromium = chromium().map_err(anyhow::Error::msg)?;
    install()?;
    let mut node = workspace::command("node");
    node.env("CHROMIUM", chromium);
    Ok(node)
}

/// Brings the packages that the lock file names, where they are not there yet.
fn install() -> Result<()> {
    let folder = workspace::root().join(FOLDER);
    let wanted = std::fs::read(folder.join("package-lock.json")).context("there is no lock file")?;
    let kept = folder.join("node_modules/.installed");
    if std::fs::read(&kept).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut npm = workspace::command("npm");
    npm.current_dir(&folder)
        .args(["ci", "--no-audit", "--no-fund", "--ignore-scripts"]);
    if !workspace::succeeds(&mut npm)? {
        bail!("npm could not bring the packages of {FOLDER}/package-lock.json");
    }
    std::fs::write(&kept, wanted).with_context(|| format!("could not write {}", kept.display()))
}

fn types() -> Result<(usize, usize)> {
    let mut outcome = (0, 0);
    for folder in TYPED {
        let mut compiler = workspace::command("node");
        compiler.args(["e2e/node_modules/typescript/bin/tsc", "-p", folder]);
        match workspace::succeeds(&mut compiler)? {
            true => outcome.0 += 1,
            false => outcome.1 += 1,
        }
    }
    Ok(outcome)
}

fn in_browser(chromium: &str) -> Result<(usize, usize)> {
    let mut build = workspace::cargo();
    build.args(["build", "--quiet", "--package", "alongside"]);
    if !workspace::succeeds(&mut build)? {
        bail!("the program could not be built");
    }
    let mut node = workspace::command("npm");
    let mut child = node
        .args(["test", "--silent", "--prefix", FOLDER])
        .env("ALONGSIDE", workspace::target_folder().join("debug/alongside"))
        .env("CHROMIUM", chromium)
        .env("SCREENSHOTS", workspace::root().join(SCREENSHOTS))
        .stdout(Stdio::piped())
        .spawn()
        .context("could not start the browser tests")?;
    let output = child.stdout.take().context("the browser tests have no output")?;
    let mut closing_lines = Vec::new();
    for line in BufReader::new(output).lines() {
        let line = line.context("could not read the output of the browser tests")?;
        println!("{line}");
        closing_lines.push(line);
    }
    let ended_well = child.wait()?.success();
    let (passed, failed) = count(&closing_lines);
    // Without a closing line nothing was tested, and that must not look like success.
    match ended_well && passed > 0 {
        true => Ok((passed, failed)),
        false => Ok((passed, failed.max(1))),
    }
}

/// Reads closing lines such as `ℹ pass 12` and `ℹ fail 0`.
fn count(lines: &[String]) -> (usize, usize) {
    let number = |word: &str| {
        let of_line = |line: &String| {
            let mut words = line.split_whitespace().rev();
            let number = words.next()?.parse().ok()?;
            (words.next()? == word && words.count() <= 1).then_some(number)
        };
        lines.iter().rev().find_map(of_line).unwrap_or(0)
    };
    (number("pass"), number("fail"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_closing_lines_are_counted() {
        let lines = [
            "✔ a page passes 3",
            "ℹ tests 14",
            "ℹ pass 12",
            "ℹ fail 2",
            "ℹ skipped 0",
        ];
        assert_eq!(count(&lines.map(str::to_owned)), (12, 2));
        assert_eq!(count(&[]), (0, 0));
    }
}
