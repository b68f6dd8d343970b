//! The whole history as counts that merge: what happened each day, shared and never copied.

use std::{collections::BTreeMap, sync::Arc};

use shop::Day;

use super::{Basket, Baskets, CustomerIndex, CustomerOrders, Session, Sessions};
use crate::query::ProductIndex;

/// The orders of one day.
#[derive(Debug, Clone, Default)]
pub struct DayOrders {
    /// The UTC day.
    pub day: Day,
    /// Its orders' merchandise.
    pub baskets: Arc<Baskets>,
    /// Who placed each order, in the order of `baskets`, [`super::NO_CUSTOMER`] where unknown; empty where all are.
    pub buyers: Arc<Vec<CustomerIndex>>,
    /// What came back of these orders, by product.
    pub returned: Arc<Vec<Returned>>,
}

/// How often a product of a day's orders came back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Returned {
    /// The product.
    pub product: ProductIndex,
    /// Orders of which some units came back; `baskets` hold them still.
    pub orders_partly: u32,
    /// Orders of which all units came back; `baskets` do not hold them.
    pub orders_wholly: u32,
}

/// The visits that ended on one day.
#[derive(Debug, Clone, Default)]
pub struct DaySessions {
    /// The UTC day.
    pub day: Day,
    /// Its visits.
    pub sessions: Arc<Sessions>,
}

/// A part of the history; what a recommender counts at a time.
#[derive(Debug, Clone, Default)]
pub struct Partition {
    /// Orders by day; a day may appear in several partitions, an order in one only.
    pub orders: Vec<DayOrders>,
    /// Visits by the day they ended; a visit stands in one partition only.
    pub sessions: Vec<DaySessions>,
}

/// Mergeable counts in their most compact form: the distinct baskets and the visits of each day. Pairs are counted from
/// them row by row when a model is finished, so that no list of pairs ever stands in memory.
#[derive(Debug, Clone, Default)]
pub struct History {
    /// Orders by day.
    pub orders: BTreeMap<Day, Vec<DayOrders>>,
    /// Visits by the day they ended.
    pub sessions: BTreeMap<Day, Vec<Arc<Sessions>>>,
}

impl History {
    /// The counts of one partition.
    pub fn count(partition: &Partition) -> Self {
        let mut counts = Self::default();
        for orders in &partition.orders {
            counts.orders.entry(orders.day).or_default().push(orders.clone());
        }
        for sessions in &partition.sessions {
            let day = counts.sessions.entry(sessions.day).or_default();
            day.push(Arc::clone(&sessions.sessions));
        }
        counts
    }

    /// Adds the counts of a further part.
    pub fn merge(&mut self, other: Self) {
        for (day, orders) in other.orders {
            self.orders.entry(day).or_default().extend(orders);
        }
        for (day, sessions) in other.sessions {
            self.sessions.entry(day).or_default().extend(sessions);
        }
    }

    /// The orders and visits before `day`.
    #[must_use]
    pub fn before(&self, day: Day) -> Self {
        Self {
            orders: self
                .orders
                .range(..day)
                .map(|(day, parts)| (*day, parts.clone()))
                .collect(),
            sessions: self
                .sessions
                .range(..day)
                .map(|(day, parts)| (*day, parts.clone()))
                .collect(),
        }
    }

    /// The history as one part, to be counted again.
    pub fn into_partition(self) -> Partition {
        let sessions = self.sessions.into_iter().flat_map(|(day, parts)| {
            parts
                .into_iter()
                .map(move |sessions| DaySessions { day, sessions })
        });
        Partition {
            sessions: sessions.collect(),
            orders: self.orders.into_values().flatten().collect(),
        }
    }

    /// The first day with orders.
    pub fn first_day(&self) -> Option<Day> {
        self.orders.keys().next().copied()
    }

    /// The last day with orders.
    pub fn last_day(&self) -> Option<Day> {
        self.orders.keys().next_back().copied()
    }

    /// How many orders there are.
    pub fn order_count(&self) -> usize {
        self.orders
            .values()
            .flatten()
            .map(|orders| orders.baskets.len())
            .sum()
    }

    /// Every basket of the days `from..=to`.
    pub fn iter_days(&self, from: Day, to: Day) -> impl Iterator<Item = Basket<'_>> {
        self.iter_dated(from, to).map(|(_, basket)| basket)
    }

    /// Every basket of the days `from..=to` with its day.
    pub fn iter_dated(&self, from: Day, to: Day) -> impl Iterator<Item = (Day, Basket<'_>)> {
        let days = if from <= to {
            self.orders.range(from..=to)
        } else {
            self.orders.range(to..to)
        };
        days.flat_map(|(day, parts)| {
            parts
                .iter()
                .flat_map(|orders| orders.baskets.iter())
                .map(|basket| (*day, basket))
        })
    }

    /// Every basket.
    pub fn iter(&self) -> impl Iterator<Item = Basket<'_>> {
        self.orders
            .values()
            .flatten()
            .flat_map(|orders| orders.baskets.iter())
    }

    /// How many orders hold each product on the days `from..=to`, by product index.
    pub fn orders_per_product(&self, products: usize, from: Day, to: Day) -> Vec<u32> {
        let mut orders = vec![0_u32; products];
        for &product in self.iter_days(from, to).flat_map(|basket| basket.products) {
            if let Some(count) = orders.get_mut(product as usize) {
                *count += 1;
            }
        }
        orders
    }

    /// Every visit, in an order that does not depend on how the history was cut: by end, customer and steps.
    pub fn sessions(&self) -> Vec<Session<'_>> {
        let mut all: Vec<Session<'_>> = self
            .sessions
            .values()
            .flatten()
            .flat_map(|sessions| sessions.iter())
            .collect();
        all.sort_unstable();
        all
    }

    /// What came back, of all days.
    pub fn returned(&self) -> impl Iterator<Item = Returned> + '_ {
        self.orders
            .values()
            .flatten()
            .flat_map(|orders| orders.returned.iter().copied())
    }

    /// The orders of each known customer.
    pub fn customers(&self) -> CustomerOrders<'_> {
        CustomerOrders::collect(self)
    }
}
