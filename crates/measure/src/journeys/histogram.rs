//! **What a shopkeeper sees:** half of the orders come within 2 days of the first look, nine of ten within 11.
//!
//! **Method:** counts in buckets that grow with the value, sixteen to each doubling; below 32 every value has its own.
//! Histograms of two days, or of two threads, add up to that of both, and a quantile read from the sum is within a
//! sixteenth of the exact one, however many values there are. Within a bucket values are taken to lie evenly.
//!
//! **When it fails:** it knows nothing finer than a bucket: for amounts of money, which have to be exact, it is no use.
//!
//! **Source:** G. Tene, HdrHistogram, 2012; the same idea in Prometheus's native histograms.

/// Buckets to each doubling.
const PER_OCTAVE: u32 = 16;
/// The bits of a value that tell its bucket.
const BITS: u32 = PER_OCTAVE.ilog2() + 1;
/// Buckets for every value of 32 bits.
const BUCKETS: usize = (PER_OCTAVE * (33 - BITS) + PER_OCTAVE) as usize;

/// Counts of whole numbers by their size.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Histogram {
    counts: Vec<u64>,
    count: u64,
}

impl Default for Histogram {
    fn default() -> Self {
        Self {
            counts: vec![0; BUCKETS],
            count: 0,
        }
    }
}

fn bucket(value: u32) -> usize {
    if value < 2 * PER_OCTAVE {
        return value as usize;
    }
    let shift = value.ilog2() + 1 - BITS;
    (PER_OCTAVE * shift + (value >> shift)) as usize
}

/// The smallest value of a bucket, and how many values it has.
fn values(bucket: usize) -> (f64, f64) {
    let (bucket, step) = (bucket as u32, PER_OCTAVE);
    if bucket < 2 * step {
        return (f64::from(bucket), 1.0);
    }
    let shift = bucket / step - 1;
    let width = 2_f64.powi(shift as i32);
    (f64::from(bucket % step + step) * width, width)
}

impl Histogram {
    /// Counts a value.
    pub fn add(&mut self, value: u32) {
        self.counts[bucket(value)] += 1;
        self.count += 1;
    }

    /// Adds the counts of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (count, more) in self.counts.iter_mut().zip(&other.counts) {
            *count += more;
        }
        self.count += other.count;
    }

    /// How many values were counted.
    pub fn count(&self) -> u64 {
        self.count
    }

    /// The value that a `share` of all are at most; none where there are none.
    pub fn quantile(&self, share: f64) -> Option<f64> {
        let rank = (share.clamp(0.0, 1.0) * self.count.checked_sub(1)? as f64).floor();
        let mut below = 0.0;
        for (at, &count) in self.counts.iter().enumerate().filter(|(_, count)| **count > 0) {
            let count = count as f64;
            if below + count > rank {
                let (first, width) = values(at);
                let inside = (rank - below + 0.5) / count * width;
                // Of a bucket with one value there is nothing in between.
                return Some(if width > 1.0 { first + inside } else { first });
            }
            below += count;
        }
        None
    }

    /// The share of values that are at most `value`, as far as buckets tell; none where there are none.
    pub fn share_until(&self, value: u32) -> Option<f64> {
        let until = self.counts[..=bucket(value)].iter().sum::<u64>();
        (self.count > 0).then(|| until as f64 / self.count as f64)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_bucket_holds_its_values_and_is_narrow(value in any::<u32>()) {
            let (first, width) = values(bucket(value));
            let value = f64::from(value);
            prop_assert!((first..first + width).contains(&value), "{first} {width}");
            prop_assert!(width <= (value / f64::from(PER_OCTAVE)).max(1.0));
        }

        #[test]
        fn two_halves_are_the_whole_and_quantiles_are_close(
            values in prop::collection::vec(0_u32..5_000_000, 1..300), cut in 0_usize..300, share in 0.0..=1.0_f64,
        ) {
            let of = |values: &[u32]| {
                let mut histogram = Histogram::default();
                values.iter().for_each(|value| histogram.add(*value));
                histogram
            };
            let (left, right) = values.split_at(cut.min(values.len()));
            let mut both = of(left);
            both.merge(&of(right));
            prop_assert_eq!(&both, &of(&values));
            let mut sorted = values.clone();
            sorted.sort_unstable();
            let exact = f64::from(sorted[(share * (sorted.len() - 1) as f64) as usize]);
            let told = both.quantile(share).unwrap();
            prop_assert!((told - exact).abs() <= exact / 16.0 + 1.0, "{told} for {exact}");
            prop_assert_eq!(both.share_until(sorted[sorted.len() - 1]), Some(1.0));
        }
    }

    #[test]
    fn nothing_has_no_quantile() {
        assert_eq!(Histogram::default().quantile(0.5), None);
        assert_eq!(Histogram::default().share_until(7), None);
        assert_eq!(bucket(u32::MAX), BUCKETS - 1);
    }
}
