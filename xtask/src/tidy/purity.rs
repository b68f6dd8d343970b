//! What the pure crates must not do, and where `unsafe` may stand. Pure code gives the same answer on every
//! machine and every day, which is what makes replay, explanation and fast tests possible.

use super::dependencies::dependency_tables;
use super::tree::{File, Tree};
use super::{Finding, scrub};
use toml::Table;

const PURE_CRATES: &[&str] = &["shop", "recommend", "decide", "measure"];

/// Words that mean I/O, a clock or the process's surroundings.
const IMPURE_WORDS: &[&str] = &[
    "std::fs",
    "std::net",
    "std::process",
    "std::env",
    "SystemTime",
    "Instant::now",
    "tokio",
    "println!",
    "eprintln!",
    "print!",
    "eprint!",
];
/// Modules of `std` that a grouped import must not name either.
const IMPURE_MODULES: &[&str] = &["fs", "net", "process", "env"];

/// The only file in which `unsafe` may stand: mapping a snapshot file into memory.
const UNSAFE_FILE: &str = "crates/engine/src/snapshot/map.rs";

/// Finds I/O and clocks in the pure crates; their tests and examples, which measure them, may do what they need.
pub fn pure_crates(tree: &Tree) -> Vec<Finding> {
    let pure = tree
        .rust()
        .filter(|file| file.crate_name().is_some_and(|name| PURE_CRATES.contains(&name)))
        .filter(|file| !file.path.contains("/examples/"));
    pure.flat_map(|file| {
        let mut findings = mentions(file, IMPURE_WORDS, "does not belong in a pure crate");
        findings.extend(grouped_imports(file));
        findings
    })
    .collect()
}

/// Finds serde in the vocabulary: wire types live in the shell, so that a wire can change without the core.
pub fn shop_without_serde(tree: &Tree) -> Vec<Finding> {
    let shop = |file: &&File| file.crate_name() == Some("shop");
    let mut findings: Vec<Finding> = tree
        .rust()
        .filter(shop)
        .flat_map(|file| mentions(file, &["serde"], "does not belong in `shop`"))
        .collect();
    let manifest = tree
        .file("crates/shop/Cargo.toml")
        .and_then(|file| file.text.parse::<Table>().ok());
    let names = manifest
        .iter()
        .flat_map(|manifest| dependency_tables(manifest, "dependencies"));
    let serde = names.filter(|name| name.starts_with("serde"));
    findings
        .extend(serde.map(|name| Finding::new("crates/shop/Cargo.toml", 0, format!("depends on `{name}`"))));
    findings
}

/// Finds `unsafe` outside its one file, tests included.
pub fn unsafe_code(tree: &Tree) -> Vec<Finding> {
    let elsewhere = tree.rust().filter(|file| file.path != UNSAFE_FILE);
    let found = elsewhere.flat_map(|file| {
        scrub::words(&file.code, "unsafe").map(move |at| (file, scrub::line_of(&file.code, at)))
    });
    let message = format!("`unsafe` may stand only in {UNSAFE_FILE}");
    found
        .map(|(file, line)| Finding::new(&file.path, line, message.clone()))
        .collect()
}

fn mentions(file: &File, banned: &[&str], message: &str) -> Vec<Finding> {
    let code = &file.production;
    let found = banned
        .iter()
        .flat_map(|word| scrub::words(code, word).map(move |at| (word, at)));
    found
        .map(|(word, at)| {
            Finding::new(
                &file.path,
                scrub::line_of(code, at),
                format!("`{word}` {message}"),
            )
        })
        .collect()
}

/// Finds `use std::{…}` that brings an impure module.
fn grouped_imports(file: &File) -> Vec<Finding> {
    let code = &file.production;
    let groups = scrub::words(code, "use std::{").map(|at| (at, &code[at..scrub::item_end(code, at)]));
    let named = groups.flat_map(|(at, group)| {
        let inside = IMPURE_MODULES
            .iter()
            .filter(move |module| scrub::words(group, module).next().is_some());
        inside.map(move |module| (at, module))
    });
    named
        .map(|(at, module)| {
            let message = format!("`std::{module}` does not belong in a pure crate");
            Finding::new(&file.path, scrub::line_of(code, at), message)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tidy::expect_findings;

    #[test]
    fn a_pure_crate_with_io_or_a_clock_is_found() {
        let file = "//- crates/decide/src/lib.rs\nuse std::fs::File;\nfn now() { Instant::now(); }\n\
                    use std::{fmt, env};\n";
        let expect = [
            "crates/decide/src/lib.rs:1: `std::fs` does not belong in a pure crate",
            "crates/decide/src/lib.rs:2: `Instant::now` does not belong in a pure crate",
            "crates/decide/src/lib.rs:3: `std::env` does not belong in a pure crate",
        ];
        expect_findings(pure_crates, file, &expect);
    }

    #[test]
    fn comments_tests_and_other_crates_are_free() {
        let free = "//- crates/decide/src/lib.rs\n// std::fs, println!\n#[cfg(test)]\nmod t { use std::fs; }\n\
                    //- crates/store/src/lib.rs\nuse std::fs;\n";
        expect_findings(pure_crates, free, &[]);
    }

    #[test]
    fn serde_in_the_vocabulary_is_found() {
        let shop = "//- crates/shop/src/lib.rs\n#[derive(serde::Serialize)]\nstruct A;\n\
                    //- crates/shop/Cargo.toml\n[dependencies]\nserde_json = '1'\n";
        let expect = [
            "crates/shop/src/lib.rs:1: `serde` does not belong in `shop`",
            "crates/shop/Cargo.toml: depends on `serde_json`",
        ];
        expect_findings(shop_without_serde, shop, &expect);
    }

    #[test]
    fn unsafe_is_found_everywhere_but_in_its_file() {
        let input = "//- crates/engine/src/snapshot/map.rs\nunsafe fn a() {}\n\
                     //- crates/engine/src/lib.rs\n#![deny(unsafe_code)]\nfn b() { unsafe {} }\n";
        let expect =
            ["crates/engine/src/lib.rs:2: `unsafe` may stand only in crates/engine/src/snapshot/map.rs"];
        expect_findings(unsafe_code, input, &expect);
    }
}
