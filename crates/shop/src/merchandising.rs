//! What a merchant decides by hand.

use crate::ProductId;

/// A link that a merchant set by hand from one product to another.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Link {
    /// The product whose buyers see the link.
    pub from: ProductId,
    /// The product that is offered.
    pub to: ProductId,
    /// Beside it or instead of it.
    pub kind: LinkKind,
    /// Smaller comes first.
    pub position: u32,
}

/// What a hand-made link means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum LinkKind {
    /// Goes with it.
    CrossSell,
    /// A better version of it.
    Upsell,
    /// Similar to it.
    Related,
}

impl LinkKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::CrossSell, Self::Upsell, Self::Related];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::CrossSell => "cross_sell",
            Self::Upsell => "upsell",
            Self::Related => "related",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What a merchant never wants offered.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Ban {
    /// One product, anywhere.
    Product(ProductId),
    /// One product beside another one.
    Pair {
        /// The product in the cart or on the page.
        with: ProductId,
        /// The product that is not offered then.
        banned: ProductId,
    },
    /// Every product under a category path (`A > B`).
    Category(String),
}
