//! What benchmarks and evaluations share: targets and verdicts, the machine's description, fresh processes.

pub mod fresh;
pub mod machine;
pub mod verdict;
