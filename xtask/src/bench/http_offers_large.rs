//! The whole way of an answer, of a server that knows a million products.

use super::{Benchmark, Row, Setting};
use crate::measuring::large_shop::{self, Size};
use crate::measuring::load::{self, Load};
use crate::measuring::server::Server;
use crate::measuring::verdict::Target;
use anyhow::Result;
use recommend::CartLine;

/// The shop takes minutes to be made: it is asked so often, and the time in the middle by its p99 is told.
const LOADS: usize = 3;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "http_offers_large",
    rows: &[
        Row {
            what: "`POST /v1/offers`, 1,000,000 products",
            target: Target::AtLeast(25_000.0),
            unit: "decisions/s",
        },
        Row {
            what: "`POST /v1/offers`, 1,000,000 products, p99",
            target: Target::AtMost(2.0),
            unit: "ms",
        },
        Row {
            what: "`POST /v1/offers`, 1,000,000 products, hardly any cart asked about twice",
            target: Target::Reference,
            unit: "decisions/s",
        },
    ],
    runs: 1,
    starts_server: true,
    data: None,
    notes: "as `http_offers`, with 2,000 carts of one to eight products drawn from 20,000,000 order lines, three \
        times, of which the middle one by p99 is told, and then with 100,000 of them: an answer that depends on nobody in particular is given again for ten seconds where \
        nothing changed, so the second figure is that of deciding anew each time.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let (lines, products, carts, seconds) = if setting.quick {
        (4_000, 100, 100, 1)
    } else {
        (20_000_000, 1_000_000, 100_000, 5)
    };
    let size = Size {
        products,
        lines,
        events: 0,
        carts,
    };
    let made = large_shop::make(&folder, &size)?;
    let all: Vec<String> = made.carts.iter().map(|cart| body(cart)).collect();
    let few: Vec<String> = all.iter().step_by(50).cloned().collect();
    let mut server = Server::of_shop(&folder, made.public_key, few)?;
    let mut again: Vec<Load> = (0..LOADS)
        .map(|_| load::offers(&server, seconds, &setting.scratch))
        .collect::<Result<_>>()?;
    again.sort_unstable_by(|one, other| one.p99_ms.total_cmp(&other.p99_ms));
    let again = again.swap_remove(LOADS / 2);
    server.bodies = all;
    let anew = load::offers(&server, seconds, &setting.scratch)?;
    println!(
        "p50 {} ms; anew p50 {} ms, p99 {} ms",
        again.p50_ms, anew.p50_ms, anew.p99_ms
    );
    Ok(vec![
        again.requests_per_second,
        again.p99_ms,
        anew.requests_per_second,
    ])
}

fn body(cart: &[CartLine]) -> String {
    let line = |line: &CartLine| {
        let id = format!("P{:07}", line.product);
        serde_json::json!({ "product_id": id, "quantity": line.quantity })
    };
    let cart: Vec<serde_json::Value> = cart.iter().map(line).collect();
    serde_json::json!({ "placement": "cart", "context": { "cart": cart } }).to_string()
}
