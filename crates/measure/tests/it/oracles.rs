//! The answers of other programs to the same numbers: tea-tasting (ratios, CUPED, power), GrowthBook's `gbstats` (the
//! sequential interval), savvi (bets), scipy (chi-squared, deviations, false
//! discoveries), pandas (averages), and obp on its own sample of the Open Bandit data.
//!
//! `cargo xtask test` installs them, has the scripts of `xtask/oracles` write their answers, and names the folder in
//! `ALONGSIDE_ORACLES`; without it these tests say that they were skipped.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use measure::experiments::effect::{Effect, compare};
use measure::experiments::power::{Design, Looking, variance_of};
use measure::experiments::ratio::ArmMoments;
use measure::experiments::sample_ratio;
use measure::experiments::sequential::Sequential;
use measure::off_policy::{Log, LoggedRow, doubly_robust, ips, snips};
use measure::sales::{averages, discoveries, spikes};

/// What an oracle answered, by name.
struct Answers(BTreeMap<String, f64>);

impl Answers {
    /// Compares within `tolerance` of the answer itself, or of 1 where that is smaller.
    fn check(&self, name: &str, value: f64, tolerance: f64) {
        let answer = self.0[name];
        assert!(
            (value - answer).abs() <= tolerance * answer.abs().min(1.0),
            "{name}: {value} here, {answer} there"
        );
    }
}

/// The folder of the answers; says so where there is none.
fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os("ALONGSIDE_ORACLES").map(PathBuf::from);
    if folder.is_none() {
        println!("skipped: there are no answers of other programs; `cargo xtask test` brings them");
    }
    folder
}

fn read<T: for<'a> From<&'a csv::StringRecord>>(path: &Path) -> Vec<T> {
    let mut rows = csv::Reader::from_path(path).expect("answers of the oracles");
    rows.records().map(|row| T::from(&row.expect("a row"))).collect()
}

fn answers(folder: &Path, name: &str) -> Answers {
    struct Answer(String, f64);
    impl From<&csv::StringRecord> for Answer {
        fn from(row: &csv::StringRecord) -> Self {
            Self(row[0].to_owned(), row[1].parse().expect("a number"))
        }
    }
    let rows = read::<Answer>(&folder.join(name)).into_iter();
    Answers(rows.map(|Answer(name, answer)| (name, answer)).collect())
}

/// A row of numbers.
struct Numbers(Vec<f64>);

impl From<&csv::StringRecord> for Numbers {
    fn from(row: &csv::StringRecord) -> Self {
        Self(row.iter().map(|cell| cell.parse().expect("a number")).collect())
    }
}

/// The units of both arms, in the order they came.
fn arms(folder: &Path) -> [Vec<[f64; 4]>; 2] {
    let mut arms = [Vec::new(), Vec::new()];
    for Numbers(row) in read(&folder.join("units.csv")) {
        arms[row[0] as usize].push([row[1], row[2], row[3], row[4]]);
    }
    arms
}

/// Which of a unit's numbers a metric looks at.
type Pick = fn([f64; 4]) -> [f64; 4];

/// Compares the first `count` units of each arm, of each unit what `pick` makes of it.
fn effect(arms: &[Vec<[f64; 4]>; 2], count: usize, pick: Pick) -> Effect {
    let [control, treatment] = arms.each_ref().map(|units| moments(&units[..count], pick));
    compare(&control, &treatment).expect("units")
}

fn moments(units: &[[f64; 4]], pick: Pick) -> ArmMoments {
    let mut moments = ArmMoments::default();
    units.iter().for_each(|&unit| moments.add(pick(unit)));
    moments
}

#[test]
fn ratios_with_and_without_their_past() {
    let Some(folder) = folder() else { return };
    let (answers, arms) = (answers(&folder, "experiments.csv"), arms(&folder));
    let picks: [(&str, Pick); 4] = [
        ("ratio_with_past", |unit| unit),
        ("ratio", |[value, base, ..]| [value, base, 0.0, 0.0]),
        ("mean_with_past", |[value, _, before, _]| {
            [value, 1.0, before, 1.0]
        }),
        ("mean", |[value, ..]| [value, 1.0, 0.0, 0.0]),
    ];
    for (name, pick) in picks {
        let effect = effect(&arms, 3_000, pick);
        let interval = effect.difference.one_look_interval(0.05);
        let figures = [
            ("control", effect.control.value),
            ("treatment", effect.treatment.value),
            ("lift", effect.lift().unwrap()),
            ("low", interval.low),
            ("high", interval.high),
            ("p_value", effect.difference.one_look_p_value()),
        ];
        for (figure, value) in figures {
            answers.check(&format!("{name}.{figure}"), value, 1e-9);
        }
    }
}

