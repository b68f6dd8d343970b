//! `/v1/reports/sales` and `/v1/reports/movers`: charts of sales and what moves, as JSON and as CSV.

use engine::{
    MoverView, MoversReport, Sales,
    measure::{
        experiments::effect::Interval,
        journeys::WEEKDAYS,
        sales::{ChartPoint, Crossover, DrySpell, Season, Spike, movers::FALSE_SHARE},
    },
};
use serde::Serialize;
use shop::{Currency, Day, Money};

use super::{
    figures::{Figure, Unit},
    journeys::rounded,
    money::Amount,
    offers::MentionReply,
};
use crate::csv::{Cell, Csv};

/// Why nothing is said of movers where the history is too short.
const TOO_SHORT: &str = "history_too_short";

/// A chart of sales.
#[derive(Debug, Serialize)]
pub struct SalesReply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    product: Option<MentionReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
    from: String,
    to: String,
    by: &'static str,
    units: u64,
    orders: u64,
    revenue: Amount,
    points: Vec<PointReply>,
    crossovers: Vec<CrossoverReply>,
    spikes: Vec<SpikeReply>,
    missing: Vec<MissingReply>,
    season: SeasonReply,
}

#[derive(Debug, Serialize)]
struct PointReply {
    from: String,
    to: String,
    units: u64,
    orders: u64,
    revenue: Amount,
    average_7: Option<f64>,
    average_28: Option<f64>,
    average_exponential: Option<f64>,
}

#[derive(Debug, Serialize)]
struct CrossoverReply {
    day: String,
    direction: &'static str,
    days: usize,
    lasts: bool,
}

#[derive(Debug, Serialize)]
struct SpikeReply {
    day: String,
    units: u64,
    usual: f64,
    z: f64,
}

#[derive(Debug, Serialize)]
struct MissingReply {
    from: String,
    to: String,
    days: usize,
    usual_orders_a_day: f64,
}

#[derive(Debug, Serialize)]
struct SeasonReply {
    years: f64,
    months: Vec<MonthReply>,
    weekdays: Vec<WeekdayReply>,
}

#[derive(Debug, Serialize)]
struct MonthReply {
    month: usize,
    times: Option<f64>,
}

#[derive(Debug, Serialize)]
struct WeekdayReply {
    weekday: &'static str,
    times: f64,
}

impl<'a> From<&'a Sales> for SalesReply<'a> {
    fn from(sales: &'a Sales) -> Self {
        let (units, orders, revenue_minor) = sales.chart.totals();
        let (chart, currency) = (&sales.chart, sales.currency);
        Self {
            product: sales.product.as_ref().map(MentionReply::new),
            category: sales.category.as_deref(),
            from: sales.from.to_string(),
            to: sales.to.to_string(),
            by: sales.step.as_str(),
            units,
            orders,
            revenue: Amount(Money::new(revenue_minor, currency)),
            points: chart
                .points
                .iter()
                .map(|point| PointReply::new(point, currency))
                .collect(),
            crossovers: chart.crossovers.iter().map(CrossoverReply::from).collect(),
            spikes: chart.spikes.iter().map(SpikeReply::from).collect(),
            missing: chart.dry_spells.iter().map(MissingReply::from).collect(),
            season: SeasonReply::from(&chart.season),
        }
    }
}

impl PointReply {
    fn new(point: &ChartPoint, currency: Currency) -> Self {
        Self {
            from: point.first.to_string(),
            to: point.last.to_string(),
            units: point.units,
            orders: point.orders,
            revenue: Amount(Money::new(point.revenue_minor, currency)),
            average_7: point.average_short.map(rounded),
            average_28: point.average_long.map(rounded),
            average_exponential: point.average_exponential.map(rounded),
        }
    }
}

impl From<&(Day, Crossover)> for CrossoverReply {
    fn from((day, crossover): &(Day, Crossover)) -> Self {
        Self {
            day: day.to_string(),
            direction: crossover.direction.as_str(),
            days: crossover.days,
            lasts: crossover.lasts,
        }
    }
}

impl From<&(Day, u64, Spike)> for SpikeReply {
    fn from((day, units, spike): &(Day, u64, Spike)) -> Self {
        Self {
            day: day.to_string(),
            units: *units,
            usual: rounded(spike.usual),
            z: rounded(spike.z),
        }
    }
}

impl From<&(Day, DrySpell)> for MissingReply {
    fn from((day, spell): &(Day, DrySpell)) -> Self {
        Self {
            from: day.to_string(),
            to: Day(day.0 + spell.days as i32 - 1).to_string(),
            days: spell.days,
            usual_orders_a_day: rounded(spell.usual),
        }
    }
}

