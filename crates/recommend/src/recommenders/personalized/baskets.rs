//! What each customer bought, basket by basket, and what is counted along the way.

use shop::Day;

use crate::{CustomerIndex, CustomerOrders, dataset::Basket, query::ProductIndex};

/// The latest baskets of each customer, packed. A basket is what a customer bought on one day.
#[derive(Default)]
pub(super) struct CustomerBaskets {
    /// Where each customer's baskets begin, by customer number.
    pub customer_offset: Vec<u32>,
    /// Where each basket's products begin.
    pub basket_offset: Vec<u32>,
    /// The products, each basket's ascending.
    pub product: Vec<u32>,
}

/// What the whole history says, also of the baskets that are not kept. Whole numbers, but for the customers' shares.
#[derive(Default)]
pub(super) struct Tallies {
    /// Baskets that hold the product.
    pub baskets: Vec<u32>,
    /// Customers whose latest basket holds it.
    pub latest: Vec<u32>,
    /// Baskets before which, within the window, the customer had bought it.
    exposed: Vec<u32>,
    /// Those of them that hold it again.
    again: Vec<u32>,
    /// Per customer number: products bought after the first basket, and those of them bought before.
    bought_later: Vec<[u32; 2]>,
}

/// Baskets kept per customer: the weight of older ones is below .01 in every table but one, there below .02.
const BASKETS_MAX: usize = 40;
/// Order lines kept per customer: 1.6 kB of the busiest one's history.
const LINES_MAX: usize = 400;
/// How many baskets later a purchase still counts as repeated, and as what follows another.
pub(super) const WINDOW_BASKETS: usize = 6;
/// Times at which a product's own rate of being bought again outweighs the shop's.
const PRIOR_EXPOSED: f32 = 10.0;
/// Products by which a customer's own share of repeats is drawn to the shop's.
const PRIOR_BOUGHT: f32 = 2.0;

/// One customer's baskets, one behind the other.
#[derive(Default)]
struct Own {
    products: Vec<ProductIndex>,
    /// Where each basket ends.
    ends: Vec<usize>,
    /// Every product with the basket's number, sorted.
    placed: Vec<(ProductIndex, u32)>,
}

