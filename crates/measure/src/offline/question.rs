//! A question put to every method: a situation of the past, and what the customer then really took.

use recommend::{CartLine, CustomerIndex, ProductIndex, Query};
use shop::Timestamp;

use super::split::Split;

/// A situation and its right answer.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Question {
    /// Questions of one unit (an order, a visit, a customer) depend on each other: intervals draw whole units.
    pub unit: u32,
    /// What is in the cart.
    pub cart: Vec<ProductIndex>,
    /// The product whose page is open.
    pub product: Option<ProductIndex>,
    /// What was looked at, the latest first.
    pub viewed: Vec<ProductIndex>,
    /// Who asks, where known.
    pub customer: Option<CustomerIndex>,
    /// When.
    pub now: Timestamp,
    /// The right products that the history knows.
    pub right: Vec<ProductIndex>,
    /// How many right products there are, those that the history does not know included.
    pub right_count: usize,
}

impl Question {
    /// A question of `unit` at a moment, with everything else empty.
    pub fn new(unit: usize, now: Timestamp) -> Self {
        Self {
            unit: unit as u32,
            now,
            ..Self::default()
        }
    }

    /// Sets the right products; those that the history does not know count as never found, by whichever method.
    #[must_use]
    pub fn with_right(mut self, split: &Split<'_>, right: impl IntoIterator<Item = ProductIndex>) -> Self {
        for product in right {
            self.right_count += 1;
            if split.knows(product) || split.is_hidden(product) {
                self.right.push(product);
            }
        }
        self
    }

    /// Lets `ask` look at the situation as recommenders see it.
    pub fn ask<T>(&self, ask: impl FnOnce(&Query<'_>) -> T) -> T {
        let line = |&product: &ProductIndex| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        };
        let cart: Vec<CartLine> = self.cart.iter().map(line).collect();
        ask(&Query {
            cart: &cart,
            product: self.product,
            recently_viewed: &self.viewed,
            customer: self.customer,
            now: self.now,
            ..Query::default()
        })
    }

    /// What the offers should go with: the page's product and the cart, else what was looked at last.
    pub fn seeds(&self) -> Vec<ProductIndex> {
        let chosen: Vec<ProductIndex> = self.product.iter().chain(&self.cart).copied().collect();
        if chosen.is_empty() {
            self.viewed.first().copied().into_iter().collect()
        } else {
            chosen
        }
    }
}
