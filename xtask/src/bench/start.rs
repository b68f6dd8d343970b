//! From a shop's folder to the first answer, with a million products.

use super::{Benchmark, Row, Setting};
use crate::measuring::large_shop::{self, Size};
use crate::measuring::verdict::{Target, median};
use anyhow::{Context, Result, ensure};
use engine::{Engine, Settings};
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "start",
    rows: &[Row {
        what: "open a shop of 1,000,000 products until it answers",
        target: Target::AtMost(1.0),
        unit: "s",
    }],
    runs: 1,
    starts_server: false,
    data: None,
    notes: "the median of five openings of one folder, which takes long to make; its files are in the system's \
        cache. Every array of the snapshot is checked against its checksum, and 100,000 events of the last week \
        are read back, so that visitors are known.",
    run,
};

const OPENINGS: usize = 5;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let (lines, products, events) = if setting.quick {
        (4_000, 100, 50)
    } else {
        (20_000_000, 1_000_000, 100_000)
    };
    let size = Size {
        products,
        lines,
        events,
        carts: 0,
    };
    large_shop::make(&folder, &size)?;
    let mut times = Vec::new();
    for _ in 0..OPENINGS {
        let start = Instant::now();
        let engine = Engine::open(&folder, Settings::default())?;
        engine.recall_visitors();
        let ready = engine.is_ready();
        times.push(start.elapsed().as_secs_f64());
        engine.close();
        ensure!(
            ready,
            "the shop does not answer although a snapshot was published"
        );
    }
    Ok(vec![median(&times).context("nothing was opened")?])
}
