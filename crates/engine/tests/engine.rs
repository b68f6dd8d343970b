//! The engine at its boundary: a tiny shop from a text fixture, through build, decisions, changes and mishaps.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use std::{fs, path::Path};

use engine::{
    CartItem, Engine, Error, KeyKind, NewShop, OfferRequest, ProductPatch, Settings, ShopFolder,
    SnapshotError,
};
use shop::{Ban, Currency, Locale, Placement, Stock, Timestamp};
use testkit::Fixture;

#[path = "engine/bundles.rs"]
mod bundles;
#[path = "engine/coupons.rs"]
mod coupons;
#[path = "engine/credit.rs"]
mod credit;
#[path = "engine/customers.rs"]
mod customers;
#[path = "engine/experiments.rs"]
mod experiments;
#[path = "engine/explore.rs"]
mod explore;
#[path = "engine/forgetting.rs"]
mod forgetting;
#[path = "engine/incentives.rs"]
mod incentives;
#[path = "engine/journeys.rs"]
mod journeys;
#[path = "engine/learning.rs"]
mod learning;
#[path = "engine/measuring.rs"]
mod measuring;
#[path = "engine/needs.rs"]
mod needs;
#[path = "engine/offers_shown.rs"]
mod offers_shown;
#[path = "engine/points.rs"]
mod points;
#[path = "engine/policies.rs"]
mod policies;
#[path = "engine/raw_decisions.rs"]
mod raw_decisions;
#[path = "engine/reports.rs"]
mod reports;
#[path = "engine/restart.rs"]
mod restart;
#[path = "engine/search.rs"]
mod search;
#[path = "engine/steering.rs"]
mod steering;
#[path = "engine/texts.rs"]
mod texts;
#[path = "engine/tiny_shops.rs"]
mod tiny_shops;
#[path = "engine/traces.rs"]
mod traces;
#[path = "engine/trials.rs"]
mod trials;

const SHOP: &str = r#"
currency EUR
product tv "Television" Video>TVs 499.00 stock=3 group=tv
product tv-white "Television, white" Video>TVs 499.00 stock=3 group=tv
product hdmi "HDMI cable" Video>Cables 9.99 stock=20
product mount "Wall mount" Video>Mounts 39.00 stock=2
product lamp "Lamp" Home>Lamps 29.00
product bulb "Bulb" Home>Bulbs 4.00
repeat 30 order a{n} 2026-01-01+{n} c{n} tv hdmi
repeat 12 order b{n} 2026-01-02+{n} c{n} tv mount
repeat 20 order l{n} 2026-01-03+{n} c{n} lamp bulb
repeat 5 order w{n} 2026-01-04+{n} c{n} tv tv-white
repeat 9 order p{n} 2026-01-05+{n} c{n} hdmi postage!
"#;

fn now() -> Timestamp {
    testkit::moment("2026-02-10T12:00").unwrap()
}

fn new_shop() -> NewShop {
    NewShop {
        name: "Tiny".into(),
        currency: Currency::new("EUR").unwrap(),
        locale: Locale::english(),
    }
}

fn filled(folder: &Path) -> Engine {
    let (engine, _) = Engine::init(folder, new_shop(), now()).unwrap();
    let fixture = Fixture::parse(SHOP);
    engine.put_products(fixture.products).unwrap();
    engine.record_orders(fixture.orders, Vec::new()).unwrap();
    engine
}

fn built(folder: &Path) -> Engine {
    let engine = filled(folder);
    engine.build(now(), &|_| {}).unwrap();
    engine
}

/// A shop in a folder of its own, filled from a text and built.
fn shop_of(text: &str) -> (tempfile::TempDir, Engine) {
    let folder = tempfile::tempdir().unwrap();
    let (engine, _) = Engine::init(folder.path(), new_shop(), now()).unwrap();
    let fixture = Fixture::parse(text);
    engine.put_products(fixture.products).unwrap();
    engine.put_customers(fixture.customers).unwrap();
    engine.record_orders(fixture.orders, Vec::new()).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    (folder, engine)
}

