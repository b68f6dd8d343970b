//! **What a shopkeeper sees:** what an arm changed: 0.12 more per visitor, or 4 % more, from so much to so much.
//!
//! **Method:** the difference of two arms' numbers, less what their past explains, and that difference as a share of
//! the control's number, the lift. Where a lift may be is told without dividing: a lift `q` is possible where
//! `treatment − (1 + q)·control` may be nothing (Fieller's interval). So a lift is above nothing exactly when the
//! difference is, wherever a lift can be told.
//!
//! Where few units of an arm have made its number – of fifty held out nobody has bought yet –, the arm itself does not
//! know how much it varies: then the variance between the units of both arms together counts, where the difference is
//! less certain by it.
//! Of amounts with a heavy tail it takes some hundred: an arm that has not had its large orders yet has a low mean and
//! seems to be sure of it.
//!
//! **When it fails:** a lift over next to nothing can be anything, and its interval then is everything; the
//! difference still is known. The interval of *one look* is too narrow for a number that is looked at every day; see
//! `sequential`.
//!
//! **Source:** E. Fieller, "Some problems in interval estimation", JRSS B 1954; on when to prefer it, A. Deng,
//! U. Knoblich and J. Lu, "Applying the delta method in metric analytics", KDD 2018, section 2.2.

use super::cuped::Adjustment;
use super::ratio::{self, ArmMoments, Estimate, NotMeasurable};
use crate::distributions::{normal_quantile, normal_tail};

/// With fewer units than that behind an arm's number, its own variance is not trusted.
const MADE_BY_MIN: f64 = 200.0;

/// From where to where a number may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// The lower end; may be infinite.
    pub low: f64,
    /// The upper end; may be infinite.
    pub high: f64,
}

impl Interval {
    /// Nothing is known.
    pub const EVERYTHING: Interval = Interval {
        low: f64::NEG_INFINITY,
        high: f64::INFINITY,
    };

    /// So far to both sides of a number.
    pub fn around(value: f64, half_width: f64) -> Self {
        Self {
            low: value - half_width,
            high: value + half_width,
        }
    }

    /// Whether the number may be this one.
    pub fn contains(&self, value: f64) -> bool {
        self.low <= value && value <= self.high
    }
}

impl Estimate {
    /// Where the number is, with a chance of `1 − alpha`, if it is looked at once and on a day set beforehand.
    pub fn one_look_interval(&self, alpha: f64) -> Interval {
        Interval::around(
            self.value,
            normal_quantile(1.0 - alpha / 2.0) * self.variance.sqrt(),
        )
    }

    /// How often chance alone would bring a number so far from nothing, if it is looked at once; 1 where nothing
    /// varies.
    pub fn one_look_p_value(&self) -> f64 {
        if self.variance <= 0.0 {
            return 1.0;
        }
        2.0 * normal_tail(self.value.abs() / self.variance.sqrt())
    }
}

/// What a treatment changed against the control.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Effect {
    /// The control's number, adjusted by its past.
    pub control: Estimate,
    /// The treatment's number, adjusted by its past.
    pub treatment: Estimate,
    /// Treatment less control.
    pub difference: Estimate,
    /// The share of the variance that the past of the units left.
    pub variance_left: f64,
}

impl Effect {
    /// The difference as a share of the control's number, .04 for 4 % more; `None` where that is not above nothing.
    pub fn lift(&self) -> Option<f64> {
        (self.control.value > 0.0).then(|| self.difference.value / self.control.value)
    }

    /// Where the lift is, with a chance of `1 − alpha`, if it is looked at once and on a day set beforehand.
    pub fn one_look_lift_interval(&self, alpha: f64) -> Interval {
        self.lift_within(normal_quantile(1.0 - alpha / 2.0))
    }

    /// The treatment's number less so much of the control's, for questions about a share of it that need no division.
    pub fn against(&self, share: f64) -> Estimate {
        Estimate {
            value: self.treatment.value - share * self.control.value,
            variance: self.treatment.variance + share * share * self.control.variance,
            ..self.difference
        }
    }

