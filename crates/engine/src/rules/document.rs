//! A rule as the merchant writes it, and what must be true of it.

use std::collections::BTreeMap;

use decide::rules::FACTOR_MAX;
use recommend::Catalogue;
use serde::{Deserialize, Serialize};
use shop::{Currency, Money, Placement, Timestamp};

use crate::{
    Error,
    customers::{CustomerCondition, DayBounds},
    documents::invalid,
};

/// Entries of one list of a rule.
const ENTRIES_MAX: usize = 1_000;
/// Longest note, in bytes.
const NOTE_BYTES_MAX: usize = 500;
/// Slots a pin may name.
const SLOT_MAX: u8 = 24;

/// What a rule does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RuleAction {
    /// Offers the named products, in their order, wherever no filter objects.
    Pin,
    /// Never offers the named products.
    Ban,
    /// Brings them forward.
    Boost,
    /// Sends them back.
    Bury,
    /// Offers nothing else.
    IncludeOnly,
}

impl RuleAction {
    /// The action's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pin => "pin",
            Self::Ban => "ban",
            Self::Boost => "boost",
            Self::Bury => "bury",
            Self::IncludeOnly => "include_only",
        }
    }
}

/// A rule as it is set.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleDraft {
    /// What it does.
    pub action: RuleAction,
    /// To which products.
    pub products: RuleProducts,
    /// Where, to whom and when; always where missing.
    #[serde(default, skip_serializing_if = "is_default")]
    pub when: RuleWhen,
    /// The first pinned product's slot, 1 for the first.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub slot: Option<u8>,
    /// How far a boost or a bury moves, from 1 to 10; 2 where missing.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub factor: Option<f32>,
    /// Whether it is switched on.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// Why, in the merchant's words.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub note: String,
}

fn yes() -> bool {
    true
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

/// Which products; every condition that is given must hold, and of a list one entry.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleProducts {
    /// Ids of products.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub ids: Vec<String>,
    /// Category paths, `A > B`; what lies below counts as well.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub categories: Vec<String>,
    /// Brands.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub brands: Vec<String>,
    /// Tags.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<String>,
    /// Attributes, all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub attributes: Vec<AttributeCondition>,
    /// The price, in the shop's currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<MoneyBounds>,
    /// What is left of the price, in per cent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub margin_percent: Option<Bounds>,
    /// Units in stock.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stock: Option<Bounds>,
}

/// A condition on an attribute: a value, or a number from and to.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct AttributeCondition {
    /// The attribute's name; one with a unit is also found by its bare name.
    pub name: String,
    /// This word, or `yes` or `no`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<String>,
    /// A number of at least this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f32>,
    /// A number of at most this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f32>,
}

/// From and to, both included.
#[derive(Debug, Clone, Copy, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Bounds {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<f32>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<f32>,
}

/// Amounts from and to, both included, as decimal texts of the shop's currency.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MoneyBounds {
    /// At least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min: Option<String>,
    /// At most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub max: Option<String>,
}

/// When a rule holds; what is left out is no condition.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct RuleWhen {
    /// On these placements.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub placements: Vec<String>,
    /// For customers with one of these tags, or `tier:` and `segment:` with an id.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub segments: Vec<String>,
    /// For customers who ordered before (`true`), or never did (`false`).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bought_before: Option<bool>,
    /// For customers whose latest order is so many days ago.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub since_order_days: Option<DayBounds>,
    /// For customers who are due back within so many days, or were already.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub due_within_days: Option<u32>,
    /// From when on, as RFC 3339.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_from: Option<String>,
    /// Until when.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub valid_until: Option<String>,
    /// Where the cart or the page holds one of these.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub beside: Option<RuleProducts>,
}

impl RuleWhen {
    /// For which customers it holds.
    pub fn customers(&self) -> CustomerCondition {
        CustomerCondition {
            segments: self.segments.clone(),
            bought_before: self.bought_before,
            since_order_days: self.since_order_days,
            due_within_days: self.due_within_days,
        }
    }
}

/// Checks a rule against itself and, where there is one, the catalogue.
pub(super) fn check(
    draft: &RuleDraft,
    catalogue: Option<&Catalogue>,
    currency: Currency,
) -> Result<(), Error> {
    if draft.note.len() > NOTE_BYTES_MAX {
        return Err(invalid("note", "it must have at most 500 bytes"));
    }
    check_action(draft)?;
    check_products("products", &draft.products, catalogue, currency)?;
    if let Some(beside) = &draft.when.beside {
        check_products("when.beside", beside, catalogue, currency)?;
    }
    check_when(&draft.when)
}

