//! Whether all is well, in the page's language; looking takes a while, so it is asked for.

use engine::{Finding, Level};

use super::HERE;
use crate::{
    i18n::Value,
    pages::{
        blocks::{Block, Cell, Sheet, Table},
        dashboard::Visit,
    },
};

/// The form that asks for a look.
pub(super) fn question(visit: &Visit<'_>) -> Block {
    Block::Form(Sheet {
        about: vec![visit.words.say("data-findings-about")],
        hidden: vec![("examine", "yes".to_owned())],
        ..visit.question(HERE, "data-look-over")
    })
}

/// What was found, the worst first.
pub(super) fn blocks(visit: &Visit<'_>) -> Vec<Block> {
    let words = &visit.words;
    let mut findings = visit.call.app.engine.doctor(visit.call.now);
    findings.sort_by_key(|finding| match finding.level {
        Level::Error => 0,
        Level::Warning => 1,
        Level::Ok => 2,
    });
    let is_well = findings.iter().all(|finding| finding.level == Level::Ok);
    let table = Table {
        caption: words.say("data-findings"),
        head: ["level", "found", "advice"]
            .iter()
            .map(|id| words.say(&format!("data-column-{id}")))
            .collect(),
        rows: findings.iter().map(|finding| row(visit, finding)).collect(),
    };
    let mut blocks = vec![visit.way_back(HERE), Block::Heading(words.say("data-findings"))];
    if is_well {
        blocks.push(Block::Text(words.say("data-all-well")));
    }
    blocks.push(Block::Table(table));
    blocks
}

fn row(visit: &Visit<'_>, finding: &Finding) -> Vec<Cell> {
    let words = &visit.words;
    let level = match finding.level {
        Level::Ok => "data-level-ok",
        Level::Warning => "data-level-warning",
        Level::Error => "data-level-error",
    };
    let id = format!("data-found-{}", finding.id);
    let mut values: Vec<(&str, Value<'_>)> = vec![("text", Value::Text(&finding.text))];
    values.extend(
        finding
            .numbers
            .iter()
            .map(|(name, number)| (*name, Value::Number(*number))),
    );
    let advice = words.known(&format!("{id}-advice"));
    vec![
        Cell::Text(words.say(level)),
        Cell::Text(words.tell(&id, &values)),
        Cell::Text(advice.unwrap_or_default()),
    ]
}
