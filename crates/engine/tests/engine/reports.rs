//! Reports at the boundary: events, orders and refunds become figures that agree with the orders to the cent, and
//! every figure is the sum of its rows.

use engine::{
    Engine, OfferRequest, Report, ReportQuery, TraceAmount, TraceFilter, TraceOf, TraceQuery, VisitorSide,
    measure::{attribution::Attribution, experiments::verdict::Verdict, ledger::Deed},
};
use shop::{
    Currency, CustomerId, Day, Event, EventId, EventKind, LineKind, Money, Order, OrderId, OrderLine,
    ProductId, Refund, Timestamp, VisitorId,
};

use crate::{built, in_cart, now};

pub(crate) fn by(visitor: &str) -> OfferRequest {
    OfferRequest {
        visitor_id: Some(VisitorId::new(visitor).unwrap()),
        ..in_cart(&["tv"])
    }
}

pub(crate) fn event(
    kind: EventKind,
    visitor: &str,
    decision: &str,
    product: Option<&str>,
    minutes: i64,
) -> Event {
    Event {
        id: EventId::new(&format!(
            "{}-{visitor}-{decision}-{product:?}-{minutes}",
            kind.as_str()
        ))
        .unwrap(),
        kind,
        at: now().plus_ms(minutes * 60_000),
        visitor_id: VisitorId::new(visitor).unwrap(),
        customer_id: None,
        session_id: None,
        product_id: product.map(|id| ProductId::new(id).unwrap()),
        quantity: 1,
        placement: None,
        decision_id: Some(decision.to_owned()),
        order_id: None,
        score: None,
        traffic: shop::Traffic::Customer,
    }
}

pub(crate) fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").unwrap())
}

pub(crate) fn order(
    id: &str,
    visitor: Option<&str>,
    customer: Option<&str>,
    lines: &[(&str, u32, i64)],
    hours: i64,
) -> Order {
    let line = |&(product, quantity, minor): &(&str, u32, i64)| OrderLine {
        product_id: ProductId::new(product).unwrap(),
        quantity,
        unit_price: Some(euro(minor)),
        kind: if product == "postage" {
            LineKind::Fee
        } else {
            LineKind::Product
        },
    };
    Order {
        id: OrderId::new(id).unwrap(),
        customer_id: customer.map(|id| CustomerId::new(id).unwrap()),
        visitor_id: visitor.map(|id| VisitorId::new(id).unwrap()),
        placed_at: now().plus_ms(hours * 3_600_000),
        lines: lines.iter().map(line).collect(),
    }
}

pub(crate) fn latest(engine: &Engine, at: Timestamp) -> Report {
    let query = ReportQuery::new(Some(now().day()), Some(at.day()), at).unwrap();
    engine.report(query, at).unwrap()
}

fn trace(engine: &Engine, report: &Report, of: TraceOf) -> engine::Trace {
    let query = TraceQuery {
        report: report.query,
        of,
        metric: None,
        filter: TraceFilter::default(),
        limit: 3,
    };
    let at = now().plus_days(20);
    let trace = engine.trace(&query, at).unwrap();
    let shown = engine.prepared_trace(&query, at).unwrap();
    assert_eq!(*shown.answer, trace, "a page shows the same");
    trace
}

