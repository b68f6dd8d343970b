//! What is said of customers: computed with the build, heeded by rules and points, told to the merchant and to the
//! person, and to nobody of who declined.

use std::{collections::BTreeMap, fs, path::Path};

use engine::{
    AudienceQuery, CustomerAnswer, CustomerValue, Engine, Error, OfferRequest, RuleAction, RuleDraft,
    RuleProducts, RuleWhen, ShopFolder, Snapshot, SnapshotFolder,
};
use shop::{Customer, CustomerId, LineKind, Timestamp};
use testkit::simulator;

use crate::{SHOP, in_cart, new_shop, now, offered, shop_of};

const PRODUCTS: &str = "
currency EUR
product tea \"Tea\" Tea>Black 10.00 cost=6
product jam \"Jam\" Food>Jam 5.00 cost=2
product cup \"Cup\" Table>Cups 8.00 cost=4
product pan \"Pan\" Kitchen>Pans 30.00 cost=20
product oil \"Oil\" Food>Oil 12.00 cost=9
";

/// Six kinds of forty customers who differ in many habits at once: often, at night, on days off, returning, from many
/// categories, much at a time; six orders each.
fn six_kinds() -> String {
    let mut text = PRODUCTS.to_owned();
    for order in 0..6 {
        let kinds = [
            ("o", "2026-01-02", 5, "T10:00", "tea"),
            ("n", "2025-07-21", 35, "T23:30", "tea"),
            ("w", "2025-07-26", 35, "T10:00", "tea"),
            ("r", "2025-07-21", 35, "T10:00", "tea"),
            ("v", "2025-07-21", 35, "T10:00", "tea jam cup pan oil"),
            ("m", "2025-07-21", 35, "T10:00", "tea*30"),
        ];
        for (kind, first, gap, hour, lines) in kinds {
            let days = order * gap;
            text +=
                &format!("repeat 40 order {kind}{order}-{{n}} {first}+{days}{hour} {kind}{{n}} {lines}\n");
        }
        let days = order * 35 + 7;
        text += &format!("repeat 40 refund b{order}-{{n}} 2025-07-21+{days} r{order}-{{n}} tea\n");
    }
    text
}

fn kinds_shop() -> (tempfile::TempDir, Engine) {
    let folder = tempfile::tempdir().unwrap();
    let (engine, _) = Engine::init(folder.path(), new_shop(), now()).unwrap();
    let fixture = testkit::Fixture::parse(&six_kinds());
    engine.put_products(fixture.products).unwrap();
    engine.record_orders(fixture.orders, fixture.refunds).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    (folder, engine)
}

fn snapshot(folder: &Path) -> Snapshot {
    let (snapshot, problems) = SnapshotFolder::new(ShopFolder::new(folder).models()).open_best();
    assert!(problems.is_empty(), "{problems:?}");
    snapshot.unwrap()
}

fn value(engine: &Engine, id: &str) -> CustomerValue {
    match engine.customer_value(id).unwrap() {
        CustomerAnswer::Known(value) => *value,
        other => panic!("{id}: {other:?}"),
    }
}

fn says(engine: &Engine, id: &str, consent: bool) {
    let customer = Customer {
        consent: Some(consent),
        ..Customer::unknown(CustomerId::new(id).unwrap())
    };
    engine.put_customers(vec![customer]).unwrap();
}

fn everybody(engine: &Engine, query: &AudienceQuery) -> Vec<String> {
    let page = engine.audience(query, None, 10_000, now()).unwrap();
    page.customers.iter().map(|value| value.id.to_string()).collect()
}

fn of_segment(id: &str) -> AudienceQuery {
    AudienceQuery {
        segment: Some(id.to_owned()),
        ..AudienceQuery::default()
    }
}

