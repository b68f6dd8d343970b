//! How often a product and something for it were bought: in one order, or the latter later by the same customer.

use rustc_hash::FxHashMap;

use crate::{
    dataset::{Basket, CustomerOrders, History, NO_CUSTOMER},
    query::ProductIndex,
};

/// How long after the product its accessories are still bought for it.
const LATER_DAYS: i32 = 60;
/// Later orders of a customer that are looked at: a reseller's hundred orders a month are not for one product.
const LATER_ORDERS_MAX: usize = 20;

/// Orders that hold a product and were followed by, or hold, something for it; by product and what is for it.
pub(crate) struct Attachments(Vec<(ProductIndex, ProductIndex, u32)>);

/// What is counted: which products are for others, and whether one is for another.
pub(crate) struct Counted<'a, W, F> {
    /// Whether a product is for others at all.
    pub wanted: W,
    /// Whether the first is for the second.
    pub is_for: F,
    /// The history.
    pub history: &'a History,
}

impl<W: Fn(ProductIndex) -> bool, F: Fn(ProductIndex, ProductIndex) -> bool> Counted<'_, W, F> {
    /// Counts what lies in one order.
    pub fn together(&self) -> Attachments {
        let mut pairs = FxHashMap::default();
        let mut attached = Vec::new();
        for basket in self.history.iter() {
            self.wanted_of(basket, &mut attached);
            self.add(basket, &mut attached, &mut pairs);
        }
        sorted(pairs)
    }

    /// Counts what lies in one order, and what the customer bought within 60 days after it.
    pub fn together_or_later(&self) -> Attachments {
        let mut pairs = FxHashMap::default();
        let mut attached = Vec::new();
        for day in self.history.orders.values().flatten() {
            let buyers = day.buyers.iter().copied().chain(std::iter::repeat(NO_CUSTOMER));
            let unknown = day
                .baskets
                .iter()
                .zip(buyers)
                .filter(|(_, buyer)| *buyer == NO_CUSTOMER);
            for (basket, _) in unknown {
                self.wanted_of(basket, &mut attached);
                self.add(basket, &mut attached, &mut pairs);
            }
        }
        self.of_known(&self.history.customers(), &mut pairs);
        sorted(pairs)
    }

    fn of_known(&self, customers: &CustomerOrders<'_>, pairs: &mut FxHashMap<u64, u32>) {
        let mut attached = Vec::new();
        for (_, orders) in customers.iter() {
            for (at, (_, day, basket)) in orders.iter().enumerate() {
                // Orders of one day have no sequence, so each of them follows every other one.
                let first = orders[..at]
                    .iter()
                    .rev()
                    .take_while(|(_, other, _)| other == day)
                    .count();
                let from = &orders[at - first.min(LATER_ORDERS_MAX)..];
                let soon = |other: &&(_, shop::Day, _)| other.1.0 - day.0 <= LATER_DAYS;
                for (_, _, later) in from.iter().take(LATER_ORDERS_MAX * 2).take_while(soon) {
                    self.wanted_of(*later, &mut attached);
                }
                self.add(*basket, &mut attached, pairs);
            }
        }
    }

    fn wanted_of(&self, basket: Basket<'_>, attached: &mut Vec<ProductIndex>) {
        attached.extend(
            basket
                .products
                .iter()
                .copied()
                .filter(|&product| (self.wanted)(product)),
        );
    }

    /// One more order of the basket's products for each of `attached` that is for one of them.
    fn add(&self, basket: Basket<'_>, attached: &mut Vec<ProductIndex>, pairs: &mut FxHashMap<u64, u32>) {
        attached.sort_unstable();
        attached.dedup();
        for accessory in attached.drain(..) {
            for &product in basket.products {
                if product != accessory && (self.is_for)(accessory, product) {
                    *pairs
                        .entry(u64::from(product) << 32 | u64::from(accessory))
                        .or_default() += 1;
                }
            }
        }
    }
}

fn sorted(pairs: FxHashMap<u64, u32>) -> Attachments {
    let split = |(pair, orders): (u64, u32)| ((pair >> 32) as ProductIndex, pair as ProductIndex, orders);
    let mut sorted: Vec<_> = pairs.into_iter().map(split).collect();
    sorted.sort_unstable();
    Attachments(sorted)
}

impl Attachments {
    /// What was bought for `product`, ascending, with the number of orders.
    pub fn of(&self, product: ProductIndex) -> &[(ProductIndex, ProductIndex, u32)] {
        let from = self.0.partition_point(|(own, _, _)| *own < product);
        let length = self.0[from..].partition_point(|(own, _, _)| *own == product);
        &self.0[from..from + length]
    }

    /// How many orders of `product` brought `accessory` along.
    pub fn orders(&self, product: ProductIndex, accessory: ProductIndex) -> u32 {
        let row = self.of(product);
        let place = row.binary_search_by_key(&accessory, |(_, other, _)| *other);
        place.map_or(0, |at| row[at].2)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shop::Day;

    use super::*;
    use crate::{Baskets, DayOrders, Partition};

    fn day(day: i32, orders: &[(u32, &[u32])]) -> DayOrders {
        let mut baskets = Baskets::default();
        for (_, products) in orders {
            baskets.push(&mut products.to_vec());
        }
        DayOrders {
            day: Day(day),
            baskets: Arc::new(baskets),
            buyers: Arc::new(orders.iter().map(|(buyer, _)| *buyer).collect()),
            ..DayOrders::default()
        }
    }

    #[test]
    fn what_follows_within_sixty_days_counts_once_per_order() {
        // 0 is the product, 9 and 8 are for it, 1 is not.
        let history = History::count(&Partition {
            orders: vec![
                day(1, &[(5, &[0, 1, 9]), (NO_CUSTOMER, &[0, 9]), (6, &[9])]),
                day(30, &[(5, &[9]), (6, &[0]), (NO_CUSTOMER, &[8])]),
                day(61, &[(5, &[8])]),
                day(91, &[(6, &[8])]),
            ],
            ..Partition::default()
        });
        let counted = Counted {
            wanted: |product| product >= 8,
            is_for: |accessory, product| accessory >= 8 && product == 0,
            history: &history,
        };
        let later = counted.together_or_later();
        assert_eq!(later.of(0), [(0, 8, 1), (0, 9, 2)]);
        assert_eq!(
            (later.orders(0, 9), later.orders(0, 7), later.of(1)),
            (2, 0, &[][..])
        );
        assert_eq!(counted.together().of(0), [(0, 9, 2)]);
    }
}
