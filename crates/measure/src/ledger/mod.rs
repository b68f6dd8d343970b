//! The ledger: what was shown, done, bought and sent back, as rows that every figure of a report is summed up from.
//!
//! Rows belong to a day and add up: a figure of a quarter is the sum over its days, and can be traced to its rows.
//! People stand in it as hashes of their ids, 0 for nobody known.

mod orders;
mod rows;
mod shown;
mod totals;
mod visits;

pub use orders::{OrderTotals, orders};
pub use rows::{Cell, Deed, DeedSums, Exposure, Line, Touch, VisitorDay};
pub use shown::{Shown, shown};
pub use totals::VisitorTotals;
pub use visits::{Moment, Placed, Sold, Touchpoint, Visit, of_visit, placed, sold, visits};

/// Stands for the hold-out among the experiments of [`Exposure`]: arm 0 is held out, arm 1 sees offers.
pub const HOLD_OUT: u32 = 0;
