//! What another way of choosing would have earned, where the truth is planted.

use rayon::prelude::*;

use measure::experiments::ratio::Estimate;
use measure::off_policy::{CLIP, Log, LoggedRow, Refusal, doubly_robust, effective_sample_size, ips, snips};

use crate::chance::Chance;

/// Five offers: how often each was shown, how often the other way would show it, and how often it is taken.
const SHOWN: [f64; 5] = [0.4, 0.3, 0.15, 0.1, 0.05];
const TARGET: [f64; 5] = [0.05, 0.15, 0.2, 0.2, 0.4];
const TAKEN: [f64; 5] = [0.05, 0.08, 0.10, 0.15, 0.20];
/// What the model believes; wrong by a quarter.
const BELIEVED: [f64; 5] = [0.06, 0.06, 0.12, 0.12, 0.25];

fn truth() -> f64 {
    TARGET
        .iter()
        .zip(TAKEN)
        .map(|(target, taken)| target * taken)
        .sum()
}

fn drawn(chance: &mut Chance) -> LoggedRow {
    let mut left = chance.uniform();
    let passed = |shown: &&f64| {
        left -= **shown;
        left > 0.0
    };
    let offer = SHOWN.iter().take_while(passed).count().min(4);
    LoggedRow {
        reward: f64::from(u8::from(chance.happens(TAKEN[offer]))),
        propensity: SHOWN[offer],
        target: TARGET[offer],
        expected: BELIEVED[offer],
        expected_target: TARGET
            .iter()
            .zip(BELIEVED)
            .map(|(target, taken)| target * taken)
            .sum(),
    }
}

fn log(seed: u64, units: u64) -> Log {
    let mut chance = Chance::of(31, seed);
    let mut log = Log::new(CLIP);
    (0..units).for_each(|_| log.add_unit(&[drawn(&mut chance)]));
    log
}

type Estimator = fn(&Log) -> Result<Estimate, Refusal>;
const ESTIMATORS: [Estimator; 3] = [ips::estimate, snips::estimate, doubly_robust::estimate];

#[test]
fn every_estimator_finds_the_planted_value_as_surely_as_it_says() {
    const RUNS: u64 = 1_000;
    for estimator in ESTIMATORS {
        let run = |run: u64| {
            let estimate = estimator(&log(run, 1_000)).expect("enough overlap");
            (estimate.value, estimate.one_look_interval(0.05).contains(truth()))
        };
        let runs: Vec<(f64, bool)> = (0..RUNS).into_par_iter().map(run).collect();
        let mean = runs.iter().map(|run| run.0).sum::<f64>() / RUNS as f64;
        let covered = runs.iter().filter(|run| run.1).count() as f64 / RUNS as f64;
        println!("{mean} for {}, {covered} covered", truth());
        assert!((mean - truth()).abs() < 0.003, "{mean} for {}", truth());
        assert!((covered - 0.95).abs() < 0.025, "{covered}");
    }
}

#[test]
fn dividing_by_the_weights_or_asking_a_model_makes_it_surer() {
    let log = log(1, 20_000);
    let [ips, snips, robust] = ESTIMATORS.map(|estimator| estimator(&log).expect("enough overlap").variance);
    assert!(robust < ips && snips < ips, "{robust} {snips} {ips}");
}

#[test]
fn parts_of_a_log_add_up() {
    let mut chance = Chance::of(32, 0);
    let (mut whole, mut parts) = (Log::new(CLIP), [Log::new(CLIP), Log::new(CLIP)]);
    for unit in 0..500 {
        let rows = [drawn(&mut chance), drawn(&mut chance)];
        whole.add_unit(&rows);
        parts[unit % 2].add_unit(&rows);
    }
    let [mut merged, other] = parts;
    merged.merge(&other);
    for estimator in ESTIMATORS {
        let [whole, merged] = [&whole, &merged].map(|log| estimator(log).expect("enough overlap"));
        assert!(
            (whole.value - merged.value).abs() < 1e-12 && (whole.variance - merged.variance).abs() < 1e-12
        );
    }
    assert!((effective_sample_size::of(&whole) - effective_sample_size::of(&merged)).abs() < 1e-9);
}

/// Four rows of one visitor that are all alike tell no more than one of them.
#[test]
fn rows_of_one_unit_hang_together() {
    let (mut once, mut often) = (Log::new(CLIP), Log::new(CLIP));
    let mut chance = Chance::of(33, 0);
    for _ in 0..2_000 {
        let row = drawn(&mut chance);
        once.add_unit(&[row]);
        often.add_unit(&[row; 4]);
    }
    for estimator in ESTIMATORS {
        let [once, often] = [&once, &often].map(|log| estimator(log).expect("enough overlap"));
        assert!((once.value - often.value).abs() < 1e-12);
        assert!((once.variance - often.variance).abs() < 1e-12);
    }
}

#[test]
fn heavy_rows_are_clipped_and_counted() {
    let row = |propensity, reward| LoggedRow {
        reward,
        propensity,
        target: 0.5,
        expected: 0.0,
        expected_target: 0.0,
    };
    let mut log = Log::new(4.0);
    log.add_unit(&[row(0.5, 1.0)]);
    log.add_unit(&[row(0.01, 1.0)]);
    assert_eq!((log.rows, log.clipped_rows), (2, 1));
    assert!((ips::estimate(&log).unwrap().value - 2.5).abs() < 1e-12);
    assert!((snips::estimate(&log).unwrap().value - 1.0).abs() < 1e-12);
    // (1 + 4)² / (1 + 16)
    assert!((effective_sample_size::of(&log) - 25.0 / 17.0).abs() < 1e-12);
}

#[test]
fn a_log_that_says_too_little_is_refused() {
    let row = |target| LoggedRow {
        reward: 1.0,
        propensity: 0.5,
        target,
        expected: 0.0,
        expected_target: 0.0,
    };
    for estimator in ESTIMATORS {
        let mut log = Log::new(CLIP);
        assert_eq!(estimator(&log), Err(Refusal::TooFewUnits));
        (0..96).for_each(|_| log.add_unit(&[row(0.0)]));
        let none = estimator(&log).unwrap_err();
        assert_eq!(
            none.to_string(),
            "the log of 96 rows is worth only 0 for this way of choosing"
        );
        (0..4).for_each(|_| log.add_unit(&[row(1.0)]));
        let (effective, rows) = (4.0, 100);
        assert_eq!(
            estimator(&log),
            Err(Refusal::TooLittleOverlap { effective, rows })
        );
        log.add_unit(&[row(1.0), row(1.0)]);
        assert!(estimator(&log).is_ok());
        log.add_unit(&[LoggedRow {
            propensity: 0.0,
            ..row(1.0)
        }]);
        log.add_unit(&[LoggedRow {
            reward: f64::NAN,
            ..row(1.0)
        }]);
        assert_eq!(estimator(&log), Err(Refusal::BadRows(2)));
    }
}
