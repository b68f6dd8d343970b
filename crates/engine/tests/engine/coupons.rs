//! Coupons: told to whoever holds one, redeemed for no more than the order's margin bears, and never twice.

use engine::{
    CartItem, CouponInfo, Engine, Error, IncentiveDraft, NewCoupon, OfferRequest, Settings, StoreError,
};
use proptest::prelude::*;
use shop::{Money, Placement, Timestamp};
use testkit::Fixture;

use crate::{
    in_cart,
    incentives::{assert_conflict, at_once, customer, euro, order, set, shop, told},
    now,
};

const DAY_MS: i64 = 86_400_000;

/// 15.00 off; 40 % of what is paid must be left.
fn coupon() -> IncentiveDraft {
    IncentiveDraft {
        kind: "coupon".into(),
        discount: Some(euro(1_500)),
        margin_floor_percent: Some(40),
        valid_days: Some(3),
        ..IncentiveDraft::default()
    }
}

fn lines(products: &[&str]) -> Vec<CartItem> {
    in_cart(products).cart
}

fn issue(engine: &Engine, who: &str, products: &[&str]) -> Result<NewCoupon, Error> {
    engine.issue_coupon("hello", &customer(who), None, &lines(products), now())
}

fn redeem(
    engine: &Engine,
    coupon: &NewCoupon,
    on: &str,
    minor: i64,
    products: &[&str],
) -> Result<CouponInfo, Error> {
    let who = &coupon.info.customer_id;
    engine.redeem_coupon(
        &coupon.code,
        who,
        &order(on),
        euro(minor),
        &lines(products),
        now(),
    )
}

