//! **What a shopkeeper sees:** how much of the catalogue is ever offered, instead of the same best sellers to everyone.
//!
//! **Method:** distinct products that were offered, over the products that could have been. Offline, what was offered
//! are the first k proposals of all questions, and the products of the history could have been. In the shop, it is
//! what was shown in the days of a report; what could have been is what can be offered now (on sale, in stock, no fee,
//! not banned) and whatever else was shown in these days. [`of`] counts both.
//!
//! **When it fails:** random offers cover everything. In the shop it grows with the days and with the visitors, so that
//! only times alike compare.
//!
//! **Source:** M. Ge, C. Delgado-Battenfeld and D. Jannach, "Beyond accuracy", RecSys 2010.

use recommend::ProductIndex;

use super::{Lists, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "coverage",
    short: "coverage",
    tells: "The share of the products that could be offered that ever is.",
    of: Of::Lists(at),
};

/// How much of what could be offered was.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Covered {
    /// Distinct products that were offered.
    pub products: u64,
    /// Products that could have been.
    pub of: u64,
}

impl Covered {
    /// The share; none where nothing could be offered.
    pub fn share(&self) -> Option<f64> {
        (self.of > 0).then(|| self.products as f64 / self.of as f64)
    }
}

/// Counts the distinct products among those `offered` that count, and those that do: `counts` says so of each product
/// by its position.
pub fn of(offered: impl Iterator<Item = ProductIndex>, counts: &[bool]) -> Covered {
    let mut is_open = counts.to_vec();
    let mut first = |product: ProductIndex| is_open.get_mut(product as usize).is_some_and(std::mem::take);
    Covered {
        products: offered.filter(|product| first(*product)).count() as u64,
        of: counts.iter().filter(|counts| **counts).count() as u64,
    }
}

/// The share of the known products that is ever among the first `depth`; 0 where none is known.
pub fn at(lists: &Lists<'_>, depth: usize) -> f64 {
    let is_known: Vec<bool> = lists.orders.iter().map(|orders| *orders > 0).collect();
    of(lists.up_to(depth), &is_known).share().unwrap_or_default()
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
        // What a shop showed is counted by the same function.
        let shown = of([1, 3, 9, 1, 0].into_iter(), &[false, true, true, true, true]);
        assert_eq!(shown, Covered { products: 2, of: 4 });
        assert!((shown.share().unwrap() - at(&lists, 10)).abs() < 1e-12);
        assert_eq!(Covered::default().share(), None);
    }
}
