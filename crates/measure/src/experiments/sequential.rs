//! **What a shopkeeper sees:** intervals and verdicts that may be looked at every day and acted upon on any of them.
//!
//! **Method:** the test martingale of a normal mixture (mSPRT): with `Z` the effect in standard errors and `g` the
//! mixture's variance in squared standard errors, `E = (1 + g)^−½ · exp(g·Z² / (2(1 + g)))` is a fair bet against "no
//! effect" that grows without bound where there is one. That it ever reaches `1/α` has a chance of at most α where
//! there is none. The interval holds all effects that the bet has not refuted (an asymptotic confidence sequence).
//! `g` grows with the units seen, at a pace tuned to the units planned or to the effect that matters; any pace is
//! valid, a well-chosen one is narrow. Of a number that few units have, such as a mean order, all units seen count for
//! the pace, as they do in the plan.
//!
//! **When it fails:** it rests on the central limit theorem, so before [`UNITS_MIN`] units it says nothing, and
//! revenue whose mean is made by a few orders wants capping (`winsorise`). It assumes one effect that stays: a novelty
//! that wears off is averaged.
//!
//! **Source:** I. Waudby-Smith, D. Arbour, R. Sinha, E. Kennedy and A. Ramdas, "Time-uniform central limit theory and
//! asymptotic confidence sequences", Annals of Statistics 2024; R. Johari, P. Koomen, L. Pekelis and D. Walsh, "Always
//! valid inference: continuous monitoring of A/B tests", Operations Research 2022.

use super::effect::{Effect, Interval};
use super::ratio::Estimate;

/// Below so many units of both arms together nothing is said.
pub const UNITS_MIN: u64 = 200;

/// How fast the mixture widens in relation to what has been seen.
#[derive(Debug, Clone, Copy, PartialEq)]
enum Pace {
    /// The units that are planned.
    Planned(f64),
    /// The effect, squared, that the mixture's width is set to.
    Effect(f64),
}

/// A test that may be looked at at any time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Sequential {
    alpha: f64,
    pace: Pace,
}

/// The variance of the mixture, in squared standard errors, that makes the interval narrowest at one moment.
pub(super) fn best_mixture(alpha: f64) -> f64 {
    let bits = -2.0 * alpha.ln();
    bits + (bits + 1.0).ln()
}

/// How many standard errors the interval reaches to each side.
pub(super) fn reach(mixture: f64, alpha: f64) -> f64 {
    ((1.0 + mixture) / mixture * 2.0 * ((1.0 + mixture).sqrt() / alpha).ln()).sqrt()
}

impl Sequential {
    /// Wrong with a chance of at most `alpha` over all looks together, and narrowest when `units` units of both arms
    /// were seen; at least [`UNITS_MIN`] are assumed.
    pub fn for_units(alpha: f64, units: u64) -> Self {
        Self {
            alpha,
            pace: Pace::Planned(units.max(UNITS_MIN) as f64),
        }
    }

    /// Wrong with a chance of at most `alpha` over all looks together, and quickest to see effects of about `effect`,
    /// in the units of the number that is tested.
    pub fn for_effect(alpha: f64, effect: f64) -> Self {
        Self {
            alpha,
            pace: Pace::Effect(effect * effect),
        }
    }

    /// The same test with the chance of being wrong shared among so many of them: several treatments that may win, or
    /// several guardrails that may stop one.
    pub fn shared_among(self, tests: usize) -> Self {
        Self {
            alpha: self.alpha / tests.max(1) as f64,
            ..self
        }
    }

    /// `None` while nothing can be said: too early, or nothing has varied.
    fn mixture(&self, estimate: &Estimate) -> Option<f64> {
        let said = estimate.units >= UNITS_MIN && estimate.variance > 0.0;
        let mixture = match self.pace {
            Pace::Planned(planned) => best_mixture(self.alpha) * estimate.seen as f64 / planned,
            Pace::Effect(square) => square / estimate.variance,
        };
        (said && mixture > 0.0 && mixture.is_finite()).then_some(mixture)
    }

    /// What a bet of 1 against "the effect is `null`" has become; may be multiplied by that of other, independent
    /// data.
    pub fn e_value(&self, estimate: &Estimate, null: f64) -> f64 {
        let Some(mixture) = self.mixture(estimate) else {
            return 1.0;
        };
        let apart = estimate.value - null;
        let square = apart * apart / estimate.variance;
        (mixture * square / (2.0 * (1.0 + mixture))).exp() / (1.0 + mixture).sqrt()
    }

