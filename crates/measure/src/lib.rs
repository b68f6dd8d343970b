//! Measuring the truth: metrics, offline evaluation on a shop's own history, what experiments and logged choices say,
//! and what customers are worth. Pure: it reads what it is given.

pub mod attribution;
pub mod customers;
mod distributions;
pub mod experiments;
pub mod ledger;
pub mod metrics;
mod moments;
pub mod off_policy;
pub mod offline;
pub mod reports;
pub mod tuning;

pub use moments::Moments;
