//! The metrics: a file each, and this list.

pub mod coverage;
pub mod hit_rate;
pub mod median_popularity;
pub mod ndcg;
pub mod recall;
pub mod reciprocal_rank;
pub mod same_leaf_share;

use recommend::{Catalogue, ProductIndex};

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
    /// Products that the history knows.
    pub known: usize,
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
];

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
    let known = orders.iter().filter(|&&orders| orders > 0).count();
    Lists {
        shown,
        seeds,
        orders,
        known,
        catalogue,
    }
}
