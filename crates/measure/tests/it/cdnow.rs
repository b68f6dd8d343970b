//! CDNOW: 2,357 customers of a music shop who first bought early in 1997, to the middle of 1998. What two models learn
//! from it was published, and computed again by independent programs.

use std::{fmt::Debug, fs, str::FromStr};

use measure::customers::{
    Activity, BgNbdFit, Histories, Independence, NextPurchases, Order, Settings, Spend, SpendFit, Tier,
    Tiers, calibrate, worth,
};
use shop::Day;

/// 1997-01-01, the day of the first purchases.
const FIRST: Day = Day(9_862);
/// 1997-09-30, after 39 weeks, the last day that is learnt from.
const CUT: Day = Day(FIRST.0 + 272);
/// 1998-06-30, after another 39.
const END: Day = Day(FIRST.0 + 545);

/// The lines of a file, each as its words; says so where there is none.
fn rows(name: &str) -> Option<Vec<Vec<String>>> {
    let path = testkit::at_hand::data_file(&format!("cdnow/{name}"))?;
    let text = fs::read_to_string(path).expect("a file of text");
    let words = |line: &str| {
        line.split([',', ' '])
            .filter(|word| !word.is_empty())
            .map(str::to_owned)
            .collect()
    };
    Some(text.lines().map(words).collect())
}

fn number<T: FromStr<Err: Debug>>(word: &str) -> T {
    word.parse().expect("the file holds a number here")
}

/// The summary that was published: repeats, weeks to the last purchase and to the cut, mean of the repeats in dollars.
fn summary() -> Option<Vec<(Activity, f64)>> {
    let days = |weeks: &str| (number::<f64>(weeks) * 7.0).round() as u32;
    let rows = rows("cdnow_customers_summary_with_transactions.csv")?;
    let read = |row: &Vec<String>| {
        let activity = Activity {
            repeats: number(&row[1]),
            last_days: days(&row[2]),
            age_days: days(&row[3]),
        };
        (activity, number(&row[4]))
    };
    Some(rows.iter().skip(1).map(read).collect())
}

/// The purchases themselves until a day, in cents.
fn purchases(until: Day) -> Option<Histories> {
    let days_before_month = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    let order = |row: &Vec<String>| {
        let date: i32 = number(&row[2]);
        let (year, month, day) = (date / 10_000, date / 100 % 100, date % 100);
        let days = (year - 1997) * 365 + days_before_month[month as usize - 1] + day - 1;
        let cents = (number::<f64>(&row[4]) * 100.0).round() as i64;
        Order::plain(number(&row[1]), Day(FIRST.0 + days), cents)
    };
    let known = rows("CDNOW_sample.txt")?
        .iter()
        .map(order)
        .filter(|order| order.day <= until)
        .collect();
    Some(known)
}

fn near(found: f64, expect: f64, tolerance: f64) {
    assert!((found - expect).abs() <= tolerance, "{found} is not {expect}");
}

#[test]
fn bg_nbd_is_the_published_one() {
    let Some(summary) = summary() else { return };
    let fit = BgNbdFit::learn(summary.iter().map(|(activity, _)| *activity)).unwrap();
    assert_eq!(fit.customers, 2_357);
    near(fit.model.r, 0.2426, 1e-2);
    near(fit.model.alpha_weeks, 4.4136, 1e-2);
    near(fit.model.a, 0.7930, 1e-2);
    near(fit.model.b, 2.4261, 1e-2);
    near(fit.log_likelihood, -9_582.43, 0.01);
    let intervals = fit.intervals_95.unwrap();
    assert!(
        intervals[0].0 < 0.2426 && 0.2426 < intervals[0].1 && intervals[0].1 < 0.3,
        "{intervals:?}"
    );
}

#[test]
fn gamma_gamma_is_the_published_one() {
    let Some(summary) = summary() else { return };
    let spend = |&(activity, mean): &(Activity, f64)| Spend {
        purchases: activity.repeats,
        mean_minor: mean * 100.0,
    };
    let fit = SpendFit::learn(summary.iter().map(spend)).unwrap();
    assert_eq!(fit.customers, 946);
    near(fit.model.p, 6.25, 1e-2);
    near(fit.model.q, 3.74, 1e-2);
    near(fit.model.gamma_minor / 100.0, 15.45, 1e-2);
    near(fit.log_likelihood + 946.0 * 100_f64.ln(), -4_055.92, 0.01);
    let Independence::Holds { correlation } = fit.independence else {
        panic!("{:?}", fit.independence);
    };
    near(correlation, 0.11, 0.01);
}

#[test]
fn the_purchases_themselves_give_the_published_summary() {
    let (Some(summary), Some(histories)) = (summary(), purchases(END)) else {
        return;
    };
    let counted: Vec<Activity> = histories.activities(CUT).collect();
    let published: Vec<Activity> = summary.into_iter().map(|(activity, _)| activity).collect();
    let differ = counted
        .iter()
        .zip(&published)
        .filter(|(one, other)| one != other)
        .count();
    assert_eq!((counted.len(), differ), (2_357, 0));
}

#[test]
fn what_is_expected_of_the_39_weeks_ahead_is_what_came() {
    let Some(histories) = purchases(END) else { return };
    let fit = BgNbdFit::learn(histories.activities(CUT)).unwrap();
    let told = calibrate(&fit.model, &histories, CUT, END);
    println!("{told:#?}");
    assert_eq!(told.customers, 2_357);
    assert!(told.misses.model.of_sum.abs() < 0.15 && told.misses.as_before.of_sum.abs() > 0.5);
    assert!(
        (told.returned.expected - told.returned.actual).abs() < 0.04,
        "{:?}",
        told.returned
    );
    assert!(told.misses.model.mean_absolute < told.misses.as_before.mean_absolute);
    assert!(told.misses.model.root_mean_square < told.misses.repeats_as_before.root_mean_square);
    assert!(told.lift[0] > 4.0 && told.lift[9] < 0.6, "{:?}", told.lift);
}

#[test]
fn every_customer_is_told_what_they_are_worth_and_when_they_are_back() {
    let (Some(histories), Some(whole)) = (purchases(CUT), purchases(END)) else {
        return;
    };
    let frequency = BgNbdFit::learn(histories.activities(CUT)).unwrap();
    let spends = histories.iter().filter_map(|(_, history)| history.spend());
    let spend = SpendFit::learn(spends).unwrap();
    let worths = worth(&histories, CUT, &frequency, &spend, &Settings::default());
    let tiers = Tiers::of(worths.customers.iter().map(|worth| worth.value.minor));
    let high = worths
        .customers
        .iter()
        .filter(|worth| tiers.tier(worth.value.minor) == Tier::HighlyProfitable)
        .count();
    assert!((471..1_179).contains(&high), "{high}");
    let next = NextPurchases::learn(&frequency.model, &histories, CUT, 273);
    let (mut back, mut within) = (0.0, 0.0);
    for (customer, history) in histories.iter() {
        let expected = next.of(customer, history, CUT).unwrap();
        let days = whole.get(customer).unwrap().days_until(END);
        if let Some(day) = days.get(history.days_until(CUT).len()) {
            let days = f64::from(day - CUT.0);
            back += 1.0;
            within += f64::from(u8::from((expected.low_days..=expected.high_days).contains(&days)));
        }
    }
    println!("{within} of {back} who came back did so in their interval");
    assert!((0.75..0.85).contains(&(within / back)), "{within} of {back}");
}
