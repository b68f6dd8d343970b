//! The real server in this process, its clock set to whatever time is played.

use anyhow::{Context, Result, anyhow};
use engine::{Engine, KeyKind, NewShop};
use server::{ServeError, ServeOptions};
use shop::{Event, Locale, Order, Refund, Timestamp};
use std::{
    net::SocketAddr,
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
        mpsc,
    },
    thread::JoinHandle,
};
use storefront::{HttpError, HttpStorefront, Keys};
use testkit::{
    shoppers::{Answer, Question, Shopper, Storefront},
    simulator::SimulatedShop,
};
use tokio::sync::oneshot;

/// Records handed to the engine at a time.
const BATCH: usize = 2_000;

/// The hands of the clock. One server at a time is played with.
static NOW_MS: AtomicI64 = AtomicI64::new(0);

fn clock() -> Timestamp {
    Timestamp::from_unix_ms(NOW_MS.load(Ordering::SeqCst)).unwrap_or_default()
}

/// A server that is up until it is dropped.
pub struct Served {
    /// Its engine.
    pub engine: Arc<Engine>,
    address: SocketAddr,
    keys: Keys,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
}

impl Served {
    /// Serves a simulated shop, learnt from, from `now` on.
    ///
    /// # Errors
    /// When the folder cannot be written or the server cannot start.
    pub fn start(folder: &Path, shop: SimulatedShop, now: Timestamp) -> Result<Self> {
        NOW_MS.store(now.unix_ms(), Ordering::SeqCst);
        let new = NewShop {
            name: "Simulated".to_owned(),
            currency: shop.products[0]
                .price
                .context("a simulated product has a price")?
                .currency,
            locale: Locale::english(),
        };
        let (engine, keys) = Engine::init(folder, new, now)?;
        fill(&engine, shop, now)?;
        let secret = |kind: KeyKind| {
            keys.iter()
                .find(|key| key.info.kind == kind)
                .map(|key| key.secret.clone())
        };
        let keys = Keys {
            secret: secret(KeyKind::Secret).context("a new shop has a secret key")?,
            public: secret(KeyKind::Public),
        };
        let engine = Arc::new(engine);
        let (stop, stopped) = oneshot::channel();
        let (ready, address) = mpsc::channel();
        let options = ServeOptions {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            clock,
            shutdown: async { _ = stopped.await },
            demo: None,
            rate_limit: None,
            threads: None,
        };
        let served = Arc::clone(&engine);
        let thread = std::thread::spawn(move || {
            server::serve(served, options, |address| {
                _ = ready.send(address);
            })
        });
        Ok(Self {
            engine,
            address: address.recv().map_err(|_| anyhow!("the server did not start"))?,
            keys,
            stop: Some(stop),
            thread: Some(thread),
        })
    }

    /// The server as shoppers meet it.
    pub fn storefront(&self) -> Timed {
        Timed(HttpStorefront::new(
            &format!("http://{}", self.address),
            self.keys.clone(),
        ))
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

fn fill(engine: &Engine, shop: SimulatedShop, now: Timestamp) -> Result<()> {
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
    engine.build(now, &|_| {})?;
    Ok(())
}

/// The server over HTTP, its clock turned with every page.
pub struct Timed(pub HttpStorefront<'static>);

impl Storefront for Timed {
    type Error = HttpError;

    fn welcome(&mut self, shopper: &Shopper) {
        self.0.welcome(shopper);
    }

    fn turn_page(&mut self, _: i64, played: Timestamp) -> Timestamp {
        NOW_MS.store(played.unix_ms(), Ordering::SeqCst);
        played
    }

    fn offers(&mut self, question: &Question) -> Result<Answer, HttpError> {
        self.0.offers(question)
    }

    fn events(&mut self, events: &[Event]) -> Result<(), HttpError> {
        self.0.events(events)
    }

    fn order(&mut self, order: &Order) -> Result<(), HttpError> {
        self.0.order(order)
    }

    fn refund(&mut self, order: &Order, refund: &Refund) -> Result<(), HttpError> {
        self.0.refund(order, refund)
    }
}
