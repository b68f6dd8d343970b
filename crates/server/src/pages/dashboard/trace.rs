//! The rows behind a figure: the lines of the orders, each with the offer it is credited to, or what was done with
//! offers.

use askama::Template;
use engine::{FIRST_ROWS_MAX, TraceQuery, TraceRow, recommend::recommenders};
use shop::Placement;

use super::{Frame, Page, Visit, figures::Span};
use crate::{
    i18n::Value,
    reply::Reply,
    route::Answer,
    wire::reports::{self, TRACES, trace_of},
};

pub(super) const PAGE: Page = Page {
    id: "trace",
    show,
    act: None,
};

const PATH: &str = "/dashboard/trace";
/// Rows of a file.
const ROWS_MAX: usize = 10_000;

#[derive(Template)]
#[template(path = "dashboard/trace.html")]
struct View<'a> {
    frame: Frame<'a>,
    spans: Vec<Span>,
    figures: Vec<Span>,
    only: Vec<String>,
    counted: String,
    as_of: String,
    rows: Vec<Row>,
    is_cut: bool,
    file: String,
}

/// A row as it is shown.
struct Row {
    at: String,
    product: String,
    product_address: String,
    order: String,
    revenue: String,
    offer: String,
}

fn show(visit: &Visit<'_>) -> Answer {
    let of = visit
        .call
        .word("of", &TRACES)?
        .unwrap_or_else(|| "credited".to_owned());
    let recommenders: Vec<&str> = recommenders::ALL.iter().map(|known| known.id()).collect();
    let wants_file = visit.call.parameter("csv").is_some();
    let query = TraceQuery {
        report: visit.report_query()?,
        of: trace_of(&of).unwrap_or(engine::TraceOf::Credited),
        placement: visit.call.parsed::<Placement>("placement")?,
        recommender: visit.call.word("recommender", &recommenders)?,
        limit: if wants_file { ROWS_MAX } else { FIRST_ROWS_MAX },
    };
    let numbers = visit.numbers();
    if wants_file {
        let trace = visit.call.app.engine.trace(&query, visit.call.now)?;
        return Ok(Reply::csv(&reports::trace_csv(&trace, numbers.currency)));
    }
    let told = visit.call.app.engine.prepared_trace(&query, visit.call.now)?;
    let trace = &*told.answer;
    let revenue = numbers.money(trace.revenue_minor);
    let counted = [
        ("count", Value::Number(trace.count)),
        ("revenue", Value::Text(&revenue)),
    ];
    let sum = if of == "revenue" || of == "credited" {
        "trace-counted-lines"
    } else {
        "trace-counted-deeds"
    };
    visit.page(&View {
        frame: visit.frame("trace"),
        spans: visit.spans(PATH)?,
        figures: figures(visit, &of),
        only: only(visit, &query),
        counted: visit.words.tell(sum, &counted),
        as_of: visit.as_of(&told),
        rows: trace.rows.iter().map(|one| row(visit, one)).collect(),
        is_cut: trace.count > trace.rows.len() as u64,
        file: visit.with(PATH, "csv", "trace"),
    })
}

fn figures(visit: &Visit<'_>, chosen: &str) -> Vec<Span> {
    let figure = |of: &&str| Span {
        name: visit.words.say(&format!("trace-of-{of}")),
        address: visit.with(PATH, "of", of),
        chosen: *of == chosen,
    };
    TRACES.iter().map(figure).collect()
}

/// To which part of the offers the rows are narrowed.
fn only(visit: &Visit<'_>, query: &TraceQuery) -> Vec<String> {
    let numbers = visit.numbers();
    let placement = query
        .placement
        .map(|placement| numbers.part("placement", placement.as_str()));
    let recommender = query.recommender.as_ref();
    let recommender = recommender.map(|recommender| numbers.part("recommender", recommender));
    placement.into_iter().chain(recommender).collect()
}

fn row(visit: &Visit<'_>, row: &TraceRow) -> Row {
    let numbers = visit.numbers();
    let line = row.line.as_ref();
    let offer = row.offer.as_ref().map(|(_, placement, recommender, at)| {
        let parts = [
            numbers.part("placement", placement.as_str()),
            numbers.part("recommender", recommender),
            numbers.moment(*at),
        ];
        parts.join(" · ")
    });
    Row {
        at: numbers.moment(row.at),
        product: row.product.clone(),
        product_address: super::product_address(&row.product),
        order: line.map(|(order, _, _)| order.clone()).unwrap_or_default(),
        revenue: line
            .map(|(_, _, minor)| numbers.money(*minor))
            .unwrap_or_default(),
        offer: offer.unwrap_or_default(),
    }
}
