//! Decisions in-process for the demo's shop, from its snapshot as it is served.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::{Target, quantile};
use crate::measuring::{decisions, simulated};
use anyhow::{Context, Result};
use engine::{CartItem, OfferRequest, ShopFolder, SnapshotFolder};
use recommend::{CartLine, Catalogue};
use shop::{Placement, ProductId};
use std::hint::black_box;
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "decision_demo",
    rows: &[
        Row {
            what: "one decision, demo shop, p50",
            target: Target::AtMost(20.0),
            unit: "µs",
        },
        Row {
            what: "one decision, demo shop, p99",
            target: Target::Reference,
            unit: "µs",
        },
        Row {
            what: "these decisions that offer something",
            target: Target::Reference,
            unit: "%",
        },
        Row {
            what: "one answer of the engine, demo shop, p50",
            target: Target::Reference,
            unit: "µs",
        },
    ],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "the carts are the shop's own orders, each asked once. An answer of the engine is a decision with ids, \
        titles and prices looked up, and logged. The machine changes its speed from minute to minute, which the \
        range shows; a profile has no hot spot.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let shop = simulated::make(&folder, setting.quick.then_some(200))?;
    let snapshots = SnapshotFolder::new(ShopFolder::new(&folder).models());
    let current = snapshots.current().context("nothing was built")?;
    let models = snapshots.open(current.version)?.models;
    let carts: Vec<Vec<CartLine>> = shop
        .baskets
        .iter()
        .map(|basket| cart(&models.catalogue, basket))
        .collect();
    let times = decisions::time(&models, &carts, shop.now.day())?;
    let mut answers_us = Vec::with_capacity(shop.baskets.len());
    for basket in &shop.baskets {
        let request = request(basket);
        let start = Instant::now();
        black_box(shop.engine.offers(black_box(&request), shop.now));
        answers_us.push(start.elapsed().as_secs_f64() * 1e6);
    }
    shop.engine.close();
    let answer_us = quantile(&answers_us, 0.5).context("there is no order to ask about")?;
    Ok(vec![
        times.p50_us,
        times.p99_us,
        times.offering_percent,
        answer_us,
    ])
}

fn cart(catalogue: &Catalogue, basket: &[ProductId]) -> Vec<CartLine> {
    let known = basket.iter().filter_map(|id| catalogue.index(id.as_str()));
    known
        .map(|product| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        })
        .collect()
}

fn request(basket: &[ProductId]) -> OfferRequest {
    let item = |id: &ProductId| CartItem {
        product_id: id.as_str().to_owned(),
        quantity: 1,
        unit_price: None,
    };
    OfferRequest {
        cart: basket.iter().map(item).collect(),
        ..OfferRequest::new(Placement::Cart)
    }
}
