//! The kernels that count pairs: baskets turned round, rows accumulated one at a time, what is bought for what,
//! significance of a count, inversion of what was counted.

pub(crate) mod attachments;
pub mod gram;
pub mod inverse;
pub mod itemsets;
pub mod pairs;
pub mod significance;
