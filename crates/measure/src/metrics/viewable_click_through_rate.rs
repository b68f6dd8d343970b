//! **What a shopkeeper sees:** how many offers that were really seen, in a hundred, are clicked.
//!
//! **Method:** clicks over viewable impressions (half of the offer on the screen for one second), by visitor.
//!
//! **When it fails:** where a page reports impressions only.
//!
//! **Source:** Media Rating Council, "Viewable ad impression measurement guidelines", 2014.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "viewable_click_through_rate",
    short: "viewable CTR",
    tells: "Clicks for each offer that was on the screen for a second.",
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
    f64::from(visitor.clicks)
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.viewables)
}
