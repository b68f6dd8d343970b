//! How strongly products hang together: shared orders, each weighing by its size and age, and by how near to each other
//! the two products came into it.
//!
//! `G_ij = Σ_b |b|^-γ · 0.5^(age_b / half-life) · (m + (1 - m) · exp(-|place_i - place_j| / reach))`. All of it is
//! summed in fixed point, so that a sum does not depend on the sequence in which orders are visited, and `G_ij` equals
//! `G_ji`.

use shop::Day;

use super::pairs::BasketIndex;
use crate::{History, dataset::Basket, query::ProductIndex};

/// What an order and a pair of places in it weigh.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Weighting {
    /// How much a large order says less: it weighs `size^-gamma`.
    pub gamma: f64,
    /// After so many days an order weighs half; 0: orders do not age.
    pub half_life_days: f64,
    /// Over how many places nearness fades to a third, in products.
    pub order_reach: f64,
    /// The share of an order's weight that does not depend on nearness, from 0 to 1.
    pub order_mix: f64,
}

/// An order's weight is kept as a class, that fits where its size otherwise stands: 256 classes for each halving, so
/// that a weight is within .14 % of what it should be.
const CLASSES_PER_HALVING: f64 = 256.0;
/// The least weight of an order is 2^-16: what is older or larger weighs no less.
const HALVINGS_MAX: usize = 16;
/// An order's weight in fixed point: 2^32 orders of weight one fit into a cell.
const WEIGHT_ONE: f64 = (1_u64 << 30) as f64;
/// Nearness in fixed point.
const NEARNESS_BITS: u32 = 16;

/// Orders turned round, with their weights.
pub struct GramIndex {
    baskets: BasketIndex,
    /// By class.
    weights: Vec<u64>,
    /// By distance.
    nearness: Vec<u64>,
}

/// The reusable dense array of one thread.
pub struct GramRow {
    cells: Vec<u64>,
    touched: Vec<ProductIndex>,
}

impl GramRow {
    /// For rows over `products` products.
    pub fn new(products: usize) -> Self {
        Self {
            cells: vec![0; products],
            touched: Vec::new(),
        }
    }
}

impl GramIndex {
    /// Turns the orders of `history` round. Products from `products` on are left out.
    pub fn build(products: usize, history: &History, weighting: &Weighting) -> Self {
        let (first, last) = (
            history.first_day().unwrap_or_default(),
            history.last_day().unwrap_or_default(),
        );
        let classed = || {
            history.iter_dated(first, last).map(|(day, basket)| Basket {
                size: weighting.class(basket.size, day, last),
                ..basket
            })
        };
        let baskets = BasketIndex::build(products, classed);
        let classes = HALVINGS_MAX * CLASSES_PER_HALVING as usize;
        let weight = |class: usize| (WEIGHT_ONE * (-(class as f64) / CLASSES_PER_HALVING).exp2()).round();
        let distances = 0..shop::limits::BASKET_PRODUCTS_MAX;
        Self {
            baskets,
            weights: (0..=classes).map(|class| weight(class) as u64).collect(),
            nearness: distances.map(|distance| weighting.nearness(distance)).collect(),
        }
    }

    /// Orders per product, by product index.
    pub fn orders(&self) -> &[u32] {
        self.baskets.orders()
    }

    /// `G_ii`: the summed weight of the orders that hold `product`.
    pub fn own_weight(&self, product: ProductIndex) -> f64 {
        let weights = self
            .baskets
            .orders_of(product)
            .map(|(class, _)| self.weights[class as usize]);
        weights.sum::<u64>() as f64 / WEIGHT_ONE
    }

