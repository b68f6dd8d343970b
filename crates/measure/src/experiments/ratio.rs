//! **What a shopkeeper sees:** revenue per visitor, orders per visit, attached products per order: one number for each
//! arm, and how sure it is.
//!
//! **Method:** every unit (a customer, or a visitor who is not known) has the sum of a value and the sum of what it
//! is measured by, its base: `R = mean(value) / mean(base)`. The units of an arm were assigned as wholes, so the
//! variance is that between units, by the delta method: `var(value − R·base) / (n·mean(base)²)`. A share or a mean
//! per unit is the case where the base of each unit is 1.
//!
//! How many units a number was measured on is how many have a base, counted as that many equal ones: a mean order is
//! measured on those who ordered, whoever else came.
//!
//! **When it fails:** with few units, or when a few of them make most of the base: the delta method is a straight line
//! through a curve. Counting each visit as a unit of its own makes numbers look far surer than they are.
//!
//! **Source:** A. Deng, U. Knoblich and J. Lu, "Applying the delta method in metric analytics", KDD 2018.

use crate::Moments;

/// What one unit did, summed over all it did since it was first exposed, and before.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct UnitTotals {
    /// Sum of the value; of money, in minor units.
    pub value: f64,
    /// Sum of what the value is measured by, such as visits; 1 for a mean per unit.
    pub base: f64,
    /// The value in the time before the experiment; 0 where nothing is known.
    pub value_before: f64,
    /// The base in the time before the experiment; 1 for a mean per unit, 0 where nothing is known.
    pub base_before: f64,
}

impl UnitTotals {
    /// A unit's part of a mean per unit (a conversion is 0 or 1), with nothing known of before.
    pub fn of_mean(value: f64) -> Self {
        Self::of_ratio(value, 1.0)
    }

    /// A unit's part of a mean of sums over another, with nothing known of before.
    pub fn of_ratio(value: f64, base: f64) -> Self {
        Self {
            value,
            base,
            value_before: 0.0,
            base_before: 0.0,
        }
    }

    /// The same with what is known of the time before the experiment.
    pub fn with_before(self, value_before: f64, base_before: f64) -> Self {
        Self {
            value_before,
            base_before,
            ..self
        }
    }

    /// The four numbers in the order of [`ArmMoments`].
    pub fn numbers(&self) -> [f64; 4] {
        [self.value, self.base, self.value_before, self.base_before]
    }
}

/// The moments of an arm's [`UnitTotals`]: value, base, value before, base before.
pub type ArmMoments = Moments<4>;

/// The moments of an arm in which `converted` of the `units` did something, told from the two counts alone.
pub fn of_counts(units: u64, converted: u64) -> ArmMoments {
    let mut moments = ArmMoments {
        count: units,
        ..ArmMoments::default()
    };
    let share = converted as f64 / units.max(1) as f64;
    moments.means = [share, 1.0, 0.0, 0.0];
    moments.products[0][0] = converted as f64 * (1.0 - share);
    moments
}

/// A number that was measured on so many units.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimate {
    /// The number.
    pub value: f64,
    /// The variance of the number itself (not that of one unit).
    pub variance: f64,
    /// The units it was measured on: those that have a base, as so many equal ones.
    pub units: u64,
    /// The units that were seen, with a base or not: what a plan counts.
    pub seen: u64,
}

/// Why a number cannot be told of an arm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotMeasurable {
    /// A variance needs two units.
    #[error("an arm has fewer than two units")]
    TooFewUnits,
    /// The base of all units sums up to nothing.
    #[error("nothing to measure the value by was counted in an arm")]
    NoBase,
}

/// How far one unit moves the arm's ratio: the weights of its four numbers, up to a constant.
///
/// # Errors
/// When the arm has too few units or no base.
pub(super) fn influence(moments: &ArmMoments) -> Result<[f64; 4], NotMeasurable> {
    if moments.count < 2 {
        return Err(NotMeasurable::TooFewUnits);
    }
    let [value, base, ..] = moments.means;
    if base <= 0.0 {
        return Err(NotMeasurable::NoBase);
    }
    Ok([1.0 / base, -value / (base * base), 0.0, 0.0])
}

/// The arm's ratio with its variance.
///
/// # Errors
/// When the arm has too few units or no base.
pub fn estimate(moments: &ArmMoments) -> Result<Estimate, NotMeasurable> {
    let weights = influence(moments)?;
    Ok(Estimate {
        value: moments.means[0] / moments.means[1],
        variance: moments.variance(&weights) / moments.count as f64,
        units: equal_units(moments, BASE) as u64,
        seen: moments.count,
    })
}

/// The place of the value among an arm's numbers.
pub(super) const VALUE: usize = 0;
/// The place of the base.
const BASE: usize = 1;

/// How many units alike would bring the same sum and the same sum of squares of a number: of zeros and ones the ones,
/// and fewer where a few units make most of the sum.
pub(super) fn equal_units(moments: &ArmMoments, place: usize) -> f64 {
    let (count, mean) = (moments.count as f64, moments.means[place]);
    let squares = moments.products[place][place] + count * mean * mean;
    if squares <= 0.0 {
        return 0.0;
    }
    ((count * mean).powi(2) / squares).round()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn arm(units: &[(f64, f64)]) -> ArmMoments {
        let mut moments = ArmMoments::default();
        for &(value, base) in units {
            moments.add(UnitTotals::of_ratio(value, base).numbers());
        }
        moments
    }

    #[test]
    fn a_share_has_the_variance_of_a_share() {
        let counted = estimate(&of_counts(1_000, 30)).unwrap();
        assert!((counted.value - 0.03).abs() < 1e-12);
        assert!((counted.variance - 0.03 * 0.97 / 999.0).abs() < 1e-12);
        let mut one_by_one = ArmMoments::default();
        (0..1_000).for_each(|unit| {
            one_by_one.add(UnitTotals::of_mean(f64::from(u8::from(unit % 100 < 3))).numbers());
        });
        let one_by_one = estimate(&one_by_one).unwrap();
        assert!((one_by_one.variance - counted.variance).abs() < 1e-12);
    }

    #[test]
    fn visits_of_one_customer_do_not_make_a_number_surer() {
        let once = estimate(&arm(&[(1.0, 1.0), (0.0, 1.0), (1.0, 1.0), (0.0, 1.0)])).unwrap();
        let often = estimate(&arm(&[(9.0, 9.0), (0.0, 9.0), (9.0, 9.0), (0.0, 9.0)])).unwrap();
        assert!((once.value - often.value).abs() < 1e-12);
        assert!((once.variance - often.variance).abs() < 1e-12);
    }

    #[test]
    fn an_arm_without_units_or_base_has_no_number() {
        assert_eq!(estimate(&arm(&[(1.0, 1.0)])), Err(NotMeasurable::TooFewUnits));
        assert_eq!(
            estimate(&arm(&[(1.0, 0.0), (2.0, 0.0)])),
            Err(NotMeasurable::NoBase)
        );
    }
}
