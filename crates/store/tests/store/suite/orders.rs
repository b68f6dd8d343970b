//! Orders, imports and refunds.

use shop::{CustomerId, Day, OrderId};
use store::{ImportId, Store, Write};

use super::write;
use crate::fixtures::*;

pub fn orders_are_scanned_by_time(store: &dyn Store) {
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

pub fn orders_are_idempotent(store: &dyn Store) {
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

pub fn imports_continue(store: &dyn Store) {
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

pub fn mixed_currencies_are_refused_whole(store: &dyn Store) {
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

pub fn refunds_are_matched(store: &dyn Store) {
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

pub fn refunds_follow_their_orders(store: &dyn Store) {
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
