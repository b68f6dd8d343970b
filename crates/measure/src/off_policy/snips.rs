//! **What a shopkeeper sees:** what another way of choosing would have earned per decision, steadier than by `ips`.
//!
//! **Method:** self-normalised inverse propensity score: `Σ w·reward / Σ w`. A log in which the other way's choices
//! happen to be rare weighs too little in both sums. The variance is that of a quotient, by the delta method, between
//! units.
//!
//! **When it fails:** it is a little off for small logs, and cannot see that the other way would often choose what was
//! never tried.
//!
//! **Source:** A. Swaminathan and T. Joachims, "The self-normalized estimator for counterfactual learning", NIPS 2015.

use super::log::{Log, Refusal, WEIGHTED_REWARDS, WEIGHTS};
use crate::experiments::ratio::Estimate;

/// The mean reward per row of the other way of choosing.
///
/// # Errors
/// When the log is too small, has rows that cannot be, or says too little about the other way.
pub fn estimate(log: &Log) -> Result<Estimate, Refusal> {
    log.quotient(WEIGHTED_REWARDS, WEIGHTS)
}
