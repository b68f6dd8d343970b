//! What shoppers act on: a shop's pages, as far as offers go.

use std::convert::Infallible;

use shop::{CustomerId, Event, Locale, Order, Placement, ProductId, Refund, Timestamp, VisitorId};

use super::{Market, Shopper};

/// A shop as shoppers meet it. It is told everything they do, one visit after the other.
pub trait Storefront {
    /// Why it could not answer.
    type Error;

    /// A visit of `shopper` begins. A storefront that does not care who comes need not listen.
    fn welcome(&mut self, shopper: &Shopper) {
        _ = shopper;
    }

    /// A shopper opens another page after `pause_ms` at the last one, which is at `played`. Gives when that is: a
    /// storefront that lives in real time lets the pause pass and looks at its own clock.
    fn turn_page(&mut self, pause_ms: i64, played: Timestamp) -> Timestamp {
        _ = pause_ms;
        played
    }

    /// What it offers now.
    ///
    /// # Errors
    /// [`Self::Error`]
    fn offers(&mut self, question: &Question) -> Result<Answer, Self::Error>;

    /// Takes what a visitor did on one page.
    ///
    /// # Errors
    /// [`Self::Error`]
    fn events(&mut self, events: &[Event]) -> Result<(), Self::Error>;

    /// Takes an order.
    ///
    /// # Errors
    /// [`Self::Error`]
    fn order(&mut self, order: &Order) -> Result<(), Self::Error>;

    /// Takes back a part of `order`.
    ///
    /// # Errors
    /// [`Self::Error`]
    fn refund(&mut self, order: &Order, refund: &Refund) -> Result<(), Self::Error>;
}

/// What a page asks.
#[derive(Debug, Clone, PartialEq)]
pub struct Question {
    /// Where.
    pub placement: Placement,
    /// When.
    pub at: Timestamp,
    /// Who, anonymously.
    pub visitor_id: VisitorId,
    /// Who, where signed in.
    pub customer_id: Option<CustomerId>,
    /// Whether the visitor agreed to personal offers.
    pub consent: bool,
    /// The language of the page.
    pub locale: Locale,
    /// The product of the page.
    pub product_id: Option<ProductId>,
    /// The path of the page's category.
    pub category: Option<String>,
    /// What is in the cart, or was just ordered; one of each.
    pub cart: Vec<ProductId>,
    /// The most offers the page has room for.
    pub limit: usize,
}

/// What was offered.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Answer {
    /// What ties reactions to this answer.
    pub decision_id: Option<String>,
    /// The products, best first.
    pub products: Vec<ProductId>,
}

/// A shop that never offers anything: the world to compare with.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoOffers;

impl Storefront for NoOffers {
    type Error = Infallible;

    fn offers(&mut self, _: &Question) -> Result<Answer, Infallible> {
        Ok(Answer::default())
    }

    fn events(&mut self, _: &[Event]) -> Result<(), Infallible> {
        Ok(())
    }

    fn order(&mut self, _: &Order) -> Result<(), Infallible> {
        Ok(())
    }

    fn refund(&mut self, _: &Order, _: &Refund) -> Result<(), Infallible> {
        Ok(())
    }
}

/// A shop that offers everybody what sells best, except what is on the page or in the cart already.
#[derive(Debug, Clone)]
pub struct Popular {
    best_sellers: Vec<ProductId>,
    decisions: u64,
}

impl Popular {
    /// The best sellers of `market`.
    pub fn of(market: &Market) -> Self {
        Self {
            best_sellers: market.best_sellers(),
            decisions: 0,
        }
    }
}

impl Storefront for Popular {
    type Error = Infallible;

    fn offers(&mut self, question: &Question) -> Result<Answer, Infallible> {
        let known = |id: &&ProductId| question.product_id.as_ref() == Some(id) || question.cart.contains(id);
        let offered = self.best_sellers.iter().filter(|id| !known(id));
        self.decisions += 1;
        Ok(Answer {
            decision_id: Some(format!("popular-{}", self.decisions)),
            products: offered.take(question.limit).cloned().collect(),
        })
    }

    fn events(&mut self, _: &[Event]) -> Result<(), Infallible> {
        Ok(())
    }

    fn order(&mut self, _: &Order) -> Result<(), Infallible> {
        Ok(())
    }

    fn refund(&mut self, _: &Order, _: &Refund) -> Result<(), Infallible> {
        Ok(())
    }
}
