//! Decisions in-process for the demo's shop, from its snapshot as it is served.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::{Target, quantile};
use crate::measuring::{
    decisions,
    simulated::{self, Simulated},
};
use anyhow::{Context, Result};
use engine::{CartItem, Engine, OfferRequest, Settings, ShopFolder, SnapshotFolder};
use recommend::{CartLine, Catalogue};
use shop::{Placement, ProductId, VisitorId};
use std::hint::black_box;
use std::path::Path;
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
        Row {
            what: "what logging it takes of that, median of pairs",
            target: Target::AtMost(20.0),
            unit: "µs",
        },
    ],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "the carts are the shop's own orders, each asked once. An answer of the engine is a decision with ids, \
        titles and prices looked up, and logged, with a hold-out of 5 %. What logging takes is that less the same answer \
        of a second engine on the same shop, which does not get the log and answers all the same. The machine changes its speed from minute to minute, which the \
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
    let (answer_us, logging_us) = answers(&shop, &folder)?;
    Ok(vec![
        times.p50_us,
        times.p99_us,
        times.offering_percent,
        answer_us,
        logging_us,
    ])
}

/// The median of an answer, and of what logging it takes.
fn answers(shop: &Simulated, folder: &Path) -> Result<(f64, f64)> {
    shop.engine.set_hold_out(5.0, shop.now)?;
    let silent = Engine::open(folder, Settings::load(folder)?)?;
    anyhow::ensure!(
        shop.engine.keeps_decisions() && !silent.keeps_decisions(),
        "one engine logs, one does not"
    );
    let time = |engine: &Engine, request: &OfferRequest| {
        let start = Instant::now();
        black_box(engine.offers(black_box(request), shop.now));
        start.elapsed().as_secs_f64() * 1e6
    };
    let (mut answers_us, mut logging_us) = (Vec::new(), Vec::new());
    for (number, basket) in shop.baskets.iter().enumerate() {
        let request = request(basket, number)?;
        // In turns, so that neither is always the one for whom the catalogue's pages are already near.
        let (logged, unlogged) = match number % 2 {
            0 => (time(&shop.engine, &request), time(&silent, &request)),
            _ => {
                let unlogged = time(&silent, &request);
                (time(&shop.engine, &request), unlogged)
            }
        };
        answers_us.push(logged);
        logging_us.push(logged - unlogged);
    }
    silent.close();
    shop.engine.close();
    let median = |times: &[f64]| quantile(times, 0.5).context("there is no order to ask about");
    Ok((median(&answers_us)?, median(&logging_us)?))
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

fn request(basket: &[ProductId], number: usize) -> Result<OfferRequest> {
    let item = |id: &ProductId| CartItem {
        product_id: id.as_str().to_owned(),
        quantity: 1,
        unit_price: None,
    };
    Ok(OfferRequest {
        visitor_id: Some(VisitorId::new(&format!("visitor-{number}"))?),
        cart: basket.iter().map(item).collect(),
        ..OfferRequest::new(Placement::Cart)
    })
}
