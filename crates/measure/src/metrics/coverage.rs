//! **What a shopkeeper sees:** how much of the catalogue is ever offered, instead of the same best sellers to everyone.
//!
//! **Method:** distinct products among the first k proposals of all questions, over the products of the history.
//!
//! **When it fails:** random offers cover everything.
//!
//! **Source:** M. Ge, C. Delgado-Battenfeld and D. Jannach, "Beyond accuracy", RecSys 2010.

use super::{Lists, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "coverage",
    short: "coverage",
    tells: "The share of the products of the history that is ever among the first k offers.",
    of: Of::Lists(at),
};

/// The share of the known products that is ever among the first `depth`; 0 where none is known.
pub fn at(lists: &Lists<'_>, depth: usize) -> f64 {
    let mut seen = vec![false; lists.orders.len()];
    for product in lists.up_to(depth) {
        if let Some(known) = seen.get_mut(product as usize) {
            *known = true;
        }
    }
    let known = seen.iter().zip(lists.orders);
    let counted = known.filter(|(seen, orders)| **seen && **orders > 0).count();
    counted as f64 / lists.known.max(1) as f64
}

#[cfg(test)]
mod tests {
    use recommend::Catalogue;

    use super::*;

    #[test]
    fn counts_distinct_products_that_the_history_knows() {
        let shown = [vec![1, 3, 9], vec![1, 0]];
        let orders = [0, 1, 1, 1, 1];
        let catalogue = Catalogue::default();
        let lists = super::super::lists(&shown, &[], &orders, &catalogue);
        assert!((at(&lists, 10) - 0.5).abs() < 1e-12);
        assert!((at(&lists, 1) - 0.25).abs() < 1e-12);
    }
}
