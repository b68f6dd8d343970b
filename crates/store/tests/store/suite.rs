//! The promises of a [`Store`], whichever database keeps it.

use std::collections::BTreeMap;

use shop::{
    Attribute, AttributeValue, Ban, Category, Customer, CustomerId, Day, Fits, Link, LinkKind, Locale,
    Localized, OrderId, Placement, Product, ProductKind, Review, Stock, VisitorId,
};
use store::{
    Answer, ImportId, KeyRecord, Patch, ProductKey, Store, StoreError, TaskRecord, TaskState, Write, Written,
};

use crate::fixtures::*;

type Check = fn(&dyn Store);

/// Runs every check against a fresh store of its own.
pub fn store_suite(make: impl Fn() -> Box<dyn Store>) {
    let checks: &[(&str, Check)] = &[
        ("products round-trip", products_round_trip),
        ("the catalogue wins over orders", catalogue_wins),
        ("keys are dense and stay", keys_are_dense_and_stay),
        ("patches", patches),
        ("orders are scanned by time", orders_are_scanned_by_time),
        ("orders are idempotent", orders_are_idempotent),
        ("imports continue", imports_continue),
        (
            "mixed currencies are refused whole",
            mixed_currencies_are_refused_whole,
        ),
        ("refunds are matched", refunds_are_matched),
        ("refunds follow their orders", refunds_follow_their_orders),
        ("events count once", events_count_once),
        ("customers are erased", customers_are_erased),
        (
            "what was counted of the erased is counted again",
            what_was_counted_of_the_erased_is_counted_again,
        ),
        ("reviews", reviews),
        ("links", links),
        ("bans", bans),
        ("changes", changes),
        ("settings", settings),
        ("keys, tasks, answers", keys_tasks_answers),
        ("counts", counts),
        ("a closed store refuses", closed_store_refuses),
    ];
    for (name, check) in checks {
        println!("store suite: {name}");
        check(make().as_ref());
    }
}

fn write(store: &dyn Store, write: Write) -> String {
    match store.write(vec![write]) {
        Ok(Written {
            inserted,
            changed,
            unchanged,
            unknown,
        }) => format!("+{inserted} ~{changed} ={unchanged} ?{unknown}"),
        Err(error) => error.to_string(),
    }
}

fn full_product(id: &str) -> Product {
    Product {
        title: Localized(BTreeMap::from([
            (Locale::english(), "Kettle \"Ü\"".to_owned()),
            (Locale::new("fa").unwrap(), "کتری".to_owned()),
        ])),
        description: Localized::single(Locale::new("ro-RO").unwrap(), "Fierbător"),
        category: Category::parse("Home > Kitchen > Kettles"),
        group: Some("kettles".into()),
        variant: BTreeMap::from([("colour".into(), "red".into())]),
        attributes: BTreeMap::from([
            (
                "power".into(),
                Attribute {
                    value: AttributeValue::Number(0.1 + 0.2),
                    unit: Some("kW".into()),
                },
            ),
            (
                "cordless".into(),
                Attribute {
                    value: AttributeValue::Flag(true),
                    unit: None,
                },
            ),
            (
                "finish".into(),
                Attribute {
                    value: AttributeValue::Text("matt".into()),
                    unit: None,
                },
            ),
        ]),
        brand: Some("Acme".into()),
        price: Some(money("19.90")),
        list_price: Some(money("24.90 USD")),
        unit_cost: Some(money("7.125 KWD")),
        stock: Stock::Quantity(7),
        active: false,
        launched_at: Some(at_hour(-5)),
        image_url: Some("https://shop.example/k.jpg".into()),
        page_url: Some("https://shop.example/k".into()),
        tags: ["new".to_owned(), "hot".to_owned()].into(),
        kind: ProductKind::GiftCard,
        fits: vec![
            Fits::Product(product_id("base")),
            Fits::Group("bases".into()),
            Fits::Category(Category::parse("Home > Kitchen")),
            Fits::Attribute {
                name: "mount".into(),
                value: "VESA 200".into(),
            },
        ],
        ..Product::unknown(product_id(id))
    }
}

