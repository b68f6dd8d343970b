//! Itemsets of two sets of transactions that this field is measured by: as many as other programs find.

use super::{Data, Evaluation, Score};
use crate::measuring::verdict::Target as Floor;
use anyhow::{Context, Result, ensure};
use engine::recommend::counting::itemsets::{Item, Settings, Target, mine};
use flate2::read::GzDecoder;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "fimi",
    data: Data::Real("fimi"),
    in_checks: false,
    run,
};

/// A file, the transactions that have to hold a set, and how many sets are frequent, closed and maximal then.
type Expected = (&'static str, u32, [usize; 3]);

/// As counted by C. Borgelt's programs.
const EXPECTED: [Expected; 8] = [
    ("retail.dat.gz", 882, [159, 159, 78]),
    ("retail.dat.gz", 441, [580, 580, 284]),
    ("retail.dat.gz", 89, [7_589, 7_572, 3_452]),
    ("retail.dat.gz", 45, [19_242, 19_114, 8_143]),
    ("T10I4D100K.dat.gz", 1_000, [385, 385, 370]),
    ("T10I4D100K.dat.gz", 500, [1_073, 1_073, 585]),
    ("T10I4D100K.dat.gz", 100, [27_532, 26_806, 4_054]),
    ("T10I4D100K.dat.gz", 50, [53_385, 46_993, 12_062]),
];

fn run(data: &Path) -> Result<Vec<Score>> {
    let mut exact = 0;
    for expected in EXPECTED {
        let (file, support_min, counts) = expected;
        let transactions = transactions(&data.join(file))?;
        let items = transactions
            .iter()
            .flatten()
            .max()
            .map_or(0, |&highest| highest as usize + 1);
        for (target, count) in [Target::Frequent, Target::Closed, Target::Maximal]
            .into_iter()
            .zip(counts)
        {
            let settings = Settings::new(target, support_min);
            let found = mine(&settings, items, || transactions.iter().map(Vec::as_slice))?;
            ensure!(
                found.len() == count,
                "{file} has {} {target:?} itemsets at {support_min}, not {count}",
                found.len()
            );
            exact += 1;
        }
    }
    Ok(vec![Score {
        what: "searches that find exactly the known itemsets".into(),
        target: Floor::AtLeast((EXPECTED.len() * 3) as f64),
        value: f64::from(exact),
    }])
}

fn transactions(path: &Path) -> Result<Vec<Vec<Item>>> {
    let file = File::open(path).with_context(|| format!("could not open {}", path.display()))?;
    let mut transactions = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let items = line?
            .split_ascii_whitespace()
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        transactions.push(items);
    }
    Ok(transactions)
}
