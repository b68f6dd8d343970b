//! What lines are credited to, and what was paid back of them, where that is not plain.

use engine::{Engine, TraceFilter, TraceOf, TraceQuery, measure::reports::Credits};
use shop::{CustomerId, Event, EventKind, LineKind, Refund};

use crate::{
    built, now,
    reports::{by, euro, event, latest, order},
};

fn refund(id: &str, order: &str, minor: Option<i64>) -> Refund {
    Refund {
        id: id.to_owned(),
        order_id: Some(order.parse().unwrap()),
        customer_id: None,
        product_id: "tv".parse().unwrap(),
        quantity: 1,
        unit_price: minor.map(euro),
        refunded_at: now().plus_days(1),
        kind: LineKind::Product,
    }
}

/// A click on an offer of this decision, by a customer who is signed in where one is named.
fn click(visitor: &str, decision: &str, customer: Option<&str>, minutes: i64) -> Event {
    Event {
        customer_id: customer.map(|id| CustomerId::new(id).unwrap()),
        ..event(EventKind::Click, visitor, decision, Some("hdmi"), minutes)
    }
}

fn credits(engine: &Engine) -> Credits {
    latest(engine, now().plus_days(20)).summary.credits
}

#[test]
fn what_was_paid_back_is_what_the_refund_says() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let orders = ["1", "2", "3"].map(|id| order(id, Some("ann"), None, &[("tv", 2, 49_900)], 1));
    let refunds = vec![
        refund("part", "1", Some(10_050)),
        refund("unpriced", "2", None),
        refund("first", "3", Some(1)),
        refund("second", "3", Some(49_900)),
    ];
    engine.record_orders(orders.to_vec(), refunds).unwrap();
    let money = latest(&engine, now().plus_days(20)).summary.money;
    assert_eq!(money.refunded_minor, 10_050 + 49_900 + 49_901);
    assert_eq!(money.revenue_minor, 6 * 49_900 - money.refunded_minor);
    // One that is told again with another amount is paid back once.
    engine
        .record_orders(Vec::new(), vec![refund("part", "1", Some(20_000))])
        .unwrap();
    let money = latest(&engine, now().plus_days(20)).summary.money;
    assert_eq!(money.refunded_minor, 20_000 + 49_900 + 49_901);
}

#[test]
fn an_order_of_which_only_the_day_is_known_comes_after_what_was_done_that_day() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let decision = engine.offers(&by("ann"), now()).decision_id;
    engine
        .record_events(vec![click("ann", &decision, None, 3)])
        .unwrap();
    let mut of_day = order("1", Some("ann"), None, &[("hdmi", 1, 999)], 0);
    of_day.placed_at = now().day().start();
    engine.record_orders(vec![of_day], Vec::new()).unwrap();
    assert_eq!(credits(&engine).lines, 1);
    // And after the first offer, so that it counts for what offers caused.
    let at = now().plus_days(20);
    let caused = TraceQuery {
        report: latest(&engine, at).query,
        of: TraceOf::Caused,
        metric: Some("conversion".to_owned()),
        filter: TraceFilter::default(),
        limit: 10,
    };
    assert_eq!(engine.trace(&caused, at).unwrap().value, 1);
}

#[test]
fn an_order_by_the_customer_alone_is_credited_whichever_device_was_used_last() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let decision = engine.offers(&by("phone"), now()).decision_id;
    let mut later = event(EventKind::View, "laptop", "none", Some("tv"), 60 * 24 * 3);
    later.customer_id = Some(CustomerId::new("ann@shop").unwrap());
    engine
        .record_events(vec![click("phone", &decision, Some("ann@shop"), 3), later])
        .unwrap();
    let order = order("1", None, Some("ann@shop"), &[("hdmi", 1, 999)], 24);
    engine.record_orders(vec![order], Vec::new()).unwrap();
    assert_eq!(credits(&engine).lines, 1);
}

#[test]
fn whose_an_order_is_stays_known_when_the_event_that_told_it_is_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let decision = engine.offers(&by("ann"), now()).decision_id;
    let mut bought = event(EventKind::Purchase, "ann", &decision, None, 10);
    bought.order_id = Some("1".parse().unwrap());
    engine
        .record_events(vec![click("ann", &decision, None, 3), bought])
        .unwrap();
    let nameless = order("1", None, None, &[("hdmi", 2, 999), ("tv", 1, 49_900)], 1);
    engine.record_orders(vec![nameless], Vec::new()).unwrap();
    let years_later = now().plus_days(800);
    let told = |expect: i64| {
        let credits = latest(&engine, years_later).summary.credits;
        assert_eq!((credits.lines, credits.revenue_minor), (1, expect));
    };
    told(2 * 999);
    assert_eq!(engine.status().unwrap().events, 0);
    engine
        .record_orders(Vec::new(), vec![refund("late", "1", None)])
        .unwrap();
    told(2 * 999);
}

#[test]
fn a_day_of_which_the_log_holds_only_the_end_keeps_what_was_summed_up_of_its_beginning() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let first = engine.offers(&by("ann"), now()).decision_id;
    let seen = event(EventKind::Impression, "ann", &first, None, 1);
    engine
        .record_events(vec![seen, click("ann", &first, None, 3)])
        .unwrap();
    engine
        .record_orders(
            vec![order("1", Some("ann"), None, &[("hdmi", 1, 999)], 1)],
            Vec::new(),
        )
        .unwrap();
    let at = now().plus_days(20);
    engine.sum_up(at).unwrap();
    engine.close();
    drop(engine);
    let engine = Engine::open(folder.path(), engine::Settings::default()).unwrap();
    let second = engine.offers(&by("bob"), now().plus_ms(3_600_000)).decision_id;
    engine
        .record_events(vec![event(EventKind::Impression, "bob", &second, None, 61)])
        .unwrap();
    let before = latest(&engine, at);
    std::fs::remove_file(folder.path().join("decisions").join("decisions-0000000000.log")).unwrap();
    let late = event(EventKind::Dismiss, "bob", &second, Some("hdmi"), 70);
    engine.record_events(vec![late]).unwrap();
    let after = latest(&engine, at);
    let told = |report: &engine::Report| {
        (
            report.summary.visitors(),
            report.summary.credits,
            report.caused.people,
        )
    };
    assert_eq!(told(&after), told(&before));
    let [impressions, viewables, clicks, carts, dismissals] = before.summary.deeds();
    let expect = [impressions, viewables, clicks, carts, dismissals + 1];
    assert_eq!(after.summary.deeds(), expect);
    assert_eq!((impressions, clicks), (4, 1));
    engine.close();
}
