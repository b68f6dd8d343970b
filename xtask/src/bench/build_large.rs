//! "Bought together" counted and finished for a hundred million order lines.

use super::{Benchmark, Row, Setting};
use crate::measuring::alone::Alone;
use crate::measuring::verdict::Target;
use crate::measuring::{machine, synthetic};
use anyhow::{Context, Result};
use recommend::Params;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "build_large",
    rows: &[
        Row {
            what: "build `co_purchase` from 100,000,000 order lines, 1,000,000 products",
            target: Target::AtMost(60.0),
            unit: "s",
        },
        Row {
            what: "its peak memory, the orders themselves included",
            target: Target::AtMost(2_000.0),
            unit: "MB",
        },
    ],
    runs: 2,
    starts_server: false,
    data: None,
    notes: "counting, tuning on the shop's own orders and the finished neighbours; the orders lie in memory as \
        baskets by day. Making the orders is not timed.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    learn_alone(setting, "co_purchase", 100_000_000, "pairs_kept")
}

/// Seconds in which one recommender learns from made-up orders of a million products, and the process's peak memory in
/// MB; `fact` has to say that it learnt anything.
pub(super) fn learn_alone(setting: &Setting, recommender: &str, lines: u64, fact: &str) -> Result<Vec<f64>> {
    let (lines, products) = if setting.quick {
        (4_000, 100)
    } else {
        (lines, 1_000_000)
    };
    let catalogue = synthetic::bare_catalogue(products)?;
    let partitions = [synthetic::history(lines, products, 0)?.partition];
    let model = Alone::learn(recommender, &catalogue, &partitions, &Params::default())?;
    model.expect(fact)?;
    let bytes = machine::peak_memory_bytes(std::process::id()).context("this system tells no peak memory")?;
    Ok(vec![model.seconds, bytes as f64 / 1e6])
}
