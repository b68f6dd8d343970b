//! What the server holds in memory while it serves the demo's shop.

use super::{Benchmark, Row, Setting};
use crate::measuring::server::Server;
use crate::measuring::verdict::Target;
use crate::measuring::{load, machine};
use anyhow::{Context, Result};

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "memory",
    rows: &[
        Row {
            what: "resident memory of the server, demo shop",
            target: Target::AtMost(100.0),
            unit: "MB",
        },
        Row {
            what: "the most it ever held",
            target: Target::Reference,
            unit: "MB",
        },
    ],
    runs: 3,
    starts_server: true,
    data: None,
    notes: "after at least 10,000 offers over eight connections; memory-mapped models and the log count as far as \
        they were touched.",
    run,
};

const OFFERS_MIN: f64 = 10_000.0;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let server = Server::start(&setting.scratch.join("shop"), setting.quick)?;
    let mut offers = 0.0;
    while offers < OFFERS_MIN {
        offers += load::offers(&server, 1, &setting.scratch)?.requests;
    }
    let megabytes = |bytes: Option<u64>| Ok(bytes.context("this system tells no memory")? as f64 / 1e6);
    let held: Result<f64> = megabytes(machine::resident_memory_bytes(server.process_id()));
    Ok(vec![
        held?,
        megabytes(machine::peak_memory_bytes(server.process_id()))?,
    ])
}
