//! `alongside policies`: what steers the offers of each placement.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use engine::{Engine, PolicyDraft, Reward, decide::Policy};
use serde_json::json;
use server::wire::policies::{self, PlacementReply};
use shop::{Placement, UnknownPlacement};

use crate::{
    context::{Context, now},
    documents::{self, Kind},
    exit::Exit,
    failure::Failure,
    learning,
    report::Report,
    table::Table,
    words,
};

/// Show, try and set what steers the offers of each placement
#[derive(Debug, Args)]
#[command(
    after_help = "A policy file is what PUT /v1/placements/{id} takes: what is to differ from the configuration,
perhaps until when and why:
  { \"policy\": { \"slots\": 3, \"price_cap_percent\": 50 }, \"valid_until\": \"2027-01-06T00:00:00Z\", \"note\": \"until Epiphany\" }

Examples:
  alongside policies
  alongside policies show cart --json
  alongside policies preview cart --file cart.json
  alongside policies estimate cart --file cart.json
  alongside policies set cart --file cart.json
  alongside policies reset cart"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    #[command(flatten)]
    Common(documents::Action),
    /// Tell what a policy would change on the carts of the latest orders, without setting it
    Preview {
        /// Such as `cart` or `product_page`
        placement: Placement,
        /// The policy file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// How many of the latest orders to try, at most 1,000
        #[arg(long, default_value_t = 100, value_name = "COUNT")]
        carts: usize,
    },
    /// Tell what a policy would have brought, by the answers in which a slot was filled to learn from
    Estimate {
        /// Such as `cart` or `product_page`
        placement: Placement,
        /// The policy file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// What is counted: `taken` or `margin`
        #[arg(long, default_value = "taken", value_parser = reward)]
        reward: Reward,
    },
}

fn reward(word: &str) -> Result<Reward, String> {
    Reward::parse(word).ok_or_else(|| "use 'taken' or 'margin'".to_owned())
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None => KIND.run(None, context),
        Some(Action::Common(action)) => KIND.run(Some(action), context),
        Some(Action::Preview {
            placement,
            file,
            carts,
        }) => documents::with_shop(context, |engine| {
            let preview = engine.preview_policy(
                *placement,
                &documents::draft(file, policies::draft)?,
                *carts,
                now(),
            )?;
            Ok(words::preview_report(&preview))
        }),
        Some(Action::Estimate {
            placement,
            file,
            reward,
        }) => documents::with_shop(context, |engine| {
            let draft = documents::draft(file, policies::draft)?;
            let estimate = engine.estimate_policy(*placement, &draft, *reward, now())?;
            Ok(learning::estimate_report(engine, &estimate))
        }),
    }
}

fn placement(id: &str) -> Result<Placement, Failure> {
    id.parse()
        .map_err(|error: UnknownPlacement| Failure::new(Exit::NotFound, "not_found", error.to_string()))
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let mut table =
        Table::new(&["Placement", "Version", "For", "Offers", "Price cap", "Asks"]).numeric(&[1, 3, 4]);
    let mut replies = Vec::new();
    for placement in Placement::ALL {
        let view = engine.policy(placement, now())?;
        table.row(row(&view.in_force));
        replies.push(PlacementReply::new(placement, &view));
    }
    let text = table.render(|line| context.style.bold(line));
    Ok(Report::new(&json!({ "placements": replies }), text))
}

fn row(policy: &Policy) -> Vec<String> {
    let asks = policy
        .recommenders
        .iter()
        .filter(|(_, weight)| *weight > 0.0)
        .map(|(index, _)| engine::recommend::recommenders::id(*index));
    vec![
        policy.placement.to_string(),
        policy.version.to_string(),
        policy.intent.as_str().to_owned(),
        policy.slots.to_string(),
        policy
            .price_cap_percent
            .map_or("any".to_owned(), |cap| format!("{cap} %")),
        asks.collect::<Vec<_>>().join(" "),
    ]
}

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let placement = placement(id)?;
    let reply = PlacementReply::new(placement, &engine.policy(placement, now())?);
    let text = words::pretty(&reply)?;
    Ok(Report::new(&reply, text))
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    keep(engine, placement(id)?, documents::draft(file, policies::draft)?)
}

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    keep(engine, placement(id)?, PolicyDraft::default())
}

fn keep(engine: &Engine, placement: Placement, draft: PolicyDraft) -> Result<Report, Failure> {
    let set = engine.put_policy(placement, draft, now())?;
    let view = engine.policy(placement, now())?;
    let text = match view.in_force.version == set.version {
        true => format!(
            "Version {} of the policy for {placement} is in force.",
            set.version
        ),
        false => format!(
            "Version {} of the policy for {placement} is kept; version {} is in force now.",
            set.version, view.in_force.version
        ),
    };
    Ok(Report::new(&PlacementReply::new(placement, &view), text))
}
