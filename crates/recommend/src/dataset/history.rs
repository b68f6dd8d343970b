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

/// A slice for trials is at most one of so many days.
const SLICE_DAYS_SHARE: i32 = 5;
/// And holds at most one of so many orders.
const SLICE_HAPPENED_SHARE: usize = 4;

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

    /// The last days, to be asked for when models of the days before are tried: at most `days_max`, a fifth of the days
    /// and, but for the very last one, a quarter of what happened, so that the models of a shop that grows know most of
    /// it. Nothing where there are fewer than five days.
    pub fn latest_slice(&self, days_max: i32) -> Option<(Day, Day)> {
        let (orders, sessions) = (self.orders.keys(), self.sessions.keys());
        let first = orders
            .clone()
            .next()
            .into_iter()
            .chain(sessions.clone().next())
            .min()?;
        let last = orders.last().into_iter().chain(sessions.last()).max()?;
        let length_max = ((last.0 - first.0 + 1) / SLICE_DAYS_SHARE).min(days_max);
        let all = self.happened_from(*first);
        let mut from = (length_max >= 1).then_some(*last)?;
        while last.0 - from.0 + 1 < length_max
            && self.happened_from(Day(from.0 - 1)) * SLICE_HAPPENED_SHARE <= all
        {
            from.0 -= 1;
        }
        Some((from, *last))
    }

    /// Orders from a day on, or visits where there are no orders at all.
    fn happened_from(&self, day: Day) -> usize {
        if self.orders.is_empty() {
            let sessions = self.sessions.range(day..).flat_map(|(_, parts)| parts);
            return sessions.map(|sessions| sessions.len()).sum();
        }
        let orders = self.orders.range(day..).flat_map(|(_, parts)| parts);
        orders.map(|orders| orders.baskets.len()).sum()
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Orders of the days 1, 2 and so on: so many each.
    fn history(orders: impl IntoIterator<Item = usize>) -> History {
        let day = |(number, count): (i32, usize)| {
            let mut baskets = Baskets::default();
            (0..count).for_each(|_| {
                baskets.push(&mut vec![0]);
            });
            let orders = DayOrders {
                day: Day(number),
                baskets: Arc::new(baskets),
                ..DayOrders::default()
            };
            (Day(number), vec![orders])
        };
        History {
            orders: (1..).zip(orders).map(day).collect(),
            ..History::default()
        }
    }

    #[test]
    fn the_latest_slice_leaves_the_models_most_of_the_history() {
        let check = |orders: &[usize], days_max, expect: Option<(i32, i32)>| {
            let slice = history(orders.iter().copied()).latest_slice(days_max);
            assert_eq!(slice, expect.map(|(from, to)| (Day(from), Day(to))), "{orders:?}");
        };
        check(&[3; 100], 30, Some((81, 100)));
        check(&[3; 100], 7, Some((94, 100)));
        check(&[3; 4], 30, None);
        check(&[], 30, None);
        // Half of all orders came on the last ten days.
        let growing: Vec<usize> = [1; 90].into_iter().chain([9; 10]).collect();
        check(&growing, 30, Some((96, 100)));
        let begun: Vec<usize> = [1; 9].into_iter().chain([100]).collect();
        check(&begun, 30, Some((10, 10)));
    }
}
