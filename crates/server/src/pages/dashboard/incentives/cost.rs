//! What an incentive gives and what it may cost, said plainly.

use engine::{IncentiveEntry, decide::incentives::Kind};
use shop::Money;

use crate::{i18n::Value, pages::dashboard::Visit};

/// What it gives, in a sentence.
pub(super) fn gift(visit: &Visit<'_>, kind: Kind, entry: &IncentiveEntry) -> String {
    let (words, draft) = (&visit.words, &entry.draft);
    let threshold = draft
        .threshold
        .map(|money| words.money(&money))
        .unwrap_or_default();
    let off = match (draft.discount, draft.discount_percent) {
        (Some(discount), _) => words.money(&discount),
        (None, percent) => words.tell(
            "incentives-percent",
            &[("percent", Value::Number(percent.unwrap_or_default().into()))],
        ),
    };
    let product = draft.gift_product_id.as_deref().unwrap_or_default();
    let points = u64::from(draft.points_per_unit.unwrap_or_default());
    let values = [
        ("threshold", Value::Text(&threshold)),
        ("off", Value::Text(&off)),
        ("product", Value::Text(product)),
        ("points", Value::Number(points)),
        ("times", Value::Number(draft.multiplier.unwrap_or(1).into())),
    ];
    let id = match (kind, draft.threshold, draft.points_per_unit) {
        (Kind::FreeShipping, ..) => "incentives-gives-free_shipping",
        (Kind::ThresholdDiscount, ..) => "incentives-gives-threshold_discount",
        (Kind::Gift, ..) => "incentives-gives-gift",
        (Kind::Points, _, Some(_)) => "incentives-gives-points",
        (Kind::Points, _, None) => "incentives-gives-times",
        (Kind::Coupon, Some(_), _) => "incentives-gives-coupon-from",
        (Kind::Coupon, None, _) => "incentives-gives-coupon",
    };
    words.tell(id, &values)
}

/// What is left of a budget, in minor units.
pub(super) fn left_minor(entry: &IncentiveEntry, budget: Money) -> i64 {
    budget
        .minor
        .saturating_sub(entry.reserved_minor)
        .saturating_sub(entry.spent_minor)
}

/// What it may cost: a sentence of one order, and one of all of them.
pub(super) fn sentences(visit: &Visit<'_>, kind: Kind, entry: &IncentiveEntry) -> Vec<String> {
    let mut told = vec![of_an_order(visit, kind, entry)];
    told.push(in_all(visit, kind, entry));
    told
}

fn of_an_order(visit: &Visit<'_>, kind: Kind, entry: &IncentiveEntry) -> String {
    let (words, draft) = (&visit.words, &entry.draft);
    let shipping = draft.shipping_cost.map(|money| words.money(&money));
    match (kind, shipping) {
        (Kind::FreeShipping, Some(cost)) => {
            words.tell("incentives-costs-shipping", &[("cost", Value::Text(&cost))])
        }
        (Kind::FreeShipping, None) => words.say("incentives-costs-shipping-unknown"),
        (Kind::Points, _) => words.say("incentives-costs-points"),
        (Kind::ThresholdDiscount | Kind::Gift | Kind::Coupon, _) => {
            let floor = draft.margin_floor_percent.unwrap_or_default();
            let values = [("floor", Value::Number(floor.into()))];
            let id = match (floor, draft.is_given_at_unknown_cost()) {
                (0, false) => "incentives-costs-no-loss",
                (_, false) => "incentives-costs-floor",
                (0, true) => "incentives-costs-no-known-loss",
                (_, true) => "incentives-costs-floor-known",
            };
            words.tell(id, &values)
        }
    }
}

fn in_all(visit: &Visit<'_>, kind: Kind, entry: &IncentiveEntry) -> String {
    let words = &visit.words;
    let Some(budget) = entry.draft.budget else {
        let id = match kind {
            Kind::Points => "incentives-no-budget-points",
            _ => "incentives-no-budget",
        };
        return words.say(id);
    };
    let money = |minor: i64| words.money(&Money::new(minor.max(0), budget.currency));
    let (all, spent) = (words.money(&budget), money(entry.spent_minor));
    let (reserved, left) = (money(entry.reserved_minor), money(left_minor(entry, budget)));
    let values = [
        ("budget", Value::Text(&all)),
        ("spent", Value::Text(&spent)),
        ("reserved", Value::Text(&reserved)),
        ("left", Value::Text(&left)),
    ];
    words.tell("incentives-budget-is", &values)
}
