//! **What a shopkeeper sees:** how far up the right product stands: 1 always first, 0.5 always second.
//!
//! **Method:** the mean of one over the place of the first right product, 0 past k.
//!
//! **When it fails:** it is ruled by the first two places.
//!
//! **Source:** E. Voorhees, "The TREC-8 question answering track report", 1999.

use super::{Found, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "reciprocal_rank",
    short: "MRR",
    tells: "The mean of one over the place of the first right product.",
    of: Of::Question(at),
};

/// One over the place of the first right product, 0 past `depth`.
pub fn at(found: &Found<'_>, depth: usize) -> f64 {
    found
        .up_to(depth)
        .next()
        .map_or(0.0, |place| 1.0 / f64::from(place))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_first_right_product() {
        let value = |places: &[u32]| at(&Found { places, relevant: 2 }, 10);
        assert!((value(&[4, 5]) - 0.25).abs() < 1e-12);
        assert!(value(&[11]).abs() < 1e-12);
    }
}
