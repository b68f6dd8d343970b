//! The merchant's rules: pin, ban, boost, bury, include only; by product, category, brand, tag, attribute, price,
//! margin and stock; for a placement, a segment, a time, or beside certain products.
//!
//! A ban beats everything, then what is not included, then pins; boosts and buries only move what is left, and where
//! several hit one product their factors multiply. So no rule ever brings back what another one forbids.

use recommend::{Catalogue, ProductIndex, Query, Value, signals::margin::Margin};
use shop::{Placement, Stock, Timestamp};
use smallvec::SmallVec;

use crate::{Audience, Live, Person};

/// A boost or a bury moves by at most this factor, and all of them together as well.
pub const FACTOR_MAX: f32 = 10.0;

/// What a rule does to the products it names.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Action {
    /// They are never offered.
    Ban,
    /// Nothing else is offered.
    IncludeOnly,
    /// They are offered, from this slot on (0 is the first), wherever no filter objects.
    Pin(u8),
    /// They come forward, or back where the factor is below 1.
    Weigh(f32),
}

/// A rule with everything it names found in the catalogue.
#[derive(Debug, Clone)]
pub struct Rule {
    /// Its id.
    pub id: String,
    /// What it does.
    pub action: Action,
    /// To which products.
    pub products: Selector,
    /// Where, to whom and when.
    pub when: When,
}

/// When a rule holds; what is left out is no condition.
#[derive(Debug, Clone, Default)]
pub struct When {
    /// On these placements; empty: on all.
    pub placements: Vec<Placement>,
    /// For whom.
    pub audience: Audience,
    /// From this moment on.
    pub from: Option<Timestamp>,
    /// Until this moment, which is left out.
    pub until: Option<Timestamp>,
    /// Where the cart or the page holds one of these.
    pub beside: Option<Selector>,
}

/// Which products; every condition that is given must hold, and of a list one entry.
#[derive(Debug, Clone, Default)]
pub struct Selector {
    /// The products as they were listed; a pin shows them in this order.
    pub listed: Vec<ProductIndex>,
    /// One of these products, sorted.
    pub products: Option<Vec<ProductIndex>>,
    /// In one of these leaf categories, sorted.
    pub leaves: Option<Vec<u32>>,
    /// Of one of these brands.
    pub brands: Option<Vec<u32>>,
    /// With one of these tags.
    pub tags: Option<Vec<String>>,
    /// With all of these attributes.
    pub attributes: Vec<AttributeTest>,
    /// At a price from and to, both included, in minor units.
    pub price_minor: Range<i64>,
    /// With so much of the price left, in per cent.
    pub margin_percent: Range<f32>,
    /// With so many units in stock.
    pub stock: Range<u32>,
}

/// From and to, both included; what is missing is no bound.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Range<T> {
    /// At least.
    pub min: Option<T>,
    /// At most.
    pub max: Option<T>,
}

impl<T> Default for Range<T> {
    fn default() -> Self {
        Self { min: None, max: None }
    }
}

impl<T: PartialOrd> Range<T> {
    pub(crate) fn is_open(&self) -> bool {
        self.min.is_none() && self.max.is_none()
    }

    /// Whether a value can lie within both.
    pub(crate) fn may_meet(&self, other: &Self) -> bool {
        let reaches = |max: &Option<T>, min: &Option<T>| {
            max.as_ref().zip(min.as_ref()).is_none_or(|(max, min)| min <= max)
        };
        reaches(&self.max, &other.min) && reaches(&other.max, &self.min)
    }

    /// Whether the value is known and lies within; where there is no bound nothing need be known.
    pub(crate) fn holds(&self, value: impl FnOnce() -> Option<T>) -> bool {
        self.is_open()
            || value().is_some_and(|value| {
                self.min.as_ref().is_none_or(|min| *min <= value)
                    && self.max.as_ref().is_none_or(|max| value <= *max)
            })
    }
}

/// A condition on one attribute.
#[derive(Debug, Clone, PartialEq)]
pub struct AttributeTest {
    /// The attribute's numbers in the catalogue: a name with different units has several.
    pub names: Vec<u32>,
    /// What is asked of its value.
    pub value: Wanted,
}

/// What is asked of an attribute's value.
#[derive(Debug, Clone, PartialEq)]
pub enum Wanted {
    /// This word, in lower case.
    Text(String),
    /// Yes or no.
    Flag(bool),
    /// A number from and to.
    Number(Range<f32>),
}

/// What rules look at of a product.
#[derive(Clone, Copy)]
pub struct Shelf<'a> {
    /// The products as built.
    pub catalogue: &'a Catalogue,
    /// What changed since.
    pub live: &'a Live,
    /// What is earned with each.
    pub margin: &'a Margin,
}

