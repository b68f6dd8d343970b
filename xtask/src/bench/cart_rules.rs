//! Rules for a full cart: thirty products have 435 pairs that rules may begin with.

use super::{Benchmark, Row, Setting};
use crate::measuring::alone::Alone;
use crate::measuring::synthetic;
use crate::measuring::verdict::{Target, quantile};
use crate::peers::data::{self, Carts};
use anyhow::{Context, Result};
use recommend::{Candidates, CartLine, Params, Query};
use std::hint::black_box;
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "cart_rules",
    rows: &[
        Row {
            what: "`association_rules` for a cart of 30 products, Online Retail, p50",
            target: Target::AtMost(50.0),
            unit: "µs",
        },
        Row {
            what: "the same, p99",
            target: Target::Reference,
            unit: "µs",
        },
    ],
    runs: 5,
    starts_server: false,
    data: Some("online_retail"),
    notes: "learnt from the shop's year but for its last month; each cart is made of that month's carts, one after the \
        other, until it has thirty products.",
    run,
};

const CART_LINES: usize = 30;
const COUNT: usize = 10;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let carts = match setting.data.as_ref().and_then(|folder| folder.parent()) {
        Some(folder) => Carts::online_retail(folder)?,
        None => Carts::synthetic("Made-up shop", 3_000, 60, true)?,
    };
    let read = data::learnable(&carts)?;
    let rules = Alone::learn(
        "association_rules",
        &read.catalogue,
        &[read.partition],
        &Params::default(),
    )?;
    let (mut candidates, mut times_us) = (Candidates::default(), Vec::new());
    for cart in full_carts(&carts) {
        let query = Query {
            cart: &cart,
            ..Query::default()
        };
        let start = Instant::now();
        black_box(rules.ask(black_box(&query), COUNT, &mut candidates));
        times_us.push(start.elapsed().as_secs_f64() * 1e6);
    }
    let at = |share| quantile(&times_us, share).context("there is no cart to ask about");
    Ok(vec![at(0.5)?, at(0.99)?])
}

/// Carts of thirty distinct products, where the carts asked have so many.
fn full_carts(carts: &Carts) -> Vec<Vec<CartLine>> {
    let (mut all, mut cart) = (Vec::new(), Vec::<CartLine>::new());
    let questions = carts.draws.first().into_iter().flat_map(|draw| &draw.questions);
    for &product in questions.flat_map(|question| &question.products) {
        if !cart.iter().any(|line| line.product == product) {
            cart.push(synthetic::line(product));
        }
        if cart.len() == CART_LINES {
            all.push(std::mem::take(&mut cart));
        }
    }
    all
}
