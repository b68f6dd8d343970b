//! How often answers have the ledger summed up: a busy shop's day takes seconds, and a dozen answers are made at once.

use std::{
    sync::atomic::Ordering,
    time::{Duration, Instant},
};

use shop::Timestamp;

use super::lock;
use crate::{Engine, Error};

/// What is summed up so quickly is summed up whenever something is new.
const AT_ONCE_WITHIN: Duration = Duration::from_millis(100);
/// For so many times as long as it took, it is not done again for an answer: it takes a twentieth of the time at most.
const REST: u32 = 20;

/// That the ledger was summed up: when, up to which change of the store, and how long it took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct SummedUp {
    pub at: Timestamp,
    pub seq: u64,
    pub took: Duration,
    pub ended: Instant,
}

impl SummedUp {
    /// That it ended now.
    pub fn new(at: Timestamp, seq: u64, started: Instant) -> Self {
        let ended = Instant::now();
        Self {
            at,
            seq,
            took: ended - started,
            ended,
        }
    }

    fn is_enough(&self) -> bool {
        self.took > AT_ONCE_WITHIN && self.ended.elapsed() < self.took * REST
    }
}

impl Engine {
    /// Sums up for an answer, unless answers are made in the background and a large shop was summed up a moment ago:
    /// what came since makes the answer stale, so that it is made again when somebody asks for it.
    pub(super) fn summed_up_for_answers(&self, now: Timestamp) -> Result<SummedUp, Error> {
        let prepared = &self.inner.prepared;
        let last = *lock(&prepared.summed_up);
        match last.filter(SummedUp::is_enough) {
            Some(last) if prepared.is_made.load(Ordering::SeqCst) => {
                // Whoever erases somebody holds the ledger until it is done.
                self.wait_for_ledger()?;
                Ok(last)
            }
            _ => Ok(self.sum_up_timed(now)?.1),
        }
    }
}
