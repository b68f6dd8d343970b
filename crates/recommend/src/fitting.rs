//! Finding what fits a product without trying every pair: by what accessories say they are for.

use rustc_hash::FxHashMap;

use crate::{Catalogue, FitTarget, query::ProductIndex};

/// Accessories kept per thing they are for: a shop with ten thousand cables for "all televisions" would otherwise list
/// them all for each television. Twice what a product's row keeps, so that the row can choose.
const PER_TARGET_MAX: usize = 64;

/// Accessories by what they say they are for.
pub(crate) struct FitIndex(FxHashMap<FitTarget, Vec<ProductIndex>>);

impl FitIndex {
    /// Of accessories for the same thing the first ones of `accessories` are kept.
    pub fn new(catalogue: &Catalogue, accessories: impl Iterator<Item = ProductIndex>) -> Self {
        let mut by_target: FxHashMap<FitTarget, Vec<ProductIndex>> = FxHashMap::default();
        for accessory in accessories {
            for target in catalogue.declared_fits(accessory) {
                let kept = by_target.entry(target).or_default();
                if kept.len() < PER_TARGET_MAX && kept.last() != Some(&accessory) {
                    kept.push(accessory);
                }
            }
        }
        Self(by_target)
    }

    /// Adds the accessories that say they fit `product`; one may come twice.
    pub fn collect(&self, catalogue: &Catalogue, product: ProductIndex, into: &mut Vec<ProductIndex>) {
        for target in catalogue.fit_targets(product) {
            into.extend(self.0.get(&target).into_iter().flatten());
        }
    }
}

/// The products in the order in which most orders hold them; of equals the first of the catalogue.
pub(crate) fn most_sold_first(
    orders: impl Fn(ProductIndex) -> u32,
    products: impl Iterator<Item = ProductIndex>,
) -> Vec<ProductIndex> {
    let mut sorted: Vec<ProductIndex> = products.collect();
    sorted.sort_by_cached_key(|&product| (std::cmp::Reverse(orders(product)), product));
    sorted
}
