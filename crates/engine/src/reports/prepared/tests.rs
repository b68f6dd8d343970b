//! Prepared answers: given again, stale with their time, and without anybody who was erased.

use shop::{Currency, Event, Locale};
use testkit::Fixture;

use super::*;
use crate::NewShop;

fn now() -> Timestamp {
    testkit::moment("2026-03-10T12:00").unwrap()
}

fn opened(folder: &std::path::Path) -> Engine {
    let shop = NewShop {
        name: "Corner".to_owned(),
        currency: Currency::new("EUR").unwrap(),
        locale: Locale::english(),
    };
    let (engine, _) = Engine::init(folder, shop, now()).unwrap();
    engine
}

fn come(engine: &Engine, lines: &str) {
    let events: Vec<Event> = Fixture::parse(lines).events;
    assert!(!events.is_empty());
    engine.record_events(events).unwrap();
}

fn told(engine: &Engine, minutes: i64) -> Told<Report> {
    let at = now().plus_ms(minutes * 60_000);
    let query = ReportQuery::new(None, Some(now().day()), at).unwrap();
    engine.prepared_report(query, None, at).unwrap()
}

const TWO: &str = "view ann 2026-03-09T10:00 tv id=a\nview bob 2026-03-09T11:00 tv id=b";
const THIRD: &str = "view cleo 2026-03-10T09:00 tv id=c";

#[test]
fn an_answer_is_given_again_until_something_is_new() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    let first = told(&engine, 0);
    assert_eq!((first.answer.summary.visitors(), first.at), (2, now()));
    let again = told(&engine, 5);
    assert!(Arc::ptr_eq(&first.answer, &again.answer) && !again.is_stale);
    come(&engine, THIRD);
    let fresh = told(&engine, 6);
    assert_eq!(
        fresh.answer.summary.visitors(),
        3,
        "nobody makes answers in the background"
    );
    engine.set_hold_out(10.0, now()).unwrap();
    let held = told(&engine, 7);
    assert!((held.answer.hold_out_percent - 10.0).abs() < 1e-9);
    engine.close();
}

#[test]
fn a_stale_answer_is_shown_with_its_time_until_the_new_one_is_made() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    told(&engine, 0);
    engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
    come(&engine, THIRD);
    let stale = told(&engine, 5);
    assert!(stale.is_stale);
    assert_eq!((stale.answer.summary.visitors(), stale.at), (2, now()));
    engine.prepare_wanted(now);
    let fresh = told(&engine, 6);
    assert!(!fresh.is_stale);
    assert_eq!(fresh.answer.summary.visitors(), 3);
    engine.close();
}

#[test]
fn who_asks_first_does_not_wait_for_summing_up() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    engine.sum_up(now()).unwrap();
    come(&engine, THIRD);
    engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
    let first = told(&engine, 0);
    assert_eq!((first.answer.summary.visitors(), first.is_stale), (2, true));
    engine.prepare_wanted(now);
    assert_eq!(told(&engine, 0).answer.summary.visitors(), 3);
    engine.close();
}

#[test]
fn answers_of_a_large_shop_share_one_summing_up() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    let prepared = &engine.inner.prepared;
    prepared.is_made.store(true, Ordering::SeqCst);
    let (_, summed_up) = engine.sum_up_timed(now()).unwrap();
    let took = |took: Duration| prepared.note(SummedUp { took, ..summed_up });
    took(Duration::from_hours(1));
    come(&engine, THIRD);
    let visitors = |told: &Told<Report>| told.answer.summary.visitors();
    told(&engine, 3);
    engine.prepare_wanted(|| now().plus_ms(240_000));
    let shared = told(&engine, 5);
    assert_eq!((visitors(&shared), shared.at, shared.is_stale), (2, now(), true));
    // An erasure is in every answer after, however long summing up took.
    prepared.forget();
    told(&engine, 6);
    engine.prepare_wanted(now);
    assert_eq!(visitors(&told(&engine, 7)), 3);
    took(Duration::ZERO);
    come(&engine, "view dan 2026-03-10T10:00 tv id=d");
    told(&engine, 8);
    engine.prepare_wanted(now);
    assert_eq!(
        visitors(&told(&engine, 9)),
        4,
        "a small shop is summed up at once"
    );
    engine.close();
}

