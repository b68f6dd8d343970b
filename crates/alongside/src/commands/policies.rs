//! `alongside policies`: what steers the offers of each placement.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};
use engine::{Error, PolicyDraft, decide::Policy};
use serde_json::json;
use server::wire::policies::{self, PlacementReply, PreviewReply};
use shop::Placement;

use crate::{
    context::{Context, now},
    failure::Failure,
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
  alongside policies set cart --file cart.json
  alongside policies reset cart"
)]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show every placement with the policy in force
    List,
    /// Show one placement's policy and its versions
    Show {
        /// Such as `cart` or `product_page`
        placement: Placement,
    },
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
    /// Set a policy; the next decision heeds it, and a running server follows within seconds
    Set {
        /// Such as `cart` or `product_page`
        placement: Placement,
        /// The policy file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Go back to the configuration
    Reset {
        /// Such as `cart` or `product_page`
        placement: Placement,
    },
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None | Some(Action::List) => list(context),
        Some(Action::Show { placement }) => show(context, *placement),
        Some(Action::Preview {
            placement,
            file,
            carts,
        }) => preview(context, *placement, &draft(file)?, *carts),
        Some(Action::Set { placement, file }) => set(context, *placement, draft(file)?),
        Some(Action::Reset { placement }) => set(context, *placement, PolicyDraft::default()),
    }
}

fn draft(file: &PathBuf) -> Result<PolicyDraft, Failure> {
    let bytes = fs::read(file).map_err(|source| Error::Io {
        path: file.clone(),
        source,
    })?;
    let draft = policies::draft(&bytes)
        .map_err(|problem| Failure::from(problem).of_file(&file.display().to_string()))?;
    Ok(draft)
}

fn list(context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let views = Placement::ALL.map(|placement| (placement, engine.policy(placement, now())));
    engine.close();
    let mut table =
        Table::new(&["Placement", "Version", "For", "Offers", "Price cap", "Asks"]).numeric(&[1, 3, 4]);
    let mut replies = Vec::new();
    for (placement, view) in views {
        let view = view?;
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

fn show(context: &Context, placement: Placement) -> Result<Report, Failure> {
    let engine = context.open()?;
    let view = engine.policy(placement, now());
    engine.close();
    let view = view?;
    let reply = PlacementReply::new(placement, &view);
    let text = words::pretty(&reply)?;
    Ok(Report::new(&reply, text))
}

fn preview(
    context: &Context,
    placement: Placement,
    draft: &PolicyDraft,
    carts: usize,
) -> Result<Report, Failure> {
    let engine = context.open()?;
    let preview = engine.preview_policy(placement, draft, carts, now());
    engine.close();
    let preview = preview?;
    Ok(Report::new(
        &PreviewReply::from(&preview),
        words::preview(&preview),
    ))
}

fn set(context: &Context, placement: Placement, draft: PolicyDraft) -> Result<Report, Failure> {
    let engine = context.open()?;
    let set = engine.put_policy(placement, draft, now());
    let view = engine.policy(placement, now());
    engine.close();
    let (set, view) = (set?, view?);
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
