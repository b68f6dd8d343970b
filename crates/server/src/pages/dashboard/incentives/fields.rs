//! An incentive as a form: only what its kind uses is asked for.

use engine::{IncentiveDraft, IncentiveEntry, decide::incentives::Kind};
use shop::{Currency, Money, Timestamp};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::{Group, Sheet},
        dashboard::{
            Visit,
            editing::{self, KNOWN},
            sheets::Refused,
        },
        forms::{Field, Fields, western},
        staff::Form,
    },
};

/// The form of a kept incentive, of a new one of a kind, or of one that was sent and cannot be used.
pub(super) fn sheet(
    visit: &Visit<'_>,
    kind: Kind,
    entry: Option<&IncentiveEntry>,
    refused: Refused<'_>,
) -> Sheet {
    let fields = Fields::new(&visit.words, HERE, refused);
    let draft = entry.map(|entry| entry.draft.clone()).unwrap_or_default();
    let group = |id: &str, fields: Vec<Field>| Group {
        name: Some(visit.words.say(&format!("incentives-group-{id}"))),
        fields,
    };
    let mut hidden = vec![("kind", kind.as_str().to_owned())];
    if let Some(entry) = entry {
        hidden.push(("id", entry.id.clone()));
        hidden.push((KNOWN, editing::stamp_of_form(&entry.draft, refused)));
    }
    let mut what: Vec<Field> = entry
        .is_none()
        .then(|| fields.line("id", ""))
        .into_iter()
        .collect();
    what.extend(gives(&fields, kind, &draft));
    let groups = vec![
        group("what", what),
        group("limits", limits(&fields, kind, &draft)),
        group("where", places(visit, &fields, &draft)),
    ];
    Sheet {
        hidden,
        groups,
        mistake: fields.mistake(),
        ..visit.sheet(HERE, &["set"])
    }
}

/// What is given, from which cart value on.
fn gives(fields: &Fields<'_>, kind: Kind, draft: &IncentiveDraft) -> Vec<Field> {
    let mut all = vec![
        fields.number("threshold", draft.threshold),
        fields.number("discount_percent", draft.discount_percent),
        fields.number("discount", draft.discount),
        fields.line(
            "gift_product_id",
            draft.gift_product_id.clone().unwrap_or_default(),
        ),
        fields.number("points_per_unit", draft.points_per_unit),
        fields.number("multiplier", draft.multiplier),
        fields.number("valid_days", draft.valid_days),
    ];
    all.retain(|field| IncentiveDraft::uses(kind, &field.name));
    all
}

/// What it may cost.
fn limits(fields: &Fields<'_>, kind: Kind, draft: &IncentiveDraft) -> Vec<Field> {
    let mut all = vec![
        fields.number("shipping_cost", draft.shipping_cost),
        fields.number("budget", draft.budget),
        fields.number("margin_floor_percent", draft.margin_floor_percent),
    ];
    all.retain(|field| IncentiveDraft::uses(kind, &field.name));
    if IncentiveDraft::uses(kind, "margin_floor_percent") {
        all.push(fields.tick("costs_unknown_allowed", draft.costs_unknown_allowed));
        all.push(fields.tick("stackable", draft.stackable));
    }
    if kind != Kind::Points {
        all.push(fields.tick("counts_services", draft.counts_services));
    }
    all.push(fields.tick("paused", draft.paused));
    all
}

/// Where, when and of whom it is told.
fn places(visit: &Visit<'_>, fields: &Fields<'_>, draft: &IncentiveDraft) -> Vec<Field> {
    let moment = |ms: Option<i64>| ms.and_then(|ms| Timestamp::from_unix_ms(ms).ok());
    vec![
        fields.ticks("placements", &draft.placements, visit.placements()),
        fields.moment("valid_from", moment(draft.valid_from_ms)),
        fields.moment("valid_until", moment(draft.valid_until_ms)),
        fields.list("for_tags", &draft.for_tags),
    ]
}

/// The incentive that a form describes; its kind stays what it was.
///
/// # Errors
/// [`Problem`] naming the field that cannot be read.
pub(super) fn draft(
    form: &Form,
    kept: Option<&IncentiveEntry>,
    currency: Currency,
) -> Result<IncentiveDraft, Problem> {
    let amount = |name: &str| {
        let read = |text: String| Money::parse(&western(&text), currency);
        let amount = form.text(name).map(read).transpose();
        amount.map_err(|error| Problem::new(Code::InvalidMoney, format!("{error}.")).at(name))
    };
    let sent = form.text("kind").unwrap_or_default();
    Ok(IncentiveDraft {
        kind: kept.map_or(sent, |entry| entry.draft.kind.clone()),
        threshold: amount("threshold")?,
        discount_percent: form.number("discount_percent")?,
        discount: amount("discount")?,
        gift_product_id: form.text("gift_product_id"),
        points_per_unit: form.number("points_per_unit")?,
        multiplier: form.number("multiplier")?,
        shipping_cost: amount("shipping_cost")?,
        budget: amount("budget")?,
        margin_floor_percent: form.number("margin_floor_percent")?,
        costs_unknown_allowed: form.is_ticked("costs_unknown_allowed"),
        stackable: form.is_ticked("stackable"),
        counts_services: form.is_ticked("counts_services"),
        valid_days: form.number("valid_days")?,
        placements: form.values("placements").map(str::to_owned).collect(),
        valid_from_ms: form.moment("valid_from")?.map(Timestamp::unix_ms),
        valid_until_ms: form.moment("valid_until")?.map(Timestamp::unix_ms),
        for_tags: form.lines("for_tags"),
        paused: form.is_ticked("paused"),
    })
}
