//! **What a shopkeeper sees:** how many things an average order holds.
//!
//! **Method:** units over orders, returned units left out; by visitor.
//!
//! **When it fails:** where one product is bought by the dozen, such as screws.
//!
//! **Source:** the trade's usual definition (units per transaction).

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "units_per_order",
    short: "units",
    tells: "Units of merchandise in an order, those sent back left out.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: false,
        better: Better::Higher,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.units)
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.orders)
}
