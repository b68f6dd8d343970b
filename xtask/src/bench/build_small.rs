//! Building everything for a shop of half a million order lines, and again after one more order.

use super::{Benchmark, Row, Setting};
use crate::measuring::synthetic;
use crate::measuring::verdict::Target;
use anyhow::{Result, ensure};
use engine::{Engine, ImportSource, NewShop, ingest};
use shop::{Currency, LineKind, Locale, Order, OrderId, OrderLine, ProductId};
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "build_small",
    rows: &[
        Row {
            what: "build everything from 500,000 order lines, 20,000 products",
            target: Target::AtMost(5.0),
            unit: "s",
        },
        Row {
            what: "the same again after one more order",
            target: Target::Reference,
            unit: "s",
        },
    ],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "from the store to a published snapshot that serves: baskets of each day, every recommender with its \
        tuning, files checked and durable.",
    run,
};

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let (lines, products) = if setting.quick {
        (2_000, 100)
    } else {
        (500_000, 20_000)
    };
    let file = setting.scratch.join("orders.csv");
    synthetic::write_orders(&file, lines, products)?;
    let shop = NewShop {
        name: "Build".to_owned(),
        currency: Currency::new("EUR")?,
        locale: Locale::english(),
    };
    let now = synthetic::today().start();
    let (engine, _) = Engine::init(&setting.scratch.join("shop"), shop, now)?;
    engine.import(
        &ImportSource::File(file),
        ingest::Options::default(),
        now,
        &|_| {},
    )?;
    let (first, seconds) = build(&engine)?;
    engine.record_orders(vec![one_more_order()?], Vec::new())?;
    let (second, seconds_again) = build(&engine)?;
    engine.close();
    ensure!(
        second == first + 1,
        "the second build knows {second} orders, the first {first}"
    );
    Ok(vec![seconds, seconds_again])
}

/// How many orders the new model knows, and how many seconds it took.
fn build(engine: &Engine) -> Result<(u64, f64)> {
    let start = Instant::now();
    let model = engine.build(synthetic::today().start(), &|_| {})?;
    Ok((model.orders, start.elapsed().as_secs_f64()))
}

fn one_more_order() -> Result<Order> {
    let line = |product: &str| {
        Ok(OrderLine {
            product_id: ProductId::new(product)?,
            quantity: 1,
            unit_price: None,
            kind: LineKind::Product,
        })
    };
    Ok(Order {
        id: OrderId::new("one-more")?,
        customer_id: None,
        visitor_id: None,
        placed_at: synthetic::today().start().plus_ms(-1),
        lines: ["P0000001", "P0000002"]
            .into_iter()
            .map(line)
            .collect::<Result<_>>()?,
    })
}
