//! **What a shopkeeper sees:** how many answers in a hundred come too late to be seen.
//!
//! **Method:** answers slower than the limit over all answers, by visitor: a share of slow answers can be compared
//! where a percentile of waiting times cannot.
//!
//! **When it fails:** what the network takes is not in it.
//!
//! **Source:** J. Dean and L. Barroso, "The tail at scale", CACM 2013.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "slow_answer_rate",
    short: "slow answers",
    tells: "The share of the answers that took too long to decide.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: false,
        better: Better::Lower,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.answers_slow)
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.answers)
}
