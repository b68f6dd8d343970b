//! Experiments and off-policy evaluation at their boundary: properties, simulations with a planted truth, other
//! programs' answers, and the numbers of a real experiment.

mod assignment;
mod chance;
mod false_alarms;
mod hillstrom;
mod off_policy;
mod oracles;
mod planted_effects;
mod rare_events;
mod shoppers;
