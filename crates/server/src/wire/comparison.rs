//! Two models side by side, as they go over the wire.

use engine::{ComparedAttribute, ComparedValue, Comparison};
use serde::{Serialize, Serializer};

use super::{money::Amount, offers::MentionReply};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    offer: Option<ValueReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    instead_of: Option<ValueReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    better: Option<bool>,
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
    pub fn new(comparison: &'a Comparison) -> Self {
        let attribute = |attribute: &'a ComparedAttribute| AttributeReply {
            name: &attribute.name,
            unit: attribute.unit.as_deref(),
            offer: attribute.offer.as_ref().map(ValueReply),
            instead_of: attribute.instead_of.as_ref().map(ValueReply),
            better: attribute.better,
        };
        Self {
            with: MentionReply::new(&comparison.with),
            price: comparison.price.map(Amount),
            price_difference: comparison.price_difference.map(Amount),
            attributes: comparison.attributes.iter().map(attribute).collect(),
        }
    }
}
