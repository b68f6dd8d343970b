//! **What a shopkeeper sees:** how much of what the customer really took was among the first k offers.
//!
//! **Method:** the right products with a place up to k, over all right products; the mean over the questions.
//!
//! **When it fails:** a basket larger than k cannot reach 1.
//!
//! **Source:** standard in next-basket research, e.g. H. Hu et al., "Modeling personalized item frequency information
//! for next-basket recommendation", SIGIR 2020.

use super::{Found, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "recall",
    short: "recall",
    tells: "The share of the right products that is among the first k offers.",
    of: Of::Question(at),
};

/// The share of the right products among the first `depth`; 0 where nothing is right.
pub fn at(found: &Found<'_>, depth: usize) -> f64 {
    found.up_to(depth).count() as f64 / found.relevant.max(1) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unknown_products_count_as_not_found() {
        let found = Found {
            places: &[1, 7, 12],
            relevant: 4,
        };
        assert!((at(&found, 10) - 0.5).abs() < 1e-12);
        let nothing = Found {
            places: &[],
            relevant: 0,
        };
        assert!(at(&nothing, 10).abs() < 1e-12);
    }
}
