//! What every other crate tests with: tiny shops written as text, a clock that stands still, a seeded
//! generator, and a simulated shop of which the truth is known because it was planted.
//!
//! - [`Fixture`] reads a tiny shop from a few lines of text.
//! - [`ManualClock`] and [`Rng`] make time and chance arguments.
//! - [`simulator::simulate`] makes an electronics-and-home shop with two years of orders and its
//!   [`Truth`](simulator::Truth).

mod clock;
mod fixture;
mod rng;
pub mod simulator;

pub use clock::{Clock, ManualClock, day, moment};
pub use fixture::Fixture;
pub use rng::Rng;
