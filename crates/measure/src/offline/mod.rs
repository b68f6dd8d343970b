//! Offline evaluation: what a recommender would have found in a shop's own past.

pub mod cart_completion;
pub mod interval;
pub mod random;
