//! Words for what was learnt from offers, and for what another policy would have brought.

use engine::{
    Adoption, Engine, LearningView, LearntView, PolicyEstimate, VISITORS_MIN,
    measure::off_policy::choices::Estimates,
};
use server::wire::{
    figures::{Figure, Unit},
    learning::{EstimateReply, refused, unit_of},
};

use crate::{report::Report, words};

/// What was learnt from offers and what is on trial, in a few sentences.
pub fn told(learning: &LearningView) -> String {
    if !learning.is_on {
        return "Nothing is learnt from the offers shown: [learning] rankers is \"off\".".to_owned();
    }
    let in_force = match learning.in_force {
        None => "The order of the offers goes by the shop's history; nothing learnt from offers is in force."
            .to_owned(),
        Some(LearntView { learnt_at, tried }) => format!(
            "The order of the offers follows what visitors took, learnt on {}{}.",
            words::minute(learnt_at),
            if tried { " and tried in an experiment" } else { "" }
        ),
    };
    let mut sentences = vec![in_force];
    if let Some((experiment, learnt)) = &learning.on_trial {
        sentences.push(format!(
            "On trial: what was learnt on {}; see 'alongside experiments show {experiment}'.",
            words::minute(learnt.learnt_at)
        ));
    }
    if let Some(last) = &learning.last {
        let outcome = if last.adopted { "adopted" } else { "rolled back" };
        sentences.push(format!(
            "The last trial, '{}', was {outcome}: {}.",
            last.experiment, last.because
        ));
    }
    if let Some(until) = learning.waits_until {
        sentences.push(format!("Nothing new is tried before {}.", words::minute(until)));
    }
    if let Some(undone) = learning.undone {
        sentences.push(format!(
            "What was learnt on {} was undone on {}. Nothing that is learnt is used before 'alongside learning allow'.",
            words::minute(undone.learnt_at),
            words::minute(undone.at)
        ));
    }
    match learning.adoption {
        Adoption::AfterATrial | Adoption::WhenAllowed => {}
        Adoption::AtOnce => sentences
            .push("What is learnt is in force at once, untried ([learning] trial = false).".to_owned()),
        Adoption::NotYet => sentences.push(format!(
            "Nothing learnt is used yet: {} saw offers in four weeks, and a trial needs {}.",
            words::counted(learning.visitors, "visitor", "visitors"),
            words::count(VISITORS_MIN as u64)
        )),
    }
    sentences.join("\n")
}

/// What a drafted policy would have brought.
pub fn estimate_report(engine: &Engine, estimate: &PolicyEstimate) -> Report {
    let currency = engine.profile().currency;
    let unit = unit_of(estimate.reward, currency);
    Report::new(
        &EstimateReply::new(estimate, currency),
        estimate_text(estimate, unit),
    )
}

fn estimate_text(estimate: &PolicyEstimate, unit: Unit) -> String {
    let estimated = match &estimate.outcome {
        Err(why) => return refused(*why).1,
        Ok(estimated) => estimated,
    };
    let what = match unit {
        Unit::Plain => "How often it is taken",
        _ => "Margin of each answer",
    };
    let lines = [
        ("the policy in force", &estimated.in_force),
        ("this policy", &estimated.drafted),
    ]
    .map(|(name, of)| format!("  {name:<20} {}", line(of, unit)));
    format!(
        "By {} with a slot filled to learn from, of which {} would be filled otherwise.\n{what}, in that slot:\n{}\n\n\
         Each number is told in three ways (IPS, SNIPS and doubly robust), with the range in which it is in 95 of 100 \
         cases. Where they differ much, too little is known.",
        words::counted(estimate.comparable as u64, "answer", "answers"),
        words::count(estimate.changed as u64),
        lines.join("\n"),
    )
}

fn line(of: &Estimates, unit: Unit) -> String {
    let all = [of.ips, of.snips, of.doubly_robust];
    let figure = |estimate| {
        let [value, low, high] = Figure::estimated(Some(estimate), unit).texts();
        let known = |text: Option<String>| text.unwrap_or_else(|| "?".to_owned());
        format!("{} ({} to {})", known(value), known(low), known(high))
    };
    let figures: Vec<String> = all.into_iter().map(figure).collect();
    format!(
        "{}; worth {} answers",
        figures.join("  "),
        words::count(of.effective as u64)
    )
}
