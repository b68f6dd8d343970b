//! The contract of every recommender in the list, and what each finds of a simulated shop's planted truth.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

mod asked;
mod basket_model;
mod content;
mod contract;
mod evidence;
mod goes_along;
mod itemsets;
mod kindred;
mod needs;
mod personal;
mod planted;
mod rules;
mod search;
mod session_knn;
mod shop;
mod sql;
mod tiny;
mod trend;
mod upsell;
