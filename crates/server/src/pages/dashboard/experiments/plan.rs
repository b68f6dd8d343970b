//! What an experiment would take, in facts and a sentence, before anything is started.

use engine::{ExperimentDraft, ExperimentPlan, measure::metrics};

use super::HERE;
use crate::{
    i18n::Value,
    pages::{
        blocks::{Block, Cell},
        dashboard::Visit,
    },
    wire::figures::{Figure, Unit},
};

/// An experiment that takes longer is seldom brought to its end: seasons and visitors change meanwhile.
const DAYS_MAX: u64 = 56;

/// The plan of an experiment.
pub(super) fn blocks(visit: &Visit<'_>, draft: &ExperimentDraft, plan: &ExperimentPlan) -> Vec<Block> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let fact = |id: &str, text: String| (words.say(&format!("{HERE}-plan-{id}")), Cell::Number(text));
    let unknown = || words.say("experiments-plan-days-unknown");
    let days = plan
        .days
        .map(|days| words.tell("figures-days", &[("count", Value::Number(days))]));
    let four_weeks = plan.lift_in_four_weeks.filter(|lift| lift.is_finite());
    let effect = numbers.percent(draft.effect_percent / 100.0);
    let mut blocks = vec![
        Block::Heading(words.say("experiments-plan")),
        Block::Facts(vec![
            (
                words.say("experiments-metric"),
                Cell::Text(numbers.part("metric", &draft.metric)),
            ),
            fact("now", now(visit, draft, plan)),
            fact("effect", effect),
            fact("visitors", numbers.whole(plan.visitors)),
            fact("each-day", numbers.whole(plan.visitors_each_day)),
            fact("days", days.unwrap_or_else(unknown)),
            fact(
                "four-weeks",
                four_weeks.map_or_else(unknown, |lift| numbers.percent(lift)),
            ),
        ]),
        Block::Hint(words.say("experiments-plan-about")),
    ];
    if plan.days.is_none_or(|days| days > DAYS_MAX) {
        blocks.push(Block::Warning(words.say("experiments-plan-long")));
    }
    blocks
}

/// The metric's number of the latest weeks.
fn now(visit: &Visit<'_>, draft: &ExperimentDraft, plan: &ExperimentPlan) -> String {
    let numbers = visit.numbers();
    let unit = metrics::of_visitors_with_id(&draft.metric)
        .map_or(Unit::Plain, |(_, ratio)| Unit::of(&ratio, numbers.currency));
    let figure = Figure {
        value: Some(plan.value),
        ..Figure::untold(unit, "")
    };
    numbers.of_metric(&draft.metric, &figure).unwrap_or_default()
}
