//! **What a shopkeeper sees:** what part of the money goes back to customers.
//!
//! **Method:** amount refunded over amount paid, by visitor.
//!
//! **When it fails:** refunds come weeks after the order: the latest days look better than they are.
//!
//! **Source:** the trade's usual definition.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "refund_rate",
    short: "refunds",
    tells: "The share of what was paid that was paid back.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: false,
        better: Better::Lower,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    visitor.refunded_minor as f64
}

fn base(visitor: &VisitorTotals) -> f64 {
    visitor.paid_minor as f64
}
