//! What goes over the wire: the JSON of requests and answers, and the way between it and the engine's types.
//!
//! Requests are read leniently in what is not known (further fields are ignored) and strictly in what is: a word,
//! an amount or an id that cannot be right is an error that names the field.

pub mod bundles;
mod comparison;
pub mod comparisons;
pub(crate) mod customer_data;
pub mod customers;
pub mod decisions;
pub mod events;
pub mod experiments;
pub mod figures;
pub mod incentives;
pub mod journeys;
pub mod learning;
pub mod merchandising;
pub mod money;
pub mod needs;
pub mod offers;
pub mod orders;
pub mod policies;
pub mod products;
pub(crate) mod reading;
pub mod reports;
pub mod rules;
pub mod sales;
pub mod status;
pub(crate) mod storefront;
pub mod survey;
pub mod texts;
