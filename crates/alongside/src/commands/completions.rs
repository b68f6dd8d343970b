//! `alongside completions`: scripts that complete commands in a shell.

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use serde_json::json;

use crate::{cli::Cli, context::Context, failure::Failure, report::Report};

/// Print a script that completes commands and options in your shell
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside completions bash > ~/.local/share/bash-completion/completions/alongside
  alongside completions zsh > ~/.zfunc/_alongside
  alongside completions fish > ~/.config/fish/completions/alongside.fish")]
pub struct Arguments {
    /// The shell
    shell: Shell,
}

pub fn run(arguments: &Arguments, _context: &Context) -> Result<Report, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut Cli::command(), "alongside", &mut script);
    let script = String::from_utf8_lossy(&script).trim_end().to_owned();
    Ok(Report::new(
        &json!({ "shell": arguments.shell.to_string(), "script": script }),
        script,
    ))
}