#[test]
fn the_units_that_an_effect_takes() {
    let Some(folder) = folder() else { return };
    let (answers, arms) = (answers(&folder, "experiments.csv"), arms(&folder));
    let control = moments(&arms[0], |[value, ..]| [value, 1.0, 0.0, 0.0]);
    let design = Design {
        looking: Looking::Once,
        ..Design::even(variance_of(&control).unwrap())
    };
    // The other program also counts significant results in the wrong direction: a hair of a unit.
    let units = design.units(0.05).unwrap() as f64;
    assert!((units - answers.0["power.units"]).abs() <= 1.0, "{units}");
}

#[test]
fn intervals_that_may_be_looked_at_every_day() {
    let Some(folder) = folder() else { return };
    let (answers, arms) = (answers(&folder, "experiments.csv"), arms(&folder));
    let test = Sequential::for_units(0.05, 5_000);
    // Before, two hundred units have not made an arm's number, and the other program does not borrow a variance.
    for look in [900, 1_200, 2_000, 3_000] {
        let effect = effect(&arms, look, |[value, ..]| [value, 1.0, 0.0, 0.0]);
        let interval = test.interval(&effect.difference);
        answers.check(&format!("watched.{look}.low"), interval.low, 1e-8);
        answers.check(&format!("watched.{look}.high"), interval.high, 1e-8);
        answers.check(
            &format!("watched.{look}.p_value"),
            test.p_value(&effect.difference),
            1e-8,
        );
    }
}

#[test]
fn bets_against_the_sample_ratio() {
    let Some(folder) = folder() else { return };
    let answers = answers(&folder, "experiments.csv");
    let cases: [&[(u64, u16)]; 3] = [
        &[(3, 1_000), (37, 4_000)],
        &[(5_250, 5_000), (4_750, 5_000)],
        &[(8_912, 4_500), (9_120, 4_500), (1_968, 1_000)],
    ];
    for (case, arms) in cases.into_iter().enumerate() {
        for weight in [100_u32, 10_000] {
            let value = sample_ratio::ln_e_value(arms, f64::from(weight));
            let answer = answers.0[&format!("sample_ratio.{case}.{weight}.ln_e_value")];
            assert!((value - answer).abs() < 1e-7, "{value} here, {answer} there");
        }
    }
}

#[test]
fn off_policy_estimates_of_the_open_bandit_sample() {
    let Some(folder) = folder() else { return };
    let answers = answers(&folder, "off_policy.csv");
    let mut log = Log::new(answers.0["clip"]);
    for Numbers(row) in read(&folder.join("log.csv")) {
        log.add_unit(&[LoggedRow {
            reward: row[0],
            propensity: row[1],
            target: row[2],
            expected: row[3],
            expected_target: row[4],
        }]);
    }
    answers.check("rounds", log.rows as f64, 1e-9);
    answers.check("clipped", log.clipped_rows as f64, 1e-9);
    assert!(log.clipped_rows > 0);
    answers.check("ips", ips::estimate(&log).unwrap().value, 1e-6);
    answers.check("snips", snips::estimate(&log).unwrap().value, 1e-6);
    answers.check(
        "doubly_robust",
        doubly_robust::estimate(&log).unwrap().value,
        1e-6,
    );
}

#[test]
fn lines_of_charts_and_lists_of_movers() {
    let Some(folder) = folder() else { return };
    let answers = answers(&folder, "sales.csv");
    let (mut units, mut p_values) = (Vec::new(), Vec::new());
    for Numbers(row) in read(&folder.join("sales_days.csv")) {
        units.push(row[0]);
        p_values.push(row[1]);
    }
    let mut compared = 0;
    let mut check = |name: String, value: f64| {
        answers.check(&name, value, 1e-9);
        compared += 1;
    };
    for span in [7, 28] {
        for (at, average) in averages::moving(&units, span).into_iter().enumerate() {
            if let Some(average) = average {
                check(format!("moving.{span}.{at}"), average);
            }
        }
    }
    for (at, average) in averages::exponential(&units, 14.0).into_iter().enumerate() {
        check(format!("exponential.{at}"), average);
    }
    for at in (0..units.len() - 28).step_by(9) {
        check(
            format!("deviation.{at}"),
            spikes::deviation(&units[at..at + 28]).unwrap(),
        );
    }
    for (at, adjusted) in discoveries::adjusted(&p_values).into_iter().enumerate() {
        check(format!("adjusted.{at}"), adjusted);
    }
    assert_eq!(compared, answers.0.len());
}
