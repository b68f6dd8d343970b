//! What was asked of a server, how long it took, and what went wrong, in bounded memory.

use std::time::Duration;

/// The most messages of failures that are kept; all are counted.
const MESSAGES_MAX: usize = 5;
/// Each power of two of microseconds is divided into so many buckets, so that a latency is told to within 1/16.
const PARTS: u64 = 16;
/// What takes longer, eighteen hours, counts as this.
const LONGEST_US: u64 = (1 << 36) - 1;
const BUCKETS: usize = 36 * PARTS as usize;

/// What is asked of a server.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Request {
    /// What to offer.
    Offers,
    /// What visitors did.
    Events,
    /// What was bought.
    Order,
    /// What came back.
    Refund,
}

impl Request {
    /// Every request.
    pub const ALL: [Self; 4] = [Self::Offers, Self::Events, Self::Order, Self::Refund];

    /// Its name in reports.
    pub fn name(self) -> &'static str {
        match self {
            Self::Offers => "offers",
            Self::Events => "events",
            Self::Order => "orders",
            Self::Refund => "refunds",
        }
    }
}

/// Requests of all kinds.
#[derive(Debug, Clone, Default)]
pub struct Calls {
    latencies: [Latency; 4],
    /// Requests that were not answered as they should be, those to turn a page included.
    pub failures: u64,
    /// What the first of them said.
    pub messages: Vec<String>,
}

impl Calls {
    /// How long requests of a kind took, those that failed included.
    pub fn latency(&self, request: Request) -> &Latency {
        &self.latencies[request as usize]
    }

    /// Counts one request.
    pub(crate) fn count(&mut self, request: Request, took: Duration) {
        self.latencies[request as usize].add(took);
    }

    /// Counts one failure.
    pub(crate) fn fail(&mut self, message: String) {
        self.failures += 1;
        if self.messages.len() < MESSAGES_MAX && !self.messages.contains(&message) {
            self.messages.push(message);
        }
    }

    /// Adds what another counted.
    pub fn merge(&mut self, other: &Self) {
        for (mine, theirs) in self.latencies.iter_mut().zip(&other.latencies) {
            mine.merge(theirs);
        }
        self.failures += other.failures;
        for message in &other.messages {
            if self.messages.len() < MESSAGES_MAX && !self.messages.contains(message) {
                self.messages.push(message.clone());
            }
        }
    }
}

/// How long something took, many times: a histogram of fixed size.
#[derive(Debug, Clone, Default)]
pub struct Latency {
    buckets: Vec<u64>,
    count: u64,
    max_us: u64,
}

impl Latency {
    /// How often.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The longest, in microseconds.
    pub fn max_us(&self) -> u64 {
        self.max_us
    }

    /// What `share` of them took at most, in microseconds, told up to a sixteenth too high; 0 where there was none.
    pub fn quantile_us(&self, share: f64) -> u64 {
        let wanted = ((self.count as f64 * share).ceil() as u64).max(1);
        let mut seen = 0;
        for (bucket, count) in self.buckets.iter().enumerate() {
            seen += count;
            if seen >= wanted {
                return highest_us(bucket).min(self.max_us);
            }
        }
        0
    }

    fn add(&mut self, took: Duration) {
        let took_us = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        if self.buckets.is_empty() {
            self.buckets = vec![0; BUCKETS];
        }
        self.buckets[bucket_of(took_us)] += 1;
        self.count += 1;
        self.max_us = self.max_us.max(took_us);
    }

    fn merge(&mut self, other: &Self) {
        if self.buckets.is_empty() {
            self.buckets.clone_from(&other.buckets);
        } else {
            self.buckets
                .iter_mut()
                .zip(&other.buckets)
                .for_each(|(mine, theirs)| *mine += theirs);
        }
        self.count += other.count;
        self.max_us = self.max_us.max(other.max_us);
    }
}

/// The power of two, and which part of it.
fn bucket_of(took_us: u64) -> usize {
    let took_us = took_us.clamp(1, LONGEST_US);
    let power = took_us.ilog2();
    let above_power = took_us - (1 << power);
    let part = (above_power * PARTS) >> power;
    (u64::from(power) * PARTS + part) as usize
}

/// The longest time of a bucket.
fn highest_us(bucket: usize) -> u64 {
    let (power, part) = (bucket as u64 / PARTS, bucket as u64 % PARTS);
    (1 << power) + (((part + 1) << power) / PARTS)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quantiles_are_at_most_a_sixteenth_too_high() {
        let mut latency = Latency::default();
        assert_eq!(latency.quantile_us(0.5), 0);
        for took_us in 0..=10_000 {
            latency.add(Duration::from_micros(took_us));
        }
        for (share, true_us) in [
            (0.01, 100),
            (0.5, 5_000),
            (0.95, 9_500),
            (0.99, 9_900),
            (1.0, 10_000),
        ] {
            let told_us = latency.quantile_us(share);
            assert!(
                (true_us..=true_us + true_us / 16 + 1).contains(&told_us),
                "{share}: {told_us}"
            );
        }
        assert_eq!((latency.count(), latency.max_us()), (10_001, 10_000));
    }

    #[test]
    fn everything_falls_into_a_bucket_and_sums_merge() {
        let (mut one, mut other) = (Calls::default(), Calls::default());
        for took in [
            Duration::ZERO,
            Duration::from_micros(1),
            Duration::from_secs(1_000_000),
            Duration::MAX,
        ] {
            other.count(Request::Order, took);
        }
        for number in 0..10 {
            other.fail(format!("failure {}", number % 7));
        }
        one.merge(&other);
        one.merge(&other);
        assert_eq!(one.latency(Request::Order).count(), 8);
        assert_eq!(one.latency(Request::Offers).count(), 0);
        assert_eq!((one.failures, one.messages.len()), (20, MESSAGES_MAX));
    }
}
