//! The demo's shop: simulated once up to the present day, kept in a folder of its own, used again by the next run.

use std::path::{Path, PathBuf};

use engine::{Engine, Error, IncentiveDraft, KeyKind, NewKey, NewShop, Settings};
use serde_json::{Value, json};
use server::DemoPage;
use shop::{Currency, Day, Locale, Money, Order, Product, ProductId, Timestamp};
use testkit::{
    shoppers::Market,
    simulator::{self, SimulatedShop, simulate},
};

use crate::{
    context::{Context, HOLD_OUT_PERCENT, now},
    exit::Exit,
    failure::Failure,
    words,
};

/// The folder where `--data` names none.
const FOLDER_DEFAULT: &str = "alongside-demo";
/// The file that tells a demo's folder from a real shop's, which is never touched.
const MARK: &str = "demo.json";
/// After so many days a demo is made anew: "popular lately" would have nothing to look at.
const AGE_DAYS_MAX: i32 = 7;
/// How many simulated orders each registered customer places on average.
const ORDERS_PER_CUSTOMER: u32 = 4;
/// The shop's incentive: free delivery, from which value on and what it costs, in whole units of the currency.
const FREE_DELIVERY: &str = "free-delivery";
const FREE_DELIVERY_FROM: i64 = 150;
const FREE_DELIVERY_COST: i64 = 6;
/// What a demo has besides its records, counted up with every change: an older demo is made anew.
const EDITION: u32 = 3;
/// Records handed to the engine at a time.
const BATCH: usize = 2_000;

/// What a demo follows from, apart from the day it is made on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Recipe {
    /// The simulator's seed.
    pub seed: u64,
    /// About how many orders.
    pub orders: u32,
}

/// The demo's keys in clear: a demo's are kept in its folder, so that a second run can print them again.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DemoKeys {
    /// For pages.
    pub public: String,
    /// For the sales desk.
    pub desk: String,
    /// For the shop's server.
    pub secret: String,
    /// For administration.
    pub admin: String,
}

/// A demo, ready to be asked.
pub struct DemoShop {
    /// Its engine, with models built.
    pub engine: std::sync::Arc<Engine>,
    /// Its folder.
    pub folder: PathBuf,
    /// Its keys.
    pub keys: DemoKeys,
    /// Products of a cart for which something was planted.
    pub cart: Vec<String>,
    /// What it follows from.
    pub recipe: Recipe,
    /// The day up to which its past was simulated.
    pub made_on: Day,
}

/// Opens the demo of `recipe`, or makes it where there is none like it or `fresh` asks for it.
///
/// # Errors
/// [`Failure`] where the folder holds something else, or the engine fails.
pub fn prepare(recipe: Recipe, fresh: bool, context: &Context) -> Result<DemoShop, Failure> {
    let folder = context
        .data
        .clone()
        .unwrap_or_else(|| PathBuf::from(FOLDER_DEFAULT));
    let mark = read_mark(&folder);
    if mark.is_none() && !is_vacant(&folder) {
        let message = format!(
            "'{}' holds something that is not a demo, so it is left alone",
            folder.display()
        );
        return Err(Failure::new(Exit::Folder, "not_a_demo", message)
            .hint("name another folder: alongside demo --data ./my-demo"));
    }
    if let Some(mark) = mark.filter(|mark| !fresh && is_usable(mark, recipe)) {
        let engine = Engine::open(&folder, Settings::load(&folder)?)?;
        context.say(&format!(
            "Using the demo in {} again; --fresh makes it anew.",
            folder.display()
        ));
        return Ok(reopened(engine, folder, recipe, &mark));
    }
    make(recipe, folder, context)
}

fn make(recipe: Recipe, folder: PathBuf, context: &Context) -> Result<DemoShop, Failure> {
    let io = |source| {
        Failure::from(Error::Io {
            path: folder.clone(),
            source,
        })
    };
    if folder.exists() {
        std::fs::remove_dir_all(&folder).map_err(io)?;
    }
    std::fs::create_dir_all(&folder).map_err(io)?;
    // The mark comes first: a run that is stopped half-way leaves a folder that the next run knows as a demo's.
    write_mark(&folder, &json!({ "ready": false })).map_err(io)?;
    context.say("Simulating two years of a shop …");
    let made_on = now().day();
    let simulated = simulated(recipe, now());
    let shop = NewShop {
        name: "Demo Electronics".to_owned(),
        currency: Currency::new("EUR").expect("the euro is a currency"),
        locale: Locale::english(),
    };
    let (engine, keys) = Engine::init(&folder, shop, now())?;
    let keys = named(keys);
    engine.set_hold_out(HOLD_OUT_PERCENT, now())?;
    context.say(&format!(
        "{HOLD_OUT_PERCENT} % of the visitors will see no offers, so that it can be told what offers earn."
    ));
    let cart = cart_of(&simulated);
    context.say(&format!(
        "Storing {}, {} and {} …",
        words::counted(simulated.products.len() as u64, "product", "products"),
        words::counted(simulated.orders.len() as u64, "order", "orders"),
        words::counted(simulated.events.len() as u64, "event", "events"),
    ));
    load(&engine, simulated)?;
    context.say("Learning …");
    let model = engine.build(now(), &|_| {})?;
    context.say(&words::learnt(&model));
    write_mark(&folder, &mark_of(recipe, made_on, &keys, &cart)).map_err(io)?;
    Ok(DemoShop {
        engine: engine.into(),
        folder,
        keys,
        cart,
        recipe,
        made_on,
    })
}

