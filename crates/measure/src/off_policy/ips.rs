//! **What a shopkeeper sees:** what another way of choosing would have earned per decision, from the log alone.
//!
//! **Method:** inverse propensity score: the mean of `w·reward`, where `w` is how much more often the other way would
//! have made the logged choice, at most the clip. The variance is that between units.
//!
//! **When it fails:** where the other way often does what was rarely tried, few rows carry everything. Clipping keeps
//! them in bounds, and makes the estimate too low by what they would have earned.
//!
//! **Source:** D. Horvitz and D. Thompson, 1952; A. Strehl, J. Langford, L. Li and S. Kakade, "Learning from logged
//! implicit exploration data", NIPS 2010; E. Ionides, "Truncated importance sampling", 2008.

use super::log::{Log, ROWS, Refusal, WEIGHTED_REWARDS};
use crate::experiments::ratio::Estimate;

/// The mean reward per row of the other way of choosing.
///
/// # Errors
/// When the log is too small, has rows that cannot be, or says too little about the other way.
pub fn estimate(log: &Log) -> Result<Estimate, Refusal> {
    log.quotient(WEIGHTED_REWARDS, ROWS)
}
