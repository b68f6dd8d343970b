//! Reports as tables: by day, by a side of the offers, and the rows behind a figure.

use engine::{Report, Trace, TraceRow, VisitorSide, measure::reports::Breakdown};
use server::wire::reports::rates;
use shop::{Currency, Money};

use super::text::percent;
use crate::{context::Context, table::Table, words};

/// What was sold each day, and what was done with offers.
pub fn days(report: &Report, context: &Context) -> String {
    if report.summary.days.is_empty() {
        return "Nothing happened on these days.".to_owned();
    }
    let mut table = Table::new(&[
        "Day", "Visitors", "Orders", "Sold", "Margin", "Credited", "Shown", "Clicked",
    ])
    .numeric(&[1, 2, 3, 4, 5, 6, 7]);
    let money = |minor| words::money(Money::new(minor, report.currency));
    for (day, figures) in &report.summary.days {
        let [shown, _, clicked, _, _] = figures.deeds;
        table.row(vec![
            day.to_string(),
            words::count(figures.visitors),
            words::count(figures.money.orders),
            money(figures.money.revenue_minor),
            money(figures.money.margin_minor),
            money(figures.credits.revenue_minor),
            words::count(shown),
            words::count(clicked),
        ]);
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
        "Clicked",
        "Click rate",
        "In the cart",
        "Declined",
        "Credited lines",
        "Credited",
    ])
    .numeric(&[1, 2, 3, 4, 5, 6, 7]);
    for (part, row) in &breakdown.rows {
        let [shown, _, clicked, carts, declined] = row.deeds.sums;
        let [click_rate, ..] = rates(row);
        table.row(vec![
            part.clone(),
            words::count(shown),
            words::count(clicked),
            percent(&click_rate).unwrap_or_default(),
            words::count(carts),
            words::count(declined),
            words::count(row.credits.lines),
            words::money(Money::new(row.credits.revenue_minor, report.currency)),
        ]);
    }
    table.render(|line| context.style.bold(line))
}

/// Metrics that the table of groups shows.
const GROUP_METRICS: [&str; 6] = [
    "revenue_per_visitor",
    "margin_per_visitor",
    "average_order_value",
    "conversion",
    "attach_rate",
    "click_through_rate",
];

/// The visitors by one of their sides.
pub fn groups(report: &Report, side: VisitorSide, context: &Context) -> String {
    let groups = &report.groups;
    if groups.is_empty() {
        return "Nobody came on these days.".to_owned();
    }
    let shown = groups[0]
        .2
        .iter()
        .filter(|figure| GROUP_METRICS.contains(&figure.metric.id));
    let title = if side == VisitorSide::Tier {
        "Tier"
    } else {
        "Segment"
    };
    let mut headings = vec![title, "Visitors"];
    headings.extend(shown.map(|figure| figure.metric.short));
    let columns: Vec<usize> = (1..headings.len()).collect();
    let mut table = Table::new(&headings).numeric(&columns);
    for (group, visitors, metrics) in groups {
        let mut row = vec![group.clone(), words::count(*visitors)];
        let shown = metrics
            .iter()
            .filter(|figure| GROUP_METRICS.contains(&figure.metric.id));
        row.extend(shown.map(|figure| match figure.value {
            None => String::new(),
            Some(number) if figure.ratio.is_money => {
                words::money(Money::new(number.value.round() as i64, report.currency))
            }
            Some(number) => format!("{:.1} %", number.value * 100.0),
        }));
        table.row(row);
    }
    table.render(|line| context.style.bold(line))
}

fn heading(by: &str) -> &'static str {
    match by {
        "placement" => "Placement",
        "kind" => "Kind",
        "recommender" => "Recommender",
        _ => "Language",
    }
}

/// The rows behind a figure, and what they come to.
pub fn trace(trace: &Trace, currency: Currency, context: &Context) -> String {
    let total = words::money(Money::new(trace.revenue_minor, currency));
    let all = words::counted(trace.count, "row", "rows");
    if trace.rows.is_empty() {
        return format!("{all}, together {total}.");
    }
    let mut table = Table::new(&[
        "When", "Product", "Order", "Sold", "Where", "By", "Touched", "Decision",
    ])
    .numeric(&[3]);
    for row in &trace.rows {
        table.row(cells(row, currency));
    }
    let table = table.render(|line| context.style.bold(line));
    let shown = match trace.rows.len() as u64 == trace.count {
        true => String::new(),
        false => format!("; {} shown here", words::count(trace.rows.len() as u64)),
    };
    format!("{table}\n\n{all}, together {total}{shown}.")
}

fn cells(row: &TraceRow, currency: Currency) -> Vec<String> {
    let line = row.line.as_ref();
    let offer = row.offer.as_ref();
    let of_offer = |cell: fn(&(String, shop::Placement, String, shop::Timestamp)) -> String| {
        offer.map(cell).unwrap_or_default()
    };
    vec![
        words::minute(row.at),
        row.product.clone(),
        line.map(|(order, _, _)| order.clone()).unwrap_or_default(),
        line.map(|(_, _, minor)| words::money(Money::new(*minor, currency)))
            .unwrap_or_default(),
        of_offer(|(_, placement, _, _)| placement.to_string()),
        of_offer(|(_, _, recommender, _)| recommender.clone()),
        of_offer(|(_, _, _, at)| words::minute(*at)),
        of_offer(|(decision, _, _, _)| decision.clone()),
    ]
}
