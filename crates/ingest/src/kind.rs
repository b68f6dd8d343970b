//! What a file is about.

/// What the rows of a file stand for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RecordKind {
    /// The catalogue.
    Products,
    /// Order lines, refunds among them.
    Orders,
    /// Known customers.
    Customers,
    /// What visitors did.
    Events,
    /// Links between products that the merchant set by hand.
    Links,
    /// What customers wrote about products.
    Reviews,
}

impl RecordKind {
    /// Every kind.
    pub const ALL: [Self; 6] = [
        Self::Products,
        Self::Orders,
        Self::Customers,
        Self::Events,
        Self::Links,
        Self::Reviews,
    ];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Products => "products",
            Self::Orders => "orders",
            Self::Customers => "customers",
            Self::Events => "events",
            Self::Links => "links",
            Self::Reviews => "reviews",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}
