//! `alongside learning`: what was learnt from the offers shown, and going back behind it.

use clap::{Args, Subcommand};
use engine::Engine;
use server::wire::learning::LearningReply;

use crate::{
    context::{Context, now},
    documents,
    failure::Failure,
    learning,
    report::Report,
};

/// Show what was learnt from the offers shown, and undo it
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside learning
  alongside learning undo
  alongside learning allow")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what is in force, what is on trial and what was undone
    Show,
    /// Undo what was learnt and is in force: the order before it serves, and nothing learnt is used until you allow it
    Undo,
    /// Allow again that what is learnt is tried or put in force
    Allow,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    documents::with_shop(context, |engine| match &arguments.action {
        None | Some(Action::Show) => told(engine, ""),
        Some(Action::Undo) => {
            engine.undo_learning(now())?;
            told(
                engine,
                "It is undone: the order before it serves. A running server follows within moments.\n",
            )
        }
        Some(Action::Allow) => {
            engine.allow_learning()?;
            told(
                engine,
                "It is allowed: from the next build on what is learnt may be used again.\n",
            )
        }
    })
}

fn told(engine: &Engine, done: &str) -> Result<Report, Failure> {
    let learning = engine.learning(now())?;
    Ok(Report::new(
        &LearningReply::from(&learning),
        format!("{done}{}", learning::told(&learning)),
    ))
}
