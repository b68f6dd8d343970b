//! **What a shopkeeper sees:** what an average order brings.
//!
//! **Method:** revenue over orders, refunds taken off, fees left out; by visitor.
//!
//! **When it fails:** when offers bring small orders that would not have been placed at all: it falls although the
//! shop earns more. Look at revenue per visitor beside it.
//!
//! **Source:** the trade's usual definition; variance by A. Deng, U. Knoblich and J. Lu, KDD 2018.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "average_order_value",
    short: "AOV",
    tells: "What an order brings: paid less paid back, without postage.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: true,
        better: Better::Higher,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    visitor.revenue_minor as f64
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.orders)
}
