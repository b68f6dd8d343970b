//! **What a shopkeeper sees:** before the start: how many visitors and days it takes to see a lift of so much, or what
//! lift can be seen in the time there is.
//!
//! **Method:** an effect is seen with a chance of `power` when it is `c + z(power)` of its standard errors large,
//! where `c` is what the test demands: `z(1 − α/2)` for one look on a day set beforehand, and the reach of the
//! sequential test, tuned to that size, for one that is watched. Watching costs about twice the units at most, and
//! usually ends sooner.
//!
//! **When it fails:** when the variance is not that of the shop's own past, or when visitors come back: units are new
//! visitors, so the second week brings fewer than the first. For a watched test the promise is kept with some to
//! spare, because only the last look is counted on.
//!
//! **Source:** G. van Belle, "Statistical rules of thumb", 2008 (16 σ²/δ² per arm); I. Waudby-Smith et al.,
//! "Time-uniform central limit theory and asymptotic confidence sequences", 2024, for the mixture.

use super::ratio::{ArmMoments, NotMeasurable, influence};
use super::sequential::{best_mixture, reach};
use crate::distributions::normal_quantile;

/// How the numbers will be looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Looking {
    /// Once, on a day set beforehand.
    Once,
    /// Every day, with the right to stop.
    EveryDay,
}

/// An experiment that is being planned.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Design {
    /// The variance between the control's units.
    pub control_variance: f64,
    /// The variance between the treatment's units.
    pub treatment_variance: f64,
    /// The control's share of the units of both arms, above 0 and below 1.
    pub control_share: f64,
    /// The chance to see an effect where there is none.
    pub alpha: f64,
    /// The chance to see the effect where there is one.
    pub power: f64,
    /// How it will be looked at.
    pub looking: Looking,
}

impl Design {
    /// Two arms of the same size, 5 % chance to see what is not there, 80 % to see what is, watched every day.
    pub fn even(variance: f64) -> Self {
        Self {
            control_variance: variance,
            treatment_variance: variance,
            control_share: 0.5,
            alpha: 0.05,
            power: 0.8,
            looking: Looking::EveryDay,
        }
    }

    /// The same for a share of units, such as a conversion, that is to be lifted by so much of itself.
    pub fn of_share(share: f64, lift: f64) -> Self {
        let lifted = share * (1.0 + lift);
        Self {
            treatment_variance: lifted * (1.0 - lifted),
            ..Self::even(share * (1.0 - share))
        }
    }

    /// How many standard errors large an effect has to be.
    fn errors_needed(&self) -> f64 {
        let demanded = match self.looking {
            Looking::Once => normal_quantile(1.0 - self.alpha / 2.0),
            Looking::EveryDay => reach(best_mixture(self.alpha), self.alpha),
        };
        demanded + normal_quantile(self.power)
    }

    /// The variance of the difference when one unit of both arms together was seen.
    fn variance(&self) -> f64 {
        self.control_variance / self.control_share + self.treatment_variance / (1.0 - self.control_share)
    }

    /// The units of both arms together that it takes to see this difference; `None` where no number of units would do.
    pub fn units(&self, difference: f64) -> Option<u64> {
        let units = self.variance() * (self.errors_needed() / difference).powi(2);
        (units.is_finite() && units < u64::MAX as f64).then_some(units.ceil() as u64)
    }

    /// The difference that can be seen with so many units of both arms together; infinite with none.
    pub fn detectable(&self, units: u64) -> f64 {
        self.errors_needed() * (self.variance() / units as f64).sqrt()
    }
}

/// The days it takes to have so many units when this many new ones come each day; `None` where none come.
pub fn days(units: u64, new_units_each_day: u64) -> Option<u64> {
    (new_units_each_day > 0).then(|| units.div_ceil(new_units_each_day))
}

/// The variance between units of a metric, told from a time before the experiment; what the units' own past explains
/// can be taken off by [`super::cuped::Adjustment::variance_left`].
///
/// # Errors
/// When there are too few units or no base.
pub fn variance_of(moments: &ArmMoments) -> Result<f64, NotMeasurable> {
    Ok(moments.variance(&influence(moments)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::ratio::of_counts;

    #[test]
    fn the_rule_of_thumb_and_its_way_back() {
        let design = Design {
            looking: Looking::Once,
            ..Design::of_share(0.03, 0.05)
        };
        // 16 σ²/δ² with the 3 % and 5 % of the rule's usual example: 207,000 for each arm.
        let units = design.units(0.03 * 0.05).unwrap();
        assert!((205_000..213_000).contains(&(units / 2)), "{units}");
        assert!((design.detectable(units) / 0.001_5 - 1.0).abs() < 1e-5);
        let watched = Design {
            looking: Looking::EveryDay,
            ..design
        };
        let inflation = watched.units(0.001_5).unwrap() as f64 / units as f64;
        assert!((1.8..2.0).contains(&inflation), "{inflation}");
        assert_eq!(days(units, 0), None);
        assert_eq!(days(1_001, 100), Some(11));
        assert_eq!(design.units(0.0), None);
    }

    #[test]
    fn uneven_arms_need_more_units() {
        let even = Design::even(variance_of(&of_counts(10_000, 500)).unwrap());
        let uneven = Design {
            control_share: 0.05,
            ..even
        };
        let ratio = uneven.units(0.01).unwrap() as f64 / even.units(0.01).unwrap() as f64;
        // 1 / (4 · .05 · .95)
        assert!((ratio - 5.263).abs() < 0.01, "{ratio}");
    }
}
