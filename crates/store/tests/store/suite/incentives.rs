//! Budgets, coupons and points: given once, to whom they belong, and never more than there is.

use shop::{Currency, CustomerId, Money, OrderId};
use store::{
    CouponRecord, CouponUse, PointsEntry, PointsOutcome, PointsReason, Redemption, Reservation, Store,
    StoreError, Write,
};

use super::write;
use crate::fixtures::*;

fn reservation(id: &str, amount_minor: i64, until_hour: i64) -> Reservation {
    Reservation {
        id: id.into(),
        incentive_id: "spring".into(),
        amount_minor,
        expires_at: at_hour(until_hour),
    }
}

/// What is reserved and spent of the budget `spring` at an hour.
fn used(store: &dyn Store, hour: i64) -> (i64, i64) {
    let uses = store.budget_uses(at_hour(hour)).unwrap();
    let own = uses.iter().find(|used| used.incentive_id == "spring");
    own.map_or((0, 0), |used| (used.reserved_minor, used.spent_minor))
}

pub fn budgets(store: &dyn Store) {
    let reserve =
        |id: &str, amount, until, at| store.reserve(&reservation(id, amount, until), 100, at_hour(at));
    assert_eq!(reserve("a", 60, 5, 0), Ok(true));
    assert_eq!(reserve("a", 60, 5, 0), Ok(true), "the same again is one");
    assert_eq!(reserve("b", 50, 5, 0), Ok(false));
    assert_eq!(reserve("b", 40, 5, 0), Ok(true));
    assert!(matches!(reserve("a", 61, 5, 0), Err(StoreError::Conflict(_))));
    assert_eq!(used(store, 0), (100, 0));
    assert_eq!(
        store.settle("a", 61, at_hour(1)),
        Ok(false),
        "no more than was reserved"
    );
    assert_eq!(store.settle("a", 45, at_hour(1)), Ok(true));
    assert_eq!(
        store.settle("a", 45, at_hour(9)),
        Ok(true),
        "the same again changes nothing"
    );
    assert_eq!(store.settle("a", 44, at_hour(1)), Ok(false));
    assert_eq!(used(store, 1), (40, 45));
    assert_eq!((store.release("b"), store.release("b")), (Ok(true), Ok(false)));
    assert_eq!(store.release("a"), Ok(false), "what is spent is spent");
    assert_eq!(used(store, 1), (0, 45));
    assert_eq!(reserve("c", 55, 5, 2), Ok(true));
    assert_eq!(used(store, 4), (55, 45));
    assert_eq!(used(store, 5), (0, 45), "it expired");
    assert_eq!(store.settle("c", 5, at_hour(5)), Ok(false), "too late");
    assert_eq!(reserve("d", 55, 9, 6), Ok(true), "what expired is free");
    assert_eq!(reserve("c", 55, 9, 6), Ok(false), "and taken");
    assert_eq!(store.settle("nobody's", 0, at_hour(0)), Ok(false));
    assert_eq!(reserve("e", -1, 9, 6), Ok(false));
}

/// Steps drawn from a fixed seed: whatever their order, what is reserved and spent stays within the budget, and every
/// grant is still there.
pub fn a_budget_is_never_exceeded(store: &dyn Store) {
    let mut state = 7_u64;
    let mut draw = |below: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        (state >> 33) % below
    };
    let (mut granted, mut refused) = (0, 0);
    for step in 0..400 {
        let hour = step / 8;
        let id = format!("r{}", draw(40));
        // An id always stands for the same amount.
        let amount = 1 + id.bytes().map(i64::from).sum::<i64>() % 37;
        match draw(4) {
            0 | 1 => match store.reserve(&reservation(&id, amount, hour + 3), 200, at_hour(hour)) {
                Ok(true) => granted += 1,
                Ok(false) => refused += 1,
                Err(error) => panic!("{error}"),
            },
            2 => drop(
                store
                    .settle(&id, i64::try_from(draw(50)).unwrap(), at_hour(hour))
                    .unwrap(),
            ),
            _ => drop(store.release(&id).unwrap()),
        }
        let (reserved, spent) = used(store, hour);
        assert!(reserved >= 0 && spent >= 0 && reserved + spent <= 200, "{step}");
    }
    assert!(
        granted > 20 && refused > 20,
        "{granted} granted, {refused} refused"
    );
}

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").unwrap())
}

fn coupon(hash: u8, customer: &str) -> CouponRecord {
    CouponRecord {
        hash: vec![hash; 32],
        incentive_id: "spring".into(),
        customer_id: CustomerId::new(customer).unwrap(),
        amount: euro(60),
        issued_at: at_hour(0),
        expires_at: at_hour(9),
        reservation_id: Some(format!("coupon-{hash}")),
        redeemed: None,
    }
}