#[test]
fn customers_who_behave_alike_are_a_segment_named_by_what_is_typical() {
    let (_folder, engine) = kinds_shop();
    let overview = engine.customers_overview(now()).unwrap();
    assert_eq!(overview.learnt.untold, []);
    assert_eq!((overview.learnt.customers, overview.learnt.orders), (240, 1_440));
    assert!(overview.learnt.agreement.unwrap() > 0.9);
    for (word, kind) in [
        ("night", 'n'),
        ("weekend", 'w'),
        ("returns", 'r'),
        ("varied", 'v'),
        ("large_baskets", 'm'),
    ] {
        let segment = overview
            .learnt
            .segments
            .iter()
            .find(|segment| segment.id.contains(word));
        let segment = segment.unwrap_or_else(|| panic!("{word}: {:?}", overview.learnt.segments));
        assert_eq!(segment.customers, 40, "{word}");
        let members = everybody(&engine, &of_segment(&segment.id));
        assert!(
            members.len() == 40 && members.iter().all(|id| id.starts_with(kind)),
            "{word}: {members:?}"
        );
    }
    let night = overview
        .learnt
        .segments
        .iter()
        .find(|segment| segment.id.contains("night"));
    let night = of_segment(&night.unwrap().id);
    let best = engine.best_customers(&night, None, 39, now()).unwrap();
    let last = engine.best_customers(&night, best.next, 39, now()).unwrap();
    assert_eq!(
        (best.customers.len(), last.customers.len(), last.next),
        (39, 1, None)
    );
    let mut both: Vec<CustomerValue> = [best.customers, last.customers].concat();
    let worth = |value: &CustomerValue| value.known.worth.map(|worth| worth.value.minor);
    assert!(both.is_sorted_by_key(|value| std::cmp::Reverse(worth(value))));
    both.sort_by_key(|value| value.id.to_string());
    both.dedup();
    assert!(both.len() == 40 && both.iter().all(|value| value.id.as_str().starts_with('n')));
    let refused = engine.audience(&of_segment("dragons"), None, 9, now());
    assert!(
        matches!(&refused, Err(Error::Invalid { field, reason }) if field == "segment" && reason.contains("night"))
    );
}

#[test]
fn worth_follows_what_is_left_after_goods_and_returns() {
    let (_folder, engine) = kinds_shop();
    let worth = |id: &str| value(&engine, id).known.worth.unwrap();
    let (much, usual, returning) = (worth("m1"), worth("n1"), worth("r1"));
    assert!(much.value.minor > 10 * usual.value.minor, "{much:?} {usual:?}");
    assert!(
        usual.value.minor > returning.value.minor,
        "{usual:?} {returning:?}"
    );
    assert!(much.value.low_minor <= much.value.minor && much.value.minor <= much.value.high_minor);
    assert_eq!(engine::tier_id(much.tier), "highly_profitable");
    assert_eq!(value(&engine, "m1").known.spent_minor, 6 * 30 * 1_000);
    assert_eq!(
        value(&engine, "r1").known.spent_minor,
        0,
        "what came back was not spent"
    );
    assert!(value(&engine, "m1").is_contribution);
    let overview = engine.customers_overview(now()).unwrap();
    assert_eq!(overview.tiers.iter().map(|tier| tier.customers).sum::<u64>(), 240);
    let best = &overview.tiers[0];
    // Who buys much at a time, and who buys from everywhere.
    assert_eq!((best.id.as_str(), best.customers), ("highly_profitable", 80));
}

/// Of the simulated shop's customers who did not decline, what each paid less what came back.
fn spent(shop: &simulator::SimulatedShop) -> BTreeMap<&str, i64> {
    let declined: Vec<&str> = shop
        .customers
        .iter()
        .filter(|customer| customer.consent == Some(false))
        .map(|customer| customer.id.as_str())
        .collect();
    let mut spent = BTreeMap::new();
    for order in &shop.orders {
        let Some(id) = order.customer_id.as_ref().map(CustomerId::as_str) else {
            continue;
        };
        if declined.contains(&id) {
            continue;
        }
        let back = |line: &shop::OrderLine| {
            let of_line = shop.refunds.iter().filter(|refund| {
                refund.order_id.as_ref() == Some(&order.id) && refund.product_id == line.product_id
            });
            of_line.map(|refund| refund.quantity).sum::<u32>()
        };
        let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
        *spent.entry(id).or_default() += merchandise
            .map(|line| line.unit_price.unwrap().minor * i64::from(line.quantity - back(line)))
            .sum::<i64>();
    }
    spent
}

