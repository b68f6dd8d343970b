//! The e-mail experiment that K. Hillstrom published: 64,000 customers, no e-mail, one of women's or one of men's
//! things.

use std::fs::File;

use measure::experiments::effect::{Effect, compare};
use measure::experiments::ratio::{ArmMoments, UnitTotals, estimate};
use measure::experiments::sample_ratio;
use measure::experiments::sequential::Sequential;

const ARMS: [&str; 3] = ["No E-Mail", "Womens E-Mail", "Mens E-Mail"];
const METRICS: [&str; 3] = ["visit", "conversion", "spend"];

/// The moments of each arm and metric, with what the customer spent in the year before; says so where the file is not
/// at hand.
fn arms() -> Option<[[ArmMoments; 3]; 3]> {
    let path = testkit::at_hand::data_file("hillstrom/hillstrom.csv.gz")?;
    let file = File::open(path).expect("a file");
    let mut rows = csv::Reader::from_reader(flate2::read::GzDecoder::new(file));
    let header = rows.headers().expect("a header").clone();
    let column = |name: &str| header.iter().position(|other| other == name).expect("a column");
    let (arm, before, values) = (column("treatment"), column("history"), METRICS.map(column));
    let mut arms = [[ArmMoments::default(); 3]; 3];
    for row in rows.records() {
        let row = row.expect("a row");
        let number = |column: usize| row[column].parse::<f64>().expect("a number");
        let arm = ARMS.iter().position(|name| *name == &row[arm]).expect("an arm");
        for (moments, value) in arms[arm].iter_mut().zip(values) {
            moments.add(
                UnitTotals::of_mean(number(value))
                    .with_before(number(before), 1.0)
                    .numbers(),
            );
        }
    }
    Some(arms)
}

#[test]
fn the_published_means_and_lifts() {
    let Some(arms) = arms() else { return };
    let expect = [
        [0.106_17, 0.005_73, 0.652_8],
        [0.151_40, 0.008_84, 1.077_2],
        [0.182_76, 0.012_53, 1.422_6],
    ];
    for (arm, expect) in arms.iter().zip(expect) {
        for ((moments, expect), digits) in arm.iter().zip(expect).zip([1e-5, 1e-5, 1e-4]) {
            let value = estimate(moments).unwrap().value;
            assert!(
                (value - expect).abs() <= 0.501 * digits,
                "{value} is not {expect}"
            );
        }
    }
    let counts: Vec<(u64, u16)> = arms.iter().map(|arm| (arm[0].count, 1)).collect();
    assert!(!sample_ratio::test(&counts).is_broken(), "{counts:?}");
}

/// What was counted of each arm: customers, visits, conversions.
const COUNTED: [[u32; 3]; 3] = [[21_306, 2_262, 122], [21_387, 3_238, 189], [21_307, 3_894, 267]];

/// The moments of a metric that so many of an arm's customers have.
fn moments_of(customers: u32, having: u32) -> ArmMoments {
    let mut moments = ArmMoments::default();
    for customer in 0..customers {
        let has = if customer < having { 1.0 } else { 0.0 };
        moments.add(UnitTotals::of_mean(has).numbers());
    }
    moments
}

/// What was counted tells the same without the file: the means, and a lift that other programs give an interval of.
#[test]
fn the_published_counts_give_the_published_means_and_lifts() {
    let expect = [[0.106_17, 0.005_73], [0.151_40, 0.008_84], [0.182_76, 0.012_53]];
    let counted = |arm: usize, metric: usize| moments_of(COUNTED[arm][0], COUNTED[arm][metric]);
    for (arm, expect) in expect.iter().enumerate() {
        for (metric, expect) in expect.iter().enumerate() {
            let value = estimate(&counted(arm, metric + 1)).unwrap().value;
            assert!((value - expect).abs() <= 0.501e-5, "{value} is not {expect}");
        }
    }
    // Of two proportions the standard error is known: sqrt(p (1 - p) / n) of each, added in squares.
    for arm in [1, 2] {
        let effect = compare(&counted(0, 1), &counted(arm, 1)).unwrap();
        let error = |arm: usize| {
            let [customers, visits, _] = COUNTED[arm].map(f64::from);
            let share = visits / customers;
            share * (1.0 - share) / customers
        };
        let half = 1.959_964 * (error(0) + error(arm)).sqrt();
        let interval = effect.difference.one_look_interval(0.05);
        let found = (interval.high - interval.low) / 2.0;
        assert!((found / half - 1.0).abs() < 1e-3, "{found} is not {half}");
        assert!(interval.low > 0.0, "{effect:?}");
    }
    let counts = COUNTED.map(|arm| (u64::from(arm[0]), 1));
    assert!(!sample_ratio::test(&counts).is_broken());
    if let Some(arms) = arms() {
        let kept: Vec<u64> = arms.iter().map(|arm| arm[0].count).collect();
        assert_eq!(
            kept,
            COUNTED.map(|arm| u64::from(arm[0])),
            "the file says the same"
        );
    }
}

/// Both e-mails brought visits, sales and money, so certainly that it could have been looked at every day; and what a
/// customer spent before tells next to nothing about it.
#[test]
fn both_e_mails_worked() {
    let Some([none, womens, mens]) = arms() else {
        return;
    };
    let test = Sequential::for_units(0.05, 40_000);
    for arm in [&womens, &mens] {
        let effects: Vec<Effect> = none
            .iter()
            .zip(arm)
            .map(|(c, t)| compare(c, t).unwrap())
            .collect();
        for effect in &effects {
            let difference = effect.treatment.value - effect.control.value;
            let one_look = effect.difference.one_look_interval(0.05);
            assert!(one_look.low > 0.0 && one_look.contains(difference), "{effect:?}");
            assert!((0.97..=1.0).contains(&effect.variance_left), "{effect:?}");
        }
        // Money is the least certain of the three.
        assert!(test.interval(&effects[0].difference).low > 0.0);
        assert!(test.lift_interval(&effects[0]).low > 0.0);
    }
    let spend = compare(&none[2], &mens[2]).unwrap();
    assert!((spend.difference.value - 0.769_8).abs() < 0.01, "{spend:?}");
    assert!(test.interval(&spend.difference).low > 0.0);
}