fn on_page(product: &str) -> OfferRequest {
    OfferRequest {
        product_id: Some(product.into()),
        ..OfferRequest::new(Placement::ProductPage)
    }
}

fn in_cart(products: &[&str]) -> OfferRequest {
    let item = |id: &&str| CartItem {
        product_id: (*id).into(),
        quantity: 1,
        unit_price: None,
    };
    OfferRequest {
        cart: products.iter().map(item).collect(),
        ..OfferRequest::new(Placement::Cart)
    }
}

fn offered(engine: &Engine, request: &OfferRequest) -> Vec<String> {
    offered_at(engine, request, now())
}

fn offered_at(engine: &Engine, request: &OfferRequest, at: Timestamp) -> Vec<String> {
    let offers = engine.offers(request, at).offers.into_iter();
    offers.map(|offer| offer.product.id).collect()
}

#[test]
fn offers_go_with_the_page_and_say_why() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let answer = engine.offers(&on_page("tv"), now());
    let first = &answer.offers[0];
    assert_eq!(first.product.id, "hdmi");
    let reason = &first.reason;
    assert_eq!(
        (reason.code, reason.mentions[0].1.title.as_str()),
        ("bought_together", "Television")
    );
    assert_eq!(*reason.numbers, [("orders_together", 30), ("orders_with", 47)]);
    assert_eq!(reason.proven, Some(true));
    let ids: Vec<_> = answer
        .offers
        .iter()
        .map(|offer| offer.product.id.as_str())
        .collect();
    assert!(
        ids.contains(&"mount") && !ids.contains(&"tv-white") && !ids.contains(&"postage"),
        "{ids:?}"
    );
    let decision = engine.decision(&answer.decision_id, &Locale::english()).unwrap();
    let fate = |id: &str| {
        decision
            .candidates
            .iter()
            .find(|one| one.product.id == id)
            .map(|one| (one.outcome, one.filter))
    };
    assert_eq!(fate("hdmi"), Some(("offered", None)));
    assert_eq!(fate("tv-white"), Some(("dropped", Some("own_variant"))));
    assert!(matches!(
        engine.decision("d_nothing", &Locale::english()),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn what_changes_is_visible_to_the_next_decision() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let patch = |stock| ProductPatch {
        id: "hdmi".parse().unwrap(),
        stock: Some(Stock::Quantity(stock)),
        price: None,
        list_price: None,
        price_valid_until: None,
        active: None,
    };
    engine.patch_products(vec![patch(0)]).unwrap();
    assert!(!offered(&engine, &on_page("tv")).contains(&"hdmi".into()));
    assert_eq!(
        engine.explain(&on_page("tv"), "hdmi", now()).unwrap().objections,
        ["in_stock"]
    );
    engine.patch_products(vec![patch(5)]).unwrap();
    assert!(offered(&engine, &on_page("tv")).contains(&"hdmi".into()));
    for ban in [
        Ban::Product("hdmi".parse().unwrap()),
        Ban::Category("Video > Cables".into()),
        Ban::Category("Video".into()),
        Ban::Pair {
            with: "tv".parse().unwrap(),
            banned: "hdmi".parse().unwrap(),
        },
    ] {
        engine.put_bans(vec![ban.clone()], Vec::new()).unwrap();
        assert!(
            !offered(&engine, &on_page("tv")).contains(&"hdmi".into()),
            "{ban:?}"
        );
        engine.put_bans(Vec::new(), vec![ban]).unwrap();
        assert!(offered(&engine, &on_page("tv")).contains(&"hdmi".into()));
    }
    engine.delete_product("hdmi").unwrap();
    assert!(!offered(&engine, &on_page("tv")).contains(&"hdmi".into()));
    let unknown = ProductPatch {
        id: "nope".parse().unwrap(),
        ..patch(1)
    };
    assert!(matches!(
        engine.patch_products(vec![unknown]),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn requests_are_forgiven_what_they_do_not_know() {
    let folder = tempfile::tempdir().unwrap();
    let engine = filled(folder.path());
    let answer = engine.offers(&in_cart(&["tv"]), now());
    assert_eq!(
        (answer.offers.len(), answer.notes[0].code()),
        (0, "nothing_built")
    );
    engine.build(now(), &|_| {}).unwrap();
    let answer = engine.offers(&in_cart(&["tv", "unheard-of"]), now());
    assert_eq!(
        (answer.offers[0].product.id.as_str(), answer.notes[0].code()),
        ("hdmi", "unknown_product")
    );
    let many: Vec<&str> = std::iter::repeat_n("tv", 10_000).collect();
    assert!(
        engine
            .offers(&in_cart(&many), now())
            .notes
            .iter()
            .any(|note| note.code() == "cart_cut")
    );
    let excluding = OfferRequest {
        exclude: vec!["hdmi".into()],
        ..in_cart(&["tv"])
    };
    assert!(!offered(&engine, &excluding).contains(&"hdmi".into()));
    assert!(offered(&engine, &in_cart(&[])).len() <= 4);
    assert_eq!(
        offered(
            &engine,
            &OfferRequest {
                limit: Some(1),
                ..in_cart(&["tv"])
            }
        )
        .len(),
        1
    );
}

#[test]
fn a_visitors_views_count_at_once_but_not_without_consent() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let fixture = Fixture::parse(&format!("{SHOP}\nview v1 2026-02-10T11:00 lamp"));
    engine.record_events(fixture.events).unwrap();
    let home = OfferRequest {
        visitor_id: Some("v1".parse().unwrap()),
        ..OfferRequest::new(Placement::Home)
    };
    let reasons = |request: &OfferRequest| {
        let answer = engine.offers(request, now());
        let codes = answer
            .offers
            .iter()
            .map(|offer| (offer.product.id.clone(), offer.recommender));
        codes.collect::<Vec<_>>()
    };
    let views = |request: &OfferRequest| {
        let asked = engine.explain(request, "lamp", now()).unwrap().candidate;
        asked.is_some_and(|candidate| {
            candidate
                .sources
                .iter()
                .any(|source| source.recommender == "recently_viewed")
        })
    };
    assert!(views(&home), "{:?}", reasons(&home));
    assert!(!views(&OfferRequest {
        consent: false,
        ..home
    }));
}

#[test]
fn snapshots_are_kept_refused_and_rolled_back() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.build(now(), &|_| {}).unwrap();
    let versions = |engine: &Engine| {
        engine
            .models()
            .unwrap()
            .iter()
            .map(|m| (m.version, m.active))
            .collect::<Vec<_>>()
    };
    assert_eq!(versions(&engine), [(2, true), (1, false)]);
    assert_eq!(engine.rollback(None).unwrap().version, 1);
    assert_eq!(versions(&engine), [(2, false), (1, true)]);
    assert!(matches!(
        engine.rollback(Some(9)),
        Err(Error::Snapshot(SnapshotError::Missing(9)))
    ));
    engine.close();

    let reopened = || Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(reopened().status().unwrap().model.unwrap().version, 1);
    let today = format!("\"format\": {}", engine::FORMAT);
    edit(&manifest(folder.path(), 1), &today, "\"format\": 7");
    let engine = reopened();
    assert_eq!(
        engine.status().unwrap().model.unwrap().version,
        2,
        "the other good one serves"
    );
    assert!(
        engine
            .doctor(now())
            .iter()
            .any(|finding| finding.what.contains("format 7"))
    );
    assert!(matches!(
        engine.rollback(Some(1)),
        Err(Error::Snapshot(SnapshotError::NewerFormat { found: 7, .. }))
    ));
    engine.close();
    edit(&manifest(folder.path(), 1), "\"format\": 7", "\"format\": 1");
    let engine = reopened();
    assert!(matches!(
        engine.rollback(Some(1)),
        Err(Error::Snapshot(SnapshotError::OlderFormat { found: 1, .. }))
    ));
    engine.close();

    let scores = ShopFolder::new(folder.path())
        .models()
        .join("00000002/co_purchase.score.u16");
    let mut bytes = fs::read(&scores).unwrap();
    bytes[0] ^= 1;
    fs::remove_file(&scores).unwrap();
    fs::write(&scores, bytes).unwrap();
    let engine = reopened();
    assert!(!engine.is_ready(), "a damaged snapshot must not serve");
    assert_eq!(engine.build(now(), &|_| {}).unwrap().version, 3);
    assert_eq!(offered(&engine, &on_page("tv"))[0], "hdmi");
}

fn manifest(folder: &Path, version: u64) -> std::path::PathBuf {
    ShopFolder::new(folder)
        .models()
        .join(format!("{version:08}/manifest.json"))
}

fn edit(path: &Path, from: &str, to: &str) {
    let text = fs::read_to_string(path).unwrap();
    assert!(text.contains(from), "{text}");
    fs::remove_file(path).unwrap();
    fs::write(path, text.replacen(from, to, 1)).unwrap();
}

#[test]
fn only_changed_days_are_counted_again_and_the_model_is_the_same_as_from_scratch() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let more = Fixture::parse(&format!(
        "{SHOP}\nrepeat 40 order x{{n}} 2026-01-06 c{{n}} bulb mount"
    ));
    assert_eq!(
        engine.record_orders(more.orders, Vec::new()).unwrap().inserted,
        40
    );
    let said = std::sync::Mutex::new(Vec::new());
    let model = engine
        .build(now(), &|line| said.lock().unwrap().push(line.to_owned()))
        .unwrap();
    assert_eq!(said.lock().unwrap()[0], "counting the orders of 1 changed days");
    engine::history::forget(&ShopFolder::new(folder.path()).history()).unwrap();
    let scratch = engine.build(now(), &|_| {}).unwrap();
    assert_eq!(model.facts, scratch.facts);
    let bytes = |version: u64| {
        let models = ShopFolder::new(folder.path())
            .models()
            .join(format!("{version:08}"));
        fs::read(models.join("co_purchase.together.u32")).unwrap()
    };
    assert_eq!(bytes(model.version), bytes(scratch.version));
    assert!(offered(&engine, &on_page("bulb")).contains(&"mount".into()));
}

#[test]
fn the_scheduler_brings_new_orders_to_the_offers() {
    fn clock() -> Timestamp {
        now()
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        ShopFolder::new(folder.path()).config(),
        "[build]\nschedule_seconds = 1",
    )
    .unwrap();
    let engine = built(folder.path());
    engine.start_scheduler(clock).unwrap();
    let more = Fixture::parse(&format!(
        "{SHOP}\nrepeat 60 order x{{n}} 2026-01-06 c{{n}} bulb mount"
    ));
    engine.record_orders(more.orders, Vec::new()).unwrap();
    let mut looks = 0_u64;
    while !offered(&engine, &on_page("bulb")).contains(&"mount".into()) {
        looks += 1;
        assert!(looks < 2_000_000_000, "the new orders never reached the offers");
        std::thread::yield_now();
    }
    engine.close();
}

#[test]
fn a_shop_that_builds_by_hand_is_watched_and_summed_up_all_the_same() {
    fn clock() -> Timestamp {
        now()
    }
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        ShopFolder::new(folder.path()).config(),
        "[build]\nschedule_seconds = 1",
    )
    .unwrap();
    let engine = built(folder.path());
    let version = engine.models().unwrap()[0].version;
    let more = Fixture::parse("repeat 60 order x{n} 2026-01-06 c{n} bulb mount");
    engine.record_orders(more.orders, Vec::new()).unwrap();
    engine.start_watching(clock).unwrap();
    let summed_up = ShopFolder::new(folder.path()).ledger();
    let mut looks = 0_u64;
    while !fs::read_dir(&summed_up).is_ok_and(|mut days| {
        days.any(|day| day.is_ok_and(|day| day.file_name().to_string_lossy().starts_with("2026-01")))
    }) {
        looks += 1;
        assert!(looks < 2_000_000_000, "nothing was summed up");
        std::thread::yield_now();
    }
    engine.close();
    assert_eq!(engine.models().unwrap()[0].version, version, "nothing was built");
}

