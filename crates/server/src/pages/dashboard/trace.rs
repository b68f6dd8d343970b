//! The rows behind every figure: lines of orders, orders, what was done with offers, products, and visitors with what
//! each adds to a metric.

mod question;

use engine::{FIRST_ROWS_MAX, Trace, TraceOf, TraceQuery, TraceRow, TracedArm};

use super::{Page, Visit, figures::group_name};
use crate::{
    http::trace_query,
    i18n::Value,
    pages::blocks::{Block, Cell, Link, Table},
    reply::Reply,
    route::Answer,
    wire::{figures::Unit, reports},
};

const HERE: &str = "trace";

pub(super) const PAGE: Page = Page {
    id: HERE,
    show,
    act: None,
};

const PATH: &str = "/dashboard/trace";
/// Rows of a file.
const ROWS_MAX: usize = 10_000;

fn show(visit: &Visit<'_>) -> Answer {
    let wants_file = visit.call.parameter("csv").is_some();
    let limit = if wants_file { ROWS_MAX } else { FIRST_ROWS_MAX };
    let (word, mut query) = trace_query(visit.call, visit.report_query()?, "credited", limit)?;
    query.filter = query.filter.fitting(query.of);
    query.metric = query.metric.filter(|_| query.of == TraceOf::Caused);
    if wants_file {
        let trace = visit.call.app.engine.trace(&query, visit.call.now)?;
        let currency = visit.numbers().currency;
        return Ok(Reply::csv(&reports::trace_csv(&trace, currency)));
    }
    let told = visit.call.app.engine.prepared_trace(&query, visit.call.now)?;
    let trace = &*told.answer;
    let words = &visit.words;
    let link = |span: super::figures::Span| Link {
        name: span.name,
        address: span.address,
        chosen: span.chosen,
    };
    let mut blocks = vec![
        Block::Links(vec![Link::to(words.say("dashboard-overview"), "/dashboard")]),
        Block::Form(question::sheet(visit, &word, &query)),
        Block::Links(visit.spans(PATH)?.into_iter().map(link).collect()),
        Block::Heading(question::name_of(words, &word)),
    ];
    blocks.push(Block::Hint(visit.as_of(&told)));
    blocks.extend(
        summed_up(visit, &word, &query, trace)
            .into_iter()
            .map(Block::Text),
    );
    if trace.rows.is_empty() {
        blocks.push(Block::Text(words.say("trace-empty")));
        return visit.blocks(HERE, blocks);
    }
    if trace.count > trace.rows.len() as u64 {
        blocks.push(Block::Hint(words.say("trace-cut")));
    }
    let file = visit.with(PATH, "csv", "trace");
    blocks.push(Block::Links(vec![Link::to(words.say("trace-csv"), file)]));
    blocks.push(Block::Table(table(visit, &word, trace)));
    visit.blocks(HERE, blocks)
}

/// What the rows come to, in sentences.
fn summed_up(visit: &Visit<'_>, word: &str, query: &TraceQuery, trace: &Trace) -> Vec<String> {
    let numbers = visit.numbers();
    let value = |number: i64| match trace.is_money {
        true => numbers.money(number),
        false => numbers.signed(number),
    };
    if query.of == TraceOf::Caused {
        let arm = |arm: &TracedArm| {
            let (name, sum) = (group_name(&visit.words, "arm", &arm.arm, &[]), value(arm.value));
            let base = numbers.signed(arm.base);
            let values = [
                ("arm", Value::Text(&name)),
                ("count", Value::Number(arm.count)),
                ("value", Value::Text(&sum)),
                ("base", Value::Text(&base)),
            ];
            visit.words.tell("trace-sum-arm", &values)
        };
        let mut told: Vec<String> = trace.arms.iter().map(arm).collect();
        told.push(visit.words.say("trace-caused-about"));
        return told;
    }
    let sum = value(trace.value);
    let mut values = vec![
        ("count", Value::Number(trace.count)),
        ("value", Value::Text(&sum)),
    ];
    let Some(base) = trace.base.filter(|base| *base > 0) else {
        return vec![visit.words.tell("trace-sum", &values)];
    };
    let unit = match trace.is_money {
        true => Unit::Mean(numbers.currency),
        false => Unit::Plain,
    };
    let ratio = numbers.number_of(word, unit, trace.value as f64 / base as f64);
    let base = numbers.signed(base);
    values.extend([("base", Value::Text(&base)), ("ratio", Value::Text(&ratio))]);
    vec![visit.words.tell("trace-sum-ratio", &values)]
}