#[test]
fn the_sums_of_a_simulated_shop_agree_with_its_orders_to_the_cent() {
    let settings = simulator::Settings {
        customers: 300,
        orders_target: 1_500,
        ..simulator::Settings::default()
    };
    let shop = simulator::simulate(&settings);
    let end = settings.end().start();
    let folder = tempfile::tempdir().unwrap();
    let (engine, _) = Engine::init(folder.path(), new_shop(), end).unwrap();
    engine.put_products(shop.products.clone()).unwrap();
    engine.put_customers(shop.customers.clone()).unwrap();
    engine
        .record_orders(shop.orders.clone(), shop.refunds.clone())
        .unwrap();
    engine.build(end, &|_| {}).unwrap();
    let expected = spent(&shop);
    let overview = engine.customers_overview(end).unwrap();
    assert_eq!(overview.learnt.customers, expected.len() as u64);
    let told: i64 = overview.tiers.iter().map(|tier| tier.spent.minor).sum();
    assert_eq!(told, expected.values().sum::<i64>());
    for (id, spent) in &expected {
        let known = value(&engine, id).known;
        assert_eq!(known.spent_minor, *spent, "{id}");
        let due = known.due.unwrap();
        assert!(
            due.days.is_sorted() && due.returns_percent <= 100 && due.alive_percent <= 100,
            "{id} {due:?}"
        );
    }
    assert_eq!(
        walked(&engine, end),
        expected.len(),
        "pages miss nobody and tell nobody twice"
    );
    let before = snapshot(folder.path()).customers.iter().collect::<Vec<_>>();
    engine.build(end, &|_| {}).unwrap();
    let again = snapshot(folder.path()).customers.iter().collect::<Vec<_>>();
    assert_eq!(before, again, "the same orders give the same numbers");
}

#[test]
fn what_was_paid_back_of_an_order_is_taken_off_what_its_customer_spent() {
    let (_folder, engine) = kinds_shop();
    let mut fixture = testkit::Fixture::parse(&format!(
        "{PRODUCTS}\norder p1 2026-01-10T13:00 pat tea*2 cup\nrefund q1 2026-01-12 p1 tea*2"
    ));
    // A part of the price only, as for a scratch.
    fixture.refunds[0].unit_price = Some(shop::Money::new(250, "EUR".parse().unwrap()));
    engine.record_orders(fixture.orders, fixture.refunds).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    assert_eq!(value(&engine, "pat").known.spent_minor, 2_800 - 2 * 250);
}

/// How many customers an audience of everybody has, read in pages of seven.
fn walked(engine: &Engine, now: Timestamp) -> usize {
    let (mut ids, mut after) = (Vec::new(), None);
    loop {
        let page = engine.audience(&AudienceQuery::default(), after, 7, now).unwrap();
        ids.extend(page.customers.into_iter().map(|value| value.id));
        after = page.next;
        if after.is_none() {
            let all = ids.len();
            ids.sort_unstable();
            ids.dedup();
            assert_eq!(ids.len(), all);
            return all;
        }
    }
}

#[test]
fn too_few_customers_are_told_and_nothing_is_made_up() {
    let (folder, engine) = shop_of(SHOP);
    let overview = engine.customers_overview(now()).unwrap();
    let untold: Vec<(&str, &str, f64, f64)> = overview
        .learnt
        .untold
        .iter()
        .map(|one| (one.what.as_str(), one.why.as_str(), one.found, one.needed))
        .collect();
    let few = "too_few_customers";
    assert_eq!(
        untold,
        [
            ("worth", few, 30.0, 50.0),
            ("return", few, 30.0, 50.0),
            ("segments", few, 30.0, 200.0)
        ]
    );
    assert!(overview.tiers.is_empty() && overview.segments.is_empty());
    let known = value(&engine, "c1").known;
    assert_eq!((known.worth, known.due, known.segment), (None, None, None));
    assert_eq!(
        (known.purchases, known.marks.map(|mark| (1..=5).contains(&mark))),
        (5, [true; 3])
    );
    let facts = snapshot(folder.path()).manifest.facts;
    let facts = &facts.iter().find(|(id, _)| id == "customers").unwrap().1;
    assert!(
        facts.contains(&("worth_too_few_customers".to_owned(), 30.0)),
        "{facts:?}"
    );
    assert!(facts.contains(&("worth_needs".to_owned(), 50.0)), "{facts:?}");
}

