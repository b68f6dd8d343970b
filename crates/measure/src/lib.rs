//! Measuring the truth: metrics, and offline evaluation on a shop's own history. Pure: it reads what it is given.

pub mod metrics;
pub mod offline;
pub mod tuning;