/// Ann clicks the cable and buys it, Bob only sees offers and buys the same, Cleo clicks on two days and buys later.
pub(crate) fn shopped(engine: &Engine) {
    let asked = |visitor: &str| engine.offers(&by(visitor), now()).decision_id;
    let (ann, bob, cleo) = (asked("ann"), asked("bob"), asked("cleo"));
    let mut events = Vec::new();
    for (visitor, decision) in [("ann", &ann), ("bob", &bob), ("cleo", &cleo)] {
        // One that names no product concerns both offers; told again under another id it counts once.
        events.push(event(EventKind::Impression, visitor, decision, None, 1));
        events.push(event(EventKind::Impression, visitor, decision, None, 2));
    }
    events.push(event(EventKind::Click, "ann", &ann, Some("hdmi"), 3));
    events.push(event(EventKind::Dismiss, "bob", &bob, Some("mount"), 3));
    events.push(event(EventKind::Click, "cleo", &cleo, Some("mount"), 3));
    events.push(event(
        EventKind::AddToCart,
        "cleo",
        &cleo,
        Some("mount"),
        60 * 24 * 2,
    ));
    // A product that was not offered is no touch of an offer.
    events.push(event(EventKind::Click, "bob", &bob, Some("lamp"), 4));
    let mut signed_in = event(EventKind::Purchase, "cleo", &cleo, None, 60 * 24 * 3);
    signed_in.decision_id = None;
    signed_in.customer_id = Some(CustomerId::new("cleo@shop").unwrap());
    events.push(signed_in);
    engine.record_events(events).unwrap();
    let orders = vec![
        order(
            "1",
            Some("ann"),
            None,
            &[("tv", 1, 49_900), ("hdmi", 3, 999), ("postage", 1, 490)],
            1,
        ),
        order("2", Some("bob"), None, &[("tv", 1, 49_900), ("hdmi", 1, 999)], 2),
        // The shop's till knows the customer only.
        order("3", None, Some("cleo@shop"), &[("mount", 1, 3_900)], 24 * 3),
        order("4", None, None, &[("lamp", 2, 2_900)], 24 * 4),
    ];
    engine
        .record_orders(orders, vec![refund("r1", "1", "hdmi", 1, 999)])
        .unwrap();
}

fn refund(id: &str, order: &str, product: &str, quantity: u32, minor: i64) -> Refund {
    Refund {
        id: id.to_owned(),
        order_id: Some(OrderId::new(order).unwrap()),
        customer_id: None,
        product_id: ProductId::new(product).unwrap(),
        quantity,
        unit_price: Some(euro(minor)),
        refunded_at: now().plus_days(5),
        kind: LineKind::Product,
    }
}

#[test]
fn figures_agree_with_the_orders_and_with_their_rows() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let report = latest(&engine, now().plus_days(20));
    let money = report.summary.money;
    assert_eq!((money.orders, money.fees_minor), (4, 490));
    assert_eq!(
        money.paid_minor,
        49_900 + 3 * 999 + 49_900 + 999 + 3_900 + 2 * 2_900
    );
    assert_eq!(
        (money.refunded_minor, money.revenue_minor),
        (999, money.paid_minor - 999)
    );
    // Two of Ann's three cables stayed, and Cleo's mount, whose till named the customer only.
    let credits = report.summary.credits;
    assert_eq!((credits.lines, credits.revenue_minor), (2, 2 * 999 + 3_900));
    assert_eq!(report.summary.deeds(), [6, 0, 2, 1, 1]);
    let of_days: i64 = report
        .summary
        .days
        .values()
        .map(|day| day.money.revenue_minor)
        .sum();
    assert_eq!(of_days, money.revenue_minor);
    for breakdown in report.summary.breakdowns() {
        let credited: i64 = breakdown.rows.values().map(|row| row.credits.revenue_minor).sum();
        assert_eq!(credited, credits.revenue_minor, "{}", breakdown.by);
        let impressions: u64 = breakdown
            .rows
            .values()
            .map(|row| row.deeds.count(Deed::Impression))
            .sum();
        assert_eq!(impressions, 6, "{}", breakdown.by);
    }
    let sold = trace(&engine, &report, TraceOf::Sold(TraceAmount::Revenue));
    assert_eq!(
        (sold.value, sold.count, sold.rows.len()),
        (money.revenue_minor, 6, 3)
    );
    let credited = trace(&engine, &report, TraceOf::Credited(TraceAmount::Revenue));
    assert_eq!((credited.value, credited.count), (credits.revenue_minor, 2));
    let lines: Vec<_> = credited
        .rows
        .iter()
        .map(|row| (row.order.as_deref().unwrap(), row.line.unwrap(), row.value))
        .collect();
    assert_eq!(lines, [("1", 1, 1_998), ("3", 0, 3_900)]);
    for (deed, count) in [
        (Deed::Impression, 6),
        (Deed::Click, 2),
        (Deed::Cart, 1),
        (Deed::Dismiss, 1),
    ] {
        assert_eq!(
            trace(&engine, &report, TraceOf::Deed(deed)).count,
            count,
            "{deed:?}"
        );
    }
    assert!(matches!(
        report.caused.arms[1].verdict,
        Some(Verdict::TooEarly { .. })
    ));
}

