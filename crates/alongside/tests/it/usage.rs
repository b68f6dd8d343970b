//! Arguments, help and completions.

use crate::scratch::{Scratch, check};

const COMMANDS: &[&str] = &[
    "demo",
    "init",
    "import",
    "build",
    "serve",
    "recommend",
    "explain",
    "models",
    "backup",
    "restore",
    "doctor",
    "soak",
    "config",
    "keys",
    "completions",
];

#[test]
fn the_help_lists_commands_and_exit_codes() {
    check("help", &Scratch::new().run("--help"));
}

#[test]
fn every_command_has_help_with_examples_that_can_be_read() {
    let scratch = Scratch::new();
    for command in COMMANDS {
        let help = scratch.expect_success(&format!("{command} --help")).stdout;
        let examples = help
            .split("Examples:\n")
            .nth(1)
            .unwrap_or_else(|| panic!("{command} has no examples"));
        let count = examples
            .lines()
            .filter(|line| line.starts_with("  alongside "))
            .count();
        assert!((2..=4).contains(&count), "{help}");
    }
}

#[test]
fn mistakes_in_the_arguments_end_with_2() {
    let scratch = Scratch::new();
    check("unknown_command", &scratch.run("recomend --cart a"));
    check("unknown_command_json", &scratch.run("recomend --cart a --json"));
    check("unknown_kind", &scratch.run("import a.csv --kind baskets"));
    check("malformed_map", &scratch.run("import a.csv --map sku"));
    check("unknown_placement", &scratch.run("recommend --placement basket"));
    check(
        "unknown_currency",
        &scratch.run("init --name Corner --currency EURO"),
    );
}

#[test]
fn every_shell_gets_its_completions() {
    let scratch = Scratch::new();
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = scratch.expect_success(&format!("completions {shell}")).stdout;
        assert!(
            script.contains("recommend") && script.contains("rejected-dir"),
            "{shell}: {script}"
        );
    }
}

#[test]
fn every_reference_is_printed() {
    let scratch = Scratch::new();
    for (document, expected) in [
        ("cli", "### alongside keys create"),
        ("openapi", "\"openapi\": \"3.1"),
        ("errors", "no_shop"),
        ("config", "[placements.cart]"),
        ("http", "/v1/offers"),
        ("recommenders", "## co_purchase"),
    ] {
        let text = scratch.expect_success(&format!("reference {document}")).stdout;
        assert!(text.contains(expected), "{document}: {text}");
    }
}

#[test]
fn the_folder_comes_from_the_option_or_the_environment() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR --data here");
    let mut command = scratch.command();
    let output = command
        .args(["keys", "list"])
        .env("ALONGSIDE_DATA_DIR", "here")
        .output()
        .unwrap();
    assert!(output.status.success(), "{output:?}");
    let elsewhere = scratch
        .command()
        .args(["keys", "list"])
        .env("ALONGSIDE_DATA_DIR", "there")
        .output()
        .unwrap();
    assert_eq!(elsewhere.status.code(), Some(5), "{elsewhere:?}");
}

#[test]
fn colours_are_for_those_who_want_them() {
    let scratch = Scratch::new();
    let run = |color: &str, no_color: &str| {
        let mut command = scratch.command();
        command
            .args(["keys", "list", "--color", color])
            .env("NO_COLOR", no_color);
        String::from_utf8(command.output().unwrap().stderr).unwrap()
    };
    assert!(run("always", "").contains("\u{1b}["), "{}", run("always", ""));
    assert!(!run("auto", "").contains("\u{1b}["), "no terminal, no colour");
    assert!(!run("never", "").contains("\u{1b}["));
}