    /// A p-value against "no effect" that stays valid however often one looks.
    pub fn p_value(&self, estimate: &Estimate) -> f64 {
        (1.0 / self.e_value(estimate, 0.0)).min(1.0)
    }

    /// How many standard errors an interval reaches to each side; infinite while nothing can be said.
    fn two_sided(&self, estimate: &Estimate) -> f64 {
        self.mixture(estimate)
            .map_or(f64::INFINITY, |mixture| reach(mixture, self.alpha))
    }

    /// How many standard errors a bound on one side is away; infinite while nothing can be said.
    fn one_sided(&self, estimate: &Estimate) -> f64 {
        self.mixture(estimate).map_or(f64::INFINITY, |mixture| {
            let odds = (1.0 + mixture).sqrt() / (2.0 * self.alpha);
            ((1.0 + mixture) / mixture * 2.0 * odds.ln_1p()).sqrt()
        })
    }

    /// Where a number is, at this look and all others together, with a chance of `1 − alpha`.
    pub fn interval(&self, estimate: &Estimate) -> Interval {
        within(estimate, self.two_sided(estimate))
    }

    /// Two bounds, each of which holds at all looks with a chance of `1 − alpha` by itself: for questions that have
    /// one side, such as "is it not worse?".
    pub fn one_sided_bounds(&self, estimate: &Estimate) -> Interval {
        within(estimate, self.one_sided(estimate))
    }

    /// Where the lift is, at this look and all others together, with a chance of `1 − alpha`.
    pub fn lift_interval(&self, effect: &Effect) -> Interval {
        effect.lift_within(self.two_sided(&effect.difference))
    }
}

fn within(estimate: &Estimate, errors: f64) -> Interval {
    if errors.is_finite() {
        Interval::around(estimate.value, errors * estimate.variance.sqrt())
    } else {
        Interval::EVERYTHING
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(value: f64, units: u64) -> Estimate {
        Estimate {
            value,
            variance: 4.0 / units as f64,
            units,
            seen: units,
        }
    }

    #[test]
    fn an_effect_is_refuted_exactly_where_the_interval_ends() {
        for test in [
            Sequential::for_units(0.05, 5_000),
            Sequential::for_effect(0.05, 0.1),
        ] {
            let estimate = seen(0.3, 3_000);
            let Interval { low, high } = test.interval(&estimate);
            for end in [low, high] {
                assert!((test.e_value(&estimate, end) * 0.05 - 1.0).abs() < 1e-9);
            }
            assert!(test.p_value(&estimate) < 0.05 && low > 0.0);
            let one_sided = test.one_sided_bounds(&estimate);
            assert!(low < one_sided.low && one_sided.high < high);
        }
    }

    #[test]
    fn the_interval_is_narrowest_where_it_was_planned_to_be() {
        let width = |planned: u64| {
            let Interval { low, high } = Sequential::for_units(0.05, planned).interval(&seen(0.0, 10_000));
            high - low
        };
        assert!(width(10_000) < width(7_000) && width(10_000) < width(14_000));
        // Johari et al.'s form of the martingale, with the variance of a pair of units and the mixture's in units of
        // the effect.
        let (pairs, variance, mixture, effect) = (1_500.0_f64, 8.0, 0.01, 0.2);
        let total = variance + pairs * mixture;
        let expect = (variance / total).sqrt()
            * (pairs * pairs * mixture * effect * effect / (2.0 * variance * total)).exp();
        let estimate = Estimate {
            value: effect,
            variance: variance / pairs,
            units: 3_000,
            seen: 3_000,
        };
        assert!((Sequential::for_effect(0.05, 0.1).e_value(&estimate, 0.0) / expect - 1.0).abs() < 1e-12);
    }

    #[test]
    fn nothing_is_said_too_early_or_when_nothing_varies() {
        let test = Sequential::for_units(0.05, 1_000);
        let still = Estimate {
            value: 0.0,
            variance: 0.0,
            units: 5_000,
            seen: 5_000,
        };
        for estimate in [seen(9.0, UNITS_MIN - 1), still] {
            assert_eq!(test.interval(&estimate), Interval::EVERYTHING);
            assert_eq!(test.one_sided_bounds(&estimate), Interval::EVERYTHING);
            assert!((test.p_value(&estimate) - 1.0).abs() < f64::EPSILON);
        }
    }
}
