//! **What a shopkeeper sees:** how often a product comes back, as a share of the orders that held it.
//!
//! **Method:** orders of which some or all units came back, over orders that held the product. The share is shrunk
//! towards that of its leaf category by twenty orders, and the category's towards the shop's by as many: the mean of
//! a Beta distribution whose prior is what is alike. Its standard deviation tells how sure the share is.
//!
//! **When it fails:** returns that the shop does not report; late returns of the last weeks are still to come.
//!
//! **Source:** empirical Bayes shrinkage of proportions, B. Efron and C. Morris, "Data analysis using Stein's
//! estimator", 1975.

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal, query::ProductIndex,
    signals::check_lengths,
};

/// The signal.
#[derive(Default)]
pub struct ReturnRate {
    orders: Column<u32>,
    returned: Column<u32>,
    rate: Column<f32>,
}

/// Orders by which a share is drawn to that of its like.
const PRIOR_ORDERS: f64 = 20.0;

impl ReturnRate {
    /// The expected share of the product's orders that come back, 0 to 1.
    pub fn rate(&self, product: ProductIndex) -> f32 {
        self.rate.get(product as usize).copied().unwrap_or_default()
    }

    /// How far the true share may well lie from [`Self::rate`]: one standard deviation.
    pub fn deviation(&self, product: ProductIndex) -> f32 {
        let (rate, orders) = (self.rate(product), self.count(&self.orders, product) as f32);
        (rate * (1.0 - rate) / (orders + PRIOR_ORDERS as f32 + 1.0)).sqrt()
    }

    fn count(&self, column: &Column<u32>, product: ProductIndex) -> u32 {
        column.get(product as usize).copied().unwrap_or_default()
    }
}

/// Orders and how many of them came back.
#[derive(Clone, Copy, Default)]
struct Share {
    orders: u64,
    returned: u64,
}

impl Share {
    fn add(&mut self, orders: u32, returned: u32) {
        self.orders += u64::from(orders);
        self.returned += u64::from(returned);
    }

    /// The share, drawn towards `like`.
    fn drawn_to(self, like: f64) -> f64 {
        (self.returned as f64 + PRIOR_ORDERS * like) / (self.orders as f64 + PRIOR_ORDERS)
    }
}

/// Orders that held each product and those that came back. Baskets do not hold what came back wholly.
fn counted(history: &History, products: usize) -> (Vec<u32>, Vec<u32>) {
    let (mut orders, mut returned) = (vec![0_u32; products], vec![0_u32; products]);
    for &product in history.iter().flat_map(|basket| basket.products) {
        if let Some(count) = orders.get_mut(product as usize) {
            *count += 1;
        }
    }
    for back in history.returned() {
        let at = back.product as usize;
        if at < products {
            orders[at] += back.orders_wholly;
            returned[at] += back.orders_wholly + back.orders_partly;
        }
    }
    // What came back of orders that are not told of any more cannot be more than what was sold.
    for (returned, orders) in returned.iter_mut().zip(&orders) {
        *returned = (*returned).min(*orders);
    }
    (orders, returned)
}

impl Signal for ReturnRate {
    const ID: &'static str = "return_rate";
    const SEES: &'static str = "How often a product comes back.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let products = catalogue.len();
        let (orders, returned) = counted(history, products);
        let (mut shop, mut leaves) = (Share::default(), vec![Share::default(); catalogue.leaf_count()]);
        let leaf_of = |at: usize| catalogue.leaf(at as ProductIndex).map(|leaf| leaf as usize);
        for at in 0..products {
            shop.add(orders[at], returned[at]);
            if let Some(leaf) = leaf_of(at) {
                leaves[leaf].add(orders[at], returned[at]);
            }
        }
        let whole = shop.drawn_to(0.0);
        let rate = |at: usize| {
            let like = leaf_of(at).map_or(whole, |leaf| leaves[leaf].drawn_to(whole));
            let mut own = Share::default();
            own.add(orders[at], returned[at]);
            own.drawn_to(like) as f32
        };
        Self {
            rate: Column::new((0..products).map(rate).collect()),
            orders: Column::new(orders),
            returned: Column::new(returned),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("return_rate/orders", &self.orders);
        sections.put("return_rate/returned", &self.returned);
        sections.put("return_rate/rate", &self.rate);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let signal = Self {
            orders: sections.get("return_rate/orders")?,
            returned: sections.get("return_rate/returned")?,
            rate: sections.get("return_rate/rate")?,
        };
        let lengths = [signal.orders.len(), signal.returned.len(), signal.rate.len()];
        check_lengths(Self::ID, catalogue, &lengths)?;
        Ok(signal)
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        vec![
            ("orders", f64::from(self.count(&self.orders, product))),
            ("orders_returned", f64::from(self.count(&self.returned, product))),
            ("rate", f64::from(self.rate(product))),
        ]
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use shop::{Category, Product, ProductId};

    use super::*;
    use crate::{Baskets, CatalogueSource, DayOrders, Partition, Returned};

    #[test]
    fn shares_are_drawn_to_those_of_the_leaf() {
        let mut source = CatalogueSource::default();
        for (id, leaf) in [
            ("shirt", "Shirts"),
            ("new shirt", "Shirts"),
            ("cable", "Cables"),
            ("?", ""),
        ] {
            let mut product = Product::unknown(ProductId::new(id).unwrap());
            product.category = Category::parse(leaf);
            source.push(&product, false);
        }
        let mut baskets = Baskets::default();
        for _ in 0..60 {
            baskets.push(&mut vec![0, 2]);
        }
        let returned = vec![Returned {
            product: 0,
            orders_partly: 10,
            orders_wholly: 40,
        }];
        let orders = DayOrders {
            baskets: Arc::new(baskets),
            returned: Arc::new(returned),
            ..DayOrders::default()
        };
        let partition = Partition {
            orders: vec![orders],
            ..Partition::default()
        };
        let signal = ReturnRate::learn(&History::count(&partition), &source.finish(), &Params::default());
        assert_eq!(
            signal.tells(0)[..2],
            [("orders", 100.0), ("orders_returned", 50.0)]
        );
        let rates = [0, 2, 1, 3].map(|product| signal.rate(product));
        assert!((rates[0] - 0.5).abs() < 0.05 && rates[1] < 0.05, "{rates:?}");
        assert!(
            rates[2] > 0.3 && rates[3] > 0.2 && rates[3] < rates[2],
            "{rates:?}"
        );
        assert!(signal.deviation(1) > signal.deviation(0));
        assert!(signal.rate(99).abs() < f32::EPSILON);
    }
}
