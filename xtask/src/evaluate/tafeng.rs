//! A Taiwanese supermarket's customers: each one's baskets in sequence, the last of them asked for.
//!
//! The files tell the sequence of a customer's baskets and not their days. So the basket that is asked for lies on one
//! day for all, and the earlier ones on the days before it, one a day.

use super::{Data, Evaluation, Score};
use crate::measuring::trial::{Numbers, evaluate_all, text, whole};
use crate::measuring::verdict::Target;
use anyhow::{Context, Result};
use measure::offline::{Past, PastOrder, Span, random};
use serde_json::Value;
use shop::Day;
use std::path::Path;

pub const EVALUATION: Evaluation = Evaluation {
    id: "tafeng",
    data: Data::Real("tafeng"),
    in_checks: false,
    run,
};

/// The day of every basket that is asked for: 2001-03-01, when the real ones were.
const TEST_DAY: Day = Day(11_382);
const SEED: u64 = 1;
/// Published numbers were measured on a fifth of the customers.
const SAMPLE: u64 = 5;

fn run(data: &Path) -> Result<Vec<Score>> {
    let history = baskets(&data.join("tafeng_history.json.gz"))?;
    let future = baskets(&data.join("tafeng_future.json.gz"))?;
    let mut scores = Vec::new();
    for (what, share, target) in [
        ("all customers", 1, Target::AtLeast(0.16)),
        ("a fifth of the customers", SAMPLE, Target::Reference),
    ] {
        let past = past(&history, &future, share)?;
        let evaluation = evaluate_all(&past, &["next_basket"], Span::Since(TEST_DAY.start()))?;
        for (metric, target) in [("recall", target), ("ndcg", Target::Reference)] {
            for mut score in whole(&evaluation, "next_basket", metric, 10, target)? {
                score.what = format!("{what}: {}", score.what);
                scores.push(score);
            }
        }
    }
    Ok(scores)
}

/// Customers in the order of their numbers, each with the products of each basket.
type Baskets = Vec<(u64, Vec<Vec<String>>)>;

fn baskets(path: &Path) -> Result<Baskets> {
    let document: Value = serde_json::from_str(&text(path)?)?;
    let customers = document.as_object().context("the file holds no customers")?;
    let mut all = Vec::with_capacity(customers.len());
    for (customer, baskets) in customers {
        let baskets = baskets.as_array().context("a customer has no baskets")?;
        let products = |basket: &Value| -> Vec<String> {
            let items = basket.as_array().into_iter().flatten();
            // The first and the last basket are marks: -1.
            items
                .filter_map(Value::as_u64)
                .map(|item| item.to_string())
                .collect()
        };
        let real = baskets.iter().map(products).filter(|basket| !basket.is_empty());
        all.push((customer.parse()?, real.collect()));
    }
    all.sort();
    Ok(all)
}

fn past(history: &Baskets, future: &Baskets, share: u64) -> Result<Past> {
    let mut numbers = Numbers::default();
    let mut orders = Vec::new();
    let mut add = |customer: u64, day: Day, basket: &[String]| -> Result<()> {
        let mut products = Vec::with_capacity(basket.len());
        for id in basket {
            let product = numbers.of(id)?;
            if !products.contains(&product) {
                products.push(product);
            }
        }
        orders.push(PastOrder {
            placed_at: day.start(),
            customer: Some(u32::try_from(customer)?),
            products,
        });
        Ok(())
    };
    for (customer, baskets) in history {
        for (days_before, basket) in (1..).zip(baskets.iter().rev()) {
            add(*customer, Day(TEST_DAY.0 - days_before), basket)?;
        }
    }
    for (customer, baskets) in future {
        if random::of(SEED, *customer).is_multiple_of(share) {
            for basket in baskets {
                add(*customer, TEST_DAY, basket)?;
            }
        }
    }
    Ok(Past::new(numbers.finish(), orders, Vec::new()))
}
