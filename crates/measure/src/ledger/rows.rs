//! The rows of a day.

use recommend::ProductIndex;
use shop::{Money, Placement, Timestamp};

use super::VisitorTotals;
use crate::{experiments::ratio::Estimate, metrics::Ratio};

/// Somebody was in an arm: an answer of that day had offers for them, or would have had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Exposure {
    /// Who.
    pub unit: u64,
    /// The experiment, by the hash of its id; [`super::HOLD_OUT`] for the hold-out.
    pub experiment: u32,
    /// The arm, by its place.
    pub arm: u8,
    /// When first on that day.
    pub at: Timestamp,
}

/// What one visitor did on one day, beside buying.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct VisitorDay {
    /// Who.
    pub unit: u64,
    /// The customer, where signed in; 0 where not.
    pub customer: u64,
    /// The language asked for last; empty where nothing was asked.
    pub locale: String,
    /// Answers given.
    pub answers: u32,
    /// Answers with at least one offer shown.
    pub answers_with_offers: u32,
    /// Answers that took too long to decide.
    pub answers_slow: u32,
    /// Product pages looked at.
    pub views: u32,
    /// Offers shown.
    pub impressions: u32,
    /// Offers that were on the screen long enough to be seen.
    pub viewables: u32,
    /// Offers clicked.
    pub clicks: u32,
    /// Offers put in the cart.
    pub carts: u32,
    /// Offers declined.
    pub dismissals: u32,
    /// Messages unsubscribed from.
    pub unsubscribes: u32,
    /// Answers to the satisfaction question, 0 to 10.
    pub ratings: Vec<u8>,
    /// Whether this was no customer (a bot, the shop's staff, a test), and what gave it away; empty for a customer.
    pub left_out: String,
}

/// What was done with an offer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Deed {
    /// It was shown.
    Impression,
    /// It was on the screen long enough to be seen.
    Viewable,
    /// It was clicked.
    Click,
    /// It was put in the cart.
    Cart,
    /// It was declined.
    Dismiss,
}

impl Deed {
    /// Every deed.
    pub const ALL: [Self; 5] = [
        Self::Impression,
        Self::Viewable,
        Self::Click,
        Self::Cart,
        Self::Dismiss,
    ];

    /// The deed's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Impression => "impression",
            Self::Viewable => "viewable",
            Self::Click => "click",
            Self::Cart => "add_to_cart",
            Self::Dismiss => "dismiss",
        }
    }

    /// The deed of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|deed| deed.as_str() == text)
    }
}

/// Something done with an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Touch {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub unit: u64,
    /// The decision that made the offer, by its id.
    pub decision: String,
    /// What was offered.
    pub product: ProductIndex,
    /// What was done.
    pub deed: Deed,
    /// Where.
    pub placement: Placement,
    /// What the offer was for: `complement`, `upsell`, `buy_again` or `discovery`.
    pub intent: String,
    /// Whose word weighed most.
    pub recommender: String,
    /// Its place in its unit, 0 for the first.
    pub slot: u8,
    /// The language.
    pub locale: String,
}

/// A line of an order, less what of it came back.
#[derive(Debug, Clone, PartialEq)]
pub struct Line {
    /// The order, by the shop's id.
    pub order: String,
    /// The line's number in the order, from 0.
    pub number: u32,
    /// When it was placed.
    pub at: Timestamp,
    /// The visitor, where the order names one; else 0.
    pub visitor: u64,
    /// The customer, where the order names one; else 0.
    pub customer: u64,
    /// What was bought.
    pub product: ProductIndex,
    /// How many.
    pub quantity: u32,
    /// What was paid for all of them; none in files without prices.
    pub paid: Option<Money>,
    /// What of `paid` is margin, in its minor units; all of it where no cost is known.
    pub margin_minor: i64,
    /// How many came back.
    pub refunded_quantity: u32,
    /// What was paid back, in minor units.
    pub refunded_minor: i64,
    /// Whether this is postage or another fee.
    pub is_fee: bool,
}

impl Line {
    /// What the shop keeps of it, in minor units: paid less paid back.
    pub fn net_minor(&self) -> i64 {
        let paid = self.paid.map_or(0, |paid| paid.minor);
        paid.saturating_sub(self.refunded_minor)
    }

    /// The margin of what stayed with the customer, in minor units.
    pub fn net_margin_minor(&self) -> i64 {
        let paid = self.paid.map_or(0, |paid| paid.minor);
        match paid {
            0 => 0,
            // Two amounts multiplied fit 128 bits.
            _ => (i128::from(self.margin_minor) * i128::from(self.net_minor()) / i128::from(paid)) as i64,
        }
    }
}

