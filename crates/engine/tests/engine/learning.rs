//! What comes in reaches what is learnt: visits, buyers, returns, reviews and tuned numbers.

use std::{fs, path::Path};

use engine::{
    Engine, Error, Settings, ShopFolder, Snapshot, SnapshotFolder, Tuning, history,
    recommend::{History, NO_CUSTOMER, Params, Returned, StepKind},
};
use proptest::prelude::*;
use shop::{Customer, CustomerId, Day, Event};
use store::{SqliteOptions, SqliteStore};
use testkit::Fixture;

use crate::{SHOP, built, filled, now};

fn snapshot(folder: &Path) -> Snapshot {
    let (snapshot, problems) = SnapshotFolder::new(ShopFolder::new(folder).models()).open_best();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot.unwrap()
}

/// The history as the next build would count it.
fn counted(folder: &Path) -> History {
    let files = ShopFolder::new(folder);
    let store = SqliteStore::open(files.store(), &SqliteOptions::default()).unwrap();
    let history = history::load(&files.history(), &store, &|_| {}).unwrap();
    History::count(&history.partition)
}

fn events(lines: &str) -> Vec<Event> {
    Fixture::parse(lines).events
}

/// The visits as text, a line each: day of the end, customer and steps, where `+` is the cart and `!` a purchase.
fn visits(folder: &Path) -> Vec<String> {
    let index = snapshot(folder);
    let history = counted(folder);
    let days = history.sessions.iter();
    let all = days.flat_map(|(day, parts)| parts.iter().map(move |sessions| (day, sessions)));
    let mut lines = Vec::new();
    for (day, sessions) in all {
        for visit in sessions.iter() {
            let steps = visit.steps().map(|step| {
                let mark = match step.kind {
                    StepKind::View => "",
                    StepKind::AddToCart => "+",
                    StepKind::Purchase => "!",
                };
                format!("{}{mark}", index.models.catalogue.id(step.product))
            });
            let steps: Vec<String> = steps.collect();
            let who = match visit.customer {
                NO_CUSTOMER => "-".to_owned(),
                number => number.to_string(),
            };
            lines.push(format!("{day} {who}: {}", steps.join(" ")));
        }
    }
    lines
}

fn number_of(models: &engine::recommend::Models, id: &str) -> Option<u32> {
    models.customers.number(xxhash_rust::xxh3::xxh3_64(id.as_bytes()))
}

#[test]
fn views_reach_the_steps_of_visits() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let c1 = number_of(&snapshot(folder.path()).models, "c1").unwrap();
    let first = events(
        "view v1 2026-02-01T22:50 tv session=s1
         view v1 2026-02-01T23:40 hdmi session=s1 customer=c1
         view v2 2026-02-02T10:00 lamp
         add_to_cart v2 2026-02-02T10:30 lamp
         checkout v2 2026-02-02T10:31
         view v2 2026-02-02T11:01 bulb
         purchase v3 2026-02-02T12:00 tv order=o1
         view v4 2026-02-03T09:00 unheard-of",
    );
    engine.record_events(first).unwrap();
    let expected = [
        format!("2026-02-01 {c1}: tv hdmi"),
        "2026-02-02 -: lamp lamp+".to_owned(),
        "2026-02-02 -: bulb".to_owned(),
        "2026-02-02 -: tv!".to_owned(),
    ];
    assert_eq!(visits(folder.path()), expected);
    // The same visit goes on, on the next day even, though only that day's events changed.
    let later =
        events("view v1 2026-02-02T05:00 mount session=s1 id=x1\nview v2 2026-02-02T11:20 bulb id=x2");
    engine.record_events(later).unwrap();
    let all = visits(folder.path());
    assert_eq!(
        all,
        [
            format!("2026-02-02 {c1}: tv hdmi mount"),
            "2026-02-02 -: lamp lamp+".to_owned(),
            "2026-02-02 -: bulb bulb".to_owned(),
            "2026-02-02 -: tv!".to_owned(),
        ]
    );
    // A product that the catalogue brings later had been looked at before.
    let late = Fixture::parse("product unheard-of \"Late\" Home>Late 1.00");
    engine.put_products(late.products).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    assert!(visits(folder.path()).contains(&"2026-02-03 -: unheard-of".to_owned()));
}

#[test]
fn only_what_customers_do_is_a_visit() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let mixed = events(
        "view v1 2026-02-02T10:00 tv traffic=bot
         view v2 2026-02-02T10:00 tv traffic=staff
         purchase v2 2026-02-02T10:01 tv order=o1 traffic=staff
         view v3 2026-02-02T10:00 tv traffic=test
         view v3 2026-02-02T10:01 unheard-of traffic=test
         view v4 2026-02-02T10:00 hdmi
         viewable v4 2026-02-02T10:01 mount
         rating v4 2026-02-02T10:02 tv score=7",
    );
    engine.record_events(mixed).unwrap();
    assert_eq!(visits(folder.path()), ["2026-02-02 -: hdmi"]);
}

