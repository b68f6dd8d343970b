//! Off-policy evaluation: what another way of choosing would have earned, told from what was shown by chance and
//! logged with its probability. Each estimator is a file and opens with what a shopkeeper sees, the method, when it
//! fails, and the source.
//!
//! Rows come down to [`Log`], a few sums by unit that merge across days and shards. Every estimator asks the
//! [`effective_sample_size`] first and refuses where too little of the log speaks for the other way of choosing.
//!
//! | file | what it is |
//! |---|---|
//! | [`effective_sample_size`] | how many rows the log is worth |
//! | [`ips`] | inverse propensity score: no bias, large variance |
//! | [`snips`] | the same, divided by the weights: steadier |
//! | [`doubly_robust`] | a model of the reward, corrected by what happened |
//! | [`choices`] | logged choices as rows, with such a model |

pub mod choices;
pub mod doubly_robust;
pub mod effective_sample_size;
pub mod ips;
mod log;
pub mod snips;

pub use log::{CLIP, Log, LoggedRow, Refusal};
