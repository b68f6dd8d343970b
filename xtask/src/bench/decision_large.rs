//! Decisions in-process over a million products.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::Target;
use crate::measuring::{decisions, synthetic};
use anyhow::Result;
use recommend::{Models, Params};

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "decision_large",
    rows: &[
        Row {
            what: "one decision, 1,000,000 products, p50",
            target: Target::AtMost(50.0),
            unit: "µs",
        },
        Row {
            what: "one decision, 1,000,000 products, p99",
            target: Target::AtMost(300.0),
            unit: "µs",
        },
        Row {
            what: "these decisions that offer something",
            target: Target::Reference,
            unit: "%",
        },
        Row {
            what: "every recommender asked, 1,000,000 products, p50",
            target: Target::Reference,
            unit: "µs",
        },
        Row {
            what: "every recommender asked, 1,000,000 products, p99",
            target: Target::AtMost(200.0),
            unit: "µs",
        },
        Row {
            what: "neighbours of a product in the snapshot",
            target: Target::AtMost(200.0),
            unit: "bytes",
        },
    ],
    runs: 3,
    starts_server: false,
    data: None,
    notes: "learnt from 20,000,000 order lines; 100,000 carts of 1 to 8 products drawn from the orders, each asked \
        once, by the built-in policy of the cart. Then every recommender there is, of a known customer on a product's \
        page who has looked at what is in the cart; two in five orders are by a customer of their own, and every third \
        has a visit. Most products are bought too rarely to have many neighbours; one \
        that has all 20 takes 208 bytes.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let (lines, products, carts) = if setting.quick {
        (4_000, 100, 100)
    } else {
        (20_000_000, 1_000_000, 100_000)
    };
    let history = synthetic::lived_history(lines, products, carts)?;
    let catalogue = synthetic::catalogue(products)?;
    let models = Models::build(catalogue, &[history.partition], &Params::default())?;
    let bytes = models.write().size_bytes("co_purchase/");
    let times = decisions::time(&models, &history.carts, synthetic::today())?;
    let proposals = decisions::time_proposals(&models, &history.carts, synthetic::today())?;
    Ok(vec![
        times.p50_us,
        times.p99_us,
        times.offering_percent,
        proposals.p50_us,
        proposals.p99_us,
        bytes as f64 / f64::from(products),
    ])
}