    /// The lifts `q` for which `treatment − (1 + q)·control` is at most so many of its standard errors away from
    /// nothing.
    pub(super) fn lift_within(&self, errors: f64) -> Interval {
        let (control, treatment) = (&self.control, &self.treatment);
        let square = errors * errors;
        let divisor = control.value * control.value - square * control.variance;
        if control.value <= 0.0 || divisor <= 0.0 || !divisor.is_finite() {
            return Interval::EVERYTHING;
        }
        let middle = treatment.value * control.value;
        let rest = treatment.value * treatment.value - square * treatment.variance;
        // Rounding may leave a hair below nothing where nothing varies.
        let root = (middle * middle - divisor * rest).max(0.0).sqrt();
        Interval {
            low: (middle - root) / divisor - 1.0,
            high: (middle + root) / divisor - 1.0,
        }
    }
}

/// Compares a treatment with the control; of several arms, each with the control.
///
/// # Errors
/// When one of the arms has too few units or no base.
pub fn compare(control: &ArmMoments, treatment: &ArmMoments) -> Result<Effect, NotMeasurable> {
    let adjustment = Adjustment::pooled(&[control, treatment])?;
    let [mut own, mut other] = [adjustment.estimate(control)?, adjustment.estimate(treatment)?];
    let is_few = |arm: &ArmMoments| ratio::equal_units(arm, ratio::VALUE) < MADE_BY_MIN;
    if is_few(control) || is_few(treatment) {
        let mut all = *control;
        all.merge(treatment);
        let together = adjustment.estimate(&all)?.variance * all.count as f64;
        let alike = [control, treatment].map(|arm| {
            let bases = all.means[1] / arm.means[1];
            together / arm.count as f64 * bases * bases
        });
        if alike[0] + alike[1] > own.variance + other.variance {
            [own.variance, other.variance] = alike;
        }
    }
    let (control, treatment) = (own, other);
    Ok(Effect {
        control,
        treatment,
        difference: Estimate {
            value: treatment.value - control.value,
            variance: control.variance + treatment.variance,
            units: control.units + treatment.units,
            seen: control.seen + treatment.seen,
        },
        variance_left: adjustment.variance_left,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::ratio::of_counts;

    #[test]
    fn a_textbook_test_of_two_shares() {
        let effect = compare(&of_counts(10_000, 1_000), &of_counts(10_000, 1_100)).unwrap();
        let Interval { low, high } = effect.difference.one_look_interval(0.05);
        assert!(
            (low - 0.001_506).abs() < 1e-5 && (high - 0.018_494).abs() < 1e-5,
            "{low} {high}"
        );
        assert!((effect.difference.one_look_p_value() - 0.021_06).abs() < 1e-4);
        let Interval { low, high } = effect.one_look_lift_interval(0.05);
        // The delta method's interval is .0108 to .1892; that of a quotient leans upwards.
        assert!(
            (low - 0.014_35).abs() < 1e-4 && (high - 0.192_8).abs() < 1e-3,
            "{low} {high}"
        );
        assert!((effect.lift().unwrap() - 0.1).abs() < 1e-12);
    }

    #[test]
    fn a_lift_is_certain_exactly_where_the_difference_is() {
        for treated in 1_000..1_200 {
            let effect = compare(&of_counts(10_000, 1_000), &of_counts(10_000, treated)).unwrap();
            let [difference, lift] = [
                effect.difference.one_look_interval(0.05),
                effect.one_look_lift_interval(0.05),
            ];
            assert_eq!(difference.contains(0.0), lift.contains(0.0), "{treated}");
        }
    }

    #[test]
    fn a_lift_over_next_to_nothing_can_be_anything() {
        let few = compare(&of_counts(10_000, 3), &of_counts(10_000, 12)).unwrap();
        assert_eq!(few.one_look_lift_interval(0.05), Interval::EVERYTHING);
        let never = compare(&of_counts(100, 0), &of_counts(100, 0)).unwrap();
        assert_eq!(
            (never.lift(), never.one_look_lift_interval(0.05)),
            (None, Interval::EVERYTHING)
        );
        assert!((never.difference.one_look_p_value() - 1.0).abs() < 1e-12);
    }
}
