//! The server as its callers meet it: real requests over TCP to a real shop, and every kind of answer as a snapshot.

mod access;
mod client;
mod failures;
mod lifecycle;
mod offers;
mod pages;
mod records;
mod reference;
mod schema;
mod shop;