pub fn coupons(store: &dyn Store) {
    assert_eq!(store.issue_coupon(&coupon(1, "ann"), Some(100)), Ok(true));
    assert_eq!(
        store.issue_coupon(&coupon(2, "bob"), Some(100)),
        Ok(false),
        "the budget"
    );
    assert_eq!(store.coupon(&[2; 32]), Ok(None));
    assert_eq!(store.coupon(&[1; 32]), Ok(Some(coupon(1, "ann"))));
    assert_eq!(used(store, 0), (60, 0));
    let redeem = |who: &str, order: &str, minor, hour| {
        let (customer, order) = (CustomerId::new(who).unwrap(), OrderId::new(order).unwrap());
        let wanted = CouponUse {
            hash: vec![1; 32],
            customer_id: customer,
            order_id: order,
            amount: euro(minor),
            order_bears_minor: None,
        };
        let done = store.redeem_coupon(&wanted, at_hour(hour));
        match done.unwrap() {
            Redemption::Done(coupon) => format!("{}", coupon.redeemed.unwrap().amount.minor),
            other => format!("{other:?}").split('(').next().unwrap().to_owned(),
        }
    };
    assert_eq!(redeem("bob", "o1", 50, 1), "Unknown", "it is another's");
    assert_eq!(redeem("ann", "o1", 61, 1), "TooMuch");
    assert_eq!(redeem("ann", "o1", 50, 9), "Expired");
    assert_eq!(redeem("ann", "o1", 50, 8), "50");
    assert_eq!(
        redeem("ann", "o1", 50, 20),
        "50",
        "the same again changes nothing"
    );
    assert_eq!(redeem("ann", "o2", 50, 8), "UsedBefore");
    assert_eq!(redeem("ann", "o1", 40, 8), "UsedBefore");
    assert_eq!(used(store, 8), (0, 50));
    let unlimited = CouponRecord {
        reservation_id: None,
        ..coupon(3, "ann")
    };
    assert_eq!(store.issue_coupon(&unlimited, None), Ok(true));
    let ann = CustomerId::new("ann").unwrap();
    assert_eq!(store.coupons_of_customer(&ann).unwrap().len(), 2);
}

fn entry(id: &str, customer: &str, points: i64, reason: PointsReason) -> PointsEntry {
    PointsEntry {
        id: id.into(),
        customer_id: CustomerId::new(customer).unwrap(),
        points,
        reason,
        order_id: Some(OrderId::new("o1").unwrap()),
        at: at_hour(1),
    }
}

pub fn points(store: &dyn Store) {
    use PointsOutcome::{Added, Known, TooFew};
    use PointsReason::{Correct, Earn, Redeem};
    let earned = entry("order:o1", "ann", 50, Earn);
    let entries = [earned.clone(), earned.clone(), entry("r1", "ann", -20, Redeem)];
    assert_eq!(
        store.add_points(&entries).unwrap(),
        [Added(50), Known(50), Added(30)]
    );
    let more = [
        entry("r2", "ann", -31, Redeem),
        entry("order:o1", "ann", 99, Earn),
        entry("c1", "ann", -30, Correct),
        entry("r3", "bob", -1, Redeem),
        entry("e9", "bob", i64::MAX, Earn),
        entry("e10", "bob", 1, Earn),
    ];
    assert_eq!(
        store.add_points(&more).unwrap(),
        [
            TooFew(30),
            Known(30),
            Added(0),
            TooFew(0),
            Added(i64::MAX),
            TooFew(i64::MAX)
        ]
    );
    let foreign = [entry("n1", "cleo", 5, Earn), entry("r1", "cleo", 5, Earn)];
    assert!(matches!(store.add_points(&foreign), Err(StoreError::Conflict(_))));
    let of = |id: &str| store.points_of_customer(&CustomerId::new(id).unwrap()).unwrap();
    assert!(of("cleo").is_empty(), "all or none");
    assert_eq!(of("ann")[0], earned);
    let listed: Vec<i64> = of("ann").iter().map(|entry| entry.points).collect();
    assert_eq!(listed, [50, -20, -30]);
}

pub fn what_a_customer_was_given_is_erased(store: &dyn Store) {
    let ann = CustomerId::new("ann").unwrap();
    store.issue_coupon(&coupon(1, "ann"), Some(100)).unwrap();
    store
        .add_points(&[
            entry("e1", "ann", 5, PointsReason::Earn),
            entry("e2", "bob", 7, PointsReason::Earn),
        ])
        .unwrap();
    assert_eq!(write(store, Write::EraseCustomer(ann.clone())), "+0 ~1 =0 ?0");
    assert!(store.points_of_customer(&ann).unwrap().is_empty());
    assert!(store.coupons_of_customer(&ann).unwrap().is_empty());
    assert_eq!(used(store, 1), (0, 0), "nobody can redeem it any more");
    let bob = CustomerId::new("bob").unwrap();
    assert_eq!(store.points_of_customer(&bob).unwrap().len(), 1);
    assert_eq!(write(store, Write::EraseCustomer(ann)), "+0 ~0 =0 ?1");
}
