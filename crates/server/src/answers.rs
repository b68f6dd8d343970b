//! Answers that were given to nobody in particular, as bytes ready to be sent again. See [`engine::SharedAnswer`].

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use engine::{Engine, OfferRequest, SharedAnswer};
use rustc_hash::FxHashMap;
use shop::Timestamp;

use crate::metrics::Told;

/// Bytes of bodies kept, of which half are forgotten when there are more.
const BYTES_MAX: usize = 32 << 20;
/// Parts of the map with a lock each, so that threads seldom wait for each other.
const SHARDS: usize = 16;

/// An answer as it was sent.
struct Kept {
    shared: SharedAnswer,
    body: Vec<u8>,
    /// Where the decision's id stands in the body.
    ids: Vec<usize>,
    told: Told,
}

/// Those asked for lately and those asked for before: what is not asked for while one half fills is forgotten.
#[derive(Default)]
struct Shard {
    young: FxHashMap<u128, Arc<Kept>>,
    old: FxHashMap<u128, Arc<Kept>>,
    young_bytes: usize,
}

/// The answers that can be given again.
#[derive(Default)]
pub(crate) struct Answers([Mutex<Shard>; SHARDS]);

impl Answers {
    /// The body of the answer to a question and what is counted of it, as a decision of its own; none where the
    /// question was not asked lately, or anything changed since.
    pub fn again(
        &self,
        engine: &Engine,
        key: u128,
        request: &OfferRequest,
        now: Timestamp,
    ) -> Option<(Vec<u8>, Told)> {
        let kept = self.kept(key)?;
        let id = engine.offers_again(&kept.shared, request, now)?;
        let mut body = kept.body.clone();
        for &at in &kept.ids {
            body.get_mut(at..at + id.len())?.copy_from_slice(id.as_bytes());
        }
        Some((body, kept.told))
    }

    /// Keeps an answer, whose body names its decision by `id`.
    pub fn keep(&self, key: u128, shared: SharedAnswer, body: &[u8], id: &str, told: Told) {
        let ids = std::str::from_utf8(body).map_or(Vec::new(), |text| {
            text.match_indices(id).map(|(at, _)| at).collect()
        });
        if id.is_empty() || ids.is_empty() {
            return;
        }
        let kept = Kept {
            shared,
            body: body.to_vec(),
            ids,
            told,
        };
        self.shard(key).put(key, Arc::new(kept));
    }

    fn kept(&self, key: u128) -> Option<Arc<Kept>> {
        let mut shard = self.shard(key);
        if let Some(kept) = shard.young.get(&key) {
            return Some(Arc::clone(kept));
        }
        let kept = shard.old.remove(&key)?;
        shard.put(key, Arc::clone(&kept));
        Some(kept)
    }

    /// A lock that another thread's panic poisoned still guards sound data: every change is one insertion.
    fn shard(&self, key: u128) -> MutexGuard<'_, Shard> {
        let shard = &self.0[(key as usize) % SHARDS];
        shard.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shard {
    fn put(&mut self, key: u128, kept: Arc<Kept>) {
        if self.young_bytes > BYTES_MAX / 2 / SHARDS {
            self.old = std::mem::take(&mut self.young);
            self.young_bytes = 0;
        }
        self.young_bytes += kept.body.len();
        self.young.insert(key, kept);
    }
}
