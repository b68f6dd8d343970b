//! **What a shopkeeper sees:** what each customer bought, how often and when.
//!
//! **Method:** for every known customer the products of their orders, each with the number of days it was bought on,
//! the first and the last of them. Kept are a customer's latest 400 products.
//!
//! **When it fails:** guests without an account have no history; families share accounts.
//!
//! **Source:** the shop's own orders.

use std::cmp::Reverse;

use shop::Day;

use crate::{
    Catalogue, Column, CustomerIndex, History, Params, SectionError, Sections, Signal,
    column::{check_offsets, row},
    query::ProductIndex,
};

/// The signal.
#[derive(Default)]
pub struct Purchases {
    offset: Column<u32>,
    product: Column<u32>,
    times: Column<u16>,
    first_day: Column<i32>,
    last_day: Column<i32>,
}

/// What one customer bought: parallel arrays, by product.
#[derive(Debug, Clone, Copy, Default)]
pub struct Bought<'a> {
    /// The products, ascending.
    pub products: &'a [ProductIndex],
    /// On how many days each was bought.
    pub times: &'a [u16],
    /// The first of these days.
    pub first_days: &'a [i32],
    /// The last of these days.
    pub last_days: &'a [i32],
}

const PRODUCTS_MAX: usize = 400;

impl Bought<'_> {
    /// Whether the customer ever bought `product`.
    pub fn holds(&self, product: ProductIndex) -> bool {
        self.place(product).is_some()
    }

    /// The place of `product` in the arrays.
    pub fn place(&self, product: ProductIndex) -> Option<usize> {
        self.products.binary_search(&product).ok()
    }
}

impl Purchases {
    /// What `customer` bought; nothing where the customer is unknown.
    pub fn of(&self, customer: Option<CustomerIndex>) -> Bought<'_> {
        let Some(customer) = customer else {
            return Bought::default();
        };
        Bought {
            products: row(&self.product, &self.offset, customer),
            times: row(&self.times, &self.offset, customer),
            first_days: row(&self.first_day, &self.offset, customer),
            last_days: row(&self.last_day, &self.offset, customer),
        }
    }

    /// Customer numbers are below this.
    pub fn customers(&self) -> usize {
        self.offset.len().saturating_sub(1)
    }
}

#[derive(Default)]
struct Rows {
    offset: Vec<u32>,
    product: Vec<u32>,
    times: Vec<u16>,
    first_day: Vec<i32>,
    last_day: Vec<i32>,
}

impl Rows {
    /// Ends the row of `customer`; the customers before it that have none get empty ones.
    fn finish(&mut self, customer: CustomerIndex, bought: &mut Vec<(ProductIndex, u16, Day, Day)>) {
        self.offset
            .resize(customer as usize + 1, self.product.len() as u32);
        if bought.len() > PRODUCTS_MAX {
            bought.sort_unstable_by_key(|(product, _, _, last)| (Reverse(*last), *product));
            bought.truncate(PRODUCTS_MAX);
            bought.sort_unstable();
        }
        for (product, times, first, last) in bought.drain(..) {
            self.product.push(product);
            self.times.push(times);
            self.first_day.push(first.0);
            self.last_day.push(last.0);
        }
        self.offset.push(self.product.len() as u32);
    }
}

impl Signal for Purchases {
    const ID: &'static str = "purchases";
    const SEES: &'static str = "What each customer bought, how often and when.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let (mut rows, mut bought) = (Rows::default(), Vec::new());
        let mut current = None;
        history.customers().purchase_days(|customer, product, days| {
            if let Some(former) = current.filter(|&former| former != customer) {
                rows.finish(former, &mut bought);
            }
            current = Some(customer);
            if (product as usize) < catalogue.len() {
                let times = days.len().min(usize::from(u16::MAX)) as u16;
                bought.push((product, times, days[0], days[days.len() - 1]));
            }
        });
        match current {
            Some(last) => rows.finish(last, &mut bought),
            None => rows.offset.push(0),
        }
        Self {
            offset: Column::new(rows.offset),
            product: Column::new(rows.product),
            times: Column::new(rows.times),
            first_day: Column::new(rows.first_day),
            last_day: Column::new(rows.last_day),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("purchases/offset", &self.offset);
        sections.put("purchases/product", &self.product);
        sections.put("purchases/times", &self.times);
        sections.put("purchases/first_day", &self.first_day);
        sections.put("purchases/last_day", &self.last_day);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Self, SectionError> {
        let name = "purchases/offset";
        let signal = Self {
            offset: sections.get(name)?,
            product: sections.get("purchases/product")?,
            times: sections.get("purchases/times")?,
            first_day: sections.get("purchases/first_day")?,
            last_day: sections.get("purchases/last_day")?,
        };
        let lengths = [
            signal.product.len(),
            signal.times.len(),
            signal.first_day.len(),
            signal.last_day.len(),
        ];
        for length in lengths {
            check_offsets(name, &signal.offset, signal.customers(), length)?;
        }
        Ok(signal)
    }

    fn tells(&self, _product: ProductIndex) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{Baskets, CatalogueSource, DayOrders, NO_CUSTOMER, Partition};

    fn day(day: i32, orders: &[(u32, &[u32])]) -> DayOrders {
        let mut baskets = Baskets::default();
        for (_, products) in orders {
            baskets.push(&mut products.to_vec());
        }
        DayOrders {
            day: Day(day),
            baskets: Arc::new(baskets),
            buyers: Arc::new(orders.iter().map(|(buyer, _)| *buyer).collect()),
            ..DayOrders::default()
        }
    }

    #[test]
    fn each_customer_has_their_products_with_days() {
        let mut source = CatalogueSource::default();
        for id in ["a", "b"] {
            source.push(&shop::Product::unknown(shop::ProductId::new(id).unwrap()), false);
        }
        let partition = Partition {
            orders: vec![
                day(3, &[(1, &[0, 1]), (4, &[1]), (NO_CUSTOMER, &[0])]),
                day(8, &[(1, &[1])]),
            ],
            ..Partition::default()
        };
        let history = History::count(&partition);
        let signal = Purchases::learn(&history, &source.finish(), &Params::default());
        let one = signal.of(Some(1));
        assert_eq!((one.products, one.times), (&[0, 1][..], &[1, 2][..]));
        assert_eq!((one.first_days, one.last_days), (&[3, 3][..], &[3, 8][..]));
        assert_eq!(signal.of(Some(4)).products, [1]);
        for nobody in [Some(0), Some(2), Some(5), Some(99), None] {
            assert!(signal.of(nobody).products.is_empty(), "{nobody:?}");
        }
    }
}
