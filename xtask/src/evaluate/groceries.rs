//! Rules of a supermarket's month: exactly those that the R package arules is published to find.

use super::{Data, Evaluation, Score};
use crate::measuring::verdict::Target as Floor;
use anyhow::{Context, Result, ensure};
use engine::recommend::counting::itemsets::{Item, RuleSettings, Settings, Target, mine, rules};
use flate2::read::GzDecoder;
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "groceries",
    data: Data::Real("groceries"),
    in_checks: true,
    run,
};

/// What is asked for, and what is to be found.
struct Expected {
    support_min: u32,
    confidence_min: f64,
    length_min: usize,
    itemsets: Option<usize>,
    /// Rules of 2, 3, … products.
    rules: &'static [usize],
}

/// Supports are .001 and .006 of 9,835 baskets, rounded up.
const EXPECTED: [Expected; 2] = [
    Expected {
        support_min: 10,
        confidence_min: 0.5,
        length_min: 1,
        itemsets: Some(13_492),
        rules: &[11, 1_461, 3_211, 939, 46],
    },
    Expected {
        support_min: 60,
        confidence_min: 0.25,
        length_min: 2,
        itemsets: None,
        rules: &[150, 297, 16],
    },
];
const BASKETS: usize = 9_835;

fn run(data: &Path) -> Result<Vec<Score>> {
    let (baskets, products) = baskets(&data.join("groceries.csv.gz"))?;
    ensure!(baskets.len() == BASKETS, "the file has {} baskets", baskets.len());
    let mut scores = Vec::new();
    for expected in EXPECTED {
        let settings = Settings::new(Target::Frequent, expected.support_min);
        let found = mine(&settings, products, || baskets.iter().map(Vec::as_slice))?;
        if let Some(itemsets) = expected.itemsets {
            ensure!(
                found.len() == itemsets,
                "{} itemsets, not {itemsets}",
                found.len()
            );
        }
        let wanted = RuleSettings {
            confidence_min: expected.confidence_min,
            length_min: expected.length_min,
            length_max: usize::MAX,
        };
        let mut by_length: Vec<usize> = Vec::new();
        for rule in rules(&found, &wanted) {
            let place = rule
                .antecedent
                .len()
                .checked_sub(1)
                .context("a rule without antecedent")?;
            by_length.resize(by_length.len().max(place + 1), 0);
            by_length[place] += 1;
        }
        ensure!(
            by_length == expected.rules,
            "rules by length are {by_length:?}, not {:?}",
            expected.rules
        );
        let count = by_length.iter().sum::<usize>() as f64;
        let published = expected.rules.iter().sum::<usize>() as f64;
        scores.push(Score {
            what: format!(
                "rules in {} baskets or more, exactly those published",
                expected.support_min
            ),
            target: Floor::AtLeast(published),
            value: count,
        });
    }
    Ok(scores)
}

/// Every basket, and how many products there are.
fn baskets(path: &Path) -> Result<(Vec<Vec<Item>>, usize)> {
    let file = File::open(path).with_context(|| format!("could not open {}", path.display()))?;
    let mut numbers: HashMap<String, Item> = HashMap::new();
    let mut baskets = Vec::new();
    for line in BufReader::new(GzDecoder::new(file)).lines() {
        let line = line?;
        let number = |name: &str| {
            let next = numbers.len() as Item;
            *numbers.entry(name.to_owned()).or_insert(next)
        };
        baskets.push(line.split(',').map(str::trim).map(number).collect());
    }
    Ok((baskets, numbers.len()))
}
