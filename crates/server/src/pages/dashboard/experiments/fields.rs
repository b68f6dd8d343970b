//! An experiment of two arms as a form: one is as now, the other differs in a few plain things.

use std::str::FromStr;

use engine::{
    ArmDraft, Experiment, ExperimentDraft, PolicyChange,
    decide::{Objective, Tone},
    measure::metrics,
};

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
        forms::{Field, Fields, Mistake, western},
        staff::{Form, Words},
    },
};

/// The arm that the other is compared with, as the page names it.
pub(super) const AS_NOW: &str = "as_now";
/// The arm that differs, as the page names it.
pub(super) const CHANGED: &str = "changed";
/// The page whose words name what a policy holds.
const OF_POLICY: &str = "placements";
/// The field that stands for all that may differ.
const CHANGE: &str = "change";
/// The smallest effect that matters where nobody says, in per cent.
const USUAL_EFFECT_PERCENT: f64 = 5.0;
const USUAL_METRIC: &str = "margin_per_visitor";

/// A form for a new experiment or one that has not begun; as it was sent and cannot be used, or as it was sent.
pub(super) fn sheet(
    visit: &Visit<'_>,
    known: Option<(&str, &Experiment)>,
    refused: Refused<'_>,
    sent: Option<&Form>,
) -> Sheet {
    let words = &visit.words;
    let fields = |prefix| match refused {
        Some(_) => Fields::new(words, prefix, refused),
        None => Fields::kept(words, prefix, sent),
    };
    let (own, policy) = (fields(HERE), fields(OF_POLICY));
    let draft = known.map_or_else(fresh, |(_, experiment)| experiment.draft.clone());
    let groups = vec![
        group(words, "what", what(visit, &own, &draft)),
        group(words, "measure", measure(visit, &own, &draft)),
        group(words, "change", change(words, &policy, &draft)),
        group(words, "shares", shares(&own, &draft)),
    ];
    // What is wrong is told once: at its field, else above the form.
    let untold = own.mistake().and(policy.mistake());
    let mistake = match refused.and_then(|(_, problem)| problem.parameter.as_deref()) {
        Some(CHANGE) => Some(Mistake {
            text: words.say("experiments-change-none"),
            detail: None,
        }),
        _ => untold,
    };
    // The first button is what the enter key does: before anything was worked out, that.
    let acts = if sent.is_some() {
        ["set", "plan"]
    } else {
        ["plan", "set"]
    };
    let hidden = known.map(|(id, experiment)| {
        let tried = sent.and_then(|form| form.text(KNOWN));
        let seen = tried.unwrap_or_else(|| editing::stamp_of_form(experiment, refused));
        vec![("id", id.to_owned()), (KNOWN, seen)]
    });
    Sheet {
        hidden: hidden.unwrap_or_default(),
        groups,
        mistake,
        ..visit.sheet(HERE, &acts)
    }
}

fn group(words: &Words, id: &str, fields: Vec<Field>) -> Group {
    Group {
        name: Some(words.say(&format!("experiments-group-{id}"))),
        fields,
    }
}

fn what(visit: &Visit<'_>, fields: &Fields<'_>, draft: &ExperimentDraft) -> Vec<Field> {
    vec![
        fields.line("title", draft.title.clone()),
        fields.area("note", draft.note.clone()),
        fields.ticks("placements", &draft.placements, visit.placements()),
    ]
}

fn measure(visit: &Visit<'_>, fields: &Fields<'_>, draft: &ExperimentDraft) -> Vec<Field> {
    let numbers = visit.numbers();
    let named = |id: &'static str| (id.to_owned(), numbers.part("metric", id));
    let all = metrics::of_visitors().map(|(metric, _)| named(metric.id));
    vec![
        fields.choice("metric", &draft.metric, all.collect()),
        fields.number("effect_percent", Some(draft.effect_percent)),
        fields.number("visitors_planned", draft.visitors_planned),
    ]
}

