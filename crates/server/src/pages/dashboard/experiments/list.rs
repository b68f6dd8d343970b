//! Every experiment with what it says so far.

use engine::{Experiment, ExperimentState};
use shop::Timestamp;

use super::{HERE, is_trial, learning, title, watch};
use crate::{
    errors::Problem,
    pages::{
        blocks::{Block, Cell, Link, Table, with_query},
        dashboard::{Visit, address},
    },
};

/// What an experiment says is worked out from the ledger, which takes a moment; further ones are told when opened.
const TOLD_MAX: usize = 12;

/// The page without any one experiment.
pub(super) fn blocks(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let mut all = visit.call.app.engine.experiments()?;
    all.sort_by_key(|(_, experiment)| place(experiment));
    let new = Link::to(
        words.say("experiments-new"),
        with_query(&address(HERE), &[("new", "1")]),
    );
    let mut blocks = vec![
        Block::Text(words.say("experiments-about")),
        Block::Links(vec![new]),
    ];
    if all.is_empty() {
        blocks.push(Block::Text(words.say("experiments-none")));
        blocks.push(Block::Text(words.say("experiments-none-begin")));
        blocks.extend(learning::blocks(visit)?);
        return Ok(blocks);
    }
    let mut told = 0;
    let mut rows = Vec::with_capacity(all.len());
    for (id, experiment) in &all {
        told += usize::from(experiment.state != ExperimentState::Draft);
        rows.push(row(visit, id, experiment, told <= TOLD_MAX)?);
    }
    let column = |id: &str| words.say(&format!("experiments-column-{id}"));
    blocks.push(Block::Table(Table {
        caption: words.say("dashboard-experiments"),
        head: ["title", "state", "where", "visitors", "verdict"]
            .map(column)
            .into(),
        rows,
    }));
    blocks.extend(learning::blocks(visit)?);
    Ok(blocks)
}

/// Those that run first, then those that have not begun, then those that are over; the latest first.
fn place(experiment: &Experiment) -> (u8, i64) {
    let state = match experiment.state {
        ExperimentState::Running => 0,
        ExperimentState::Draft => 1,
        ExperimentState::Stopped => 2,
    };
    (state, -experiment.started_at_ms.unwrap_or_default())
}

fn row(visit: &Visit<'_>, id: &str, experiment: &Experiment, is_told: bool) -> Result<Vec<Cell>, Problem> {
    let words = &visit.words;
    let link = Link::to(
        title(visit, id, experiment),
        with_query(&address(HERE), &[("id", id)]),
    );
    let mut name = vec![Cell::Link(link)];
    name.extend(is_trial(id, experiment).then(|| Cell::Text(words.say("experiments-trial-mark"))));
    let (visitors, verdicts) = match (experiment.state, is_told) {
        (ExperimentState::Draft, _) => (None, vec![words.say("experiments-not-begun")]),
        (_, false) => (None, vec![words.say("experiments-open-to-see")]),
        (_, true) => {
            let (_, told) = visit.call.app.engine.prepared_experiment(id, visit.call.now)?;
            let report = told.as_ref().map(|told| &*told.answer);
            let verdicts = report.map(|report| watch::verdicts(visit, experiment, report));
            (report.map(|report| report.people), verdicts.unwrap_or_default())
        }
    };
    Ok(vec![
        Cell::Lines(name),
        Cell::text_lines(state(visit, experiment)),
        visit.places(&experiment.draft.placements),
        Cell::Number(visitors.map_or_else(|| "–".to_owned(), |visitors| words.number(visitors))),
        Cell::text_lines(verdicts),
    ])
}

/// Where an experiment is in its life, and since when.
pub(super) fn state(visit: &Visit<'_>, experiment: &Experiment) -> Vec<String> {
    let since = match experiment.state {
        ExperimentState::Draft => None,
        ExperimentState::Running => experiment.started_at_ms,
        ExperimentState::Stopped => experiment.stopped_at_ms,
    };
    let since = since.and_then(|ms| Timestamp::from_unix_ms(ms).ok());
    let state = visit
        .words
        .say(&format!("experiments-state-{}", experiment.state.as_str()));
    let since = since.map(|since| visit.numbers().moment(since));
    [state].into_iter().chain(since).collect()
}
