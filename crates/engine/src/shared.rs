//! Answers that depend on nobody in particular: the same question need not be decided again while nothing changed.
//!
//! A question is shared where nothing is known of who asks: no customer, no views, nothing seen or declined, nothing
//! said, and no question how satisfied one is that is asked once. Its answer is given again for at most ten seconds,
//! and not at all once a price, a stock, a rule, a policy, the shop's own words or the snapshot changed: every such
//! change counts the engine's generation up. Each time it is given it is a decision of its own, with an id and a record
//! in the log.

use recommend::ProductIndex;
use shop::{Timestamp, Traffic};
use xxhash_rust::xxh3::xxh3_128;

use crate::{
    Engine, OfferAnswer, OfferRequest,
    decision_record::{DecisionRecord, Header},
    offers::Logged,
    visitors::Who,
};

/// How long an answer is given again: rules and campaigns begin and end at most so much later.
const SPAN_MS: i64 = 10_000;

/// What is kept of an answer, to give it again.
#[derive(Debug, Clone, PartialEq)]
pub struct SharedAnswer {
    generation: u64,
    logged: Logged,
    offered: Vec<ProductIndex>,
}

impl Engine {
    /// What stands for a question in which nobody in particular asks; none where somebody does. Two questions with the
    /// same key have the same answer as long as nothing changes.
    pub fn shared_key(&self, request: &OfferRequest, now: Timestamp) -> Option<u128> {
        let views = request
            .recently_viewed
            .as_ref()
            .is_some_and(|viewed| !viewed.is_empty());
        let says = request.text.is_some();
        if says
            || request.customer_id.is_some()
            || (views && request.consent)
            || self.is_reminded(request, now)
            || self.may_ask(request)
        {
            return None;
        }
        if let Some(visitor) = &request.visitor_id {
            let visitors = self.visitors();
            let who = [Who::Visitor(visitor)];
            let known = visitors
                .seen(&who, request.placement, request.consent, now)
                .is_some();
            if known || (request.consent && !visitors.views(visitor).is_empty()) {
                return None;
            }
        }
        let mut bytes = question(request, self.traffic_of(request), now);
        let placed = self.placed(request, now);
        // What is drawn for one visitor is not shown to others; and no variant is for somebody who is not known.
        let steering = self.steering_for(request.placement, &placed, now);
        if self
            .explore_seed(request, &placed, &steering.policy, now)
            .is_some()
        {
            return None;
        }
        bytes.push(u8::from(placed.held_out) | u8::from(placed.asked) << 1);
        for arm in &placed.arms {
            bytes.extend_from_slice(&arm.experiment.to_le_bytes());
            bytes.push(arm.arm);
        }
        Some(xxh3_128(&bytes))
    }

    /// As [`Engine::offers`], with what is to be kept to give the answer again; none where it was not logged.
    pub fn offers_to_share(
        &self,
        request: &OfferRequest,
        now: Timestamp,
    ) -> (OfferAnswer, Option<SharedAnswer>) {
        // Read before deciding: a change in the meantime makes what is kept too old.
        let generation = self.inner.serving.generation();
        let (answer, logged, offered) = self.answer_logged(request, now);
        let shared = logged.map(|logged| SharedAnswer {
            generation,
            logged,
            offered,
        });
        (answer, shared)
    }

    /// Gives an answer again: the id of the new decision. None where anything changed since it was made.
    pub fn offers_again(
        &self,
        shared: &SharedAnswer,
        request: &OfferRequest,
        now: Timestamp,
    ) -> Option<String> {
        if shared.generation != self.inner.serving.generation() {
            return None;
        }
        let log = self.inner.log.get()?;
        let Logged { id, record } = &shared.logged;
        let unit = self.placed(request, now).unit;
        let (position, patch) = Header::again(now, unit);
        let again = log.append_again(id, position, &patch);
        let id = again.unwrap_or_else(|| log.append(&DecisionRecord::again(record, now, unit)));
        self.note_offered(request, &shared.offered, now);
        Some(id.to_string())
    }
}

/// The question as bytes, without who asks.
fn question(request: &OfferRequest, traffic: Traffic, now: Timestamp) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(256);
    let mut text = |text: &str| {
        bytes.extend_from_slice(&(text.len() as u64).to_le_bytes());
        bytes.extend_from_slice(text.as_bytes());
    };
    for word in [&request.product_id, &request.category] {
        text(word.as_deref().unwrap_or("\u{0}"));
    }
    text(request.locale.as_ref().map_or("", |locale| locale.as_str()));
    text(request.region.as_ref().map_or("", |region| region.code()));
    text("exclude");
    request.exclude.iter().for_each(|id| text(id));
    text("cart");
    for item in &request.cart {
        text(&item.product_id);
        text(item.unit_price.as_ref().map_or("", |price| price.currency.code()));
    }
    for item in &request.cart {
        bytes.extend_from_slice(&item.quantity.to_le_bytes());
        let price = item.unit_price.as_ref().map_or(i64::MIN, |price| price.minor);
        bytes.extend_from_slice(&price.to_le_bytes());
    }
    bytes.extend_from_slice(&[request.placement as u8, traffic as u8]);
    bytes.push(request.tone.map_or(u8::MAX, |tone| tone as u8));
    let limit = request.limit.map_or(u64::MAX, |limit| limit as u64);
    bytes.extend_from_slice(&limit.to_le_bytes());
    bytes.extend_from_slice(&now.unix_ms().div_euclid(SPAN_MS).to_le_bytes());
    bytes
}
