//! **What a shopkeeper sees:** what each visitor brings, those who buy nothing included.
//!
//! **Method:** revenue of a visitor, refunds taken off, fees left out; the mean over visitors.
//!
//! **When it fails:** a few very large orders decide it; comparisons cut them, see `winsorise`.
//!
//! **Source:** R. Kohavi, D. Tang and Y. Xu, "Trustworthy online controlled experiments", Cambridge 2020, chapter 7.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "revenue_per_visitor",
    short: "revenue/visitor",
    tells: "What a visitor brings: paid less paid back, without postage.",
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

fn base(_visitor: &VisitorTotals) -> f64 {
    1.0
}