impl From<&Season> for SeasonReply {
    fn from(season: &Season) -> Self {
        let month = |(month, times): (usize, &Option<f64>)| MonthReply {
            month: month + 1,
            times: times.map(rounded),
        };
        let weekday = |(weekday, times): (&'static str, f64)| WeekdayReply {
            weekday,
            times: rounded(times),
        };
        Self {
            years: rounded(season.years),
            months: season.months.iter().enumerate().map(month).collect(),
            weekdays: WEEKDAYS.into_iter().zip(season.weekdays).map(weekday).collect(),
        }
    }
}

/// What rises and what fades.
#[derive(Debug, Serialize)]
pub struct MoversReply<'a> {
    #[serde(skip_serializing_if = "Option::is_none")]
    from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    to: Option<String>,
    compared_days: i32,
    tested: usize,
    false_share_max: f64,
    rising: Vec<MoverReply<'a>>,
    fading: Vec<MoverReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct MoverReply<'a> {
    product: MentionReply<'a>,
    orders: u32,
    expected: f64,
    times: Figure,
    p_value: f64,
    false_share: f64,
    new: bool,
}

impl<'a> From<&'a MoversReport> for MoversReply<'a> {
    fn from(report: &'a MoversReport) -> Self {
        let movers = report.movers.as_ref();
        Self {
            from: movers.map(|movers| movers.from.to_string()),
            to: movers.map(|movers| movers.to.to_string()),
            compared_days: movers.map_or(0, |movers| movers.base_days),
            tested: movers.map_or(0, |movers| movers.tested),
            false_share_max: FALSE_SHARE,
            rising: report.rising.iter().map(MoverReply::from).collect(),
            fading: report.fading.iter().map(MoverReply::from).collect(),
            reason: movers.is_none().then_some(TOO_SHORT),
        }
    }
}

/// A small number to three digits: what comes behind them differs from machine to machine.
fn significant(number: f64) -> f64 {
    format!("{number:.2e}").parse().unwrap_or(number)
}

/// How many times what was expected.
fn times(view: &MoverView) -> Figure {
    let (value, low, high) = view.mover.times;
    Figure::within(Some(value), Interval { low, high }, Unit::Plain, "")
}

impl<'a> From<&'a MoverView> for MoverReply<'a> {
    fn from(view: &'a MoverView) -> Self {
        Self {
            product: MentionReply::new(&view.product),
            orders: view.mover.orders,
            expected: rounded(view.mover.expected),
            times: times(view),
            p_value: significant(view.mover.p_value),
            false_share: significant(view.mover.false_share),
            new: view.mover.is_new,
        }
    }
}

/// The points of a chart, one a row.
pub fn sales_csv(sales: &Sales) -> Csv {
    let mut csv = Csv::new(&[
        "from",
        "to",
        "units",
        "orders",
        "revenue",
        "currency",
        "average_7",
        "average_28",
        "average_exponential",
    ]);
    let average = |value: Option<f64>| value.map_or(Cell::Empty, |value| Cell::number(rounded(value)));
    for point in &sales.chart.points {
        csv.row(vec![
            Cell::text(point.first.to_string()),
            Cell::text(point.last.to_string()),
            Cell::number(point.units),
            Cell::number(point.orders),
            Cell::number(Money::new(point.revenue_minor, sales.currency)),
            Cell::text(sales.currency.code()),
            average(point.average_short),
            average(point.average_long),
            average(point.average_exponential),
        ]);
    }
    csv
}

/// What rises and what fades, a product a row.
pub fn movers_csv(report: &MoversReport) -> Csv {
    let mut csv = Csv::new(&[
        "direction",
        "product_id",
        "title",
        "orders",
        "expected",
        "times",
        "low",
        "high",
        "p_value",
        "new",
    ]);
    for (direction, list) in [("rising", &report.rising), ("fading", &report.fading)] {
        for view in list {
            let [value, low, high] = times(view).cells();
            csv.row(vec![
                Cell::text(direction),
                Cell::text(&view.product.id),
                Cell::text(&view.product.title),
                Cell::number(view.mover.orders),
                Cell::number(rounded(view.mover.expected)),
                value,
                low,
                high,
                Cell::number(format!("{:e}", significant(view.mover.p_value))),
                Cell::text(view.mover.is_new.to_string()),
            ]);
        }
    }
    csv
}
