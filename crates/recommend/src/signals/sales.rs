//! **What a shopkeeper sees:** how well a product sells: in all, and in the last weeks.
//!
//! **Method:** orders holding the product in the whole history and in its last 28 days (twice as long while fewer than
//! 200 orders fall into it), and the share of the history's orders that these are. The last day it sold tells products
//! that are gone.
//!
//! **When it fails:** it knows nothing of stock-outs; a product that was not to be had did not sell.
//!
//! **Source:** 28-day sales carried the largest weight after the pair scores in this project's ranking notes.

use shop::Day;

use crate::{Catalogue, Column, History, Params, SectionError, Sections, Signal, query::ProductIndex};

/// The signal.
#[derive(Default)]
pub struct Sales {
    orders: Column<u32>,
    orders_lately: Column<u32>,
    last_sold_day: Column<i32>,
    /// Orders in all, orders lately, days that count as lately, the last day.
    totals: Column<u32>,
}

const WINDOW_DAYS: i32 = 28;
const WINDOW_ORDERS_MIN: usize = 200;

impl Sales {
    /// Orders that hold the product.
    pub fn orders(&self, product: ProductIndex) -> u32 {
        self.orders.get(product as usize).copied().unwrap_or_default()
    }

    /// Orders of the last weeks that hold the product.
    pub fn orders_lately(&self, product: ProductIndex) -> u32 {
        self.orders_lately
            .get(product as usize)
            .copied()
            .unwrap_or_default()
    }

    /// Share of all orders that hold the product.
    pub fn share(&self, product: ProductIndex) -> f32 {
        self.orders(product) as f32 / self.total(0).max(1) as f32
    }

    /// Share of the last weeks' orders that hold the product.
    pub fn share_lately(&self, product: ProductIndex) -> f32 {
        self.orders_lately(product) as f32 / self.total(1).max(1) as f32
    }

    /// Days between the last sale of the product and the end of the history; none where it never sold.
    pub fn days_since_sold(&self, product: ProductIndex) -> Option<u32> {
        let last_sold = *self.last_sold_day.get(product as usize)?;
        (last_sold != i32::MIN).then(|| (self.total(3) as i32 - last_sold).max(0) as u32)
    }

    /// Orders of the last weeks.
    pub fn orders_lately_total(&self) -> u32 {
        self.total(1)
    }

    /// Orders of the whole history.
    pub fn orders_total(&self) -> u32 {
        self.total(0)
    }

    fn total(&self, at: usize) -> u32 {
        self.totals.get(at).copied().unwrap_or_default()
    }
}

impl Signal for Sales {
    const ID: &'static str = "sales";
    const SEES: &'static str = "How well a product sells: in all, and in the last weeks.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let count = catalogue.len();
        let (mut orders, mut last_sold) = (vec![0_u32; count], vec![i32::MIN; count]);
        let (Some(first), Some(last)) = (history.first_day(), history.last_day()) else {
            return Self {
                orders: Column::new(orders.clone()),
                orders_lately: Column::new(orders),
                last_sold_day: Column::new(last_sold),
                totals: Column::new(vec![0; 4]),
            };
        };
        for (day, basket) in history.iter_dated(first, last) {
            for &product in basket
                .products
                .iter()
                .filter(|&&product| (product as usize) < count)
            {
                orders[product as usize] += 1;
                last_sold[product as usize] = day.0;
            }
        }
        let enough = |days: &i32| {
            history
                .iter_days(Day(last.0 - days + 1), last)
                .nth(WINDOW_ORDERS_MIN - 1)
                .is_some()
        };
        let windows = [WINDOW_DAYS, WINDOW_DAYS * 2];
        let window = windows.into_iter().find(enough).unwrap_or(WINDOW_DAYS * 4);
        let from = Day(last.0 - window + 1);
        let lately = history.orders_per_product(count, from, last);
        let totals = vec![
            history.order_count() as u32,
            history.iter_days(from, last).count() as u32,
            window as u32,
            last.0.max(0) as u32,
        ];
        Self {
            orders: Column::new(orders),
            orders_lately: Column::new(lately),
            last_sold_day: Column::new(last_sold),
            totals: Column::new(totals),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("sales/orders", &self.orders);
        sections.put("sales/orders_lately", &self.orders_lately);
        sections.put("sales/last_sold_day", &self.last_sold_day);
        sections.put("sales/totals", &self.totals);
    }

    fn read(sections: &Sections, _catalogue: &Catalogue) -> Result<Self, SectionError> {
        Ok(Self {
            orders: sections.get("sales/orders")?,
            orders_lately: sections.get("sales/orders_lately")?,
            last_sold_day: sections.get("sales/last_sold_day")?,
            totals: sections.get("sales/totals")?,
        })
    }

    fn tells(&self, product: ProductIndex) -> Vec<(&'static str, f64)> {
        vec![
            ("orders", f64::from(self.orders(product))),
            ("orders_lately", f64::from(self.orders_lately(product))),
            ("lately_days", f64::from(self.total(2))),
        ]
    }
}
