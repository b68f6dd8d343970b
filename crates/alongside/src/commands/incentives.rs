//! `alongside incentives`: what the shop gives for a larger cart, for points and by code.

use std::path::PathBuf;

use clap::Args;
use engine::{Engine, IncentiveDraft, IncentiveEntry};
use serde_json::json;
use server::wire::incentives::{self, IncentiveReply};
use shop::Money;

use crate::{
    context::{Context, now},
    documents::{self, Action, Kind},
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// List, show, set and delete incentives: free delivery, discounts, gifts, points, coupons
#[derive(Debug, Args)]
#[command(after_help = "An incentive's file is what PUT /v1/incentives/{id} takes:
  { \"kind\": \"free_shipping\", \"threshold\": \"50.00\", \"shipping_cost\": \"4.90\" }

Examples:
  alongside incentives
  alongside incentives set free-delivery --file free-delivery.json
  alongside incentives show free-delivery --json
  alongside incentives delete free-delivery")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    KIND.run(arguments.action.as_ref(), context)
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let incentives = engine.incentives(now())?;
    let mut table =
        Table::new(&["Incentive", "Kind", "From", "Gives", "Budget", "Spent"]).numeric(&[2, 4, 5]);
    let shown = |amount: Option<Money>| {
        amount.map_or_else(String::new, |amount| format!("{amount} {}", amount.currency))
    };
    for entry in &incentives {
        let draft = &entry.draft;
        let spent = draft.budget.map(|budget| {
            Money::new(
                entry.reserved_minor.saturating_add(entry.spent_minor),
                budget.currency,
            )
        });
        table.row(vec![
            entry.id.clone(),
            draft.kind.clone(),
            shown(draft.threshold),
            gives(draft),
            shown(draft.budget),
            shown(spent),
        ]);
    }
    let text = match incentives.is_empty() {
        true => "There is no incentive yet. See 'alongside incentives set --help'.".to_owned(),
        false => table.render(|line| context.style.bold(line)),
    };
    let replies: Vec<IncentiveReply<'_>> = incentives.iter().map(IncentiveReply::from).collect();
    Ok(Report::new(&json!({ "incentives": replies }), text))
}

fn gives(draft: &IncentiveDraft) -> String {
    if let Some(percent) = draft.discount_percent {
        return format!("{percent} %");
    }
    if let Some(discount) = draft.discount {
        return format!("{discount} {}", discount.currency);
    }
    if let Some(points) = draft.points_per_unit {
        return format!("{points} a unit");
    }
    if let Some(times) = draft.multiplier {
        return format!("points × {times}");
    }
    draft
        .gift_product_id
        .clone()
        .unwrap_or_else(|| "free delivery".to_owned())
}

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let entry = engine.incentive(id, now())?;
    report(&entry, None)
}

fn report(entry: &IncentiveEntry, text: Option<String>) -> Result<Report, Failure> {
    let reply = IncentiveReply::from(entry);
    let text = match text {
        Some(text) => text,
        None => words::pretty(&reply)?,
    };
    Ok(Report::new(&reply, text))
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    let currency = engine.profile().currency;
    let draft = documents::draft(file, |bytes| incentives::draft(bytes, currency))?;
    engine.put_incentive(id, &draft, now())?;
    let entry = engine.incentive(id, now())?;
    report(
        &entry,
        Some(format!("The incentive '{id}' holds from the next decision on.")),
    )
}

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    engine.delete_incentive(id, now())?;
    Ok(documents::deleted(
        id,
        format!("The incentive '{id}' is not given any more."),
    ))
}
