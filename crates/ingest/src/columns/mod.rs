//! Which column means what: fields, the names shops give them, and how a header is recognised.

mod detect;
mod field;
mod names;

pub(crate) use detect::Columns;
pub use field::Field;
pub(crate) use names::{fields_of, normalised};
