//! Points of orders that are imported: each order's once, whole, from the incentive's beginning on, and taken back with
//! refunds.

use engine::{Engine, ImportSource, IncentiveDraft, ingest};

use crate::{
    incentives::{customer, set, shop},
    now,
};

const HEAD: &str = "order_id,placed_at,customer_id,product_id,quantity,unit_price,refund_of\n";

fn points(from: Option<&str>) -> IncentiveDraft {
    IncentiveDraft {
        kind: "points".into(),
        points_per_unit: Some(2),
        valid_from_ms: from.map(|from| testkit::moment(from).unwrap().unix_ms()),
        ..IncentiveDraft::default()
    }
}

fn import(engine: &Engine, rows: &str) {
    let source = ImportSource::Upload {
        name: "orders.csv".into(),
        bytes: format!("{HEAD}{rows}").into_bytes(),
    };
    let report = engine
        .import(&source, ingest::Options::default(), now(), &|_| {})
        .unwrap();
    assert!(report.rejections.is_empty(), "{:?}", report.rejections);
}

fn balance(engine: &Engine, who: &str) -> i64 {
    engine.points(&customer(who)).unwrap().balance
}

#[test]
fn an_imported_order_earns_whole_and_once_from_the_incentives_beginning_on() {
    let (_folder, engine) = shop();
    set(&engine, "points", points(Some("2026-02-01")));
    // The lines of an order stand apart, and further ones with the next file.
    let rows = "\
i1,2026-02-03T10:00:00Z,ann,pan,1,42.00,
i2,2026-01-31T23:59:59Z,ann,pan,1,42.00,
i3,2026-02-04T10:00:00Z,bob,oil,3,5.50,
i1,2026-02-03T10:00:00Z,ann,lid,2,8.75,
i4,2026-02-05T10:00:00Z,,pan,1,42.00,
";
    import(&engine, rows);
    assert_eq!(
        (balance(&engine, "ann"), balance(&engine, "bob")),
        (59 * 2, 16 * 2)
    );
    for _ in 0..2 {
        import(&engine, rows);
    }
    // The same order by the other way earns nothing again.
    let posted = testkit::Fixture::parse("currency EUR\norder i1 2026-02-03 ann pan@42.00 lid*2@8.75").orders;
    engine.record_orders(posted, Vec::new()).unwrap();
    assert_eq!(
        (balance(&engine, "ann"), balance(&engine, "bob")),
        (59 * 2, 16 * 2)
    );
    assert_eq!(engine.points(&customer("ann")).unwrap().entries.len(), 1);
}

#[test]
fn old_orders_earn_nothing_where_nobody_said_from_when_on() {
    let (_folder, engine) = shop();
    set(&engine, "points", points(None));
    let old = "i1,2026-02-10T11:59:59Z,ann,pan,1,42.00,\n";
    import(&engine, old);
    assert_eq!(balance(&engine, "ann"), 0);
    import(&engine, "i2,2026-02-10T12:00:00Z,ann,pan,1,42.00,\n");
    assert_eq!(balance(&engine, "ann"), 84);
    // Changed later, it still holds from its beginning on.
    let from = engine.incentive("points", now()).unwrap().draft.valid_from_ms;
    assert_eq!(from, Some(now().unix_ms()));
    engine
        .put_incentive("points", &points(None), now().plus_days(5))
        .unwrap();
    assert_eq!(
        engine.incentive("points", now()).unwrap().draft.valid_from_ms,
        from
    );
}

#[test]
fn imported_refunds_take_back_whichever_way_they_find_their_order() {
    let (_folder, engine) = shop();
    set(&engine, "points", points(Some("2026-02-01")));
    let orders = "\
i1,2026-02-03T10:00:00Z,zoe,pan,1,42.00,
i1,2026-02-03T10:00:00Z,zoe,lid,2,9.00,
i2,2026-02-04T10:00:00Z,zed,pan,2,42.00,
";
    let refunds = "\
c1,2026-02-05T10:00:00Z,zoe,lid,-1,9.00,i1
c2,2026-02-05T10:00:00Z,zed,pan,-1,42.00,
";
    // A refund may come before its order, and both again.
    import(&engine, refunds);
    assert_eq!((balance(&engine, "zoe"), balance(&engine, "zed")), (0, 0));
    import(&engine, orders);
    let after = (120 - 18, 168 - 84);
    assert_eq!((balance(&engine, "zoe"), balance(&engine, "zed")), after);
    import(&engine, &format!("{orders}{refunds}"));
    import(&engine, refunds);
    assert_eq!((balance(&engine, "zoe"), balance(&engine, "zed")), after);
    // Also where nothing gives points any more.
    engine.delete_incentive("points", now()).unwrap();
    import(&engine, "c3,2026-02-06T10:00:00Z,zed,pan,-1,42.00,\n");
    assert_eq!(balance(&engine, "zed"), 0);
}
