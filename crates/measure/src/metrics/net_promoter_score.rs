//! **What a shopkeeper sees:** whether customers would recommend the shop.
//!
//! **Method:** promoters less detractors over all answers, by visitor.
//!
//! **When it fails:** few answer, and those who do are no fair sample; compare arms, not shops.
//!
//! **Source:** F. Reichheld, "The one number you need to grow", Harvard Business Review 2003.

use super::{Metric, Of, Ratio};
use crate::{experiments::guardrails::Better, ledger::VisitorTotals};

pub(super) const METRIC: Metric = Metric {
    id: "net_promoter_score",
    short: "NPS",
    tells: "Answers of 9 and 10 less those of 0 to 6, for each answer to the satisfaction question.",
    of: Of::Visitors(Ratio {
        value,
        base,
        is_money: false,
        better: Better::Higher,
    }),
};

fn value(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.promoters) - f64::from(visitor.detractors)
}

fn base(visitor: &VisitorTotals) -> f64 {
    f64::from(visitor.ratings)
}