/// A column: its message, whether a row has something there, and what.
type Column<'a> = (
    &'static str,
    fn(&TraceRow) -> bool,
    Box<dyn Fn(&TraceRow) -> Cell + 'a>,
);

/// The rows, with the columns that any of them has.
fn table(visit: &Visit<'_>, word: &str, trace: &Trace) -> Table {
    let columns = columns(visit, word, trace.is_money);
    let used: Vec<&Column<'_>> = columns
        .iter()
        .filter(|(_, has, _)| trace.rows.iter().any(has))
        .collect();
    let row = |row: &TraceRow| used.iter().map(|(_, _, cell)| cell(row)).collect();
    Table {
        caption: question::name_of(&visit.words, word),
        head: used
            .iter()
            .map(|(name, _, _)| visit.words.say(&format!("trace-{name}")))
            .collect(),
        rows: trace.rows.iter().map(row).collect(),
    }
}

fn columns<'a>(visit: &'a Visit<'_>, word: &'a str, is_money: bool) -> Vec<Column<'a>> {
    let mut columns = of_things(visit, word);
    columns.extend(of_numbers(visit, is_money));
    columns.push((
        "offer",
        |row| row.offer.is_some(),
        Box::new(move |row| text(offer(visit, row))),
    ));
    columns
}

fn text(text: Option<String>) -> Cell {
    Cell::Text(text.unwrap_or_default())
}

/// When, who, and what.
fn of_things<'a>(visit: &'a Visit<'_>, word: &'a str) -> Vec<Column<'a>> {
    let data = |text: Option<&String>| Cell::Data(text.cloned().unwrap_or_default());
    vec![
        (
            "at",
            |row| row.at.is_some(),
            Box::new(move |row| text(row.at.map(|at| visit.numbers().moment(at)))),
        ),
        (
            "visitor",
            |row| row.visitor.is_some(),
            Box::new(move |row| Cell::Data(row.visitor.map(reports::visitor).unwrap_or_default())),
        ),
        (
            "product",
            |row| row.product.is_some(),
            Box::new(move |row| match &row.product {
                Some(id) => Cell::Link(Link::to(id, super::product_address(id))),
                None => data(None),
            }),
        ),
        (
            "order",
            |row| row.order.is_some(),
            Box::new(move |row| data(row.order.as_ref())),
        ),
        (
            "group",
            |row| row.group.is_some(),
            Box::new(move |row| text(row.group.as_ref().map(|group| group_of(visit, word, group)))),
        ),
    ]
}

/// What the row adds.
fn of_numbers<'a>(visit: &'a Visit<'_>, is_money: bool) -> [Column<'a>; 4] {
    let value = move |number: i64| {
        let numbers = visit.numbers();
        Cell::Number(match is_money {
            true => numbers.money(number),
            false => numbers.signed(number),
        })
    };
    let count = move |number: Option<i64>| {
        let number = number.map(|number| visit.numbers().signed(number));
        Cell::Number(number.unwrap_or_default())
    };
    [
        (
            "value",
            |row| row.value != 1 || row.base.is_some(),
            Box::new(move |row| value(row.value)),
        ),
        (
            "base",
            |row| row.base.is_some(),
            Box::new(move |row| count(row.base)),
        ),
        (
            "value-before",
            |row| row.before.is_some_and(|before| before.0 != 0),
            Box::new(move |row| value(row.before.map_or(0, |before| before.0))),
        ),
        (
            "base-before",
            |row| row.before.is_some_and(|before| before.1 != 0),
            Box::new(move |row| count(row.before.map(|before| before.1))),
        ),
    ]
}

/// The arm, or what gave somebody away.
fn group_of(visit: &Visit<'_>, word: &str, group: &str) -> String {
    match word {
        "left_out" => visit.numbers().part("left_out", group),
        _ => group_name(&visit.words, "arm", group, &[]),
    }
}

fn offer(visit: &Visit<'_>, row: &TraceRow) -> Option<String> {
    let (offer, numbers) = (row.offer.as_ref()?, visit.numbers());
    let parts = [
        numbers.part("placement", offer.placement.as_str()),
        numbers.part("kind", &offer.kind),
        numbers.part("recommender", &offer.recommender),
        numbers.moment(offer.at),
    ];
    Some(parts.join(" · "))
}
