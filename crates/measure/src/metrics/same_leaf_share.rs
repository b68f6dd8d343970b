//! **What a shopkeeper sees:** how many of the offers serve the same need as what is in the cart already: substitutes
//! that pose as complements.
//!
//! **Method:** of all proposals up to k, the share that has the leaf category of a product they are to go with or,
//! where categories are unknown, is alike by title.
//!
//! **When it fails:** some shops' categories are so wide that everything goes with everything inside one.
//!
//! **Source:** a third of the strongest pairs of a gift shop turned out to be variants of one product.

use super::{Lists, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "same_leaf_share",
    short: "same leaf",
    tells: "The share of the first k offers of the same leaf category as a product they are to go with.",
    of: Of::Lists(at),
};

/// The share of the proposals up to `depth` that serve the need of one of their seeds; 0 where there is none.
pub fn at(lists: &Lists<'_>, depth: usize) -> f64 {
    let (mut same, mut all) = (0_u64, 0_u64);
    for (list, seeds) in lists.shown.iter().zip(lists.seeds) {
        for &product in list.iter().take(depth) {
            all += 1;
            let alike = |&seed: &u32| lists.catalogue.same_need(seed, product);
            same += u64::from(seeds.iter().any(alike));
        }
    }
    same as f64 / all.max(1) as f64
}

#[cfg(test)]
mod tests {
    use recommend::CatalogueSource;
    use shop::{Category, Product, ProductId};

    use super::*;

    #[test]
    fn offers_of_a_seeds_own_leaf_are_counted() {
        let mut source = CatalogueSource::default();
        for (id, path) in [("tv", "Screens"), ("oled", "Screens"), ("cable", "Cables")] {
            let product = Product {
                category: Category::parse(path),
                ..Product::unknown(ProductId::new(id).unwrap())
            };
            source.push(&product, false);
        }
        let catalogue = source.finish();
        let (shown, seeds) = ([vec![1, 2], vec![2]], [vec![0], vec![]]);
        let lists = super::super::lists(&shown, &seeds, &[1, 1, 1], &catalogue);
        assert!((at(&lists, 10) - 1.0 / 3.0).abs() < 1e-12);
    }
}
