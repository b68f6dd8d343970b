//! The simulator's shop in a folder, learnt from, as `alongside demo` makes it.

use anyhow::Result;
use engine::{Engine, NewShop};
use shop::{CustomerId, LineKind, Locale, ProductId, Timestamp};
use std::path::Path;
use testkit::simulator::{self, SimulatedShop};

/// Records handed to the engine at a time.
const BATCH: usize = 2_000;

/// The simulated shop, built.
pub struct Simulated {
    /// Its engine.
    pub engine: Engine,
    /// The merchandise of each of its orders.
    pub baskets: Vec<Vec<ProductId>>,
    /// A registered customer who bought something; none where nobody did.
    pub customer: Option<CustomerId>,
    /// The moment after the last order.
    pub now: Timestamp,
}

/// Makes the shop in an empty folder; `orders` replaces the demo's number of orders where given.
///
/// # Errors
/// When the engine fails.
pub fn make(folder: &Path, orders: Option<u32>) -> Result<Simulated> {
    let defaults = simulator::Settings::default();
    let orders_target = orders.unwrap_or(defaults.orders_target);
    let settings = simulator::Settings {
        orders_target,
        customers: (orders_target / 4).max(1),
        ..defaults
    };
    let now = settings.end().start();
    let shop = NewShop {
        name: "Simulated".to_owned(),
        currency: settings.currency,
        locale: Locale::english(),
    };
    let simulated = simulator::simulate(&settings);
    let baskets = baskets(&simulated);
    let customer = simulated
        .orders
        .iter()
        .find_map(|order| order.customer_id.clone());
    let (engine, _) = Engine::init(folder, shop, now)?;
    load(&engine, simulated)?;
    engine.build(now, &|_| {})?;
    Ok(Simulated {
        engine,
        baskets,
        customer,
        now,
    })
}

fn baskets(shop: &SimulatedShop) -> Vec<Vec<ProductId>> {
    let merchandise = |order: &shop::Order| {
        let lines = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        lines.map(|line| line.product_id.clone()).collect()
    };
    shop.orders.iter().map(merchandise).collect()
}

fn load(engine: &Engine, shop: SimulatedShop) -> Result<()> {
    engine.put_products(shop.products)?;
    engine.put_links(shop.links, false)?;
    engine.put_customers(shop.customers)?;
    for orders in shop.orders.chunks(BATCH) {
        engine.record_orders(orders.to_vec(), Vec::new())?;
    }
    engine.record_orders(Vec::new(), shop.refunds)?;
    for events in shop.events.chunks(BATCH) {
        engine.record_events(events.to_vec())?;
    }
    Ok(())
}
