//! A shop of many products as a folder, ready to be opened, without the orders that it learnt from.

use super::synthetic;
use anyhow::Result;
use decide::Rankers;
use engine::{Engine, FORMAT, KeyKind, Manifest, NewShop, ShopFolder, SnapshotFolder};
use recommend::{CartLine, Models, Params};
use shop::{Currency, Event, EventId, EventKind, Locale, VisitorId};
use std::path::Path;
use store::{SqliteOptions, SqliteStore, Store};

/// How much the shop has.
pub struct Size {
    /// Products.
    pub products: u32,
    /// Order lines that it learnt from.
    pub lines: u64,
    /// Views of the last six days.
    pub events: usize,
    /// Carts to ask about, drawn evenly from the orders.
    pub carts: usize,
}

/// What else there is to know of the shop.
pub struct Made {
    /// The key of its pages.
    pub public_key: String,
    /// The carts.
    pub carts: Vec<Vec<CartLine>>,
}

const BATCH: usize = 10_000;

/// Makes the shop.
///
/// # Errors
/// When the folder cannot be written.
pub fn make(folder: &Path, size: &Size) -> Result<Made> {
    let public_key = fill_store(folder, size.products, size.events)?;
    let carts = publish(folder, size)?;
    Ok(Made { public_key, carts })
}

/// Gives the key of the shop's pages.
fn fill_store(folder: &Path, products: u32, events: usize) -> Result<String> {
    let now = synthetic::today().start();
    let shop = NewShop {
        name: "Large".to_owned(),
        currency: Currency::new("EUR")?,
        locale: Locale::english(),
    };
    let (engine, keys) = Engine::init(folder, shop, now)?;
    for first in (0..products).step_by(BATCH) {
        let batch = (first..products.min(first + BATCH as u32)).map(synthetic::product);
        engine.put_products(batch.collect::<Result<_>>()?)?;
    }
    for first in (0..events).step_by(BATCH) {
        let batch = (first..events.min(first + BATCH)).map(|number| view(number, events, products));
        engine.record_events(batch.collect::<Result<_>>()?)?;
    }
    engine.close();
    let public = keys.into_iter().find(|key| key.info.kind == KeyKind::Public);
    Ok(public.map(|key| key.secret).unwrap_or_default())
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
        score: None,
        traffic: shop::Traffic::Customer,
    })
}

/// Publishes what a build from its order lines would: the store is spared the lines, which a start
/// never reads.
fn publish(folder: &Path, size: &Size) -> Result<Vec<Vec<CartLine>>> {
    let files = ShopFolder::new(folder);
    let store = SqliteStore::open(files.store(), &SqliteOptions::default())?;
    let store_seq = store.changes_since(0)?.seq;
    store.close()?;
    let synthetic::History { partition, carts } = synthetic::history(size.lines, size.products, size.carts)?;
    let orders = partition.orders.iter().map(|day| day.baskets.len() as u64).sum();
    let models = Models::build(
        synthetic::catalogue(size.products)?,
        &[partition],
        &Params::default(),
    )?;
    let manifest = Manifest {
        format: FORMAT,
        version: 0,
        created_at_ms: synthetic::today().start().unix_ms(),
        store_seq,
        products: u64::from(size.products),
        orders,
        build_ms: 0,
        facts: Vec::new(),
        lessons: Vec::new(),
        customers: None,
        learning: 0,
        sections: Vec::new(),
    };
    let mut sections = models.write();
    Rankers::default().write(&mut sections);
    SnapshotFolder::new(files.models()).publish(manifest, &sections, 1)?;
    Ok(carts)
}
