//! When customers with a known rhythm, and with none, are expected back.

use super::*;
use crate::customers::{Order, chance::Chance};

const LAW: BgNbd = BgNbd {
    r: 1.0,
    alpha_weeks: 8.0,
    a: 0.5,
    b: 6.0,
};

/// Customers whose gaps are `gap_days` on average, spread evenly by `evenness` or, where that is 0, by chance only;
/// with the day of the first purchase after day 400.
fn shop(gap_days: f64, evenness: f64) -> (Histories, Vec<f64>) {
    let (mut histories, mut next) = (Histories::default(), Vec::new());
    for customer in 0..600 {
        let mut chance = Chance::new(9, u64::from(customer));
        let mut day = 60.0 * chance.unit();
        while day <= 400.0 {
            histories.add(&Order::plain(customer, Day(day as i32), 100));
            day += gap_days
                * if evenness > 0.0 {
                    (evenness * chance.normal()).exp()
                } else {
                    chance.exponential()
                };
        }
        next.push(day - 400.0);
    }
    (histories, next)
}

/// The share of customers who are back within the interval, and that of those who rest on a rhythm.
fn within(gap_days: f64, evenness: f64) -> (f64, f64) {
    let (histories, next) = shop(gap_days, evenness);
    let all = NextPurchases::learn(&LAW, &histories, Day(400), 365);
    let (mut within, mut rhythms) = (0.0, 0.0);
    for ((customer, history), next) in histories.iter().zip(&next) {
        let expected = all.of(customer, history, Day(400)).unwrap();
        within += f64::from(u8::from((expected.low_days..=expected.high_days).contains(next)));
        rhythms += f64::from(u8::from(expected.rests == Rests::OnRhythm));
    }
    (within / 600.0, rhythms / 600.0)
}

#[test]
fn the_interval_holds_four_fifths_of_those_with_a_rhythm() {
    for (gap_days, evenness) in [(30.0, 0.1), (30.0, 0.4), (60.0, 0.3)] {
        let (share, rhythms) = within(gap_days, evenness);
        assert!(
            (0.73..0.9).contains(&share) && rhythms > 0.95,
            "{gap_days} {evenness}: {share} {rhythms}"
        );
    }
}

#[test]
fn chance_is_not_taken_for_a_rhythm() {
    let (share, rhythms) = within(30.0, 0.0);
    assert!(
        (0.72..0.9).contains(&share) && rhythms < 0.15,
        "{share} {rhythms}"
    );
}

#[test]
fn a_rhythm_that_was_broken_off_means_a_lost_customer() {
    let (mut histories, _) = shop(30.0, 0.1);
    (0..6).for_each(|turn| histories.add(&Order::plain(900, Day(30 * turn), 100)));
    (0..6).for_each(|turn| histories.add(&Order::plain(901, Day(230 + 30 * turn), 100)));
    let all = NextPurchases::learn(&LAW, &histories, Day(400), 90);
    let of = |customer| {
        all.of(customer, histories.get(customer).unwrap(), Day(400))
            .unwrap()
    };
    assert!(of(900).alive < 0.01 && of(900).returns < 0.01, "{:?}", of(900));
    assert!(of(901).alive > 0.8 && of(901).median_days < 20.0, "{:?}", of(901));
}

#[test]
fn odd_histories_have_an_answer() {
    let mut histories = Histories::default();
    histories.add(&Order::plain(1, Day(5), 100));
    (0..4).for_each(|turn| histories.add(&Order::plain(2, Day(turn), 0)));
    histories.add(&Order::plain(3, Day(900), 100));
    let now = Day(500);
    for ahead_days in [0, 1, 3_650] {
        let all = NextPurchases::learn(&LAW, &histories, now, ahead_days);
        for customer in [1, 2] {
            let next = all.of(customer, histories.get(customer).unwrap(), now).unwrap();
            assert!(
                (0.0..=1.0).contains(&next.returns) && next.returns <= next.alive + 1e-9,
                "{next:?}"
            );
            assert!(
                next.low_days <= next.median_days && next.median_days <= next.high_days,
                "{next:?}"
            );
        }
        assert_eq!(all.of(3, histories.get(3).unwrap(), now), None);
    }
}