impl Selector {
    /// Whether the product is meant.
    pub fn matches(&self, shelf: Shelf<'_>, product: ProductIndex) -> bool {
        let catalogue = shelf.catalogue;
        let among = |list: &Option<Vec<u32>>, own: Option<u32>| {
            list.as_ref()
                .is_none_or(|list| own.is_some_and(|own| list.binary_search(&own).is_ok()))
        };
        among(&self.products, Some(product))
            && among(&self.leaves, catalogue.leaf(product))
            && among(&self.brands, catalogue.brand(product))
            && self
                .tags
                .as_ref()
                .is_none_or(|tags| tags.iter().any(|tag| has_tag(catalogue.tags(product), tag)))
            && self.attributes.iter().all(|test| test.holds(catalogue, product))
            && self
                .price_minor
                .holds(|| shelf.live.price_minor(catalogue, product))
            && self
                .margin_percent
                .holds(|| shelf.margin.rate(product).map(|rate| rate * 100.0))
            && self.stock.holds(|| match shelf.live.stock(catalogue, product) {
                Stock::Quantity(units) => Some(units),
                Stock::Unknown | Stock::Untracked => None,
            })
    }
}

/// Whether `tag` stands as a whole among the labels.
fn has_tag(labels: &str, tag: &str) -> bool {
    let whole = |(at, _): (usize, &str)| {
        let (before, after) = (&labels[..at], &labels[at + tag.len()..]);
        (before.is_empty() || before.ends_with(' ')) && (after.is_empty() || after.starts_with(' '))
    };
    !tag.is_empty() && labels.match_indices(tag).any(whole)
}

impl AttributeTest {
    fn holds(&self, catalogue: &Catalogue, product: ProductIndex) -> bool {
        let attributes = catalogue.attributes();
        let fits = |value: Value| match (&self.value, value) {
            (Wanted::Text(wanted), Value::Text(text)) => attributes.text(text) == wanted,
            (Wanted::Flag(wanted), Value::Flag(flag)) => *wanted == flag,
            (Wanted::Number(range), Value::Number(number)) => range.holds(|| Some(number)),
            _ => false,
        };
        let mut own = attributes.of(product);
        own.any(|(name, value)| self.names.contains(&name) && fits(value))
    }
}

/// The rules that hold in one situation.
pub(crate) struct InForce<'a> {
    shelf: Shelf<'a>,
    rules: SmallVec<[&'a Rule; 8]>,
}

impl<'a> InForce<'a> {
    pub fn new(shelf: Shelf<'a>, placement: Placement, person: &Person<'_>, query: &Query<'_>) -> Self {
        let holds = |rule: &&Rule| rule.when.holds(shelf, placement, person, query);
        Self {
            shelf,
            rules: shelf.live.rules().iter().filter(holds).collect(),
        }
    }

    /// Whether a rule bans anything.
    pub fn has_bans(&self) -> bool {
        self.rules.iter().any(|rule| rule.action == Action::Ban)
    }

    /// Whether rules name what alone is offered.
    pub fn include_only(&self) -> bool {
        self.rules.iter().any(|rule| rule.action == Action::IncludeOnly)
    }

    /// Whether a rule bans the product.
    pub fn bans(&self, product: ProductIndex) -> bool {
        let bans = |rule: &&&Rule| rule.action == Action::Ban;
        self.rules
            .iter()
            .filter(bans)
            .any(|rule| rule.products.matches(self.shelf, product))
    }

    /// Whether rules name what alone is offered, and this product is not among it.
    pub fn leaves_out(&self, product: ProductIndex) -> bool {
        let mut only = self
            .rules
            .iter()
            .filter(|rule| rule.action == Action::IncludeOnly);
        self.include_only() && !only.any(|rule| rule.products.matches(self.shelf, product))
    }

    /// What boosts and buries make of a product's worth.
    pub fn factor(&self, product: ProductIndex) -> f32 {
        if self.rules.is_empty() {
            return 1.0;
        }
        let factor = |rule: &&Rule| match rule.action {
            Action::Weigh(factor) if rule.products.matches(self.shelf, product) => factor,
            _ => 1.0,
        };
        let all: f32 = self.rules.iter().map(factor).product();
        all.clamp(1.0 / FACTOR_MAX, FACTOR_MAX)
    }

    /// The pinned products with their slots, by slot and then by rule.
    pub fn pins(&self) -> SmallVec<[(ProductIndex, u8); 4]> {
        let mut pins: SmallVec<[(ProductIndex, u8); 4]> = SmallVec::new();
        for rule in &self.rules {
            let Action::Pin(slot) = rule.action else { continue };
            let products = rule.products.listed.iter();
            for (&product, place) in products.zip(slot..) {
                if rule.products.matches(self.shelf, product)
                    && pins.iter().all(|(pinned, _)| *pinned != product)
                {
                    pins.push((product, place));
                }
            }
        }
        pins.sort_by_key(|(_, slot)| *slot);
        pins
    }

    /// The rules that name the product, in the order they were given.
    pub fn naming(&self, product: ProductIndex) -> impl Iterator<Item = &'a Rule> + '_ {
        let names = move |rule: &&&Rule| rule.products.matches(self.shelf, product);
        self.rules.iter().filter(names).copied()
    }
}

impl When {
    fn holds(&self, shelf: Shelf<'_>, placement: Placement, person: &Person<'_>, query: &Query<'_>) -> bool {
        (self.placements.is_empty() || self.placements.contains(&placement))
            && self.from.is_none_or(|from| from <= query.now)
            && self.until.is_none_or(|until| query.now < until)
            && self.audience.has(person)
            && self
                .beside
                .as_ref()
                .is_none_or(|beside| query.seeds().any(|seed| beside.matches(shelf, seed)))
    }
}
