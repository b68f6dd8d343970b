//! `alongside models`: what has been learnt, and going back to what was learnt before.

use clap::{Args, Subcommand};
use serde_json::json;
use server::wire::{learning::LearningReply, status::ModelReply};

use crate::{
    context::{Context, now},
    exit::Exit,
    failure::Failure,
    learning,
    report::Report,
    table::Table,
    words,
};

/// List the models that were built, and go back to an earlier one
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside models list
  alongside models rollback
  alongside models rollback 12 --json")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show every version that is kept, the newest first
    List,
    /// Serve an earlier version; a running server follows without a restart
    Rollback {
        /// The version [default: the one before]
        #[arg(value_name = "VERSION")]
        to: Option<u64>,
    },
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None | Some(Action::List) => list(context),
        Some(Action::Rollback { to }) => rollback(context, *to),
    }
}

fn list(context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let mut models = engine.models()?;
    let learning = engine.learning(now())?;
    engine.close();
    models.sort_by_key(|model| std::cmp::Reverse(model.version));
    let heading = ["Version", "Built", "Products", "Orders", "Size", "Took", "State"];
    let mut table = Table::new(&heading).numeric(&[0, 2, 3, 4, 5]);
    for model in &models {
        table.row(vec![
            model.version.to_string(),
            words::minute(model.created_at),
            words::count(model.products),
            words::count(model.orders),
            words::size(model.bytes),
            words::duration_ms(model.build_ms),
            if model.active {
                "serves".to_owned()
            } else {
                String::new()
            },
        ]);
    }
    let text = if models.is_empty() {
        "Nothing has been built yet. Next: alongside build".to_owned()
    } else {
        let table = table.render(|line| context.style.bold(line));
        format!("{table}\n\n{}", learning::told(&learning))
    };
    let json: Vec<_> = models.iter().map(ModelReply::from).collect();
    Ok(Report::new(
        &json!({ "models": json, "learning": LearningReply::from(&learning) }),
        text,
    ))
}

fn rollback(context: &Context, version: Option<u64>) -> Result<Report, Failure> {
    let engine = context.open()?;
    let models = engine.models()?;
    let serving = models
        .iter()
        .find(|model| model.active)
        .map(|model| model.version);
    if version.is_none() && !models.iter().any(|model| Some(model.version) < serving) {
        engine.close();
        return Err(Failure::new(
            Exit::NotFound,
            "no_earlier_version",
            "there is no earlier version to go back to",
        )
        .hint("'alongside models list' shows what is kept; 'alongside build' makes a new version"));
    }
    let model = engine.rollback(version)?;
    engine.close();
    let text = format!(
        "Version {} of {} serves now: {} products, learnt from {} orders.",
        model.version,
        words::minute(model.created_at),
        words::count(model.products),
        words::count(model.orders)
    );
    Ok(Report::new(&ModelReply::from(&model), text))
}