/// How often something was done with offers of a sort on a day, summed up over its visitors. All are whole numbers, so
/// that cells of days add up exactly.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cell {
    /// Where.
    pub placement: Placement,
    /// What the offers were for.
    pub intent: String,
    /// Whose word weighed most.
    pub recommender: String,
    /// The language.
    pub locale: String,
    /// What was done.
    pub deeds: DeedSums,
}

/// Deeds of many visitors in sums.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct DeedSums {
    /// Visitors, each counted once a day.
    pub visitors: u64,
    /// How often each deed was done, in the order of [`Deed::ALL`].
    pub sums: [u64; 5],
    /// For each two deeds the sum over visitors of the product of their counts.
    pub products: [[u64; 5]; 5],
}

impl DeedSums {
    /// Adds a visitor's deeds.
    pub fn add(&mut self, counts: [u32; 5]) {
        let counts = counts.map(u64::from);
        self.visitors += 1;
        for (left, &count) in counts.iter().enumerate() {
            self.sums[left] = self.sums[left].saturating_add(count);
            for (right, &other) in counts.iter().enumerate() {
                let product = count.saturating_mul(other);
                self.products[left][right] = self.products[left][right].saturating_add(product);
            }
        }
    }

    /// Adds the visitors of `other`.
    pub fn merge(&mut self, other: &Self) {
        self.visitors += other.visitors;
        for (left, sum) in self.sums.iter_mut().enumerate() {
            *sum = sum.saturating_add(other.sums[left]);
            for (right, product) in self.products[left].iter_mut().enumerate() {
                *product = product.saturating_add(other.products[left][right]);
            }
        }
    }

    /// How often a deed was done.
    pub fn count(&self, deed: Deed) -> u64 {
        self.sums[deed as usize]
    }

    /// A metric of what was done with these offers, by its own definition, with its variance between visitors; none
    /// where there is nothing to measure by, or fewer than two visitors.
    pub fn estimate(&self, ratio: &Ratio) -> Option<Estimate> {
        let weights = |of: fn(&VisitorTotals) -> f64| Deed::ALL.map(|deed| of(&VisitorTotals::of_deed(deed)));
        let (value, base) = (weights(ratio.value), weights(ratio.base));
        let visitors = self.visitors as f64;
        let means = self.sums.map(|sum| sum as f64 / visitors);
        let mean = |weights: &[f64; 5]| -> f64 {
            weights
                .iter()
                .zip(means)
                .map(|(weight, mean)| weight * mean)
                .sum()
        };
        if self.visitors < 2 || mean(&base) <= 0.0 {
            return None;
        }
        let covariance = |left: &[f64; 5], right: &[f64; 5]| -> f64 {
            let pairs = (0..5).flat_map(|one| (0..5).map(move |other| (one, other)));
            let apart = |(one, other): (usize, usize)| {
                let together = self.products[one][other] as f64 - means[one] * means[other] * visitors;
                left[one] * right[other] * together / (visitors - 1.0)
            };
            pairs.map(apart).sum()
        };
        let rate = mean(&value) / mean(&base);
        let apart = covariance(&value, &value) - 2.0 * rate * covariance(&value, &base)
            + rate * rate * covariance(&base, &base);
        Some(Estimate {
            value: rate,
            variance: apart.max(0.0) / (visitors * mean(&base) * mean(&base)),
            units: self.visitors,
            seen: self.visitors,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        experiments::ratio::{self, ArmMoments, UnitTotals},
        metrics,
    };

    #[test]
    fn a_rate_is_that_of_the_visitors_one_by_one() {
        let visitors = [[4, 4, 1, 0, 0], [2, 1, 0, 0, 1], [7, 3, 2, 1, 0], [1, 0, 0, 0, 0]];
        let (mut sums, mut one_by_one) = (DeedSums::default(), ArmMoments::default());
        for counts in visitors {
            sums.add(counts);
            one_by_one.add(UnitTotals::of_ratio(f64::from(counts[2]), f64::from(counts[0])).numbers());
        }
        let expect = ratio::estimate(&one_by_one).unwrap();
        let clicks = &metrics::click_through_rate::RATIO;
        let rate = sums.estimate(clicks).unwrap();
        assert!((rate.value - expect.value).abs() < 1e-12 && (rate.variance - expect.variance).abs() < 1e-12);
        assert_eq!((sums.count(Deed::Impression), sums.count(Deed::Cart)), (14, 1));
        let mut both = sums;
        both.merge(&sums);
        assert_eq!((both.visitors, both.count(Deed::Dismiss)), (8, 2));
        assert_eq!(DeedSums::default().estimate(clicks), None);
    }
}
