//! `alongside compact`: writes the database anew, as small as it can be.

use clap::Args;
use serde_json::json;

use crate::{context::Context, failure::Failure, report::Report, words};

/// Write the database anew, as small as it can be
///
/// A running server gives room back by itself as it forgets. This is for a file that an older Alongside made, or after
/// much was forgotten at once. It needs as much free room as the database takes, and what a running server wants to
/// write waits until it is done: with a large database, stop the server first.
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside compact
  alongside compact --data ./shop --json")]
pub struct Arguments {}

pub fn run(_: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    context.say("Writing the database anew …");
    let compacted = engine.compact();
    engine.close();
    let Some((before, after)) = compacted? else {
        return Ok(Report::new(
            &json!({}),
            "This database gives room back by itself; there is nothing to do.",
        ));
    };
    let text = format!(
        "The database took {} and takes {} now.",
        words::size(before),
        words::size(after)
    );
    Ok(Report::new(
        &json!({ "bytes_before": before, "bytes_after": after }),
        text,
    ))
}
