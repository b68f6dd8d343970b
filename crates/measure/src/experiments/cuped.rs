//! **What a shopkeeper sees:** narrower intervals from the same visitors, because who bought much before is expected
//! to buy much again.
//!
//! **Method:** CUPED. From each arm's number is taken what its units' own past explains: `R − θ(Q − Q̄)`, where `Q`
//! is the same metric in the time before the experiment, `Q̄` that of all arms, and `θ = cov(R, Q) / var(Q)` between
//! units of all arms together. The variance shrinks by the factor `1 − correlation²`. Works for ratios, whose numbers
//! are taken as the delta method takes them.
//!
//! **When it fails:** the past must be over before the first exposure; a covariate that the arm itself can move hides
//! the effect. Where there is no past, or where it is the same for everybody, nothing changes.
//!
//! **Source:** A. Deng, Y. Xu, R. Kohavi and T. Walker, "Improving the sensitivity of online controlled experiments by
//! utilizing pre-experiment data", WSDM 2013; for ratios, Deng, Knoblich and Lu, KDD 2018.

use super::ratio::{self, ArmMoments, Estimate, NotMeasurable};

/// What the past of all arms together says about their present.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Adjustment {
    theta: f64,
    before_mean: f64,
    /// The share of the variance between units that is left; 1 where the past explains nothing.
    pub variance_left: f64,
}

/// No past is known: every number stays as it is.
pub const NONE: Adjustment = Adjustment {
    theta: 0.0,
    before_mean: 0.0,
    variance_left: 1.0,
};

impl Adjustment {
    /// The adjustment that all arms share; none where one of them has no past.
    ///
    /// # Errors
    /// When all arms together have too few units or no base.
    pub fn pooled(arms: &[&ArmMoments]) -> Result<Self, NotMeasurable> {
        let mut all = ArmMoments::default();
        arms.iter().for_each(|arm| all.merge(arm));
        let now = ratio::influence(&all)?;
        let pasts: Option<Vec<_>> = arms.iter().map(|arm| influence_before(arm)).collect();
        let (Some(_), Some(before)) = (pasts, influence_before(&all)) else {
            return Ok(NONE);
        };
        let (explained, spread) = (all.covariance(&now, &before), all.variance(&before));
        let unadjusted = all.variance(&now);
        if spread <= 0.0 || unadjusted <= 0.0 {
            return Ok(NONE);
        }
        Ok(Self {
            theta: explained / spread,
            before_mean: all.means[2] / all.means[3],
            variance_left: (1.0 - explained * explained / (spread * unadjusted)).max(0.0),
        })
    }

    /// The arm's number without what its past explains.
    ///
    /// # Errors
    /// When the arm has too few units or no base.
    pub fn estimate(&self, arm: &ArmMoments) -> Result<Estimate, NotMeasurable> {
        let plain = ratio::estimate(arm)?;
        let mut weights = ratio::influence(arm)?;
        let Some(before) = influence_before(arm) else {
            return Ok(plain);
        };
        weights[2] = -self.theta * before[2];
        weights[3] = -self.theta * before[3];
        Ok(Estimate {
            value: plain.value - self.theta * (arm.means[2] / arm.means[3] - self.before_mean),
            variance: arm.variance(&weights) / arm.count as f64,
            ..plain
        })
    }
}

fn influence_before(moments: &ArmMoments) -> Option<[f64; 4]> {
    let [_, _, value, base] = moments.means;
    (base > 0.0).then(|| [0.0, 0.0, 1.0 / base, -value / (base * base)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::ratio::UnitTotals;

    fn arm(units: &[(f64, f64)]) -> ArmMoments {
        let mut moments = ArmMoments::default();
        for &(value, before) in units {
            moments.add(UnitTotals::of_mean(value).with_before(before, 1.0).numbers());
        }
        moments
    }

    #[test]
    fn a_past_that_explains_everything_leaves_only_the_effect() {
        let control = arm(&[(2.0, 1.0), (4.0, 2.0), (6.0, 3.0), (10.0, 5.0)]);
        let treatment = arm(&[(4.0, 2.0), (4.0, 2.0), (12.0, 6.0), (16.0, 8.0)]);
        let adjustment = Adjustment::pooled(&[&control, &treatment]).unwrap();
        let [a, b] = [&control, &treatment].map(|arm| adjustment.estimate(arm).unwrap());
        assert!((a.value - b.value).abs() < 1e-12, "{a:?} {b:?}");
        assert!(a.variance < 1e-12 && adjustment.variance_left < 1e-12);
    }

    #[test]
    fn without_a_past_nothing_changes() {
        for before in [0.0, 7.0] {
            let plain = arm(&[(2.0, before), (4.0, before), (7.0, before)]);
            let adjustment = Adjustment::pooled(&[&plain, &plain]).unwrap();
            assert_eq!(adjustment, NONE);
            let adjusted = adjustment.estimate(&plain).unwrap();
            let expect = ratio::estimate(&plain).unwrap();
            assert!((adjusted.value - expect.value).abs() < 1e-12);
            assert!((adjusted.variance - expect.variance).abs() < 1e-12);
        }
        let unknown = ratio::of_counts(100, 7);
        assert_eq!(Adjustment::pooled(&[&unknown, &unknown]), Ok(NONE));
        assert_eq!(NONE.estimate(&unknown), ratio::estimate(&unknown));
    }
}
