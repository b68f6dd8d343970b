//! What differs for some customers, as fields of a placement's form: for whom, what is changed most, and the rest as it
//! is written for programs, so that nothing that was set elsewhere is lost by a form.

use std::collections::BTreeMap;

use engine::{
    CustomerCondition, DayBounds, PolicyChange, TIERS, VARIANTS_MAX, VariantDraft,
    decide::{Objective, Tone},
    tier_id,
};
use serde_json::Value as Json;

use super::{
    HERE,
    fields::{Values, label, weight_lines},
};
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::Group,
        dashboard::Visit,
        forms::{Field, Fields},
        staff::{Form, Words},
    },
};

/// The name of a field of the variant at this place.
fn name_at(at: usize, field: &str) -> String {
    format!("variants.{at}.{field}")
}

/// Whether a label names a tier or a group that a build found, and is no tag of the shop's own.
fn is_group(label: &str) -> bool {
    label.starts_with("tier:") || label.starts_with("segment:")
}

/// What each variant holds, as its fields show it.
pub(super) fn values(drafts: &[VariantDraft]) -> Values {
    let mut values = Values::new();
    for (at, draft) in drafts.iter().enumerate() {
        let mut put = |field: &str, value: String| {
            values.insert(name_at(at, field), value);
        };
        let (condition, change) = (&draft.condition, &draft.policy);
        let labels = |group: bool| {
            let some = condition.segments.iter().filter(|label| is_group(label) == group);
            some.cloned().collect::<Vec<_>>().join("\n")
        };
        let number = |number: Option<u32>| number.map(|number| number.to_string()).unwrap_or_default();
        let answer = |answer: Option<bool>| answer.map_or("", yes_or_no).to_owned();
        let days = condition.since_order_days.unwrap_or_default();
        put("name", draft.name.clone());
        put("groups", labels(true));
        put("tags", labels(false));
        put("bought_before", answer(condition.bought_before));
        put("since_order_days_min", number(days.min));
        put("since_order_days_max", number(days.max));
        put("due_within_days", number(condition.due_within_days));
        put(
            "slots",
            number(change.slots.and_then(|slots| u32::try_from(slots).ok())),
        );
        put("price_cap_percent", number(change.price_cap_percent));
        put("objective", change.objective.clone().unwrap_or_default());
        put("tone", change.tone.clone().unwrap_or_default());
        put("incentives", answer(change.incentives));
        put("recommenders", weight_lines(change.recommenders.as_ref()));
        put("more", more(change));
    }
    values
}

/// Yes or no as a form sends it.
pub(super) fn yes_or_no(answer: bool) -> &'static str {
    if answer { "yes" } else { "no" }
}

/// What a variant changes beside what has a field of its own.
fn more(change: &PolicyChange) -> String {
    let rest = PolicyChange {
        slots: None,
        price_cap_percent: None,
        objective: None,
        tone: None,
        incentives: None,
        recommenders: None,
        ..change.clone()
    };
    match rest == PolicyChange::default() {
        true => String::new(),
        false => serde_json::to_string_pretty(&rest).unwrap_or_default(),
    }
}

/// The groups of fields: one for each variant there is, and an empty one to add another.
pub(super) fn groups(
    visit: &Visit<'_>,
    fields: &Fields<'_>,
    known: &Values,
    drafts: &[VariantDraft],
    sent: Option<&Form>,
) -> Vec<Group> {
    let written = |at: &usize| sent.is_some_and(|form| form.text(&name_at(*at, "name")).is_some());
    let sent_up_to = (0..VARIANTS_MAX).rev().find(written).map_or(0, |at| at + 1);
    let shown = drafts.len().max(sent_up_to) + 1;
    let named = labels_named(visit, drafts);
    (0..shown.min(VARIANTS_MAX))
        .map(|at| Group {
            name: Some(visit.words.say(&format!("{HERE}-group-variants"))),
            fields: of_variant(&visit.words, fields, at, known, &named, drafts.get(at)),
        })
        .collect()
}

/// Tiers and groups that can be ticked, by label: those there are, and those that variants name.
fn labels_named(visit: &Visit<'_>, drafts: &[VariantDraft]) -> Vec<(String, String)> {
    let (texts, locale) = (visit.words.texts(), &visit.words.locale);
    let tiers = TIERS.iter().rev().map(|tier| tier_id(*tier));
    let mut named: Vec<(String, String)> = tiers
        .map(|id| (format!("tier:{id}"), texts.tier(id, locale)))
        .collect();
    let overview = visit.call.app.engine.customers_overview(visit.call.now);
    let learnt = overview.iter().flat_map(|overview| &overview.learnt.segments);
    named.extend(learnt.map(|segment| (format!("segment:{}", segment.id), texts.segment(segment, locale))));
    for label in drafts.iter().flat_map(|draft| &draft.condition.segments) {
        if is_group(label) && !named.iter().any(|(known, _)| known == label) {
            named.push((label.clone(), label.clone()));
        }
    }
    named
}