#[test]
fn keys_are_known_by_their_secret_until_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, keys) = Engine::init(folder.path(), new_shop(), now()).unwrap();
    assert_eq!(
        keys.iter().map(|key| key.info.kind).collect::<Vec<_>>(),
        KeyKind::ALL
    );
    let first = &keys[0];
    assert_eq!(engine.authenticate(&first.secret), Some(first.info.clone()));
    assert_eq!(engine.authenticate("pk_0000"), None);
    engine.revoke_key(&first.info.id, now()).unwrap();
    assert_eq!(
        engine.authenticate(&first.secret).unwrap().revoked_at,
        Some(now())
    );
    let database = fs::read(ShopFolder::new(folder.path()).store()).unwrap();
    let wal = fs::read(folder.path().join("shop.db-wal")).unwrap_or_default();
    for key in &keys {
        let secret = key.secret.as_bytes();
        assert!(
            ![&database, &wal]
                .iter()
                .any(|file| file.windows(secret.len()).any(|window| window == secret))
        );
    }
    assert!(matches!(
        Engine::init(folder.path(), new_shop(), now()),
        Err(Error::ShopExists(_))
    ));
    assert!(matches!(
        Engine::open(&folder.path().join("no"), Settings::default()),
        Err(Error::NoShop(_))
    ));
}

