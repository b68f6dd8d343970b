//! What visitors do, kept durably: batches from several callers at once.

use super::{Benchmark, Row, Setting};
use crate::measuring::verdict::{Target, quantile};
use crate::measuring::{simulated, synthetic};
use anyhow::{Context, Result, anyhow};
use engine::Engine;
use shop::{Event, EventId, EventKind, ProductId, VisitorId};
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "events",
    rows: &[
        Row {
            what: "keep events durably, batches of 500",
            target: Target::AtLeast(50_000.0),
            unit: "events/s",
        },
        Row {
            what: "one batch of 500 events, p99",
            target: Target::AtMost(50.0),
            unit: "ms",
        },
    ],
    runs: 5,
    starts_server: false,
    data: None,
    notes: "400,000 views from four threads, each sending its next batch when the last one is on disk; the demo's \
        shop serves meanwhile, so that every view is visible to the next decision.",
    run,
};

const CALLERS: usize = 4;
const BATCH: usize = 500;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let shop = simulated::make(
        &setting.scratch.join("shop"),
        Some(if setting.quick { 200 } else { 2_000 }),
    )?;
    let products: Vec<ProductId> = shop.baskets.into_iter().flatten().collect();
    let batches = if setting.quick { 2 } else { 200 };
    let work = (0..CALLERS)
        .map(|caller| {
            (0..batches)
                .map(|batch| events(caller, batch, &products))
                .collect()
        })
        .collect::<Result<Vec<Vec<_>>>>()?;
    let start = Instant::now();
    let times_ms = std::thread::scope(|scope| {
        let callers: Vec<_> = work
            .into_iter()
            .map(|batches| scope.spawn(|| send(&shop.engine, batches)))
            .collect();
        let joined = callers
            .into_iter()
            .map(|caller| caller.join().map_err(|_| anyhow!("a caller panicked"))?);
        joined.collect::<Result<Vec<Vec<f64>>>>()
    })?
    .concat();
    let seconds = start.elapsed().as_secs_f64();
    shop.engine.close();
    let p99_ms = quantile(&times_ms, 0.99).context("nothing was sent")?;
    Ok(vec![(times_ms.len() * BATCH) as f64 / seconds, p99_ms])
}

/// How many milliseconds each batch took until it was durable.
fn send(engine: &Engine, batches: Vec<Vec<Event>>) -> Result<Vec<f64>> {
    let mut times_ms = Vec::with_capacity(batches.len());
    for batch in batches {
        let start = Instant::now();
        let recorded = engine.record_events(batch)?;
        times_ms.push(start.elapsed().as_secs_f64() * 1e3);
        anyhow::ensure!(
            recorded.inserted == BATCH as u64,
            "not every event was new: {recorded:?}"
        );
    }
    Ok(times_ms)
}

fn events(caller: usize, batch: usize, products: &[ProductId]) -> Result<Vec<Event>> {
    let event = |number: usize| {
        let place = (caller * 7_919 + batch * BATCH + number) * 31 % products.len();
        Ok(Event {
            id: EventId::new(&format!("{caller}-{batch}-{number}"))?,
            kind: EventKind::View,
            at: synthetic::today()
                .start()
                .plus_ms((batch * BATCH + number) as i64),
            visitor_id: VisitorId::new(&format!("visitor-{caller}-{}", (batch * BATCH + number) / 7))?,
            customer_id: None,
            session_id: None,
            product_id: Some(products[place].clone()),
            quantity: 1,
            placement: None,
            decision_id: None,
            order_id: None,
            score: None,
            traffic: shop::Traffic::Customer,
        })
    };
    (0..BATCH).map(event).collect()
}