#[test]
fn credit_ends_with_the_window_and_a_later_refund_takes_it_back() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let at = now().plus_days(20);
    let mut query = latest(&engine, at).query;
    query.attribution = Attribution {
        click_days: 1,
        ..Attribution::default()
    };
    // Cleo's cart by the offer was a day before her order, to the hour; her first click three days.
    let report = engine.report(query, at).unwrap();
    assert_eq!(report.summary.credits.revenue_minor, 2 * 999 + 3_900);
    query.attribution.click_days = 0;
    assert_eq!(engine.report(query, at).unwrap().summary.credits.lines, 0);
    engine
        .record_orders(Vec::new(), vec![refund("r2", "3", "mount", 1, 3_900)])
        .unwrap();
    let credits = latest(&engine, at).summary.credits;
    assert_eq!((credits.lines, credits.revenue_minor), (2, 2 * 999));
}

#[test]
fn what_is_summed_up_is_summed_up_once_and_survives_the_log() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let at = now().plus_days(20);
    assert!(engine.sum_up(at).unwrap() > 0);
    assert_eq!(engine.sum_up(at).unwrap(), 0, "nothing changed");
    // What was done with offers; which share of all orders that is changes with every order.
    let done = |report: &Report| -> Vec<_> {
        let parts = report
            .summary
            .breakdowns()
            .iter()
            .flat_map(|breakdown| &breakdown.rows);
        let done = parts.map(|(name, row)| (name.clone(), row.deeds, row.credits, row.orders, row.covered));
        done.collect()
    };
    let before = done(&latest(&engine, at));
    engine.close();
    drop(engine);
    // The log is gone, an order changes: what had been shown and clicked is still known.
    std::fs::remove_dir_all(folder.path().join("decisions")).unwrap();
    let engine = Engine::open(folder.path(), engine::Settings::default()).unwrap();
    engine
        .record_orders(
            vec![order("5", Some("dora"), None, &[("lamp", 1, 2_900)], 1)],
            Vec::new(),
        )
        .unwrap();
    let report = latest(&engine, at);
    assert_eq!(done(&report), before);
    assert_eq!(report.summary.money.orders, 5);
}

#[test]
fn a_damaged_day_is_told_and_summed_up_anew() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let at = now().plus_days(20);
    let before = latest(&engine, at).summary.credits;
    let day = folder.path().join("ledger").join(now().day().to_string());
    for entry in std::fs::read_dir(&day).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|extension| extension == "parquet") {
            std::fs::write(&path, b"PAR1 and nothing else PAR1").unwrap();
        }
    }
    assert_eq!(latest(&engine, at).summary.credits, before);
}

#[test]
fn the_hold_out_tells_what_offers_caused() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.set_hold_out(50.0, now()).unwrap();
    let mut orders = Vec::new();
    for number in 0..1_200 {
        let visitor = format!("v{number}");
        let offered = !engine.offers(&by(&visitor), now()).offers.is_empty();
        // Everybody buys the television; of those who were offered it every second takes the mount beside.
        let mount = [("tv", 1, 49_900 + number % 7), ("mount", 1, 3_900)];
        let lines = if offered && number % 2 == 0 {
            &mount[..]
        } else {
            &mount[..1]
        };
        orders.push(order(&format!("o{number}"), Some(&visitor), None, lines, 1));
    }
    engine.record_orders(orders, Vec::new()).unwrap();
    let report = latest(&engine, now().plus_days(1));
    let caused = &report.caused;
    assert_eq!(caused.people, 1_200);
    assert!(!caused.sample_ratio.is_broken());
    let revenue = |arm: usize| {
        let figures = &caused.arms[arm].figures;
        figures
            .iter()
            .find(|figure| figure.metric.id == "revenue_per_visitor")
            .unwrap()
    };
    let difference = revenue(1).difference;
    assert!(
        difference.low > 1_000.0 && difference.contains(1_950.0),
        "{difference:?}"
    );
    assert_eq!(caused.arms[1].verdict, Some(Verdict::Won));
}

