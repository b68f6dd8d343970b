//! **What a shopkeeper sees:** an arm that sells more but chases customers away is stopped, on the day it is certain.
//!
//! **Method:** each guardrail says how much worse the arm may be (the margin, as a share of the control's number). An
//! arm is stopped when the bound of its lift that holds on every day lies beyond the margin, and called safe when it
//! is certain not to be that much worse (non-inferiority). Both bounds are one-sided, and each guardrail has its part
//! of the chance of a false alarm.
//!
//! **When it fails:** not being *shown* to be worse is not being safe; small experiments leave most guardrails open.
//! What is no mean (a 95th percentile of waiting times) is watched as a share: of the answers that took too long.
//! A handful of rare events, such as unsubscriptions, leaves its guardrail open.
//!
//! **Source:** T. Schuirmann's one-sided bounds, 1987, made always valid: I. Waudby-Smith et al., "Time-uniform
//! central limit theory and asymptotic confidence sequences", 2024; on their use, M. Schultzberg, S. Ankargren and M.
//! Frånberg, "Risk-aware product decisions in A/B tests with multiple metrics", 2024.

use super::effect::{Effect, Interval};
use super::sequential::Sequential;

/// Which way a number is to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Better {
    /// More is better, such as conversions.
    Higher,
    /// Less is better, such as refunds.
    Lower,
}

/// How much worse an arm may be.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Guardrail {
    /// Which way the number is to go.
    pub better: Better,
    /// How much worse it may be, as a share of the control's number; not below 0.
    pub margin: f64,
}

/// What a guardrail says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reading {
    /// The arm is certainly worse than the margin allows.
    Harmed,
    /// The arm is certainly not that much worse.
    Safe,
    /// Not known yet.
    Open,
}

impl Guardrail {
    /// Judges a lift by its bounds, .04 for 4 % more.
    pub fn judge(&self, lift: Interval) -> Reading {
        let gain = match self.better {
            Better::Higher => lift,
            Better::Lower => Interval {
                low: -lift.high,
                high: -lift.low,
            },
        };
        if gain.high < -self.margin {
            Reading::Harmed
        } else if gain.low > -self.margin {
            Reading::Safe
        } else {
            Reading::Open
        }
    }

    /// Judges an effect by a test that may be looked at every day; `guardrails` is how many share its chance of being
    /// wrong. Asked without dividing: whether the arm's number is beyond what the control's allows. So a number that is
    /// nothing in the control has a guardrail too.
    pub fn watch(&self, effect: &Effect, test: &Sequential, guardrails: usize) -> Reading {
        let loss = self.margin * effect.control.value.signum();
        let beyond = match self.better {
            Better::Higher => effect.against(1.0 - loss),
            Better::Lower => effect.against(1.0 + loss),
        };
        let beyond = test.shared_among(guardrails).one_sided_bounds(&beyond);
        // What may be lost is taken off already.
        Self { margin: 0.0, ..*self }.judge(beyond)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::experiments::{effect::compare, ratio::of_counts};

    #[test]
    fn what_never_happens_in_the_control_has_a_guardrail_too() {
        let test = Sequential::for_units(0.05, 20_000);
        let read = |control: (u64, u64), treatment: (u64, u64)| {
            let effect = compare(
                &of_counts(control.0, control.1),
                &of_counts(treatment.0, treatment.1),
            )
            .unwrap();
            let guardrail = Guardrail {
                better: Better::Lower,
                margin: 0.10,
            };
            guardrail.watch(&effect, &test, 6)
        };
        assert_eq!(read((10_000, 0), (10_000, 500)), Reading::Harmed);
        assert_eq!(read((10_000, 10), (10_000, 300)), Reading::Harmed);
        assert_eq!(read((480, 5), (480, 200)), Reading::Harmed);
        assert_eq!(read((10_000, 0), (10_000, 5)), Reading::Open);
        assert_eq!(read((10_000, 900), (10_000, 500)), Reading::Safe);
    }

    #[test]
    fn a_guardrail_knows_its_side_and_its_margin() {
        let judge = |better, low, high| Guardrail { better, margin: 0.02 }.judge(Interval { low, high });
        assert_eq!(judge(Better::Higher, -0.10, -0.03), Reading::Harmed);
        assert_eq!(judge(Better::Higher, -0.10, -0.01), Reading::Open);
        assert_eq!(judge(Better::Higher, -0.01, 0.30), Reading::Safe);
        assert_eq!(judge(Better::Lower, 0.03, 0.30), Reading::Harmed);
        assert_eq!(judge(Better::Lower, -0.30, 0.01), Reading::Safe);
        assert_eq!(
            judge(Better::Lower, f64::NEG_INFINITY, f64::INFINITY),
            Reading::Open
        );
    }
}
