//! What a slot is for; each intent has a ranker of its own.

use shop::Placement;

/// What a slot is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Intent {
    /// What goes with the cart or the page's product.
    Complement,
    /// A better one instead of the page's product.
    Upsell,
    /// What the customer bought before and needs again.
    BuyAgain,
    /// What the visitor may like, whatever they chose.
    Discovery,
}

impl Intent {
    /// Every intent. Their order is part of the snapshot format: append, never reorder.
    pub const ALL: [Self; 4] = [Self::Complement, Self::Upsell, Self::BuyAgain, Self::Discovery];

    /// The intent's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Complement => "complement",
            Self::Upsell => "upsell",
            Self::BuyAgain => "buy_again",
            Self::Discovery => "discovery",
        }
    }

    /// The intent of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|intent| intent.as_str() == text)
    }

    /// What the slots of a placement are for, where its policy says nothing else.
    pub fn of(placement: Placement) -> Self {
        match placement {
            Placement::Home | Placement::CategoryPage | Placement::Email => Self::Discovery,
            Placement::ProductPage
            | Placement::Cart
            | Placement::Checkout
            | Placement::PostPurchase
            | Placement::Pos
            | Placement::SalesDesk
            | Placement::Chat => Self::Complement,
        }
    }
}
