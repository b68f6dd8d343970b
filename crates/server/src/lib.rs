//! The shell: HTTP, pages and human text. The only crate that knows HTTP; wire types live here and nowhere below.
//!
//! The way of a request: [`serve()`] accepts it, `dispatch` checks key, limits and body and calls the route's handler
//! in `http/` or `pages/`, which turns wire types into the engine's plain ones and back.

mod answers;
mod app;
mod auth;
pub mod charts;
mod connections;
pub mod csv;
mod dispatch;
pub mod errors;
mod http;
pub mod i18n;
mod idempotency;
mod metrics;
pub mod openapi;
mod pages;
mod rate_limit;
pub mod reference;
mod reply;
mod route;
mod serve;
mod session;
mod traffic;
pub mod wire;
mod words;

pub use openapi::document as openapi;
pub use pages::{DemoPage, evaluation_page, report_page};
pub use rate_limit::RateLimit;
pub use serve::{ServeError, ServeOptions, serve, stop_signal};
