//! **What a shopkeeper sees:** how far up the right product stands: 1 always first, 0.5 always second.
//!
//! **Method:** the mean of one over the place of the hidden product, 0 past k.
//!
//! **When it fails:** it is ruled by the first two places.
//!
//! **Source:** E. Voorhees, "The TREC-8 question answering track report", 1999.

use super::{Metric, Rank};

pub(super) const METRIC: Metric = Metric {
    id: "reciprocal_rank",
    tells: "The mean of one over the place of the hidden product.",
};

/// The mean reciprocal rank at `depth`; 0 where there are no queries.
pub fn at(ranks: &[Rank], depth: usize) -> f64 {
    let sum: f64 = ranks
        .iter()
        .flatten()
        .filter(|&&rank| rank <= depth)
        .map(|&rank| 1.0 / rank as f64)
        .sum();
    sum / ranks.len().max(1) as f64
}

#[cfg(test)]
mod tests {
    #[test]
    fn averages_inverse_places() {
        let ranks = [Some(1), Some(4), Some(11), None];
        assert!((super::at(&ranks, 10) - 1.25 / 4.0).abs() < 1e-12);
    }
}
