//! The server as its callers meet it: real requests over TCP to a real shop, and every kind of answer as a snapshot.

// A test that cannot go on should stop, in its helpers too.
#![allow(clippy::unwrap_used)]

mod access;
mod client;
mod customers;
mod dashboard;
mod desk;
mod experiments;
mod failures;
mod figures;
mod given;
mod journeys;
mod learning;
mod lifecycle;
mod needs;
mod offers;
mod pages;
mod records;
mod reference;
mod reports;
mod scenarios;
mod schema;
mod shop;
mod shop_pages;
mod shoppers;
mod storefront;
mod texts;
mod traffic;
mod variants;
