//! From a shop's folder to the first answer, with a million products.

use super::{Benchmark, Row, Setting};
use crate::measuring::synthetic;
use crate::measuring::verdict::{Target, median};
use anyhow::{Context, Result, ensure};
use decide::Rankers;
use engine::{Engine, FORMAT, Manifest, NewShop, Settings, ShopFolder, SnapshotFolder};
use recommend::{Models, Params};
use shop::{Currency, Event, EventId, EventKind, Locale, VisitorId};
use std::path::Path;
use std::time::Instant;
use store::{SqliteOptions, SqliteStore, Store};

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "start",
    rows: &[Row {
        what: "open a shop of 1,000,000 products until it answers",
        target: Target::AtMost(1.0),
        unit: "s",
    }],
    runs: 1,
    starts_server: false,
    data: None,
    notes: "the median of five openings of one folder, which takes long to make; its files are in the system's \
        cache. Every array of the snapshot is checked against its checksum, and 100,000 events of the last week \
        are read, so that visitors are known.",
    run,
};

const OPENINGS: usize = 5;
const BATCH: usize = 10_000;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let folder = setting.scratch.join("shop");
    let (lines, products, events) = if setting.quick {
        (4_000, 100, 50)
    } else {
        (20_000_000, 1_000_000, 100_000)
    };
    fill_store(&folder, products, events)?;
    publish(&folder, lines, products)?;
    let mut times = Vec::new();
    for _ in 0..OPENINGS {
        let start = Instant::now();
        let engine = Engine::open(&folder, Settings::default())?;
        let ready = engine.is_ready();
        times.push(start.elapsed().as_secs_f64());
        engine.close();
        ensure!(
            ready,
            "the shop does not answer although a snapshot was published"
        );
    }
    Ok(vec![median(&times).context("nothing was opened")?])
}

fn fill_store(folder: &Path, products: u32, events: usize) -> Result<()> {
    let now = synthetic::today().start();
    let shop = NewShop {
        name: "Large".to_owned(),
        currency: Currency::new("EUR")?,
        locale: Locale::english(),
    };
    let (engine, _) = Engine::init(folder, shop, now)?;
    for first in (0..products).step_by(BATCH) {
        let batch = (first..products.min(first + BATCH as u32)).map(synthetic::product);
        engine.put_products(batch.collect::<Result<_>>()?)?;
    }
    for first in (0..events).step_by(BATCH) {
        let batch = (first..events.min(first + BATCH)).map(|number| view(number, events, products));
        engine.record_events(batch.collect::<Result<_>>()?)?;
    }
    engine.close();
    Ok(())
}

/// One of `events` views, spread over the last six days.
fn view(number: usize, events: usize, products: u32) -> Result<Event> {
    let age_ms = (events - number) as i64 * (6 * 86_400_000 / events as i64);
    Ok(Event {
        id: EventId::new(&format!("event-{number}"))?,
        kind: EventKind::View,
        at: synthetic::today().start().plus_ms(-age_ms),
        visitor_id: VisitorId::new(&format!("visitor-{}", number / 7))?,
        customer_id: None,
        session_id: None,
        product_id: Some(synthetic::product((number as u32).wrapping_mul(7_919) % products)?.id),
        quantity: 1,
        placement: None,
        decision_id: None,
        order_id: None,
    })
}

/// Publishes what a build from twenty million order lines would: the store is spared the lines, which a start
/// never reads.
fn publish(folder: &Path, lines: u64, products: u32) -> Result<()> {
    let files = ShopFolder::new(folder);
    let store = SqliteStore::open(files.store(), &SqliteOptions::default())?;
    let store_seq = store.changes_since(0)?.seq;
    store.close()?;
    let partition = synthetic::history(lines, products, 0)?.partition;
    let orders = partition.orders.iter().map(|day| day.baskets.len() as u64).sum();
    let models = Models::build(synthetic::catalogue(products)?, &[partition], &Params::default())?;
    let manifest = Manifest {
        format: FORMAT,
        version: 0,
        created_at_ms: synthetic::today().start().unix_ms(),
        store_seq,
        products: u64::from(products),
        orders,
        build_ms: 0,
        facts: Vec::new(),
        lessons: Vec::new(),
        sections: Vec::new(),
    };
    let mut sections = models.write();
    Rankers::default().write(&mut sections);
    SnapshotFolder::new(files.models()).publish(manifest, &sections, 1)?;
    Ok(())
}
