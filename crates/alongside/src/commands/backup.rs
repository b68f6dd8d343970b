//! `alongside backup`: one file with all of the shop, while it serves.

use std::path::{Path, PathBuf};

use clap::Args;
use serde_json::json;

use crate::{context::Context, exit::Exit, failure::Failure, report::Report, words};

/// Write all of the shop into one file; the server may go on serving
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside backup shop.backup
  alongside backup \"backups/$(date +%F).backup\" --data ./shop
  alongside backup shop.backup --json")]
pub struct Arguments {
    /// The file to write; it must not exist yet
    file: PathBuf,
}

/// The folder of the backup is there. The store would speak of its own file.
fn check_folder(file: &Path) -> Result<(), Failure> {
    let folder = match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if folder.is_dir() {
        return Ok(());
    }
    let message = format!("there is no folder '{}'", folder.display());
    Err(Failure::new(Exit::NotFound, "no_folder", message)
        .hint("make it first, or name another file for the backup"))
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    check_folder(&arguments.file)?;
    let engine = context.open()?;
    context.say("Writing the backup …");
    let written = engine.backup(&arguments.file);
    engine.close();
    written?;
    let bytes = std::fs::metadata(&arguments.file).map_or(0, |metadata| metadata.len());
    let file = arguments.file.display().to_string();
    let text = format!(
        "The backup is in {file} ({}). To bring it back: alongside restore {file}",
        words::size(bytes)
    );
    Ok(Report::new(&json!({ "file": file, "bytes": bytes }), text))
}
