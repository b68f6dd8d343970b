//! The command line as a whole: global options and the subcommands.

use std::{path::PathBuf, process::ExitCode};

use clap::{Parser, ValueEnum};

use crate::{commands::Command, exit::Exit, failure::Failure, style::Style};

/// Offers that fit: what goes with it, learnt from the shop's own orders.
#[derive(Debug, Parser)]
#[command(
    name = "alongside",
    version,
    about = "Self-hosted recommendations for online shops: learns from the shop's own orders what goes with what",
    after_help = exit_codes(),
    max_term_width = 100,
    arg_required_else_help = true,
    propagate_version = true
)]
pub struct Cli {
    /// Options of every subcommand.
    #[command(flatten)]
    pub global: Global,
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Options of every subcommand.
#[derive(Debug, clap::Args)]
#[command(next_help_heading = "Global options")]
pub struct Global {
    /// The shop's data folder [env: ALONGSIDE_DATA_DIR] [default: ./alongside-data; of demo: ./alongside-demo]
    #[arg(long, global = true, value_name = "DIR")]
    pub data: Option<PathBuf>,
    /// Print one JSON document on standard output, and errors as a problem object on standard error
    #[arg(long, global = true)]
    pub json: bool,
    /// Print no progress
    #[arg(long, short, global = true)]
    pub quiet: bool,
    /// When to use colours; NO_COLOR turns them off as well
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: Color,
}

/// When to use colours.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// The exit codes as the help lists them.
fn exit_codes() -> String {
    let line = |exit: Exit| format!("\n  {:<4}{}", exit.code(), exit.meaning());
    let codes: String = Exit::ALL.into_iter().map(line).collect();
    format!("Exit codes:\n  {:<4}it went well{codes}", 0)
}

/// Prints what clap has to say: the help and the version on standard output, mistakes on standard error.
pub fn refuse(error: &clap::Error) -> ExitCode {
    let wants_json = std::env::args_os().any(|argument| argument == "--json");
    if error.use_stderr() && wants_json {
        let rendered = error.render().to_string();
        let (message, hint) = rendered.split_once("\n\n").unwrap_or((&rendered, ""));
        let failure = Failure::new(Exit::Usage, "usage", message.trim_start_matches("error: ")).hint(hint);
        failure.print(true, Style::plain());
        return failure.exit_code();
    }
    // Nothing is left to tell anyone where printing itself fails.
    let _ = error.print();
    ExitCode::from(if error.use_stderr() { Exit::Usage.code() } else { 0 })
}
