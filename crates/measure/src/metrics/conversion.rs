//! **What a shopkeeper sees:** how many visitors in a hundred buy something.
//!
//! **Method:** visitors with an order over all visitors.
//!
//! **When it fails:** when visitors without cookies count as new ones on each visit.
//!
//! **Source:** R. Kohavi et al., 2020, chapter 7.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "conversion",
    short: "conversion",
    tells: "The share of the visitors who buy.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: false,
        better: Better::Higher,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.buyers)
}

fn base(_visitor: &VisitorTotals) -> f64 {
    1.0
}
