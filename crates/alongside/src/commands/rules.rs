//! `alongside rules`: the merchant's rules, shown, tried, set and removed.

use std::path::PathBuf;

use clap::{Args, Subcommand};
use engine::{Engine, RuleView};
use server::wire::rules::{self, RuleReply, RulesReply};
use shop::Placement;

use crate::{
    context::{Context, now},
    documents::{self, Kind},
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
    #[command(flatten)]
    Common(documents::Action),
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
}

const KIND: Kind = Kind::new(list, show, set, delete);

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None => KIND.run(None, context),
        Some(Action::Common(action)) => KIND.run(Some(action), context),
        Some(Action::Preview {
            id,
            file,
            placement,
            carts,
        }) => documents::with_shop(context, |engine| {
            let draft = documents::draft(file, rules::draft)?;
            let preview = engine.preview_rule(id, &draft, *placement, usize::from(*carts), now())?;
            Ok(words::preview_report(&preview))
        }),
    }
}

fn list(engine: &Engine, context: &Context) -> Result<Report, Failure> {
    let rules = engine.rules(now())?;
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

fn show(engine: &Engine, id: &str) -> Result<Report, Failure> {
    let rule = engine.rule(id, now())?;
    let text = serde_json::to_string_pretty(&rule.draft).unwrap_or_default();
    Ok(Report::new(&RuleReply::from(&rule), text))
}

fn set(engine: &Engine, id: &str, file: &PathBuf) -> Result<Report, Failure> {
    let rule = engine.put_rule(id, &documents::draft(file, rules::draft)?, now())?;
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

fn delete(engine: &Engine, id: &str) -> Result<Report, Failure> {
    engine.delete_rule(id)?;
    Ok(documents::deleted(id, format!("Rule {id} is removed.")))
}
