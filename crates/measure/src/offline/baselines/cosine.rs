//! **What a shopkeeper sees:** pairs that are rather in the same orders than apart.
//!
//! **Method:** orders that hold both over the root of the product of the orders of each, added up over the cart.
//!
//! **When it fails:** two products that sold once, together, are as close as can be.
//!
//! **Source:** B. Sarwar et al., "Item-based collaborative filtering recommendation algorithms", 2001.

use super::{Baseline, CARTS};
use crate::offline::pairs;

pub(super) const BASELINE: Baseline = Baseline {
    id: "cosine",
    tells: "Adds up the cosine of the orders of both products.",
    tasks: CARTS,
    learn: |split| {
        pairs::learn(split, |counts| {
            counts.both / (counts.given * counts.offered).sqrt()
        })
    },
};
