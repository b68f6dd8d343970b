//! The metrics: a file each, and this list.

pub mod attach_rate;
mod average_order_value;
pub mod click_through_rate;
mod conversion;
pub mod coverage;
pub mod dismissal_rate;
pub mod hit_rate;
mod margin_per_visitor;
pub mod median_popularity;
pub mod ndcg;
mod net_promoter_score;
pub mod recall;
pub mod reciprocal_rank;
mod refund_rate;
mod revenue_per_visitor;
pub mod same_leaf_share;
mod slow_answer_rate;
mod units_per_order;
mod unsubscribe_rate;
pub mod viewable_click_through_rate;

use recommend::{Catalogue, ProductIndex};

use crate::{
    experiments::{guardrails::Better, ratio::UnitTotals},
    ledger::VisitorTotals,
};

/// A metric's public id, what it tells, and how it is worked out.
#[derive(Debug)]
pub struct Metric {
    /// Public id; the file's stem.
    pub id: &'static str,
    /// What it is called in a table's heading.
    pub short: &'static str,
    /// What it tells.
    pub tells: &'static str,
    /// How it is worked out.
    pub of: Of,
}

/// What a metric is worked out from.
#[derive(Debug)]
pub enum Of {
    /// A number per question, of which the mean counts: from what was found, up to a depth.
    Question(Measure),
    /// One number for all the lists together.
    Lists(fn(&Lists<'_>, usize) -> f64),
    /// A ratio of two sums over visitors, from what they did in the shop.
    Visitors(Ratio),
}

/// A ratio of two sums over visitors; a mean per visitor where the base of each is 1.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    /// What is summed up; of money, in minor units.
    pub value: fn(&VisitorTotals) -> f64,
    /// What it is measured by.
    pub base: fn(&VisitorTotals) -> f64,
    /// Whether the number is an amount in minor units of the shop's currency.
    pub is_money: bool,
    /// Which way it is to go.
    pub better: Better,
}

impl Ratio {
    /// A visitor's part of the number.
    pub fn part(&self, visitor: &VisitorTotals) -> UnitTotals {
        UnitTotals::of_ratio((self.value)(visitor), (self.base)(visitor))
    }

    /// The number of these sums; none where there is nothing to measure by. What is measured by visitors is divided by
    /// their number, `visitors`.
    pub fn of_sums(&self, sums: &VisitorTotals, visitors: u64) -> Option<f64> {
        let base = match self.is_per_visitor() {
            true => visitors as f64,
            false => (self.base)(sums),
        };
        (base > 0.0).then(|| (self.value)(sums) / base)
    }

    /// Whether the base of each visitor is 1.
    pub fn is_per_visitor(&self) -> bool {
        (self.base)(&VisitorTotals::default()) > 0.0
    }
}

/// A number of one question, of the first so many products.
pub type Measure = fn(&Found<'_>, usize) -> f64;

/// What one question led to.
#[derive(Debug, Clone, Copy)]
pub struct Found<'a> {
    /// The places of the right products among the proposals, ascending, 1 for the first.
    pub places: &'a [u32],
    /// How many right products there are, those that were not found or are unknown to the history included.
    pub relevant: usize,
}

impl Found<'_> {
    /// The places up to `depth`.
    pub fn up_to(&self, depth: usize) -> impl Iterator<Item = u32> + '_ {
        self.places
            .iter()
            .copied()
            .filter(move |&place| place as usize <= depth)
    }
}

/// All lists that a method gave, for metrics that look at them together.
#[derive(Clone, Copy)]
pub struct Lists<'a> {
    /// What was proposed, list by list, the best first.
    pub shown: &'a [Vec<ProductIndex>],
    /// What each list was to go with.
    pub seeds: &'a [Vec<ProductIndex>],
    /// Orders of the history that hold each product.
    pub orders: &'a [u32],
    /// The products.
    pub catalogue: &'a Catalogue,
}

impl Lists<'_> {
    /// Every product among the first `depth` of a list, list by list.
    pub fn up_to(&self, depth: usize) -> impl Iterator<Item = ProductIndex> + '_ {
        self.shown
            .iter()
            .flat_map(move |list| list.iter().take(depth).copied())
    }
}

/// Every metric.
pub static ALL: &[Metric] = &[
    hit_rate::METRIC,
    reciprocal_rank::METRIC,
    ndcg::METRIC,
    recall::METRIC,
    coverage::METRIC,
    median_popularity::METRIC,
    same_leaf_share::METRIC,
    average_order_value::METRIC,
    attach_rate::METRIC,
    units_per_order::METRIC,
    revenue_per_visitor::METRIC,
    margin_per_visitor::METRIC,
    conversion::METRIC,
    click_through_rate::METRIC,
    viewable_click_through_rate::METRIC,
    dismissal_rate::METRIC,
    refund_rate::METRIC,
    unsubscribe_rate::METRIC,
    slow_answer_rate::METRIC,
    net_promoter_score::METRIC,
];

/// Metrics of lists that are also told of what a shop showed.
pub const IN_BOTH: [&str; 1] = ["coverage"];

/// Every metric of what visitors did.
pub fn of_visitors() -> impl Iterator<Item = (&'static Metric, Ratio)> {
    ALL.iter().filter_map(|metric| match metric.of {
        Of::Visitors(ratio) => Some((metric, ratio)),
        _ => None,
    })
}

/// The metric of what visitors did with this id.
pub fn of_visitors_with_id(id: &str) -> Option<(&'static Metric, Ratio)> {
    of_visitors().find(|(metric, _)| metric.id == id)
}

/// The metric with this id.
pub fn find(id: &str) -> Option<&'static Metric> {
    ALL.iter().find(|metric| metric.id == id)
}

#[cfg(test)]
pub(crate) fn lists<'a>(
    shown: &'a [Vec<ProductIndex>],
    seeds: &'a [Vec<ProductIndex>],
    orders: &'a [u32],
    catalogue: &'a Catalogue,
) -> Lists<'a> {
    Lists {
        shown,
        seeds,
        orders,
        catalogue,
    }
}