#[test]
fn other_tools_read_what_is_exported() {
    use parquet::file::reader::SerializedFileReader;

    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let out = folder.path().join("out");
    let (from, to, at) = (now().day(), Day(now().day().0 + 20), now().plus_days(20));
    let tables = engine.export(from, to, &out, at).unwrap();
    let files: Vec<_> = tables.iter().map(|table| (table.name, table.files)).collect();
    let expect = [
        ("exposures", 1),
        ("visitors", 3),
        ("visits", 3),
        ("touches", 2),
        ("seen", 1),
        ("lines", 3),
        ("decisions", 1),
    ];
    assert_eq!(files, expect);
    let file = std::fs::File::open(out.join("lines").join(format!("{from}.parquet"))).unwrap();
    let reader = SerializedFileReader::new(file).unwrap();
    let rows: Vec<String> = reader.into_iter().map(|row| row.unwrap().to_string()).collect();
    assert_eq!(rows.len(), 5);
    assert!(
        rows[1].contains("order: \"1\"") && rows[1].contains("paid_minor: 2997"),
        "{}",
        rows[1]
    );
    assert!(
        rows[1].contains("refunded_minor: 999") && rows[1].contains("currency: \"EUR\""),
        "{}",
        rows[1]
    );
}

#[test]
fn old_events_go_and_what_was_summed_up_stays() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let before = latest(&engine, now().plus_days(20)).summary.credits;
    assert!(engine.status().unwrap().events > 0);
    let years_later = now().plus_days(800);
    engine.sum_up(years_later).unwrap();
    assert_eq!(engine.status().unwrap().events, 0);
    assert_eq!(latest(&engine, years_later).summary.credits, before);
    engine.sum_up(now().plus_days(2_000)).unwrap();
    assert_eq!(latest(&engine, years_later).summary.credits, Default::default());
}

#[test]
fn a_robot_is_left_out_by_its_habits() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let before = latest(&engine, now().plus_days(20)).summary;
    let decision = engine.offers(&by("crawler"), now()).decision_id;
    let mut events = vec![event(EventKind::Click, "crawler", &decision, Some("hdmi"), 0)];
    // A page a second for ten minutes.
    for second in 0..600 {
        let mut view = event(EventKind::View, "crawler", &decision, Some("tv"), 0);
        view.id = EventId::new(&format!("crawl-{second}")).unwrap();
        view.at = now().plus_ms(second * 1_000);
        view.product_id = Some(ProductId::new(&format!("p{second}")).unwrap());
        events.push(view);
    }
    engine.record_events(events).unwrap();
    engine
        .record_orders(
            vec![order("9", Some("crawler"), None, &[("hdmi", 1, 999)], 1)],
            Vec::new(),
        )
        .unwrap();
    let after = latest(&engine, now().plus_days(20)).summary;
    assert_eq!(
        (after.deeds(), after.visitors()),
        (before.deeds(), before.visitors())
    );
    let left_out: Vec<_> = after.left_out.into_iter().collect();
    assert_eq!(left_out, [("too_fast".to_owned(), 1)]);
    // Its order is money all the same, and no offer is credited with it.
    assert_eq!(after.money.orders, before.money.orders + 1);
    assert_eq!(after.credits, before.credits);
}

#[test]
fn who_is_erased_is_gone_from_the_ledger_and_stays_away() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let at = now().plus_days(20);
    let before = latest(&engine, at);
    engine.erase_customer("cleo@shop").unwrap();
    let check = |report: &Report| {
        assert_eq!(
            report.summary.money, before.summary.money,
            "orders stay, without a name"
        );
        assert_eq!(report.summary.visitors(), before.summary.visitors() - 1);
        assert_eq!(report.caused.people, before.caused.people - 1);
        assert_eq!(report.summary.credits.revenue_minor, 2 * 999);
    };
    check(&latest(&engine, at));
    // Everything is summed up again, from a log that still knows the hash.
    std::fs::remove_file(folder.path().join("ledger").join("state.json")).unwrap();
    check(&latest(&engine, at));
    let out = folder.path().join("out");
    engine.export(now().day(), at.day(), &out, at).unwrap();
    assert!(
        !out.join("touches")
            .join(format!("{}.parquet", now().plus_days(2).day()))
            .exists()
    );
}

