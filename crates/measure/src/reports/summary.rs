//! What a shop sold in a time, and what of it came by offers.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use shop::Day;

use super::{DayOrders, study::moments_by};
use crate::{
    experiments::ratio::{self, Estimate},
    ledger::{Cell, DeedSums, Line, OrderTotals, Touch, VisitorDay, VisitorTotals},
    metrics::{self, Metric, Ratio},
};

/// Amounts of a time, in minor units of the shop's currency.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Money {
    /// Orders.
    pub orders: u64,
    /// Units of merchandise that stayed with the customers.
    pub units: u64,
    /// Paid for merchandise.
    pub paid_minor: i64,
    /// Paid back of it.
    pub refunded_minor: i64,
    /// What the shop keeps: paid less paid back.
    pub revenue_minor: i64,
    /// What of that is margin.
    pub margin_minor: i64,
    /// Postage and other fees, less what was paid back of them.
    pub fees_minor: i64,
}

impl Money {
    fn add(&mut self, order: &OrderTotals) {
        self.orders += 1;
        self.units += u64::from(order.units);
        self.paid_minor = self.paid_minor.saturating_add(order.paid_minor);
        self.refunded_minor = self.refunded_minor.saturating_add(order.refunded_minor);
        self.revenue_minor = self.revenue_minor.saturating_add(order.revenue_minor);
        self.margin_minor = self.margin_minor.saturating_add(order.margin_minor);
        self.fees_minor = self.fees_minor.saturating_add(order.fees_minor);
    }
}

/// What offers are credited with.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Credits {
    /// Lines of orders; each is credited once.
    pub lines: u64,
    /// What the shop keeps of them.
    pub revenue_minor: i64,
    /// What of that is margin.
    pub margin_minor: i64,
}

impl Credits {
    fn add(&mut self, line: &Line) {
        self.lines += 1;
        self.revenue_minor = self.revenue_minor.saturating_add(line.net_minor());
        self.margin_minor = self.margin_minor.saturating_add(line.net_margin_minor());
    }
}

/// A part of the offers.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct BreakdownRow {
    /// What was done with them.
    pub deeds: DeedSums,
    /// What they are credited with.
    pub credits: Credits,
}

/// The offers by one of their sides.
#[derive(Debug, Clone, PartialEq)]
pub struct Breakdown {
    /// `placement`, `kind`, `recommender` or `locale`.
    pub by: &'static str,
    /// The parts, by their public ids.
    pub rows: BTreeMap<String, BreakdownRow>,
}

/// A day in figures.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct DayFigures {
    /// What was sold.
    pub money: Money,
    /// What of it offers are credited with.
    pub credits: Credits,
    /// Visitors who came.
    pub visitors: u64,
    /// How often each deed was done, in the order of `Deed::ALL`.
    pub deeds: [u64; 5],
}

/// A metric of all visitors, or of some.
#[derive(Debug, Clone)]
pub struct MetricFigure {
    /// The metric.
    pub metric: &'static Metric,
    /// How it is worked out.
    pub ratio: Ratio,
    /// The number; none where there is nothing to measure by.
    pub value: Option<Estimate>,
}

#[derive(Debug, Default)]
struct Visitor {
    totals: VisitorTotals,
    /// Whether they came to the shop's pages, and do not only stand in its orders.
    was_seen: bool,
    /// The group, by its place among the names; none where nobody said.
    group: Option<u16>,
}

/// The sides that offers are broken down by.
const SIDES: [&str; 4] = ["placement", "kind", "recommender", "locale"];

/// What a shop sold in a time, and what of it came by offers.
#[derive(Debug, Default)]
pub struct Summary {
    /// What was sold.
    pub money: Money,
    /// Orders in other currencies, which are not in any sum.
    pub orders_in_other_currencies: u64,
    /// What of it offers are credited with.
    pub credits: Credits,
    /// Who was left out, by what gave them away.
    pub left_out: BTreeMap<String, u64>,
    /// By day.
    pub days: BTreeMap<Day, DayFigures>,
    breakdowns: [BTreeMap<String, BreakdownRow>; SIDES.len()],
    /// Where everybody stands in `visitors`, who are gone through more often than looked up.
    places: FxHashMap<u64, u32>,
    visitors: Vec<Visitor>,
    /// How many of them were seen, once they are forgotten one by one.
    seen: Option<u64>,
    /// Orders of nobody known.
    nameless: u64,
    group_names: Vec<String>,
}

impl Summary {
    fn visitor(&mut self, unit: u64) -> &mut Visitor {
        let next = self.visitors.len() as u32;
        let place = *self.places.entry(unit).or_insert(next);
        if place == next {
            self.visitors.push(Visitor::default());
        }
        &mut self.visitors[place as usize]
    }

    /// Adds what visitors did on a day.
    pub fn add_visitors(&mut self, day: Day, visitors: &[VisitorDay]) {
        let mut came = 0;
        for visitor in visitors {
            if visitor.left_out.is_empty() {
                let known = self.visitor(visitor.unit);
                known.totals.add_day(visitor);
                known.was_seen = true;
                came += 1;
            } else {
                *self.left_out.entry(visitor.left_out.clone()).or_default() += 1;
            }
        }
        if came > 0 {
            self.days.entry(day).or_default().visitors += came;
        }
    }

    /// Puts a visitor into a group that metrics are told of; each visitor is in the one that was named last.
    pub fn put_in_group(&mut self, unit: u64, name: &str) {
        let known = self.group_names.iter().position(|known| known == name);
        let place = known.unwrap_or_else(|| {
            self.group_names.push(name.to_owned());
            self.group_names.len() - 1
        });
        if let Some(visitor) = self.places.get(&unit) {
            self.visitors[*visitor as usize].group = u16::try_from(place).ok();
        }
    }

