//! Measuring the truth: metrics, offline evaluation on a shop's own history, and what experiments and logged choices
//! say. Pure: it reads what it is given.

mod distributions;
pub mod experiments;
pub mod metrics;
mod moments;
pub mod off_policy;
pub mod offline;
pub mod tuning;

pub use moments::Moments;
