//! The peers, installed in a virtual environment under `target/`, in the versions of `xtask/peers/requirements.txt`.

use crate::{python, workspace};
use anyhow::{Context, Result};
use std::path::PathBuf;

const FOLDER: &str = "target/peers";
const REQUIREMENTS: &str = "xtask/peers/requirements.txt";

/// The Python that knows the peers; installs them where they are missing or other ones are asked for.
///
/// # Errors
/// When Python is missing or a package cannot be installed; the sentence says what to do.
pub fn python() -> Result<PathBuf> {
    python::environment(FOLDER, REQUIREMENTS, &[])
}

/// The packages and their versions, `name version`, in the order of the file.
pub fn versions() -> Result<Vec<String>> {
    let text = requirements()?;
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.is_empty());
    Ok(lines.map(|line| line.replace("==", " ")).collect())
}

fn requirements() -> Result<String> {
    let path = workspace::root().join(REQUIREMENTS);
    std::fs::read_to_string(&path).with_context(|| format!("could not read {REQUIREMENTS}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_peer_is_pinned() {
        let versions = versions().unwrap();
        assert!(versions.contains(&"implicit 0.7.3".to_owned()), "{versions:?}");
        assert!(versions.iter().all(|package| package.split(' ').count() == 2));
    }

    #[test]
    fn the_scripts_of_the_peers_are_valid() {
        for script in ["baskets.py", "itemsets.py", "customers.py"] {
            if !workspace::has_program("python3") {
                println!("{script} is skipped: there is no Python");
                continue;
            }
            let mut python = workspace::command("python3");
            let path = format!("xtask/peers/{script}");
            let help = python.args([path.as_str(), "--help"]).output().unwrap();
            assert!(help.status.success(), "{}", String::from_utf8_lossy(&help.stderr));
        }
    }
}
