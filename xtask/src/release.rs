//! Measurements are only worth something optimised and with the engine linked in, whereas the task runner
//! itself is built plain, to start fast. This file starts the measuring build of the same program.

use crate::workspace;
use anyhow::Result;

/// The task `bench`, in the measuring build.
pub fn bench(words: &[String]) -> Result<bool> {
    #[cfg(feature = "measurements")]
    if !cfg!(debug_assertions) {
        return crate::bench::run(words);
    }
    rerun("bench", words)
}

/// The task `evaluate`, in the measuring build.
pub fn evaluate(words: &[String]) -> Result<bool> {
    #[cfg(feature = "measurements")]
    if !cfg!(debug_assertions) {
        return crate::evaluate::run(words);
    }
    rerun("evaluate", words)
}

fn rerun(task: &str, words: &[String]) -> Result<bool> {
    let mut cargo = workspace::cargo();
    cargo.args([
        "run",
        "--quiet",
        "--release",
        "--package",
        "xtask",
        "--features",
        "measurements",
    ]);
    workspace::succeeds(cargo.args(["--", task]).args(words))
}
