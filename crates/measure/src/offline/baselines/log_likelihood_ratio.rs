//! **What a shopkeeper sees:** pairs that chance does not explain.
//!
//! **Method:** Dunning's log-likelihood ratio of the two-by-two table of orders with and without each product, of pairs
//! that are more frequent than chance lets expect; added up over the cart.
//!
//! **When it fails:** it favours pairs with many orders, because it measures how sure a pair is and not how strong.
//!
//! **Source:** T. Dunning, "Accurate methods for the statistics of surprise and coincidence", 1993.

use super::{Baseline, CARTS};
use crate::offline::pairs::{self, Counts};

pub(super) const BASELINE: Baseline = Baseline {
    id: "log_likelihood_ratio",
    tells: "Adds up how surely the pair is no chance.",
    tasks: CARTS,
    learn: |split| pairs::learn(split, ratio),
};

/// `2 · Σ observed · ln(observed / expected)` over the four cells; 0 where the pair is not above chance.
fn ratio(counts: &Counts) -> f64 {
    let Counts {
        both,
        given,
        offered,
        orders,
    } = *counts;
    if both * orders <= given * offered {
        return 0.0;
    }
    let cell = |observed: f64, row: f64, column: f64| {
        if observed > 0.0 {
            observed * (observed * orders / (row * column)).ln()
        } else {
            0.0
        }
    };
    let neither = orders - given - offered + both;
    2.0 * (cell(both, given, offered)
        + cell(given - both, given, orders - offered)
        + cell(offered - both, orders - given, offered)
        + cell(neither, orders - given, orders - offered))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ratio_is_the_published_one() {
        let value = |both, given, offered, orders| {
            ratio(&Counts {
                both,
                given,
                offered,
                orders,
            })
        };
        // "the swiss" in Dunning's table 1: 110, 2442, 111, 29114 in the four cells, -2 log λ = 270.72.
        let swiss = value(110.0, 2_552.0, 221.0, 31_777.0);
        assert!((swiss - 270.72).abs() < 0.01, "{swiss}");
        assert!(value(1.0, 10.0, 100.0, 1_000.0).abs() < 1e-12);
    }
}