fn products_round_trip(store: &dyn Store) {
    let all = vec![full_product("k1"), Product::unknown(product_id("k2"))];
    assert_eq!(write(store, catalogue(all.clone())), "+2 ~0 =0 ?0");
    assert_eq!(write(store, catalogue(all.clone())), "+0 ~0 =2 ?0");
    assert_eq!(store.product(&product_id("k1")).unwrap().as_ref(), Some(&all[0]));
    assert_eq!(store.product(&product_id("k3")).unwrap(), None);
    let mut scanned = Vec::new();
    store
        .scan_products(&mut |key, product| scanned.push((key, product)))
        .unwrap();
    assert_eq!(
        scanned,
        [(ProductKey(0), all[0].clone()), (ProductKey(1), all[1].clone())]
    );
    assert_eq!(store.products_page(None, 1).unwrap(), all[..1]);
    assert_eq!(
        store.products_page(Some(&product_id("k1")), usize::MAX).unwrap(),
        all[1..]
    );
    assert_eq!(store.product_count().unwrap(), 2);
}

fn catalogue_wins(store: &dyn Store) {
    let titled = |id: &str, title: &str| Product {
        title: Localized::single(Locale::english(), title),
        ..Product::unknown(product_id(id))
    };
    assert_eq!(write(store, posted("o1 0 -: cup 1, jug 1")), "+1 ~0 =0 ?0");
    assert_eq!(
        write(store, seen(vec![titled("cup", "Cup, seen")])),
        "+0 ~1 =0 ?0"
    );
    assert_eq!(
        write(
            store,
            seen(vec![Product {
                price: Some(money("2")),
                ..titled("cup", "Cup, seen")
            }])
        ),
        "+0 ~1 =0 ?0"
    );
    // What is not said again stays.
    assert_eq!(
        write(store, seen(vec![titled("cup", "Cup, seen")])),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(
        store.product(&product_id("cup")).unwrap().unwrap().price,
        Some(money("2"))
    );
    assert_eq!(write(store, catalogue(vec![titled("cup", "Cup")])), "+0 ~1 =0 ?0");
    assert_eq!(
        write(store, seen(vec![titled("cup", "Cup, seen")])),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(
        store.product(&product_id("cup")).unwrap(),
        Some(titled("cup", "Cup"))
    );
}

fn keys_are_dense_and_stay(store: &dyn Store) {
    write(store, posted("o1 0 -: a 1, b 1"));
    write(store, catalogue(vec![Product::unknown(product_id("c"))]));
    assert_eq!(write(store, Write::DeleteProduct(product_id("b"))), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::DeleteProduct(product_id("b"))), "+0 ~0 =0 ?1");
    write(store, posted("o2 1 -: d 1, b 2"));
    assert_eq!(
        write(store, seen(vec![Product::unknown(product_id("b"))])),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(store.product(&product_id("b")).unwrap(), None);
    let keys = store.product_keys().unwrap();
    assert_eq!(keys, ["a", "b", "c", "d"].map(product_id));
    assert_eq!(store.product_count().unwrap(), 3);
    assert_eq!(dump_orders(store), "0 - -: a 1, b 1\n1 - -: d 1, b 2\n");
    assert_eq!(write(store, catalogue(vec![full_product("b")])), "+1 ~0 =0 ?0");
    assert_eq!(store.product_keys().unwrap(), keys);
}

fn patches(store: &dyn Store) {
    write(store, catalogue(vec![full_product("k")]));
    let patch = Patch {
        stock: Some(Stock::Untracked),
        price: Some(None),
        active: Some(true),
        ..Patch::new(product_id("k"))
    };
    assert_eq!(
        write(
            store,
            Write::StockAndPrice(vec![patch.clone(), Patch::new(product_id("none"))])
        ),
        "+0 ~1 =0 ?1"
    );
    assert_eq!(write(store, Write::StockAndPrice(vec![patch])), "+0 ~0 =1 ?0");
    let expect = Product {
        stock: Stock::Untracked,
        price: None,
        active: true,
        ..full_product("k")
    };
    assert_eq!(store.product(&product_id("k")).unwrap(), Some(expect));
}

fn orders_are_scanned_by_time(store: &dyn Store) {
    write(
        store,
        posted("o3 50 bob: c 3 1.00, *post 1 4.95\no2 2 -: b 2 5 USD, a 1\no1 2 ann: a 1"),
    );
    assert_eq!(
        dump_orders(store),
        "2 c2 -: a 1\n2 - USD: b 2 500, a 1\n50 c1 EUR: c 3 100, *post 1 495\n"
    );
    let mut days = Vec::new();
    store
        .scan_orders(Day(2), Day(2), &mut |row| days.push(row.placed_at.day()))
        .unwrap();
    store
        .scan_orders(Day(1), Day(1), &mut |row| days.push(row.placed_at.day()))
        .unwrap();
    assert_eq!(days, [Day(2)]);
    let found = store.order(&OrderId::new("o3").unwrap()).unwrap().unwrap();
    assert_eq!(found, order("o3 50 bob: c 3 1.00, *post 1 4.95"));
    let bob = CustomerId::new("bob").unwrap();
    write(store, posted("o4 60 bob: c 1 1.00"));
    let ids = |limit| {
        store
            .orders_of_customer(&bob, limit)
            .unwrap()
            .iter()
            .map(|o| o.id.to_string())
            .collect::<Vec<_>>()
    };
    assert_eq!(ids(9), ["o4", "o3"]);
    assert_eq!(ids(1), ["o4"]);
}

fn orders_are_idempotent(store: &dyn Store) {
    assert_eq!(
        write(store, posted("o1 1 ann: a 1 2.00, b 1 3.00")),
        "+1 ~0 =0 ?0"
    );
    let seq = store.changes_since(0).unwrap().seq;
    assert_eq!(
        write(store, posted("o1 1 ann: a 1 2.00, b 1 3.00")),
        "+0 ~0 =1 ?0"
    );
    assert_eq!(store.changes_since(seq).unwrap().order_days, []);
    assert_eq!(write(store, posted("o1 30 -: a 2 2.00")), "+0 ~1 =0 ?0");
    assert_eq!(store.changes_since(seq).unwrap().order_days, [Day(0), Day(1)]);
    assert_eq!(dump_orders(store), "30 - EUR: a 2 200\n");
}

fn imported(run: &str, text: &str) -> Write {
    Write::Orders {
        orders: orders(text),
        import: Some(ImportId(run.into())),
    }
}

fn imports_continue(store: &dyn Store) {
    let run = |id: &str, expect: [&str; 3]| {
        assert_eq!(
            write(store, imported(id, "o1 1 -: a 1 1.00, b 1 2.00\no2 2 -: x 1")),
            expect[0]
        );
        assert_eq!(
            write(store, imported(id, "o1 9 ann: a 1 1.00\no2 2 -: x 1")),
            expect[1]
        );
        assert_eq!(write(store, Write::FinishImport(ImportId(id.into()))), expect[2]);
        assert_eq!(
            dump_orders(store),
            "1 c1 EUR: a 1 100, b 1 200, a 1 100\n2 - -: x 1, x 1\n"
        );
    };
    run("first", ["+2 ~0 =0 ?0", "+0 ~2 =0 ?0", "+0 ~0 =0 ?0"]);
    let seq = store.changes_since(0).unwrap().seq;
    run("second", ["+0 ~0 =2 ?0", "+0 ~0 =2 ?0", "+0 ~0 =0 ?0"]);
    assert_eq!(store.changes_since(seq).unwrap().order_days, []);
    // A corrected file, whose order is shorter and in another currency.
    assert_eq!(write(store, imported("third", "o1 1 -: a 1 1.00")), "+0 ~0 =1 ?0");
    assert_eq!(
        write(store, Write::FinishImport(ImportId("third".into()))),
        "+0 ~1 =0 ?0"
    );
    assert_eq!(dump_orders(store), "1 c1 EUR: a 1 100\n2 - -: x 1, x 1\n");
    assert_eq!(
        write(store, imported("fourth", "o1 1 -: a 1 1.00 USD")),
        "+0 ~1 =0 ?0"
    );
    assert_eq!(dump_orders(store), "1 c1 USD: a 1 100\n2 - -: x 1, x 1\n");
}

fn mixed_currencies_are_refused_whole(store: &dyn Store) {
    let message = "order 'o2' has lines in several currencies; split it into one order per currency";
    let batch = vec![
        posted("o1 1 ann: new 1 1.00"),
        posted("o2 1 ann: new 1 1.00, newer 1 1.00 USD"),
    ];
    let error = store.write(batch).unwrap_err();
    assert!(error.is_mistake());
    assert_eq!(error.to_string(), message);
    // Nothing of the batch is left, and the keys it would have given are given to others.
    assert_eq!(store.product_keys().unwrap(), []);
    write(store, posted("o3 1 -: other 1"));
    assert_eq!(dump_orders(store), "1 - -: other 1\n");
    write(store, imported("run", "o2 1 -: a 1 1.00"));
    assert_eq!(write(store, imported("run", "o2 1 -: a 1 1.00 USD")), message);
}

fn refunds_are_matched(store: &dyn Store) {
    write(
        store,
        posted(
            "o1 10 ann: cup 3, jug 1\no2 20 ann: cup 1, cup 1, *post 1\no3 30 ann: cup 9\no4 5 bob: cup 4",
        ),
    );
    let refunds = [
        "r1 25 ann: cup 2",
        "r2 26 ann: cup 2",
        "r3 27 ann: cup 5",
        "r4 6 - o4: cup 1",
        "r5 7 -: cup 1",
        "r6 25 ann: post 1",
    ];
    assert_eq!(
        write(store, Write::Refunds(refunds.map(refund).to_vec())),
        "+6 ~0 =0 ?0"
    );
    assert_eq!(
        write(store, Write::Refunds(refunds.map(refund).to_vec())),
        "+0 ~0 =6 ?0"
    );
    let seq = store.changes_since(0).unwrap().seq;
    let matched = store.match_refunds().unwrap();
    assert_eq!((matched.matched, matched.unmatched), (3, 3));
    let expect =
        "5 c2 -: cup 4-1\n10 c1 -: cup 3-3, jug 1\n20 c1 -: cup 1-1, cup 1-1, *post 1\n30 c1 -: cup 9\n";
    assert_eq!(dump_orders(store), expect);
    let after = store.changes_since(seq).unwrap();
    assert_eq!(after.order_days, [Day(0)]);
    assert_eq!(store.match_refunds().unwrap(), matched);
    assert_eq!(dump_orders(store), expect);
    assert_eq!(store.changes_since(after.seq).unwrap().order_days, []);
}

fn refunds_follow_their_orders(store: &dyn Store) {
    write(store, posted("o1 10 ann: cup 3, jug 1"));
    write(
        store,
        Write::Refunds(vec![refund("r1 25 ann: cup 2"), refund("r2 25 ann: jug 1")]),
    );
    assert_eq!(store.match_refunds().unwrap().matched, 2);
    // The first line stays as it is and keeps its refund; the second goes and frees it.
    write(store, posted("o1 10 ann: cup 3, box 1"));
    assert_eq!(dump_orders(store), "10 c1 -: cup 3-2, box 1\n");
    assert_eq!(store.match_refunds().unwrap().unmatched, 1);
    write(store, posted("o0 9 ann: jug 2"));
    assert_eq!(store.match_refunds().unwrap().unmatched, 0);
    assert_eq!(dump_orders(store), "9 c1 -: jug 2-1\n10 c1 -: cup 3-2, box 1\n");
    // A corrected refund is matched anew.
    assert_eq!(
        write(store, Write::Refunds(vec![refund("r1 25 ann: cup 1")])),
        "+0 ~1 =0 ?0"
    );
    assert_eq!(dump_orders(store), "9 c1 -: jug 2-1\n10 c1 -: cup 3, box 1\n");
    store.match_refunds().unwrap();
    assert_eq!(dump_orders(store), "9 c1 -: jug 2-1\n10 c1 -: cup 3-1, box 1\n");
}

fn events_count_once(store: &dyn Store) {
    let mut full = event("e3 3 click vis1 cup");
    full.customer_id = Some(CustomerId::new("ann").unwrap());
    full.placement = Some(Placement::Cart);
    full.decision_id = Some("d_1".into());
    full.order_id = Some(OrderId::new("o1").unwrap());
    let events = vec![
        event("e1 2 view vis1 cup"),
        event("e2 1 checkout vis2"),
        full.clone(),
    ];
    assert_eq!(write(store, Write::Events(events.clone())), "+3 ~0 =0 ?0");
    let mut again = events.clone();
    again[0].quantity = 9;
    assert_eq!(write(store, Write::Events(again)), "+0 ~0 =3 ?0");
    let between = |from, to| {
        let mut scanned = Vec::new();
        store
            .scan_events(at_hour(from), at_hour(to), &mut |event| scanned.push(event))
            .unwrap();
        scanned
    };
    assert_eq!(
        between(1, 9),
        [events[1].clone(), events[0].clone(), full.clone()]
    );
    assert_eq!(between(2, 3), [events[0].clone()], "the end is left out");
    assert_eq!(between(3, 2), []);
    let vis1 = VisitorId::new("vis1").unwrap();
    assert_eq!(
        store.events_of_visitor(&vis1, at_hour(0), 9).unwrap(),
        [full.clone(), events[0].clone()]
    );
    assert_eq!(
        store.events_of_visitor(&vis1, at_hour(3), 9).unwrap(),
        [full.clone()]
    );
    assert_eq!(
        store.events_of_visitor(&vis1, at_hour(0), 1).unwrap(),
        [full.clone()]
    );
    assert_eq!(
        store
            .events_of_customer(&CustomerId::new("ann").unwrap())
            .unwrap(),
        [full]
    );
}

fn customers_are_erased(store: &dyn Store) {
    let (ann, bob) = (CustomerId::new("ann").unwrap(), CustomerId::new("bob").unwrap());
    let known = Customer {
        locale: Some(Locale::new("ar").unwrap()),
        region: Some("AE".into()),
        since: Some(at_hour(-1)),
        tags: ["b2b".to_owned()].into(),
        consent: Some(false),
        ..Customer::unknown(ann.clone())
    };
    assert_eq!(write(store, Write::Customers(vec![known.clone()])), "+1 ~0 =0 ?0");
    assert_eq!(write(store, Write::Customers(vec![known.clone()])), "+0 ~0 =1 ?0");
    assert_eq!(store.customer(&ann).unwrap(), Some(known));
    let mut placed = orders("o1 1 ann: a 1\no2 2 bob: a 1\no3 3 -: a 1");
    let visitors = [Some("phone"), Some("till"), Some("phone")];
    for (order, visitor) in placed.iter_mut().zip(visitors) {
        order.visitor_id = visitor.map(|id| VisitorId::new(id).unwrap());
    }
    write(
        store,
        Write::Orders {
            orders: placed,
            import: None,
        },
    );
    let mut events = [
        "e1 1 view phone",
        "e2 2 view till",
        "e3 3 view till",
        "e4 4 view till",
    ]
    .map(event);
    (events[1].customer_id, events[2].customer_id) = (Some(ann.clone()), Some(bob.clone()));
    write(store, Write::Events(events.to_vec()));
    assert_eq!(write(store, Write::EraseCustomer(ann.clone())), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::EraseCustomer(ann.clone())), "+0 ~0 =0 ?1");
    assert_eq!(store.customer(&ann).unwrap(), None);
    assert_eq!(dump_orders(store), "1 - -: a 1\n2 c2 -: a 1\n3 - -: a 1\n");
    for (id, visitor) in [("o1", None), ("o2", Some("till")), ("o3", None)] {
        let order = store.order(&OrderId::new(id).unwrap()).unwrap().unwrap();
        assert_eq!(
            order.visitor_id,
            visitor.map(|id| VisitorId::new(id).unwrap()),
            "{id}"
        );
    }
    let mut left = Vec::new();
    store
        .scan_events(at_hour(0), at_hour(99), &mut |event| {
            left.push(event.id.to_string())
        })
        .unwrap();
    assert_eq!(left, ["e3", "e4"]);
    // The number is not given to anybody else.
    write(store, posted("o9 9 cleo: a 1"));
    assert!(dump_orders(store).ends_with("9 c3 -: a 1\n"));
    let mut customers = Vec::new();
    store
        .scan_customers(&mut |key, customer| customers.push((key, customer.id.to_string())))
        .unwrap();
    assert_eq!(customers, [(2, "bob".to_owned()), (3, "cleo".to_owned())]);
}

fn what_was_counted_of_the_erased_is_counted_again(store: &dyn Store) {
    let ann = CustomerId::new("ann").unwrap();
    write(store, posted("o1 30 ann: a 1\no2 60 bob: a 1"));
    let mut viewed = event("e1 80 view vis1 a");
    viewed.customer_id = Some(ann.clone());
    write(store, Write::Events(vec![viewed, event("e2 100 view vis2 a")]));
    let mut of_ann = review("r1 a 5 fine");
    of_ann.customer_id = Some(ann.clone());
    write(store, Write::Reviews(vec![of_ann, review("r2 a 4 good")]));
    assert_eq!(store.reviews_of_customer(&ann).unwrap().len(), 1);
    let before = store.changes_since(0).unwrap().seq;
    assert_eq!(write(store, Write::EraseCustomer(ann)), "+0 ~1 =0 ?0");
    let erased = store.changes_since(before).unwrap();
    assert_eq!(
        (erased.order_days, erased.event_days),
        (vec![Day(1)], vec![Day(3)])
    );
    assert!(erased.customers && erased.events && erased.reviews);
    assert_eq!(reviews_of(store), ["r2"]);
}

fn reviews_of(store: &dyn Store) -> Vec<String> {
    let mut ids = Vec::new();
    store
        .scan_reviews(&mut |review| ids.push(review.id.to_string()))
        .unwrap();
    ids
}

fn reviews(store: &dyn Store) {
    let full = Review {
        customer_id: Some(CustomerId::new("ann").unwrap()),
        title: "Fine".into(),
        locale: Some(Locale::new("ro").unwrap()),
        reviewed_at: Some(at_hour(30)),
        ..review("r1 b 4.5 keeps warm")
    };
    let later = Review {
        reviewed_at: Some(at_hour(31)),
        ..review("r2 b 2 broke")
    };
    let bare = Review {
        rating: None,
        ..review("r3 a 1 meh")
    };
    let all = vec![full.clone(), later.clone(), bare.clone()];
    assert_eq!(write(store, Write::Reviews(all.clone())), "+3 ~0 =0 ?0");
    let first = store.changes_since(0).unwrap();
    assert!(first.reviews && !first.events && !first.customers);
    assert_eq!(write(store, Write::Reviews(all)), "+0 ~0 =3 ?0");
    assert_eq!(
        store.changes_since(first.seq).unwrap().seq,
        first.seq,
        "no change"
    );
    let mut scanned = Vec::new();
    store.scan_reviews(&mut |review| scanned.push(review)).unwrap();
    assert_eq!(scanned, [bare, later, full.clone()]);
    assert_eq!(
        store
            .reviews_of_customer(&CustomerId::new("ann").unwrap())
            .unwrap(),
        std::slice::from_ref(&full)
    );
    let changed = Review {
        rating: Some(1.0),
        product_id: product_id("a"),
        ..full.clone()
    };
    assert_eq!(write(store, Write::Reviews(vec![changed])), "+0 ~1 =0 ?0");
    assert_eq!(reviews_of(store), ["r1", "r3", "r2"]);
    assert_eq!(write(store, Write::DeleteReview(full.id.clone())), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::DeleteReview(full.id)), "+0 ~0 =0 ?1");
    assert_eq!(store.counts().unwrap().reviews, 2);
}

