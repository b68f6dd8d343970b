//! Incentives: what is told is true, what is given is given once, and no budget or balance is ever overdrawn.

use std::sync::atomic::{AtomicI64, Ordering};

use engine::{
    CartItem, Engine, Error, IncentiveDraft, IncentiveView, OfferRequest, PointsChange, PointsReason,
    ProductPatch, Settings, StoreError,
};
use shop::{Currency, CustomerId, Money, OrderId, Placement, ProductId, Stock, Timestamp};
use testkit::Fixture;

use crate::{in_cart, now, shop_of};

const SHOP: &str = r#"
currency EUR
product pan "Pan" Kitchen>Pans 42.00 cost=20.00
product lid "Lid" Kitchen>Lids 8.50 cost=3.00
product sponge "Sponge" Kitchen>Cleaning 3.00 cost=1.00
product oil "Oil" Food>Oils 5.50 cost=2.00
product whisk "Whisk" Kitchen>Tools 30.00 cost=10.00
product hood "Hood" Kitchen>Hoods 60.00
product sale "On sale" Kitchen>Knives 60.00 list=80.00 cost=30.00
product engraving "Engraving" Services>Engraving 8.00 cost=1.00 kind=service
product apron "Apron" Kitchen>Aprons 15.00 cost=6.00 stock=1
customer b2b tags=b2b consent=yes
repeat 40 order a{n} 2026-01-01+{n} c{n} pan lid
repeat 30 order b{n} 2026-01-02+{n} c{n} pan sponge oil
repeat 25 order c{n} 2026-01-03+{n} c{n} pan whisk
repeat 25 order d{n} 2026-01-03+{n} c{n} pan engraving
repeat 60 order e{n} 2026-01-03+{n} c{n} hood apron
repeat 60 order f{n} 2026-01-03+{n} c{n} sale
"#;

pub fn shop() -> (tempfile::TempDir, Engine) {
    shop_of(SHOP)
}

pub fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").unwrap())
}

pub fn from_50(kind: &str) -> IncentiveDraft {
    IncentiveDraft {
        kind: kind.into(),
        threshold: Some(euro(5_000)),
        ..IncentiveDraft::default()
    }
}

pub fn set(engine: &Engine, id: &str, draft: IncentiveDraft) {
    engine.put_incentive(id, &draft, now()).unwrap();
}

pub fn told(engine: &Engine, request: &OfferRequest) -> Vec<IncentiveView> {
    engine.offers(request, now()).incentives
}

pub fn ids(views: &[IncentiveView]) -> Vec<&str> {
    views.iter().map(|view| view.id.as_str()).collect()
}

pub fn customer(id: &str) -> CustomerId {
    CustomerId::new(id).unwrap()
}

pub fn order(id: &str) -> OrderId {
    OrderId::new(id).unwrap()
}

