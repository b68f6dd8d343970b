//! The `alongside` command: reads the arguments, runs one subcommand, prints its report, sets the exit code.

use std::process::ExitCode;

use clap::Parser;

mod cli;
mod commands;
mod context;
mod demo_shop;
mod documents;
mod exit;
mod failure;
mod interrupt;
mod learning;
mod live_shoppers;
mod logging;
mod progress;
mod question;
mod report;
mod serving;
mod sparkline;
mod style;
mod table;
mod verdicts;
mod words;

/// The counting and the answers allocate much and from several threads, at which the system's allocator is slow.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let cli = match cli::Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return cli::refuse(&error),
    };
    let context = context::Context::new(cli.global);
    logging::start();
    match cli.command.run(&context) {
        Ok(report) => context.finish(report),
        Err(failure) => context.fail(&failure),
    }
}
