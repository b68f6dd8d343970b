//! What the baselines of pairs share: how many orders hold two products, and a score made of it.

use recommend::{
    Basket, Query,
    counting::pairs::{BasketIndex, BasketWeights},
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

struct Pairs {
    index: BasketIndex,
    score: fn(&Counts) -> f64,
}

/// Sums `score` of the pairs of every product of the cart.
pub fn learn(split: &Split<'_>, score: fn(&Counts) -> f64) -> Box<dyn Learnt> {
    let baskets = || -> Box<dyn Iterator<Item = Basket<'_>>> {
        Box::new(split.partition.orders.iter().flat_map(|day| day.baskets.iter()))
    };
    Box::new(Pairs {
        index: BasketIndex::build(split.past.catalogue.len(), baskets),
        score,
    })
}

impl Learnt for Pairs {
    fn score(&self, query: &Query<'_>, _depth: usize, scores: &mut Scores) {
        let weights = BasketWeights::new(0.0);
        let orders = self.index.orders();
        let mut accumulator = scores.take_rows(orders.len());
        for seed in query.seeds() {
            self.index.row(seed, &weights, 1, &mut accumulator, |pair| {
                let counts = Counts {
                    both: f64::from(pair.orders),
                    given: f64::from(orders[seed as usize]),
                    offered: f64::from(orders[pair.product as usize]),
                    orders: self.index.totals.orders as f64,
                };
                scores.add(pair.product, (self.score)(&counts));
            });
        }
        scores.give_rows_back(accumulator);
    }
}
