//! Making an answer that somebody waits for: a moment, and then without them.

use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

use shop::Timestamp;

use super::{Ground, How, Kept, Shelf, Told, Wanted, lock};
use crate::{Engine, Error};

/// For so long somebody waits for an answer that nobody made before.
const PATIENCE: Duration = Duration::from_secs(1);

/// The answers that are being made for somebody who waits.
#[derive(Default)]
pub(super) struct UnderWay {
    all: Mutex<Vec<Wanted>>,
    ended: Condvar,
}

impl UnderWay {
    /// Notes that an answer is begun; false where it is under way already.
    pub fn begin(&self, wanted: &Wanted) -> bool {
        let mut all = lock(&self.all);
        let is_new = !all.contains(wanted);
        if is_new {
            all.push(wanted.clone());
        }
        is_new
    }

    /// Notes that it came to an end, well or not.
    pub fn end(&self, wanted: &Wanted) {
        lock(&self.all).retain(|one| one != wanted);
        self.ended.notify_all();
    }

    /// Waits for an answer; whether it came to an end.
    fn wait(&self, wanted: &Wanted) -> bool {
        let is_made = |all: &mut Vec<Wanted>| all.contains(wanted);
        let waited = self.ended.wait_timeout_while(lock(&self.all), PATIENCE, is_made);
        let (_all, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        !timeout.timed_out()
    }
}

/// An answer that is being made; it comes to an end also where making it panics.
struct Begun {
    engine: Engine,
    wanted: Wanted,
}

impl Drop for Begun {
    fn drop(&mut self) {
        self.engine.inner.prepared.under_way.end(&self.wanted);
    }
}

impl Engine {
    /// Has an answer made of what was summed up so far, and waits for it a moment; whether it came to an end. Who asks
    /// again while it is being made waits for the same one.
    pub(super) fn is_made_soon(&self, wanted: &Wanted, now: Timestamp) -> bool {
        let under_way = &self.inner.prepared.under_way;
        if under_way.begin(wanted) {
            let begun = Begun {
                engine: self.share(),
                wanted: wanted.clone(),
            };
            let make = move || {
                if let Err(error) = begun.engine.prepare(begun.wanted.clone(), now, How::OfSummedUp) {
                    tracing::debug!("a report that somebody waits for: {error}");
                }
            };
            // Nobody joins it: a shop that closes meanwhile answers it with an error. Where the system gives no thread,
            // it has come to its end.
            drop(std::thread::Builder::new().name("report".to_owned()).spawn(make));
        }
        under_way.wait(wanted)
    }

    /// Makes an answer of what was summed up so far: who waits for a page does not wait for that too. Whatever is newer
    /// is in the answer that is made in the background.
    pub(super) fn make_of_summed_up<K: PartialEq, T>(
        &self,
        shelf: &Shelf<K, T>,
        key: K,
        now: Timestamp,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<Told<T>, Error> {
        // While somebody is being erased in the ledger, an answer may still hold what is to go.
        let may_be_kept = self.ledger_is_at_rest();
        let ground = Ground {
            seq: 0,
            ..self.ground()?
        };
        let at = self.summed_up_at().map_or(now, |at| at.min(now));
        let answer = Arc::new(make()?);
        if may_be_kept && self.people() == ground.people {
            shelf.put(Kept {
                key,
                ground,
                at,
                answer: Arc::clone(&answer),
            });
        }
        Ok(Told {
            answer,
            at,
            is_stale: true,
        })
    }
}
