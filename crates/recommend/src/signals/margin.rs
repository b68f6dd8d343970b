//! **What a shopkeeper sees:** what is left of a product's price after it was bought in, and after returns.
//!
//! **Method:** price less unit cost, as a share of the price. Where the cost is unknown, the middle share of its leaf
//! category stands in, if three products of it have a known cost; else it is unknown. Net of returns, the margin of
//! orders that come back is lost.
//!
//! **When it fails:** costs that leave out shipping, payment and service; prices that changed since the build: the
//! share is kept, not the amount.
//!
//! **Source:** the shop's own prices and costs.

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal, query::ProductIndex,
    signals::check_lengths,
};

/// The signal.
#[derive(Default)]
pub struct Margin {
    /// Not a number where unknown.
    rate: Column<f32>,
    /// Whether the product's own cost is known.
    own: Column<u8>,
    /// The middle share of all products of known cost; not a number where there is none.
    typical: Column<f32>,
}

/// Products of known cost that a category needs to stand in for the others.
const LEAF_PRODUCTS_MIN: usize = 3;

impl Margin {
    /// The share of the price that is left, before returns; below 0 for what is sold at a loss. None where neither the
    /// product's cost nor those of its category are known.
    pub fn rate(&self, product: ProductIndex) -> Option<f32> {
        self.rate
            .get(product as usize)
            .copied()
            .filter(|rate| rate.is_finite())
    }

    /// Whether [`Self::rate`] comes from the product's own cost and not from its category.
    pub fn is_own(&self, product: ProductIndex) -> bool {
        self.own.get(product as usize).is_some_and(|&own| own != 0)
    }

    /// The middle share of the shop's products of known cost.
    pub fn typical_rate(&self) -> Option<f32> {
        self.typical.first().copied().filter(|rate| rate.is_finite())
    }

    /// The margin of one unit at the catalogue's price, in minor units, before returns.
    pub fn unit_minor(&self, catalogue: &Catalogue, product: ProductIndex) -> Option<f64> {
        let price = catalogue.price_minor(product)? as f64;
        Some(price * f64::from(self.rate(product)?))
    }

    /// The same when a share of `return_rate` of the orders comes back. A loss is not made good by returns.
    pub fn net_minor(&self, catalogue: &Catalogue, product: ProductIndex, return_rate: f32) -> Option<f64> {
        let gross = self.unit_minor(catalogue, product)?;
        let kept = f64::from(1.0 - return_rate.clamp(0.0, 1.0));
        Some(if gross > 0.0 { gross * kept } else { gross })
    }
}

/// The middle one; not a number where there is none.
fn median(rates: &mut [f32]) -> f32 {
    rates.sort_unstable_by(f32::total_cmp);
    rates.get(rates.len() / 2).copied().unwrap_or(f32::NAN)
}

impl Signal for Margin {
    const ID: &'static str = "margin";
    const SEES: &'static str = "What is left of a product's price after it was bought in, and after returns.";

    fn learn(_history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let products = 0..catalogue.len() as ProductIndex;
        let known = |product: ProductIndex| {
            let (price, cost) = (catalogue.price(product)?, catalogue.unit_cost(product)?);
            let positive = price.minor > 0 && cost.minor >= 0;
            positive.then(|| ((price.minor - cost.minor) as f64 / price.minor as f64) as f32)
        };
        let own: Vec<Option<f32>> = products.clone().map(known).collect();
        let mut by_leaf: Vec<Vec<f32>> = vec![Vec::new(); catalogue.leaf_count()];
        for (product, rate) in products.clone().zip(&own) {
            if let (Some(leaf), Some(rate)) = (catalogue.leaf(product), rate) {
                by_leaf[leaf as usize].push(*rate);
            }
        }
        let of_leaf: Vec<f32> = by_leaf
            .iter_mut()
            .map(|rates| {
                if rates.len() < LEAF_PRODUCTS_MIN {
                    f32::NAN
                } else {
                    median(rates)
                }
            })
            .collect();
        let stand_in = |product| {
            catalogue
                .leaf(product)
                .map_or(f32::NAN, |leaf| of_leaf[leaf as usize])
        };
        let mut all: Vec<f32> = own.iter().flatten().copied().collect();
        Self {
            rate: Column::new(
                products
                    .zip(&own)
                    .map(|(product, rate)| rate.unwrap_or_else(|| stand_in(product)))
                    .collect(),
            ),
            own: Column::new(own.iter().map(|rate| u8::from(rate.is_some())).collect()),
            typical: Column::new(vec![median(&mut all)]),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("margin/rate", &self.rate);
        sections.put("margin/own", &self.own);
        sections.put("margin/typical", &self.typical);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let signal = Self {
            rate: sections.get("margin/rate")?,
            own: sections.get("margin/own")?,
            typical: sections.get("margin/typical")?,
        };
        check_lengths(Self::ID, catalogue, &[signal.rate.len(), signal.own.len()])?;
        Ok(signal)
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        let rate = self.rate(product).map(|rate| ("rate", f64::from(rate)));
        let own = rate.map(|_| ("own_cost_known", f64::from(u8::from(self.is_own(product)))));
        rate.into_iter().chain(own).collect()
    }
}

#[cfg(test)]
mod tests {
    use shop::{Category, Currency, Money, Product, ProductId};

    use super::*;
    use crate::CatalogueSource;

    #[test]
    fn costs_of_the_leaf_stand_in_for_unknown_ones() {
        let mut source = CatalogueSource::default();
        let euro = |minor| Money::new(minor, Currency::new("EUR").unwrap());
        let products = [
            ("Lamps", Some(1_000), Some(600)),
            ("Lamps", Some(1_000), Some(500)),
            ("Lamps", Some(1_000), Some(900)),
            ("Lamps", Some(2_000), None),
            ("Bulbs", Some(500), None),
            ("Bulbs", Some(500), Some(600)),
            ("Lamps", None, Some(100)),
        ];
        for (number, (leaf, price, cost)) in products.into_iter().enumerate() {
            let mut product = Product::unknown(ProductId::new(&number.to_string()).unwrap());
            product.category = Category::parse(leaf);
            (product.price, product.unit_cost) = (price.map(euro), cost.map(euro));
            source.push(&product, false);
        }
        let catalogue = source.finish();
        let signal = Margin::learn(&History::default(), &catalogue, &Params::default());
        let rates =
            [0, 3, 4, 5].map(|product| signal.rate(product).map(|rate| (rate * 100.0).round() as i32));
        assert_eq!(rates, [Some(40), Some(40), None, Some(-20)]);
        assert_eq!(
            [0, 3, 4].map(|product| signal.is_own(product)),
            [true, false, false]
        );
        let net = |product| {
            signal
                .net_minor(&catalogue, product, 0.25)
                .map(|net| net.round() as i64)
        };
        assert_eq!(
            [0, 3, 4, 5, 6].map(net),
            [Some(300), Some(600), None, Some(-100), None]
        );
        assert!(Margin::default().typical_rate().is_none());
    }
}
