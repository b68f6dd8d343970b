//! The linear model of carts for a million products, far past what its exact form can hold.

use super::{Benchmark, Row, Setting};
use crate::measuring::alone::Alone;
use crate::measuring::verdict::Target;
use crate::measuring::{machine, synthetic};
use anyhow::{Context, Result};
use recommend::Params;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "basket_model_large",
    rows: &[
        Row {
            what: "build `basket_model` from 20,000,000 order lines, 1,000,000 products",
            target: Target::Reference,
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
    notes: "the orders lie in memory as baskets by day. Making the orders is not timed.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let (lines, products) = if setting.quick {
        (4_000, 100)
    } else {
        (20_000_000, 1_000_000)
    };
    let catalogue = synthetic::bare_catalogue(products)?;
    let partitions = [synthetic::history(lines, products, 0)?.partition];
    let model = Alone::learn("basket_model", &catalogue, &partitions, &Params::default())?;
    model.expect("weights_kept")?;
    let bytes = machine::peak_memory_bytes(std::process::id()).context("this system tells no peak memory")?;
    Ok(vec![model.seconds, bytes as f64 / 1e6])
}
