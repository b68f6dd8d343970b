//! **What a shopkeeper sees:** how many visitors in a hundred unsubscribe.
//!
//! **Method:** unsubscriptions over visitors.
//!
//! **When it fails:** rare events: small experiments say nothing about them.
//!
//! **Source:** R. Kohavi et al., 2020, chapter 21.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "unsubscribe_rate",
    short: "unsubscribes",
    tells: "Unsubscribed messages for each visitor.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: false,
        better: Better::Lower,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.unsubscribes)
}

fn base(_visitor: &VisitorTotals) -> f64 {
    1.0
}
