//! What a shop sold in a time, and what of it came by offers.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use shop::Day;

use super::{Breakdown, DayOrders, Visitors, parts::Parts};
use crate::{
    ledger::{Cell, Line, OrderTotals, Shown, VisitorDay, VisitorTotals},
    metrics::{Ratio, coverage::Covered},
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
    pub(super) fn add(&mut self, line: &Line) {
        self.lines += 1;
        self.revenue_minor = self.revenue_minor.saturating_add(line.net_minor());
        self.margin_minor = self.margin_minor.saturating_add(line.net_margin_minor());
    }
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
    /// What everybody did together on the day.
    pub sums: VisitorTotals,
    /// What those of them did who came to the shop's pages that day.
    pub sums_seen: VisitorTotals,
}

impl DayFigures {
    /// A metric of the day by itself; none where there is nothing to measure by.
    pub fn metric(&self, ratio: &Ratio) -> Option<f64> {
        let sums = match ratio.is_per_visitor() {
            true => &self.sums_seen,
            false => &self.sums,
        };
        ratio.of_sums(sums, self.visitors)
    }
}

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
    /// Everybody who came or ordered.
    pub people: Visitors,
    breakdowns: Vec<Breakdown>,
    /// How much of what could be offered was shown, once settled.
    pub covered: Covered,
    parts: Parts,
}

impl Summary {
    /// Adds what visitors did on a day.
    pub fn add_visitors(&mut self, day: Day, visitors: &[VisitorDay]) {
        let mut sums = VisitorTotals::default();
        let mut came = 0;
        for visitor in visitors {
            if visitor.left_out.is_empty() {
                self.people.add_day(visitor);
                sums.add_day(visitor);
                came += 1;
            } else {
                *self.left_out.entry(visitor.left_out.clone()).or_default() += 1;
            }
        }
        if came > 0 {
            let figures = self.days.entry(day).or_default();
            figures.visitors += came;
            figures.sums += &sums;
            figures.sums_seen += &sums;
        }
    }

    /// Adds what was done with offers on a day, and which products they showed.
    pub fn add_offers(&mut self, day: Day, cells: &[Cell], shown: &[Shown]) {
        let figures = self.days.entry(day).or_default();
        for cell in cells {
            for (sum, count) in figures.deeds.iter_mut().zip(cell.deeds.sums) {
                *sum += count;
            }
            self.parts.add_cell(cell);
        }
        self.parts.add_shown(cells, shown);
    }

    /// Adds the orders of a day; `visitors` are those of the same day.
    pub fn add_orders(&mut self, own: &DayOrders<'_>, visitors: &[VisitorDay]) {
        self.orders_in_other_currencies += own.in_other_currencies;
        if own.orders.is_empty() {
            return;
        }
        let figures = self.days.entry(own.day).or_default();
        let credited = own.lines.iter().filter(|(_, touch)| touch.is_some());
        for (line, _) in credited {
            self.credits.add(line);
            figures.credits.add(line);
        }
        for (unit, order) in &own.orders {
            self.money.add(order);
            figures.money.add(order);
            self.people.add_order(*unit, order);
        }
        figures.add_buyers(own, visitors);
        self.parts.add_orders(own);
    }

    /// Works out what is told of everybody together, once everything was added: `offerable` says which products can be
    /// offered now.
    pub fn settle(&mut self, offerable: Vec<bool>) {
        (self.breakdowns, self.covered) = self.parts.settle(&self.people, offerable);
    }

    /// How many visitors were seen on the shop's pages.
    pub fn visitors(&self) -> u64 {
        self.people.seen()
    }

    /// Forgets the visitors one by one, so that the sums can be kept in little room. Metrics are told before, and what
    /// is settled is settled before.
    pub fn forget_visitors(&mut self) {
        self.people.forget();
        self.parts = Parts::default();
    }

    /// The offers by each of their sides, once settled.
    pub fn breakdowns(&self) -> &[Breakdown] {
        &self.breakdowns
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

impl DayFigures {
    /// Adds what was bought on the day to its sums, each buyer once.
    fn add_buyers(&mut self, own: &DayOrders<'_>, visitors: &[VisitorDay]) {
        let mut bought: FxHashMap<u64, VisitorTotals> = FxHashMap::default();
        for (unit, order) in &own.orders {
            let totals = bought.entry(*unit).or_default();
            totals.add_order(order);
            if *unit == 0 {
                // Each order of nobody known is of somebody else.
                totals.buyers = totals.orders;
            }
        }
        let came = visitors.iter().filter(|visitor| visitor.left_out.is_empty());
        for visitor in came {
            if let Some(totals) = bought.remove(&visitor.unit) {
                self.sums += &totals;
                self.sums_seen += &totals;
            }
        }
        bought.values().for_each(|totals| self.sums += totals);
    }
}
