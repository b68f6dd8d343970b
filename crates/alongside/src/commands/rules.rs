//! `alongside rules`: the merchant's rules, shown, tried, set and removed.

use std::{fs, path::PathBuf};

use clap::{Args, Subcommand};
use engine::{Error, RuleDraft, RuleView};
use serde_json::json;
use server::wire::{
    policies::PreviewReply,
    rules::{self, RuleReply, RulesReply},
};
use shop::Placement;

use crate::{
    context::{Context, now},
    failure::Failure,
    report::Report,
    table::Table,
    words,
};

/// Show, try, set and remove rules: pin, ban, boost, bury, include only
#[derive(Debug, Args)]
#[command(after_help = "A rule file is what PUT /v1/rules/{id} takes:
  { \"action\": \"boost\", \"products\": { \"brands\": [\"Acme\"], \"stock\": { \"min\": 50 } },
    \"when\": { \"placements\": [\"cart\"] }, \"factor\": 3, \"note\": \"overstock\" }

Examples:
  alongside rules
  alongside rules preview overstock --file overstock.json
  alongside rules set overstock --file overstock.json
  alongside rules delete overstock")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Every rule, with how many products it names and which others it meets
    List,
    /// One rule, whole
    Show {
        /// The rule's id
        id: String,
    },
    /// Answer the latest decisions of a placement with and without a rule; nothing is set
    Preview {
        /// The rule's id
        id: String,
        /// The rule file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
        /// Where
        #[arg(long, default_value = "cart")]
        placement: Placement,
        /// How many of the latest decisions to try
        #[arg(long, default_value_t = 100, value_parser = clap::value_parser!(u16).range(1..=1_000))]
        carts: u16,
    },
    /// Set a rule; the next decision heeds it
    Set {
        /// The rule's id
        id: String,
        /// The rule file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Remove a rule
    Delete {
        /// The rule's id
        id: String,
    },
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None | Some(Action::List) => list(context),
        Some(Action::Show { id }) => show(context, id),
        Some(Action::Preview {
            id,
            file,
            placement,
            carts,
        }) => preview(context, id, &draft(file)?, *placement, usize::from(*carts)),
        Some(Action::Set { id, file }) => set(context, id, &draft(file)?),
        Some(Action::Delete { id }) => delete(context, id),
    }
}

fn draft(file: &PathBuf) -> Result<RuleDraft, Failure> {
    let bytes = fs::read(file).map_err(|source| Error::Io {
        path: file.clone(),
        source,
    })?;
    rules::draft(&bytes).map_err(|problem| Failure::from(problem).of_file(&file.display().to_string()))
}

fn list(context: &Context) -> Result<Report, Failure> {
    let engine = context.open()?;
    let rules = engine.rules(now());
    engine.close();
    let rules = rules?;
    let mut table = Table::new(&["Rule", "Does", "Products", "In force", "Meets"]).numeric(&[2]);
    for rule in &rules {
        table.row(row(rule));
    }
    let text = match rules.is_empty() {
        true => "There are no rules. `alongside rules --help` shows how to write one.".to_owned(),
        false => table.render(|line| context.style.bold(line)),
    };
    Ok(Report::new(&RulesReply::from(rules.as_slice()), text))
}

fn row(rule: &RuleView) -> Vec<String> {
    let meets = rule.conflicts.iter().map(|conflict| match &conflict.wins {
        Some(wins) if *wins == rule.id => format!("{} (this one counts)", conflict.with),
        Some(_) => format!("{} (that one counts)", conflict.with),
        None => format!("{} (both count)", conflict.with),
    });
    vec![
        rule.id.clone(),
        rule.draft.action.as_str().to_owned(),
        rule.products
            .map_or("?".to_owned(), |products| words::count(products as u64)),
        if rule.in_force { "yes" } else { "no" }.to_owned(),
        meets.collect::<Vec<_>>().join(", "),
    ]
}

fn show(context: &Context, id: &str) -> Result<Report, Failure> {
    let engine = context.open()?;
    let rule = engine.rule(id, now());
    engine.close();
    let rule = rule?;
    let text = serde_json::to_string_pretty(&rule.draft).unwrap_or_default();
    Ok(Report::new(&RuleReply::from(&rule), text))
}

fn preview(
    context: &Context,
    id: &str,
    draft: &RuleDraft,
    placement: Placement,
    carts: usize,
) -> Result<Report, Failure> {
    let engine = context.open()?;
    let preview = engine.preview_rule(id, draft, placement, carts, now());
    engine.close();
    let preview = preview?;
    Ok(Report::new(
        &PreviewReply::from(&preview),
        words::preview(&preview),
    ))
}

fn set(context: &Context, id: &str, draft: &RuleDraft) -> Result<Report, Failure> {
    let engine = context.open()?;
    let rule = engine.put_rule(id, draft, now());
    engine.close();
    let rule = rule?;
    let mut text = match rule.products {
        Some(products) => format!(
            "Rule {id} is set; it names {} products now.",
            words::count(products as u64)
        ),
        None => format!("Rule {id} is set; it holds from the first build on."),
    };
    for conflict in &rule.conflicts {
        let counts = match &conflict.wins {
            Some(wins) => format!("{wins} counts"),
            None => "both count, multiplied".to_owned(),
        };
        text.push_str(&format!(
            "\nIt meets rule {} over {} products: {counts}.",
            conflict.with,
            words::count(conflict.products as u64)
        ));
    }
    Ok(Report::new(&RuleReply::from(&rule), text))
}

fn delete(context: &Context, id: &str) -> Result<Report, Failure> {
    let engine = context.open()?;
    let deleted = engine.delete_rule(id);
    engine.close();
    deleted?;
    Ok(Report::new(
        &json!({ "deleted": id }),
        format!("Rule {id} is removed."),
    ))
}