    /// Adds what was done with offers on a day.
    pub fn add_cells(&mut self, day: Day, cells: &[Cell]) {
        let figures = self.days.entry(day).or_default();
        for cell in cells {
            for (sum, count) in figures.deeds.iter_mut().zip(cell.deeds.sums) {
                *sum += count;
            }
            let sides = [
                cell.placement.as_str(),
                &cell.intent,
                &cell.recommender,
                &cell.locale,
            ];
            for (rows, side) in self.breakdowns.iter_mut().zip(sides) {
                rows.entry(side.to_owned()).or_default().deeds.merge(&cell.deeds);
            }
        }
    }

    /// Adds the orders of a day.
    pub fn add_orders(&mut self, own: &DayOrders<'_>) {
        self.orders_in_other_currencies += own.in_other_currencies;
        for (line, touch) in &own.lines {
            if let Some(touch) = touch {
                self.credit(own.day, line, touch);
            }
        }
        let mut of_day = self
            .days
            .get(&own.day)
            .map_or_else(Money::default, |day| day.money);
        for (unit, order) in &own.orders {
            self.money.add(order);
            of_day.add(order);
            let unit = match unit {
                // Each order of nobody known is of somebody else.
                0 => {
                    self.nameless += 1;
                    self.nameless
                }
                unit => *unit,
            };
            self.visitor(unit).totals.add_order(order);
        }
        if !own.orders.is_empty() {
            self.days.entry(own.day).or_default().money = of_day;
        }
    }

    fn credit(&mut self, day: Day, line: &Line, touch: &Touch) {
        self.credits.add(line);
        self.days.entry(day).or_default().credits.add(line);
        let sides = [
            touch.placement.as_str(),
            &touch.intent,
            &touch.recommender,
            &touch.locale,
        ];
        for (rows, side) in self.breakdowns.iter_mut().zip(sides) {
            rows.entry(side.to_owned()).or_default().credits.add(line);
        }
    }

    /// How many visitors were seen on the shop's pages.
    pub fn visitors(&self) -> u64 {
        let count = || self.visitors.iter().filter(|visitor| visitor.was_seen).count() as u64;
        self.seen.unwrap_or_else(count)
    }

    /// Forgets the visitors one by one, so that the sums can be kept in little room. Metrics are told before.
    pub fn forget_visitors(&mut self) {
        self.seen = Some(self.visitors());
        self.visitors = Vec::new();
        self.places = FxHashMap::default();
    }

    /// Every metric of all visitors.
    pub fn metrics(&self) -> Vec<MetricFigure> {
        metrics_of(&self.visitors, 1, |_| 0).pop().unwrap_or_default()
    }

    /// Every metric of each group of visitors, with how many of them came to the shop's pages; those of no group are
    /// the last one, `unknown`.
    pub fn metrics_by_group(&self) -> Vec<(String, u64, Vec<MetricFigure>)> {
        let unknown = self.group_names.len();
        let group_of = |visitor: &Visitor| visitor.group.map_or(unknown, usize::from);
        let mut seen = vec![0_u64; unknown + 1];
        for visitor in self.visitors.iter().filter(|visitor| visitor.was_seen) {
            seen[group_of(visitor)] += 1;
        }
        let figures = metrics_of(&self.visitors, unknown + 1, group_of);
        let names = self.group_names.iter().map(String::as_str).chain(["unknown"]);
        let groups = names.zip(seen).zip(figures);
        groups
            .filter(|((_, seen), _)| *seen > 0)
            .map(|((name, seen), figures)| (name.to_owned(), seen, figures))
            .collect()
    }

    /// The offers by their sides.
    pub fn breakdowns(&self) -> Vec<Breakdown> {
        let sides = SIDES.into_iter().zip(&self.breakdowns);
        sides
            .map(|(by, rows)| Breakdown {
                by,
                rows: rows.clone(),
            })
            .collect()
    }

    /// What was done with offers in all.
    pub fn deeds(&self) -> [u64; 5] {
        let mut deeds = [0; 5];
        for figures in self.days.values() {
            deeds
                .iter_mut()
                .zip(figures.deeds)
                .for_each(|(sum, count)| *sum += count);
        }
        deeds
    }
}

/// Every metric of each of so many groups of visitors.
fn metrics_of(
    visitors: &[Visitor],
    groups: usize,
    group_of: impl Fn(&Visitor) -> usize,
) -> Vec<Vec<MetricFigure>> {
    let (metrics, ratios): (Vec<_>, Vec<_>) = metrics::of_visitors().unzip();
    let is_per_visitor: Vec<bool> = ratios.iter().map(Ratio::is_per_visitor).collect();
    let units = || visitors.iter().map(|visitor| (group_of(visitor), visitor));
    let idle = VisitorTotals::default();
    let usual: Vec<_> = ratios.iter().map(|ratio| ratio.part(&idle).numbers()).collect();
    let moments = moments_by(groups, &usual, units, |visitor, at| {
        // Who only stands in the orders came to no page: how many such visitors left without buying, nobody knows.
        let counts = visitor.was_seen || !is_per_visitor[at];
        counts.then(|| ratios[at].part(&visitor.totals).numbers())
    });
    let figure = |at: usize, group: usize| MetricFigure {
        metric: metrics[at],
        ratio: ratios[at],
        value: ratio::estimate(&moments[at][group]).ok(),
    };
    let of_group = |group: usize| (0..metrics.len()).map(|at| figure(at, group)).collect();
    (0..groups).map(of_group).collect()
}
