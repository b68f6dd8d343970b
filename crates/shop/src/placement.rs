//! Where in the customer's journey an offer appears.

use std::fmt;

/// A touchpoint at which offers are decided.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Placement {
    /// The shop's first page.
    Home,
    /// A category's page.
    CategoryPage,
    /// A product's page.
    ProductPage,
    /// The cart.
    Cart,
    /// The checkout.
    Checkout,
    /// After the order.
    PostPurchase,
    /// A mail.
    Email,
    /// The counter's till.
    Pos,
    /// A clerk's desk or phone.
    SalesDesk,
    /// A chat.
    Chat,
}

/// No placement has this id.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no placement '{0}'; use one of: {list}", list = Placement::ALL.map(Placement::as_str).join(", "))]
pub struct UnknownPlacement(pub String);

impl Placement {
    /// Every placement, in the order of the journey.
    pub const ALL: [Self; 10] = [
        Self::Home,
        Self::CategoryPage,
        Self::ProductPage,
        Self::Cart,
        Self::Checkout,
        Self::PostPurchase,
        Self::Email,
        Self::Pos,
        Self::SalesDesk,
        Self::Chat,
    ];

    /// The placement's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::CategoryPage => "category_page",
            Self::ProductPage => "product_page",
            Self::Cart => "cart",
            Self::Checkout => "checkout",
            Self::PostPurchase => "post_purchase",
            Self::Email => "email",
            Self::Pos => "pos",
            Self::SalesDesk => "sales_desk",
            Self::Chat => "chat",
        }
    }
}

impl std::str::FromStr for Placement {
    type Err = UnknownPlacement;
    fn from_str(text: &str) -> Result<Self, UnknownPlacement> {
        let found = Self::ALL.into_iter().find(|placement| placement.as_str() == text);
        found.ok_or_else(|| UnknownPlacement(text.chars().take(40).collect()))
    }
}

impl fmt::Display for Placement {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.as_str())
    }
}
