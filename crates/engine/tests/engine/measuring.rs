//! What measuring needs: who counts, what was seen, and whom one asks how satisfied they are.

use std::path::Path;

use engine::{ASKED_AGAIN_DAYS, Engine, ImportSource, OfferRequest, ReportQuery, Settings, ingest};
use shop::{Customer, CustomerId, Event, EventKind, Placement, Timestamp, Traffic};
use testkit::Fixture;

use crate::{built, in_cart, now, offered_at, offers_shown::did};

fn id(id: &str) -> CustomerId {
    id.parse().unwrap()
}

fn reopened(folder: &Path, engine: Engine, settings: Settings) -> Engine {
    engine.close();
    drop(engine);
    Engine::open(folder, settings).unwrap()
}

fn events(lines: &str) -> Vec<Event> {
    Fixture::parse(lines).events
}

fn tagged(customer: &str) -> Customer {
    Customer {
        tags: ["staff".to_owned()].into(),
        ..Customer::unknown(id(customer))
    }
}

/// The traffic of a customer's events, by their ids.
fn traffic(engine: &Engine, customer: &str) -> Vec<(String, Traffic)> {
    let events = engine.customer_data(customer).unwrap().events.into_iter();
    let mut marks: Vec<_> = events
        .map(|event| (event.id.to_string(), event.traffic))
        .collect();
    marks.sort();
    marks
}

fn staff(ids: &[&str]) -> Settings {
    Settings {
        staff: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..Settings::default()
    }
}

#[test]
fn the_shops_own_people_are_known_by_tag_by_setting_and_by_what_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let engine = reopened(folder.path(), engine, staff(&["c3", "till-1"]));
    let before = "view v1 2026-02-01T10:00 tv customer=c1 id=a";
    engine.record_events(events(before)).unwrap();
    engine.put_customers(vec![tagged("c1")]).unwrap();
    let after = "view v1 2026-02-01T11:00 tv customer=c1 id=b
        view v1 2026-02-01T11:00 tv customer=c1 id=c traffic=test
        view v2 2026-02-01T11:00 tv customer=c2 id=d
        view till-1 2026-02-01T11:00 tv customer=c2 id=e
        view v2 2026-02-01T11:00 tv customer=c2 id=f traffic=bot
        view v3 2026-02-01T11:00 tv customer=c3 id=g";
    engine.record_events(events(after)).unwrap();
    let marks = |pairs: &[(&str, Traffic)]| -> Vec<(String, Traffic)> {
        pairs
            .iter()
            .map(|(id, traffic)| ((*id).to_owned(), *traffic))
            .collect()
    };
    use Traffic::{Bot, Staff, Test};
    // The tag counts from when it was there; what was said of an event stands.
    let expected = marks(&[("a", Traffic::Customer), ("b", Staff), ("c", Test)]);
    assert_eq!(traffic(&engine, "c1"), expected);
    let expected = marks(&[("d", Traffic::Customer), ("e", Staff), ("f", Bot)]);
    assert_eq!(traffic(&engine, "c2"), expected);
    assert_eq!(traffic(&engine, "c3"), marks(&[("g", Staff)]));
}

#[test]
fn imported_events_of_the_shops_own_people_are_marked_too() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.put_customers(vec![tagged("c1")]).unwrap();
    let engine = reopened(folder.path(), engine, staff(&["till-1"]));
    let source = ImportSource::Upload {
        name: "events.csv".into(),
        bytes: b"event_id,event,timestamp,visitor_id,customer_id,product_id\n\
            a,view,2026-02-01T10:00:00Z,v1,c1,tv\nb,view,2026-02-01T10:00:00Z,v2,c2,tv\n\
            c,view,2026-02-01T10:00:00Z,till-1,c2,tv\n"
            .to_vec(),
    };
    engine
        .import(&source, ingest::Options::default(), now(), &|_| {})
        .unwrap();
    assert_eq!(traffic(&engine, "c1"), [("a".to_owned(), Traffic::Staff)]);
    let of_c2 = [
        ("b".to_owned(), Traffic::Customer),
        ("c".to_owned(), Traffic::Staff),
    ];
    assert_eq!(traffic(&engine, "c2"), of_c2);
}

