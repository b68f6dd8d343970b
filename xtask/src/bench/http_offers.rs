//! The whole way of an answer: the real server, over loopback, under load.

use super::{Benchmark, Row, Setting};
use crate::measuring::load;
use crate::measuring::server::Server;
use crate::measuring::verdict::Target;
use anyhow::Result;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "http_offers",
    rows: &[
        Row {
            what: "`POST /v1/offers`, demo shop",
            target: Target::AtLeast(40_000.0),
            unit: "decisions/s",
        },
        Row {
            what: "`POST /v1/offers`, demo shop, p99",
            target: Target::AtMost(2.0),
            unit: "ms",
        },
        Row {
            what: "`GET /healthz` of the same server: what the machine can do",
            target: Target::Reference,
            unit: "requests/s",
        },
    ],
    runs: 3,
    starts_server: true,
    data: None,
    notes: "`wrk` with one thread and eight connections, on the same cores as the server, for 5 s each; every \
        request carries another cart of the shop's own orders; every decision is logged. Each answer is 2 to 3 kB \
        with texts. There are 2,000 carts, so most answers are given again, see `http_offers_large`.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let seconds = if setting.quick { 1 } else { 5 };
    let server = Server::start(&setting.scratch.join("shop"), setting.quick)?;
    let offers = load::offers(&server, seconds, &setting.scratch)?;
    let health = load::health(&server, seconds, &setting.scratch)?;
    println!("p50 {} ms; healthz p99 {} ms", offers.p50_ms, health.p99_ms);
    Ok(vec![
        offers.requests_per_second,
        offers.p99_ms,
        health.requests_per_second,
    ])
}
