//! `alongside build`: learns from all orders and products.

use std::sync::Arc;

use clap::Args;
use server::wire::status::ModelReply;

use crate::{
    context::{Context, now},
    failure::Failure,
    interrupt::Interrupt,
    report::Report,
    words,
};

/// Learn from the orders and products, and let what was learnt serve
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside build
  alongside build --data ./shop --quiet
  alongside build --json")]
pub struct Arguments {}

pub fn run(_arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    let engine = Arc::new(context.open()?);
    let interrupt = Interrupt::watch(Arc::clone(&engine))?;
    let built = engine
        .build(now(), &|step| context.say(step))
        .map_err(Failure::from);
    let model = built.map_err(|failure| {
        interrupt.explain(
            failure,
            "nothing changed: what served before serves on; build again when you like",
        )
    })?;
    engine.close();
    Ok(Report::new(&ModelReply::from(&model), words::learnt(&model)))
}
