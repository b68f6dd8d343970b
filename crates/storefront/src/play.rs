//! Many crowds at once.

use std::{
    sync::{Mutex, PoisonError},
    time::{Duration, Instant},
};

use shop::Timestamp;
use testkit::shoppers::{Causes, Market, Oddities, Outcome, Settings, World};

use crate::{
    calls::Calls,
    http::{HttpError, HttpStorefront, Keys, Time, pause},
};

/// How long a shopper waits who was not answered, so that a server that is away is not run down.
const AFTER_FAILURE: Duration = Duration::from_millis(500);

/// How many come, how fast, and what they are like.
#[derive(Debug, Clone)]
pub struct Throng {
    /// The server, such as `http://127.0.0.1:7700`.
    pub url: String,
    /// What opens it.
    pub keys: Keys,
    /// How many are about at once, each a thread; at least one.
    pub at_once: u32,
    /// How many different ones each thread plays in turn; at least one.
    pub shoppers_each: u32,
    /// Visits begun per second by all together; as fast as they follow each other where there is none.
    pub visits_per_second: Option<f64>,
    /// How many times faster than people they turn pages; 0 for without pause.
    pub hurry: u32,
    /// The same seed makes the same shoppers.
    pub seed: u64,
    /// Begins the ids of all they do; short, plain, and another one each time, so that no order replaces another.
    pub name: String,
    /// What offers do to them.
    pub causes: Causes,
    /// Who else is about.
    pub oddities: Oddities,
}

/// What they did.
#[derive(Debug, Clone, Default)]
pub struct Tally {
    /// Visits that went well.
    pub visits: u64,
    /// Visits, or returns, in which the server failed.
    pub failed: u64,
    /// Orders placed.
    pub orders: u64,
    /// Offers shown to them.
    pub offers_seen: u64,
    /// Offers clicked.
    pub clicks: u64,
    /// Offers bought.
    pub taken: u64,
    /// What was asked of the server.
    pub calls: Calls,
}

/// Lets them come until `is_over`, which is asked many times a second. Events and orders carry the time of `clock`.
pub fn play(
    market: &Market,
    throng: &Throng,
    clock: fn() -> Timestamp,
    is_over: &(dyn Fn() -> bool + Sync),
) -> Tally {
    let all = Mutex::new(Tally::default());
    let threads = throng.at_once.max(1);
    std::thread::scope(|scope| {
        for thread in 0..threads {
            let market = market.part(thread as usize, threads as usize);
            let all = &all;
            let begun = std::thread::Builder::new()
                .name("shopper".into())
                .spawn_scoped(scope, move || {
                    let tally = crowd(&market, throng, thread, clock, is_over);
                    all.lock().unwrap_or_else(PoisonError::into_inner).merge(&tally);
                });
            // Where the system gives no more threads, fewer are about.
            if begun.is_err() {
                break;
            }
        }
    });
    all.into_inner().unwrap_or_else(PoisonError::into_inner)
}

/// One thread's shoppers, visit after visit and day after day.
fn crowd(
    market: &Market,
    throng: &Throng,
    thread: u32,
    clock: fn() -> Timestamp,
    is_over: &(dyn Fn() -> bool + Sync),
) -> Tally {
    let settings = Settings {
        seed: throng.seed.wrapping_add(u64::from(thread)),
        shoppers: throng.shoppers_each.max(1),
        days: u32::MAX,
        start: clock().day(),
        causes: throng.causes,
        oddities: throng.oddities,
        name: format!("{}-{thread}", throng.name),
    };
    let hurry = throng.hurry;
    let time = Time::Real {
        clock,
        hurry,
        is_over,
    };
    let mut storefront = HttpStorefront::in_time(&throng.url, throng.keys.clone(), time);
    let mut world = World::new(market, settings);
    let mut pace = Pace::new(throng, thread);
    let (mut visits, mut failed) = (0, 0);
    let mut count = |result: Result<(), HttpError>| match result {
        Ok(()) => visits += 1,
        Err(_) => {
            failed += 1;
            pause(AFTER_FAILURE, is_over);
        }
    };
    'days: for day in 0..u32::MAX {
        for visit in world.visits(day) {
            pace.wait(is_over);
            if is_over() {
                break 'days;
            }
            count(world.play(&visit, &mut storefront));
        }
        if is_over() {
            break;
        }
        if let Err(error) = world.end_day(day, &mut storefront) {
            count(Err(error));
        }
    }
    let mut tally = Tally {
        visits,
        failed,
        calls: storefront.calls,
        ..Tally::default()
    };
    world.outcomes().iter().for_each(|outcome| tally.add(outcome));
    tally
}

impl Tally {
    fn add(&mut self, outcome: &Outcome) {
        self.orders += outcome.orders;
        self.offers_seen += outcome.offers_seen;
        self.clicks += outcome.clicks;
        self.taken += outcome.taken + outcome.brought_forward;
    }

    fn merge(&mut self, other: &Self) {
        self.visits += other.visits;
        self.failed += other.failed;
        self.orders += other.orders;
        self.offers_seen += other.offers_seen;
        self.clicks += other.clicks;
        self.taken += other.taken;
        self.calls.merge(&other.calls);
    }
}

/// When a thread's next visit begins: at even intervals, the threads one after the other. A thread that is late goes
/// on at once, so that what was asked for is kept to as long as the server keeps up.
struct Pace {
    interval: Option<Duration>,
    next: Instant,
}

impl Pace {
    fn new(throng: &Throng, thread: u32) -> Self {
        let threads = f64::from(throng.at_once.max(1));
        let per_second = throng.visits_per_second.filter(|rate| *rate > 0.0);
        let interval = per_second.and_then(|rate| Duration::try_from_secs_f64(threads / rate).ok());
        let late = interval.map_or(Duration::ZERO, |interval| {
            interval.mul_f64(f64::from(thread) / threads)
        });
        Self {
            interval,
            next: Instant::now() + late,
        }
    }

    fn wait(&mut self, is_over: &(dyn Fn() -> bool + Sync)) {
        if let Some(interval) = self.interval {
            pause(self.next.saturating_duration_since(Instant::now()), is_over);
            self.next += interval;
        }
    }
}
