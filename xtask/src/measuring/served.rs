//! The real server in this process, its clock set to whatever time is played.
//!
//! Many shoppers are about at once, as in a real shop: each thread plays its own part of the crowd, and none gets
//! further ahead of the others than [`AHEAD_MS_MAX`]. The server's clock shows the time of the thread that is furthest
//! back, so that nothing is ever answered later than the visitor asked.

use super::serving::Serving;
use anyhow::{Context, Result, anyhow};
use engine::{Engine, KeyKind, NewShop};
use shop::{Day, Event, Locale, Order, Refund, Timestamp};
use std::{
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{Duration, Instant},
};
use storefront::{Calls, HttpError, HttpStorefront, Keys, Request};
use testkit::{
    shoppers::{Answer, Market, Outcome, Question, Settings, Shopper, Storefront, World},
    simulator::SimulatedShop,
};

/// Records handed to the engine at a time.
const BATCH: usize = 2_000;

/// Threads that shoppers come from. More than there are processors: while one waits for the disk, others go on.
const AT_ONCE: u32 = 24;
/// How far a thread may be ahead of the others.
const AHEAD_MS_MAX: i64 = 30 * 60_000;
/// How long a thread that is ahead waits until it looks again.
const AHEAD_PAUSE: Duration = Duration::from_millis(1);
/// When a day's visits are over, and what comes back is sent back.
const DAY_OVER_MS: i64 = 23 * 3_600_000;

/// The time while nobody plays. One server at a time is played with.
static NOW_MS: AtomicI64 = AtomicI64::new(0);
/// Where each thread of shoppers is; as far as can be where it does not play.
static HANDS_MS: [AtomicI64; AT_ONCE as usize] = [const { AtomicI64::new(i64::MAX) }; AT_ONCE as usize];

/// Where the thread is that is furthest back.
fn last_ms() -> i64 {
    let all = HANDS_MS.iter().map(|hand| hand.load(Ordering::SeqCst));
    all.min().unwrap_or(i64::MAX)
}

fn clock() -> Timestamp {
    let now_ms = match last_ms() {
        i64::MAX => NOW_MS.load(Ordering::SeqCst),
        played_ms => played_ms,
    };
    Timestamp::from_unix_ms(now_ms).unwrap_or_default()
}

/// A server that is up until it is dropped.
pub struct Served {
    /// Its engine.
    pub engine: Arc<Engine>,
    serving: Serving,
    keys: Keys,
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
        Ok(Self {
            serving: Serving::start(&engine, clock)?,
            engine,
            keys,
        })
    }

    /// Plays a crowd to its end; what came of it, a shopper each, and how many requests failed.
    ///
    /// # Errors
    /// What the server said first to anybody.
    pub fn play(&self, market: &Market, settings: &Settings) -> Result<(Vec<Outcome>, u64)> {
        let started = Instant::now();
        let world = World::new(market, settings.clone());
        // All hands are set before anybody plays, so that nobody is taken for the last one too soon.
        let hands: Vec<Hand> = (0..AT_ONCE as usize).map(Hand).collect();
        hands
            .iter()
            .for_each(|hand| hand.set(settings.start.start().unix_ms()));
        let parts: Vec<_> = std::thread::scope(|scope| {
            let part = |hand: Hand| {
                let world = world.clone();
                scope.spawn(move || self.play_part(world, settings, hand))
            };
            let workers: Vec<_> = hands.into_iter().map(part).collect();
            workers.into_iter().map(|worker| worker.join()).collect()
        });
        let (mut outcomes, mut calls) = (world.outcomes().to_vec(), Calls::default());
        for (part, played) in (0..AT_ONCE).zip(parts) {
            let (own, asked) = played.map_err(|_| anyhow!("a thread of shoppers panicked"))??;
            calls.merge(&asked);
            for outcome in own.into_iter().filter(|own| own.shopper % AT_ONCE == part) {
                let at = outcome.shopper as usize;
                outcomes[at] = outcome;
            }
        }
        let requests: u64 = Request::ALL.iter().map(|kind| calls.latency(*kind).count()).sum();
        println!(
            "  {} shoppers made {requests} requests in {:.0} s",
            settings.shoppers,
            started.elapsed().as_secs_f64()
        );
        Ok((outcomes, calls.failures))
    }

    /// Plays every so many-th shopper.
    fn play_part(
        &self,
        mut world: World<'_>,
        settings: &Settings,
        hand: Hand,
    ) -> Result<(Vec<Outcome>, Calls)> {
        let http = HttpStorefront::new(&format!("http://{}", self.serving.address), self.keys.clone());
        let part = hand.0 as u32;
        let mut timed = Timed { http, hand };
        for day in 0..settings.days {
            for visit in world.visits_of(day, |shopper| shopper.number % AT_ONCE == part) {
                timed.hand.wait_until(visit.at);
                world.play(&visit, &mut timed)?;
            }
            let over = Day(settings.start.0.saturating_add_unsigned(day)).start();
            timed.hand.wait_until(over.plus_ms(DAY_OVER_MS));
            world.end_day(day, &mut timed)?;
        }
        Ok((world.outcomes().to_vec(), timed.http.calls))
    }
}

/// One thread's hand of the clock. A thread that has ended holds nobody back.
struct Hand(usize);

impl Hand {
    fn set(&self, at_ms: i64) {
        HANDS_MS[self.0].store(at_ms, Ordering::SeqCst);
    }

    fn wait_until(&self, at: Timestamp) {
        self.set(at.unix_ms());
        while last_ms() < at.unix_ms() - AHEAD_MS_MAX {
            std::thread::sleep(AHEAD_PAUSE);
        }
    }
}

impl Drop for Hand {
    fn drop(&mut self) {
        self.set(i64::MAX);
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
struct Timed {
    http: HttpStorefront<'static>,
    hand: Hand,
}

impl Storefront for Timed {
    type Error = HttpError;

    fn welcome(&mut self, shopper: &Shopper) {
        self.http.welcome(shopper);
    }

    fn turn_page(&mut self, _: i64, played: Timestamp) -> Timestamp {
        self.hand.set(played.unix_ms());
        played
    }

    fn offers(&mut self, question: &Question) -> Result<Answer, HttpError> {
        self.http.offers(question)
    }

    fn events(&mut self, events: &[Event]) -> Result<(), HttpError> {
        self.http.events(events)
    }

    fn order(&mut self, order: &Order) -> Result<(), HttpError> {
        self.http.order(order)
    }

    fn refund(&mut self, order: &Order, refund: &Refund) -> Result<(), HttpError> {
        self.http.refund(order, refund)
    }
}
