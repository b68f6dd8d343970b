//! **What a shopkeeper sees:** how many offers shown in a hundred are clicked.
//!
//! **Method:** clicks over impressions, by visitor: one visitor's clicks are not independent of each other.
//!
//! **When it fails:** offers below the fold count as shown; the viewable rate leaves them out. More offers on a page
//! lower it without anybody liking them less.
//!
//! **Source:** variance by A. Deng, U. Knoblich and J. Lu, KDD 2018.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "click_through_rate",
    short: "CTR",
    tells: "Clicks for each offer shown.",
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
    f64::from(visitor.impressions)
}
