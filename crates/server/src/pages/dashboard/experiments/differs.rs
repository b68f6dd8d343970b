//! What the visitors of an arm meet otherwise than those of the arm it is compared with, in words.

use std::collections::BTreeMap;

use engine::{Experiment, PolicyChange};
use serde_json::Value as Json;
use shop::Money;

use super::arm_name;
use crate::{
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Table},
        dashboard::Visit,
    },
};

/// What a change sets, by the names of the placements' form; lists and caps are one entry each.
type Set = BTreeMap<String, Json>;

/// What differs in an arm, beside the first one; nothing of the first one.
pub(super) fn block(visit: &Visit<'_>, experiment: &Experiment, at: usize) -> Option<Block> {
    let words = &visit.words;
    let arms = &experiment.draft.arms;
    let (first, arm) = (arms.first()?, arms.get(at).filter(|_| at > 0)?);
    let (before, after) = (set(&first.change), set(&arm.change));
    let mut names: Vec<&String> = before.keys().chain(after.keys()).collect();
    names.sort_unstable();
    names.dedup();
    let differs = names
        .into_iter()
        .filter(|name| before.get(*name) != after.get(*name));
    let row = |name: &String| {
        let told = |set: &Set| match set.get(name) {
            Some(value) => said(visit, name, value),
            None if asks_others(name, set) => Cell::Text(words.say("experiments-not-asked")),
            None => Cell::Text(words.say("experiments-as-now")),
        };
        vec![Cell::Text(label(visit, name)), told(&before), told(&after)]
    };
    let rows: Vec<_> = differs.map(row).collect();
    if rows.is_empty() {
        return Some(Block::Text(words.say("experiments-differs-nothing")));
    }
    Some(Block::Table(Table {
        caption: words.tell(
            "experiments-differs",
            &[("arm", Value::Text(&arm_name(visit, arm)))],
        ),
        head: vec![
            words.say("experiments-setting"),
            arm_name(visit, first),
            arm_name(visit, arm),
        ],
        rows,
    }))
}

fn set(change: &PolicyChange) -> Set {
    let Ok(Json::Object(all)) = serde_json::to_value(change) else {
        return Set::new();
    };
    let flat = |(name, value): (String, Json)| match (&*name, value) {
        ("recommenders" | "caps", Json::Object(inner)) => {
            let named = |(id, value)| (format!("{name}.{id}"), value);
            inner.into_iter().map(named).collect()
        }
        (_, value) => vec![(name, value)],
    };
    all.into_iter().flat_map(flat).collect()
}

/// Whether somebody else is asked instead of this recommender: a change that names recommenders names all of them.
fn asks_others(name: &str, set: &Set) -> bool {
    let of_recommenders = "recommenders.";
    name.starts_with(of_recommenders) && set.keys().any(|own| own.starts_with(of_recommenders))
}

fn label(visit: &Visit<'_>, name: &str) -> String {
    if let Some(id) = name.strip_prefix("recommenders.") {
        return visit.words.say(&format!("recommender-{id}"));
    }
    let plain = name.trim_end_matches("_minor").replace(['.', '_'], "-");
    visit.words.say(&format!("placements-{plain}"))
}

/// A value, in words where there are words for it.
fn said(visit: &Visit<'_>, name: &str, value: &Json) -> Cell {
    let words = &visit.words;
    match value {
        Json::String(word) => match words.known(&format!("placements-{name}-{word}")) {
            Some(said) => Cell::Text(said),
            None => Cell::Data(word.clone()),
        },
        Json::Number(number) if name.ends_with("_minor") => {
            let currency = visit.call.app.engine.profile().currency;
            let minor = number.as_i64().unwrap_or_default();
            Cell::Number(words.money(&Money::new(minor, currency)))
        }
        Json::Number(number) => Cell::Number(words.decimal(number.as_f64().unwrap_or_default(), 4)),
        Json::Array(all) if name == "filters_off" => {
            let ids = all.iter().filter_map(Json::as_str);
            Cell::text_lines(ids.map(|id| words.texts().filter(id, &words.locale)))
        }
        Json::Array(all) => Cell::Lines(all.iter().map(|unit| unit_said(visit, unit)).collect()),
        Json::Object(all) => Cell::Lines(
            all.iter()
                .map(|(id, value)| entry_said(visit, id, value))
                .collect(),
        ),
        other => Cell::Data(other.to_string()),
    }
}

/// A further unit of the page.
fn unit_said(visit: &Visit<'_>, unit: &Json) -> Cell {
    let intent = unit["intent"].as_str().unwrap_or_default();
    let slots = unit["slots"].as_u64().unwrap_or_default();
    let values = [("slots", Value::Number(slots))];
    Cell::Text(visit.words.tell(&format!("placements-unit-{intent}"), &values))
}

/// An entry of a list of names with numbers.
fn entry_said(visit: &Visit<'_>, id: &str, value: &Json) -> Cell {
    let words = &visit.words;
    let named = words.known(&format!("recommender-{id}"));
    let number = words.decimal(value.as_f64().unwrap_or_default(), 4);
    let values = [
        ("name", Value::Text(named.as_deref().unwrap_or(id))),
        ("number", Value::Text(&number)),
    ];
    Cell::Text(words.tell("experiments-entry", &values))
}
