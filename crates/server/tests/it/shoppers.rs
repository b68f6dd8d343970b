//! Simulated shoppers, of whom it is known what offers do to them, at a real server: two weeks of a simulated clock.

use std::sync::atomic::{AtomicI64, Ordering};

use engine::KeyKind;
use shop::{Day, Event, Order, Refund, Timestamp};
use storefront::{HttpError, HttpStorefront, Keys, Request};
use testkit::{
    Fixture,
    shoppers::{
        Answer, Market, NoOffers, Outcome, Popular, Question, Settings, Shopper, Storefront, World,
        planted_truth,
    },
    simulator::{self, SimulatedShop, simulate},
};

use crate::shop::{Extras, Served, clock};

/// The hands of the server's clock; only this file's one test moves them.
static NOW_MS: AtomicI64 = AtomicI64::new(0);

fn simulated_clock() -> Timestamp {
    Timestamp::from_unix_ms(NOW_MS.load(Ordering::SeqCst)).unwrap()
}

/// The server, its clock set to whatever time is played.
struct Timed(HttpStorefront<'static>);

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

/// A simulated shop whose two years end on the day of the tests.
fn simulated() -> SimulatedShop {
    let defaults = simulator::Settings::default();
    simulate(&simulator::Settings {
        customers: 1_000,
        orders_target: 4_000,
        start: Day(clock().day().0 - 729),
        ..defaults
    })
}

fn served(shop: SimulatedShop) -> Served {
    let fixture = Fixture {
        products: shop.products,
        customers: shop.customers,
        orders: shop.orders,
        refunds: shop.refunds,
        events: shop.events,
        links: shop.links,
        reviews: shop.reviews,
        ..Fixture::parse("currency EUR")
    };
    Served::with(Extras {
        fixture: Some(fixture),
        clock: Some(simulated_clock),
        ..Extras::default()
    })
}

fn sum(outcomes: &[Outcome], count: fn(&Outcome) -> u64) -> u64 {
    outcomes.iter().map(count).sum()
}

#[test]
fn two_weeks_of_shoppers_earn_the_shop_more_than_without_offers_or_with_best_sellers() {
    let shop = simulated();
    let market = Market::of_simulated(&shop);
    let settings = Settings {
        start: Day(clock().day().0 + 1),
        ..Settings::default()
    };
    NOW_MS.store(settings.start.start().unix_ms(), Ordering::SeqCst);
    let orders_before = shop.orders.len() as u64;
    let server = served(shop);
    let keys = Keys {
        secret: server.key(KeyKind::Secret).to_owned(),
        public: Some(server.key(KeyKind::Public).to_owned()),
    };
    let mut actor = Timed(HttpStorefront::new(&format!("http://{}", server.address), keys));
    let with = World::new(&market, settings.clone())
        .play_all(&mut actor)
        .unwrap();
    let calls = actor.0.calls;
    assert_eq!(calls.failures, 0, "{:?}", calls.messages);
    assert_eq!(calls.latency(Request::Order).count(), sum(&with, |it| it.orders));
    assert!(calls.latency(Request::Offers).count() > 3_000);
    assert!(calls.latency(Request::Refund).count() > 0);
    let stored = server.engine().status().unwrap().orders;
    assert_eq!(stored, orders_before + sum(&with, |it| it.orders));

    let without = World::new(&market, settings.clone())
        .play_all(&mut NoOffers)
        .unwrap();
    let popular = World::new(&market, settings)
        .play_all(&mut Popular::of(&market))
        .unwrap();
    let (truth, baseline) = (planted_truth(&with, &without), planted_truth(&popular, &without));
    assert!(truth.margin_minor.mean > 0.0, "{:?}", truth.margin_minor);
    assert!(truth.margin_minor.mean > baseline.margin_minor.mean);
    assert!(sum(&with, |it| it.dismissals) * 50 < sum(&with, |it| it.offers_seen));
}
