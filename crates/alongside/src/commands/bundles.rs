//! `alongside bundles`: the sets that the merchant makes by hand.

use std::path::PathBuf;

use clap::Args;
use engine::{BundleDraft, BundleEntry, Engine};
use serde_json::json;
use server::wire::bundles::{self, BundleReply, WarningReply};

use crate::{
    context::Context,
    documents::{self, Action, Kind},
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// List, show, set and delete sets of products
#[derive(Debug, Args)]
#[command(after_help = "A set's file is what PUT /v1/bundles/{id} takes:
  { \"members\": [{ \"product_id\": \"tv\" }, { \"product_id\": \"hdmi\", \"quantity\": 2 }],
    \"discount_percent\": 10, \"title\": { \"en\": \"Ready to watch\" } }

Examples:
  alongside bundles
  alongside bundles set ready-to-watch --file set.json
  alongside bundles show ready-to-watch --json
  alongside bundles delete ready-to-watch")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    KIND.run(arguments.action.as_ref(), context)
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let bundles = engine.bundles()?;
    let mut table = Table::new(&["Set", "Products", "Saves", "Placements"]);
    for BundleEntry { id, draft } in &bundles {
        let item = |item: &engine::BundleItem| match item.quantity {
            1 => item.product_id.clone(),
            quantity => format!("{quantity} × {}", item.product_id),
        };
        let products: Vec<String> = draft.members.iter().map(item).collect();
        let placements = match draft.placements.is_empty() {
            true => "everywhere".to_owned(),
            false => draft.placements.join(" "),
        };
        table.row(vec![id.clone(), products.join(" + "), saves(draft), placements]);
    }
    let text = match bundles.is_empty() {
        true => "There is no set made by hand yet. See 'alongside bundles set --help'.".to_owned(),
        false => table.render(|line| context.style.bold(line)),
    };
    let replies: Vec<BundleReply<'_>> = bundles
        .iter()
        .map(|bundle| BundleReply::new(bundle, &[]))
        .collect();
    Ok(Report::new(&json!({ "bundles": replies }), text))
}

fn saves(draft: &BundleDraft) -> String {
    match (draft.discount_percent, draft.price) {
        (Some(percent), _) => format!("{percent} %"),
        (None, Some(price)) => format!("costs {price} {}", price.currency),
        (None, None) => "nothing".to_owned(),
    }
}

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let bundle = engine.bundle(id)?;
    let reply = BundleReply::new(&bundle, &[]);
    let text = words::pretty(&reply)?;
    Ok(Report::new(&reply, text))
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    let currency = engine.profile().currency;
    let draft = documents::draft(file, |bytes| bundles::draft(bytes, currency))?;
    let warnings = engine.put_bundle(id, &draft)?;
    let bundle = engine.bundle(id)?;
    let mut text = format!("The set '{id}' is offered from the next decision on.");
    for warning in &warnings {
        text.push_str(&format!("\nMind: {}", WarningReply::from(warning).message));
    }
    Ok(Report::new(&BundleReply::new(&bundle, &warnings), text))
}

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    engine.delete_bundle(id)?;
    Ok(documents::deleted(
        id,
        format!("The set '{id}' is not offered any more."),
    ))
}