#[test]
fn an_offer_that_is_shown_and_then_viewable_was_seen_once() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let of = |visitor: &str| OfferRequest {
        visitor_id: Some(visitor.parse().unwrap()),
        ..in_cart(&["tv"])
    };
    let seen = |visitor: &str, kinds: &[EventKind], decision: bool, at: Timestamp| {
        let answer = engine.offers(&of(visitor), at);
        for (kind, product) in kinds.iter().flat_map(|kind| [(*kind, "hdmi"), (*kind, "mount")]) {
            let mut told = did(kind, &answer.decision_id, Some(product), at, 1).remove(0);
            told.visitor_id = visitor.parse().unwrap();
            told.placement = Some(Placement::Cart);
            told.decision_id = told.decision_id.filter(|_| decision);
            engine.record_events(vec![told]).unwrap();
        }
        answer.offers.len()
    };
    let both = [EventKind::Impression, EventKind::Viewable];
    let kinds: [&[EventKind]; 3] = [&both, &[EventKind::Viewable, EventKind::Impression], &both[1..]];
    for (number, kinds) in kinds.into_iter().enumerate() {
        let visitor = format!("v{number}");
        for _ in 0..3 {
            assert_eq!(seen(&visitor, kinds, true, now()), 2, "{kinds:?}");
        }
        assert_eq!(
            offered_at(&engine, &of(&visitor), now()),
            [""; 0],
            "three times a day"
        );
    }
    // Where no decision is named, what is viewable belongs to the impression before it.
    for hour in 0..3 {
        assert_eq!(seen("w", &both, false, now().plus_ms(hour * 3_600_000)), 2);
    }
    assert_eq!(
        offered_at(&engine, &of("w"), now().plus_ms(3 * 3_600_000)),
        [""; 0]
    );
}

fn after_order(order: &str) -> OfferRequest {
    OfferRequest {
        order_id: Some(order.to_owned()),
        ..OfferRequest::new(Placement::PostPurchase)
    }
}

fn by(visitor: &str, request: OfferRequest) -> OfferRequest {
    OfferRequest {
        visitor_id: Some(visitor.parse().unwrap()),
        ..request
    }
}

fn asking(percent: u32) -> Settings {
    Settings {
        survey_percent: percent,
        ..Settings::default()
    }
}

fn days(days: i64) -> Timestamp {
    now().plus_days(days)
}

#[test]
fn nobody_is_asked_twice_in_ninety_days_by_whichever_name_and_over_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let engine = reopened(folder.path(), engine, asking(100));
    let asks = |engine: &Engine, request: &OfferRequest, at| engine.offers(request, at).asks_rating;
    let signed_in = OfferRequest {
        customer_id: Some("c1".to_owned()),
        ..by("phone", after_order("o1"))
    };
    assert!(!engine.try_offers(&signed_in, now()).asks_rating, "only tried");
    assert!(asks(&engine, &signed_in, now()));
    assert!(!asks(&engine, &signed_in, now()));
    assert_eq!(engine.customer_data("c1").unwrap().asked_at, Some(now()));
    assert!(
        !asks(&engine, &by("phone", after_order("o2")), days(1)),
        "the same phone, not signed in"
    );
    let elsewhere = OfferRequest {
        customer_id: Some("c1".to_owned()),
        ..by("laptop", after_order("o3"))
    };
    assert!(
        !asks(&engine, &elsewhere, days(1)),
        "signed in on another machine"
    );
    let engine = reopened(folder.path(), engine, asking(100));
    assert!(!asks(
        &engine,
        &by("phone", after_order("o4")),
        days(ASKED_AGAIN_DAYS - 1)
    ));
    assert!(asks(
        &engine,
        &by("phone", after_order("o5")),
        days(ASKED_AGAIN_DAYS)
    ));
    assert!(
        asks(&engine, &by("laptop", after_order("o6")), days(1)),
        "was not asked by this name"
    );
}

#[test]
fn nobody_is_asked_without_consent_a_name_or_an_order_and_no_robot_is() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let refuses = Customer {
        consent: Some(false),
        ..Customer::unknown(id("c1"))
    };
    engine.put_customers(vec![refuses, tagged("c2")]).unwrap();
    let engine = reopened(folder.path(), engine, asking(100));
    let known = by("v1", after_order("o1"));
    let as_customer = |id: &str| OfferRequest {
        customer_id: Some(id.to_owned()),
        ..known.clone()
    };
    let of = |traffic: Traffic| OfferRequest {
        traffic,
        ..known.clone()
    };
    let refused = OfferRequest {
        consent: false,
        ..known.clone()
    };
    let elsewhere = OfferRequest {
        placement: Placement::Cart,
        ..known.clone()
    };
    let nobody = after_order("o1");
    let quiet = [refused, elsewhere, nobody, as_customer("c1"), as_customer("c2")];
    let others = [Traffic::Bot, Traffic::Staff, Traffic::Test].map(of);
    for request in quiet.iter().chain(&others) {
        assert!(!engine.offers(request, now()).asks_rating, "{request:?}");
    }
    assert!(engine.offers(&known, now()).asks_rating);
}

