//! A shop's past as the evaluation sees it: orders and visits with their moments, and the catalogue.

use recommend::{Catalogue, CustomerIndex, ProductIndex, StepKind};
use shop::Timestamp;

/// One order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastOrder {
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Who placed it, where known.
    pub customer: Option<CustomerIndex>,
    /// Its distinct merchandise, in the order's own sequence.
    pub products: Vec<ProductIndex>,
}

/// One thing a visitor did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PastStep {
    /// When.
    pub at: Timestamp,
    /// With which product.
    pub product: ProductIndex,
    /// What.
    pub kind: StepKind,
}

/// One visit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PastSession {
    /// Who, where signed in.
    pub customer: Option<CustomerIndex>,
    /// What was done, the first thing first; at least one.
    pub steps: Vec<PastStep>,
}

impl PastSession {
    /// When the first step was made.
    pub fn started_at(&self) -> Timestamp {
        self.steps.first().map_or_else(Timestamp::default, |step| step.at)
    }

    /// When the last step was made.
    pub fn ended_at(&self) -> Timestamp {
        self.steps.last().map_or_else(Timestamp::default, |step| step.at)
    }
}

/// Everything there is to learn from and to ask about.
#[derive(Clone, Default)]
pub struct Past {
    /// The products; orders and visits name them by their index.
    pub catalogue: Catalogue,
    /// Whether every product of the catalogue is known to have been on sale before any cut. A shop's catalogue is that
    /// of today, so else only products with a history before the cut count as on sale then.
    pub catalogue_of_then: bool,
    orders: Vec<PastOrder>,
    sessions: Vec<PastSession>,
}

impl Past {
    /// Sorts orders by moment and visits by end; those of one moment stay as they come. Products that the catalogue
    /// does not have are left out, and so are orders and visits without any product.
    pub fn new(catalogue: Catalogue, mut orders: Vec<PastOrder>, mut sessions: Vec<PastSession>) -> Self {
        let known = |product: ProductIndex| (product as usize) < catalogue.len();
        for order in &mut orders {
            order.products.retain(|&product| known(product));
        }
        for session in &mut sessions {
            session.steps.retain(|step| known(step.product));
        }
        orders.retain(|order| !order.products.is_empty());
        sessions.retain(|session| !session.steps.is_empty());
        orders.sort_by_key(|order| order.placed_at);
        sessions.sort_by_key(PastSession::ended_at);
        Self {
            catalogue,
            catalogue_of_then: false,
            orders,
            sessions,
        }
    }

    /// Every order, the earliest first.
    pub fn orders(&self) -> &[PastOrder] {
        &self.orders
    }

    /// Every visit, the one that ended first, first.
    pub fn sessions(&self) -> &[PastSession] {
        &self.sessions
    }

    /// The first and the last moment of orders or, where there are none, of visits.
    pub fn span(&self) -> Option<(Timestamp, Timestamp)> {
        match (self.orders.first(), self.orders.last()) {
            (Some(first), Some(last)) => Some((first.placed_at, last.placed_at)),
            _ => {
                let first = self.sessions.iter().map(PastSession::started_at).min()?;
                Some((first, self.sessions.last()?.ended_at()))
            }
        }
    }
}
