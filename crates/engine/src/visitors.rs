//! What visitors did lately: in memory, bounded, updated on the event and visible to the next decision.

mod memory;
mod visit;

use std::{
    hash::BuildHasher,
    sync::{Mutex, MutexGuard, PoisonError},
};

use decide::Seen;
use recommend::ProductIndex;
use rustc_hash::{FxBuildHasher, FxHashMap};
use shop::{CustomerId, Event, EventKind, Placement, Timestamp, VisitorId};

use memory::{Deed, Memory};
pub use visit::PAUSE_MS;
use visit::Visit;

/// Visitors kept; past it the half seen longest ago is forgotten.
const VISITORS_MAX: usize = 200_000;

/// One visitor, or one customer wherever they are.
#[derive(Default)]
struct Visitor {
    visit: Visit,
    memory: Memory,
}

impl Visitor {
    fn seen_ms(&self) -> i64 {
        self.visit.seen_ms().max(self.memory.touched_ms())
    }
}

/// The latest doings of all visitors.
#[derive(Default)]
pub struct Visitors(Mutex<FxHashMap<u64, Visitor>>);

/// Who asks: a visitor by their anonymous id, a customer by the shop's.
#[derive(Clone, Copy)]
pub enum Who<'a> {
    /// Anonymously.
    Visitor(&'a VisitorId),
    /// Signed in.
    Customer(&'a str),
}

impl Who<'_> {
    fn key(self) -> u64 {
        match self {
            Self::Visitor(id) => FxBuildHasher.hash_one(id.as_str()),
            Self::Customer(id) => FxBuildHasher.hash_one(("customer", id)),
        }
    }
}

impl Visitors {
    /// A lock that another thread's panic poisoned still guards sound data: every change is one insertion.
    fn lock(&self) -> MutexGuard<'_, FxHashMap<u64, Visitor>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn with(&self, who: Who<'_>, change: impl FnOnce(&mut Visitor)) {
        let mut visitors = self.lock();
        if visitors.len() >= VISITORS_MAX {
            forget_half(&mut visitors);
        }
        change(visitors.entry(who.key()).or_default());
    }

    /// Notes an event at a placement; `products` are those it concerns.
    pub fn note(&self, event: &Event, placement: Option<Placement>, products: &[ProductIndex]) {
        if event.kind == EventKind::View {
            for &product in products {
                self.with(Who::Visitor(&event.visitor_id), |visitor| {
                    visitor.visit.add(product, event.at.unix_ms());
                });
            }
            return;
        }
        let customer = event.customer_id.as_ref().map(CustomerId::as_str);
        let who = std::iter::once(Who::Visitor(&event.visitor_id)).chain(customer.map(Who::Customer));
        for who in who {
            self.with(who, |visitor| {
                for (&product, number) in products.iter().zip(0_u32..) {
                    let deed = deed(event, placement, product, number);
                    visitor.memory.note(deed);
                }
            });
        }
    }

    /// Notes a purchase.
    pub fn bought(&self, who: Who<'_>, products: &[ProductIndex], at: Timestamp) {
        self.with(who, |visitor| {
            for &product in products {
                visitor.memory.bought(Some(product), at);
            }
        });
    }

    /// Notes what was offered on the way to the order.
    pub fn offered(&self, who: Who<'_>, products: impl Iterator<Item = ProductIndex>, at: Timestamp) {
        self.with(who, |visitor| visitor.visit.offered(products, at.unix_ms()));
    }

    /// What a visitor looked at in the latest visit, the latest first, repeats and all. That visit counts until the
    /// next one begins: who comes back finds what was left.
    pub fn views(&self, visitor: &VisitorId) -> Vec<ProductIndex> {
        let visitors = self.lock();
        let known = visitors.get(&Who::Visitor(visitor).key());
        known.map_or(Vec::new(), |visitor| visitor.visit.views())
    }

    /// What is known of who asks, for a decision at a placement; none where nothing is. Without `consent` only what was
    /// declined.
    pub fn seen(&self, who: &[Who<'_>], placement: Placement, consent: bool, now: Timestamp) -> Option<Seen> {
        let visitors = self.lock();
        let mut seen = Seen::default();
        for visitor in who.iter().filter_map(|who| visitors.get(&who.key())) {
            if !consent {
                visitor.memory.tell_refusals(&mut seen);
                continue;
            }
            visitor.memory.tell(placement, now, &mut seen);
            if placement == Placement::PostPurchase {
                seen.offered_on_the_way
                    .extend(visitor.visit.offered_since_pause(now.unix_ms()));
            }
        }
        (seen != Seen::default()).then_some(seen)
    }

    /// Forgets somebody.
    pub fn forget(&self, who: Who<'_>) {
        self.lock().remove(&who.key());
    }
}

/// An event as a visitor's memory takes it; `number` tells apart the products of one event.
fn deed(event: &Event, placement: Option<Placement>, product: ProductIndex, number: u32) -> Deed {
    let decision = event.decision_id.as_deref();
    // However many events say that a decision's offer was seen, it was shown once.
    let hash = match decision.filter(|_| event.kind.is_seen()) {
        Some(id) => FxBuildHasher.hash_one((id, product)) as u32,
        None => (FxBuildHasher.hash_one(event.id.as_str()) as u32).wrapping_add(number),
    };
    Deed {
        event: hash,
        kind: event.kind,
        at: event.at,
        product: Some(product),
        placement,
        decision: decision.map_or(0, |id| FxBuildHasher.hash_one(id) | 1),
    }
}

fn forget_half(visitors: &mut FxHashMap<u64, Visitor>) {
    let mut seen: Vec<i64> = visitors.values().map(Visitor::seen_ms).collect();
    let middle = seen.len() / 2;
    let (_, &mut median, _) = seen.select_nth_unstable(middle);
    visitors.retain(|_, visitor| visitor.seen_ms() > median);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewed(visitors: &Visitors, product: ProductIndex, seconds: i64) {
        let event = Event {
            id: shop::EventId::new("e").unwrap(),
            kind: EventKind::View,
            at: after(seconds),
            visitor_id: VisitorId::new("v1").unwrap(),
            customer_id: None,
            session_id: None,
            product_id: None,
            quantity: 1,
            placement: None,
            decision_id: None,
            order_id: None,
            score: None,
            traffic: shop::Traffic::Customer,
        };
        visitors.note(&event, None, &[product]);
    }

    fn after(seconds: i64) -> Timestamp {
        Timestamp::from_unix_ms(seconds * 1_000).unwrap()
    }

    #[test]
    fn the_latest_view_comes_first_and_repeats_stay() {
        let visitors = Visitors::default();
        let visitor = VisitorId::new("v1").unwrap();
        for (product, seconds) in [(1, 1), (2, 3), (1, 4), (7, 2)] {
            viewed(&visitors, product, seconds);
        }
        assert_eq!(visitors.views(&visitor), [1, 2, 7, 1]);
        assert!(visitors.views(&VisitorId::new("v2").unwrap()).is_empty());
        for product in 0..40 {
            viewed(&visitors, product, 5);
        }
        assert_eq!(visitors.views(&visitor).len(), visit::VIEWS_MAX);
        assert_eq!(visitors.views(&visitor)[..2], [39, 38]);
    }

    #[test]
    fn a_pause_begins_a_new_visit() {
        let visitors = Visitors::default();
        let visitor = VisitorId::new("v1").unwrap();
        for (product, minutes) in [(1, 0), (2, 30), (3, 61), (4, 62), (5, 20)] {
            viewed(&visitors, product, minutes * 60);
        }
        assert_eq!(visitors.views(&visitor), [4, 3]);
    }
}