fn links(store: &dyn Store) {
    let link = |from: &str, to: &str, position| Link {
        from: product_id(from),
        to: product_id(to),
        kind: LinkKind::CrossSell,
        position,
    };
    let (ab, ac, xy) = (link("a", "b", 2), link("a", "c", 1), link("x", "y", 0));
    let all = vec![ab.clone(), ac.clone(), xy.clone()];
    assert_eq!(
        write(
            store,
            Write::Links {
                links: all.clone(),
                replace_from: false
            }
        ),
        "+3 ~0 =0 ?0"
    );
    assert_eq!(
        write(
            store,
            Write::Links {
                links: all,
                replace_from: true
            }
        ),
        "+0 ~0 =3 ?0"
    );
    assert_eq!(store.links().unwrap(), [ac.clone(), ab.clone(), xy.clone()]);
    let moved = link("a", "b", 0);
    assert_eq!(
        write(
            store,
            Write::Links {
                links: vec![moved.clone()],
                replace_from: true
            }
        ),
        "+0 ~2 =0 ?0"
    );
    assert_eq!(store.links().unwrap(), [moved, xy]);
    assert_eq!(write(store, Write::DeleteLinks(product_id("a"))), "+0 ~1 =0 ?0");
    assert_eq!(write(store, Write::DeleteLinks(product_id("a"))), "+0 ~0 =0 ?1");
}

