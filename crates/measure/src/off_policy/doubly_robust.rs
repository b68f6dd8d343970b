//! **What a shopkeeper sees:** what another way of choosing would have earned per decision, surer than from the log
//! alone where a model knows something about it.
//!
//! **Method:** for each row what the model expects of the other way, plus `w·(reward − what the model expected)`; the
//! mean over rows. Right on average where *either* the probabilities or the model are right. The variance is that
//! between units.
//!
//! **When it fails:** the model has to be learned from other rows than these, or it explains the log by heart and
//! looks surer than it is. A poor model with poor probabilities is wrong twice.
//!
//! **Source:** M. Dudík, J. Langford and L. Li, "Doubly robust policy evaluation and learning", ICML 2011.

use super::log::{Log, ROBUST_VALUES, ROWS, Refusal};
use crate::experiments::ratio::Estimate;

/// The mean reward per row of the other way of choosing.
///
/// # Errors
/// When the log is too small, has rows that cannot be, or says too little about the other way.
pub fn estimate(log: &Log) -> Result<Estimate, Refusal> {
    log.quotient(ROBUST_VALUES, ROWS)
}
