//! **What a shopkeeper sees:** in how many of 100 carts a product the customer really took was among the first k
//! offers.
//!
//! **Method:** the share of questions of which a right product has a place up to k. A product that the history does not
//! know counts as a miss.
//!
//! **When it fails:** it counts what would have been bought anyway; it is no revenue.
//!
//! **Source:** standard in the field, e.g. M. Deshpande and G. Karypis, "Item-based top-N recommendation algorithms",
//! 2004. Of a customer's next basket it is called personal hit ratio (PHR).

use super::{Found, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "hit_rate",
    short: "HR",
    tells: "The share of questions with a right product among the first k offers.",
    of: Of::Question(at),
};

/// 1 where a right product is among the first `depth`, else 0.
pub fn at(found: &Found<'_>, depth: usize) -> f64 {
    f64::from(found.up_to(depth).next().is_some())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_places_up_to_the_depth() {
        let hit = |places: &[u32]| at(&Found { places, relevant: 2 }, 10);
        assert!((hit(&[10, 12]) - 1.0).abs() < 1e-12);
        assert!(hit(&[11]).abs() < 1e-12 && hit(&[]).abs() < 1e-12);
    }
}
