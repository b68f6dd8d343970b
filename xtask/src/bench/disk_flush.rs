//! What the disk of this machine can do: one small durable append at a time. Every durable number of the
//! store is bounded by it, so the report gives it beside them.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::{Target, median};
use anyhow::{Context, Result};
use std::fs::File;
use std::io::Write;
use std::time::Instant;

const APPEND_BYTES: usize = 64 * 1024;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "disk_flush",
    rows: &[Row {
        what: "this machine: append 64 KiB and flush it to disk",
        target: Target::Reference,
        unit: "ms",
    }],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let mut file = File::create(setting.scratch.join("appends"))?;
    let bytes = vec![0x5A; APPEND_BYTES];
    let mut times_ms = Vec::new();
    for _ in 0..if setting.quick { 3 } else { 200 } {
        let start = Instant::now();
        file.write_all(&bytes)?;
        file.sync_data()?;
        times_ms.push(start.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(vec![median(&times_ms).context("nothing was appended")?])
}