fn bans(store: &dyn Store) {
    let pair = Ban::Pair {
        with: product_id("a"),
        banned: product_id("b"),
    };
    let all = vec![
        Ban::Category("Home > Knives".into()),
        pair.clone(),
        Ban::Product(product_id("a")),
    ];
    assert_eq!(
        write(
            store,
            Write::Bans {
                add: all.clone(),
                remove: vec![]
            }
        ),
        "+3 ~0 =0 ?0"
    );
    assert_eq!(
        write(
            store,
            Write::Bans {
                add: all.clone(),
                remove: vec![]
            }
        ),
        "+0 ~0 =3 ?0"
    );
    assert_eq!(store.bans().unwrap(), all);
    assert_eq!(
        write(
            store,
            Write::Bans {
                add: vec![],
                remove: vec![pair.clone(), pair]
            }
        ),
        "+0 ~1 =0 ?1"
    );
    assert_eq!(store.bans().unwrap().len(), 2);
}

fn changes(store: &dyn Store) {
    assert_eq!(store.changes_since(0).unwrap(), store::Changes::default());
    write(store, posted("o1 30 ann: a 1"));
    let first = store.changes_since(0).unwrap();
    assert_eq!(
        (first.order_days, first.products_changed),
        (vec![Day(1)], vec![product_id("a")])
    );
    assert!(first.customers && !first.events && !first.links_or_bans);
    write(store, Write::Events(vec![event("e1 1 view v")]));
    write(
        store,
        Write::Bans {
            add: vec![Ban::Product(product_id("a"))],
            remove: vec![],
        },
    );
    let second = store.changes_since(first.seq).unwrap();
    assert_eq!(second.event_days, [Day(0)]);
    assert!(second.events && second.links_or_bans && !second.customers);
    assert_eq!((second.order_days, second.products_changed), (vec![], vec![]));
    write(store, Write::DeleteProduct(product_id("a")));
    let third = store.changes_since(second.seq).unwrap();
    assert_eq!(third.products_changed, [product_id("a")]);
    // What is written again with the same content is no change, and neither is a setting.
    write(store, posted("o1 30 ann: a 1"));
    store.meta_put("a", "1").unwrap();
    assert_eq!(
        store.changes_since(third.seq).unwrap(),
        store::Changes {
            seq: third.seq,
            ..Default::default()
        }
    );
}

