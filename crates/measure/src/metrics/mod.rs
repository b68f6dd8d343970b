//! The metrics: a file each, and this list.

pub mod coverage;
pub mod hit_rate;
pub mod reciprocal_rank;

/// A metric's public id and what it tells, in a sentence.
pub struct Metric {
    /// Public id; the file's stem.
    pub id: &'static str,
    /// What it tells.
    pub tells: &'static str,
}

/// Every metric.
pub static ALL: &[Metric] = &[hit_rate::METRIC, reciprocal_rank::METRIC, coverage::METRIC];

/// What one query led to: the place of the hidden product among the proposals, 1 for the first; none where it is not
/// among them.
pub type Rank = Option<usize>;
