//! What the shop's pages report: a page that was built wrongly is seen here first, not in next month's figures.

use engine::Arrivals;
use shop::EventKind;

use crate::{
    errors::Problem,
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Table},
        dashboard::Visit,
    },
};

/// So many events tell what arrives; more would only take longer.
const LATEST_MAX: usize = 10_000;
/// What every shop's pages report by themselves; without it figures and offers are the poorer.
const WANTED: [EventKind; 5] = [
    EventKind::View,
    EventKind::AddToCart,
    EventKind::Impression,
    EventKind::Viewable,
    EventKind::Purchase,
];

/// What arrived of late, by kind, and what should but does not.
///
/// # Errors
/// [`Problem`] where the events cannot be read.
pub(super) fn blocks(visit: &Visit<'_>) -> Result<Vec<Block>, Problem> {
    let words = &visit.words;
    let arrivals = visit.call.app.engine.latest_events(LATEST_MAX)?;
    let mut blocks = vec![Block::Heading(words.say("data-arrivals"))];
    let count: u64 = arrivals.iter().map(|arrival| arrival.count).sum();
    if count == 0 {
        blocks.push(Block::Text(words.say("data-arrivals-none")));
        return Ok(blocks);
    }
    let has = |kind: &EventKind| arrivals.iter().any(|arrival| arrival.kind == *kind);
    let missing: Vec<String> = WANTED
        .iter()
        .filter(|kind| !has(kind))
        .map(|kind| said(visit, *kind))
        .collect();
    if !missing.is_empty() {
        let kinds = missing.join(&words.say("data-arrivals-and"));
        let values = [("kinds", Value::Text(&kinds))];
        blocks.push(Block::Warning(words.tell("data-arrivals-missing", &values)));
    }
    let about = [("count", Value::Number(count))];
    blocks.push(Block::Text(words.tell("data-arrivals-about", &about)));
    blocks.push(Block::Table(table(visit, &arrivals)));
    Ok(blocks)
}

fn table(visit: &Visit<'_>, arrivals: &[Arrivals]) -> Table {
    let words = &visit.words;
    let row = |arrival: &Arrivals| {
        vec![
            Cell::Text(said(visit, arrival.kind)),
            Cell::Number(words.number(arrival.count)),
            Cell::Text(words.moment(arrival.last)),
        ]
    };
    Table {
        caption: words.say("data-arrivals"),
        head: ["event", "count", "last"]
            .map(|name| words.say(&format!("data-column-{name}")))
            .into(),
        rows: arrivals.iter().map(row).collect(),
    }
}

fn said(visit: &Visit<'_>, kind: EventKind) -> String {
    visit.words.say(&format!("event-{}", kind.as_str()))
}
