//! What Gamma-Gamma says of customers whose law is known, and of odd ones.

use super::*;

const TRUTH: GammaGamma = GammaGamma {
    p: 5.0,
    q: 3.5,
    gamma_minor: 2_000.0,
};

/// Customers with 1 to 8 purchases each; their mean is multiplied by `purchases^exponent`.
fn simulate(customers: u64, exponent: f64) -> Vec<Spend> {
    simulate_with(TRUTH.q, customers, exponent)
}

fn simulate_with(q: f64, customers: u64, exponent: f64) -> Vec<Spend> {
    let one = |customer| {
        let mut chance = Chance::new(5, customer);
        let purchases = 1 + (customer % 8) as u32;
        let own = chance.gamma(q) / TRUTH.gamma_minor;
        let sum = chance.gamma(TRUTH.p * f64::from(purchases)) / own;
        Spend {
            purchases,
            mean_minor: sum / f64::from(purchases) * f64::from(purchases).powf(exponent),
        }
    };
    (0..customers).map(one).collect()
}

#[test]
fn known_parameters_are_found_again() {
    let fit = SpendFit::learn(simulate(20_000, 0.0)).unwrap();
    let found = [fit.model.p, fit.model.q, fit.model.gamma_minor];
    let known = [TRUTH.p, TRUTH.q, TRUTH.gamma_minor];
    for ((found, known), (low, high)) in found.iter().zip(known).zip(fit.intervals_95.unwrap()) {
        assert!((found / known - 1.0).abs() < 0.1, "{fit:?}");
        assert!(low < known && known < high, "{fit:?}");
    }
    assert!(matches!(fit.independence, Independence::Holds { .. }), "{fit:?}");
    let mean = fit.expected_minor(None).unwrap();
    assert!((mean / (5.0 * 2_000.0 / 2.5) - 1.0).abs() < 0.05, "{mean}");
}

#[test]
fn few_purchases_are_drawn_to_the_mean_and_many_are_not() {
    let fit = SpendFit::learn(simulate(5_000, 0.0)).unwrap();
    let expected = |purchases| {
        let spend = Spend {
            purchases,
            mean_minor: 40_000.0,
        };
        fit.expected_minor(Some(spend)).unwrap()
    };
    assert!(
        expected(1) < 0.8 * 40_000.0 && expected(100) > 0.97 * 40_000.0,
        "{} {}",
        expected(1),
        expected(100)
    );
}

#[test]
fn a_broken_assumption_is_told_and_taken_out() {
    let fit = SpendFit::learn(simulate(20_000, 0.6)).unwrap();
    let Independence::Broken {
        correlation,
        exponent,
    } = fit.independence
    else {
        panic!("{fit:?}");
    };
    assert!(
        correlation > 0.3 && (exponent - 0.6).abs() < 0.05,
        "{correlation} {exponent}"
    );
    let held = SpendFit::learn(simulate(20_000, 0.0)).unwrap();
    assert!((fit.model.p / held.model.p - 1.0).abs() < 0.1, "{fit:?}");
    let new = fit.expected_minor(None).unwrap() / held.expected_minor(None).unwrap();
    assert!((new - 1.0).abs() < 0.08, "{new}");
}

#[test]
fn another_currency_changes_the_unit_and_nothing_else() {
    let spends = simulate(500, 0.0);
    let times = |factor: f64| {
        let scaled = spends.iter().map(|spend| Spend {
            mean_minor: spend.mean_minor * factor,
            ..*spend
        });
        SpendFit::learn(scaled).unwrap()
    };
    let (one, other) = (times(1.0), times(1e9));
    assert!(
        (other.model.p / one.model.p - 1.0).abs() < 1e-4,
        "{one:?} {other:?}"
    );
    assert!((other.model.gamma_minor / one.model.gamma_minor / 1e9 - 1.0).abs() < 1e-4);
    assert!((one.log_likelihood - 500.0 * 1e9_f64.ln() - other.log_likelihood).abs() < 1e-3);
}

#[test]
fn where_few_customers_spend_nearly_everything_an_unknown_one_is_not_guessed() {
    let fit = SpendFit::learn(simulate_with(1.1, 5_000, 0.0)).unwrap();
    assert_eq!(fit.expected_minor(None), None);
    let known = Spend {
        purchases: 3,
        mean_minor: 9_000.0,
    };
    assert!(fit.expected_minor(Some(known)).is_some_and(f64::is_finite));
}

#[test]
fn odd_spends_are_left_out_or_learnt_but_never_fail() {
    let spend = |purchases, mean_minor| Spend {
        purchases,
        mean_minor,
    };
    let odd = [spend(0, 10.0), spend(3, 0.0), spend(3, -5.0), spend(1, f64::NAN)];
    let refused = SpendFit::learn(odd.iter().copied().cycle().take(100)).unwrap_err();
    assert_eq!(refused, Error::TooFewRepeating { found: 0, wanted: 20 });
    for same in [1.0, 1e13] {
        let fit = SpendFit::learn((0..100).map(|_| spend(2, same))).unwrap();
        let expected = fit.expected_minor(Some(spend(2, same))).unwrap();
        assert!((expected / same - 1.0).abs() < 0.01, "{fit:?} {expected}");
    }
}
