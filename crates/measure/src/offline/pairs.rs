//! What the baselines of pairs share: how many orders hold two products, and a score made of it.

use rayon::prelude::*;
use recommend::{
    Basket, ProductIndex, Query,
    counting::pairs::{Accumulator, BasketIndex, BasketWeights},
};

use super::{
    baselines::{Learnt, Scores},
    split::Split,
};

/// How many orders hold a pair, each of its products, and there are.
#[derive(Debug, Clone, Copy)]
pub struct Counts {
    /// Both.
    pub both: f64,
    /// The product of the cart.
    pub given: f64,
    /// The product that may be offered.
    pub offered: f64,
    /// All orders.
    pub orders: f64,
}

/// Scored pairs that are kept, so that a product in many carts is counted once: 64 MiB. The products past it are
/// counted each time they are asked for.
const PAIRS_KEPT_MAX: usize = 8 << 20;
/// Products whose rows are counted before it is seen whether there is room for more.
const PRODUCTS_AT_A_TIME: usize = 4_096;

struct Pairs {
    index: BasketIndex,
    score: fn(&Counts) -> f64,
    /// The rows of the first products.
    rows: Vec<Vec<(ProductIndex, f32)>>,
}

/// Sums `score` of the pairs of every product of the cart.
pub fn learn(split: &Split<'_>, score: fn(&Counts) -> f64) -> Box<dyn Learnt> {
    let baskets = || -> Box<dyn Iterator<Item = Basket<'_>>> {
        Box::new(split.partition.orders.iter().flat_map(|day| day.baskets.iter()))
    };
    let mut pairs = Pairs {
        index: BasketIndex::build(split.past.catalogue.len(), baskets),
        score,
        rows: Vec::new(),
    };
    pairs.keep_rows();
    Box::new(pairs)
}

impl Pairs {
    fn keep_rows(&mut self) {
        let products = self.index.products();
        let mut kept = 0;
        while self.rows.len() < products && kept < PAIRS_KEPT_MAX {
            let from = self.rows.len();
            let row = |accumulator: &mut Accumulator, product: usize| {
                let mut row = Vec::new();
                self.row(product as ProductIndex, accumulator, |other, score| {
                    row.push((other, score as f32));
                });
                row
            };
            let counted: Vec<Vec<(ProductIndex, f32)>> = (from..products.min(from + PRODUCTS_AT_A_TIME))
                .into_par_iter()
                .map_init(|| Accumulator::new(products), row)
                .collect();
            kept += counted.iter().map(Vec::len).sum::<usize>();
            self.rows.extend(counted);
        }
    }

    /// Every pair of `seed` whose score is above 0.
    fn row(
        &self,
        seed: ProductIndex,
        accumulator: &mut Accumulator,
        mut visit: impl FnMut(ProductIndex, f64),
    ) {
        let orders = self.index.orders();
        let weights = BasketWeights::new(0.0);
        self.index.row(seed, &weights, 1, accumulator, |pair| {
            let score = (self.score)(&Counts {
                both: f64::from(pair.orders),
                given: f64::from(orders[seed as usize]),
                offered: f64::from(orders[pair.product as usize]),
                orders: self.index.totals.orders as f64,
            });
            if score > 0.0 {
                visit(pair.product, score);
            }
        });
    }
}

impl Learnt for Pairs {
    fn score(&self, query: &Query<'_>, _depth: usize, scores: &mut Scores) {
        for seed in query.seeds() {
            if let Some(row) = self.rows.get(seed as usize) {
                for &(product, score) in row {
                    scores.add(product, f64::from(score));
                }
            } else {
                let mut accumulator = scores.take_rows(self.index.products());
                self.row(seed, &mut accumulator, |product, score| {
                    scores.add(product, score)
                });
                scores.give_rows_back(accumulator);
            }
        }
    }
}
