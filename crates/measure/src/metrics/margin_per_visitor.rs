//! **What a shopkeeper sees:** what each visitor earns the shop, those who buy nothing included.
//!
//! **Method:** margin of a visitor's lines in proportion to what was not paid back; the mean over visitors. Where a
//! cost is unknown the share of its category stands in, and where nothing is known the whole price counts.
//!
//! **When it fails:** costs that leave out shipping, payment and service.
//!
//! **Source:** as revenue per visitor; on why margin and not revenue, R. Kohavi et al., 2020, chapter 7.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "margin_per_visitor",
    short: "margin/visitor",
    tells: "What a visitor earns the shop: margin of what stayed with them.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: true,
        better: Better::Higher,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    visitor.margin_minor as f64
}

fn base(_visitor: &VisitorTotals) -> f64 {
    1.0
}
