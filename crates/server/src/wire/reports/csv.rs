//! Reports as CSV, a table each. Money is a decimal text with its currency in a column of its own.

use engine::{
    Report, Trace, TraceRow,
    measure::reports::{Breakdown, Credits, MetricFigure},
};
use shop::{Currency, Money};

use super::{rates, summary::caused};
use crate::{
    csv::{Cell, Csv},
    wire::figures::Figure,
};

fn amount(minor: i64, currency: Currency) -> Cell {
    Cell::number(Money::new(minor, currency))
}

/// What was sold, credited and caused, a figure a row.
pub fn summary_csv(report: &Report) -> Csv {
    let mut csv = Csv::new(&["figure", "value", "low", "high", "currency", "reason"]);
    let (summary, currency) = (&report.summary, report.currency);
    let mut plain = |name: &str, value: Cell, currency: Cell| {
        csv.row(vec![
            Cell::text(name),
            value,
            Cell::Empty,
            Cell::Empty,
            currency,
            Cell::Empty,
        ]);
    };
    let (sold, credits) = (&summary.money, &summary.credits);
    let counts = [
        ("visitors", summary.visitors()),
        ("orders", sold.orders),
        ("units", sold.units),
        ("orders_in_other_currencies", summary.orders_in_other_currencies),
        ("credited_lines", credits.lines),
    ];
    for (name, count) in counts {
        plain(name, Cell::number(count), Cell::Empty);
    }
    let amounts = [
        ("paid", sold.paid_minor),
        ("refunded", sold.refunded_minor),
        ("revenue", sold.revenue_minor),
        ("margin", sold.margin_minor),
        ("fees", sold.fees_minor),
        ("credited_revenue", credits.revenue_minor),
        ("credited_margin", credits.margin_minor),
    ];
    for (name, minor) in amounts {
        plain(name, amount(minor, currency), Cell::text(currency.code()));
    }
    for (kind, count) in &summary.left_out {
        plain(&format!("left_out_{kind}"), Cell::number(count), Cell::Empty);
    }
    let margin = caused(report, "margin_per_visitor");
    let revenue = caused(report, "revenue_per_visitor");
    figure_row(&mut csv, "caused_margin", &margin);
    figure_row(&mut csv, "caused_revenue", &revenue);
    csv
}

fn figure_row(csv: &mut Csv, name: &str, figure: &Figure) {
    let [value, low, high] = figure.cells();
    let reason = Cell::optional(figure.reason);
    csv.row(vec![
        Cell::text(name),
        value,
        low,
        high,
        figure.currency_cell(),
        reason,
    ]);
}

/// Every metric of all visitors, one a row.
pub fn metrics_csv(report: &Report) -> Csv {
    let mut csv = Csv::new(&["metric", "value", "low", "high", "currency", "visitors", "reason"]);
    for metric in &report.metrics {
        csv.row(metric_cells(metric, report.currency));
    }
    csv
}

/// Every metric of each group of visitors, one a row.
pub fn groups_csv(report: &Report) -> Csv {
    let mut csv = Csv::new(&[
        "group", "metric", "value", "low", "high", "currency", "visitors", "reason",
    ]);
    for (group, _, metrics) in &report.groups {
        for metric in metrics {
            let mut cells = vec![Cell::text(group)];
            cells.extend(metric_cells(metric, report.currency));
            csv.row(cells);
        }
    }
    csv
}

fn metric_cells(metric: &MetricFigure, currency: Currency) -> Vec<Cell> {
    let figure = Figure::of_metric(metric, currency);
    let [value, low, high] = figure.cells();
    vec![
        Cell::text(metric.metric.id),
        value,
        low,
        high,
        figure.currency_cell(),
        Cell::number(metric.value.map_or(0, |estimate| estimate.units)),
        Cell::optional(figure.reason),
    ]
}

/// The figures of each day, a day a row.
pub fn days_csv(report: &Report) -> Csv {
    let mut csv = Csv::new(&[
        "day",
        "visitors",
        "orders",
        "units",
        "paid",
        "refunded",
        "revenue",
        "margin",
        "fees",
        "credited_lines",
        "credited_revenue",
        "credited_margin",
        "impressions",
        "viewables",
        "clicks",
        "add_to_carts",
        "dismissals",
        "currency",
    ]);
    let currency = report.currency;
    for (day, figures) in &report.summary.days {
        let sold = &figures.money;
        let mut cells = vec![Cell::text(day.to_string())];
        cells.extend([figures.visitors, sold.orders, sold.units].map(Cell::number));
        let amounts = [
            sold.paid_minor,
            sold.refunded_minor,
            sold.revenue_minor,
            sold.margin_minor,
            sold.fees_minor,
        ];
        cells.extend(amounts.map(|minor| amount(minor, currency)));
        cells.extend(credited(&figures.credits, currency));
        cells.extend(figures.deeds.map(Cell::number));
        cells.push(Cell::text(currency.code()));
        csv.row(cells);
    }
    csv
}

fn credited(credits: &Credits, currency: Currency) -> [Cell; 3] {
    [
        Cell::number(credits.lines),
        amount(credits.revenue_minor, currency),
        amount(credits.margin_minor, currency),
    ]
}

/// The offers by one of their sides, a part a row.
pub fn breakdown_csv(report: &Report, breakdown: &Breakdown) -> Csv {
    let mut csv = Csv::new(&[
        breakdown.by,
        "impressions",
        "viewables",
        "clicks",
        "add_to_carts",
        "dismissals",
        "click_rate",
        "click_rate_low",
        "click_rate_high",
        "viewable_click_rate",
        "viewable_click_rate_low",
        "viewable_click_rate_high",
        "dismissal_rate",
        "dismissal_rate_low",
        "dismissal_rate_high",
        "credited_lines",
        "credited_revenue",
        "credited_margin",
        "currency",
    ]);
    for (part, row) in &breakdown.rows {
        let mut cells = vec![Cell::text(part)];
        cells.extend(row.deeds.sums.map(Cell::number));
        cells.extend(rates(row).iter().flat_map(Figure::cells));
        cells.extend(credited(&row.credits, report.currency));
        cells.push(Cell::text(report.currency.code()));
        csv.row(cells);
    }
    csv
}

/// The rows behind a figure.
pub fn trace_csv(trace: &Trace, currency: Currency) -> Csv {
    let mut csv = Csv::new(&[
        "at",
        "product_id",
        "order_id",
        "line",
        "revenue",
        "currency",
        "decision_id",
        "placement",
        "recommender",
        "touched_at",
    ]);
    trace
        .rows
        .iter()
        .for_each(|row| csv.row(trace_cells(row, currency)));
    csv
}

fn trace_cells(row: &TraceRow, currency: Currency) -> Vec<Cell> {
    let mut cells = vec![Cell::text(row.at.to_string()), Cell::text(&row.product)];
    match &row.line {
        Some((order, number, minor)) => cells.extend([
            Cell::text(order),
            Cell::number(number),
            amount(*minor, currency),
            Cell::text(currency.code()),
        ]),
        None => cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]),
    }
    match &row.offer {
        Some((decision, placement, recommender, at)) => cells.extend([
            Cell::text(decision),
            Cell::text(placement.as_str()),
            Cell::text(recommender),
            Cell::text(at.to_string()),
        ]),
        None => cells.extend([Cell::Empty, Cell::Empty, Cell::Empty, Cell::Empty]),
    }
    cells
}