#[test]
fn who_declines_or_is_erased_is_told_of_no_more_at_once_and_gone_with_the_next_build() {
    let (folder, engine) = kinds_shop();
    let number = |folder: &Path| {
        let store =
            store::SqliteStore::open(ShopFolder::new(folder).store(), &store::SqliteOptions::default());
        let customers = store::Store::customers_page(&store.unwrap(), None, 10_000).unwrap();
        customers
            .into_iter()
            .find(|(_, customer)| customer.id.as_str() == "m1")
            .map(|(number, _)| number)
    };
    assert!(everybody(&engine, &AudienceQuery::default()).contains(&"m1".to_owned()));
    assert!(
        engine.customer_data("m1").unwrap().computed.is_some(),
        "what was computed is theirs to have"
    );
    says(&engine, "m1", false);
    assert_eq!(engine.customer_value("m1").unwrap(), CustomerAnswer::Declined);
    assert!(!everybody(&engine, &AudienceQuery::default()).contains(&"m1".to_owned()));
    assert_eq!(engine.customer_data("m1").unwrap().computed, None);
    engine.erase_customer("n7").unwrap();
    assert!(matches!(engine.customer_value("n7"), Err(Error::NotFound { .. })));
    assert!(!everybody(&engine, &AudienceQuery::default()).contains(&"n7".to_owned()));
    engine.build(now(), &|_| {}).unwrap();
    let overview = engine.customers_overview(now()).unwrap();
    assert_eq!((overview.learnt.customers, overview.learnt.orders), (238, 1_428));
    engine.close();
    let number = number(folder.path()).unwrap();
    assert_eq!(snapshot(folder.path()).customers.of(number), None);
}

#[test]
fn rules_and_points_name_a_tier_or_a_segment_of_who_did_not_decline() {
    let (_folder, engine) = kinds_shop();
    let night = engine.customers_overview(now()).unwrap().learnt.segments;
    let night = night
        .into_iter()
        .find(|segment| segment.id.contains("night"))
        .unwrap()
        .id;
    let only = |product: &str, label: String| RuleDraft {
        action: RuleAction::IncludeOnly,
        products: RuleProducts {
            ids: vec![product.to_owned()],
            ..RuleProducts::default()
        },
        when: RuleWhen {
            segments: vec![label],
            ..RuleWhen::default()
        },
        slot: None,
        factor: None,
        enabled: true,
        note: String::new(),
    };
    engine
        .put_rule("best", &only("cup", "tier:highly_profitable".into()), now())
        .unwrap();
    engine
        .put_rule("owls", &only("jam", format!("segment:{night}")), now())
        .unwrap();
    let asked = |customer: Option<&str>, consent: bool| {
        let request = OfferRequest {
            customer_id: customer.map(str::to_owned),
            consent,
            ..in_cart(&["pan"])
        };
        offered(&engine, &request)
    };
    let plain = asked(None, true);
    assert!(plain.len() > 1, "{plain:?}");
    assert_eq!(
        (asked(Some("m1"), true), asked(Some("n1"), true)),
        (vec!["cup".into()], vec!["jam".into()])
    );
    assert!(
        asked(Some("m1"), false).len() > 1,
        "without consent nobody is anybody"
    );
    says(&engine, "m2", false);
    assert!(asked(Some("m2"), true).len() > 1, "who declined is in no tier");
    let points = engine::IncentiveDraft {
        kind: "points".into(),
        points_per_unit: Some(1),
        for_tags: vec!["tier:highly_profitable".into()],
        ..engine::IncentiveDraft::default()
    };
    engine.put_incentive("points", &points, now()).unwrap();
    let orders = testkit::Fixture::parse(&format!(
        "{PRODUCTS}\norder x1 2026-02-10T13:00 m1 tea\norder x2 2026-02-10T13:00 n1 tea"
    ));
    engine.record_orders(orders.orders, Vec::new()).unwrap();
    let balance = |id: &str| engine.points(&CustomerId::new(id).unwrap()).unwrap().balance;
    assert_eq!((balance("m1"), balance("n1")), (10, 0));
}

#[test]
fn an_older_snapshot_serves_and_knows_nothing_of_customers() {
    let (folder, engine) = kinds_shop();
    let version = engine.models().unwrap()[0].version;
    engine.close();
    drop(engine);
    let path = ShopFolder::new(folder.path())
        .models()
        .join(format!("{version:08}/manifest.json"));
    let mut manifest: serde_json::Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
    manifest.as_object_mut().unwrap().remove("customers").unwrap();
    let sections = manifest["sections"].as_array_mut().unwrap();
    sections.retain(|section| section["name"] != "customers/profile");
    fs::remove_file(&path).unwrap();
    fs::write(&path, manifest.to_string()).unwrap();
    let engine = Engine::open(folder.path(), engine::Settings::default()).unwrap();
    assert!(!offered(&engine, &in_cart(&["tea"])).is_empty());
    assert_eq!(engine.customers_overview(now()), None);
    assert_eq!(engine.customer_value("m1").unwrap(), CustomerAnswer::NoPurchases);
    assert!(everybody(&engine, &AudienceQuery::default()).is_empty());
}
