//! **What a shopkeeper sees:** "the log says too little about this", instead of a number that rests on a handful of
//! visitors.
//!
//! **Method:** Kish's effective sample size `(Σw)² / Σw²`: as many rows of the other way's own choices as tell as much
//! as this log does. Below 5 % of the rows nothing is said, and to a shopkeeper nothing below 100 either: of so few
//! choices, one in ten of which earns, only ten earned something.
//!
//! **When it fails:** it knows the weights only. Where the rare rows are also the ones that earn, the estimate can be
//! poor although the size is large; clipped weights make it look larger than it is, so look at the clipped rows as
//! well.
//!
//! **Source:** L. Kish, "Survey sampling", 1965; A. Owen, "Monte Carlo theory, methods and examples", 2013, section
//! 9.3.

use super::{Log, Refusal};

/// The least share of the rows that a log has to be worth.
pub const SHARE_MIN: f64 = 0.05;

/// The fewest rows that a log has to be worth, whatever share of its rows that is.
pub const ROWS_MIN: f64 = 100.0;

/// How many rows the log is worth.
pub fn of(log: &Log) -> f64 {
    log.effective()
}

/// Refuses a log that is worth too few rows to tell a shopkeeper anything.
///
/// # Errors
/// [`Refusal::TooLittleOverlap`] where it is.
pub fn enough_to_tell(log: &Log) -> Result<(), Refusal> {
    let (effective, rows) = (log.effective(), log.rows);
    match effective < ROWS_MIN {
        true => Err(Refusal::TooLittleOverlap { effective, rows }),
        false => Ok(()),
    }
}

/// Refuses a log that is worth too small a share of its rows.
pub(super) fn enough(log: &Log) -> Result<(), Refusal> {
    let (effective, rows) = (log.effective(), log.rows);
    if effective < SHARE_MIN * rows as f64 || effective <= 0.0 {
        return Err(Refusal::TooLittleOverlap { effective, rows });
    }
    Ok(())
}
