//! **What a shopkeeper sees:** one question, asked of the log in three ways: what would the other way of choosing have
//! brought?
//!
//! **Method:** a logged choice becomes a row: whether the other way would have made it, and what a model expects of
//! both. The model is the mean reward of each thing, drawn towards the mean of all as if that had been seen
//! `PRIOR_ROWS` times. It is learnt from the one half of the units and asked of the other, as a model that knows the
//! rows it corrects looks surer than it is.
//!
//! **When it fails:** a mean per thing knows nothing of the situation. Where that decides, the doubly robust estimate
//! is no surer than the others; it is as right.
//!
//! **Source:** V. Chernozhukov et al., "Double/debiased machine learning", 2018, on learning from one half and asking
//! the other.

use rustc_hash::FxHashMap;

use super::{Log, LoggedRow, Refusal, doubly_robust, effective_sample_size, ips, snips};
use crate::experiments::ratio::Estimate;

/// How much the mean of all weighs in the mean of one thing, in rows.
const PRIOR_ROWS: f64 = 20.0;

/// A choice by chance that was logged, and what the other way would have chosen instead.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Choice {
    /// For whom; a hash, whose lowest bit tells the halves apart.
    pub unit: u64,
    /// What was chosen.
    pub chosen: u32,
    /// With which probability.
    pub propensity: f64,
    /// What the other way chooses.
    pub target: u32,
    /// What it earned.
    pub reward: f64,
}

/// What the other way of choosing would have brought for each choice, in three ways.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Estimates {
    /// By inverse propensities.
    pub ips: Estimate,
    /// By inverse propensities, divided by their sum.
    pub snips: Estimate,
    /// By a model, corrected by what happened.
    pub doubly_robust: Estimate,
    /// How many choices the log is worth for this question.
    pub effective: f64,
}

/// The mean reward of each thing.
#[derive(Default)]
struct Means {
    all: (f64, f64),
    by_thing: FxHashMap<u32, (f64, f64)>,
}

impl Means {
    fn add(&mut self, choice: &Choice) {
        for sums in [&mut self.all, self.by_thing.entry(choice.chosen).or_default()] {
            sums.0 += choice.reward;
            sums.1 += 1.0;
        }
    }

    fn of(&self, thing: u32) -> f64 {
        let mean = self.all.0 / f64::max(self.all.1, 1.0);
        let (sum, rows) = self.by_thing.get(&thing).copied().unwrap_or_default();
        (sum + PRIOR_ROWS * mean) / (rows + PRIOR_ROWS)
    }
}

/// Estimates what the other way would have brought; rows weigh at most `clip`.
///
/// # Errors
/// [`Refusal`] where the log says too little.
pub fn estimates(choices: &[Choice], clip: f64) -> Result<Estimates, Refusal> {
    let log = log_of(choices, clip);
    let ips = ips::estimate(&log)?;
    effective_sample_size::enough_to_tell(&log)?;
    Ok(Estimates {
        ips,
        snips: snips::estimate(&log)?,
        doubly_robust: doubly_robust::estimate(&log)?,
        effective: effective_sample_size::of(&log),
    })
}

/// The choices as a log.
fn log_of(choices: &[Choice], clip: f64) -> Log {
    let half = |choice: &Choice| (choice.unit & 1) as usize;
    let mut learnt_from = [Means::default(), Means::default()];
    for choice in choices {
        learnt_from[half(choice)].add(choice);
    }
    let row = |choice: &Choice| {
        let model = &learnt_from[1 - half(choice)];
        LoggedRow {
            reward: choice.reward,
            propensity: choice.propensity,
            target: f64::from(u8::from(choice.chosen == choice.target)),
            expected: model.of(choice.chosen),
            expected_target: model.of(choice.target),
        }
    };
    let mut sorted: Vec<&Choice> = choices.iter().collect();
    sorted.sort_by_key(|choice| choice.unit);
    let mut log = Log::new(clip);
    for of_unit in sorted.chunk_by(|one, other| one.unit == other.unit) {
        let rows: Vec<LoggedRow> = of_unit.iter().map(|choice| row(choice)).collect();
        log.add_unit(&rows);
    }
    log
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Four things, each taken by so many in a hundred, shown by known chances.
    fn logged(count: u64, target: u32) -> Vec<Choice> {
        let (chances, taken) = ([0.7, 0.1, 0.1, 0.1], [10, 30, 5, 5]);
        let mut state = 9_u64;
        let mut draw = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 33) as f64 / f64::from(1_u32 << 31)
        };
        (0..count)
            .map(|unit| {
                let mut at = draw();
                let chosen = chances.iter().position(|chance| {
                    at -= chance;
                    at < 0.0
                });
                let chosen = chosen.unwrap_or(3);
                Choice {
                    unit,
                    chosen: chosen as u32,
                    propensity: chances[chosen],
                    target,
                    reward: f64::from(u8::from(draw() * 100.0 < f64::from(taken[chosen]))),
                }
            })
            .collect()
    }

    #[test]
    fn every_estimator_finds_what_the_other_way_brings() {
        for (target, truth) in [(0, 0.10), (1, 0.30), (2, 0.05)] {
            let found = estimates(&logged(20_000, target), 20.0).unwrap();
            for estimate in [found.ips, found.snips, found.doubly_robust] {
                assert!(
                    estimate.one_look_interval(0.01).contains(truth),
                    "{estimate:?} {truth}"
                );
            }
            assert!(found.doubly_robust.variance <= found.ips.variance);
        }
    }

    #[test]
    fn what_was_hardly_ever_tried_is_refused() {
        let mut choices = logged(2_000, 0);
        for choice in &mut choices {
            choice.target = if choice.unit % 100 == 0 { choice.chosen } else { 9 };
        }
        assert!(matches!(
            estimates(&choices, 20.0),
            Err(Refusal::TooLittleOverlap { .. })
        ));
        assert!(matches!(estimates(&[], 20.0), Err(Refusal::TooFewUnits)));
    }

    #[test]
    fn a_handful_is_refused_whatever_share_of_the_rows_it_is() {
        // One in ten was drawn as the other way would choose, so ten rows are worth one.
        let Err(Refusal::TooLittleOverlap { effective, rows }) = estimates(&logged(700, 1), 20.0) else {
            panic!("seventy choices are no answer");
        };
        assert!((50.0..100.0).contains(&effective) && rows == 700, "{effective}");
        assert!(estimates(&logged(2_000, 1), 20.0).is_ok());
    }
}
