//! `/v1/reports`: what was sold, what of it came by offers, and what the offers caused, as JSON and as CSV.

mod csv;
mod summary;
mod trace;

use std::collections::BTreeMap;

use engine::{
    Report,
    measure::{
        ledger::VisitorTotals,
        metrics::{
            self, Ratio, click_through_rate, coverage::Covered, dismissal_rate, viewable_click_through_rate,
        },
        reports::{Breakdown, BreakdownRow, Credits, DayFigures, Group, MetricFigure, Money as Sums},
    },
};
use serde::Serialize;
use shop::{Currency, Money};

use super::{
    figures::{Figure, Unit, short},
    money::Amount,
};

pub use csv::{breakdown_csv, days_csv, groups_csv, metrics_csv, summary_csv, trace_csv};
pub use summary::{CausedReply, SummaryReply, caused};
pub use trace::{TraceReply, visitor};

pub use engine::measure::reports::SIDES;

/// Metrics that are told of each day and stand in tables of groups: the others need more room, or more visitors.
pub const USUAL_METRICS: [&str; 6] = [
    "revenue_per_visitor",
    "margin_per_visitor",
    "average_order_value",
    "conversion",
    "attach_rate",
    "click_through_rate",
];

/// How much of what could be offered was shown.
#[derive(Debug, Serialize)]
pub(crate) struct CoverageReply {
    products: u64,
    of: u64,
    share: Option<f64>,
}

impl From<Covered> for CoverageReply {
    fn from(covered: Covered) -> Self {
        Self {
            products: covered.products,
            of: covered.of,
            share: covered.share().map(short),
        }
    }
}

/// Which days a report is of, and how credit is given.
#[derive(Debug, Serialize)]
pub(crate) struct QueryReply {
    from: String,
    to: String,
    click_days: u32,
    view_hours: u32,
}

impl From<&engine::ReportQuery> for QueryReply {
    fn from(query: &engine::ReportQuery) -> Self {
        Self {
            from: query.from.to_string(),
            to: query.to.to_string(),
            click_days: query.attribution.click_days,
            view_hours: query.attribution.view_hours,
        }
    }
}

#[derive(Debug, Serialize)]
struct SumsReply {
    orders: u64,
    units: u64,
    paid: Amount,
    refunded: Amount,
    revenue: Amount,
    margin: Amount,
    /// Of some visitors they are not told apart.
    #[serde(skip_serializing_if = "Option::is_none")]
    fees: Option<Amount>,
}

impl SumsReply {
    fn new(sums: &Sums, currency: Currency) -> Self {
        let amount = |minor| Amount(Money::new(minor, currency));
        Self {
            orders: sums.orders,
            units: sums.units,
            paid: amount(sums.paid_minor),
            refunded: amount(sums.refunded_minor),
            revenue: amount(sums.revenue_minor),
            margin: amount(sums.margin_minor),
            fees: Some(amount(sums.fees_minor)),
        }
    }

    fn of_visitors(sums: &VisitorTotals, currency: Currency) -> Self {
        let sums = Sums {
            orders: sums.orders.into(),
            units: sums.units.into(),
            paid_minor: sums.paid_minor,
            refunded_minor: sums.refunded_minor,
            revenue_minor: sums.revenue_minor,
            margin_minor: sums.margin_minor,
            fees_minor: 0,
        };
        Self {
            fees: None,
            ..Self::new(&sums, currency)
        }
    }
}

#[derive(Debug, Serialize)]
struct CreditsReply {
    lines: u64,
    revenue: Amount,
    margin: Amount,
}

impl CreditsReply {
    fn new(credits: &Credits, currency: Currency) -> Self {
        Self {
            lines: credits.lines,
            revenue: Amount(Money::new(credits.revenue_minor, currency)),
            margin: Amount(Money::new(credits.margin_minor, currency)),
        }
    }
}

/// How often each thing was done with offers.
#[derive(Debug, Serialize)]
struct DeedsReply {
    impressions: u64,
    viewables: u64,
    clicks: u64,
    add_to_carts: u64,
    dismissals: u64,
}

impl From<[u64; 5]> for DeedsReply {
    fn from([impressions, viewables, clicks, add_to_carts, dismissals]: [u64; 5]) -> Self {
        Self {
            impressions,
            viewables,
            clicks,
            add_to_carts,
            dismissals,
        }
    }
}

#[derive(Debug, Serialize)]
struct MetricReply {
    id: &'static str,
    tells: &'static str,
    visitors: u64,
    #[serde(flatten)]
    figure: Figure,
}

impl MetricReply {
    fn new(figure: &MetricFigure, currency: Currency) -> Self {
        Self {
            id: figure.metric.id,
            tells: figure.metric.tells,
            visitors: figure.value.map_or(0, |estimate| estimate.units),
            figure: Figure::of_metric(figure, currency),
        }
    }
}

/// Every metric of all visitors.
#[derive(Debug, Serialize)]
pub struct MetricsReply {
    #[serde(flatten)]
    query: QueryReply,
    visitors: u64,
    metrics: Vec<MetricReply>,
    coverage: CoverageReply,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    groups: Vec<GroupReply>,
}

/// What a group of visitors did, and every metric of them.
#[derive(Debug, Serialize)]
struct GroupReply {
    group: String,
    visitors: u64,
    sold: SumsReply,
    orders_with_offers: u32,
    deeds: DeedsReply,
    metrics: Vec<MetricReply>,
}