    /// `G_ij` for the given product `i` and every `j` that shares orders with it, `i` itself among them, in no
    /// particular order.
    pub fn row(&self, product: ProductIndex, row: &mut GramRow, mut visit: impl FnMut(ProductIndex, f64)) {
        let GramRow { cells, touched } = row;
        for (class, products) in self.baskets.orders_of(product) {
            let weight = self.weights[class as usize];
            let own = products
                .iter()
                .position(|&other| other == product)
                .unwrap_or_default();
            for (place, &other) in products.iter().enumerate() {
                let cell = &mut cells[other as usize];
                if *cell == 0 {
                    touched.push(other);
                }
                // At least one unit, as a cell of zero is one not touched yet.
                *cell += ((weight * self.nearness[place.abs_diff(own)]) >> NEARNESS_BITS).max(1);
            }
        }
        for other in touched.drain(..) {
            let cell = std::mem::take(&mut cells[other as usize]);
            visit(other, cell as f64 / WEIGHT_ONE);
        }
    }
}

impl Weighting {
    fn class(&self, size: u32, day: Day, last: Day) -> u32 {
        let by_size = self.gamma.max(0.0) * f64::from(size.max(1)).log2();
        let by_age = match self.half_life_days > 0.0 {
            true => f64::from(last.0.saturating_sub(day.0)) / self.half_life_days,
            false => 0.0,
        };
        ((by_size + by_age).min(HALVINGS_MAX as f64) * CLASSES_PER_HALVING).round() as u32
    }

    fn nearness(&self, distance: usize) -> u64 {
        let mix = self.order_mix.clamp(0.0, 1.0);
        let fading = (-(distance as f64) / self.order_reach.max(1e-9)).exp();
        let one = f64::from(1_u32 << NEARNESS_BITS);
        (one * (mix + (1.0 - mix) * fading)).round() as u64
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Baskets, DayOrders, Partition};

    fn history(days: &[(i32, &[&[u32]])]) -> History {
        let orders = days.iter().map(|(day, orders)| {
            let mut baskets = Baskets::default();
            orders.iter().for_each(|order| {
                baskets.push(&mut order.to_vec());
            });
            DayOrders {
                day: Day(*day),
                baskets: Arc::new(baskets),
                ..DayOrders::default()
            }
        });
        History::count(&Partition {
            orders: orders.collect(),
            ..Partition::default()
        })
    }

    #[test]
    fn orders_weigh_by_size_age_and_nearness() {
        let history = history(&[(10, &[&[0, 1, 2, 9], &[0, 2]]), (20, &[&[2, 0]])]);
        let weighting = Weighting {
            gamma: 0.5,
            half_life_days: 10.0,
            order_reach: 2.0,
            order_mix: 0.2,
        };
        let index = GramIndex::build(3, &history, &weighting);
        let mut found = [[0.0; 3]; 3];
        let mut row = GramRow::new(3);
        for product in 0..3 {
            index.row(product, &mut row, |other, weight| {
                found[product as usize][other as usize] = weight;
            });
        }
        let near = |distance: f64| 0.2 + 0.8 * (-distance / 2.0).exp();
        let (four, two, new_two) = (0.5 * 0.5, 0.5 * 0.5_f64.sqrt(), 0.5_f64.sqrt());
        let expect = |a: usize, b: usize| match (a.min(b), a.max(b)) {
            (0, 0) | (2, 2) => four + two + new_two,
            (0, 1) | (1, 2) => four * near(1.0),
            (1, 1) => four,
            _ => four * near(2.0) + (two + new_two) * near(1.0),
        };
        for a in 0..3 {
            for b in 0..3 {
                assert!(
                    (found[a][b] / expect(a, b) - 1.0).abs() < 2e-3,
                    "{a} {b}: {found:?}"
                );
                assert_eq!(found[a][b].to_bits(), found[b][a].to_bits());
            }
            assert_eq!(index.own_weight(a as u32).to_bits(), found[a][a].to_bits());
        }
    }

    #[test]
    fn old_and_large_orders_keep_a_little_weight() {
        let weighting = Weighting {
            gamma: 1.0,
            half_life_days: 1.0,
            order_reach: 0.0,
            order_mix: 0.0,
        };
        let index = GramIndex::build(2, &history(&[(0, &[&[0, 1]]), (9_000, &[&[0]])]), &weighting);
        let mut pairs = Vec::new();
        index.row(1, &mut GramRow::new(2), |other, weight| {
            pairs.push((other, weight > 0.0))
        });
        pairs.sort_unstable();
        assert_eq!(pairs, [(0, true), (1, true)]);
    }
}
