//! What the shop knows: its records, what its pages report, imports with what they rejected, model versions, and
//! whether all is well.

mod arrivals;
mod findings;
mod imports;
mod models;

use engine::{Status, Task, TaskState};

use super::{
    Page, Visit, address,
    sheets::{Refused, is_mendable},
};
use crate::{
    errors::{Code, Problem},
    pages::{
        blocks::{Block, Cell, Link, with_query},
        staff::Form,
    },
    route::Answer,
};

const HERE: &str = "data";
/// Tasks of the list.
const TASKS_MAX: usize = 20;

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(act),
};

fn show(visit: &Visit<'_>) -> Answer {
    let engine = &visit.call.app.engine;
    if let Some(id) = visit.call.parameter("task") {
        let task = engine.task(&id)?;
        return visit.blocks(HERE, imports::opened(visit, &task));
    }
    if visit.call.parameter("examine").is_some() {
        return visit.blocks(HERE, findings::blocks(visit));
    }
    let tasks = engine.tasks(TASKS_MAX)?;
    let page = visit.blocks(HERE, overview(visit, &tasks, None)?)?;
    Ok(match tasks.iter().any(is_at_work) {
        true => visit.again_unless_still(HERE, page),
        false => page,
    })
}

fn act(visit: &Visit<'_>, form: &Form) -> Answer {
    let answer = match form.field("act") {
        Some("build") => models::build(visit),
        Some("serve") => models::serve(visit, form),
        Some("import") => imports::start(visit, form),
        _ => Err(Problem::new(Code::InvalidField, "The form says nothing to do.")),
    };
    match answer {
        Err(problem) if is_mendable(&problem) => {
            let tasks = visit.call.app.engine.tasks(TASKS_MAX)?;
            visit.refused(HERE, overview(visit, &tasks, Some((form, &problem)))?)
        }
        answer => answer,
    }
}

fn is_at_work(task: &Task) -> bool {
    matches!(task.state, TaskState::Queued | TaskState::Running)
}

fn overview(visit: &Visit<'_>, tasks: &[Task], refused: Refused<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let of = |act: &str| refused.filter(|(form, _)| form.field("act") == Some(act));
    let mut blocks = Vec::new();
    if tasks.iter().any(is_at_work) {
        blocks.extend(at_work(visit));
    }
    let status = visit.call.app.engine.prepared_status()?;
    blocks.extend(facts(visit, &status));
    blocks.extend(arrivals::blocks(visit)?);
    blocks.push(Block::Heading(words.say("data-imports")));
    blocks.extend(imports::blocks(visit, &status, tasks, of("import")));
    blocks.push(Block::Heading(words.say("data-models")));
    blocks.extend(models::blocks(visit, tasks, of("serve"))?);
    blocks.push(Block::Heading(words.say("data-findings")));
    blocks.push(findings::question(visit));
    Ok(blocks)
}

/// That something is at work, and how to keep the page still meanwhile.
fn at_work(visit: &Visit<'_>) -> [Block; 2] {
    let words = &visit.words;
    let (said, link) = match visit.call.parameter("still") {
        None => (
            "data-at-work",
            Link::to(
                words.say("data-keep-still"),
                with_query(&address(HERE), &[("still", "yes")]),
            ),
        ),
        Some(_) => (
            "data-at-work-still",
            Link::to(words.say("data-look-again"), address(HERE)),
        ),
    };
    [Block::Text(words.say(said)), Block::Links(vec![link])]
}

fn facts(visit: &Visit<'_>, status: &Status) -> Vec<Block> {
    let words = &visit.words;
    let count = |number: u64| Cell::Number(words.number(number));
    let pending = match (&status.model, status.build_pending) {
        (None, _) => "data-pending-first",
        (_, true) if status.builds_held => "data-pending-held",
        (_, true) => "data-pending-yes",
        (_, false) => "data-pending-no",
    };
    let model = match &status.model {
        Some(model) => Cell::Number(words.number(model.version)),
        None => Cell::Text(words.say("data-model-none")),
    };
    let facts = vec![
        (words.say("data-products"), count(status.products)),
        (words.say("data-orders"), count(status.orders)),
        (words.say("data-events"), count(status.events)),
        (words.say("data-model"), model),
        (words.say("data-pending"), Cell::Text(words.say(pending))),
    ];
    let mut blocks = vec![Block::Facts(facts)];
    if status.builds_held {
        blocks.push(Block::Warning(words.say("data-held")));
    }
    blocks
}
