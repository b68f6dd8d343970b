//! What a shop sold in a time, and what of it came by offers.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use shop::{Currency, Day};

use super::{Study, study::moments_by};
use crate::{
    attribution::Touches,
    experiments::ratio::{self, Estimate},
    ledger::{Cell, DeedSums, Line, OrderTotals, Touch, VisitorDay, VisitorTotals, orders},
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
}

/// The sides that offers are broken down by.
const SIDES: [&str; 4] = ["placement", "kind", "recommender", "locale"];

/// What a shop sold in a time, and what of it came by offers.
#[derive(Debug)]
pub struct Summary {
    currency: Currency,
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
    visitors: FxHashMap<u64, Visitor>,
    /// Orders of nobody known.
    nameless: u64,
    groups: FxHashMap<u64, u16>,
    group_names: Vec<String>,
}

impl Summary {
    /// Of a shop with this currency.
    pub fn new(currency: Currency) -> Self {
        Self {
            currency,
            money: Money::default(),
            orders_in_other_currencies: 0,
            credits: Credits::default(),
            left_out: BTreeMap::new(),
            days: BTreeMap::new(),
            breakdowns: Default::default(),
            visitors: FxHashMap::default(),
            nameless: 0,
            groups: FxHashMap::default(),
            group_names: Vec::new(),
        }
    }

    /// Adds what visitors did on a day.
    pub fn add_visitors(&mut self, day: Day, visitors: &[VisitorDay]) {
        for visitor in visitors {
            if visitor.left_out.is_empty() {
                let known = self.visitors.entry(visitor.unit).or_default();
                known.totals.add_day(visitor);
                known.was_seen = true;
                self.days.entry(day).or_default().visitors += 1;
            } else {
                *self.left_out.entry(visitor.left_out.clone()).or_default() += 1;
            }
        }
    }

    /// Puts a visitor into a group that metrics are told of; each visitor is in the one that was named last.
    pub fn put_in_group(&mut self, unit: u64, name: &str) {
        let known = self.group_names.iter().position(|known| known == name);
        let place = known.unwrap_or_else(|| {
            self.group_names.push(name.to_owned());
            self.group_names.len() - 1
        });
        self.groups.insert(unit, u16::try_from(place).unwrap_or(u16::MAX));
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

    /// Adds the orders of a day; `names` knows which visitor a customer was, and `touches` what lines are credited to.
    pub fn add_lines(&mut self, day: Day, lines: &[Line], names: &Study, touches: &Touches<'_>) {
        let currency = self.currency;
        let is_ours = |line: &&Line| line.paid.is_none_or(|paid| paid.currency == currency);
        let ours: Vec<Line> = lines.iter().filter(is_ours).cloned().collect();
        let others = lines.iter().filter(|line| !is_ours(line));
        let mut foreign: Vec<&str> = others.map(|line| line.order.as_str()).collect();
        foreign.dedup();
        self.orders_in_other_currencies += foreign.len() as u64;
        let credits: Vec<Option<&Touch>> = ours
            .iter()
            .map(|line| touches.of_line(names.unit_of(line), line))
            .collect();
        for (line, touch) in ours.iter().zip(&credits) {
            if let Some(touch) = touch {
                self.credit(day, line, touch);
            }
        }
        for order in orders(&ours, |line| credits[line].is_some()) {
            self.money.add(&order);
            self.days.entry(day).or_default().money.add(&order);
            let unit = match names.unit_of_order(&order) {
                // Each order of nobody known is of somebody else.
                0 => {
                    self.nameless += 1;
                    self.nameless
                }
                unit => unit,
            };
            self.visitors.entry(unit).or_default().totals.add_order(&order);
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
        self.visitors.values().filter(|visitor| visitor.was_seen).count() as u64
    }

    /// Every metric of all visitors.
    pub fn metrics(&self) -> Vec<MetricFigure> {
        metrics_of(self.visitors.values())
    }

    /// Every metric of each group of visitors, with how many of them came to the shop's pages; those of no group are
    /// the last one, `unknown`.
    pub fn metrics_by_group(&self) -> Vec<(String, u64, Vec<MetricFigure>)> {
        let of_group = |name: &str, place: Option<usize>| {
            let is_member = move |unit: &u64| self.groups.get(unit).map(|own| usize::from(*own)) == place;
            let members = || {
                let own = self.visitors.iter().filter(move |(unit, _)| is_member(unit));
                own.map(|(_, visitor)| visitor)
            };
            let seen = members().filter(|visitor| visitor.was_seen).count() as u64;
            (name.to_owned(), seen, metrics_of(members()))
        };
        let named = self.group_names.iter().enumerate();
        let named = named.map(|(place, name)| of_group(name, Some(place)));
        let unknown = std::iter::once_with(|| of_group("unknown", None));
        named.chain(unknown).filter(|(_, seen, _)| *seen > 0).collect()
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

fn metrics_of<'a>(visitors: impl Iterator<Item = &'a Visitor> + Clone) -> Vec<MetricFigure> {
    let figure = |(metric, ratio): (&'static Metric, Ratio)| {
        // Who only stands in the orders came to no page: how many such visitors left without buying, nobody knows.
        let counted = || {
            visitors
                .clone()
                .filter(|visitor| visitor.was_seen || !ratio.is_per_visitor())
        };
        let moments = moments_by(1, || {
            counted().map(|visitor| (0, ratio.part(&visitor.totals).numbers()))
        });
        MetricFigure {
            metric,
            ratio,
            value: ratio::estimate(&moments[0]).ok(),
        }
    };
    metrics::of_visitors().map(figure).collect()
}
