//! A small shop that is served for the time of one test.

use std::{net::SocketAddr, sync::Arc, sync::mpsc, thread::JoinHandle};

use engine::{Engine, KeyKind, NewKey, NewShop, Settings};
use server::{DemoPage, RateLimit, ServeError, ServeOptions};
use shop::{Currency, Locale, Timestamp};
use testkit::Fixture;
use tokio::sync::oneshot;

use crate::client::{self, Response};

const SHOP: &str = r#"
currency EUR
product tv "Television 43" Electronics>TVs 499.00 list=549.00 stock=3 title.ro="Televizor 43" page=https://shop.example/tv
product hdmi "HDMI cable" Electronics>Cables 9.99 stock=40 image=https://shop.example/hdmi.jpg title.fa="کابل HDMI"
product mount "Wall mount" Electronics>Mounts 39.90 stock=untracked
product lamp "Desk lamp" Home>Lamps 24.50
product evil "<script>alert(1)</script> & 'quotes'" Home>Lamps 5.00
repeat 30 order o{n} 2026-01-01+{n} c{n} tv hdmi
repeat 20 order p{n} 2026-01-01+{n} d{n} tv mount
repeat 25 order q{n} 2026-01-01+{n} e{n} lamp evil
link lamp mount cross_sell
"#;

/// The moment at which every test takes place.
pub fn clock() -> Timestamp {
    testkit::moment("2026-02-01T12:00").unwrap()
}

/// A shop being served.
pub struct Served {
    pub address: SocketAddr,
    engine: Option<Arc<Engine>>,
    keys: Vec<NewKey>,
    stop: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), ServeError>>>,
    pub folder: tempfile::TempDir,
}

/// What a test's server has besides the shop.
#[derive(Default)]
pub struct Extras {
    pub demo: Option<DemoPage>,
    pub rate_limit: Option<RateLimit>,
    pub nothing_built: bool,
    /// Another shop than the one above.
    pub fixture: Option<Fixture>,
    /// Another clock, once the shop is built and served.
    pub clock: Option<fn() -> Timestamp>,
    /// What stands in the shop's configuration.
    pub settings: Option<&'static str>,
}

impl Served {
    /// The shop above, built and served.
    pub fn start() -> Self {
        Self::with(Extras::default())
    }

    pub fn with(extras: Extras) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let new = NewShop {
            name: "Lamps & Co".into(),
            currency: Currency::new("EUR").unwrap(),
            locale: Locale::english(),
        };
        if let Some(settings) = extras.settings {
            std::fs::write(folder.path().join("alongside.toml"), settings).unwrap();
        }
        let (engine, keys) = Engine::init(folder.path(), new, clock()).unwrap();
        if !extras.nothing_built {
            fill(&engine, extras.fixture.unwrap_or_else(|| Fixture::parse(SHOP)));
        }
        let (stop, stopped) = oneshot::channel();
        let (ready, address) = mpsc::channel();
        let engine = Arc::new(engine);
        let served = Arc::clone(&engine);
        let options = ServeOptions {
            address: SocketAddr::from(([127, 0, 0, 1], 0)),
            clock: extras.clock.unwrap_or(clock),
            shutdown: async { _ = stopped.await },
            demo: extras.demo,
            rate_limit: extras.rate_limit,
            threads: None,
        };
        let thread = std::thread::spawn(move || {
            server::serve(served, options, |address| ready.send(address).unwrap())
        });
        let address = address.recv().unwrap();
        Self {
            address,
            engine: Some(engine),
            keys,
            stop: Some(stop),
            thread: Some(thread),
            folder,
        }
    }

    /// The first key of a kind.
    pub fn key(&self, kind: KeyKind) -> &str {
        &self.keys.iter().find(|key| key.info.kind == kind).unwrap().secret
    }

    /// Sends a request with the key of a kind.
    pub fn send(&self, kind: KeyKind, method: &str, path: &str, body: impl AsRef<[u8]>) -> Response {
        let bearer = format!("Bearer {}", self.key(kind));
        client::send(
            self.address,
            method,
            path,
            &[("authorization", &bearer)],
            body.as_ref(),
        )
    }

    /// Sends a request with the admin key.
    pub fn admin(&self, method: &str, path: &str, body: impl AsRef<[u8]>) -> Response {
        self.send(KeyKind::Admin, method, path, body)
    }

    /// Sends a request with the secret key.
    pub fn secret(&self, method: &str, path: &str, body: impl AsRef<[u8]>) -> Response {
        self.send(KeyKind::Secret, method, path, body)
    }

    /// Tells the server to stop, without waiting.
    pub fn tell_to_stop(&mut self) {
        if let Some(stop) = self.stop.take() {
            let _ = stop.send(());
        }
    }

    /// Stops the server and says how it ended.
    pub fn stop(&mut self) -> Result<(), ServeError> {
        self.tell_to_stop();
        self.thread.take().map_or(Ok(()), |thread| thread.join().unwrap())
    }

    /// The shop itself.
    pub fn engine(&self) -> &Arc<Engine> {
        self.engine.as_ref().unwrap()
    }

    /// Opens the shop again after it was stopped.
    pub fn reopened(&mut self) -> Engine {
        // The store belongs to one process and one engine at a time.
        self.engine = None;
        Engine::open(self.folder.path(), Settings::default()).unwrap()
    }
}

impl Drop for Served {
    fn drop(&mut self) {
        // A failed test is reported as it is; how the server ended then is of no interest.
        let _ = self.stop();
    }
}

fn fill(engine: &Engine, fixture: Fixture) {
    engine.put_products(fixture.products).unwrap();
    engine.put_customers(fixture.customers).unwrap();
    engine.record_orders(fixture.orders, fixture.refunds).unwrap();
    engine.record_events(fixture.events).unwrap();
    engine.put_reviews(fixture.reviews).unwrap();
    engine.put_links(fixture.links, false).unwrap();
    engine.put_bans(fixture.bans, Vec::new()).unwrap();
    engine.build(clock(), &|_| {}).unwrap();
}
