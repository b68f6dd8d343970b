//! What offers earned: what they caused, what was sold, and where.

use askama::Template;
use engine::{Report, ReportQuery};
use shop::{Day, Money};

use super::{Frame, Page, Visit};
use crate::{i18n::Value, route::Answer, wire::reports};

pub(super) const PAGE: Page = Page {
    id: "overview",
    show,
    act: None,
};

/// The times to choose from, in days; the first where nothing is said.
const DAYS: [i32; 4] = [28, 7, 90, 365];

#[derive(Template)]
#[template(path = "dashboard/overview.html")]
struct View<'a> {
    frame: Frame<'a>,
    spans: Vec<Span>,
    caused: String,
    caused_about: String,
    tiles: Vec<Tile>,
}

/// A time to choose.
struct Span {
    name: String,
    address: String,
    chosen: bool,
}

/// One number.
struct Tile {
    name: String,
    number: String,
}

fn show(visit: &Visit<'_>) -> Answer {
    let days: i32 = visit.call.parsed("days")?.unwrap_or(DAYS[0]);
    let days = if DAYS.contains(&days) { days } else { DAYS[0] };
    let today = visit.call.now.day();
    let query = ReportQuery::new(Some(Day(today.0 - days + 1)), Some(today), visit.call.now)?;
    let report = visit.call.app.engine.report(query, visit.call.now)?;
    let span = |&span: &i32| Span {
        name: visit.words.tell(
            "dashboard-days",
            &[("days", Value::Number(span.unsigned_abs().into()))],
        ),
        address: format!("/dashboard?days={span}"),
        chosen: span == days,
    };
    let (caused, caused_about) = caused(visit, &report);
    visit.page(&View {
        frame: visit.frame("overview"),
        spans: DAYS.iter().map(span).collect(),
        caused,
        caused_about,
        tiles: tiles(visit, &report),
    })
}

/// What the offers caused, in a sentence, and how that is known.
fn caused(visit: &Visit<'_>, report: &Report) -> (String, String) {
    let words = &visit.words;
    let figure = reports::caused(report, "margin_per_visitor");
    let money = |minor: f64| {
        let money = Money::new(minor.round() as i64, report.currency);
        words.texts().money(&money, &words.locale)
    };
    let (Some(value), Some(low), Some(high)) = (figure.value, figure.low, figure.high) else {
        let reason = figure.reason.unwrap_or("too_few_visitors");
        return (
            words.say("dashboard-caused-untold"),
            words.say(&format!("dashboard-untold-{reason}")),
        );
    };
    let (value, low, high) = (money(value), money(low), money(high));
    let values = [
        ("value", Value::Text(&*value)),
        ("low", Value::Text(&*low)),
        ("high", Value::Text(&*high)),
    ];
    (
        words.tell("dashboard-caused", &values),
        words.say("dashboard-caused-about"),
    )
}

fn tiles(visit: &Visit<'_>, report: &Report) -> Vec<Tile> {
    let words = &visit.words;
    let (texts, locale) = (words.texts(), &words.locale);
    let money = |minor: i64| texts.money(&Money::new(minor, report.currency), locale);
    let tile = |id: &str, number: String| Tile {
        name: words.say(&format!("dashboard-tile-{id}")),
        number,
    };
    let sold = &report.summary.money;
    let orders = i64::try_from(sold.orders).unwrap_or(i64::MAX);
    let mean = sold.revenue_minor.checked_div(orders);
    vec![
        tile("revenue", money(sold.revenue_minor)),
        tile("orders", texts.number(sold.orders, locale)),
        tile("order-value", mean.map_or_else(|| "–".to_owned(), money)),
        tile("visitors", texts.number(report.summary.visitors(), locale)),
        tile("credited", money(report.summary.credits.revenue_minor)),
    ]
}
