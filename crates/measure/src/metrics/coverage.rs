//! **What a shopkeeper sees:** how much of the catalogue is ever offered, instead of the same best sellers to everyone.
//!
//! **Method:** distinct products among the first k proposals of all queries, over the products of the history.
//!
//! **When it fails:** random offers cover everything.
//!
//! **Source:** M. Ge, C. Delgado-Battenfeld and D. Jannach, "Beyond accuracy", RecSys 2010.

use super::Metric;

pub(super) const METRIC: Metric = Metric {
    id: "coverage",
    tells: "The share of the catalogue that is ever among the first k offers.",
};

/// The share of `products` that is among `proposed`; 0 where there are no products.
pub fn of(proposed: impl Iterator<Item = u32>, products: usize) -> f64 {
    let mut seen = vec![false; products];
    for product in proposed {
        if let Some(known) = seen.get_mut(product as usize) {
            *known = true;
        }
    }
    seen.iter().filter(|&&known| known).count() as f64 / products.max(1) as f64
}

#[cfg(test)]
mod tests {
    #[test]
    fn counts_distinct_products() {
        assert!((super::of([1, 1, 3, 9].into_iter(), 4) - 0.5).abs() < 1e-12);
        assert!(super::of([].into_iter(), 0).abs() < 1e-12);
    }
}
