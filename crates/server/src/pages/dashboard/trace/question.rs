//! The form that asks for the rows behind a figure, of the whole shop or of a part of it.

use engine::{
    TIERS, TraceFilter, TraceOf, TraceQuery, decide::Intent, measure::metrics, recommend::recommenders,
    tier_id,
};
use shop::Placement;

use super::super::{Visit, figures::group_name};
use crate::pages::{
    blocks::{Group, Sheet},
    forms::{Field, Fields},
    staff::Words,
};

/// The group of whoever is in no other.
const UNKNOWN: &str = "unknown";

/// What a figure is called.
pub(super) fn name_of(words: &Words, word: &str) -> String {
    match TraceOf::parse(word) {
        Some(TraceOf::Metric(id)) => words.say(&format!("part-metric-{id}")),
        _ => words.say(&format!("trace-of-{word}")),
    }
}

/// The form: which figure, and the parts that it can be narrowed to.
pub(super) fn sheet(visit: &Visit<'_>, word: &str, query: &TraceQuery) -> Sheet {
    let fields = Fields::kept(&visit.words, "trace", None);
    let figures = TraceOf::words().into_iter();
    let figures = figures.map(|word| (word.to_owned(), name_of(&visit.words, word)));
    let mut asked = vec![fields.choice("of", word, figures.collect())];
    if query.of == TraceOf::Caused {
        let metrics = metrics::of_visitors().map(|(metric, _)| metric.id);
        let known = query.metric.as_deref().unwrap_or("margin_per_visitor");
        asked.push(fields.choice("metric", known, visit.words.named("part-metric", metrics)));
    }
    let narrowed = query.of.filters().iter().filter(|name| **name != "day");
    asked.extend(narrowed.filter_map(|name| narrowing(visit, &fields, name, &query.filter)));
    let kept = visit.call.parameter("days").map(|days| ("days", days));
    let day = query.filter.day.map(|day| ("day", day.to_string()));
    Sheet {
        groups: vec![Group::of(asked)],
        hidden: kept.into_iter().chain(day).collect(),
        ..visit.question(super::HERE, "trace-show")
    }
}

/// A choice between the parts of one side, all of them first; none where there is nothing to choose between.
fn narrowing(visit: &Visit<'_>, fields: &Fields<'_>, name: &str, filter: &TraceFilter) -> Option<Field> {
    let chosen = match name {
        "placement" => filter.placement.map(|placement| placement.as_str().to_owned()),
        "kind" => filter.kind.clone(),
        "recommender" => filter.recommender.clone(),
        "locale" => filter.locale.clone(),
        "tier" => filter.tier.clone(),
        "segment" => filter.segment.clone(),
        _ => filter.arm.clone(),
    };
    let mut all = parts(visit, name);
    let chosen = chosen.unwrap_or_default();
    if !chosen.is_empty() && !all.iter().any(|(part, _)| *part == chosen) {
        all.push((chosen.clone(), chosen.clone()));
    }
    if all.is_empty() {
        return None;
    }
    all.insert(0, (String::new(), visit.words.say("trace-all")));
    Some(fields.choice(name, &chosen, all))
}

/// The parts of a side, with their names.
fn parts(visit: &Visit<'_>, name: &str) -> Vec<(String, String)> {
    let (words, engine) = (&visit.words, &visit.call.app.engine);
    let of_group = |id: String, segments: &[engine::SegmentLearnt]| {
        let called = group_name(words, name, &id, segments);
        (id, called)
    };
    match name {
        "placement" => words.named("part-placement", Placement::ALL.map(Placement::as_str)),
        "kind" => words.named("part-kind", Intent::ALL.map(Intent::as_str)),
        "recommender" => words.named(
            "part-recommender",
            recommenders::ALL.iter().map(|known| known.id()),
        ),
        "locale" => {
            let spoken = words.texts().locales().map(|locale| locale.as_str().to_owned());
            spoken.map(|id| of_group(id, &[])).collect()
        }
        "tier" => {
            let tiers = TIERS.iter().map(|tier| tier_id(*tier)).chain([UNKNOWN]);
            tiers.map(|id| of_group(id.to_owned(), &[])).collect()
        }
        "segment" => {
            let Some(found) = engine.customers_overview(visit.call.now) else {
                return Vec::new();
            };
            let segments = &found.learnt.segments;
            let ids = segments.iter().map(|segment| segment.id.clone());
            let ids = ids.chain([UNKNOWN.to_owned()]);
            ids.map(|id| of_group(id, segments)).collect()
        }
        _ => {
            let arms = engine.report_arms().unwrap_or_default();
            arms.into_iter().map(|id| of_group(id, &[])).collect()
        }
    }
}