#[test]
fn a_backup_taken_while_serving_restores_into_a_running_shop() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let file = folder.path().join("backup.db");
    engine.backup(&file).unwrap();
    assert!(engine.backup(&file).is_err(), "a backup never overwrites");
    engine.delete_product("hdmi").unwrap();
    engine.restore(&file).unwrap();
    assert!(engine.product("hdmi").is_ok());
    engine.build(now(), &|_| {}).unwrap();
    assert_eq!(offered(&engine, &on_page("tv"))[0], "hdmi");
    fs::write(folder.path().join("noise"), b"not a database").unwrap();
    assert!(engine.restore(&folder.path().join("noise")).is_err());
    assert!(engine.product("hdmi").is_ok());
}

#[test]
fn an_import_asked_for_over_http_survives_a_restart() {
    fn clock() -> Timestamp {
        now()
    }
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let csv = b"order_id,product_id,quantity,unit_price,placed_at\n\
        z1,tv,1,499.00,2026-02-01\nz1,hdmi,oops,9.99,2026-02-01\n";
    let upload = engine::ImportSource::Upload {
        name: "../orders.csv".into(),
        bytes: csv.to_vec(),
    };
    let task = engine
        .start_import(upload, engine::ingest::Options::default(), now())
        .unwrap();
    engine.close();
    drop(engine);

    let engine = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(engine.task(&task.id).unwrap().state, engine::TaskState::Queued);
    engine.start_tasks(clock).unwrap();
    let mut looks = 0_u64;
    let done = loop {
        let task = engine.task(&task.id).unwrap();
        if task.finished_at.is_some() {
            break task;
        }
        looks += 1;
        assert!(looks < 10_000_000, "the task never ended: {task:?}");
    };
    let report = done.report.unwrap_or_else(|| panic!("{:?}", done.error));
    assert_eq!(
        (
            report.summary.rows,
            report.summary.order_lines,
            report.summary.rejected
        ),
        (2, 1, 1)
    );
    assert_eq!(report.rejections[0].line, 3);
    engine.close();
    assert!(
        fs::read_dir(ShopFolder::new(folder.path()).uploads())
            .unwrap()
            .count()
            <= 1,
        "the upload was removed"
    );
}
