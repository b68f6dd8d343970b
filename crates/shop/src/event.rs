//! What visitors do.

use crate::{CustomerId, EventId, OrderId, Placement, ProductId, SessionId, Timestamp, VisitorId};

/// Something a visitor did, at one moment.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// Unique per shop: the same id posted again counts once.
    pub id: EventId,
    /// What happened.
    pub kind: EventKind,
    /// When.
    pub at: Timestamp,
    /// Who, anonymously.
    pub visitor_id: VisitorId,
    /// Who, where signed in.
    pub customer_id: Option<CustomerId>,
    /// Which visit.
    pub session_id: Option<SessionId>,
    /// Which product it concerns.
    pub product_id: Option<ProductId>,
    /// How many units, at least one.
    pub quantity: u32,
    /// Where on the shop's pages.
    pub placement: Option<Placement>,
    /// The decision whose offer was seen, clicked or dismissed.
    pub decision_id: Option<String>,
    /// The order of a purchase.
    pub order_id: Option<OrderId>,
}

/// What happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EventKind {
    /// A product page was looked at.
    View,
    /// A product was put in the cart.
    AddToCart,
    /// A product was taken out of the cart.
    RemoveFromCart,
    /// The checkout was entered.
    Checkout,
    /// An order was placed.
    Purchase,
    /// An offer was shown.
    Impression,
    /// An offer was clicked.
    Click,
    /// An offer was declined.
    Dismiss,
}

impl EventKind {
    /// Every kind.
    pub const ALL: [Self; 8] = [
        Self::View,
        Self::AddToCart,
        Self::RemoveFromCart,
        Self::Checkout,
        Self::Purchase,
        Self::Impression,
        Self::Click,
        Self::Dismiss,
    ];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::View => "view",
            Self::AddToCart => "add_to_cart",
            Self::RemoveFromCart => "remove_from_cart",
            Self::Checkout => "checkout",
            Self::Purchase => "purchase",
            Self::Impression => "impression",
            Self::Click => "click",
            Self::Dismiss => "dismiss",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}
