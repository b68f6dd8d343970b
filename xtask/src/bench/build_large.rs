//! "Bought together" counted and finished for a hundred million order lines.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::Target;
use crate::measuring::{machine, synthetic};
use anyhow::{Context, Result, ensure};
use recommend::{BuildContext, History, Params, Signals, recommenders};
use std::hint::black_box;
use std::time::Instant;

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
    notes: "counting, tuning on the shop's own orders and the finished neighbours; the orders lie in memory as \
        baskets by day. Making the orders is not timed.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let (lines, products) = if setting.quick {
        (4_000, 100)
    } else {
        (100_000_000, 1_000_000)
    };
    let catalogue = synthetic::bare_catalogue(products)?;
    let partitions = [synthetic::history(lines, products, 0)?.partition];
    let co_purchase = recommenders::index("co_purchase").context("there is no `co_purchase`")?;
    let start = Instant::now();
    let context = BuildContext {
        catalogue: &catalogue,
        signals: &Signals::learn(&History::default(), &catalogue, &Params::default()),
        params: &Params::default(),
        finished: &[],
    };
    let model = recommenders::ALL[usize::from(co_purchase)].build(&partitions, &context);
    let seconds = start.elapsed().as_secs_f64();
    let facts = black_box(model).facts();
    println!("{facts:?}");
    let pairs = facts.iter().find(|(name, _)| *name == "pairs_kept");
    ensure!(
        pairs.is_some_and(|(_, pairs)| *pairs > 0.0),
        "no pair was found: {facts:?}"
    );
    let bytes = machine::peak_memory_bytes(std::process::id()).context("this system tells no peak memory")?;
    Ok(vec![seconds, bytes as f64 / 1e6])
}
