//! What offers earned: what they caused, what was sold, and where.

mod breakdown;
mod groups;
mod paper;
mod sums;

use askama::Template;
use engine::{Report, VisitorSide};

use super::{
    Frame, Page, Visit,
    figures::{Numbers, Span},
};
use crate::{
    charts::Drawn,
    i18n::Value,
    reply::Reply,
    route::Answer,
    wire::reports::{self, SIDES, breakdown_by},
};

pub use paper::report_page;

pub(super) const PAGE: Page = Page {
    id: "overview",
    show,
    act: None,
};

const PATH: &str = "/dashboard";
/// The tables that can be taken along.
const FILES: [&str; 4] = ["summary", "days", "metrics", "breakdown"];

#[derive(Template)]
#[template(path = "dashboard/overview.html")]
struct View<'a> {
    frame: Frame<'a>,
    spans: Vec<Span>,
    as_of: String,
    caused: String,
    caused_about: String,
    caused_chart: Option<Drawn>,
    tiles: Vec<Tile>,
    sold: Option<Drawn>,
    metrics: Vec<Row>,
    sides: Vec<Span>,
    breakdown: Option<Drawn>,
    left_out: Vec<Tile>,
    files: Vec<Span>,
}

/// One number.
struct Tile {
    name: String,
    number: String,
    address: Option<String>,
}

/// A metric with its interval.
struct Row {
    name: String,
    number: String,
    interval: String,
    address: Option<String>,
}

fn show(visit: &Visit<'_>) -> Answer {
    let known: Vec<&str> = all_sides().collect();
    let side = visit.call.word("by", &known)?;
    let side = side.unwrap_or_else(|| SIDES[0].to_owned());
    let of_visitors = groups::SHOWN.into_iter().find(|shown| shown.as_str() == side);
    let told = visit.report(of_visitors)?;
    let report = &*told.answer;
    if let Some(file) = visit.call.word("csv", &FILES)? {
        return Ok(csv(report, &file, &side));
    }
    let (numbers, days) = (visit.numbers(), Some(visit.days()?));
    let parts = match of_visitors {
        Some(side) => {
            let known = visit.call.app.engine.customers_overview(visit.call.now);
            let segments = known.map(|known| known.learnt.segments).unwrap_or_default();
            groups::chart(&numbers, report, side, &segments, days)
        }
        None => breakdown::chart(&numbers, report, &side, days),
    };
    let (caused, caused_about) = caused(&numbers, report);
    visit.page(&View {
        spans: visit.spans(PATH)?,
        as_of: visit.as_of(&told),
        caused,
        caused_about,
        caused_chart: sums::caused(&numbers, report),
        tiles: sums::tiles(&numbers, report, days),
        sold: sums::sold(&numbers, report),
        metrics: sums::metrics(&numbers, report, days),
        sides: sides(visit, &side),
        breakdown: parts,
        left_out: left_out(&numbers, report, days),
        files: files(visit),
        frame: visit.frame("overview"),
    })
}

/// By what offers and visitors can be told apart.
fn all_sides() -> impl Iterator<Item = &'static str> {
    SIDES.into_iter().chain(groups::SHOWN.map(VisitorSide::as_str))
}

fn csv(report: &Report, file: &str, side: &str) -> Reply {
    let csv = match file {
        "days" => reports::days_csv(report),
        "metrics" => reports::metrics_csv(report),
        "breakdown" if SIDES.contains(&side) => reports::breakdown_csv(report, &breakdown_by(report, side)),
        "breakdown" => reports::groups_csv(report),
        _ => reports::summary_csv(report),
    };
    Reply::csv(&csv)
}

fn files(visit: &Visit<'_>) -> Vec<Span> {
    let file = |file: &str| Span {
        name: visit.words.say(&format!("overview-csv-{file}")),
        address: visit.with(PATH, "csv", file),
        chosen: false,
    };
    FILES.into_iter().map(file).collect()
}

fn sides(visit: &Visit<'_>, chosen: &str) -> Vec<Span> {
    let side = |side: &str| Span {
        name: visit.words.say(&format!("overview-by-{side}")),
        address: format!("{}#parts", visit.with(PATH, "by", side)),
        chosen: side == chosen,
    };
    all_sides().map(side).collect()
}

/// What the offers caused, in a sentence, and how that is known.
fn caused(numbers: &Numbers<'_>, report: &Report) -> (String, String) {
    let words = numbers.words;
    let figure = reports::caused(report, "margin_per_visitor");
    let money = |minor: f64| numbers.money(minor.round() as i64);
    let (Some(value), Some(low), Some(high)) = (figure.value, figure.low, figure.high) else {
        let reason = figure.reason.unwrap_or("too_few_visitors");
        return (
            words.say("dashboard-caused-untold"),
            words.say(&format!("dashboard-untold-{reason}")),
        );
    };
    let (value, low, high) = (money(value), money(low), money(high));
    let values = [
        ("value", Value::Text(&value)),
        ("low", Value::Text(&low)),
        ("high", Value::Text(&high)),
    ];
    // Where nothing is within the interval, neither gain nor loss is shown to be one.
    let is_open = figure.low.is_some_and(|low| low < 0.0) && figure.high.is_some_and(|high| high > 0.0);
    let headline = if is_open {
        "overview-caused-open"
    } else {
        "dashboard-caused"
    };
    let since = words.texts().date(report.caused_from, &words.locale);
    let about = words.tell("dashboard-caused-about", &[("since", Value::Text(&since))]);
    (words.tell(headline, &values), about)
}

/// Who is in no figure, by what gave them away.
fn left_out(numbers: &Numbers<'_>, report: &Report, days: Option<i32>) -> Vec<Tile> {
    let left_out = report.summary.left_out.iter();
    let row = |(reason, count): (&String, &u64)| Tile {
        name: numbers.part("left_out", reason),
        number: numbers.whole(*count),
        address: sums::trace(days, "left_out"),
    };
    left_out.map(row).collect()
}
