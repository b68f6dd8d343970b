//! The contract of every recommender in the list, and what each finds of a simulated shop's planted truth.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod contract;
mod evidence;
mod planted;
mod session_knn;
mod shop;
mod sql;
