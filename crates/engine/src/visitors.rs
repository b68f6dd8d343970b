//! What visitors looked at lately: in memory, bounded, updated on the event and visible to the next decision.

use std::{
    hash::BuildHasher,
    sync::{Mutex, MutexGuard, PoisonError},
};

use recommend::ProductIndex;
use rustc_hash::{FxBuildHasher, FxHashMap};
use shop::{Timestamp, VisitorId};

/// A visit ends with a pause of so long.
pub const PAUSE_MS: i64 = 30 * 60_000;
/// Views kept per visitor, the latest ones.
const VIEWS_MAX: usize = 30;
/// Visitors kept; past it the half seen longest ago is forgotten.
const VISITORS_MAX: usize = 200_000;

/// The views of a visitor's latest visit, the latest first; repeats stay.
#[derive(Default)]
struct Visit {
    /// Product and moment in milliseconds since 1970.
    views: Vec<(ProductIndex, i64)>,
}

impl Visit {
    fn seen_ms(&self) -> i64 {
        self.views.first().map_or(i64::MIN, |(_, ms)| *ms)
    }

    /// Events may arrive out of order; one of an earlier visit is of no use any more.
    fn add(&mut self, product: ProductIndex, ms: i64) {
        let seen_ms = self.seen_ms();
        if seen_ms.saturating_add(PAUSE_MS) < ms {
            self.views.clear();
        } else if ms.saturating_add(PAUSE_MS) < seen_ms {
            return;
        }
        let place = self.views.iter().take_while(|(_, later)| *later > ms).count();
        self.views.insert(place, (product, ms));
        self.views.truncate(VIEWS_MAX);
    }
}

/// The latest visits of all visitors.
#[derive(Default)]
pub struct Visitors(Mutex<FxHashMap<u64, Visit>>);

impl Visitors {
    /// A lock that another thread's panic poisoned still guards sound data: every change is one insertion.
    fn lock(&self) -> MutexGuard<'_, FxHashMap<u64, Visit>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Notes that a visitor looked at a product.
    pub fn viewed(&self, visitor: &VisitorId, product: ProductIndex, at: Timestamp) {
        let mut visitors = self.lock();
        if visitors.len() >= VISITORS_MAX {
            forget_half(&mut visitors);
        }
        let visit = visitors
            .entry(FxBuildHasher.hash_one(visitor.as_str()))
            .or_default();
        visit.add(product, at.unix_ms());
    }

    /// What a visitor looked at in the latest visit, the latest first, repeats and all. That visit counts until the
    /// next one begins: who comes back finds what was left.
    pub fn views(&self, visitor: &VisitorId) -> Vec<ProductIndex> {
        let visitors = self.lock();
        let visit = visitors.get(&FxBuildHasher.hash_one(visitor.as_str()));
        visit.map_or(Vec::new(), |visit| {
            visit.views.iter().map(|(product, _)| *product).collect()
        })
    }
}

fn forget_half(visitors: &mut FxHashMap<u64, Visit>) {
    let mut seen: Vec<i64> = visitors.values().map(Visit::seen_ms).collect();
    let middle = seen.len() / 2;
    let (_, &mut median, _) = seen.select_nth_unstable(middle);
    visitors.retain(|_, visit| visit.seen_ms() > median);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn after(seconds: i64) -> Timestamp {
        Timestamp::from_unix_ms(seconds * 1_000).unwrap()
    }

    #[test]
    fn the_latest_view_comes_first_and_repeats_stay() {
        let visitors = Visitors::default();
        let visitor = VisitorId::new("v1").unwrap();
        for (product, seconds) in [(1, 1), (2, 3), (1, 4), (7, 2)] {
            visitors.viewed(&visitor, product, after(seconds));
        }
        assert_eq!(visitors.views(&visitor), [1, 2, 7, 1]);
        assert!(visitors.views(&VisitorId::new("v2").unwrap()).is_empty());
        for product in 0..40 {
            visitors.viewed(&visitor, product, after(5));
        }
        assert_eq!(visitors.views(&visitor).len(), VIEWS_MAX);
        assert_eq!(visitors.views(&visitor)[..2], [39, 38]);
    }

    #[test]
    fn a_pause_begins_a_new_visit() {
        let visitors = Visitors::default();
        let visitor = VisitorId::new("v1").unwrap();
        for (product, minutes) in [(1, 0), (2, 30), (3, 61), (4, 62), (5, 20)] {
            visitors.viewed(&visitor, product, after(minutes * 60));
        }
        assert_eq!(visitors.views(&visitor), [4, 3]);
    }
}