impl MetricsReply {
    /// The same with each group of visitors by itself.
    pub fn by_group(report: &Report) -> Self {
        let group = |group: &Group| GroupReply {
            group: group.name.clone(),
            visitors: group.visitors,
            sold: SumsReply::of_visitors(&group.sums, report.currency),
            orders_with_offers: group.sums.orders_with_offers,
            deeds: DeedsReply::from(group.sums.deeds()),
            metrics: group
                .metrics
                .iter()
                .map(|figure| MetricReply::new(figure, report.currency))
                .collect(),
        };
        Self {
            groups: report.groups.iter().map(group).collect(),
            ..Self::from(report)
        }
    }
}

impl From<&Report> for MetricsReply {
    fn from(report: &Report) -> Self {
        Self {
            query: QueryReply::from(&report.query),
            visitors: report.summary.visitors(),
            metrics: report
                .metrics
                .iter()
                .map(|figure| MetricReply::new(figure, report.currency))
                .collect(),
            coverage: CoverageReply::from(report.summary.covered),
            groups: Vec::new(),
        }
    }
}

#[derive(Debug, Serialize)]
struct DayReply {
    day: String,
    visitors: u64,
    sold: SumsReply,
    credited: CreditsReply,
    deeds: DeedsReply,
    metrics: BTreeMap<&'static str, Figure>,
}

/// A metric of a day by itself, without an interval.
pub fn metric_of_day(figures: &DayFigures, ratio: &Ratio, currency: Currency) -> Figure {
    let unit = Unit::of(ratio, currency);
    match figures.metric(ratio) {
        Some(value) => Figure {
            value: Some(value),
            low: None,
            high: None,
            unit,
            reason: None,
        },
        None => Figure::untold(unit, "nothing_to_measure_by"),
    }
}

/// The metrics that are told of each day, in the order of [`USUAL_METRICS`].
pub fn usual_metrics() -> impl Iterator<Item = (&'static str, Ratio)> {
    let known = |id| metrics::of_visitors_with_id(id).map(|(metric, ratio)| (metric.id, ratio));
    USUAL_METRICS.into_iter().filter_map(known)
}

/// The figures of each day.
#[derive(Debug, Serialize)]
pub struct DaysReply {
    #[serde(flatten)]
    query: QueryReply,
    days: Vec<DayReply>,
}

impl From<&Report> for DaysReply {
    fn from(report: &Report) -> Self {
        let currency = report.currency;
        let day = |(day, figures): (&shop::Day, &DayFigures)| DayReply {
            day: day.to_string(),
            visitors: figures.visitors,
            sold: SumsReply::new(&figures.money, currency),
            credited: CreditsReply::new(&figures.credits, currency),
            deeds: DeedsReply::from(figures.deeds),
            metrics: usual_metrics()
                .map(|(id, ratio)| (id, metric_of_day(figures, &ratio, currency)))
                .collect(),
        };
        Self {
            query: QueryReply::from(&report.query),
            days: report.summary.days.iter().map(day).collect(),
        }
    }
}

#[derive(Debug, Serialize)]
struct PartReply {
    #[serde(rename = "is")]
    part: String,
    deeds: DeedsReply,
    click_rate: Figure,
    viewable_click_rate: Figure,
    dismissal_rate: Figure,
    orders_with_offers: u64,
    attach_rate: Figure,
    coverage: CoverageReply,
    credited: CreditsReply,
}

impl PartReply {
    fn new(part: &str, row: &BreakdownRow, currency: Currency) -> Self {
        let [click_rate, viewable_click_rate, dismissal_rate] = rates(row);
        Self {
            part: part.to_owned(),
            deeds: DeedsReply::from(row.deeds.sums),
            click_rate,
            viewable_click_rate,
            dismissal_rate,
            orders_with_offers: row.orders,
            attach_rate: attach_rate(row),
            coverage: CoverageReply::from(row.covered),
            credited: CreditsReply::new(&row.credits, currency),
        }
    }
}

/// Clicks for each offer shown, for each offer seen, and dismissals for each offer shown.
pub fn rates(row: &BreakdownRow) -> [Figure; 3] {
    let rate = |ratio| Figure::estimated(row.deeds.estimate(ratio), Unit::Plain);
    [
        rate(&click_through_rate::RATIO),
        rate(&viewable_click_through_rate::RATIO),
        rate(&dismissal_rate::RATIO),
    ]
}

/// The share of all orders in which something of these offers was taken.
pub fn attach_rate(row: &BreakdownRow) -> Figure {
    Figure::estimated(row.attach_rate, Unit::Plain)
}

/// The offers by one of their sides.
#[derive(Debug, Serialize)]
pub struct BreakdownReply {
    #[serde(flatten)]
    query: QueryReply,
    by: &'static str,
    rows: Vec<PartReply>,
}

impl BreakdownReply {
    /// The reply for a breakdown of a report.
    pub fn new(report: &Report, breakdown: &Breakdown) -> Self {
        let rows = breakdown.rows.iter();
        Self {
            query: QueryReply::from(&report.query),
            by: breakdown.by,
            rows: rows
                .map(|(part, row)| PartReply::new(part, row, report.currency))
                .collect(),
        }
    }
}

/// The breakdown of a report by one of [`SIDES`]; empty by anything else.
pub fn breakdown_by(report: &Report, by: &str) -> Breakdown {
    let mut breakdowns = report.summary.breakdowns().iter();
    let found = breakdowns.find(|breakdown| breakdown.by == by).cloned();
    found.unwrap_or(Breakdown {
        by: "",
        rows: BTreeMap::new(),
    })
}
