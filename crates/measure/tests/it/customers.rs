//! What has to hold for whatever a shop's orders are: any parts of them add up, and nothing is ever not a number.

use measure::customers::{
    BgNbdFit, Histories, NextPurchases, Order, Settings, SpendFit, Tiers, calibrate, rfm, segment, worth,
};
use proptest::prelude::*;
use shop::Day;

/// Far beyond what the shop's own types let through.
const MINOR_MAX: i64 = i64::MAX / 4;

fn orders(customers: u32, count: std::ops::Range<usize>) -> impl Strategy<Value = Vec<Order<'static>>> {
    let amount = prop_oneof![-500..5_000_i64, Just(0), -MINOR_MAX..MINOR_MAX];
    let categories = prop_oneof![
        Just(&[][..]),
        Just(&[(3, 1), (1, 2), (3, 4)][..]),
        Just(&[(2, u32::MAX)][..])
    ];
    let order = (
        (0..customers, 0..400_i32, any::<bool>(), any::<bool>()),
        (amount.clone(), 0..900_i64, 0..500_i64, prop::option::of(amount)),
        (any::<u32>(), categories),
    );
    let order = order.prop_map(|(who, money, what)| Order {
        customer: who.0,
        day: Day(who.1),
        at_night: who.2,
        on_weekend: who.3,
        paid_minor: money.0,
        returned_minor: money.1,
        discount_minor: money.2,
        cost_minor: money.3,
        units: what.0,
        categories: what.1,
    });
    prop::collection::vec(order, count)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn parts_of_the_orders_merge_into_all_of_them(
        orders in orders(5, 0..60),
        parts in prop::collection::vec(0..4_usize, 60),
        turned in any::<bool>(),
    ) {
        let whole: Histories = orders.iter().copied().collect();
        let part = |number| -> Histories {
            let own = orders.iter().zip(&parts).filter(|(_, part)| **part == number);
            own.map(|(order, _)| *order).collect()
        };
        let mut merged = Histories::default();
        let numbers: Vec<usize> = if turned { (0..4).rev().collect() } else { (0..4).collect() };
        numbers.into_iter().for_each(|number| merged.merge(part(number)));
        prop_assert_eq!(merged, whole);
    }

    #[test]
    fn the_sequence_of_the_customers_changes_no_mark(orders in orders(30, 1..90)) {
        let histories: Histories = orders.iter().copied().collect();
        let marked = rfm(&histories, Day(300));
        let backwards: Histories = orders.iter().rev().copied().collect();
        prop_assert_eq!(&marked, &rfm(&backwards, Day(300)));
        for one in &marked {
            let marks = [one.recency, one.frequency, one.monetary];
            prop_assert!(marks.iter().all(|mark| (1..=5).contains(mark)), "{:?}", one);
            let better = marked.iter().filter(|other| other.net_minor > one.net_minor);
            prop_assert!(better.clone().all(|other| other.monetary >= one.monetary));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn whatever_is_learnt_is_finite(orders in orders(90, 150..400), days in 250..420_i32, seed in any::<u64>()) {
        let (histories, now): (Histories, Day) = (orders.into_iter().collect(), Day(days));
        let Ok(frequency) = BgNbdFit::learn(histories.activities(now)) else { return Ok(()) };
        let next = NextPurchases::learn(&frequency.model, &histories, now, 365);
        for (customer, history) in histories.iter() {
            if let Some(next) = next.of(customer, history, now) {
                let days = [next.low_days, next.median_days, next.high_days];
                prop_assert!(days.is_sorted() && days.iter().all(|days| (0.0..=365.0).contains(days)), "{:?}", next);
                prop_assert!((0.0..=1.0).contains(&next.returns) && (0.0..=1.0).contains(&next.alive));
            }
        }
        let told = calibrate(&frequency.model, &histories, now, Day(days + 30));
        prop_assert!(told.purchases.expected.is_finite() && told.misses.model.root_mean_square.is_finite());
        let spends = histories.iter().filter_map(|(_, history)| history.spend());
        let Ok(spend) = SpendFit::learn(spends) else { return Ok(()) };
        let settings = Settings { draws: 40, seed, ..Settings::default() };
        let worths = worth(&histories, now, &frequency, &spend, &settings);
        for one in &worths.customers {
            prop_assert!(one.value.low_minor <= one.value.high_minor, "{:?}", one);
            prop_assert!(one.purchases.is_finite() && one.purchases >= 0.0 && (0.0..=1.0).contains(&one.alive));
        }
        let tiers = Tiers::of(worths.customers.iter().map(|one| one.value.minor));
        prop_assert!(tiers.high_above_minor.is_none_or(|bound| bound > 0));
    }
}

#[test]
fn a_shop_of_odd_customers_has_groups_or_none_but_never_fails() {
    let wild = |customer: u32| {
        let turn = i64::from(customer % 7);
        Order {
            paid_minor: [0, -9, 1, MINOR_MAX, -MINOR_MAX, 5, 5][turn as usize],
            discount_minor: turn * (MINOR_MAX / 7),
            units: if turn == 3 { u32::MAX } else { 0 },
            ..Order::plain(customer, Day(customer as i32 % 11), 0)
        }
    };
    let histories: Histories = (0..210).map(wild).collect();
    assert!(segment(&histories, Day(10), 1).is_ok());
    let none = segment(&Histories::default(), Day(10), 1)
        .unwrap_err()
        .to_string();
    assert_eq!(none, "0 customers are too few, 200 are needed");
}