/// The demo of `recipe` as its simulated customers know it. The simulator makes the same shop again, which takes a
/// moment but no memory while nobody asks.
pub fn market(recipe: Recipe, made_on: Day) -> Market {
    let end_of_day = Day(made_on.0.saturating_add(1)).start().plus_ms(-1);
    Market::of_simulated(&simulated(recipe, end_of_day))
}

/// The shop as it is at `now`: simulated up to and including today, without what would lie in the future.
fn simulated(recipe: Recipe, now: Timestamp) -> SimulatedShop {
    let defaults = simulator::Settings::default();
    let days = i32::try_from(defaults.days).unwrap_or(i32::MAX);
    let mut shop = simulate(&simulator::Settings {
        seed: recipe.seed,
        customers: (recipe.orders / ORDERS_PER_CUSTOMER).max(1),
        orders_target: recipe.orders,
        start: Day(now.day().0.saturating_sub(days.saturating_sub(1))),
        ..defaults
    });
    shop.orders.retain(|order| order.placed_at <= now);
    shop.refunds.retain(|refund| refund.refunded_at <= now);
    shop.reviews
        .retain(|review| review.reviewed_at.is_none_or(|at| at <= now));
    shop.events.retain(|event| event.at <= now);
    shop
}

fn load(engine: &Engine, shop: SimulatedShop) -> Result<(), Error> {
    let products = shop.products.into_iter().map(with_addresses);
    engine.put_products(products.collect())?;
    engine.put_incentive(FREE_DELIVERY, &free_delivery(engine.profile().currency), now())?;
    engine.put_links(shop.links, false)?;
    engine.put_reviews(shop.reviews)?;
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

/// A product with its page and its picture in the demo's own shop.
fn with_addresses(mut product: Product) -> Product {
    product.page_url = Some(DemoPage::page_of(product.id.as_str()));
    product.image_url = Some(DemoPage::picture_of(product.id.as_str()));
    product
}

/// From a usual order's value on, so that there is something to see both ways.
fn free_delivery(currency: Currency) -> IncentiveDraft {
    let whole = |units: i64| Money::new(units * currency.minor_per_major(), currency);
    IncentiveDraft {
        kind: "free_shipping".to_owned(),
        threshold: Some(whole(FREE_DELIVERY_FROM)),
        shipping_cost: Some(whole(FREE_DELIVERY_COST)),
        ..IncentiveDraft::default()
    }
}

/// A product that can be offered, with what goes along with it most: a cart that a person finds natural. In a shop
/// too small for anything to be planted, whatever was bought last.
fn cart_of(shop: &SimulatedShop) -> Vec<String> {
    let sold = |id: &ProductId| {
        let known = shop.products.iter().find(|product| product.id == *id);
        known.is_some_and(|product| product.active && product.stock.is_sellable())
    };
    let pairs = &shop.truth.complements;
    if let Some(pair) = pairs
        .iter()
        .find(|pair| sold(&pair.product) && sold(&pair.companion))
    {
        return vec![pair.product.to_string(), pair.companion.to_string()];
    }
    let bought = shop.orders.iter().rev().flat_map(Order::products);
    bought
        .filter(|id| sold(id))
        .take(1)
        .map(ProductId::to_string)
        .collect()
}

fn named(keys: Vec<NewKey>) -> DemoKeys {
    let mut named = DemoKeys::default();
    for key in keys {
        let place = match key.info.kind {
            KeyKind::Public => &mut named.public,
            KeyKind::Desk => &mut named.desk,
            KeyKind::Secret => &mut named.secret,
            KeyKind::Admin => &mut named.admin,
        };
        *place = key.secret;
    }
    named
}

fn is_vacant(folder: &Path) -> bool {
    std::fs::read_dir(folder).map_or(true, |mut entries| entries.next().is_none())
}

fn read_mark(folder: &Path) -> Option<Value> {
    serde_json::from_slice(&std::fs::read(folder.join(MARK)).ok()?).ok()
}

fn write_mark(folder: &Path, mark: &Value) -> std::io::Result<()> {
    std::fs::write(folder.join(MARK), format!("{mark:#}\n"))
}

fn mark_of(recipe: Recipe, made_on: Day, keys: &DemoKeys, cart: &[String]) -> Value {
    json!({
        "ready": true,
        "version": env!("CARGO_PKG_VERSION"),
        "edition": EDITION,
        "seed": recipe.seed,
        "orders": recipe.orders,
        "made_on_day": made_on.0,
        "keys": { "public": keys.public, "desk": keys.desk, "secret": keys.secret, "admin": keys.admin },
        "cart": cart,
    })
}

fn is_usable(mark: &Value, recipe: Recipe) -> bool {
    let age_days = mark["made_on_day"]
        .as_i64()
        .map(|day| i64::from(now().day().0) - day);
    mark["ready"] == true
        && mark["version"] == env!("CARGO_PKG_VERSION")
        && mark["edition"] == EDITION
        && mark["seed"] == recipe.seed
        && mark["orders"] == recipe.orders
        && mark["cart"].as_array().is_some_and(|cart| !cart.is_empty())
        && age_days.is_some_and(|days| (0..=i64::from(AGE_DAYS_MAX)).contains(&days))
}

fn reopened(engine: Engine, folder: PathBuf, recipe: Recipe, mark: &Value) -> DemoShop {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let keys = &mark["keys"];
    DemoShop {
        engine: engine.into(),
        folder,
        keys: DemoKeys {
            public: text(&keys["public"]),
            desk: text(&keys["desk"]),
            secret: text(&keys["secret"]),
            admin: text(&keys["admin"]),
        },
        cart: mark["cart"].as_array().into_iter().flatten().map(text).collect(),
        recipe,
        made_on: mark["made_on_day"]
            .as_i64()
            .and_then(|day| i32::try_from(day).ok())
            .map_or_else(|| now().day(), Day),
    }
}
