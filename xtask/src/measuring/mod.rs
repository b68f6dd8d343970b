//! What benchmarks and evaluations share: targets and verdicts, the machine's description, fresh processes, shops
//! to measure on.

pub mod alone;
pub mod busy_shop;
pub mod cdnow;
pub mod clicks;
pub mod crowd;
pub mod dashboard;
pub mod decisions;
pub mod fresh;
pub mod large_shop;
pub mod load;
pub mod machine;
pub mod pages;
pub mod served;
pub mod server;
pub mod serving;
pub mod simulated;
pub mod synthetic;
pub mod trial;
pub mod verdict;

/// The allocator of the program that shops run, so that what is measured here is what they get.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
