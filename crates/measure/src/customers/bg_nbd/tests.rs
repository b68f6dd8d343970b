//! What BG/NBD says, against other ways to compute it and against customers whose law is known.

use super::*;

const CDNOW: BgNbd = BgNbd {
    r: 0.2426,
    alpha_weeks: 4.4136,
    a: 0.793,
    b: 2.4261,
};

fn activity(repeats: u32, last_days: u32, age_days: u32) -> Activity {
    Activity {
        repeats,
        last_days,
        age_days,
    }
}

/// Customers with their purchases in continuous time, rounded to days.
fn simulate(model: &BgNbd, customers: u64, age_days: u32) -> Vec<Activity> {
    let one = |customer| {
        let mut chance = Chance::new(11, customer);
        let rate = model.draw_rate(Activity::NEW, &mut chance);
        let leave = model.draw_leaving(Activity::NEW, &mut chance);
        let mut seen = activity(0, 0, age_days - (customer % 84) as u32);
        let mut at = 0.0;
        loop {
            at += chance.exponential() / rate * WEEK_DAYS;
            if at > f64::from(seen.age_days) {
                return seen;
            }
            seen.repeats += 1;
            seen.last_days = at as u32;
            if chance.unit() < leave {
                return seen;
            }
        }
    };
    (0..customers).map(one).collect()
}

#[test]
fn known_parameters_are_found_again() {
    let truth = BgNbd {
        r: 0.8,
        alpha_weeks: 6.0,
        a: 0.9,
        b: 3.0,
    };
    let fit = BgNbdFit::learn(simulate(&truth, 20_000, 365)).unwrap();
    let found = [fit.model.r, fit.model.alpha_weeks, fit.model.a, fit.model.b];
    let known = [truth.r, truth.alpha_weeks, truth.a, truth.b];
    for ((found, known), (low, high)) in found.iter().zip(known).zip(fit.intervals_95.unwrap()) {
        assert!((found / known - 1.0).abs() < 0.1, "{fit:?}");
        assert!(low < known && known < high && high / low < 1.5, "{fit:?}");
    }
}

#[test]
fn the_series_agrees_with_two_other_ways_to_compute_it() {
    for a in [0.4, 0.999_999, 1.0, 1.3, 8.0, 19.9] {
        for (repeats, age, ahead) in [(0, 0.0, 52.0), (2, 38.0, 39.0), (29, 38.0, 520.0), (7, 0.5, 0.01)] {
            let model = BgNbd { a, b: 3.3, ..CDNOW };
            let repeats = f64::from(repeats);
            let series = model.series(repeats, age, ahead);
            // Where `a` is small the integral has a pole at 0, where it is large the plain sum hardly meets the
            // chances.
            let other = if a < 2.0 {
                plain_sum(&model, repeats, age, ahead)
            } else {
                model.integral(repeats, age, ahead)
            };
            assert!(
                (series / other - 1.0).abs() < 1e-4,
                "{a} {repeats} {age}: {series} {other}"
            );
        }
    }
}

/// The mean over the chances to leave, by the plainest sum there is; `leave = v^(1/a)` takes away the pole at 0.
fn plain_sum(model: &BgNbd, repeats: f64, age: f64, ahead: f64) -> f64 {
    let (mut sum, mut weights) = (0.0, 0.0);
    let steps = 200_000;
    for step in 0..steps {
        let leave = ((f64::from(step) + 0.5) / f64::from(steps)).powf(1.0 / model.a);
        let weight = (1.0 - leave).powf(model.b + repeats - 1.0);
        let rest = (1.0 + leave * ahead / (model.alpha_weeks + age)).powf(-(model.r + repeats));
        sum += weight * (1.0 - rest) / leave;
        weights += weight;
    }
    sum / weights
}

#[test]
fn what_was_published_of_single_customers_is_met() {
    // Fader and Hardie's note of 2004 on the same data: customer 0001 with x = 2, last 30.43 and age 38.86 weeks is
    // expected to buy 1.226 times in the 39 weeks ahead.
    let customer = activity(2, 213, 272);
    assert!((CDNOW.expected_purchases(customer, 273.0) - 1.226).abs() < 2e-3);
    assert!(
        (CDNOW.alive(customer) - 0.726).abs() < 2e-3,
        "{}",
        CDNOW.alive(customer)
    );
    assert_eq!(CDNOW.alive(activity(0, 0, 272)).to_bits(), 1_f64.to_bits());
}

#[test]
fn more_silence_means_less_and_nothing_is_ever_not_a_number() {
    let models = [
        CDNOW,
        BgNbd { a: 1e-4, ..CDNOW },
        BgNbd {
            a: 1e5,
            b: 1e-4,
            ..CDNOW
        },
        BgNbd {
            r: 1e5,
            b: 1e5,
            ..CDNOW
        },
    ];
    for model in models {
        for customer in [
            activity(0, 0, 0),
            activity(1, 0, 0),
            activity(5, 9, 9),
            activity(40_000, 40_000, 80_000),
        ] {
            let later = Activity {
                age_days: customer.age_days + 300,
                ..customer
            };
            assert!(model.alive(later) <= model.alive(customer));
            for ahead in [0.0, 1.0, 365.0, 36_500.0] {
                let purchases = model.expected_purchases(customer, ahead);
                let returns = model.returns_within(customer, ahead);
                assert!(
                    purchases.is_finite() && purchases >= 0.0,
                    "{model:?} {customer:?} {purchases}"
                );
                assert!((0.0..=1.0).contains(&returns) && returns <= purchases * 1.001 + 1e-9);
                let days = [0.1, 0.5, 0.9].map(|share| model.return_day(customer, ahead, share));
                assert!(
                    days[0] <= days[1] && days[1] <= days[2] && days[2] <= ahead,
                    "{days:?}"
                );
            }
        }
    }
}

#[test]
fn odd_shops_are_refused_or_learnt_but_never_fail() {
    let too_few = BgNbdFit::learn([activity(3, 20, 30)]).unwrap_err();
    assert_eq!(too_few, Error::TooFewCustomers { found: 1, wanted: 50 });
    let once = BgNbdFit::learn((0..100).map(|_| activity(0, 0, 0))).unwrap_err();
    assert_eq!(once, Error::TooFewRepeating { found: 0, wanted: 20 });
    let alike = BgNbdFit::learn((0..100).map(|_| activity(4, 28, 35))).unwrap();
    assert!(
        alike.log_likelihood.is_finite() && alike.model.expected_purchases(activity(4, 28, 35), 70.0) > 0.0
    );
    let wrong_way_round = BgNbdFit::learn((0..100).map(|day| activity(2, 90, day))).unwrap();
    assert!(wrong_way_round.log_likelihood.is_finite());
}
