//! The e-mail experiment that K. Hillstrom published: 64,000 customers, no e-mail, one of women's or one of men's
//! things.

use std::fs::File;
use std::path::PathBuf;

use measure::experiments::effect::{Effect, compare};
use measure::experiments::ratio::{ArmMoments, UnitTotals, estimate};
use measure::experiments::sample_ratio;
use measure::experiments::sequential::Sequential;

const ARMS: [&str; 3] = ["No E-Mail", "Womens E-Mail", "Mens E-Mail"];
const METRICS: [&str; 3] = ["visit", "conversion", "spend"];

/// The moments of each arm and metric, with what the customer spent in the year before; says so where the file is not
/// at hand.
fn arms() -> Option<[[ArmMoments; 3]; 3]> {
    let beside = PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/data"));
    let folder = std::env::var_os("ALONGSIDE_DATA").map_or(beside, PathBuf::from);
    let Ok(file) = File::open(folder.join("hillstrom/hillstrom.csv.gz")) else {
        println!("skipped: hillstrom is not at hand; set ALONGSIDE_DATA to the folder that holds it");
        return None;
    };
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
