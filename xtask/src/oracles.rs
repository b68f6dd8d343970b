//! Other programs' answers to the same statistics, which the tests of `measure` are compared with.

use crate::{python, workspace};
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

const FOLDER: &str = "target/oracles";
const REQUIREMENTS: &str = "xtask/oracles/requirements.txt";
/// The scripts of `xtask/oracles`; each writes its answers into the folder it is told.
const SCRIPTS: &[&str] = &["experiments.py", "off_policy.py", "sales.py"];
/// What the tests find the folder of the answers by.
pub const VARIABLE: &str = "ALONGSIDE_ORACLES";

/// Has the answers written, and returns their folder; the inner error is the reason why the programs are not at hand.
///
/// # Errors
/// When a program is at hand but does not answer.
pub fn answers() -> Result<Result<PathBuf, String>> {
    // Most of what these programs ask for is for drawing and data frames; `absent.py` stands in for it.
    let python = match python::environment(FOLDER, REQUIREMENTS, &["--no-deps"]) {
        Ok(python) => python,
        Err(reason) => return Ok(Err(format!("the other programs are not installed: {reason:#}"))),
    };
    let folder = workspace::root().join(FOLDER).join("answers");
    std::fs::create_dir_all(&folder).with_context(|| format!("could not make {}", folder.display()))?;
    for script in SCRIPTS {
        let mut command = workspace::command(&python.to_string_lossy());
        // Without its cache, so that the checkout stays as it is.
        command
            .args(["-B", &format!("xtask/oracles/{script}")])
            .arg(&folder);
        if !workspace::succeeds(&mut command)? {
            bail!("xtask/oracles/{script} failed; it says above why");
        }
    }
    Ok(Ok(folder))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_scripts_of_the_oracles_are_valid() {
        if !workspace::has_program("python3") {
            println!("skipped: there is no Python");
            return;
        }
        for script in SCRIPTS {
            let path = format!("xtask/oracles/{script}");
            let mut python = workspace::command("python3");
            let help = python.args(["-B", path.as_str(), "--help"]).output().unwrap();
            assert!(help.status.success(), "{}", String::from_utf8_lossy(&help.stderr));
        }
    }
}
