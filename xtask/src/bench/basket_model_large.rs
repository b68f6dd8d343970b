//! The linear model of carts for a million products, far past what its exact form can hold.

use super::build_large::learn_alone;
use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::Target;
use anyhow::Result;

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
    learn_alone(setting, "basket_model", 20_000_000, "weights_kept")
}
