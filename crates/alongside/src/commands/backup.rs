//! `alongside backup`: one file with all of the shop, while it serves.

use std::path::PathBuf;

use clap::Args;
use serde_json::json;

use crate::{context::Context, failure::Failure, report::Report, words};

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

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    context.say("Writing the backup …");
    engine.backup(&arguments.file)?;
    engine.close();
    let bytes = std::fs::metadata(&arguments.file).map_or(0, |metadata| metadata.len());
    let file = arguments.file.display().to_string();
    let text = format!(
        "The backup is in {file} ({}). To bring it back: alongside restore {file}",
        words::size(bytes)
    );
    Ok(Report::new(&json!({ "file": file, "bytes": bytes }), text))
}
