//! What the memory of this machine can do: one core adding up a large array. Counting and scoring are mostly
//! reads of memory, so the report gives it beside them.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::Target;
use anyhow::Result;
use std::hint::black_box;
use std::time::Instant;

const SCANS: usize = 4;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "memory_scan",
    rows: &[Row {
        what: "this machine: one core reading memory",
        target: Target::Reference,
        unit: "GB/s",
    }],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let words = if setting.quick { 1 << 16 } else { 1 << 26 };
    let array: Vec<u64> = (0..words).collect();
    let start = Instant::now();
    for _ in 0..SCANS {
        black_box(
            black_box(&array)
                .iter()
                .fold(0_u64, |sum, word| sum.wrapping_add(*word)),
        );
    }
    let bytes = array.len() * size_of::<u64>() * SCANS;
    Ok(vec![bytes as f64 / start.elapsed().as_secs_f64() / 1e9])
}