fn check_action(draft: &RuleDraft) -> Result<(), Error> {
    let weighs = matches!(draft.action, RuleAction::Boost | RuleAction::Bury);
    if let Some(factor) = draft.factor {
        if !weighs {
            return Err(invalid("factor", "only 'boost' and 'bury' have a factor"));
        }
        if !(1.0..=FACTOR_MAX).contains(&factor) {
            return Err(invalid("factor", "it must be from 1 to 10"));
        }
    }
    let pins = draft.action == RuleAction::Pin;
    if draft
        .slot
        .is_some_and(|slot| !pins || slot == 0 || slot > SLOT_MAX)
    {
        return Err(invalid("slot", "only 'pin' has a slot, from 1 to 24"));
    }
    if pins && (draft.products.ids.is_empty() || draft.products.ids.len() > usize::from(SLOT_MAX)) {
        return Err(invalid(
            "products.ids",
            "a pin names the products it shows, 1 to 24 of them",
        ));
    }
    Ok(())
}

fn check_products(
    field: &str,
    products: &RuleProducts,
    catalogue: Option<&Catalogue>,
    currency: Currency,
) -> Result<(), Error> {
    let at = |name: &str| format!("{field}.{name}");
    if *products == RuleProducts::default() {
        return Err(invalid(
            field,
            "it names no products; give ids, categories, brands, tags or another condition",
        ));
    }
    let lists = BTreeMap::from([
        ("ids", products.ids.len()),
        ("categories", products.categories.len()),
        ("brands", products.brands.len()),
        ("tags", products.tags.len()),
        ("attributes", products.attributes.len()),
    ]);
    if let Some((name, _)) = lists.into_iter().find(|(_, length)| *length > ENTRIES_MAX) {
        return Err(invalid(at(name), "at most 1,000 entries"));
    }
    let unknown = products
        .ids
        .iter()
        .find(|id| catalogue.is_some_and(|catalogue| catalogue.index(id).is_none()));
    if let Some(id) = unknown {
        return Err(invalid(
            at("ids"),
            format!("there is no product '{id}' in the catalogue"),
        ));
    }
    for (name, bounds) in [
        ("margin_percent", &products.margin_percent),
        ("stock", &products.stock),
    ] {
        check_bounds(&at(name), bounds.unwrap_or_default())?;
    }
    let price = products.price.clone().unwrap_or_default();
    let (min, max) = (
        amount(&at("price.min"), price.min.as_deref(), currency)?,
        amount(&at("price.max"), price.max.as_deref(), currency)?,
    );
    if min.zip(max).is_some_and(|(min, max)| max < min) {
        return Err(invalid(at("price"), "'max' must not be below 'min'"));
    }
    products
        .attributes
        .iter()
        .try_for_each(|condition| check_attribute(&at("attributes"), condition))
}

fn check_attribute(field: &str, condition: &AttributeCondition) -> Result<(), Error> {
    let numbers = condition.min.is_some() || condition.max.is_some();
    if condition.name.trim().is_empty() || condition.value.is_some() == numbers {
        return Err(invalid(
            field,
            "an attribute has a 'name' and either a 'value' or 'min' and 'max'",
        ));
    }
    check_bounds(
        field,
        Bounds {
            min: condition.min,
            max: condition.max,
        },
    )
}

fn check_bounds(field: &str, bounds: Bounds) -> Result<(), Error> {
    let finite = |value: Option<f32>| value.is_none_or(f32::is_finite);
    let ordered = bounds.min.zip(bounds.max).is_none_or(|(min, max)| min <= max);
    if finite(bounds.min) && finite(bounds.max) && ordered {
        Ok(())
    } else {
        Err(invalid(
            field,
            "'min' and 'max' are numbers, and 'max' is not below 'min'",
        ))
    }
}

/// An amount of the shop's currency in minor units.
pub(super) fn amount(field: &str, text: Option<&str>, currency: Currency) -> Result<Option<i64>, Error> {
    let parse = |text: &str| Money::parse(text, currency).map_err(|error| invalid(field, error.to_string()));
    Ok(text.map(parse).transpose()?.map(|money| money.minor))
}

/// A moment written as RFC 3339.
pub(super) fn moment(field: &str, text: Option<&str>) -> Result<Option<Timestamp>, Error> {
    let parse = |text: &str| {
        let read: Result<jiff::Timestamp, _> = text.parse();
        let moment = read
            .ok()
            .and_then(|read| Timestamp::from_unix_ms(read.as_millisecond()).ok());
        moment.ok_or_else(|| invalid(field, "it must be a moment such as 2026-12-24T18:00:00Z"))
    };
    text.map(parse).transpose()
}

fn check_when(when: &RuleWhen) -> Result<(), Error> {
    for placement in &when.placements {
        let known = placement.parse::<Placement>();
        known.map_err(|error| invalid("when.placements", error.to_string()))?;
    }
    let from = moment("when.valid_from", when.valid_from.as_deref())?;
    let until = moment("when.valid_until", when.valid_until.as_deref())?;
    if from.zip(until).is_some_and(|(from, until)| until <= from) {
        return Err(invalid("when.valid_until", "it must be after valid_from"));
    }
    if when.placements.len() > Placement::ALL.len() {
        return Err(invalid("when", "its lists are too long"));
    }
    let customers = when.customers().check();
    customers.map_err(|(field, reason)| invalid(format!("when.{field}"), reason))
}