fn settings(store: &dyn Store) {
    assert_eq!(store.meta_get("theme").unwrap(), None);
    store.meta_put("theme", "{\"dark\":true}").unwrap();
    store.meta_put("theme", "{}").unwrap();
    assert_eq!(store.meta_get("theme").unwrap().as_deref(), Some("{}"));
    store.put_policy(Placement::Cart, "{\"slots\":3}").unwrap();
    store.put_policy(Placement::Home, "{}").unwrap();
    store.put_policy(Placement::Cart, "{\"slots\":4}").unwrap();
    let expect = [
        (Placement::Home, "{}".to_owned()),
        (Placement::Cart, "{\"slots\":4}".to_owned()),
    ];
    assert_eq!(store.policies().unwrap(), expect);
}

fn keys_tasks_answers(store: &dyn Store) {
    let key = KeyRecord {
        id: "k1".into(),
        kind: "public".into(),
        hash: vec![0, 255, 7],
        label: "web".into(),
        origins: vec!["https://shop.example".into()],
        created_at: at_hour(1),
        revoked_at: None,
    };
    store.put_key(&key).unwrap();
    assert!(matches!(store.put_key(&key), Err(StoreError::Conflict(_))));
    assert!(store.revoke_key("k1", at_hour(2)).unwrap());
    assert!(!store.revoke_key("k1", at_hour(3)).unwrap());
    assert_eq!(
        store.keys().unwrap(),
        [KeyRecord {
            revoked_at: Some(at_hour(2)),
            ..key
        }]
    );

    let task = |id: &str, state, hour| TaskRecord {
        id: id.into(),
        kind: "import".into(),
        state,
        created_at: at_hour(hour),
        finished_at: Some(at_hour(hour + 1)),
        progress: "{\"rows\":7}".into(),
        error: Some("no".into()),
    };
    store.put_task(&task("t1", TaskState::Queued, 1)).unwrap();
    store.put_task(&task("t2", TaskState::Done, 2)).unwrap();
    store.put_task(&task("t1", TaskState::Failed, 1)).unwrap();
    assert_eq!(store.task("t1").unwrap(), Some(task("t1", TaskState::Failed, 1)));
    assert_eq!(store.task("t9").unwrap(), None);
    assert_eq!(
        store.tasks(9).unwrap(),
        [task("t2", TaskState::Done, 2), task("t1", TaskState::Failed, 1)]
    );
    assert_eq!(store.tasks(1).unwrap().len(), 1);

    let answer = Answer {
        request_hash: vec![1],
        response: b"yes".to_vec(),
        expires_at: at_hour(5),
    };
    store.put_answer("i1", &answer, at_hour(1)).unwrap();
    assert_eq!(store.answer("i1", at_hour(4)).unwrap(), Some(answer.clone()));
    assert_eq!(store.answer("i1", at_hour(5)).unwrap(), None);
    let other = Answer {
        request_hash: vec![2],
        ..answer
    };
    assert!(matches!(
        store.put_answer("i1", &other, at_hour(4)),
        Err(StoreError::Conflict(_))
    ));
    store.put_answer("i1", &other, at_hour(5)).unwrap();
}

