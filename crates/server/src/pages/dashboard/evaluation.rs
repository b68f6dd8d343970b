//! The latest evaluation: how well the offers would have answered what the shop's own past asks, and making another.

mod making;
mod paper;
mod tasks;

use askama::Template;

pub use paper::evaluation_page;
use tasks::{Extent, Task};

use super::{Frame, Page, Visit};
use crate::{
    i18n::Value,
    pages::{
        blocks::{Block, Cell},
        forms::Shape,
    },
    route::Answer,
};

const HERE: &str = "evaluation";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: Some(making::act),
};

/// What fits on a page that is looked at in passing; everything is in the file that the command writes.
const EXTENT: Extent = Extent {
    has_all_metrics: false,
    methods_max: 15,
};

#[derive(Template)]
#[template(path = "dashboard/evaluation.html")]
struct View<'a> {
    frame: Frame<'a>,
    is_at_work: bool,
    /// How another one is made, or how far it is.
    blocks: Vec<Block>,
    made: Option<String>,
    learnt: String,
    tasks: Vec<Task>,
}

fn show(visit: &Visit<'_>) -> Answer {
    let engine = &visit.call.app.engine;
    // Asked for first, so that what ended in between is not missed.
    let task = engine.evaluation_task()?;
    let is_at_work = task.as_ref().is_some_and(making::is_at_work);
    let kept = engine.kept_evaluation();
    let report = kept.as_ref().map(|kept| &kept.report);
    let numbers = visit.numbers();
    let page = visit.page(&View {
        frame: visit.frame(HERE),
        is_at_work,
        blocks: making::blocks(visit, task.as_ref(), kept.as_ref()),
        made: kept.as_ref().map(|kept| {
            let at = numbers.moment(kept.at);
            visit
                .words
                .tell("evaluation-made", &[("moment", Value::Text(&at))])
        }),
        learnt: report.map_or_else(String::new, |report| tasks::learnt(&numbers, report)),
        tasks: report.map_or_else(Vec::new, |report| tasks::of(&numbers, report, &EXTENT)),
    })?;
    Ok(match is_at_work {
        true => visit.again_unless_still(HERE, page),
        false => page,
    })
}
