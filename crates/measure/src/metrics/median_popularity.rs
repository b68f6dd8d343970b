//! **What a shopkeeper sees:** whether offers are best sellers or discoveries: 0.9 means that the typical offer sells
//! better than nine of ten products.
//!
//! **Method:** products of the history by their number of orders, as a share of all of them that sell less or as much;
//! the middle one of all proposals up to k.
//!
//! **When it fails:** it does not tell a hidden treasure from a shelf warmer.
//!
//! **Source:** after the popularity statistics of D. Jannach et al., "What recommenders recommend", 2015.

use super::{Lists, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "median_popularity",
    short: "popularity",
    tells: "The share of products that sell no better than the typical offer; near 1 means best sellers only.",
    of: Of::Lists(at),
};

/// The popularity of the middle one of all proposals up to `depth`; 0 where there is none.
pub fn at(lists: &Lists<'_>, depth: usize) -> f64 {
    let mut sorted: Vec<u32> = lists
        .orders
        .iter()
        .copied()
        .filter(|&orders| orders > 0)
        .collect();
    sorted.sort_unstable();
    let orders_of = |product: u32| lists.orders.get(product as usize).copied().unwrap_or_default();
    let mut shown: Vec<u32> = lists.up_to(depth).map(orders_of).collect();
    if shown.is_empty() || sorted.is_empty() {
        return 0.0;
    }
    let middle = shown.len() / 2;
    let (_, &mut median, _) = shown.select_nth_unstable(middle);
    sorted.partition_point(|&orders| orders <= median) as f64 / sorted.len() as f64
}

#[cfg(test)]
mod tests {
    use recommend::Catalogue;

    use super::*;

    #[test]
    fn the_middle_offer_is_placed_among_all_products() {
        let catalogue = Catalogue::default();
        let orders = [10, 1, 2, 3, 0];
        let value = |shown: &[Vec<u32>]| at(&super::super::lists(shown, &[], &orders, &catalogue), 2);
        assert!((value(&[vec![0, 0, 1], vec![0]]) - 1.0).abs() < 1e-12);
        assert!((value(&[vec![2]]) - 0.5).abs() < 1e-12);
        assert!(value(&[]).abs() < 1e-12);
    }
}
