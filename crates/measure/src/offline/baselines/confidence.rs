//! **What a shopkeeper sees:** "38 % of those who bought this also bought …".
//!
//! **Method:** the share of a cart product's orders that hold the offered one, added up over the cart.
//!
//! **When it fails:** like counting: best sellers go with everything.
//!
//! **Source:** R. Agrawal, T. Imieliński and A. Swami, "Mining association rules between sets of items", 1993.

use super::{Baseline, CARTS};
use crate::offline::pairs;

pub(super) const BASELINE: Baseline = Baseline {
    id: "confidence",
    tells: "Adds up the share of the orders with a product of the cart that also hold the offered one.",
    tasks: CARTS,
    learn: |split| pairs::learn(split, |counts| counts.both / counts.given),
};
