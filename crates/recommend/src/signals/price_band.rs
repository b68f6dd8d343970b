//! **What a shopkeeper sees:** whether a product is among the cheap, the middling or the dear ones of its kind.
//!
//! **Method:** the share of the products of its leaf category and currency that cost less, those of the same price
//! counting half: 0 for the cheapest, 1 for the dearest. A product without a category, or alone in it, is compared
//! with the whole shop.
//!
//! **When it fails:** where a category holds different sorts of things; prices that changed since the build.
//!
//! **Source:** the shop's own prices.

use shop::Currency;

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal, query::ProductIndex,
    signals::check_lengths,
};

/// The signal.
#[derive(Default)]
pub struct PriceBand {
    /// Not a number where unknown.
    position: Column<f32>,
}

/// A third of the products of a kind, by price.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Band {
    /// The cheaper third.
    Low,
    /// The third between.
    Middle,
    /// The dearer third.
    High,
}

impl PriceBand {
    /// Where the price lies among those of its kind: 0 the lowest, 1 the highest. None where it is unknown.
    pub fn position(&self, product: ProductIndex) -> Option<f32> {
        self.position
            .get(product as usize)
            .copied()
            .filter(|position| position.is_finite())
    }

    /// The third in which the price lies.
    pub fn band(&self, product: ProductIndex) -> Option<Band> {
        self.position(product).map(|position| match position {
            low if low < 1.0 / 3.0 => Band::Low,
            high if high > 2.0 / 3.0 => Band::High,
            _ => Band::Middle,
        })
    }
}

/// Gives each of `priced`, kinds of which stand together and prices rising, its position within its kind.
fn place(priced: &[(Option<u32>, Currency, i64, ProductIndex)], position: &mut [f32]) {
    for alike in priced.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)) {
        let others = alike.len() - 1;
        if others == 0 {
            continue;
        }
        let mut below = 0;
        for same in alike.chunk_by(|a, b| a.2 == b.2) {
            let place = (below as f64 + (same.len() - 1) as f64 / 2.0) / others as f64;
            for (_, _, _, product) in same {
                position[*product as usize] = place as f32;
            }
            below += same.len();
        }
    }
}

impl Signal for PriceBand {
    const ID: &'static str = "price_band";
    const SEES: &'static str =
        "Whether a product is among the cheap, the middling or the dear ones of its kind.";

    fn learn(_history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let mut position = vec![f32::NAN; catalogue.len()];
        let prices = (0..catalogue.len() as ProductIndex).filter_map(|product| {
            let price = catalogue.price(product).filter(|price| price.minor > 0)?;
            Some((None, price.currency, price.minor, product))
        });
        let mut priced: Vec<(Option<u32>, Currency, i64, ProductIndex)> = prices.collect();
        priced.sort_unstable();
        place(&priced, &mut position);
        priced.retain_mut(|(leaf, _, _, product)| {
            *leaf = catalogue.leaf(*product);
            leaf.is_some()
        });
        priced.sort_unstable();
        place(&priced, &mut position);
        Self {
            position: Column::new(position),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("price_band/position", &self.position);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let signal = Self {
            position: sections.get("price_band/position")?,
        };
        check_lengths(Self::ID, catalogue, &[signal.position.len()])?;
        Ok(signal)
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        let position = self.position(product);
        position
            .map(|position| ("position", f64::from(position)))
            .into_iter()
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use shop::{Category, Money, Product, ProductId};

    use super::*;
    use crate::CatalogueSource;

    #[test]
    fn prices_are_compared_within_leaf_and_currency() {
        let mut source = CatalogueSource::default();
        let products = [
            ("Lamps", 10, "EUR"),
            ("Lamps", 20, "EUR"),
            ("Lamps", 20, "EUR"),
            ("Lamps", 90, "EUR"),
            ("Lamps", 1, "JPY"),
            ("Bulbs", 15, "EUR"),
            ("", 95, "EUR"),
            ("Lamps", 0, "EUR"),
        ];
        for (number, (leaf, price, currency)) in products.into_iter().enumerate() {
            let mut product = Product::unknown(ProductId::new(&number.to_string()).unwrap());
            product.category = Category::parse(leaf);
            product.price = Some(Money::new(price, Currency::new(currency).unwrap()));
            source.push(&product, false);
        }
        let signal = PriceBand::learn(&History::default(), &source.finish(), &Params::default());
        let bands = (0..8).map(|product| signal.band(product)).collect::<Vec<_>>();
        let (low, middle, high) = (Some(Band::Low), Some(Band::Middle), Some(Band::High));
        assert_eq!(bands, [low, middle, middle, high, None, low, high, None]);
        assert!((signal.position(1).unwrap() - 0.5).abs() < 1e-6);
        assert!((signal.position(5).unwrap() - 0.2).abs() < 1e-6);
    }
}