fn counts(store: &dyn Store) {
    assert_eq!(store.counts().unwrap().orders_between, None);
    write(store, posted("o1 1 ann: a 1, b 1\no2 7 -: a 1"));
    write(store, catalogue(vec![full_product("c")]));
    write(store, Write::Refunds(vec![refund("r1 2 ann: a 1")]));
    write(store, Write::Events(vec![event("e1 1 view v")]));
    let counts = store.counts().unwrap();
    assert_eq!(
        (
            counts.products,
            counts.catalogue_products,
            counts.orders,
            counts.order_lines
        ),
        (3, 1, 2, 3)
    );
    assert_eq!(
        (
            counts.refunds,
            counts.customers,
            counts.events,
            counts.links,
            counts.bans
        ),
        (1, 1, 1, 0, 0)
    );
    assert_eq!(counts.orders_between, Some((at_hour(1), at_hour(7))));
    assert!(counts.bytes > 0);
    store.integrity_check().unwrap();
}

fn closed_store_refuses(store: &dyn Store) {
    write(store, posted("o1 1 ann: a 1"));
    store.close().unwrap();
    store.close().unwrap();
    assert_eq!(store.write(vec![posted("o2 1 -: a 1")]), Err(StoreError::Closed));
    assert_eq!(store.meta_put("a", "b"), Err(StoreError::Closed));
}