#[test]
fn crawlers_teach_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let lines =
        |visitor: &str, count| format!("repeat {count} view {visitor} 2026-02-01T10:00 tv session={visitor}");
    let text = format!(
        "{}\n{}\n{}",
        lines("bot", 1_200),
        lines("clerk", 500),
        lines("almost", 501)
    );
    engine.record_events(events(&text)).unwrap();
    let all = visits(folder.path());
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(
        all[0].matches("tv").count(),
        100,
        "the latest hundred steps are kept"
    );
}

#[test]
fn a_customers_orders_reach_the_purchases() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path());
    let declined = Customer {
        consent: Some(false),
        ..Customer::unknown(CustomerId::new("c2").unwrap())
    };
    engine.put_customers(vec![declined]).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    let bought = |folder: &Path, id: &str| {
        let models = snapshot(folder).models;
        let number = number_of(&models, id)?;
        let bought = models.signals.purchases.of(Some(number));
        let ids = bought
            .products
            .iter()
            .map(|&product| models.catalogue.id(product).to_owned());
        Some(ids.collect::<Vec<_>>())
    };
    let of = |id: &str| bought(folder.path(), id);
    let everything = ["tv", "tv-white", "hdmi", "mount", "lamp", "bulb"].map(str::to_owned);
    assert_eq!(of("c1").unwrap(), everything);
    assert_eq!(of("c30").unwrap(), ["tv", "hdmi"]);
    assert_eq!(of("c2"), None, "who declined is not looked up");
    assert_eq!(of("nobody"), None);
    // Whoever is erased is forgotten by the next build, which counts their days again.
    engine.erase_customer("c1").unwrap();
    assert!(engine.status().unwrap().build_pending);
    let data = engine.customer_data("c30").unwrap();
    assert_eq!((data.orders.len(), data.reviews.len()), (1, 0));
    assert!(matches!(engine.customer_data("c1"), Err(Error::NotFound { .. })));
    let orders = engine.build(now(), &|_| {}).unwrap().orders;
    assert_eq!(orders, 76, "the orders stay, without a name");
    assert_eq!(of("c1"), None);
    let buyers = counted(folder.path()).customers().len();
    assert_eq!(buyers, 76 - 5, "nobody bought what c1 had bought");
}

#[test]
fn what_came_back_reaches_the_returns() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let more = Fixture::parse(
        "order r1 2026-01-20 c1 lamp*3 bulb
         order r2 2026-01-20 c2 lamp
         refund b1 2026-01-25 r1 lamp*1
         refund b2 2026-01-25 r2 lamp",
    );
    engine.record_orders(more.orders, more.refunds).unwrap();
    let lamp = snapshot(folder.path()).models.catalogue.index("lamp").unwrap();
    let history = counted(folder.path());
    let returned: Vec<Returned> = history.returned().collect();
    let expected = Returned {
        product: lamp,
        orders_partly: 1,
        orders_wholly: 1,
    };
    assert_eq!(returned, [expected]);
    let day = Fixture::parse("order x 2026-01-20 - tv").orders[0]
        .placed_at
        .day();
    let of_day = &history.orders[&day][0];
    assert!(of_day.baskets.iter().all(|basket| basket.products != [lamp]));
    assert_eq!(of_day.baskets.len(), of_day.buyers.len());
}

#[test]
fn reviews_reach_the_catalogue() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let csv =
        "id,sku,stars,title,body\nr1,tv,5,Great,Great with the HDMI cable\nr2,tv,2,Meh,\nr3,nothing,1,,?\n";
    let upload = engine::ImportSource::Upload {
        name: "reviews.csv".into(),
        bytes: csv.into(),
    };
    let report = engine
        .import(&upload, engine::ingest::Options::default(), now(), &|_| {})
        .unwrap();
    assert_eq!((report.summary.reviews, report.recorded.inserted), (3, 3));
    assert!(engine.status().unwrap().build_pending);
    let by_customer = Fixture::parse("review r4 lamp - \"Bright\" customer=c7");
    engine.put_reviews(by_customer.reviews).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    let texts = || {
        let models = snapshot(folder.path()).models;
        let (catalogue, reviews) = (&models.catalogue, models.catalogue.reviews());
        let all = (0..reviews.len() as u32).filter_map(|place| reviews.get(place));
        all.map(|review| {
            format!(
                "{} {:?} {}",
                catalogue.id(review.product),
                review.rating,
                review.text
            )
        })
        .collect::<Vec<_>>()
    };
    assert_eq!(
        texts(),
        [
            "tv Some(5.0) Great with the HDMI cable",
            "tv Some(2.0) Meh",
            "lamp None Bright"
        ]
    );
    assert_eq!(engine.customer_data("c7").unwrap().reviews.len(), 1);
    engine.delete_review("r2").unwrap();
    assert!(matches!(engine.delete_review("r2"), Err(Error::NotFound { .. })));
    engine.erase_customer("c7").unwrap();
    engine.build(now(), &|_| {}).unwrap();
    assert_eq!(texts(), ["tv Some(5.0) Great with the HDMI cable"]);
}