fn of_variant(
    words: &Words,
    fields: &Fields<'_>,
    at: usize,
    known: &Values,
    named: &[(String, String)],
    draft: Option<&VariantDraft>,
) -> Vec<Field> {
    let value = |field: &str| known.get(&name_at(at, field)).cloned().unwrap_or_default();
    let said = |field: &str, made: Field| Field {
        hint: words.known(&format!("{HERE}-variants-{}-hint", field.replace('_', "-"))),
        label: label(words, &name_at(at, field)),
        ..made
    };
    let line = |field: &str| said(field, fields.line(&name_at(at, field), value(field)));
    let number = |field: &str| said(field, fields.number(&name_at(at, field), Some(value(field))));
    let area = |field: &str| said(field, fields.area(&name_at(at, field), value(field)));
    let choice = |field: &str, none: &str, named: Vec<(String, String)>| {
        let mut all = vec![(String::new(), words.say(none))];
        all.extend(named);
        said(field, fields.choice(&name_at(at, field), &value(field), all))
    };
    let ticked: Vec<String> = draft.map_or(Vec::new(), |draft| draft.condition.segments.clone());
    let as_everybody = format!("{HERE}-variants-as-everybody");
    let answers = |id: &str| words.named(&format!("{HERE}-{id}"), ["yes", "no"]);
    let objectives = words.named(
        &format!("{HERE}-objective"),
        Objective::ALL.map(Objective::as_str),
    );
    let tones = words.named(&format!("{HERE}-tone"), Tone::ALL.map(Tone::as_str));
    let mut all = vec![
        line("name"),
        said(
            "groups",
            fields.ticks(&name_at(at, "groups"), &ticked, named.to_vec()),
        ),
        area("tags"),
        choice(
            "bought_before",
            &format!("{HERE}-variants-anybody"),
            answers("variants-bought-before"),
        ),
        number("since_order_days_min"),
        number("since_order_days_max"),
        number("due_within_days"),
        number("slots"),
        number("price_cap_percent"),
        choice("objective", &as_everybody, objectives),
        choice("tone", &as_everybody, tones),
        choice("incentives", &as_everybody, answers("incentives")),
        area("recommenders"),
        area("more"),
    ];
    if draft.is_some() {
        let yes = vec![(
            "yes".to_owned(),
            words.say(&format!("{HERE}-variants-remove-yes")),
        )];
        all.push(said("remove", fields.ticks(&name_at(at, "remove"), &[], yes)));
    }
    all
}

/// The variants that a form describes.
///
/// # Errors
/// [`Problem`] naming the field that cannot be read.
pub(super) fn drafts(form: &Form) -> Result<Vec<VariantDraft>, Problem> {
    let is_kept = |at: &usize| !form.is_ticked(&name_at(*at, "remove"));
    let mut drafts = Vec::new();
    for at in (0..VARIANTS_MAX).filter(is_kept) {
        let draft = draft_at(form, at)?;
        if draft != VariantDraft::default() {
            drafts.push(draft);
        }
    }
    Ok(drafts)
}

fn draft_at(form: &Form, at: usize) -> Result<VariantDraft, Problem> {
    let name = |field: &str| name_at(at, field);
    let number = |field: &str| form.number::<u32>(&name(field));
    let answer = |field: &str| form.text(&name(field)).map(|answer| answer == "yes");
    let groups = name("groups");
    let mut segments: Vec<String> = form.values(&groups).map(str::to_owned).collect();
    segments.extend(form.lines(&name("tags")));
    let days = DayBounds::given(number("since_order_days_min")?, number("since_order_days_max")?);
    let recommenders = match form.text(&name("recommenders")) {
        Some(_) => Some(weights(form, &name("recommenders"))?),
        None => None,
    };
    Ok(VariantDraft {
        name: form.text(&name("name")).unwrap_or_default(),
        condition: CustomerCondition {
            segments,
            bought_before: answer("bought_before"),
            since_order_days: days,
            due_within_days: number("due_within_days")?,
        },
        policy: PolicyChange {
            slots: form.number(&name("slots"))?,
            price_cap_percent: number("price_cap_percent")?,
            objective: form.text(&name("objective")),
            tone: form.text(&name("tone")),
            incentives: answer("incentives"),
            recommenders,
            ..more_of(form, &name("more"))?
        },
    })
}

/// Recommenders with their weights, one a line.
fn weights(form: &Form, name: &str) -> Result<BTreeMap<String, f32>, Problem> {
    let wrong = |_| Problem::new(Code::InvalidField, "Each line is written 'name = number'.").at(name);
    serde_json::from_value(super::fields::pairs(form, name)?).map_err(wrong)
}

/// What is written for programs.
fn more_of(form: &Form, name: &str) -> Result<PolicyChange, Problem> {
    let Some(text) = form.text(name) else {
        return Ok(PolicyChange::default());
    };
    let read = serde_json::from_str::<Json>(&text).and_then(serde_json::from_value);
    read.map_err(|error| Problem::new(Code::InvalidField, format!("This cannot be read: {error}.")).at(name))
}
