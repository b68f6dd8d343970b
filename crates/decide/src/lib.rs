//! Turns models, a live state, a policy and a query into a decision. Pure: the same input gives the same answer, so
//! that offline replay calls the code that serves. [`decide`] in `pipeline.rs` is the whole flow.

mod audience;
pub mod bundles;
mod claims;
mod decision;
mod explain;
pub mod explore;
pub mod filters;
pub mod incentives;
mod live;
mod objective;
mod pipeline;
mod policy;
mod propose;
mod ranked;
pub mod rankers;
pub mod rules;
mod seen;
mod slots;

pub use audience::{Audience, Habits, Person};
pub use claims::{Claims, PROOF_ORDERS_MIN, Saving, Tone};
pub use decision::{Decision, Note, Offer, Outcome, Traced};
pub use explain::{Explanation, explain};
pub use explore::{Chance, Explore, Explored, Outcomes};
pub use live::{Live, Patch};
pub use objective::Objective;
pub use pipeline::{Request, Scratch, decide};
pub use policy::{Caps, Policy, PolicyError, RankerChoice, UNITS_MAX};
pub use ranked::{featured, ordered, ranked};
pub use rankers::{Intent, Rankers};
pub use recommend::Source;
pub use seen::{Seen, SeenOffer};