#[test]
fn metrics_are_told_by_what_visitors_are() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    shopped(&engine);
    let persian = OfferRequest {
        locale: Some(shop::Locale::new("fa").unwrap()),
        ..by("dara")
    };
    engine.offers(&persian, now());
    let at = now().plus_days(20);
    let query = latest(&engine, at).query;
    let of = |side: VisitorSide| -> Vec<(String, u64)> {
        let groups = engine.report_by(query, side, at).unwrap().groups;
        groups
            .into_iter()
            .map(|group| (group.name, group.visitors))
            .collect()
    };
    assert_eq!(
        of(VisitorSide::Locale),
        // Nobody knows who placed the fourth order.
        [
            ("en".to_owned(), 3),
            ("fa".to_owned(), 1),
            ("unknown".to_owned(), 0)
        ]
    );
    // The tiny shop has too few customers to tell tiers by.
    assert_eq!(of(VisitorSide::Tier), [("unknown".to_owned(), 4)]);
}

#[test]
fn who_asks_a_person_tells_nothing_of_the_hold_out() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.set_hold_out(50.0, now()).unwrap();
    for number in 0..100 {
        let asked = OfferRequest {
            placement: shop::Placement::Pos,
            ..by(&format!("v{number}"))
        };
        engine.offers(&asked, now());
        if number < 40 {
            engine.offers(&by(&format!("v{number}")), now());
        }
    }
    let caused = latest(&engine, now().plus_days(1)).caused;
    assert_eq!((caused.people, caused.moved), (40, 0));
    assert!(caused.arms.iter().all(|arm| arm.people > 5));
}

#[test]
fn who_gets_offers_by_e_mail_too_counts_on_both_sides_alike() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.set_hold_out(20.0, now()).unwrap();
    // Every second visitor is a customer who also gets an e-mail. Those buy, with offers or without.
    let (mut events, mut orders) = (Vec::new(), Vec::new());
    for number in 0..1_000 {
        let visitor = format!("v{number}");
        let answer = engine.offers(&by(&visitor), now());
        if number % 2 == 0 {
            let customer = format!("c{number}@shop");
            let mut signed_in = event(EventKind::View, &visitor, &answer.decision_id, Some("tv"), 1);
            signed_in.customer_id = Some(CustomerId::new(&customer).unwrap());
            events.push(signed_in);
            let mail = OfferRequest {
                placement: shop::Placement::Email,
                visitor_id: None,
                customer_id: Some(customer.clone()),
                ..by(&visitor)
            };
            engine.offers(&mail, now().plus_ms(3_600_000));
            orders.push(order(&visitor, None, Some(&customer), &[("tv", 1, 49_900)], 2));
        }
    }
    engine.record_events(events).unwrap();
    engine.record_orders(orders, Vec::new()).unwrap();
    let caused = latest(&engine, now().plus_days(1)).caused;
    let conversion = caused.arms.iter().map(|arm| {
        let mut figures = arm.figures.iter();
        let figure = figures.find(|figure| figure.metric.id == "conversion").unwrap();
        figure.value.unwrap().value
    });
    let conversion: Vec<f64> = conversion.collect();
    assert!(
        conversion.iter().all(|share| (0.4..0.6).contains(share)),
        "offers did nothing: {conversion:?}, {} moved of {}",
        caused.moved,
        caused.people
    );
    // Some got offers by one way only, and are on the side where they were first.
    assert!((100..250).contains(&caused.moved) && caused.people == 1_000);
}

#[test]
fn a_day_without_any_decision_grows_with_its_events() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let query = ReportQuery::new(None, Some(now().day()), now()).unwrap();
    for (place, visitor) in ["ann", "bob", "cleo"].into_iter().enumerate() {
        let viewed = Event {
            decision_id: None,
            ..event(EventKind::View, visitor, "none", Some("tv"), -60)
        };
        engine.record_events(vec![viewed]).unwrap();
        let report = engine.report(query, now()).unwrap();
        assert_eq!(report.summary.visitors(), place as u64 + 1, "{visitor}");
    }
    engine.close();
}
