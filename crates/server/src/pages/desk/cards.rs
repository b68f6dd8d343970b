//! The offers for a basket as the desk shows them, and what is recorded of them.

use std::hash::{Hash, Hasher};

use engine::{CartItem, ComparedValue, Comparison, OfferAnswer, OfferRequest, OfferedProduct};
use rustc_hash::FxHasher;
use shop::{Event, EventId, EventKind, ProductId, Stock, Traffic};

use super::{saying, state::State, stock};
use crate::{
    errors::Problem,
    i18n::{Kind, Value},
    metrics,
    pages::staff::Visit,
    route::Call,
};

/// Offers for a basket at most: what a clerk can remember and a customer can hear.
const OFFERS_MAX: usize = 3;
/// So few in stock are worth telling before one is promised.
const SCARCE_MAX: u32 = 5;
/// Attributes told of what an offer would replace.
const ATTRIBUTES_MAX: usize = 4;

/// An offer as the desk shows it.
pub(super) struct Card {
    /// Its key.
    pub key: usize,
    pub id: String,
    pub title: String,
    pub price: String,
    pub list_price: Option<String>,
    pub stock: Option<String>,
    /// What to say to the customer.
    pub sentence: String,
    /// Why, to the clerk.
    pub why: String,
    /// What it would replace.
    pub instead: Option<Instead>,
    /// The decision that showed it.
    pub decision: String,
    /// What is put into the basket where it is taken: units and id.
    pub puts: Vec<String>,
}

/// What an offer would replace.
pub(super) struct Instead {
    pub id: String,
    pub about: String,
    /// In what they differ: name, the offer's value, the other's.
    pub attributes: Vec<(String, String, String)>,
}

/// What else there is to tell the customer.
pub(super) struct Told {
    pub headline: String,
    pub body: String,
}

/// The offers for a basket, each reported as shown once, and what else there is to tell.
pub(super) fn offers(visit: &Visit<'_>, state: &State) -> Result<(Vec<Card>, Vec<Told>), Problem> {
    let call = visit.call;
    if state.lines.is_empty() {
        return Ok(Default::default());
    }
    let answer = call.app.engine.offers(&request(visit, state), call.now);
    call.app
        .metrics
        .offered(metrics::Told::new(&answer, visit.words.texts()));
    let chosen = few(&answer);
    let mut impressions = Vec::new();
    let mut cards = Vec::with_capacity(chosen.len());
    for (key, offer) in (1..).zip(chosen) {
        let id = &offer.product.id;
        let (decision, is_new) = call.app.desk.first(&state.basket, id, &answer.decision_id);
        if let Some(product) = ProductId::new(id).ok().filter(|_| is_new) {
            impressions.extend(event(call, state, EventKind::Impression, &product, &decision));
        }
        cards.push(card(visit, state, &answer, offer, (key, decision)));
    }
    if !impressions.is_empty() {
        call.app.engine.record_events(impressions)?;
    }
    let told = answer.incentives.iter().map(|incentive| {
        let (headline, body) = visit.words.texts().incentive(incentive, &visit.words.locale);
        Told { headline, body }
    });
    Ok((cards, told.collect()))
}

/// An event of the desk, whose id says what it is of: sent twice it counts once.
pub(super) fn event(
    call: &Call,
    state: &State,
    kind: EventKind,
    product: &ProductId,
    decision: &str,
) -> Option<Event> {
    let mut hasher = FxHasher::default();
    // One impression of a product in a basket, whatever shows it again; what is taken again is another deed.
    match kind {
        EventKind::Impression => (kind.as_str(), product.as_str()).hash(&mut hasher),
        _ => (kind.as_str(), product.as_str(), decision).hash(&mut hasher),
    }
    Some(Event {
        id: EventId::new(&format!("desk-{}-{:016x}", state.basket, hasher.finish())).ok()?,
        kind,
        at: call.now,
        visitor_id: state.visitor()?,
        customer_id: state.customer_id(),
        session_id: None,
        product_id: Some(product.clone()),
        quantity: 1,
        placement: Some(state.placement()),
        decision_id: Some(decision.to_owned()).filter(|id| !id.is_empty() && id.len() <= 64),
        order_id: None,
        score: None,
        traffic: Traffic::Customer,
    })
}

