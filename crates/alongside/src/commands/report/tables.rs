//! Reports as tables: by day, by a side of the offers, and the rows behind a figure.

use engine::{
    Report, VisitorSide,
    measure::reports::{Breakdown, MetricFigure},
};
use server::wire::{
    figures::Figure,
    reports::{USUAL_METRICS, attach_rate, metric_of_day, rates, usual_metrics},
};
use shop::Money;

use super::text::percent;
use crate::{context::Context, table::Table, words};

/// What was sold each day, and what was done with offers.
pub fn days(report: &Report, context: &Context) -> String {
    if report.summary.days.is_empty() {
        return "Nothing happened on these days.".to_owned();
    }
    let mut headings = vec![
        "Day", "Visitors", "Orders", "Sold", "Margin", "Credited", "Shown", "Clicked",
    ];
    headings.extend(usual_headings(report));
    let columns: Vec<usize> = (1..headings.len()).collect();
    let mut table = Table::new(&headings).numeric(&columns);
    let money = |minor| words::money(Money::new(minor, report.currency));
    for (day, figures) in &report.summary.days {
        let [shown, _, clicked, _, _] = figures.deeds;
        let mut row = vec![
            day.to_string(),
            words::count(figures.visitors),
            words::count(figures.money.orders),
            money(figures.money.revenue_minor),
            money(figures.money.margin_minor),
            money(figures.credits.revenue_minor),
            words::count(shown),
            words::count(clicked),
        ];
        let metric = |(_, ratio)| told(&metric_of_day(figures, &ratio, report.currency));
        row.extend(usual_metrics().map(metric));
        table.row(row);
    }
    table.render(|line| context.style.bold(line))
}

/// The offers by one of their sides.
pub fn parts(report: &Report, breakdown: &Breakdown, context: &Context) -> String {
    if breakdown.rows.is_empty() {
        return "No offers were shown on these days.".to_owned();
    }
    let mut table = Table::new(&[
        heading(breakdown.by),
        "Shown",
        "Seen",
        "Clicked",
        "Click rate",
        "Of seen",
        "In the cart",
        "Declined",
        "Orders",
        "Attach rate",
        "Coverage",
        "Credited lines",
        "Credited",
    ])
    .numeric(&[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
    for (part, row) in &breakdown.rows {
        let [shown, seen, clicked, carts, declined] = row.deeds.sums;
        let [click_rate, seen_rate, _] = rates(row);
        table.row(vec![
            part.clone(),
            words::count(shown),
            words::count(seen),
            words::count(clicked),
            percent(&click_rate).unwrap_or_default(),
            told(&seen_rate),
            words::count(carts),
            words::count(declined),
            words::count(row.orders),
            told(&attach_rate(row)),
            row.covered
                .share()
                .map_or_else(String::new, |share| format!("{:.1} %", share * 100.0)),
            words::count(row.credits.lines),
            words::money(Money::new(row.credits.revenue_minor, report.currency)),
        ]);
    }
    table.render(|line| context.style.bold(line))
}

/// The visitors by one of their sides.
pub fn groups(report: &Report, side: VisitorSide, context: &Context) -> String {
    let groups = &report.groups;
    if groups.is_empty() {
        return "Nobody came on these days.".to_owned();
    }
    let title = match side {
        VisitorSide::Tier => "Tier",
        VisitorSide::Segment => "Segment",
        VisitorSide::Locale => "Language",
        VisitorSide::Arm => "Arm",
    };
    let mut headings = vec![title, "Visitors", "Orders"];
    headings.extend(usual_headings(report));
    let columns: Vec<usize> = (1..headings.len()).collect();
    let mut table = Table::new(&headings).numeric(&columns);
    for group in groups {
        let mut row = vec![
            group.name.clone(),
            words::count(group.visitors),
            words::count(group.sums.orders.into()),
        ];
        let of = |id: &&str| group.metrics.iter().find(|figure| figure.metric.id == *id);
        row.extend(
            USUAL_METRICS
                .iter()
                .filter_map(of)
                .map(|figure| told(&Figure::of_metric(figure, report.currency))),
        );
        table.row(row);
    }
    table.render(|line| context.style.bold(line))
}

/// The headings of [`USUAL_METRICS`].
fn usual_headings(report: &Report) -> Vec<&'static str> {
    let of = |id: &&str| report.metrics.iter().find(|figure| figure.metric.id == *id);
    let short = |figure: &MetricFigure| figure.metric.short;
    USUAL_METRICS.iter().filter_map(of).map(short).collect()
}

/// A metric's number; nothing where it cannot be told.
fn told(figure: &Figure) -> String {
    match (figure.value, figure.unit.currency()) {
        (None, _) => String::new(),
        (Some(value), Some(currency)) => words::money(Money::new(value.round() as i64, currency)),
        (Some(value), None) => format!("{:.1} %", value * 100.0),
    }
}

fn heading(by: &str) -> &'static str {
    match by {
        "placement" => "Placement",
        "kind" => "Kind",
        "recommender" => "Recommender",
        _ => "Language",
    }
}
