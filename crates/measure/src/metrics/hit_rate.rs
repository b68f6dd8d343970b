//! **What a shopkeeper sees:** in how many of 100 carts the product the customer really took was among the first k
//! offers.
//!
//! **Method:** the share of queries whose hidden product has a place up to k. A product that the history does not know
//! counts as a miss.
//!
//! **When it fails:** it counts what would have been bought anyway; it is no revenue.
//!
//! **Source:** standard in the field, e.g. M. Deshpande and G. Karypis, "Item-based top-N recommendation algorithms",
//! 2004.

use super::{Metric, Rank};

pub(super) const METRIC: Metric = Metric {
    id: "hit_rate",
    tells: "The share of carts whose hidden product is among the first k offers.",
};

/// The hit rate at `depth`; 0 where there are no queries.
pub fn at(ranks: &[Rank], depth: usize) -> f64 {
    let hits = ranks.iter().flatten().filter(|&&rank| rank <= depth).count();
    hits as f64 / ranks.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_places_up_to_the_depth() {
        let ranks = [Some(1), Some(10), Some(11), None];
        assert!((super::at(&ranks, 10) - 0.5).abs() < 1e-12);
        assert!((super::at(&ranks, 1) - 0.25).abs() < 1e-12);
        assert!(super::at(&[], 10).abs() < 1e-12);
    }
}