fn request(visit: &Visit<'_>, state: &State) -> OfferRequest {
    let engine = &visit.call.app.engine;
    let item = |(id, units): &(String, u32)| CartItem {
        product_id: id.clone(),
        quantity: *units,
        unit_price: engine
            .product_view(id, &visit.words.locale)
            .ok()
            .flatten()
            .and_then(|found| found.product.price),
    };
    OfferRequest {
        visitor_id: state.visitor(),
        customer_id: state.customer_id().map(|id| id.as_str().to_owned()),
        locale: Some(visit.words.locale.clone()),
        cart: state.lines.iter().map(item).collect(),
        ..OfferRequest::new(state.placement())
    }
}

/// The best offers, one of them instead of something where there is one: who hears three hears a choice.
fn few(answer: &OfferAnswer) -> Vec<&OfferedProduct> {
    let mut chosen: Vec<&OfferedProduct> = answer.offers.iter().take(OFFERS_MAX).collect();
    let is_upsell = |offer: &&OfferedProduct| Kind::of_offer(offer) == Kind::Upsell;
    let left_out = answer.offers.iter().skip(OFFERS_MAX).find(is_upsell);
    if let (Some(upsell), false) = (left_out, chosen.iter().any(is_upsell)) {
        chosen.truncate(OFFERS_MAX - 1);
        chosen.push(upsell);
    }
    chosen
}

fn card(
    visit: &Visit<'_>,
    state: &State,
    answer: &OfferAnswer,
    offer: &OfferedProduct,
    (key, decision): (usize, String),
) -> Card {
    let words = &visit.words;
    let (texts, locale) = (words.texts(), &words.locale);
    let money = |money| texts.money(&money, locale);
    let product = &offer.product;
    let title = product
        .title
        .as_ref()
        .map_or(&product.id, |title| &title.text)
        .clone();
    let is_scarce = matches!(product.stock, Stock::Quantity(left) if left <= SCARCE_MAX);
    let set = offer.bundle.as_ref();
    let puts = match set {
        Some(set) => set
            .members
            .iter()
            .filter(|member| !member.in_cart)
            .map(|member| format!("{}*{}", member.quantity, member.product.id))
            .collect(),
        None => vec![format!("1*{}", product.id)],
    };
    let set_price = set.and_then(|set| set.price.or(set.total));
    let list_price = set.map_or(product.list_price, |set| {
        set.total.filter(|_| set.saving.is_some())
    });
    Card {
        key,
        id: product.id.clone(),
        price: set_price.or(product.price).map(money).unwrap_or_default(),
        list_price: list_price.map(money),
        stock: is_scarce.then(|| stock(words, product.stock, true)).flatten(),
        sentence: saying::sentence(&visit.call.app.engine, texts, offer, &state.speak),
        why: texts.offer(offer, answer.tone, locale).body,
        instead: offer
            .comparison
            .as_ref()
            .map(|comparison| instead(visit, comparison)),
        decision,
        puts,
        title,
    }
}

fn instead(visit: &Visit<'_>, comparison: &Comparison) -> Instead {
    let words = &visit.words;
    let (id, difference) = saying::instead(Some(comparison));
    let difference = difference.map(|money| words.texts().money(&money, &words.locale));
    let values = [
        ("with", Value::Text(&comparison.with.title)),
        (
            "difference",
            Value::Text(difference.as_deref().unwrap_or_default()),
        ),
    ];
    let told = |value: Option<&ComparedValue>, unit: Option<&str>| match value {
        None => "–".to_owned(),
        Some(value) => words.texts().attribute_value(value, unit, &words.locale),
    };
    let attributes = comparison
        .attributes
        .iter()
        .take(ATTRIBUTES_MAX)
        .map(|attribute| {
            let unit = attribute.unit.as_deref();
            let (own, other) = (attribute.offer.as_ref(), attribute.instead_of.as_ref());
            let name = words.texts().attribute(&attribute.name, &words.locale);
            (name, told(own, unit), told(other, unit))
        });
    Instead {
        id: comparison.with.id.clone(),
        about: words.tell(&format!("desk-{id}"), &values),
        attributes: attributes.collect(),
    }
}
