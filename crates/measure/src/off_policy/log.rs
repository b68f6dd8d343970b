//! What was logged, as the sums that the estimators read.

use crate::Moments;
use crate::experiments::ratio::Estimate;

/// The largest weight of a row where nothing else is set.
pub const CLIP: f64 = 10.0;

/// One choice that was logged, and what another way of choosing would have made of it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LoggedRow {
    /// What it earned; of money, minor units.
    pub reward: f64,
    /// The probability with which it was chosen, as logged at that moment.
    pub propensity: f64,
    /// The probability with which the other way would have chosen the same.
    pub target: f64,
    /// What a model expects this choice to earn; 0 without a model.
    pub expected: f64,
    /// What the model expects of the other way's choices, each by its probability; 0 without a model.
    pub expected_target: f64,
}

/// Why nothing is said of another way of choosing.
#[derive(Debug, Clone, Copy, PartialEq, thiserror::Error)]
pub enum Refusal {
    /// An interval needs two units.
    #[error("the log has fewer than two units")]
    TooFewUnits,
    /// A row has a probability that is none, or a number that is not finite. A choice that was certain not to be made
    /// cannot have been logged.
    #[error("{0} rows have no valid probability or reward")]
    BadRows(u64),
    /// Too few of the logged choices are such as the other way would make.
    #[error("the log of {rows} rows is worth only {effective:.0} for this way of choosing")]
    TooLittleOverlap {
        /// The effective sample size.
        effective: f64,
        /// The rows of the log.
        rows: u64,
    },
}

/// A log, reduced to sums by unit: rows, weights, weighted rewards, and the doubly robust values.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Log {
    clip: f64,
    units: Moments<4>,
    /// The rows.
    pub rows: u64,
    /// The rows whose weight was clipped.
    pub clipped_rows: u64,
    bad_rows: u64,
    weights: f64,
    squared_weights: f64,
}

pub(super) const ROWS: [f64; 4] = [1.0, 0.0, 0.0, 0.0];
pub(super) const WEIGHTS: [f64; 4] = [0.0, 1.0, 0.0, 0.0];
pub(super) const WEIGHTED_REWARDS: [f64; 4] = [0.0, 0.0, 1.0, 0.0];
pub(super) const ROBUST_VALUES: [f64; 4] = [0.0, 0.0, 0.0, 1.0];

impl Log {
    /// An empty log whose rows weigh at most `clip`; [`CLIP`] where nothing else is known.
    pub fn new(clip: f64) -> Self {
        Self {
            clip,
            units: Moments::default(),
            rows: 0,
            clipped_rows: 0,
            bad_rows: 0,
            weights: 0.0,
            squared_weights: 0.0,
        }
    }

    /// Adds all rows of one unit; they hang together, so a unit is added once.
    pub fn add_unit(&mut self, rows: &[LoggedRow]) {
        let mut sums = [0.0; 4];
        for row in rows {
            let Some(weight) = weight(row) else {
                self.bad_rows += 1;
                continue;
            };
            self.clipped_rows += u64::from(weight > self.clip);
            let weight = weight.min(self.clip);
            self.rows += 1;
            self.weights += weight;
            self.squared_weights += weight * weight;
            let robust = row.expected_target + weight * (row.reward - row.expected);
            let values = [1.0, weight, weight * row.reward, robust];
            sums.iter_mut().zip(values).for_each(|(sum, value)| *sum += value);
        }
        if sums[0] > 0.0 {
            self.units.add(sums);
        }
    }

    /// Adds the units of `other`, which was clipped in the same way and has none in common.
    pub fn merge(&mut self, other: &Self) {
        self.units.merge(&other.units);
        self.rows += other.rows;
        self.clipped_rows += other.clipped_rows;
        self.bad_rows += other.bad_rows;
        self.weights += other.weights;
        self.squared_weights += other.squared_weights;
    }

    /// How many rows of the other way's own this log is worth.
    pub(super) fn effective(&self) -> f64 {
        if self.squared_weights > 0.0 {
            self.weights * self.weights / self.squared_weights
        } else {
            0.0
        }
    }

    /// The quotient of two sums, with its variance between units, where the log says enough.
    pub(super) fn quotient(&self, above: [f64; 4], below: [f64; 4]) -> Result<Estimate, Refusal> {
        self.check()?;
        let mean = |of: &[f64; 4]| -> f64 { self.units.means.iter().zip(of).map(|(m, w)| m * w).sum() };
        let base = mean(&below);
        let value = mean(&above) / base;
        let influence = std::array::from_fn(|i| (above[i] - value * below[i]) / base);
        Ok(Estimate {
            value,
            variance: self.units.variance(&influence) / self.units.count as f64,
            units: self.units.count,
            seen: self.units.count,
        })
    }

    fn check(&self) -> Result<(), Refusal> {
        if self.bad_rows > 0 {
            return Err(Refusal::BadRows(self.bad_rows));
        }
        if self.units.count < 2 {
            return Err(Refusal::TooFewUnits);
        }
        super::effective_sample_size::enough(self)
    }
}

/// How often the other way would choose what was chosen, for each time it was; `None` for a row that cannot be.
fn weight(row: &LoggedRow) -> Option<f64> {
    let chance = |value: f64| (0.0..=1.0).contains(&value);
    let numbers = [row.reward, row.expected, row.expected_target];
    let sound = chance(row.propensity) && row.propensity > 0.0 && chance(row.target);
    (sound && numbers.iter().all(|number| number.is_finite())).then(|| row.target / row.propensity)
}