impl Own {
    fn read(&mut self, orders: &[(CustomerIndex, Day, Basket<'_>)], products: usize) {
        self.products.clear();
        self.ends.clear();
        self.placed.clear();
        for of_day in orders.chunk_by(|a, b| a.1 == b.1) {
            let from = self.products.len();
            let bought = of_day.iter().flat_map(|(_, _, basket)| basket.products);
            self.products
                .extend(bought.filter(|&&product| (product as usize) < products));
            self.products[from..].sort_unstable();
            let mut kept = from;
            for at in from..self.products.len() {
                if at == from || self.products[at] != self.products[kept - 1] {
                    self.products[kept] = self.products[at];
                    kept += 1;
                }
            }
            self.products.truncate(kept);
            if kept > from {
                let number = self.ends.len() as u32;
                self.placed
                    .extend(self.products[from..].iter().map(|&product| (product, number)));
                self.ends.push(kept);
            }
        }
        self.placed.sort_unstable();
    }
}

impl Tallies {
    fn add(&mut self, customer: CustomerIndex, own: &Own) {
        let baskets = own.ends.len();
        self.bought_later.resize(customer as usize + 1, [0; 2]);
        let first = own.ends.first().copied().unwrap_or_default();
        let mut repeated = 0;
        for of_product in own.placed.chunk_by(|a, b| a.0 == b.0) {
            let product = of_product[0].0 as usize;
            self.baskets[product] += of_product.len() as u32;
            repeated += of_product.len() - 1;
            for pair in of_product.windows(2) {
                let passed = (pair[1].1 - pair[0].1) as usize;
                self.exposed[product] += passed.min(WINDOW_BASKETS) as u32;
                self.again[product] += u32::from(passed <= WINDOW_BASKETS);
            }
            let passed = baskets - 1 - of_product[of_product.len() - 1].1 as usize;
            self.exposed[product] += passed.min(WINDOW_BASKETS) as u32;
            self.latest[product] += u32::from(passed == 0);
        }
        self.bought_later[customer as usize] = [(own.products.len() - first) as u32, repeated as u32];
    }

    /// Per product, the logarithm of the chance that a customer who bought it lately buys it again in the next basket.
    pub fn log_again(&self) -> Vec<f32> {
        let sum = |counts: &[u32]| counts.iter().map(|&count| u64::from(count)).sum::<u64>().max(1) as f64;
        let overall = (sum(&self.again) / sum(&self.exposed)) as f32;
        let rate = |(&again, &exposed): (&u32, &u32)| {
            ((again as f32 + PRIOR_EXPOSED * overall) / (exposed as f32 + PRIOR_EXPOSED)).ln()
        };
        self.again.iter().zip(&self.exposed).map(rate).collect()
    }

    /// Per customer number, the logarithm of the share of what the customer buys that was bought before.
    pub fn log_repeats(&self) -> Vec<f32> {
        let sum = |at: usize| {
            self.bought_later
                .iter()
                .map(|counts| u64::from(counts[at]))
                .sum::<u64>() as f64
        };
        let overall = ((sum(1) + 1.0) / (sum(0) + 2.0)) as f32;
        let share = |&[bought, repeated]: &[u32; 2]| {
            ((repeated as f32 + PRIOR_BOUGHT * overall) / (bought as f32 + PRIOR_BOUGHT)).ln()
        };
        self.bought_later.iter().map(share).collect()
    }
}

impl CustomerBaskets {
    /// Packs every customer's latest baskets and counts over all of them.
    pub fn collect(orders: &CustomerOrders<'_>, products: usize) -> (Self, Tallies) {
        let mut packed = Self {
            customer_offset: vec![0],
            basket_offset: vec![0],
            product: Vec::new(),
        };
        let mut tallies = Tallies {
            baskets: vec![0; products],
            latest: vec![0; products],
            exposed: vec![0; products],
            again: vec![0; products],
            bought_later: Vec::new(),
        };
        let mut own = Own::default();
        for (customer, orders) in orders.iter() {
            own.read(orders, products);
            if !own.ends.is_empty() {
                tallies.add(customer, &own);
                packed.push(customer, &own);
            }
        }
        (packed, tallies)
    }

    fn push(&mut self, customer: CustomerIndex, own: &Own) {
        if self.product.len() + LINES_MAX > u32::MAX as usize {
            return;
        }
        // The customers before this one that bought nothing get empty rows.
        let begin = self.basket_offset.len() as u32 - 1;
        self.customer_offset.resize(customer as usize + 1, begin);
        let end = own.products.len();
        let oldest = own.ends.len().saturating_sub(BASKETS_MAX);
        let starts = std::iter::once(0).chain(own.ends.iter().copied());
        let fits = |&(number, start): &(usize, usize)| number >= oldest && end - start <= LINES_MAX;
        let latest = own.ends.len() - 1;
        let from = starts
            .enumerate()
            .take(own.ends.len())
            .find(fits)
            .map_or(latest, |(number, _)| number);
        let mut start = from.checked_sub(1).map_or(0, |before| own.ends[before]);
        for &stop in &own.ends[from..] {
            let kept = stop.min(start + LINES_MAX);
            self.product.extend_from_slice(&own.products[start..kept]);
            self.basket_offset.push(self.product.len() as u32);
            start = stop;
        }
        self.customer_offset.push(self.basket_offset.len() as u32 - 1);
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Baskets, DayOrders, History, Partition};

    fn history(days: &[(i32, u32, &[u32])]) -> History {
        let of_day = |&(day, buyer, products): &(i32, u32, &[u32])| {
            let mut baskets = Baskets::default();
            baskets.push(&mut products.to_vec());
            DayOrders {
                day: Day(day),
                baskets: Arc::new(baskets),
                buyers: Arc::new(vec![buyer]),
                ..DayOrders::default()
            }
        };
        History::count(&Partition {
            orders: days.iter().map(of_day).collect(),
            ..Partition::default()
        })
    }

    #[test]
    fn baskets_are_days_and_repeats_are_counted_within_the_window() {
        let mut days: Vec<(i32, u32, &[u32])> = vec![(1, 2, &[5, 3]), (1, 2, &[3, 99]), (2, 2, &[3])];
        days.extend((3..12).map(|day| (day, 2, &[4][..])));
        days.push((20, 2, &[5]));
        let history = history(&days);
        let (packed, tallies) = CustomerBaskets::collect(&history.customers(), 10);
        assert_eq!(packed.customer_offset, [0, 0, 0, 12]);
        assert_eq!(packed.product[..4], [3, 5, 3, 4]);
        assert_eq!(
            (tallies.baskets[3], tallies.latest[5], tallies.latest[4]),
            (2, 1, 0)
        );
        // Bought again in the next basket, then exposed for six more; the other came back too late to count.
        assert_eq!((tallies.exposed[3], tallies.again[3]), (7, 1));
        assert_eq!((tallies.exposed[5], tallies.again[5]), (6, 0));
        assert_eq!(tallies.bought_later[2], [11, 10]);
    }

    #[test]
    fn a_busy_customer_keeps_the_latest_baskets() {
        let many: Vec<u32> = (0..90).collect();
        let days: Vec<(i32, u32, &[u32])> = (0..60).map(|day| (day, 0, &many[..1 + day as usize])).collect();
        let history = history(&days);
        let (packed, _) = CustomerBaskets::collect(&history.customers(), 90);
        assert!(packed.product.len() <= LINES_MAX && packed.product.len() > LINES_MAX - 60);
        assert_eq!(packed.product[packed.product.len() - 60..], many[..60]);
    }
}
