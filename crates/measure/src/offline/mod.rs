//! Offline evaluation: how well methods would have answered what a shop's own past asks.
//!
//! The way through: a [`Past`] is cut in time into [`Split`]s, each of the [`tasks`] makes questions of what comes
//! after the cut, the [`methods`] answer them from what came before, and [`evaluate`] puts the metrics, their
//! intervals and the paired differences of configurations into one [`Evaluation`].

mod answers;
pub mod baselines;
pub mod dataset;
mod evaluation;
#[cfg(test)]
pub(crate) mod fixture;
pub mod interval;
pub mod methods;
mod pairs;
pub mod question;
pub mod random;
pub mod slices;
pub mod split;
pub mod tasks;

pub use answers::{Answer, ask};
pub use dataset::{Past, PastOrder, PastSession, PastStep};
pub use evaluation::{
    Configuration, Difference, EvaluateError, Evaluation, Figure, MethodReport, Plan, SliceFigure,
    TaskReport, TooFew, Verdict, evaluate, mean_of,
};
pub use methods::{Method, MethodKind, Ranker};
pub use question::Question;
pub use slices::Sliced;
pub use split::{Cuts, Span, Split, SplitError};
pub use tasks::Task;
