//! How often one key may ask: a token bucket per key, in memory.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
};

use shop::Timestamp;

use crate::errors::{Code, Problem};

/// How often one key may ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RateLimit {
    /// Requests per second in the long run, at least 1.
    pub requests_per_second: u32,
    /// Requests at once after a pause, at least 1.
    pub burst: u32,
}

/// What is left to a key, for the `RateLimit-*` headers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Allowance {
    /// Requests at once after a pause.
    pub limit: u32,
    /// Requests left now.
    pub remaining: u32,
    /// Seconds until all are back.
    pub reset_seconds: u64,
}

/// Buckets of every key that asked.
pub(crate) struct RateLimiter {
    limit: RateLimit,
    buckets: Mutex<HashMap<String, Bucket>>,
}

/// Counted in thousandths of a request, so that no fraction is lost.
#[derive(Clone, Copy)]
struct Bucket {
    filled_milli: u64,
    at: Timestamp,
}

impl RateLimiter {
    /// Full buckets for everyone.
    pub fn new(limit: RateLimit) -> Self {
        let limit = RateLimit {
            requests_per_second: limit.requests_per_second.max(1),
            burst: limit.burst.max(1),
        };
        Self {
            limit,
            buckets: Mutex::new(HashMap::new()),
        }
    }

    /// Takes one request from a key's bucket.
    ///
    /// # Errors
    /// [`Code::RateLimited`] where it is empty.
    pub fn take(&self, key_id: &str, now: Timestamp) -> Result<Allowance, Problem> {
        let full = u64::from(self.limit.burst) * 1_000;
        let per_second = u64::from(self.limit.requests_per_second);
        let mut buckets = self.buckets.lock().unwrap_or_else(PoisonError::into_inner);
        let bucket = buckets.entry(key_id.to_owned()).or_insert(Bucket {
            filled_milli: full,
            at: now,
        });
        // A clock that was set back adds nothing; a millisecond adds as many thousandths as requests per second.
        let passed_ms = u64::try_from(now.unix_ms() - bucket.at.unix_ms()).unwrap_or_default();
        bucket.filled_milli = bucket
            .filled_milli
            .saturating_add(passed_ms.saturating_mul(per_second))
            .min(full);
        bucket.at = now;
        if bucket.filled_milli < 1_000 {
            let missing = 1_000 - bucket.filled_milli;
            let mut problem = Problem::new(Code::RateLimited, "This key asked too often.");
            problem.retry_after_seconds = Some(missing.div_ceil(per_second * 1_000).max(1));
            return Err(problem);
        }
        bucket.filled_milli -= 1_000;
        Ok(Allowance {
            limit: self.limit.burst,
            remaining: u32::try_from(bucket.filled_milli / 1_000).unwrap_or(u32::MAX),
            reset_seconds: (full - bucket.filled_milli).div_ceil(per_second * 1_000),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bucket_empties_and_fills_again() {
        let limiter = RateLimiter::new(RateLimit {
            requests_per_second: 2,
            burst: 3,
        });
        let start = testkit::moment("2026-01-01").unwrap();
        for remaining in [2, 1, 0] {
            assert_eq!(limiter.take("a", start).unwrap().remaining, remaining);
        }
        let refused = limiter.take("a", start).unwrap_err();
        assert_eq!(
            (refused.code, refused.retry_after_seconds),
            (Code::RateLimited, Some(1))
        );
        assert_eq!(limiter.take("b", start).unwrap().remaining, 2);
        assert_eq!(limiter.take("a", start.plus_ms(500)).unwrap().remaining, 0);
        assert_eq!(limiter.take("a", start.plus_ms(60_000)).unwrap().remaining, 2);
        assert_eq!(limiter.take("a", start).unwrap().remaining, 1);
    }
}