#[test]
fn who_is_erased_is_in_no_answer_after() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    come(&engine, "view v9 2026-03-10T08:00 tv customer=dora id=d");
    engine
        .put_customers(Fixture::parse("customer dora").customers)
        .unwrap();
    assert_eq!(told(&engine, 0).answer.summary.visitors(), 3);
    // Also where a stale answer could be shown at once.
    engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
    engine.erase_customer("dora").unwrap();
    assert_eq!(told(&engine, 1).answer.summary.visitors(), 2);
    engine.prepare_wanted(now);
    let after = told(&engine, 2);
    assert_eq!((after.answer.summary.visitors(), after.is_stale), (2, false));
    // What was under way while somebody was erased is given to who asked and kept for nobody.
    let query = ReportQuery::new(None, Some(now().day()), now()).unwrap();
    let shelf = &engine.inner.prepared.reports;
    let made = engine.make(shelf, (query, None), now(), || {
        let report = engine.settled_report((query, None), now());
        engine.inner.prepared.forget();
        report
    });
    assert!(made.is_ok() && shelf.find(&(query, None)).is_none());
    engine.close();
}

#[test]
fn what_is_kept_is_bounded_and_the_usual_reports_are_made_ready() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    for days in 0..40 {
        let query = ReportQuery::new(Some(Day(now().day().0 - days)), Some(now().day()), now()).unwrap();
        engine.prepared_report(query, None, now()).unwrap();
    }
    assert_eq!(lock(&engine.inner.prepared.reports.0).len(), KEPT_MAX);
    engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
    engine.inner.prepared.forget();
    engine.want_usual_reports(now());
    engine.prepare_wanted(now);
    assert_eq!(lock(&engine.inner.prepared.reports.0).len(), USUAL_DAYS.len());
    assert_eq!(lock(&engine.inner.prepared.journeys.0).len(), USUAL_DAYS.len());
    assert_eq!(lock(&engine.inner.prepared.movers.0).len(), 1);
    engine.close();
}

#[test]
fn what_there_is_is_counted_again_in_the_background() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    let events = || engine.prepared_status().unwrap().events;
    assert_eq!(events(), 2);
    come(&engine, THIRD);
    assert_eq!(events(), 3, "nobody counts in the background");
    engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
    let took = |took: Duration| {
        let mut counted = lock(&engine.inner.prepared.counts);
        counted.as_mut().expect("it was counted").took = took;
    };
    took(Duration::from_secs(1));
    come(&engine, "view dan 2026-03-10T10:00 tv id=d");
    assert_eq!(events(), 3);
    engine.prepare_wanted(now);
    assert_eq!(events(), 4);
    took(Duration::ZERO);
    come(&engine, "view eve 2026-03-10T11:00 tv id=e");
    assert_eq!(events(), 5, "a small shop is counted at once");
    engine.close();
}

#[test]
fn who_asks_first_for_what_takes_long_is_told_to_ask_again() {
    let folder = tempfile::tempdir().unwrap();
    let engine = opened(folder.path());
    come(&engine, TWO);
    engine.sum_up(now()).unwrap();
    engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
    let query = ReportQuery::new(None, Some(now().day()), now()).unwrap();
    let ask = || engine.prepared_report(query, None, now());
    // As if somebody else's were under way.
    let wanted = Wanted::Report((query, None));
    assert!(engine.inner.prepared.under_way.begin(&wanted));
    assert!(matches!(ask(), Err(Error::BeingMade)));
    engine.inner.prepared.under_way.end(&wanted);
    let told = ask().unwrap();
    assert!(told.is_stale && told.answer.summary.visitors() == 2);
    assert!(Arc::ptr_eq(&ask().unwrap().answer, &told.answer));
    engine.close();
}
