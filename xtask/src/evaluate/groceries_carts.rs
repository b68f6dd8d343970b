//! A month of a German supermarket's baskets. The file tells their sequence and not their moments, so a hundred make a
//! day; the last tenth is asked.

use super::{Data, Evaluation, Score};
use crate::measuring::trial::{Numbers, evaluate_all, text, whole};
use crate::measuring::verdict::Target;
use anyhow::Result;
use measure::offline::{Past, PastOrder, Span};
use shop::Day;
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "groceries_carts",
    data: Data::Real("groceries"),
    in_checks: false,
    run,
};

const BASKETS_A_DAY: usize = 100;
const FIRST_DAY: i32 = 10_000;

/// The baskets, each on its made-up day. The folder is that of the data.
pub fn past(data: &Path) -> Result<Past> {
    let mut numbers = Numbers::default();
    let mut orders = Vec::new();
    for (at, line) in text(&data.join("groceries.csv.gz"))?.lines().enumerate() {
        let mut products = Vec::new();
        for name in line.split(',').filter(|name| !name.is_empty()) {
            let product = numbers.of(name)?;
            if !products.contains(&product) {
                products.push(product);
            }
        }
        orders.push(PastOrder {
            placed_at: Day(FIRST_DAY + i32::try_from(at / BASKETS_A_DAY)?).start(),
            customer: None,
            products,
        });
    }
    Ok(Past::new(numbers.finish(), orders, Vec::new()))
}

fn run(data: &Path) -> Result<Vec<Score>> {
    let past = past(data)?;
    let evaluation = evaluate_all(&past, &["cart_completion", "seed_to_rest"], Span::LastTenth)?;
    let mut scores = Vec::new();
    for task in ["cart_completion", "seed_to_rest"] {
        scores.extend(whole(&evaluation, task, "hit_rate", 10, Target::Reference)?);
    }
    Ok(scores)
}
