//! Experiments: written in a form with what they would take, started, watched, stopped.

mod differs;
mod fields;
mod learning;
mod list;
mod plan;
mod watch;

use engine::{ArmDraft, Experiment, ExperimentState};
use shop::Timestamp;

use super::{
    Page, Visit, done,
    editing::{self, KNOWN},
    sheets::{Refused, done_at, is_mendable},
};
use crate::{
    errors::{Code, Problem},
    pages::{blocks::Block, staff::Form},
    route::Answer,
};

const HERE: &str = "experiments";
/// Why an experiment ended that somebody stopped.
const BY_HAND: &str = "by_hand";
/// What the ids of the engine's own trials begin with.
const TRIAL_PREFIX: &str = "learned-";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    let blocks = match (visit.call.parameter("id"), visit.call.parameter("new")) {
        (Some(id), _) => opened(visit, &id)?,
        (None, Some(_)) => written(visit, None, None),
        (None, None) => list::blocks(visit)?,
    };
    visit.blocks(HERE, blocks)
}

/// One experiment: its form where it has not begun, else what it says.
fn opened(visit: &Visit<'_>, id: &str) -> Result<Vec<Block>, Problem> {
    let experiment = visit.call.app.engine.experiment(id)?;
    match experiment.state {
        ExperimentState::Draft => Ok(written(visit, Some((id, &experiment)), None)),
        _ => watch::blocks(visit, id),
    }
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let _alone = visit.alone();
    let done = match form.field("act") {
        Some("plan") => planned(visit, form),
        Some("set") => set(visit, form),
        Some(act @ ("undo" | "allow")) => return learning::act(visit, act),
        act => return life(visit, form, act),
    };
    match done {
        Err(problem) if is_mendable(&problem) => {
            let problem = fields::in_the_form(problem);
            let known = known(visit, form);
            let known = known.as_ref().map(|(id, experiment)| (id.as_str(), experiment));
            visit.refused_for(HERE, written(visit, known, Some((form, &problem))), &problem)
        }
        answer => answer,
    }
}

/// Starts, stops or forgets an experiment. One that somebody else moved on meanwhile is shown as it is now.
fn life(visit: &Visit<'_>, form: &Form, act: Option<&str>) -> Answer {
    let (engine, now) = (&visit.call.app.engine, visit.call.now);
    let id = form.field("id").unwrap_or_default();
    // A running one changes by itself; what somebody wrote and another begins or removes must be what they saw.
    if let Some((_, kept)) = known(visit, form).filter(|(_, kept)| kept.state == ExperimentState::Draft)
        && form.text(KNOWN).is_some_and(|seen| seen != editing::stamp(&kept))
    {
        let mut blocks = opened(visit, id)?;
        blocks.insert(
            1,
            Block::Warning(visit.words.say("experiments-changed-meanwhile")),
        );
        return Ok(visit
            .blocks(HERE, blocks)?
            .status(axum::http::StatusCode::CONFLICT));
    }
    let what = match act {
        Some("start") => engine
            .start_planned_experiment(id, now)
            .map(|_| "experiment-started"),
        Some("stop") => engine
            .stop_experiment(id, BY_HAND, now)
            .map(|_| "experiment-stopped"),
        Some("remove") => engine.delete_experiment(id).map(|()| "experiment-removed"),
        _ => return Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    };
    match what.map_err(Problem::from) {
        Ok(what @ "experiment-removed") => Ok(done(HERE, what)),
        Ok(what) => Ok(done_at(HERE, &[("id", id)], what)),
        Err(problem) if is_mendable(&problem) => {
            let kept = engine.experiment(id)?;
            let mut blocks = opened(visit, id)?;
            let because = cannot(act.unwrap_or_default(), &kept, &problem);
            let parts = [visit.words.say("experiments-cannot"), visit.words.say(because)];
            blocks.insert(1, Block::Warning(parts.join(" ")));
            visit.refused(HERE, blocks)
        }
        Err(problem) => Err(problem),
    }
}

/// Why an experiment cannot be moved on, as the id of a sentence.
fn cannot(act: &str, kept: &Experiment, problem: &Problem) -> &'static str {
    match (act, kept.state) {
        ("start", ExperimentState::Running) => "experiments-cannot-started",
        ("start", ExperimentState::Stopped) => "experiments-cannot-over",
        ("start", _) if problem.parameter.as_deref() == Some("layer") => "experiments-cannot-layer",
        ("start", _) => "experiments-cannot-draft",
        ("remove", _) => "experiments-cannot-running",
        _ => "experiments-cannot-idle",
    }
}

/// The experiment that a form was opened for.
fn known(visit: &Visit<'_>, form: &Form) -> Option<(String, Experiment)> {
    let id = form.text("id")?;
    let experiment = visit.call.app.engine.experiment(&id).ok()?;
    Some((id, experiment))
}

