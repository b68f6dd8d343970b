//! Two models side by side: in what they differ, which is better in it, and what it costs more.

use decide::{Intent, Live, Offer};
use recommend::{Evidence, Models, ProductIndex, Value, signals::attribute_meaning::Difference};
use shop::{LinkKind, Money};

use crate::{
    resolver::Resolver,
    types::{ComparedAttribute, ComparedValue, Comparison},
};

/// Attributes shown side by side: what a customer can take in at a glance.
const ATTRIBUTES_MAX: usize = 5;

/// The product that an offer would replace; none where it goes beside others.
pub fn replaced_by(offer: &Offer) -> Option<ProductIndex> {
    match offer.source.evidence {
        Evidence::StepUp { from, .. } => Some(from),
        Evidence::MerchantLink {
            with,
            kind: LinkKind::Upsell,
        } => Some(with),
        Evidence::Similar { to } if offer.intent == Intent::Upsell => Some(to),
        _ => None,
    }
}

/// The offer beside what it would replace.
pub fn comparison(
    models: &Models,
    live: &Live,
    resolver: &Resolver<'_>,
    offer: &Offer,
) -> Option<Comparison> {
    let from = replaced_by(offer)?;
    let catalogue = &models.catalogue;
    let meaning = &models.signals.attribute_meaning;
    let differences = meaning.differences(catalogue, from, offer.product);
    let shown = differences.into_iter().take(ATTRIBUTES_MAX);
    let (own, other) = (live.price(catalogue, from), live.price(catalogue, offer.product));
    Some(Comparison {
        with: resolver.mention(from),
        price: own,
        price_difference: own.zip(other).and_then(|(own, other)| more(own, other)),
        attributes: shown.map(|difference| attribute(models, &difference)).collect(),
    })
}

/// What `other` costs more than `own`; none in different currencies.
fn more(own: Money, other: Money) -> Option<Money> {
    let difference = other.minor.checked_sub(own.minor)?;
    (own.currency == other.currency).then(|| Money::new(difference, own.currency))
}

fn attribute(models: &Models, difference: &Difference) -> ComparedAttribute {
    let attributes = models.catalogue.attributes();
    let name = attributes.name(difference.name);
    let (name, unit) = match name.strip_suffix(')').and_then(|name| name.rsplit_once(" (")) {
        Some((name, unit)) => (name, Some(unit.to_owned())),
        None => (name, None),
    };
    let value = |value: Value| match value {
        Value::Text(text) => ComparedValue::Text(attributes.text(text).to_owned()),
        Value::Number(number) => ComparedValue::Number(number),
        Value::Flag(flag) => ComparedValue::Flag(flag),
    };
    ComparedAttribute {
        name: name.to_owned(),
        unit,
        offer: difference.to.map(value),
        instead_of: difference.from.map(value),
        better: difference.better,
    }
}
