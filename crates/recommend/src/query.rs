//! What is known about a customer's situation when candidates are proposed.

use shop::{Day, Timestamp};
use smallvec::SmallVec;

use crate::{dataset::CustomerIndex, needs::Need, signals::purchases::Bought};

/// A product's position in the catalogue: dense, stable for the life of a shop.
pub type ProductIndex = u32;

/// One line of the cart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CartLine {
    /// The product.
    pub product: ProductIndex,
    /// How many units.
    pub quantity: u32,
    /// What the customer pays for one unit, in minor units, where the shop told; else the catalogue's price counts.
    pub unit_price_minor: Option<i64>,
}

/// The situation: everything a recommender may look at.
#[derive(Debug, Clone, Copy, Default)]
pub struct Query<'a> {
    /// What is in the cart, at most [`shop::limits::CART_LINES_MAX`] lines.
    pub cart: &'a [CartLine],
    /// The product whose page is open.
    pub product: Option<ProductIndex>,
    /// The leaf category whose page is open, as the catalogue numbers it.
    pub leaf: Option<u32>,
    /// The leaf categories below the one whose page is open.
    pub leaves: &'a [u32],
    /// Products viewed lately, the latest first; repeats stay.
    pub recently_viewed: &'a [ProductIndex],
    /// Who asks, where known and consent was given.
    pub customer: Option<CustomerIndex>,
    /// What this customer bought before, as [`crate::Signals`] know it.
    pub bought: Bought<'a>,
    /// What the customer said to need, where they did.
    pub need: Option<&'a Need>,
    /// Now.
    pub now: Timestamp,
}

impl Query<'_> {
    /// Today.
    pub fn today(&self) -> Day {
        self.now.day()
    }

    /// What the offers should go with: the page's product, then the cart's products; the first of repeated ones.
    pub fn seeds(&self) -> impl Iterator<Item = ProductIndex> + '_ {
        let in_cart = self.cart.iter().map(|line| line.product);
        self.product
            .into_iter()
            .chain(in_cart.filter(|&product| Some(product) != self.product))
    }

    /// Whether `product` is in the cart or is the page's own.
    pub fn holds(&self, product: ProductIndex) -> bool {
        self.product == Some(product) || self.cart.iter().any(|line| line.product == product)
    }

    /// The answers of [`Self::holds`], made ready for many questions: a wholesaler's cart has hundreds of products, and
    /// each of them many neighbours.
    pub fn held(&self) -> Held {
        let mut products: SmallVec<_> = self.seeds().collect();
        products.sort_unstable();
        Held(products)
    }
}

/// The products that a query holds, see [`Query::held`].
pub struct Held(SmallVec<[ProductIndex; 32]>);

impl Held {
    /// Whether `product` is among them.
    pub fn contains(&self, product: ProductIndex) -> bool {
        self.0.binary_search(&product).is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_held_is_told_alike_both_ways() {
        let line = |product| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        };
        let cart: Vec<CartLine> = [9, 3, 3, 40, 7].map(line).to_vec();
        for product in [None, Some(5), Some(40)] {
            let query = Query {
                cart: &cart,
                product,
                ..Query::default()
            };
            let held = query.held();
            for asked in 0..50 {
                assert_eq!(
                    held.contains(asked),
                    query.holds(asked),
                    "{asked} beside {product:?}"
                );
            }
        }
    }
}
