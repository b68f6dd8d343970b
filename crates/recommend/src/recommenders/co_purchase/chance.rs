//! Whether chance explains how often two products share an order.
//!
//! In a large shop each product is in few of the orders and a Poisson tail tells. In a small one a product may be in
//! half of all orders and two shared orders are nothing, while the pairs that could be tested are many: there the
//! exact test decides. Pairs that are too rare to prove anything are no tests at all (R. Tarone, "A modified Bonferroni
//! method for discrete data", 1990), and of the others those are proven that keep the share of false discoveries (P.
//! Gilbert, "A modified false discovery rate multiple-comparisons procedure for discrete data", 2005).

use std::collections::BTreeMap;

use super::{LIFT_MIN, Neighbours, ORDERS_TOGETHER_MIN};
use crate::{
    counting::{pairs::Totals, significance},
    recommenders::association_rules::fisher::Fisher,
};

/// In a small shop two products need so many shared orders to be called more frequent together than chance lets expect.
const SMALL_ORDERS_TOGETHER_MIN: u32 = 3;
/// And chance must bring about so many in at most one of so many pairs.
const SMALL_CHANCE_ONE_IN: f64 = 100.0;

/// The test of a shop's pairs.
pub struct Chance {
    totals: Totals,
    small: Option<Exact>,
}

/// The exact test of a small shop.
struct Exact {
    fisher: Fisher,
    /// How many orders there are, less by how uneven they are: a few large orders put every pair together.
    orders: u32,
    /// A pair that cannot be more surprising than this proves nothing.
    provable_nats: f64,
    /// The others.
    tests: u64,
}

impl Chance {
    /// The test for a shop whose products are in so many orders each.
    pub fn new(totals: Totals, orders: &[u32]) -> Self {
        let small = totals.orders < significance::SMALL_SHOP_ORDERS;
        Self {
            totals,
            small: small.then(|| Exact::new(totals, orders)),
        }
    }

    /// How surprising so many shared orders are, quantised, and whether they are more than chance lets expect, of two
    /// products in so many orders each.
    pub fn of(&self, together: u32, own: u32, other: u32) -> (u16, bool) {
        if let Some(exact) = &self.small {
            let nats = exact.fisher.surprise_nats(together, own, other, exact.orders);
            let most = most_surprising(&exact.fisher, own, other, exact.orders);
            let likely = together >= SMALL_ORDERS_TOGETHER_MIN && nats >= SMALL_CHANCE_ONE_IN.ln();
            let telling = if most >= exact.provable_nats { nats } else { 0.0 };
            return (significance::quantised(telling), likely);
        }
        let expected = significance::expected_orders(self.totals, own, other);
        let nats = significance::surprise_nats(together, expected);
        (
            significance::quantised(nats),
            f64::from(together) >= expected * LIFT_MIN,
        )
    }

    /// The smallest quantised surprise of a pair that is proven.
    pub fn believed(&self, rows: &[Neighbours]) -> u16 {
        let mut histogram = vec![0_u64; usize::from(u16::MAX) + 1];
        for pair in rows.iter().flat_map(|row| &row.pairs) {
            histogram[usize::from(pair.3)] += 1;
        }
        let tested = rows.iter().map(|row| row.tested).sum();
        // Each pair stands in two rows.
        let tests = self.small.as_ref().map_or(tested, |exact| 2 * exact.tests);
        significance::threshold(&histogram, tests)
    }
}

impl Exact {
    fn new(totals: Totals, orders: &[u32]) -> Self {
        let sizes = totals.sizes as f64;
        let evenness = sizes * sizes / (totals.sizes_squared.max(1) as f64);
        let orders_even = evenness.round().clamp(1.0, totals.orders.max(1) as f64) as u32;
        let fisher = Fisher::new(orders_even);
        let (provable_nats, tests) = provable(&fisher, orders_even, orders);
        Self {
            fisher,
            orders: orders_even,
            provable_nats,
            tests,
        }
    }
}

/// The most surprising that can be of two products in so many orders each: all orders of the rarer one hold the other.
fn most_surprising(fisher: &Fisher, own: u32, other: u32, total: u32) -> f64 {
    fisher.surprise_nats(own.min(other), own, other, total)
}

/// How surprising a pair must be able to be to prove anything among as many pairs as are able to, and how many these
/// are.
fn provable(fisher: &Fisher, total: u32, orders: &[u32]) -> (f64, u64) {
    let mut products: BTreeMap<u32, u64> = BTreeMap::new();
    for &orders in orders.iter().filter(|&&orders| orders >= ORDERS_TOGETHER_MIN) {
        *products.entry(orders).or_default() += 1;
    }
    let mut pairs: Vec<(f64, u64)> = Vec::new();
    for (&less, &of_less) in &products {
        let most = |other: u32| most_surprising(fisher, less, other, total);
        pairs.push((most(less), of_less * (of_less - 1) / 2));
        let in_more = products.range(less + 1..);
        pairs.extend(in_more.map(|(&more, of_more)| (most(more), of_less * of_more)));
    }
    let needed = |tests: u64| (tests as f64 / significance::FALSE_DISCOVERY_RATE).ln();
    let able = |tests: u64| -> u64 {
        let able = pairs.iter().filter(|(most, _)| *most >= needed(tests));
        able.map(|(_, count)| count).sum()
    };
    let (mut low, mut high) = (1, pairs.iter().map(|(_, count)| count).sum::<u64>().max(1));
    while low < high {
        let middle = low.midpoint(high);
        if able(middle) <= middle {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    (needed(high), able(high).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chance(orders: &[u32], total: u64) -> Chance {
        let totals = Totals {
            orders: total,
            sizes: total * 3,
            sizes_squared: total * 9,
        };
        Chance::new(totals, orders)
    }

    #[test]
    fn what_is_rare_proves_nothing_and_what_is_frequent_does() {
        // Ten of twenty orders hold both of two products; the others are in two or three orders each.
        let orders = [11, 11, 2, 2, 2, 3, 3, 2, 3, 2, 3, 2];
        let chance = chance(&orders, 20);
        let proven = |together, own, other| {
            let surprise = chance.of(together, own, other).0;
            let both_ways = || Neighbours {
                pairs: vec![(0, 0, together, surprise)],
                tested: 1,
            };
            surprise >= chance.believed(&[both_ways(), both_ways()])
        };
        assert!(proven(10, 11, 11));
        assert!(!proven(2, 2, 2) && !proven(8, 11, 11));
        assert!(!chance.of(2, 2, 2).1, "two shared orders are nothing");
        assert!(chance.of(3, 3, 3).1 && !chance.of(3, 5, 5).1);
    }

    #[test]
    fn a_large_shop_is_tested_by_the_tail_of_its_expectation() {
        let chance = chance(&[50, 50], 1_000);
        let (surprise, likely) = chance.of(6, 50, 50);
        let expected = significance::surprise_nats(6, 2.5);
        assert_eq!((surprise, likely), (significance::quantised(expected), true));
        assert!(!chance.of(2, 50, 50).1);
    }
}