#[track_caller]
pub fn assert_conflict<T: std::fmt::Debug>(outcome: Result<T, Error>, says: &str) {
    match outcome {
        Err(Error::Store(StoreError::Conflict(sentence))) => assert!(sentence.contains(says), "{sentence}"),
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_gap_to_free_delivery_is_exact_and_filled_with_what_would_be_offered_anyway() {
    let (_folder, engine) = shop();
    set(&engine, "delivery", from_50("free_shipping"));
    let views = told(&engine, &in_cart(&["pan"]));
    let view = &views[0];
    assert_eq!(
        (view.kind, view.reached, view.ends_at),
        ("free_shipping", false, None)
    );
    assert_eq!((view.cart_value, view.missing), (euro(4_200), Some(euro(800))));
    let fillers: Vec<Vec<&str>> = view
        .fillers
        .iter()
        .map(|set| set.iter().map(|product| product.id.as_str()).collect())
        .collect();
    // One lid is enough; oil and a sponge together are the other way. The whisk costs far more than what is missing,
    // and an engraving is not sent.
    assert_eq!(fillers, [vec!["lid"], vec!["oil", "sponge"]]);
    let reached = told(&engine, &in_cart(&["pan", "lid"]));
    assert_eq!((reached[0].reached, reached[0].missing), (true, None));
    assert!(reached[0].fillers.is_empty());
    let dismissed = OfferRequest {
        exclude: vec!["lid".into(), "oil".into(), "sponge".into()],
        ..in_cart(&["pan"])
    };
    let bare = told(&engine, &dismissed);
    assert_eq!((bare[0].missing, bare[0].fillers.len()), (Some(euro(800)), 0));
    assert!(
        told(&engine, &in_cart(&[])).is_empty(),
        "an empty cart is near nothing"
    );
    let mut at_home = in_cart(&["pan"]);
    at_home.placement = Placement::Home;
    assert!(told(&engine, &at_home).is_empty());
}

#[test]
fn what_free_delivery_costs_can_be_more_than_it_brings() {
    let (_folder, engine) = shop();
    let dear = IncentiveDraft {
        shipping_cost: Some(euro(4_900)),
        ..from_50("free_shipping")
    };
    set(&engine, "delivery", dear);
    let request = OfferRequest {
        exclude: vec!["sponge".into()],
        ..in_cart(&["pan"])
    };
    let views = told(&engine, &request);
    assert_eq!((views[0].missing, views[0].fillers.len()), (Some(euro(800)), 0));
    set(&engine, "delivery", from_50("free_shipping"));
    assert_eq!(told(&engine, &request)[0].fillers[0][0].id, "lid");
}

#[test]
fn only_what_is_of_the_currency_and_merchandise_counts() {
    let (_folder, engine) = shop();
    set(&engine, "delivery", from_50("free_shipping"));
    let line = |id: &str, quantity, unit_price| CartItem {
        product_id: id.into(),
        quantity,
        unit_price,
    };
    let lei = Money::new(90_000, Currency::new("RON").unwrap());
    let request = OfferRequest {
        cart: vec![
            line("oil", 3, None),
            line("lid", 2, Some(euro(799))),
            line("pan", 1, Some(lei)),
            line("engraving", 1, None),
            line("unheard-of", 1, Some(euro(9_900))),
        ],
        ..OfferRequest::new(Placement::Cart)
    };
    assert_eq!(told(&engine, &request)[0].cart_value, euro(3 * 550 + 2 * 799));
    let with_services = IncentiveDraft {
        counts_services: true,
        ..from_50("free_shipping")
    };
    set(&engine, "delivery", with_services);
    assert_eq!(
        told(&engine, &request)[0].cart_value,
        euro(3 * 550 + 2 * 799 + 800)
    );
}

#[test]
fn a_discount_is_told_only_where_the_orders_margin_bears_it() {
    let (_folder, engine) = shop();
    let discount = |percent, floor| IncentiveDraft {
        discount_percent: Some(percent),
        margin_floor_percent: Some(floor),
        ..from_50("threshold_discount")
    };
    // Pan and lid: 50.50, of which 27.50 is margin.
    let cart = in_cart(&["pan", "lid"]);
    set(&engine, "off", discount(10, 40));
    assert_eq!(told(&engine, &cart)[0].discount, Some(euro(505)));
    set(&engine, "off", discount(10, 50));
    assert!(told(&engine, &cart).is_empty());
    set(&engine, "off", discount(60, 0));
    assert!(told(&engine, &cart).is_empty(), "never at a loss");
    // What a hood costs the shop is not known.
    set(&engine, "off", discount(10, 0));
    assert!(told(&engine, &in_cart(&["hood"])).is_empty());
    let allowed = IncentiveDraft {
        costs_unknown_allowed: true,
        ..discount(10, 0)
    };
    set(&engine, "off", allowed);
    assert_eq!(told(&engine, &in_cart(&["hood"]))[0].discount, Some(euro(600)));
    // What is reduced already is not reduced again, unless it may be.
    set(&engine, "off", discount(10, 0));
    assert!(told(&engine, &in_cart(&["sale"])).is_empty());
    assert_eq!(
        told(&engine, &in_cart(&["sale", "pan"]))[0].discount,
        Some(euro(420))
    );
    let stackable = IncentiveDraft {
        stackable: true,
        ..discount(10, 0)
    };
    set(&engine, "off", stackable);
    assert_eq!(
        told(&engine, &in_cart(&["sale", "pan"]))[0].discount,
        Some(euro(1_020))
    );
}

#[test]
fn of_discounts_that_do_not_go_together_the_best_is_told_and_the_next_one_to_reach() {
    let (_folder, engine) = shop();
    for (id, threshold, off) in [
        ("a", 2_000, 100),
        ("b", 4_000, 300),
        ("c", 6_000, 500),
        ("d", 9_000, 900),
    ] {
        let draft = IncentiveDraft {
            threshold: Some(euro(threshold)),
            discount: Some(euro(off)),
            ..from_50("threshold_discount")
        };
        set(&engine, id, draft);
    }
    let views = told(&engine, &in_cart(&["pan"]));
    assert_eq!(ids(&views), ["b", "c"]);
    assert_eq!(
        (views[1].missing, views[1].discount),
        (Some(euro(1_800)), Some(euro(500)))
    );
}

#[test]
fn a_gift_is_told_while_there_is_one_and_only_to_whom_it_is_for() {
    let (_folder, engine) = shop();
    let gift = IncentiveDraft {
        gift_product_id: Some("apron".into()),
        for_tags: vec!["b2b".into()],
        valid_until_ms: Some(now().plus_ms(1).unix_ms()),
        ..from_50("gift")
    };
    set(&engine, "apron", gift);
    let cart = in_cart(&["pan", "lid"]);
    assert!(told(&engine, &cart).is_empty());
    let as_b2b = |consent| OfferRequest {
        customer_id: Some("b2b".into()),
        consent,
        ..cart.clone()
    };
    let views = told(&engine, &as_b2b(true));
    assert_eq!(views[0].gift.as_ref().unwrap().id, "apron");
    assert_eq!(views[0].ends_at, Some(now().plus_ms(1)));
    assert!(told(&engine, &as_b2b(false)).is_empty());
    assert!(
        engine
            .offers(&as_b2b(true), now().plus_ms(1))
            .incentives
            .is_empty()
    );
    let sold_out = ProductPatch {
        id: ProductId::new("apron").unwrap(),
        stock: Some(Stock::Quantity(0)),
        price: None,
        list_price: None,
        price_valid_until: None,
        active: None,
    };
    engine.patch_products(vec![sold_out]).unwrap();
    assert!(told(&engine, &as_b2b(true)).is_empty());
}

#[test]
fn what_cannot_be_right_is_named() {
    let (_folder, engine) = shop();
    let check = |change: fn(&mut IncentiveDraft), expect: &str| {
        let mut draft = from_50("threshold_discount");
        draft.discount_percent = Some(5);
        change(&mut draft);
        match engine.put_incentive("id", &draft, now()) {
            Err(Error::Invalid { field, reason }) => {
                let said = format!("{field}: {reason}");
                assert!(said.starts_with(expect), "{said}");
            }
            other => panic!("{draft:?}: {other:?}"),
        }
    };
    check(
        |draft| draft.kind = "free".into(),
        "kind: there is no such kind; use one of: free_shipping,",
    );
    check(
        |draft| draft.kind = "points".into(),
        "threshold: an incentive of kind points has none",
    );
    check(|draft| draft.threshold = None, "threshold: say from which");
    check(|draft| draft.discount_percent = None, "discount: set either");
    check(|draft| draft.discount = Some(euro(100)), "discount: set either");
    check(
        |draft| draft.discount_percent = Some(0),
        "discount_percent: it must be from 1 to 90",
    );
    check(
        |draft| (draft.discount, draft.discount_percent) = (Some(euro(9_000)), None),
        "discount: it must be at most the threshold",
    );
    check(
        |draft| draft.threshold = Some(euro(0)),
        "threshold: it must be above 0",
    );
    check(
        |draft| draft.budget = Some(Money::new(5, Currency::new("RON").unwrap())),
        "budget: all amounts must be of one currency, EUR",
    );
    check(
        |draft| draft.gift_product_id = Some("pan".into()),
        "gift_product_id: an incentive of kind",
    );
    check(
        |draft| draft.placements = vec!["shelf".into()],
        "placements[0]: there is no placement",
    );
    let gift = IncentiveDraft {
        gift_product_id: Some("radio".into()),
        ..from_50("gift")
    };
    assert!(matches!(
        engine.put_incentive("id", &gift, now()),
        Err(Error::Invalid { field, .. }) if field == "gift_product_id"
    ));
    assert!(engine.incentives(now()).unwrap().is_empty());
}

fn coupons(budget: i64) -> IncentiveDraft {
    IncentiveDraft {
        kind: "coupon".into(),
        discount: Some(euro(500)),
        budget: Some(euro(budget)),
        valid_days: Some(3),
        ..IncentiveDraft::default()
    }
}

#[test]
fn a_coupon_is_one_customers_for_one_order_within_the_budget() {
    let (folder, engine) = shop();
    set(&engine, "hello", coupons(900));
    let issued = engine
        .issue_coupon("hello", &customer("ann"), None, &[], now())
        .unwrap();
    assert_eq!(issued.info.amount, euro(500));
    assert_conflict(
        engine.issue_coupon("hello", &customer("bob"), None, &[], now()),
        "budget of the incentive 'hello' is spent",
    );
    let typed = issued.code.to_lowercase().replace('-', " ");
    assert_eq!(engine.coupon(&typed).unwrap(), issued.info);
    let redeem = |who: &str, on: &str, minor, at: Timestamp| {
        engine.redeem_coupon(&typed, &customer(who), &order(on), euro(minor), &[], at)
    };
    assert!(matches!(
        redeem("bob", "o1", 500, now()),
        Err(Error::NotFound { .. })
    ));
    assert!(matches!(
        redeem("ann", "o1", 501, now()),
        Err(Error::Invalid { .. })
    ));
    assert_conflict(
        redeem("ann", "o1", 500, now().plus_ms(3 * 86_400_000)),
        "not valid any more",
    );
    assert_eq!(
        redeem("ann", "o1", 400, now()).unwrap().redeemed.unwrap().0,
        order("o1")
    );
    redeem("ann", "o1", 400, now()).unwrap();
    assert_conflict(redeem("ann", "o2", 400, now()), "redeemed before");
    // What was not taken off is free again, also for another process.
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(other.incentive("hello", now()).unwrap().spent_minor, 400);
    other
        .issue_coupon("hello", &customer("bob"), None, &[], now())
        .unwrap();
    let data = engine.customer_data("ann").unwrap();
    assert_eq!(data.coupons.len(), 1);
    engine.erase_customer("ann").unwrap();
    assert!(matches!(engine.coupon(&issued.code), Err(Error::NotFound { .. })));
    let code = issued.code.replace('-', "").to_lowercase();
    for suffix in ["", "-wal"] {
        let kept = std::fs::read(folder.path().join(format!("shop.db{suffix}"))).unwrap();
        let holds = |text: &str| kept.windows(text.len()).any(|bytes| bytes == text.as_bytes());
        assert!(!holds(&code) && !holds(&issued.code), "only the hash is kept");
    }
}

#[test]
fn a_spent_budget_is_not_told_any_more() {
    let (_folder, engine) = shop();
    let delivery = IncentiveDraft {
        budget: Some(euro(1_000)),
        shipping_cost: Some(euro(490)),
        ..from_50("free_shipping")
    };
    set(&engine, "delivery", delivery);
    let claim = |id: &str| engine.claim_incentive("delivery", &order(id), euro(490), now());
    claim("o1").unwrap();
    claim("o1").unwrap();
    assert_eq!(ids(&told(&engine, &in_cart(&["pan"]))), ["delivery"]);
    claim("o2").unwrap();
    assert!(told(&engine, &in_cart(&["pan"])).is_empty());
    assert_conflict(claim("o3"), "is spent");
    assert_eq!(engine.incentive("delivery", now()).unwrap().spent_minor, 980);
}

/// What many threads of two engines got of a budget and of a balance.
pub fn at_once(engines: [&Engine; 2], act: impl Fn(&Engine, usize) -> i64 + Sync) -> i64 {
    let got = AtomicI64::new(0);
    std::thread::scope(|scope| {
        for turn in 0..8 {
            let (act, got) = (&act, &got);
            scope.spawn(move || {
                for step in 0..6 {
                    got.fetch_add(act(engines[turn % 2], turn * 6 + step), Ordering::Relaxed);
                }
            });
        }
    });
    got.into_inner()
}

#[test]
fn two_engines_on_one_shop_never_spend_the_same_budget_or_points() {
    let (folder, engine) = shop();
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    // Nineteen coupons of 5.00 fit in 99.00; forty-eight are asked for.
    set(&engine, "hello", coupons(9_900));
    let granted = at_once([&engine, &other], |engine, turn| {
        match engine.issue_coupon("hello", &customer(&format!("c{turn}")), None, &[], now()) {
            Ok(coupon) => engine.coupon(&coupon.code).unwrap().amount.minor,
            Err(Error::Store(StoreError::Conflict(_))) => 0,
            Err(error) => panic!("{error}"),
        }
    });
    assert_eq!(granted, 9_500);
    assert_eq!(engine.incentive("hello", now()).unwrap().reserved_minor, granted);
    let change = |id: String, points, reason| PointsChange {
        id,
        points,
        reason,
        order_id: None,
    };
    let earned = change("start".into(), 100, PointsReason::Earn);
    engine.change_points(&customer("ann"), earned, now()).unwrap();
    let redeemed = at_once([&engine, &other], |engine, turn| {
        let seven = change(format!("r{turn}"), -7, PointsReason::Redeem);
        match engine.change_points(&customer("ann"), seven, now()) {
            Ok(_) => 7,
            Err(Error::Store(StoreError::Conflict(_))) => 0,
            Err(error) => panic!("{error}"),
        }
    });
    let account = other.points(&customer("ann")).unwrap();
    assert_eq!((redeemed, account.balance, account.entries.len()), (98, 2, 15));
}

#[test]
fn an_order_earns_points_once_and_a_refund_takes_its_share_back() {
    let (_folder, engine) = shop();
    let from = testkit::moment("2026-02-01").unwrap().unix_ms();
    let points = |per_unit, times, until| IncentiveDraft {
        kind: "points".into(),
        points_per_unit: per_unit,
        multiplier: times,
        valid_from_ms: Some(from),
        valid_until_ms: until,
        ..IncentiveDraft::default()
    };
    set(&engine, "points", points(Some(2), None, None));
    let week = testkit::moment("2026-02-08").unwrap().unix_ms();
    set(&engine, "threefold", points(None, Some(3), Some(week)));
    let fixture = Fixture::parse(
        "currency EUR\n\
         order n1 2026-02-02 ann pan@42.00 lid*2@8.50 postage@4.90!\n\
         order n2 2026-02-09 ann oil@5.50\n\
         order n3 2026-01-09 ann pan@42.00\n\
         order n4 2026-02-09 - pan@42.00\n\
         refund r1 2026-02-10 n1 lid*1@8.50",
    );
    let balance = || engine.points(&customer("ann")).unwrap().balance;
    engine.record_orders(fixture.orders.clone(), Vec::new()).unwrap();
    // 59.00 of merchandise: 59 units, 2 points each, threefold in that week; then 5 units.
    assert_eq!(balance(), 59 * 2 * 3 + 5 * 2);
    engine.record_orders(fixture.orders, Vec::new()).unwrap();
    assert_eq!(balance(), 364);
    engine.record_orders(Vec::new(), fixture.refunds.clone()).unwrap();
    engine.record_orders(Vec::new(), fixture.refunds).unwrap();
    assert_eq!(balance(), 364 - 354 * 850 / 5_900);
    let view = told(&engine, &in_cart(&["pan"]));
    assert_eq!((view[0].id.as_str(), view[0].points), ("points", Some(84)));
    let redeem = |points| PointsChange {
        id: "r".into(),
        points,
        reason: PointsReason::Redeem,
        order_id: None,
    };
    assert_conflict(
        engine.change_points(&customer("ann"), redeem(-314), now()),
        "only 313 points",
    );
    assert!(matches!(
        engine.change_points(&customer("ann"), redeem(5), now()),
        Err(Error::Invalid { .. })
    ));
    assert_eq!(engine.customer_data("ann").unwrap().points.len(), 3);
    engine.erase_customer("ann").unwrap();
    assert_eq!(balance(), 0);
}
