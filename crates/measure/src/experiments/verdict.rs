//! **What a shopkeeper sees:** won, lost, no difference that matters, or too early: one word, and what it rests on.
//!
//! **Method:** what makes all numbers worthless goes first (the sample ratio), then what must not happen (a
//! guardrail), then the metric that was chosen beforehand: the always-valid interval of its effect lies above
//! nothing, below nothing, or within the differences that do not matter.
//!
//! **When it fails:** the metric, the difference that matters and the units planned have to be chosen before the
//! start. "Lost" says that the number fell, not why.
//!
//! **Source:** R. Kohavi, D. Tang and Y. Xu, "Trustworthy online controlled experiments", Cambridge 2020, chapters 2
//! and 21.

use super::effect::Interval;
use super::guardrails::{Better, Reading};
use super::sample_ratio::SampleRatio;

/// All that a verdict rests on.
#[derive(Debug, Clone, Copy)]
pub struct Evidence<'a> {
    /// How the exposed units fell among the arms.
    pub sample_ratio: SampleRatio,
    /// What the guardrails say, in their order.
    pub guardrails: &'a [Reading],
    /// The always-valid interval of the chosen metric's effect.
    pub effect: Interval,
    /// Which way that metric is to go.
    pub better: Better,
    /// The smallest effect that would matter, in the units of the interval; above 0.
    pub effect_that_matters: f64,
    /// The units of both arms that were seen.
    pub units: u64,
    /// The units of both arms that were planned.
    pub units_planned: u64,
}

/// What an experiment says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// The arms do not have the units that their shares promise; nothing else counts.
    BrokenBySampleRatio,
    /// A guardrail, by its place, says that the arm does harm.
    StoppedByGuardrail(usize),
    /// The arm is better.
    Won,
    /// The arm is worse.
    Lost,
    /// If there is a difference, it is too small to matter.
    NoDifferenceThatMatters,
    /// Not known yet; so many units of both arms are still to come.
    TooEarly {
        /// The units that are missing to the plan.
        units_missing: u64,
    },
    /// All planned units were seen, and the interval still holds both nothing and what would matter.
    Undecided,
}

/// What an experiment says.
pub fn verdict(evidence: &Evidence<'_>) -> Verdict {
    if evidence.sample_ratio.is_broken() {
        return Verdict::BrokenBySampleRatio;
    }
    let harmed = evidence
        .guardrails
        .iter()
        .position(|reading| *reading == Reading::Harmed);
    if let Some(guardrail) = harmed {
        return Verdict::StoppedByGuardrail(guardrail);
    }
    let Interval { low, high } = evidence.effect;
    let matters = evidence.effect_that_matters;
    // An effect that is certain, but certainly too small to matter, is told as such.
    if -matters < low && high < matters {
        return Verdict::NoDifferenceThatMatters;
    }
    match (low > 0.0, high < 0.0, evidence.better) {
        (true, _, Better::Higher) | (_, true, Better::Lower) => Verdict::Won,
        (true, _, Better::Lower) | (_, true, Better::Higher) => Verdict::Lost,
        _ => match evidence.units_planned.saturating_sub(evidence.units) {
            0 => Verdict::Undecided,
            units_missing => Verdict::TooEarly { units_missing },
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(low: f64, high: f64) -> Evidence<'static> {
        Evidence {
            sample_ratio: SampleRatio { p_value: 0.3 },
            guardrails: &[Reading::Safe, Reading::Open],
            effect: Interval { low, high },
            better: Better::Higher,
            effect_that_matters: 0.02,
            units: 700,
            units_planned: 1_000,
        }
    }

    #[test]
    fn one_word_for_each_place_of_the_interval() {
        let say = |low, high| verdict(&of(low, high));
        assert_eq!(say(0.01, 0.05), Verdict::Won);
        assert_eq!(say(-0.05, -0.01), Verdict::Lost);
        assert_eq!(say(-0.01, 0.01), Verdict::NoDifferenceThatMatters);
        assert_eq!(say(0.001, 0.01), Verdict::NoDifferenceThatMatters);
        assert_eq!(say(-0.01, 0.05), Verdict::TooEarly { units_missing: 300 });
        let lower = Evidence {
            better: Better::Lower,
            ..of(0.01, 0.05)
        };
        assert_eq!(verdict(&lower), Verdict::Lost);
        let over = Evidence {
            units: 1_000,
            ..of(-0.01, 0.05)
        };
        assert_eq!(verdict(&over), Verdict::Undecided);
    }

    #[test]
    fn what_is_broken_or_does_harm_goes_first() {
        let harmed = Evidence {
            guardrails: &[Reading::Open, Reading::Harmed],
            ..of(0.01, 0.05)
        };
        assert_eq!(verdict(&harmed), Verdict::StoppedByGuardrail(1));
        let broken = Evidence {
            sample_ratio: SampleRatio { p_value: 0.000_1 },
            ..harmed
        };
        assert_eq!(verdict(&broken), Verdict::BrokenBySampleRatio);
    }
}
