//! Bets on rare events, looked at after each of them.

use rayon::prelude::*;

use measure::experiments::betting::Betting;
use measure::experiments::guardrails::{Better, Guardrail, Reading};

use crate::chance::Chance;

const RUNS: u64 = 2_000;
const ALPHA: f64 = 0.05;

fn share_of_runs(run: impl Fn(u64) -> bool + Sync) -> f64 {
    let hits: u64 = (0..RUNS).into_par_iter().map(|one| u64::from(run(one))).sum();
    hits as f64 / RUNS as f64
}

#[test]
fn the_true_rate_is_hardly_ever_refuted() {
    let bet = Betting::new(ALPHA);
    let refuted = share_of_runs(|run| {
        let mut chance = Chance::of(21, run);
        let mut seen = 0;
        (1..=60).any(|day| {
            seen += chance.successes(500, 0.002);
            bet.ln_e_value(0.002, seen as f64, day as f64 * 500.0) >= -ALPHA.ln()
        })
    });
    println!("{refuted} of the true rates were refuted");
    assert!(refuted <= ALPHA, "{refuted}");
}

/// Values between 0 and 1, such as ratings, are told by their sum alone.
#[test]
fn the_true_mean_of_bounded_values_is_hardly_ever_refuted() {
    let bet = Betting::new(ALPHA);
    let refuted = share_of_runs(|run| {
        let mut chance = Chance::of(22, run);
        let mut sum = 0.0;
        (1..=100).any(|count| {
            sum += match chance.happens(0.9) {
                true => chance.uniform() / 5.0,
                false => 1.0,
            };
            bet.ln_e_value(0.19, sum, f64::from(count)) >= -ALPHA.ln()
        })
    });
    println!("{refuted} of the true means were refuted");
    assert!(refuted <= ALPHA, "{refuted}");
}

/// One event in ten is the treatment's where it has a tenth of the units; three in twelve where it triples them.
#[test]
fn unsubscriptions_that_triple_stop_an_arm_and_others_do_not() {
    let bet = Betting::new(ALPHA);
    let rail = Guardrail {
        better: Better::Lower,
        margin: 0.2,
    };
    let stopped = |seed: u64, treated: f64| {
        share_of_runs(|run| {
            let mut chance = Chance::of(seed, run);
            let mut events = [0, 0];
            (0..300).any(|_| {
                events[usize::from(chance.happens(treated))] += 1;
                // After each tenth event is often enough, and no promise depends on it.
                let looked = (events[0] + events[1]) % 10 == 0;
                looked && rail.judge_ratio(bet.rate_ratio(events[0], events[1], 0.1)) == Reading::Harmed
            })
        })
    };
    let (false_alarms, found) = (stopped(23, 0.1), stopped(24, 0.25));
    println!("{false_alarms} false alarms, {found} found");
    assert!(false_alarms <= ALPHA && found > 0.95, "{false_alarms} {found}");
}
