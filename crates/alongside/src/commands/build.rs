//! `alongside build`: learns from all orders and products.

use std::{sync::Arc, time::Duration};

use clap::Args;
use engine::{
    Engine,
    measure::tuning::{Choice, Outcome, Tuned},
};
use serde::Serialize;
use server::wire::status::ModelReply;

use crate::{
    context::{Context, now},
    failure::Failure,
    interrupt::Interrupt,
    report::Report,
    table::Table,
    words,
};

/// Learn from the orders and products, and let what was learnt serve
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside build
  alongside build --tune
  alongside build --tune --tune-minutes 2 --data ./shop
  alongside build --json")]
pub struct Arguments {
    /// First choose numbers and rankers that fit this shop, on a slice of its own past; they are kept for later builds
    #[arg(long)]
    tune: bool,
    /// Try nothing new after so many minutes
    #[arg(
        long,
        value_name = "MINUTES",
        default_value_t = 10,
        requires = "tune",
        value_parser = clap::value_parser!(u16).range(1..)
    )]
    tune_minutes: u16,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = Arc::new(context.open()?);
    let interrupt = Interrupt::watch(Arc::clone(&engine))?;
    let unchanged = "nothing changed: what served before serves on; build again when you like";
    let explained = |failure: engine::Error| interrupt.explain(Failure::from(failure), unchanged);
    let tuned = tune(arguments, &engine, context).map_err(explained)?;
    let model = engine
        .build(now(), &|step| context.say(step))
        .map_err(explained)?;
    engine.close();
    let built = BuildReply {
        model: ModelReply::from(&model),
        tuned: tuned.as_ref().map(TunedReply::from),
    };
    let mut text = tuned.as_ref().map(chosen).unwrap_or_default();
    text.push_str(&words::learnt(&model));
    Ok(Report::new(&built, text))
}

fn tune(arguments: &Arguments, engine: &Engine, context: &Context) -> Result<Option<Tuned>, engine::Error> {
    if !arguments.tune {
        return Ok(None);
    }
    let limit = Duration::from_secs(u64::from(arguments.tune_minutes) * 60);
    engine.tune(limit, now(), &|step| context.say(step)).map(Some)
}

/// What was chosen and why, as a table.
fn chosen(tuned: &Tuned) -> String {
    let Some((from, to)) = tuned.window else {
        return "There is too little history to choose by; the defaults stay.\n\n".to_owned();
    };
    let mut table = Table::new(&["chosen", "outcome", "questions", "before", "after"]).numeric(&[2, 3, 4]);
    for choice in &tuned.choices {
        let figure = |figure: f64| match choice.outcome {
            Outcome::Adopted | Outcome::Kept => format!("{figure:.4}"),
            Outcome::TooFew | Outcome::NoTime => String::new(),
        };
        table.row(vec![
            choice.what.clone(),
            outcome(choice).to_owned(),
            words::count(choice.questions as u64),
            figure(choice.before),
            figure(choice.after),
        ]);
    }
    format!(
        "Chosen on the orders and visits from {from} to {to}, by the mean reciprocal rank of what was taken:\n{}\n\n",
        table.render(str::to_owned)
    )
}

fn outcome(choice: &Choice) -> &'static str {
    match choice.outcome {
        Outcome::Adopted => "better, used from now on",
        Outcome::Kept => "no better, as it was",
        Outcome::TooFew => "too little to tell, as it was",
        Outcome::NoTime => "no time left, as it was",
    }
}

#[derive(Serialize)]
struct BuildReply<'a> {
    #[serde(flatten)]
    model: ModelReply<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tuned: Option<TunedReply<'a>>,
}

#[derive(Serialize)]
struct TunedReply<'a> {
    from: Option<String>,
    to: Option<String>,
    choices: Vec<ChoiceReply<'a>>,
}

#[derive(Serialize)]
struct ChoiceReply<'a> {
    what: &'a str,
    outcome: &'static str,
    questions: usize,
    reciprocal_rank_before: f64,
    reciprocal_rank_after: f64,
}

impl<'a> From<&'a Tuned> for TunedReply<'a> {
    fn from(tuned: &'a Tuned) -> Self {
        let choice = |choice: &'a Choice| ChoiceReply {
            what: &choice.what,
            outcome: choice.outcome.code(),
            questions: choice.questions,
            reciprocal_rank_before: choice.before,
            reciprocal_rank_after: choice.after,
        };
        Self {
            from: tuned.window.map(|(from, _)| from.to_string()),
            to: tuned.window.map(|(_, to)| to.to_string()),
            choices: tuned.choices.iter().map(choice).collect(),
        }
    }
}
