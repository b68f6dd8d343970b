//! The peers, installed in a virtual environment under `target/`, in the versions of `xtask/peers/requirements.txt`.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

const FOLDER: &str = "target/peers";
const REQUIREMENTS: &str = "xtask/peers/requirements.txt";

/// The Python that knows the peers; installs them where they are missing or other ones are asked for.
///
/// # Errors
/// When Python is missing or a package cannot be installed; the sentence says what to do.
pub fn python() -> Result<PathBuf> {
    let folder = workspace::root().join(FOLDER);
    let python = folder.join("bin/python");
    let wanted = requirements()?;
    let installed = folder.join("requirements.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) && python.is_file() {
        return Ok(python);
    }
    println!("installing the peers into {FOLDER}");
    install(&folder, &python)?;
    std::fs::write(&installed, wanted).with_context(|| format!("could not write {}", installed.display()))?;
    Ok(python)
}

fn install(folder: &Path, python: &Path) -> Result<()> {
    let mut venv = workspace::command("python3");
    let made = workspace::succeeds(venv.args(["-m", "venv"]).arg(folder));
    if !made.unwrap_or(false) {
        bail!(
            "no virtual environment could be made; install Python 3.11 or later with its `venv` module \
             (on Debian: apt-get install python3-venv) and run the command again"
        );
    }
    let mut pip = workspace::command(&python.to_string_lossy());
    pip.args([
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--requirement",
    ]);
    if !workspace::succeeds(pip.arg(REQUIREMENTS))? {
        bail!(
            "`pip` could not install the packages of {REQUIREMENTS}; it says above why. Where it finds no package, \
             tell it its package index (PIP_INDEX_URL); where it has to compile one, install a C compiler and the \
             headers of Python (on Debian: build-essential python3-dev). Then run the command again"
        );
    }
    Ok(())
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
        for script in ["baskets.py", "itemsets.py"] {
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
