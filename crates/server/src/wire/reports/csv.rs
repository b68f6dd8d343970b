//! Reports as CSV, a table each. Money is a decimal text with its currency in a column of its own.

use engine::{
    Report, Trace, TraceRow,
    measure::reports::{Breakdown, Credits, Group, MetricFigure},
};
use shop::{Currency, Money};

use super::{
    USUAL_METRICS, attach_rate, metric_of_day, rates, summary::caused, trace::visitor, usual_metrics,
};
use crate::{
    csv::{Cell, Csv},
    wire::figures::{Figure, short},
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
    let covered = summary.covered;
    plain("products_shown", Cell::number(covered.products), Cell::Empty);
    plain("products_offerable", Cell::number(covered.of), Cell::Empty);
    plain("coverage", share(covered.share()), Cell::Empty);
    let margin = caused(report, "margin_per_visitor");
    let revenue = caused(report, "revenue_per_visitor");
    figure_row(&mut csv, "caused_margin", &margin);
    figure_row(&mut csv, "caused_revenue", &revenue);
    csv
}

/// A share that is counted and not estimated.
fn share(share: Option<f64>) -> Cell {
    share.map_or(Cell::Empty, |share| Cell::number(short(share)))
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
    let mut coverage = vec![Cell::text("coverage"), share(report.summary.covered.share())];
    coverage.resize_with(7, || Cell::Empty);
    csv.row(coverage);
    csv
}

/// Every metric of each group of visitors, one a row.
pub fn groups_csv(report: &Report) -> Csv {
    let mut csv = Csv::new(&[
        "group", "metric", "value", "low", "high", "currency", "visitors", "reason",
    ]);
    for group in &report.groups {
        group_sums(group, report.currency, &mut csv);
        for metric in &group.metrics {
            let mut cells = vec![Cell::text(&group.name)];
            cells.extend(metric_cells(metric, report.currency));
            csv.row(cells);
        }
    }
    csv
}

/// What a group did together, before its metrics.
fn group_sums(group: &Group, currency: Currency, csv: &mut Csv) {
    let sums = &group.sums;
    let mut row = |name: &str, value: Cell, currency: Cell| {
        csv.row(vec![
            Cell::text(&group.name),
            Cell::text(name),
            value,
            Cell::Empty,
            Cell::Empty,
            currency,
            Cell::number(group.visitors),
            Cell::Empty,
        ]);
    };
    let counts = [
        ("visitors", group.visitors),
        ("orders", u64::from(sums.orders)),
        ("orders_with_offers", u64::from(sums.orders_with_offers)),
        ("units", u64::from(sums.units)),
    ];
    let deeds = ["impressions", "viewables", "clicks", "add_to_carts", "dismissals"];
    for (name, count) in counts.into_iter().chain(deeds.into_iter().zip(sums.deeds())) {
        row(name, Cell::number(count), Cell::Empty);
    }
    let amounts = [
        ("paid", sums.paid_minor),
        ("refunded", sums.refunded_minor),
        ("revenue", sums.revenue_minor),
        ("margin", sums.margin_minor),
    ];
    for (name, minor) in amounts {
        row(name, amount(minor, currency), Cell::text(currency.code()));
    }
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
    let mut headings = vec![
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
    ];
    headings.extend(USUAL_METRICS);
    headings.push("currency");
    let mut csv = Csv::new(&headings);
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
        cells.extend(usual_metrics().map(|(_, ratio)| {
            let [value, ..] = metric_of_day(figures, &ratio, currency).cells();
            value
        }));
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
        "orders_with_offers",
        "attach_rate",
        "attach_rate_low",
        "attach_rate_high",
        "products_shown",
        "coverage",
        "credited_lines",
        "credited_revenue",
        "credited_margin",
        "currency",
    ]);
    for (part, row) in &breakdown.rows {
        let mut cells = vec![Cell::text(part)];
        cells.extend(row.deeds.sums.map(Cell::number));
        cells.extend(rates(row).iter().flat_map(Figure::cells));
        cells.push(Cell::number(row.orders));
        cells.extend(attach_rate(row).cells());
        cells.extend([Cell::number(row.covered.products), share(row.covered.share())]);
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
        "visitor",
        "product_id",
        "order_id",
        "line",
        "group",
        "value",
        "base",
        "value_before",
        "base_before",
        "currency",
        "decision_id",
        "placement",
        "kind",
        "recommender",
        "locale",
        "touched_at",
    ]);
    let code = trace.is_money.then(|| currency.code());
    let value = |number: i64| match trace.is_money {
        true => amount(number, currency),
        false => Cell::number(number),
    };
    for row in &trace.rows {
        let mut cells = trace_cells(row, &value);
        cells.push(Cell::optional(code));
        cells.extend(offer_cells(row));
        csv.row(cells);
    }
    csv
}

fn trace_cells(row: &TraceRow, value: &dyn Fn(i64) -> Cell) -> Vec<Cell> {
    let number = |number: Option<i64>| number.map_or(Cell::Empty, Cell::number);
    let (value_before, base_before) = row.before.unzip();
    vec![
        Cell::optional(row.at.map(|at| at.to_string()).as_deref()),
        row.visitor
            .map_or(Cell::Empty, |hash| Cell::number(visitor(hash))),
        Cell::optional(row.product.as_deref()),
        Cell::optional(row.order.as_deref()),
        row.line.map_or(Cell::Empty, Cell::number),
        Cell::optional(row.group.as_deref()),
        value(row.value),
        number(row.base),
        value_before.map_or(Cell::Empty, value),
        number(base_before),
    ]
}

fn offer_cells(row: &TraceRow) -> [Cell; 6] {
    let Some(offer) = &row.offer else {
        return [const { Cell::Empty }; 6];
    };
    [
        Cell::text(&offer.decision),
        Cell::text(offer.placement.as_str()),
        Cell::text(&offer.kind),
        Cell::text(&offer.recommender),
        Cell::text(&offer.locale),
        Cell::text(offer.at.to_string()),
    ]
}
