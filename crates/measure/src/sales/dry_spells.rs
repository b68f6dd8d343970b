//! **What a shopkeeper sees:** it did not sell for 19 days although it sells twice a day: was it out of stock?
//!
//! **Method:** a run of days without a sale is told where it would come by chance less than once in a thousand such
//! charts: at `r` sales a day, `k` days without one have the chance `e^(−r·k)`, and a chart has at most as many such
//! runs as days. `r` is the mean of the days before and after the run, the lower one of both, so that what has yet to
//! begin or has run out for good is not told as an interruption.
//!
//! **When it fails:** it does not know the stock: a shop that was closed, a feed that broke off and an empty shelf
//! look the same. Of what sells less than about every other day, only long runs can be told.
//!
//! **Source:** the Poisson law; the correction is Bonferroni's.

/// Chance of telling a run that is none, in a whole chart.
const FALSE_SHARE: f64 = 0.001;
/// Days before and after a run by which its usual sales are known.
const AROUND: usize = 56;

/// Days without a sale that are too many for chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DrySpell {
    /// The place of the first day.
    pub at: usize,
    /// How many days.
    pub days: usize,
    /// Orders a day that are usual.
    pub usual: f64,
}

/// The runs of days without an order.
pub fn dry_spells(orders: &[u64]) -> Vec<DrySpell> {
    let mean = |days: &[u64]| match days.len() {
        0 => 0.0,
        count => days.iter().sum::<u64>() as f64 / count as f64,
    };
    let mut at = 0;
    let mut told = Vec::new();
    for run in orders.chunk_by(|one, next| (*one == 0) == (*next == 0)) {
        let (begin, end) = (at, at + run.len());
        at = end;
        let before = mean(&orders[begin.saturating_sub(AROUND)..begin]);
        let after = mean(&orders[end..(end + AROUND).min(orders.len())]);
        // At the end of the chart nothing comes after yet; a run there may be under way.
        let usual = if end == orders.len() {
            before
        } else {
            before.min(after)
        };
        let chance = (-usual * run.len() as f64).exp() * orders.len() as f64;
        if run[0] == 0 && usual > 0.0 && chance < FALSE_SHARE {
            told.push(DrySpell {
                at: begin,
                days: run.len(),
                usual,
            });
        }
    }
    told
}

#[cfg(test)]
mod tests {
    use testkit::Rng;

    use super::*;

    fn days(seed: u64, mean: f64) -> Vec<u64> {
        let mut rng = Rng::new(seed);
        (0..200).map(|_| u64::from(rng.poisson(mean))).collect()
    }

    #[test]
    fn an_empty_shelf_is_told_and_chance_is_not() {
        let mut orders = days(1, 2.0);
        orders[90..109].fill(0);
        let told = dry_spells(&orders);
        assert_eq!(told.len(), 1, "{told:?}");
        assert!(told[0].at.abs_diff(90) <= 2 && told[0].days >= 19 && (told[0].usual - 2.0).abs() < 0.5);
        let wrong: usize = (0..200).map(|seed| dry_spells(&days(seed, 0.6)).len()).sum();
        assert!(wrong <= 1, "{wrong}");
    }

    #[test]
    fn what_was_not_sold_before_is_no_interruption() {
        let mut orders = days(2, 3.0);
        orders[..100].fill(0);
        assert!(dry_spells(&orders).is_empty());
        orders.truncate(180);
        orders[150..].fill(0);
        assert_eq!(dry_spells(&orders).len(), 1, "it may be under way");
        assert!(dry_spells(&[]).is_empty());
    }
}
