//! **What a shopkeeper sees:** how many offers shown in a hundred are declined: the price of showing too much.
//!
//! **Method:** dismissals over impressions, by visitor.
//!
//! **When it fails:** most who are annoyed do not click anything away; watch conversion too.
//!
//! **Source:** the trade's usual definition.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "dismissal_rate",
    short: "dismissals",
    tells: "Offers declined for each offer shown.",
    of: Of::Visitors(RATIO),
};

/// How it is worked out.
pub const RATIO: Ratio = Ratio {
    value,
    base,
    is_money: false,
    better: Better::Lower,
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.dismissals)
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.impressions)
}
