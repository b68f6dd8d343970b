//! `alongside config`: the settings as they are, and as they may be.

use clap::{Args, Subcommand};
use engine::{Settings, Steering, VariantDraft, recommend::recommenders};
use serde_json::{Map, Value, json};

use crate::{context::Context, failure::Failure, report::Report};

/// Show the settings in force, or a commented file with every setting
#[derive(Debug, Args)]
#[command(after_help = "Examples:
  alongside config show
  alongside config show --json
  alongside config reference > alongside-data/alongside.toml")]
pub struct Arguments {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Subcommand)]
enum Action {
    /// Show what is in force: alongside.toml of the data folder over the defaults
    Show,
    /// Print a commented alongside.toml with every setting at its default
    Reference,
}

pub fn run(arguments: &Arguments, context: &Context) -> Result<Report, Failure> {
    match &arguments.action {
        None | Some(Action::Show) => show(context),
        Some(Action::Reference) => {
            let text = Settings::reference().trim_end().to_owned();
            Ok(Report::new(&json!({ "reference": text }), text))
        }
    }
}

fn show(context: &Context) -> Result<Report, Failure> {
    let settings = Settings::load(&context.folder())?;
    let value = json_of(&settings);
    let mut lines = Vec::new();
    flatten("", &value, &mut lines);
    Ok(Report::new(&value, lines.join("\n")))
}

fn json_of(settings: &Settings) -> Value {
    let placements: Map<String, Value> = settings
        .policies
        .iter()
        .map(|steering| (steering.policy.placement.to_string(), policy_of(steering)))
        .collect();
    json!({
        "server": {
            "listen": settings.listen,
            "requests_per_second_max": settings.requests_per_second_max,
            "threads": settings.threads,
        },
        "build": { "schedule_seconds": settings.schedule_seconds, "models_kept": settings.models_kept },
        "store": {
            "durability": format!("{:?}", settings.durability).to_lowercase(),
            "decision_segments_max": settings.decision_segments_max,
            "events_days_max": settings.events_days_max,
            "ledger_days_max": settings.ledger_days_max,
        },
        "recommenders": parameters_of(settings),
        "placements": placements,
    })
}

/// The parameters set by hand; the others are tuned by each build.
fn parameters_of(settings: &Settings) -> Value {
    let mut all = Map::new();
    for recommender in recommenders::ALL {
        let set = recommender.parameters().iter().filter_map(|parameter| {
            let value = settings.params.get(recommender.id(), parameter.name)?;
            Some((parameter.name.to_owned(), json!(value)))
        });
        let set: Map<String, Value> = set.collect();
        if !set.is_empty() {
            all.insert(recommender.id().to_owned(), set.into());
        }
    }
    all.into()
}

fn policy_of(steering: &Steering) -> Value {
    let policy = &steering.policy;
    let variants: Vec<&VariantDraft> = steering.variants.iter().map(|variant| &variant.draft).collect();
    let weights: Map<String, Value> = policy
        .recommenders
        .iter()
        .map(|(index, weight)| (recommenders::id(*index).to_owned(), decimal(*weight)))
        .collect();
    json!({
        "recommenders": weights,
        "filters_off": policy.filters_off,
        "slots": policy.slots,
        "reserve": policy.reserve,
        "per_leaf_max": policy.per_leaf_max,
        "price_cap_percent": policy.price_cap_percent,
        "score_min": decimal(policy.score_min),
        "unproven_weight": decimal(policy.unproven_weight),
        "incentives": policy.incentives,
        "variants": if variants.is_empty() { Value::Null } else { json!(variants) },
    })
}

/// The number as it was typed: a plain conversion would show 0.06 as 0.05999999865889549.
fn decimal(number: f32) -> Value {
    number.to_string().parse::<f64>().map_or(Value::Null, Value::from)
}

/// One line a setting, `placements.cart.slots = 4`; unset ones are left out.
fn flatten(name: &str, value: &Value, lines: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (member, value) in members {
                let name = if name.is_empty() {
                    member.clone()
                } else {
                    format!("{name}.{member}")
                };
                flatten(&name, value, lines);
            }
        }
        Value::Null => {}
        value => lines.push(format!("{name} = {value}")),
    }
}