#[track_caller]
fn assert_refused<T: std::fmt::Debug>(outcome: Result<T, Error>, says: &str) {
    match outcome {
        Err(Error::Invalid { field, reason }) => {
            let said = format!("{field}: {reason}");
            assert!(said.contains(says), "{said}");
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_coupon_takes_off_what_the_orders_margin_bears() {
    let (_folder, engine) = shop();
    set(&engine, "hello", coupon());
    // A pan is sold for 42.00 and costs 20.00: of 33.34, 13.34 are left, which is 40 %.
    assert_eq!(issue(&engine, "ann", &["pan"]).unwrap().info.amount, euro(866));
    let whole = issue(&engine, "ann", &[]).unwrap();
    assert_eq!(whole.info.amount, euro(1_500));
    let says = "amount: the order's margin bears at most 8.66 EUR of the coupon";
    assert_refused(redeem(&engine, &whole, "o1", 867, &["pan"]), says);
    let done = redeem(&engine, &whole, "o1", 866, &["pan"]).unwrap();
    assert_eq!(done.redeemed.unwrap().2, euro(866));
    // The same again changes nothing, also where the lines are not sent again.
    redeem(&engine, &whole, "o1", 866, &[]).unwrap();
    // A second coupon finds only what the first one left.
    let second = issue(&engine, "ann", &[]).unwrap();
    assert_conflict(redeem(&engine, &second, "o1", 1, &["pan"]), "bears nothing");
    redeem(&engine, &second, "o2", 300, &["pan"]).unwrap();
    let third = issue(&engine, "ann", &[]).unwrap();
    assert_refused(redeem(&engine, &third, "o2", 1_500, &["pan"]), "at most 5.66 EUR");
}

#[test]
fn the_lines_are_sent_or_known_where_a_floor_is_to_be_kept() {
    let (_folder, engine) = shop();
    set(&engine, "hello", coupon());
    let held = issue(&engine, "ann", &[]).unwrap();
    assert_refused(
        redeem(&engine, &held, "n1", 500, &[]),
        "lines: send the order's lines",
    );
    let kept = "currency EUR\norder n1 2026-02-09 ann pan@42.00 postage@4.90!";
    engine
        .record_orders(Fixture::parse(kept).orders, Vec::new())
        .unwrap();
    assert_refused(redeem(&engine, &held, "n1", 867, &[]), "at most 8.66 EUR");
    redeem(&engine, &held, "n1", 866, &[]).unwrap();
    // What a hood costs the shop is not known, and of what nobody knows neither.
    let held = issue(&engine, "bob", &[]).unwrap();
    for unknown in [["hood"], ["unheard-of"]] {
        assert_conflict(redeem(&engine, &held, "n2", 500, &unknown), "is not known");
        assert_conflict(issue(&engine, "bob", &unknown), "is not known");
    }
    let allowed = IncentiveDraft {
        costs_unknown_allowed: true,
        ..coupon()
    };
    set(&engine, "hello", allowed);
    assert_eq!(
        redeem(&engine, &held, "n2", 1_500, &["hood"]).unwrap().amount,
        euro(1_500)
    );
}

#[test]
fn without_a_floor_a_promise_is_kept_but_never_at_a_known_loss() {
    let (_folder, engine) = shop();
    let generous = IncentiveDraft {
        discount: Some(euro(3_000)),
        margin_floor_percent: None,
        ..coupon()
    };
    set(&engine, "hello", generous);
    let held = issue(&engine, "ann", &[]).unwrap();
    assert_refused(redeem(&engine, &held, "o1", 2_201, &["pan"]), "at most 22.00 EUR");
    redeem(&engine, &held, "o1", 3_000, &["hood"]).unwrap();
    redeem(&engine, &issue(&engine, "ann", &[]).unwrap(), "o2", 3_000, &[]).unwrap();
    // A coupon outlives its incentive.
    let held = issue(&engine, "ann", &[]).unwrap();
    engine.delete_incentive("hello", now()).unwrap();
    redeem(&engine, &held, "o3", 3_000, &["pan"]).unwrap();
}

#[test]
fn an_order_that_is_worth_too_little_is_told_the_least() {
    let (_folder, engine) = shop();
    let from_50 = IncentiveDraft {
        threshold: Some(euro(5_000)),
        ..coupon()
    };
    set(&engine, "hello", from_50);
    let held = issue(&engine, "ann", &["pan", "lid"]).unwrap();
    // 50.50 for what costs 23.00: of 38.34, 15.34 are left.
    assert_eq!(held.info.amount, euro(1_216));
    let says = "needs an order of at least 50.00 EUR";
    assert_conflict(redeem(&engine, &held, "o1", 500, &["pan"]), says);
    redeem(&engine, &held, "o1", 500, &["pan", "lid"]).unwrap();
}

/// What a cart of these products is told to somebody.
fn told_to(engine: &Engine, who: &str, consent: bool, products: &[&str]) -> Vec<engine::IncentiveView> {
    let request = OfferRequest {
        customer_id: Some(who.into()),
        consent,
        ..in_cart(products)
    };
    told(engine, &request)
}

#[test]
fn who_holds_a_coupon_is_told_what_it_takes_off_this_cart_and_until_when() {
    let (_folder, engine) = shop();
    set(&engine, "hello", coupon());
    let held = issue(&engine, "ann", &[]).unwrap();
    let views = told_to(&engine, "ann", true, &["pan"]);
    let view = &views[0];
    assert_eq!((views.len(), view.id.as_str(), view.kind), (1, "hello", "coupon"));
    // What is told is what can be redeemed.
    assert_eq!(
        (view.discount, view.reached, view.missing),
        (Some(euro(866)), true, None)
    );
    assert_eq!(view.ends_at, Some(now().plus_ms(3 * DAY_MS)));
    for nobody in [
        told_to(&engine, "ann", false, &["pan"]),
        told_to(&engine, "bob", true, &["pan"]),
        // What a hood costs is not known, so it would be refused.
        told_to(&engine, "ann", true, &["hood"]),
        told(&engine, &in_cart(&["pan"])),
    ] {
        assert!(nobody.is_empty(), "{nobody:?}");
    }
    let mut at_home = in_cart(&["pan"]);
    (at_home.placement, at_home.customer_id) = (Placement::Home, Some("ann".into()));
    assert!(told(&engine, &at_home).is_empty());
    let later = OfferRequest {
        customer_id: Some("ann".into()),
        ..in_cart(&["pan"])
    };
    let told_at = |at: Timestamp| engine.offers(&later, at).incentives.len();
    assert_eq!(
        (
            told_at(now().plus_ms(3 * DAY_MS - 1)),
            told_at(now().plus_ms(3 * DAY_MS))
        ),
        (1, 0)
    );
    redeem(&engine, &held, "o1", 866, &["pan"]).unwrap();
    assert!(told_to(&engine, "ann", true, &["pan"]).is_empty(), "it is used");
}

#[test]
fn a_coupon_that_needs_more_is_told_with_what_is_missing_and_the_soonest_to_end_comes_first() {
    let (_folder, engine) = shop();
    let from_50 = IncentiveDraft {
        threshold: Some(euro(5_000)),
        ..coupon()
    };
    set(&engine, "hello", from_50);
    issue(&engine, "ann", &["pan", "lid"]).unwrap();
    let views = told_to(&engine, "ann", true, &["pan"]);
    assert_eq!((views[0].missing, views[0].reached), (Some(euro(800)), false));
    assert_eq!(
        (views[0].threshold, views[0].discount),
        (Some(euro(5_000)), Some(euro(1_216)))
    );
    let short = IncentiveDraft {
        valid_days: Some(1),
        ..coupon()
    };
    set(&engine, "hello", short);
    for _ in 0..4 {
        issue(&engine, "ann", &[]).unwrap();
    }
    let views = told_to(&engine, "ann", true, &["pan"]);
    let ends: Vec<_> = views.iter().map(|view| view.ends_at.unwrap()).collect();
    assert_eq!(ends, [now().plus_ms(DAY_MS); 3]);
}

#[test]
fn many_at_once_redeem_a_code_once_and_an_order_bears_no_more_than_its_margin() {
    let (folder, engine) = shop();
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    set(&engine, "hello", coupon());
    let taken = |outcome: Result<CouponInfo, Error>| match outcome {
        Ok(info) => info.redeemed.unwrap().2.minor,
        Err(Error::Store(StoreError::Conflict(_)) | Error::Invalid { .. }) => 0,
        Err(error) => panic!("{error}"),
    };
    let one = issue(&engine, "ann", &[]).unwrap();
    let sum = at_once([&engine, &other], |engine, turn| {
        taken(redeem(engine, &one, &format!("o{turn}"), 500, &["pan"]))
    });
    assert_eq!(sum, 500, "one code, one order");
    let many: Vec<_> = (0..48).map(|_| issue(&engine, "bob", &[]).unwrap()).collect();
    let sum = at_once([&engine, &other], |engine, turn| {
        taken(redeem(engine, &many[turn], "p1", 200, &["pan"]))
    });
    assert_eq!(sum, 800, "four of 2.00 fit in 8.66");
}

#[derive(Debug, Clone)]
enum Step {
    Issue { who: usize, knows_lines: bool },
    Redeem { coupon: usize, on: usize, minor: i64 },
    Wait,
    Erase { who: usize },
}

fn step() -> impl Strategy<Value = Step> {
    prop_oneof![
        4 => (0..3_usize, any::<bool>()).prop_map(|(who, knows_lines)| Step::Issue { who, knows_lines }),
        6 => (0..12_usize, 0..4_usize, 0..1_600_i64)
            .prop_map(|(coupon, on, minor)| Step::Redeem { coupon, on, minor }),
        1 => Just(Step::Wait),
        1 => (0..3_usize).prop_map(|who| Step::Erase { who }),
    ]
}

const CARTS: [&[&str]; 3] = [&["pan"], &["pan", "lid"], &["lid"]];
/// What coupons with a floor of 40 % may take off these carts in all.
const BEARS: [i64; 3] = [866, 1_216, 350];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(8))]

    #[test]
    fn a_budget_holds_and_no_order_falls_below_its_floor_whatever_happens(
        budget in 1_000..8_000_i64,
        steps in prop::collection::vec(step(), 1..40),
    ) {
        let (_folder, engine) = shop();
        let limited = IncentiveDraft { budget: Some(euro(budget)), ..coupon() };
        set(&engine, "hello", limited);
        let (mut at, mut held, mut spent) = (now(), Vec::<NewCoupon>::new(), 0);
        let mut of_order = std::collections::BTreeMap::<(String, usize), i64>::new();
        for step in steps {
            match step {
                Step::Issue { who, knows_lines } => {
                    let of_cart = lines(if knows_lines { &["pan"] } else { &[] });
                    let who = customer(&format!("c{who}"));
                    if let Ok(coupon) = engine.issue_coupon("hello", &who, None, &of_cart, at) {
                        prop_assert_eq!(coupon.info.amount.minor, if knows_lines { 866 } else { 1_500 });
                        held.push(coupon);
                    }
                }
                Step::Redeem { coupon, on, minor } => {
                    let Some(coupon) = held.get(coupon) else { continue };
                    let who = &coupon.info.customer_id;
                    // An order holds the same whenever it is asked for.
                    let cart = on % CARTS.len();
                    let was_open = engine.coupon(&coupon.code).is_ok_and(|info| info.redeemed.is_none());
                    let id = order(&format!("{who}-{on}"));
                    let amount: Money = euro(minor);
                    let done = engine.redeem_coupon(&coupon.code, who, &id, amount, &lines(CARTS[cart]), at);
                    if done.is_ok() && was_open {
                        spent += minor;
                        let sum = of_order.entry((who.to_string(), on)).or_default();
                        *sum += minor;
                        prop_assert!(minor <= coupon.info.amount.minor && at < coupon.info.expires_at);
                        prop_assert!(*sum <= BEARS[cart], "{} of {}", sum, BEARS[cart]);
                    }
                }
                Step::Wait => at = at.plus_ms(DAY_MS),
                Step::Erase { who } => {
                    engine.erase_customer(&format!("c{who}")).ok();
                    of_order.retain(|(owner, _), _| *owner != format!("c{who}"));
                }
            }
            let entry = engine.incentive("hello", at).unwrap();
            prop_assert_eq!(entry.spent_minor, spent);
            prop_assert!(entry.reserved_minor >= 0 && entry.reserved_minor + spent <= budget);
        }
    }
}
