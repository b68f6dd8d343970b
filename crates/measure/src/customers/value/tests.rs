//! What customers with a known life are worth, and odd ones.

use super::*;
use crate::customers::Order;

/// Customers of BG/NBD with r 1, alpha 8 weeks, a 1, b 3, who pay around 5,000; the cost is 60 % of what is paid.
fn shop(customers: u32, days: i32, amounts: i64) -> Histories {
    let law = BgNbd {
        r: 1.0,
        alpha_weeks: 8.0,
        a: 1.0,
        b: 3.0,
    };
    let mut histories = Histories::default();
    for customer in 0..customers {
        let mut chance = Chance::new(3, u64::from(customer));
        let rate = law.draw_rate(Activity::NEW, &mut chance);
        let leave = law.draw_leaving(Activity::NEW, &mut chance);
        let own = chance.gamma(4.0) / 6_000.0;
        let mut day = f64::from(customer % 200);
        while day <= f64::from(days) {
            let paid = ((chance.gamma(4.0) / own) as i64 + 1).saturating_mul(amounts);
            let order = Order {
                cost_minor: Some(paid / 10 * 6),
                ..Order::plain(customer, Day(day as i32), paid)
            };
            histories.add(&order);
            if chance.unit() < leave && day > f64::from(customer % 200) {
                break;
            }
            day += chance.exponential() / rate * WEEK_DAYS;
        }
    }
    histories
}

fn learnt(histories: &Histories, now: Day) -> (BgNbdFit, SpendFit) {
    let spends = histories.iter().filter_map(|(_, history)| history.spend());
    let frequency = BgNbdFit::learn(histories.activities(now)).unwrap();
    (frequency, SpendFit::learn(spends).unwrap())
}

fn until(histories: &Histories, day: Day) -> Worths {
    let (frequency, spend) = learnt(histories, day);
    worth(histories, day, &frequency, &spend, &Settings::default())
}

#[test]
fn what_was_promised_is_what_came() {
    let (whole, past) = (shop(4_000, 765, 1), shop(4_000, 400, 1));
    let (frequency, spend) = learnt(&past, Day(400));
    let undiscounted = Settings {
        yearly_discount: 0.0,
        ..Settings::default()
    };
    let promised = worth(&past, Day(400), &frequency, &spend, &undiscounted);
    let kept = |histories: &Histories, customer| {
        let sums = histories.get(customer).unwrap().sums();
        sums.costed_net_minor - sums.cost_minor
    };
    let came = |worth: &Worth| (kept(&whole, worth.customer) - kept(&past, worth.customer)) as i64;
    let total: i64 = promised.customers.iter().map(came).sum();
    let Estimate {
        low_minor,
        high_minor,
        ..
    } = promised.total;
    assert!(
        low_minor < total && total < high_minor,
        "{:?} {total}",
        promised.total
    );
    let within = promised
        .customers
        .iter()
        .filter(|worth| (worth.value.low_minor..=worth.value.high_minor).contains(&came(worth)));
    let share = within.count() as f64 / promised.customers.len() as f64;
    assert!((0.93..0.99).contains(&share), "{share}");
    assert!(
        high_minor - low_minor < total / 2,
        "the sum is surer than its parts: {:?}",
        promised.total
    );
}

#[test]
fn the_sum_of_what_is_expected_is_the_total_and_seeds_repeat() {
    let histories = shop(600, 400, 1);
    let (one, other) = (until(&histories, Day(400)), until(&histories, Day(400)));
    assert_eq!(one, other);
    let sum: i64 = one.customers.iter().map(|worth| worth.value.minor).sum();
    assert_eq!(sum, one.total.minor);
    assert_eq!(one.costs, Costs::Known { share: 1.0 });
    assert!(one.new_customer.minor > 0 && one.new_customer.high_minor > one.new_customer.minor);
}

#[test]
fn money_later_is_worth_less_and_longer_is_worth_more() {
    let histories = shop(600, 400, 1);
    let (frequency, spend) = learnt(&histories, Day(400));
    let total = |horizon_days, yearly_discount| {
        let settings = Settings {
            horizon_days,
            yearly_discount,
            draws: 0,
            seed: 1,
        };
        worth(&histories, Day(400), &frequency, &spend, &settings)
            .total
            .minor
    };
    assert!(total(365, 0.2) < total(365, 0.0) && total(180, 0.0) < total(365, 0.0));
    assert_eq!(total(0, 0.1), 0);
    assert_eq!(total(u32::MAX, 0.0), total(HORIZON_DAYS_MAX, 0.0));
}

#[test]
fn amounts_a_million_times_as_large_are_worth_a_million_times_as_much() {
    let (one, other) = (
        until(&shop(600, 400, 1), Day(400)),
        until(&shop(600, 400, 1_000_000), Day(400)),
    );
    for (one, other) in one.customers.iter().zip(&other.customers) {
        let (small, large) = (one.value.minor as f64, other.value.minor as f64 / 1e6);
        assert!(
            (small - large).abs() <= 1.0 + 0.002 * small.abs(),
            "{one:?} {other:?}"
        );
    }
}

#[test]
fn who_fell_out_of_a_rhythm_is_worth_little_however_often_they_came() {
    let mut orders: Vec<Order<'_>> = (0..120)
        .flat_map(|customer| {
            let first = customer as i32 % 50;
            [0, 60 + first, 150]
                .map(|day| Order::plain(customer, Day(first + day), 1_000 + i64::from(customer)))
        })
        .collect();
    // Every tenth day to the day, and then silent for two hundred.
    orders.extend((0..10).map(|time| Order::plain(500, Day(time * 10), 1_000)));
    let histories: Histories = orders.into_iter().collect();
    let now = Day(290);
    let frequency = BgNbdFit::learn(histories.activities(now)).unwrap();
    let spend = SpendFit::learn(histories.iter().filter_map(|(_, history)| history.spend())).unwrap();
    let worths = worth(&histories, now, &frequency, &spend, &Settings::default());
    let lost = worths.customers.last().unwrap();
    let next = NextPurchases::learn(&frequency.model, &histories, now, 365);
    let next = next.of(500, histories.get(500).unwrap(), now).unwrap();
    assert!((lost.alive - next.alive).abs() < 1e-9, "{lost:?} {next:?}");
    assert!(lost.alive < 0.05 && lost.value.minor < 100, "{lost:?}");
}

#[test]
fn an_interval_holds_what_it_is_of() {
    let told = estimate(467.35, (0..200).map(|draw| f64::from(draw % 50)).collect());
    assert_eq!((told.minor, told.low_minor, told.high_minor), (467, 1, 467));
    let told = estimate(-3.0, (0..200).map(f64::from).collect());
    assert_eq!((told.minor, told.low_minor), (-3, -3));
}