fn change(words: &Words, fields: &Fields<'_>, draft: &ExperimentDraft) -> Vec<Field> {
    let known = draft
        .arms
        .get(1)
        .map(|arm| arm.change.clone())
        .unwrap_or_default();
    let word = |name: &str, known: Option<&str>, all: Vec<&str>| {
        let mut choices = vec![(String::new(), words.say("experiments-as-now"))];
        choices.extend(words.named(&format!("{OF_POLICY}-{name}"), all));
        fields.choice(name, known.unwrap_or_default(), choices)
    };
    vec![
        fields.number("slots", known.slots),
        fields.number("per_leaf_max", known.per_leaf_max),
        fields.number("price_cap_percent", known.price_cap_percent),
        fields.number("score_min", known.score_min),
        word(
            "objective",
            known.objective.as_deref(),
            Objective::ALL.map(Objective::as_str).into(),
        ),
        word("tone", known.tone.as_deref(), Tone::ALL.map(Tone::as_str).into()),
        fields.number("explore_percent", known.explore_percent),
    ]
}

fn shares(fields: &Fields<'_>, draft: &ExperimentDraft) -> Vec<Field> {
    let share = |at: usize| draft.arms.get(at).map(|arm| arm.share_percent);
    vec![
        fields.number("changed_percent", share(1)),
        fields.number("as_now_percent", share(0)),
    ]
}

/// What a new form holds.
fn fresh() -> ExperimentDraft {
    let arm = |name: &str| ArmDraft {
        name: name.to_owned(),
        share_percent: 50,
        change: PolicyChange::default(),
    };
    ExperimentDraft {
        title: String::new(),
        note: String::new(),
        placements: Vec::new(),
        layer: None,
        arms: vec![arm(AS_NOW), arm(CHANGED)],
        metric: USUAL_METRIC.to_owned(),
        effect_percent: USUAL_EFFECT_PERCENT,
        guardrails: None,
        visitors_planned: None,
        stop_on_harm: true,
    }
}

/// The experiment that a form describes; what the form does not know of a kept one stays.
///
/// # Errors
/// [`Problem`] naming the field that cannot be read.
pub(super) fn draft(form: &Form, known: Option<&ExperimentDraft>) -> Result<ExperimentDraft, Problem> {
    let mut draft = known.cloned().unwrap_or_else(fresh);
    let missing = |name: &str| Problem::new(Code::InvalidField, "This has to be filled in.").at(name);
    let title = form.text("title").ok_or_else(|| missing("title"))?;
    draft.title = title;
    draft.note = form.text("note").unwrap_or_default();
    draft.placements = form.values("placements").map(str::to_owned).collect();
    draft.metric = form.text("metric").unwrap_or(draft.metric);
    draft.effect_percent = number(form, "effect_percent")?.ok_or_else(|| missing("effect_percent"))?;
    draft.visitors_planned = number(form, "visitors_planned")?;
    let [as_now, changed] = draft.arms.as_mut_slice() else {
        let reason = "This experiment has more than two arms; change it by PUT /v1/experiments.";
        return Err(Problem::new(Code::InvalidField, reason));
    };
    for (arm, name) in [(as_now, "as_now_percent"), (&mut *changed, "changed_percent")] {
        arm.share_percent = number(form, name)?.ok_or_else(|| missing(name))?;
    }
    let change = PolicyChange {
        slots: number(form, "slots")?,
        per_leaf_max: number(form, "per_leaf_max")?,
        price_cap_percent: number(form, "price_cap_percent")?,
        score_min: number(form, "score_min")?,
        objective: form.text("objective"),
        tone: form.text("tone"),
        explore_percent: number(form, "explore_percent")?,
        ..changed.change.clone()
    };
    if change == PolicyChange::default() {
        return Err(Problem::new(Code::InvalidField, "Nothing differs between the arms.").at(CHANGE));
    }
    changed.change = change;
    Ok(draft)
}

/// A number in whatever digits; what cannot be one here is told in the field's own words.
fn number<T: FromStr>(form: &Form, name: &str) -> Result<Option<T>, Problem> {
    let wrong = |_| Problem::new(Code::InvalidField, "This number cannot be used here.").at(name);
    form.text(name)
        .map(|text| western(&text).parse().map_err(wrong))
        .transpose()
}

/// A problem of the experiment as one of the form's fields.
pub(super) fn in_the_form(mut problem: Problem) -> Problem {
    let named = problem.parameter.as_deref().map(|parameter| match parameter {
        "arms[0].share_percent" => "as_now_percent",
        "arms[1].share_percent" | "arms" => "changed_percent",
        other => other.strip_prefix("arms[1].change.").unwrap_or(other),
    });
    problem.parameter = named.map(str::to_owned);
    problem
}
