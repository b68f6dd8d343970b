//! **What a shopkeeper sees:** one reseller's order of 20,000 does not decide which arm won.
//!
//! **Method:** amounts are cut at a threshold, the same for all arms: that below which 99.9 % of the amounts above
//! nothing lie, told from all arms together. The amounts of units that bought nothing are left out of that count;
//! otherwise, where one visitor in a hundred buys, every tenth order would be cut. The threshold comes from a
//! histogram whose buckets are a 128th of an amount wide, so that counts of days and shards add up.
//!
//! **When it fails:** where the effect *is* in the largest orders, cutting them hides it; look at both numbers. The
//! cut amount is no longer what the till says.
//!
//! **Source:** R. Kohavi, D. Tang and Y. Xu, "Trustworthy online controlled experiments", Cambridge 2020, chapter 17;
//! the histogram is G. Tene's HDR histogram.

/// The share of amounts that are left as they are.
pub const SHARE_KEPT: f64 = 0.999;
const BITS: u32 = 7;
/// Buckets for each doubling of the amount.
const STEPS: u64 = 1 << BITS;
/// Enough for the largest amount there is.
const BUCKETS: usize = ((64 - BITS as usize) + 1) * STEPS as usize;

/// How often which amounts occurred, to a 128th of the amount.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Amounts {
    counts: Vec<u64>,
}

impl Default for Amounts {
    fn default() -> Self {
        Self {
            counts: vec![0; BUCKETS],
        }
    }
}

impl Amounts {
    /// Adds a unit's amount in minor units; one that is not above nothing does not count.
    pub fn add(&mut self, amount: i64) {
        if let Ok(amount @ 1..) = u64::try_from(amount) {
            self.counts[bucket(amount)] += 1;
        }
    }

    /// Adds all amounts of `other`.
    pub fn merge(&mut self, other: &Self) {
        for (own, others) in self.counts.iter_mut().zip(&other.counts) {
            *own += others;
        }
    }

    /// The amount at which to cut so that a share of the amounts is left as it is; `None` where there are none.
    pub fn threshold(&self, share_kept: f64) -> Option<i64> {
        let all: u64 = self.counts.iter().sum();
        let kept = (all as f64 * share_kept).ceil();
        let mut below = 0;
        let found = self.counts.iter().position(|count| {
            below += count;
            below > 0 && below as f64 >= kept
        })?;
        Some(largest(found))
    }
}

fn bucket(amount: u64) -> usize {
    let shift = amount.ilog2().saturating_sub(BITS);
    // Below 2 · STEPS every amount has its own bucket; from there on each doubling has STEPS of them.
    (u64::from(shift) * STEPS + (amount >> shift)) as usize
}

/// The largest amount of a bucket.
fn largest(bucket: usize) -> i64 {
    let bucket = bucket as u64;
    let shift = (bucket / STEPS).saturating_sub(1);
    let end = u128::from(bucket - shift * STEPS + 1) << shift;
    i64::try_from(end - 1).unwrap_or(i64::MAX)
}

/// An amount cut at a threshold; what is owed is cut at the same height.
pub fn cut(amount: i64, threshold: i64) -> i64 {
    amount.clamp(-threshold.abs(), threshold.abs())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_threshold_is_that_of_the_sorted_amounts_to_a_128th() {
        let amounts: Vec<i64> = (1..=20_000).map(|i| i * i / 7 + 1).collect();
        let (mut even, mut odd) = (Amounts::default(), Amounts::default());
        for &amount in &amounts {
            if amount % 2 == 0 { &mut even } else { &mut odd }.add(amount);
        }
        even.add(0);
        even.add(-500);
        even.merge(&odd);
        for share in [0.01, 0.5, 0.999, 1.0] {
            let exact = amounts[(amounts.len() as f64 * share).ceil() as usize - 1];
            let threshold = even.threshold(share).unwrap();
            assert!(
                threshold >= exact && threshold - exact <= exact / 128,
                "{share}: {threshold} {exact}"
            );
        }
    }

    #[test]
    fn any_amount_has_a_bucket_that_holds_it() {
        for amount in [1, 127, 128, 255, 256, 257, 65_535, 1 << 40, i64::MAX] {
            let mut one = Amounts::default();
            one.add(amount);
            let threshold = one.threshold(SHARE_KEPT).unwrap();
            assert!(
                threshold >= amount && threshold - amount <= amount / 128,
                "{amount}"
            );
        }
        assert_eq!(Amounts::default().threshold(SHARE_KEPT), None);
    }

    #[test]
    fn large_amounts_are_cut_on_both_sides() {
        assert_eq!([cut(900, 500), cut(300, 500), cut(-900, 500)], [500, 300, -500]);
    }
}
