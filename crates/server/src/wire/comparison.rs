//! Two models side by side, as they go over the wire.

use engine::{ComparedAttribute, ComparedValue, Comparison};
use serde::{Serialize, Serializer};
use shop::Locale;

use super::{money::Amount, offers::MentionReply};
use crate::i18n::Texts;

/// The offer beside what it would replace.
#[derive(Debug, Serialize)]
pub(super) struct ComparisonReply<'a> {
    with: MentionReply<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price_difference: Option<Amount>,
    attributes: Vec<AttributeReply<'a>>,
}

#[derive(Debug, Serialize)]
struct AttributeReply<'a> {
    name: &'a str,
    label: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<ValueReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead_of: Option<ValueReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<bool>,
    written: WrittenReply,
}

/// The values as people write them, with their unit.
#[derive(Debug, Serialize)]
struct WrittenReply {
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead_of: Option<String>,
}

#[derive(Debug)]
struct ValueReply<'a>(&'a ComparedValue);

impl Serialize for ValueReply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            ComparedValue::Text(text) => serializer.serialize_str(text),
            ComparedValue::Number(number) => serializer.serialize_f32(*number),
            ComparedValue::Flag(flag) => serializer.serialize_bool(*flag),
        }
    }
}

impl<'a> ComparisonReply<'a> {
    pub fn new(comparison: &'a Comparison, texts: &Texts, locale: &Locale) -> Self {
        let attributes = comparison.attributes.iter();
        Self {
            with: MentionReply::new(&comparison.with),
            price: comparison.price.map(Amount),
            price_difference: comparison.price_difference.map(Amount),
            attributes: attributes
                .map(|attribute| AttributeReply::new(attribute, texts, locale))
                .collect(),
        }
    }
}

impl<'a> AttributeReply<'a> {
    fn new(attribute: &'a ComparedAttribute, texts: &Texts, locale: &Locale) -> Self {
        let unit = attribute.unit.as_deref();
        let written = |value: &ComparedValue| texts.attribute_value(value, unit, locale);
        Self {
            name: &attribute.name,
            label: texts.attribute(&attribute.name, locale),
            unit,
            offer: attribute.offer.as_ref().map(ValueReply),
            instead_of: attribute.instead_of.as_ref().map(ValueReply),
            better: attribute.better,
            written: WrittenReply {
                offer: attribute.offer.as_ref().map(written),
                instead_of: attribute.instead_of.as_ref().map(written),
            },
        }
    }
}
