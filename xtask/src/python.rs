//! Python packages that a task needs, in a virtual environment of their own under `target/`.

use crate::workspace;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};

/// The Python of the environment in `folder`, which knows the packages of the `requirements` file; both are relative
/// to the workspace. Installs them, with these options of pip, where they are missing or other ones are asked for.
///
/// # Errors
/// When Python is missing or a package cannot be installed; the sentence says what to do.
pub fn environment(folder: &str, requirements: &str, options: &[&str]) -> Result<PathBuf> {
    let home = workspace::root().join(folder);
    let python = home.join("bin/python");
    let wanted = std::fs::read_to_string(workspace::root().join(requirements))
        .with_context(|| format!("could not read {requirements}"))?;
    let installed = home.join("requirements.txt");
    if std::fs::read_to_string(&installed).is_ok_and(|text| text == wanted) && python.is_file() {
        return Ok(python);
    }
    println!("installing the packages of {requirements} into {folder}");
    install(&home, &python, requirements, options)?;
    std::fs::write(&installed, wanted).with_context(|| format!("could not write {}", installed.display()))?;
    Ok(python)
}

fn install(home: &Path, python: &Path, requirements: &str, options: &[&str]) -> Result<()> {
    let mut venv = workspace::command("python3");
    let made = workspace::succeeds(venv.args(["-m", "venv"]).arg(home));
    if !made.unwrap_or(false) {
        bail!(
            "no virtual environment could be made; install Python 3.11 or later with its `venv` module \
             (on Debian: apt-get install python3-venv) and run the command again"
        );
    }
    let mut pip = workspace::command(&python.to_string_lossy());
    pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check"]);
    pip.args(options).args(["--requirement", requirements]);
    if !workspace::succeeds(&mut pip)? {
        bail!(
            "`pip` could not install the packages of {requirements}; it says above why. Where it finds no package, \
             tell it its package index (PIP_INDEX_URL); where it has to compile one, install a C compiler and the \
             headers of Python (on Debian: build-essential python3-dev). Then run the command again"
        );
    }
    Ok(())
}