#[test]
fn so_many_orders_of_a_hundred_are_asked_about_and_always_the_same() {
    let folder = tempfile::tempdir().unwrap();
    let mut engine = built(folder.path());
    let mut asked = Vec::new();
    for (percent, visitors) in [(0, "a"), (20, "b"), (20, "c"), (100, "d")] {
        engine = reopened(folder.path(), engine, asking(percent));
        let asks = |n: &usize| {
            let request = by(&format!("{visitors}{n}"), after_order(&format!("o{n}")));
            engine.offers(&request, now()).asks_rating
        };
        asked.push((0..200).filter(asks).collect::<Vec<usize>>());
    }
    assert_eq!((asked[0].len(), asked[3].len()), (0, 200));
    assert!((25..=55).contains(&asked[1].len()), "{}", asked[1].len());
    assert_eq!(asked[1], asked[2], "the order decides, not who asks");
}

#[test]
fn an_answer_that_asks_is_given_to_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let engine = reopened(folder.path(), engine, asking(100));
    assert_eq!(engine.shared_key(&by("v1", after_order("o1")), now()), None);
    let cart = |traffic| OfferRequest {
        traffic,
        ..in_cart(&["tv"])
    };
    let keys = Traffic::ALL.map(|traffic| engine.shared_key(&cart(traffic), now()).unwrap());
    assert!(
        (1..4).all(|n| !keys[..n].contains(&keys[n])),
        "a bot's answer is marked"
    );
}

#[test]
fn a_report_counts_customers_and_names_whom_it_leaves_out() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let lines = "view v1 2026-02-05T10:00 tv
        rating v1 2026-02-05T10:01 score=9
        view v2 2026-02-05T10:00 tv traffic=bot
        view v3 2026-02-05T10:00 tv traffic=staff
        view v3 2026-02-05T10:05 tv";
    engine.record_events(events(lines)).unwrap();
    let query = ReportQuery::new(None, None, now()).unwrap();
    let report = engine.report(query, now()).unwrap();
    let left_out: Vec<(&str, u64)> = report
        .summary
        .left_out
        .iter()
        .map(|(who, visitors)| (who.as_str(), *visitors))
        .collect();
    assert_eq!(left_out, [("bot", 1), ("staff", 1)]);
    let day = &report.summary.days[&events(lines)[0].at.day()];
    assert_eq!(day.visitors, 1);
}

#[test]
fn a_rating_is_kept_with_its_score_and_goes_with_its_customer() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let rated =
        events("rating v1 2026-02-01T10:00 customer=c1 score=9\nunsubscribe v1 2026-02-01T10:01 customer=c1");
    engine.record_events(rated.clone()).unwrap();
    assert_eq!(engine.customer_data("c1").unwrap().events, rated);
    assert_eq!(rated[0].score, Some(9));
    engine.erase_customer("c1").unwrap();
    assert!(engine.customer_data("c1").is_err());
}

#[test]
fn what_is_forgotten_leaves_the_file_with_the_next_summing_up() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    for batch in 0..40 {
        let view = |number: i32| {
            let visitor = batch * 1_000 + number;
            format!("view somebody-with-a-name-that-is-long-{visitor} 2025-12-01T10:00 tv id=e{visitor}\n")
        };
        let lines: String = (0..1_000).map(view).collect();
        engine.record_events(events(&lines)).unwrap();
    }
    let few_days = Settings {
        events_days_max: 30,
        ..Settings::default()
    };
    let file = engine::ShopFolder::new(folder.path()).store();
    let size = || std::fs::metadata(&file).unwrap().len();
    let engine = reopened(folder.path(), engine, few_days);
    let full = size();
    engine.sum_up(now()).unwrap();
    engine.close();
    drop(engine);
    // A reserve of two megabytes stays for what comes next.
    assert!(size() * 3 < full * 2, "{} of {full}", size());
}
