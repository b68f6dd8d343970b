//! What visitors looked at lately: in memory, bounded, updated on the event and visible to the next decision.

use std::{
    hash::BuildHasher,
    sync::{Mutex, MutexGuard, PoisonError},
};

use recommend::ProductIndex;
use rustc_hash::{FxBuildHasher, FxHashMap};
use shop::{Timestamp, VisitorId};

/// Views kept per visitor.
const VIEWS_MAX: usize = 20;
/// Visitors kept; past it the half seen longest ago is forgotten.
const VISITORS_MAX: usize = 200_000;

/// A visitor's last products, the latest first.
#[derive(Default)]
struct Views {
    products: Vec<ProductIndex>,
    seen_ms: i64,
}

/// The recent views of all visitors.
#[derive(Default)]
pub struct Visitors(Mutex<FxHashMap<u64, Views>>);

impl Visitors {
    /// A lock that another thread's panic poisoned still guards sound data: every change is one insertion.
    fn lock(&self) -> MutexGuard<'_, FxHashMap<u64, Views>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a visitor looked at a product.
    pub fn viewed(&self, visitor: &VisitorId, product: ProductIndex, at: Timestamp) {
        let mut visitors = self.lock();
        if visitors.len() >= VISITORS_MAX {
            forget_half(&mut visitors);
        }
        let views = visitors
            .entry(FxBuildHasher.hash_one(visitor.as_str()))
            .or_default();
        views.products.retain(|&known| known != product);
        views.products.insert(0, product);
        views.products.truncate(VIEWS_MAX);
        views.seen_ms = views.seen_ms.max(at.unix_ms());
    }

    /// What a visitor looked at, the latest first.
    pub fn views(&self, visitor: &VisitorId) -> Vec<ProductIndex> {
        let visitors = self.lock();
        visitors
            .get(&FxBuildHasher.hash_one(visitor.as_str()))
            .map(|views| views.products.clone())
            .unwrap_or_default()
    }
}

fn forget_half(visitors: &mut FxHashMap<u64, Views>) {
    let mut seen: Vec<i64> = visitors.values().map(|views| views.seen_ms).collect();
    let middle = seen.len() / 2;
    let (_, &mut median, _) = seen.select_nth_unstable(middle);
    visitors.retain(|_, views| views.seen_ms > median);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_latest_view_comes_first_and_once() {
        let visitors = Visitors::default();
        let visitor = VisitorId::new("v1").unwrap();
        for (product, ms) in [(1, 1), (2, 2), (1, 3)] {
            visitors.viewed(&visitor, product, Timestamp::from_unix_ms(ms).unwrap());
        }
        assert_eq!(visitors.views(&visitor), [1, 2]);
        assert!(visitors.views(&VisitorId::new("v2").unwrap()).is_empty());
        for product in 0..40 {
            visitors.viewed(&visitor, product, Timestamp::from_unix_ms(4).unwrap());
        }
        assert_eq!(visitors.views(&visitor).len(), VIEWS_MAX);
    }
}
