//! What every other crate tests with: tiny shops written as text, a clock that stands still, a seeded
//! generator, and a simulated shop of which the truth is known because it was planted.
//!
//! - [`Fixture`] reads a tiny shop from a few lines of text.
//! - [`at_hand`] finds the public data that some tests need, and tells what is missing.
//! - [`ManualClock`] and [`Rng`] make time and chance arguments.
//! - [`simulator::simulate`] makes an electronics-and-home shop with two years of orders and its
//!   [`Truth`](simulator::Truth).
//! - [`shoppers`] visit it day by day, with planted reactions to offers.
//! - [`planted`] says how much of that truth a recommender found.
//! - [`ZipfOrders`] makes a hundred million order lines for benchmarks.

pub mod at_hand;
mod clock;
mod fixture;
pub mod planted;
mod rng;
pub mod shoppers;
pub mod simulator;
mod synthetic;

pub use clock::{Clock, ManualClock, day, moment};
pub use fixture::Fixture;
pub use rng::Rng;
pub use synthetic::{SYNTHETIC_DAYS, ZipfOrders};
