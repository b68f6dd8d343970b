//! The kernels that count pairs: baskets turned round, rows accumulated one at a time, significance of a count.

pub mod itemsets;
pub mod pairs;
pub mod significance;