/// What an experiment would take, above the form it was written in; nothing is kept.
fn planned(visit: &Visit<'_>, form: &Form) -> Answer {
    let known = known(visit, form);
    let draft = fields::draft(form, known.as_ref().map(|(_, known)| &known.draft))?;
    let plan = visit.call.app.engine.plan_experiment(&draft, visit.call.now)?;
    let mut blocks = vec![visit.way_back(HERE)];
    blocks.extend(plan::blocks(visit, &draft, &plan));
    blocks.push(Block::Heading(visit.words.say("experiments-write")));
    let known = known.as_ref().map(|(id, known)| (id.as_str(), known));
    blocks.push(Block::Form(fields::sheet(visit, known, None, Some(form))));
    visit.blocks(HERE, blocks)
}

fn set(visit: &Visit<'_>, form: &Form) -> Answer {
    let engine = &visit.call.app.engine;
    let known = known(visit, form);
    if known
        .as_ref()
        .is_some_and(|(_, known)| known.state != ExperimentState::Draft)
    {
        let reason = "This experiment has begun meanwhile; only one that has not can be changed.";
        return Err(Problem::new(Code::Conflict, reason));
    }
    if form.text("id").is_some() {
        editing::check(form, known.as_ref().map(|(_, known)| known), "")?;
    }
    let draft = fields::draft(form, known.as_ref().map(|(_, known)| &known.draft))?;
    let id = match known {
        Some((id, _)) => id,
        None => free_id(&engine.experiments()?, visit.call.now),
    };
    engine.put_experiment(&id, draft, visit.call.now)?;
    Ok(done_at(HERE, &[("id", &id)], "experiment-set"))
}

/// An id that no experiment has or had: the visitors of one that was forgotten should not be those of a new one.
fn free_id(known: &[(String, Experiment)], now: Timestamp) -> String {
    let digits = now
        .to_string()
        .chars()
        .filter(char::is_ascii_digit)
        .take(14)
        .collect::<String>();
    let numbered = (1..=known.len() + 1).map(|number| format!("experiment-{digits}-{number}"));
    let mut free = numbered.filter(|id| !known.iter().any(|(own, _)| own == id));
    free.next().unwrap_or_default()
}

/// An experiment that has not begun: what it would take, its form, and how to begin.
fn written(visit: &Visit<'_>, known: Option<(&str, &Experiment)>, refused: Refused<'_>) -> Vec<Block> {
    let words = &visit.words;
    let mut blocks = vec![visit.way_back(HERE)];
    if let (Some((id, experiment)), None) = (known, refused) {
        let draft = &experiment.draft;
        blocks.push(Block::Heading(title(visit, id, experiment)));
        blocks.extend((1..draft.arms.len()).filter_map(|at| differs::block(visit, experiment, at)));
        match visit.call.app.engine.plan_experiment(draft, visit.call.now) {
            Ok(plan) => blocks.extend(plan::blocks(visit, draft, &plan)),
            Err(_) => blocks.push(Block::Warning(words.say("experiments-plan-unknown"))),
        }
        let seen = editing::stamp(experiment);
        blocks.push(Block::Form(visit.ask(
            HERE,
            "start",
            &[("id", id), (KNOWN, &*seen)],
        )));
    }
    match known.is_none_or(|(_, experiment)| experiment.draft.arms.len() == 2) {
        true => {
            let heading = if known.is_some() {
                "experiments-write"
            } else {
                "experiments-new"
            };
            blocks.push(Block::Heading(words.say(heading)));
            blocks.push(Block::Form(fields::sheet(visit, known, refused, None)));
        }
        false => blocks.push(Block::Text(words.say("experiments-more-arms"))),
    }
    if let Some((id, experiment)) = known {
        let seen = editing::stamp(experiment);
        blocks.push(Block::Form(visit.ask(
            HERE,
            "remove",
            &[("id", id), (KNOWN, &*seen)],
        )));
    }
    blocks
}

/// Whether it is a trial that the engine began itself, of what was learnt from offers.
fn is_trial(id: &str, experiment: &Experiment) -> bool {
    let number = id.strip_prefix(TRIAL_PREFIX).unwrap_or_default();
    let is_numbered = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    let tries = |arm: &ArmDraft| arm.change.rankers.as_deref() == Some("challenger");
    is_numbered && experiment.draft.arms.iter().any(tries)
}

/// What an experiment is called.
fn title(visit: &Visit<'_>, id: &str, experiment: &Experiment) -> String {
    let written = experiment.draft.title.trim();
    match (is_trial(id, experiment), written.is_empty()) {
        (true, _) => visit.words.say("experiments-trial"),
        (false, true) => id.to_owned(),
        (false, false) => written.to_owned(),
    }
}

/// What an arm is called: as the page has it where the page wrote it, or the engine.
fn arm_name(visit: &Visit<'_>, arm: &ArmDraft) -> String {
    match arm.name.as_str() {
        "in_force" | "learned" | fields::AS_NOW | fields::CHANGED => {
            visit.words.say(&format!("experiments-arm-{}", arm.name))
        }
        other => other.to_owned(),
    }
}
