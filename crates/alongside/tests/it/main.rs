//! The command as people and scripts use it: the real binary, in scratch folders.
#![allow(
    clippy::unwrap_used,
    reason = "a test that cannot go on fails best where it stands"
)]

mod crash;
mod customers;
mod demo;
mod evaluate;
mod given;
mod journeys;
mod learning;
mod lexicon;
mod mistakes;
mod proof;
mod scratch;
mod serving;
mod soak;
mod tasks;
mod usage;
