//! **What a shopkeeper sees:** how many orders in a hundred hold something that an offer brought up.
//!
//! **Method:** orders with at least one credited line over all orders; see `attribution` for what is credited.
//!
//! **When it fails:** it counts what would have been bought anyway. Only the hold-out tells what offers caused.
//!
//! **Source:** the trade's usual definition.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "attach_rate",
    short: "attach",
    tells: "The share of the orders in which something offered was taken.",
    of: Of::Visitors(RATIO),
};

/// How it is worked out.
pub const RATIO: Ratio = Ratio {
    value,
    base,
    is_money: false,
    better: Better::Higher,
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.orders_with_offers)
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.orders)
}
