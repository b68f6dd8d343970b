//! Making another evaluation from the page: the button, how far it is, and why there is none.

use engine::{KeptEvaluation, Task, TaskRefusal, TaskState};

use super::HERE;
use crate::{
    errors::{Code, Problem},
    i18n::Value,
    pages::{
        blocks::{Block, Link, Sheet, with_query},
        dashboard::{Visit, address, done},
        staff::Form,
    },
    route::Answer,
};

/// Asks for an evaluation, unless one is at work.
///
/// # Errors
/// [`Problem`] where the task cannot be kept.
pub(super) fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    if form.field("act") != Some("evaluate") {
        return Err(Problem::new(Code::InvalidField, "The form says nothing to do."));
    }
    // Of two who press at once the second is told so.
    let _alone = visit.alone();
    match visit.call.app.engine.start_evaluation(visit.call.now) {
        Ok(_) => Ok(done(HERE, "evaluation-started")),
        Err(engine::Error::AlreadySo(_)) => Ok(done(HERE, "evaluation-running")),
        Err(error) => Err(error.into()),
    }
}

/// Whether an evaluation waits or is being made.
pub(super) fn is_at_work(task: &Task) -> bool {
    matches!(task.state, TaskState::Queued | TaskState::Running)
}

/// How far the evaluation is that is being made; else why the latest one came to nothing, and the button.
pub(super) fn blocks(visit: &Visit<'_>, task: Option<&Task>, kept: Option<&KeptEvaluation>) -> Vec<Block> {
    match task {
        Some(task) if is_at_work(task) => at_work(visit, task),
        Some(task) if is_news(task, kept) => {
            let mut blocks = failure(visit, task);
            blocks.push(Block::Form(button(visit)));
            blocks
        }
        _ => vec![Block::Form(button(visit))],
    }
}

/// Whether it failed and none that is kept was made since.
fn is_news(task: &Task, kept: Option<&KeptEvaluation>) -> bool {
    let is_older = kept.is_some_and(|kept| task.finished_at.is_some_and(|at| at < kept.at));
    task.state == TaskState::Failed && !is_older
}

fn button(visit: &Visit<'_>) -> Sheet {
    Sheet {
        about: vec![visit.words.say("evaluation-act-about")],
        ..visit.sheet(HERE, &["evaluate"])
    }
}

fn at_work(visit: &Visit<'_>, task: &Task) -> Vec<Block> {
    let words = &visit.words;
    let mut said = vec![words.say(&format!("evaluation-{}", task.state.as_str()))];
    said.extend(task.steps.map(|steps| {
        let number = |number: u32| words.number(u64::from(number));
        let (at, max) = (number(steps.at), number(steps.max));
        words.tell(
            "evaluation-step",
            &[("at", Value::Text(&at)), ("max", Value::Text(&max))],
        )
    }));
    let link = match visit.is_still() {
        true => Link::to(words.say("data-look-again"), address(HERE)),
        false => {
            said.push(words.say("evaluation-looks-again"));
            Link::to(
                words.say("data-keep-still"),
                with_query(&address(HERE), &[("still", "yes")]),
            )
        }
    };
    vec![Block::Text(said.join(" ")), Block::Links(vec![link])]
}

fn failure(visit: &Visit<'_>, task: &Task) -> Vec<Block> {
    let words = &visit.words;
    let refusal = match task.refusal {
        Some(TaskRefusal::NothingToLearn) => "evaluation-refused-nothing-to-learn",
        Some(TaskRefusal::HistoryTooShort) => "evaluation-refused-history-too-short",
        None => {
            let reason = task.error.as_deref().unwrap_or_default();
            let said = words.tell("evaluation-failed", &[("reason", Value::Text(reason))]);
            return vec![Block::Warning(said)];
        }
    };
    let import = Link::to(words.say("evaluation-to-data"), address("data"));
    vec![Block::Warning(words.say(refusal)), Block::Links(vec![import])]
}