#[test]
fn tuned_numbers_count_where_nothing_is_set_by_hand() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path());
    assert_eq!(engine.tuning().unwrap(), None);
    let mut params = Params::default();
    params.set("co_purchase", "neighbours", 7.0);
    let tuning = Tuning {
        tuned_at: now(),
        params,
        report: Some("{\"questions\":300}".into()),
    };
    engine.put_tuning(&tuning).unwrap();
    assert_eq!(engine.tuning().unwrap(), Some(tuning));
    let neighbours = |engine: &Engine| {
        let facts = engine.build(now(), &|_| {}).unwrap().facts;
        let (_, of_pairs) = facts.iter().find(|(id, _)| id == "co_purchase").unwrap();
        of_pairs
            .iter()
            .find(|(name, _)| name == "neighbours_max")
            .unwrap()
            .1 as u32
    };
    assert_eq!(neighbours(&engine), 7);
    engine.close();
    let mut settings = Settings::default();
    settings.params.set("co_purchase", "neighbours", 5.0);
    let engine = Engine::open(folder.path(), settings).unwrap();
    assert_eq!(neighbours(&engine), 5);

    let file = ShopFolder::new(folder.path()).tuning();
    fs::write(&file, "{\"format\": 9}").unwrap();
    let error = engine.build(now(), &|_| {}).unwrap_err().to_string();
    assert!(
        error.contains("tuning.json") && error.contains("format 9"),
        "{error}"
    );
    assert!(engine.doctor(now()).iter().any(|finding| finding.what == error));
    assert!(engine.is_ready(), "the last good snapshot stays");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, ..ProptestConfig::default() })]

    /// However events arrive, and however often the days are counted meanwhile, the visits are those of a count from
    /// scratch; so are orders.
    #[test]
    fn counting_bit_by_bit_equals_counting_from_scratch(
        batches in prop::collection::vec(
            prop::collection::vec((0_u32..4, 0_u32..4 * 24 * 60, 0_usize..7, any::<bool>(), 0_u32..3), 1..25),
            1..5,
        )
    ) {
        const IDS: [&str; 7] = ["tv", "tv-white", "hdmi", "mount", "lamp", "bulb", "unknown"];
        let folder = tempfile::tempdir().unwrap();
        let settings = Settings { durability: store::Durability::Normal, ..Settings::default() };
        filled(folder.path()).close();
        let engine = Engine::open(folder.path(), settings).unwrap();
        for (number, batch) in batches.iter().enumerate() {
            let mut lines = SHOP.to_owned();
            for (place, &(visitor, minute, product, named, kind)) in batch.iter().enumerate() {
                let kind = ["view", "add_to_cart", "purchase"][kind as usize];
                let (day, hour) = (minute / 1_440 + 1, minute / 60 % 24);
                let session = if named { format!("session=s{visitor}") } else { String::new() };
                let id = IDS[product];
                let (minute, event) = (minute % 60, format!("id=e{number}-{place}"));
                lines += &format!("\n{kind} v{visitor} 2026-02-0{day}T{hour:02}:{minute:02} {id} {session} {event}");
            }
            engine.record_events(events(&lines)).unwrap();
            if number == 1 {
                let late = Fixture::parse("product unknown \"Late\" Home>Late 1.00");
                engine.put_products(late.products).unwrap();
            }
            counted(folder.path());
        }
        let bit_by_bit = counted(folder.path());
        history::forget(&ShopFolder::new(folder.path()).history()).unwrap();
        let scratch = counted(folder.path());
        let days = |history: &History| history.sessions.keys().copied().collect::<Vec<Day>>();
        let filled_days = |history: &History| {
            let filled = |day: &Day| history.sessions[day].iter().any(|part| !part.is_empty());
            days(history).into_iter().filter(filled).collect::<Vec<_>>()
        };
        prop_assert_eq!(filled_days(&bit_by_bit), filled_days(&scratch));
        prop_assert_eq!(bit_by_bit.sessions(), scratch.sessions());
        prop_assert_eq!(bit_by_bit.order_count(), scratch.order_count());
    }
}
