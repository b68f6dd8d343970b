//! Measuring the truth: metrics, offline evaluation on a shop's own history, what experiments and logged choices say,
//! what customers are worth and say, and who counts at all. Pure: it reads what it is given.

pub mod attribution;
pub mod customers;
mod distributions;
pub mod experiments;
pub mod journeys;
pub mod ledger;
pub mod metrics;
mod moments;
pub mod off_policy;
pub mod offline;
pub mod reports;
pub mod sales;
pub mod traffic;
pub mod tuning;

pub use moments::Moments;
