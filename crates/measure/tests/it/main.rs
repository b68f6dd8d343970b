//! Experiments, off-policy evaluation and what is said of customers at their boundary: properties, simulations with a
//! planted truth, other programs' answers, and the numbers of real shops.

mod assignment;
mod cdnow;
mod chance;
mod customers;
mod false_alarms;
mod hillstrom;
mod off_policy;
mod oracles;
mod planted_effects;
mod shoppers;
mod traffic;
