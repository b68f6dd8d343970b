//! What was sold and what was caused: tiles, a chart by day, and the metrics with their intervals.

use engine::{Report, measure::reports::DayFigures};
use shop::Day;

use super::{Row, Tile};
use crate::{
    charts::{BarRow, Bars, Days, Drawn, Line, by_runs, run_days},
    i18n::Value,
    pages::dashboard::figures::Numbers,
    wire::{figures::Figure, reports},
};

/// What the offers caused, as bars with a zero line; none where it cannot be told.
pub(super) fn caused(numbers: &Numbers<'_>, report: &Report) -> Option<Drawn> {
    let row = |metric: &str| {
        let figure = reports::caused(report, metric);
        let interval = figure.low.zip(figure.high)?;
        let cells = [
            numbers.of_metric(metric, &figure)?,
            numbers.interval_of(metric, &figure)?,
        ];
        Some(BarRow {
            label: numbers.words.say(&format!("overview-caused-{metric}")).into(),
            number: figure.value,
            interval: Some(interval),
            cells: cells.map(Into::into).into(),
        })
    };
    let rows: Vec<BarRow> = ["margin_per_visitor", "revenue_per_visitor"]
        .into_iter()
        .filter_map(row)
        .collect();
    let headings = [
        "overview-caused-what",
        "overview-caused-bar",
        "figures-number",
        "figures-interval",
    ];
    let bars = Bars {
        id: "caused".to_owned(),
        caption: numbers.words.say("overview-caused-caption"),
        fact: String::new(),
        headings: headings.map(|id| numbers.words.say(id)).into(),
        rows,
    };
    (!bars.rows.is_empty()).then(|| bars.draw())
}

/// What was sold in single numbers; with `days` they lead to the rows behind them.
pub(super) fn tiles(numbers: &Numbers<'_>, report: &Report, days: Option<i32>) -> Vec<Tile> {
    let tile = |id: &str, number: String, of: &str| Tile {
        name: numbers.words.say(&format!("dashboard-tile-{id}")),
        number,
        address: trace(days, of),
    };
    let sold = &report.summary.money;
    let mean = report
        .metrics
        .iter()
        .find(|figure| figure.metric.id == "average_order_value")
        .and_then(|figure| numbers.of_metric(figure.metric.id, &Figure::of_metric(figure, report.currency)))
        .unwrap_or_else(|| "–".to_owned());
    let credited = report.summary.credits.revenue_minor;
    vec![
        tile("revenue", numbers.money(sold.revenue_minor), "revenue"),
        tile("orders", numbers.whole(sold.orders), "orders"),
        tile("order-value", mean, "average_order_value"),
        tile("visitors", numbers.whole(report.summary.visitors()), "visitors"),
        tile("credited", numbers.money(credited), "credited"),
    ]
}

/// The rows behind a figure, where they can be asked for.
pub(super) fn trace(days: Option<i32>, of: &str) -> Option<String> {
    Some(format!("/dashboard/trace?days={}&of={of}", days?))
}

/// Revenue and what of it is credited to offers, over the report's days; none where nothing was sold.
pub(super) fn sold(numbers: &Numbers<'_>, report: &Report) -> Option<Drawn> {
    if report.summary.money.orders == 0 {
        return None;
    }
    let words = numbers.words;
    let span = (report.query.from, report.query.to);
    let runs = by_runs(span, |sum: &mut (i64, i64), day: Day| {
        let (revenue, credited) = report.summary.days.get(&day).map_or((0, 0), sums);
        *sum = (sum.0.saturating_add(revenue), sum.1.saturating_add(credited));
    });
    let line = |id: &str, number: fn(&(i64, i64)) -> i64| Line {
        name: words.say(id),
        numbers: runs.iter().map(|run| Some(number(&run.sum) as f64)).collect(),
    };
    let number = |minor: f64| numbers.money_short(minor);
    let chart = Days {
        id: "sold",
        caption: words.tell("overview-sold-caption", &[("days", run_length(report))]),
        fact: fact(numbers, report),
        day_heading: words.say("figures-day"),
        table_name: words.say("figures-table"),
        days: runs.iter().map(|run| numbers.run(run)).collect(),
        lines: vec![
            line("dashboard-tile-revenue", |sum| sum.0),
            line("dashboard-tile-credited", |sum| sum.1),
        ],
        volume: None,
        number: &number,
    };
    Some(chart.draw())
}

fn sums(day: &DayFigures) -> (i64, i64) {
    (day.money.revenue_minor, day.credits.revenue_minor)
}

fn run_length(report: &Report) -> Value<'static> {
    let days = run_days(report.query.to.0 - report.query.from.0 + 1);
    Value::Number(days.unsigned_abs().into())
}

/// The chart's main fact: all revenue, and which share of it is credited.
fn fact(numbers: &Numbers<'_>, report: &Report) -> String {
    let (revenue, credited) = (
        report.summary.money.revenue_minor,
        report.summary.credits.revenue_minor,
    );
    let share = match revenue > 0 {
        true => numbers.percent(credited as f64 / revenue as f64),
        false => "–".to_owned(),
    };
    let (revenue, credited) = (numbers.money(revenue), numbers.money(credited));
    let values = [
        ("revenue", Value::Text(&revenue)),
        ("credited", Value::Text(&credited)),
        ("share", Value::Text(&share)),
    ];
    numbers.words.tell("overview-sold-fact", &values)
}

/// Every metric that can be told; with `days` they lead to the rows behind them.
pub(super) fn metrics(numbers: &Numbers<'_>, report: &Report, days: Option<i32>) -> Vec<Row> {
    let row = |figure: &engine::measure::reports::MetricFigure| {
        let told = Figure::of_metric(figure, report.currency);
        let id = figure.metric.id;
        Some(Row {
            name: numbers.part("metric", id),
            number: numbers.of_metric(id, &told)?,
            interval: numbers.interval_of(id, &told).unwrap_or_default(),
            address: trace(days, id),
        })
    };
    let coverage = report.summary.covered.share().map(|share| Row {
        name: numbers.part("metric", "coverage"),
        number: numbers.percent(share),
        interval: String::new(),
        address: trace(days, "coverage"),
    });
    report.metrics.iter().filter_map(row).chain(coverage).collect()
}
