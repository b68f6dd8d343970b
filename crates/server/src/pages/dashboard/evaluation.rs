//! The latest evaluation: how well the offers would have answered what the shop's own past asks.

mod paper;
mod tasks;

use askama::Template;

pub use paper::evaluation_page;
use tasks::{Extent, Task};

use super::{Frame, Page, Visit};
use crate::{i18n::Value, route::Answer};

pub(super) const PAGE: Page = Page {
    id: "evaluation",
    show,
    act: None,
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
    made: Option<String>,
    learnt: String,
    tasks: Vec<Task>,
}

fn show(visit: &Visit<'_>) -> Answer {
    let kept = visit.call.app.engine.kept_evaluation();
    let report = kept.as_ref().map(|kept| &kept.report);
    let numbers = visit.numbers();
    visit.page(&View {
        frame: visit.frame("evaluation"),
        made: kept.as_ref().map(|kept| {
            let at = numbers.moment(kept.at);
            visit
                .words
                .tell("evaluation-made", &[("moment", Value::Text(&at))])
        }),
        learnt: report.map_or_else(String::new, |report| tasks::learnt(&numbers, report)),
        tasks: report.map_or_else(Vec::new, |report| tasks::of(&numbers, report, &EXTENT)),
    })
}
