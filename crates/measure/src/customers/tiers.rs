//! **What a shopkeeper sees:** which customers cost more than they bring, which are worth having, and which are worth
//! looking after.
//!
//! **Method:** by what a customer is worth from here on ([`super::worth`]), after goods, shipping and returns: nothing
//! or less is unprofitable; of the others those are highly profitable who are worth more than four fifths of them, or
//! more than twice the one in the middle, whichever is less. Where all are equal nobody stands out.
//!
//! **When it fails:** where costs are not known nobody is unprofitable but those who return all they buy; the worth
//! itself is an estimate, so every tier says whether the interval of the worth leaves another one open.
//!
//! **Source:** V. Kumar and W. Reinartz, "Customer Relationship Management", 2018, on tiers by contribution.

use super::Worth;

/// Of 100 profitable customers so many are not above the highest tier's bound.
const BELOW_HIGH_PERCENT: usize = 80;
/// Times the median from which a customer stands out.
const MEDIANS: i64 = 2;

/// What a customer is to the shop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// Worth nothing or less.
    Unprofitable,
    /// Worth something.
    Profitable,
    /// Worth much more than most.
    HighlyProfitable,
}

/// Where the tiers of a shop begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tiers {
    /// Who is worth more than this is highly profitable; none where nobody is profitable.
    pub high_above_minor: Option<i64>,
}

impl Tiers {
    /// The tiers of a shop whose customers are worth `minor` each.
    pub fn of(minor: impl IntoIterator<Item = i64>) -> Self {
        let mut positive: Vec<i64> = minor.into_iter().filter(|&minor| minor > 0).collect();
        positive.sort_unstable();
        let at = |percent: usize| Some(positive[positive.len().checked_sub(1)? * percent / 100]);
        let high = at(BELOW_HIGH_PERCENT).zip(at(50));
        Self {
            high_above_minor: high.map(|(fifth, median)| fifth.min(median.saturating_mul(MEDIANS))),
        }
    }

    /// The tier of a customer who is worth `minor`.
    pub fn tier(&self, minor: i64) -> Tier {
        if minor <= 0 {
            Tier::Unprofitable
        } else if self.high_above_minor.is_some_and(|bound| minor > bound) {
            Tier::HighlyProfitable
        } else {
            Tier::Profitable
        }
    }

    /// Whether the whole interval of a customer's worth lies in their tier.
    pub fn sure(&self, worth: &Worth) -> bool {
        self.tier(worth.value.low_minor) == self.tier(worth.value.high_minor)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn count(minor: &[i64]) -> [usize; 3] {
        let tiers = Tiers::of(minor.iter().copied());
        let of = |tier| minor.iter().filter(|&&minor| tiers.tier(minor) == tier).count();
        [
            of(Tier::Unprofitable),
            of(Tier::Profitable),
            of(Tier::HighlyProfitable),
        ]
    }

    #[test]
    fn the_best_fifth_or_twice_the_median_is_high() {
        let even: Vec<i64> = (101..=200).collect();
        assert_eq!(count(&even), [0, 80, 20]);
        let steep = [-5, 0, 10, 10, 10, 10, 10, 10, 25, 25, 25, 25];
        assert_eq!(count(&steep), [2, 6, 4]);
    }

    #[test]
    fn equals_do_not_stand_out() {
        assert_eq!(count(&[7; 10]), [0, 10, 0]);
        assert_eq!(count(&[7]), [0, 1, 0]);
        assert_eq!(count(&[i64::MAX, i64::MAX, i64::MIN]), [1, 2, 0]);
        assert_eq!(Tiers::of([-1, 0]).high_above_minor, None);
    }
}
