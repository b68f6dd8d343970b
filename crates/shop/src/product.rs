//! What a shop sells.

use std::collections::{BTreeMap, BTreeSet};

use crate::{Localized, Money, ProductId, Region, Timestamp};

/// A sellable product (SKU) as the shop describes it.
#[derive(Debug, Clone, PartialEq)]
pub struct Product {
    /// The shop's own identifier.
    pub id: ProductId,
    /// Title per language; may be empty for a product known only from orders.
    pub title: Localized,
    /// Description per language, plain text.
    pub description: Localized,
    /// From the widest category to the leaf.
    pub category: Category,
    /// Products of one group are variants of each other ("same shirt in another colour").
    pub group: Option<String>,
    /// The attributes in which the variants of the group differ: `colour → red`.
    pub variant: BTreeMap<String, String>,
    /// Typed attributes to compare and to filter by.
    pub attributes: BTreeMap<String, Attribute>,
    /// The brand's name.
    pub brand: Option<String>,
    /// What the customer pays now.
    pub price: Option<Money>,
    /// The price before a reduction, where it is higher than `price`.
    pub list_price: Option<Money>,
    /// Until when `price` holds, where the shop said so: the true end of a reduction.
    pub price_valid_until: Option<Timestamp>,
    /// What one unit costs the shop.
    pub unit_cost: Option<Money>,
    /// How many can be sold.
    pub stock: Stock,
    /// An inactive product is never offered.
    pub active: bool,
    /// When it came or comes on sale.
    pub launched_at: Option<Timestamp>,
    /// Picture.
    pub image_url: Option<String>,
    /// The product's page.
    pub page_url: Option<String>,
    /// Free labels.
    pub tags: BTreeSet<String>,
    /// Good, service and so on.
    pub kind: ProductKind,
    /// What this product is an accessory or a service for.
    pub fits: Vec<Fits>,
    /// Where it may be sold or delivered; empty for everywhere.
    pub regions: BTreeSet<Region>,
}

/// A path of category names, widest first; empty where unknown.
#[derive(Debug, Clone, PartialEq, Eq, Default, Hash, PartialOrd, Ord)]
pub struct Category(pub Vec<String>);

impl Category {
    /// Splits `Home > Kitchen > Kettles` (also `/`-separated where no `>` stands).
    pub fn parse(path: &str) -> Self {
        let separator = if path.contains('>') { '>' } else { '/' };
        let names = path
            .split(separator)
            .map(str::trim)
            .filter(|name| !name.is_empty());
        Self(names.map(str::to_owned).collect())
    }

    /// The whole path as one text, `A > B > C`: what tells leaves of the same name apart.
    pub fn path(&self) -> String {
        self.0.join(" > ")
    }

    /// The narrowest category's name.
    pub fn leaf(&self) -> Option<&str> {
        self.0.last().map(String::as_str)
    }
}

/// A typed attribute value.
#[derive(Debug, Clone, PartialEq)]
pub enum AttributeValue {
    /// A word: `colour = red`.
    Text(String),
    /// A finite number in the unit beside it.
    Number(f64),
    /// Yes or no.
    Flag(bool),
}

/// An attribute: its value and the unit of a number.
#[derive(Debug, Clone, PartialEq)]
pub struct Attribute {
    /// The value.
    pub value: AttributeValue,
    /// The unit of a number (`GB`, `cm`).
    pub unit: Option<String>,
}

/// How many units of a product can be sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Stock {
    /// The shop never told; the product may be offered, and no scarcity is ever claimed.
    #[default]
    Unknown,
    /// So many are left; none means the product is not offered.
    Quantity(u32),
    /// Never runs out (downloads, services).
    Untracked,
}

impl Stock {
    /// Whether at least one unit may be sold as far as is known.
    pub fn is_sellable(self) -> bool {
        !matches!(self, Self::Quantity(0))
    }
}

/// What sort of thing is sold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Hash)]
pub enum ProductKind {
    /// A thing.
    #[default]
    Good,
    /// Work done for the customer, such as installation.
    Service,
    /// Paid at intervals.
    Subscription,
    /// Covers another product.
    Warranty,
    /// Money for later.
    GiftCard,
}

impl ProductKind {
    /// Every kind.
    pub const ALL: [Self; 5] = [
        Self::Good,
        Self::Service,
        Self::Subscription,
        Self::Warranty,
        Self::GiftCard,
    ];

    /// The kind's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Service => "service",
            Self::Subscription => "subscription",
            Self::Warranty => "warranty",
            Self::GiftCard => "gift_card",
        }
    }

    /// The kind of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == text)
    }
}

/// What an accessory fits or a service covers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Fits {
    /// One product.
    Product(ProductId),
    /// Every product of a group.
    Group(String),
    /// Every product under a category path.
    Category(Category),
    /// Every product whose attribute has this value: `mount = VESA 200`.
    Attribute {
        /// The attribute's name.
        name: String,
        /// The value as text.
        value: String,
    },
}

impl Product {
    /// A product of which nothing but its id is known: sellable, untitled.
    pub fn unknown(id: ProductId) -> Self {
        Self {
            id,
            title: Localized::default(),
            description: Localized::default(),
            category: Category::default(),
            group: None,
            variant: BTreeMap::new(),
            attributes: BTreeMap::new(),
            brand: None,
            price: None,
            list_price: None,
            price_valid_until: None,
            unit_cost: None,
            stock: Stock::Unknown,
            active: true,
            launched_at: None,
            image_url: None,
            page_url: None,
            tags: BTreeSet::new(),
            kind: ProductKind::Good,
            fits: Vec::new(),
            regions: BTreeSet::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn category_paths_split() {
        let category = Category::parse("Home > Kitchen / Bar > Kettles");
        assert_eq!(category.0, ["Home", "Kitchen / Bar", "Kettles"]);
        assert_eq!(category.leaf(), Some("Kettles"));
        assert_eq!(Category::parse("a/b").0, ["a", "b"]);
        assert_eq!(Category::parse(" ").leaf(), None);
    }

    #[test]
    fn kinds_round_trip() {
        for kind in ProductKind::ALL {
            assert_eq!(ProductKind::parse(kind.as_str()), Some(kind));
        }
        assert!(!Stock::Quantity(0).is_sellable());
        assert!(Stock::Unknown.is_sellable());
    }
}
