//! Simulated shoppers at a real server.
//!
//! `testkit` knows what shoppers do and what it is caused by; it does no I/O. Here its storefront is a server that
//! speaks Alongside's HTTP interface: [`HttpStorefront`] is one connection to it, [`play`] lets many crowds come at
//! once, in real time (as the demo does) or as fast as is asked for (as a soak test does).
//!
//! This is a client. It shares no code with the server, so that a mistake in one is not made good by the same mistake
//! in the other.

mod calls;
mod http;
mod play;
mod wire;

pub use calls::{Calls, Latency, Request};
pub use http::{HttpError, HttpStorefront, Keys, is_loopback, products};
pub use play::{Tally, Throng, play};
