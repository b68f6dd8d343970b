//! **What a shopkeeper sees:** "often bought together", without any correction.
//!
//! **Method:** the orders that hold a product of the cart and the offered one, added up over the cart.
//!
//! **When it fails:** best sellers are in many orders with everything.
//!
//! **Source:** the plainest count of pairs.

use super::{Baseline, CARTS};
use crate::offline::pairs;

pub(super) const BASELINE: Baseline = Baseline {
    id: "co_count",
    tells: "Adds up the orders that hold a product of the cart and the offered one.",
    tasks: CARTS,
    learn: |split| pairs::learn(split, |counts| counts.both),
};
