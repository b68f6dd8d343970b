//! From the gaps that were seen to the law they follow.

use crate::{History, query::ProductIndex};

/// Gaps and buyers by product.
pub(super) struct Seen {
    /// Where each product's gaps begin in `gap_days`.
    offset: Vec<usize>,
    /// Two bytes a gap: 100M repeats are 200 MB while the signal is learnt.
    gap_days: Vec<u16>,
    buyers: Vec<u32>,
    buyers_again: Vec<u32>,
}

/// Gaps and buyers of one or several products.
pub(super) struct Sample {
    gap_days: Vec<u16>,
    buyers: u64,
    buyers_again: u64,
}

/// How the gaps of a product are spread, and how many buyers have any.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Law {
    pub repeat_share: f32,
    /// The logarithm of the median gap in days.
    pub log_gap: f32,
    /// The standard deviation of a gap's logarithm.
    pub log_spread: f32,
}

/// Gaps that the wider group's law weighs.
const PRIOR_GAPS: f32 = 5.0;
/// Buyers that the wider group's share weighs.
pub(super) const PRIOR_BUYERS: f32 = 10.0;
/// Days are whole and customers have their own pace, so no spread is believed to be narrower.
const LOG_SPREAD_MIN: f32 = 0.1;
/// Interquartile range of a normal law with standard deviation 1.
const QUARTILES_APART: f32 = 1.349;

impl Law {
    /// What is assumed before anything was seen: monthly, give or take half, by one buyer in ten.
    pub const UNKNOWN: Self = Self {
        repeat_share: 0.1,
        log_gap: 3.4,
        log_spread: 0.7,
    };
}

impl Seen {
    /// Walks the purchases twice: once to count, once to place each gap with its product.
    pub fn collect(history: &History, products: usize) -> Self {
        let customers = history.customers();
        let (mut buyers, mut buyers_again) = (vec![0_u32; products], vec![0_u32; products]);
        let mut offset = vec![0_usize; products + 1];
        customers.purchase_days(|_, product, days| {
            let at = product as usize;
            if at < products {
                buyers[at] += 1;
                buyers_again[at] += u32::from(days.len() > 1);
                offset[at + 1] += days.len() - 1;
            }
        });
        for at in 0..products {
            offset[at + 1] += offset[at];
        }
        let mut gap_days = vec![0_u16; offset[products]];
        let mut next = offset.clone();
        customers.purchase_days(|_, product, days| {
            let at = product as usize;
            for pair in days.windows(2).filter(|_| at < products) {
                gap_days[next[at]] = (pair[1].0 - pair[0].0).clamp(1, i32::from(u16::MAX)) as u16;
                next[at] += 1;
            }
        });
        Self {
            offset,
            gap_days,
            buyers,
            buyers_again,
        }
    }

    /// Whether nobody ever bought anything again.
    pub fn is_empty(&self) -> bool {
        self.gap_days.is_empty()
    }

    /// Repeated purchases by product.
    pub fn repeats(&self) -> Vec<u32> {
        self.offset
            .windows(2)
            .map(|ends| u32::try_from(ends[1] - ends[0]).unwrap_or(u32::MAX))
            .collect()
    }

    /// Customers who bought each product.
    pub fn into_buyers(self) -> Vec<u32> {
        self.buyers
    }

    /// What was seen of these products together.
    pub fn of_products(&self, products: impl IntoIterator<Item = ProductIndex>) -> Sample {
        let mut sample = Sample {
            gap_days: Vec::new(),
            buyers: 0,
            buyers_again: 0,
        };
        for at in products.into_iter().map(|product| product as usize) {
            sample
                .gap_days
                .extend_from_slice(&self.gap_days[self.offset[at]..self.offset[at + 1]]);
            sample.buyers += u64::from(self.buyers[at]);
            sample.buyers_again += u64::from(self.buyers_again[at]);
        }
        sample
    }
}

impl Sample {
    /// The law of these purchases, drawn towards `prior`.
    pub fn law(mut self, prior: &Law) -> Law {
        let repeat_share = (self.buyers_again as f32 + PRIOR_BUYERS * prior.repeat_share)
            / (self.buyers as f32 + PRIOR_BUYERS);
        if self.gap_days.is_empty() {
            return Law {
                repeat_share,
                ..*prior
            };
        }
        let gaps = self.gap_days.len() as f32;
        self.gap_days.sort_unstable();
        let (lower, upper) = (self.log_quantile(0.25), self.log_quantile(0.75));
        let spread = ((upper - lower) / QUARTILES_APART).max(LOG_SPREAD_MIN);
        let drawn = |own: f32, prior: f32| (gaps * own + PRIOR_GAPS * prior) / (gaps + PRIOR_GAPS);
        let variance = drawn(spread * spread, prior.log_spread * prior.log_spread);
        Law {
            repeat_share,
            log_gap: drawn(self.log_quantile(0.5), prior.log_gap),
            log_spread: variance.sqrt(),
        }
    }

    /// The logarithm of the gap below which a share `quantile` of the gaps lies; `gap_days` is sorted.
    fn log_quantile(&self, quantile: f32) -> f32 {
        let place = quantile * (self.gap_days.len() - 1) as f32;
        let (below, above) = (place.floor() as usize, place.ceil() as usize);
        let log = |at: usize| f32::from(self.gap_days[at]).ln();
        log(below) + (log(above) - log(below)) * place.fract()
    }
}

/// The probability that a standard normal number lies above `z`, with a relative error below 1.2e-7 however far out.
///
/// W. Press et al., "Numerical Recipes", §6.2: a Chebyshev fit of erfc.
pub(super) fn normal_above(z: f32) -> f32 {
    const FIT: [f64; 10] = [
        -1.265_512_23,
        1.000_023_68,
        0.374_091_96,
        0.096_784_18,
        -0.186_288_06,
        0.278_868_07,
        -1.135_203_98,
        1.488_515_87,
        -0.822_152_23,
        0.170_872_77,
    ];
    let x = f64::from(z) / std::f64::consts::SQRT_2;
    let t = 1.0 / (1.0 + 0.5 * x.abs());
    let exponent = FIT.iter().rev().fold(0.0, |sum, term| sum * t + term) - x * x;
    let above = 0.5 * t * exponent.exp();
    (if x >= 0.0 { above } else { 1.0 - above }) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_normal_law_is_known_at_the_usual_places() {
        for (z, above) in [
            (0.0, 0.5),
            (1.0, 0.158_655),
            (-1.0, 0.841_345),
            (3.0, 0.001_349_9),
        ] {
            assert!((normal_above(z) / above - 1.0).abs() < 1e-5, "{z}");
        }
        assert!(normal_above(9.0) > 0.0);
    }

    #[test]
    fn few_gaps_are_drawn_to_the_wider_group_and_many_are_not() {
        let prior = Law {
            repeat_share: 0.2,
            log_gap: 100_f32.ln(),
            log_spread: 0.5,
        };
        let law = |gaps: usize| {
            let sample = Sample {
                gap_days: vec![30; gaps],
                buyers: 2 * gaps as u64 + 5,
                buyers_again: gaps as u64,
            };
            sample.law(&prior)
        };
        assert!((law(0).log_gap - prior.log_gap).abs() < 1e-6);
        assert!(law(0).repeat_share < prior.repeat_share);
        assert!((60.0..100.0).contains(&law(1).log_gap.exp()));
        assert!((law(1_000).log_gap.exp() - 30.0).abs() < 0.5);
        assert!((law(1_000).repeat_share - 0.5).abs() < 0.01);
    }
}
