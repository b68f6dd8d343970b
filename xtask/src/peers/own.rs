//! This program's part in the comparison, in a process of its own: the words come from [`super::rounds`], the result is
//! a JSON document like those of the peers.

use super::{customers, data};
use crate::measuring::alone::Alone;
use crate::measuring::verdict::quantile;
use crate::measuring::{machine, synthetic};
use anyhow::{Context, Result, bail};
use decide::{Intent, Rankers};
use engine::recommend::counting::itemsets::{Item, RuleSettings, Settings, Target, mine, rules};
use measure::customers::BgNbdFit;
use measure::offline::Method;
use recommend::{Candidates, CartLine, Catalogue, Models, Params, Partition, ProductIndex, Query};
use serde_json::{Value, json};
use std::hint::black_box;
use std::path::Path;
use std::time::Instant;

/// The ranking of the shop: every recommender that goes along with a cart, put in order.
pub const WHOLE: &str = "whole";
/// Rules need at least this share of the orders with the antecedent, as in `itemsets.py`.
const CONFIDENCE_MIN: f64 = 0.5;

/// Does one part: `carts <method> <folder> <questions> <products> <repetitions> [recommender.name=value…]`,
/// `itemsets <file> <support> <frequent|closed|maximal|rules> <repetitions>` or `customers <file> <repetitions>`.
///
/// # Errors
/// When the words are others, or a file cannot be read.
pub fn run(words: &[String]) -> Result<Value> {
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match &words[..] {
        [
            "carts",
            method,
            folder,
            questions,
            products,
            repetitions,
            params @ ..,
        ] => {
            let read = data::read(Path::new(folder), questions, products.parse()?)?;
            carts(method, read, repetitions.parse()?, &parameters(params)?)
        }
        ["itemsets", file, support, target, repetitions] => {
            itemsets(Path::new(file), support.parse()?, target, repetitions.parse()?)
        }
        ["customers", file, repetitions] => frequency(Path::new(file), repetitions.parse()?),
        _ => bail!("`{}` is no part of the comparison", words.join(" ")),
    }
}

fn parameters(words: &[&str]) -> Result<Params> {
    let mut params = Params::default();
    for word in words {
        let parts = word
            .split_once('=')
            .and_then(|(name, value)| Some((name.split_once('.')?, value)));
        let ((recommender, name), value) = parts.with_context(|| format!("`{word}` sets nothing"))?;
        params.set(recommender, name, value.parse()?);
    }
    Ok(params)
}

/// What learnt from the history.
enum Learnt {
    Whole(Box<Models>, Rankers),
    Alone(Alone),
}

fn learn(method: &str, catalogue: Catalogue, partitions: &[Partition], params: &Params) -> Result<Learnt> {
    if method != WHOLE {
        return Ok(Learnt::Alone(Alone::learn(
            method, &catalogue, partitions, params,
        )?));
    }
    let models = Models::build(catalogue, partitions, params)?;
    Ok(Learnt::Whole(Box::new(models), Rankers::with_params(params)))
}

fn carts(method: &str, carts: data::Read, repetitions: usize, params: &Params) -> Result<Value> {
    let partitions = [carts.partition];
    let (mut build_seconds, mut learnt) = (Vec::new(), None);
    for _ in 0..repetitions.max(1) {
        let catalogue = carts.catalogue.clone();
        let start = Instant::now();
        learnt = Some(learn(method, catalogue, &partitions, params)?);
        build_seconds.push(start.elapsed().as_secs_f64());
    }
    let learnt = learnt.context("nothing was learnt")?;
    let (answers, times_us) = learnt.asked(|ask| answers(ask, &carts.questions));
    Ok(json!({
        "build_seconds": build_seconds,
        "query_p50_us": quantile(&times_us, 0.5),
        "query_p99_us": quantile(&times_us, 0.99),
        "memory_mb": memory_mb(),
        "answers": answers,
    }))
}

type Ask<'a> = Box<dyn FnMut(&Query<'_>) -> Vec<ProductIndex> + 'a>;

impl Learnt {
    /// Hands `with` a way to ask for the best products.
    fn asked<T>(&self, with: impl FnOnce(Ask<'_>) -> T) -> T {
        match self {
            Learnt::Alone(alone) => {
                let mut candidates = Candidates::default();
                with(Box::new(|query| alone.ask(query, data::COUNT, &mut candidates)))
            }
            Learnt::Whole(models, rankers) => {
                let method = Method::whole(models, rankers, Intent::Complement);
                let mut ranker = method.start();
                with(Box::new(move |query| ranker(query, data::COUNT)))
            }
        }
    }
}

/// The best products for each cart, and the microseconds that each answer took.
fn answers(mut ask: Ask<'_>, questions: &[data::Dated]) -> (Vec<Vec<ProductIndex>>, Vec<f64>) {
    let (mut answers, mut times_us) = (Vec::new(), Vec::new());
    for question in questions {
        let cart: Vec<CartLine> = question.products.iter().copied().map(synthetic::line).collect();
        let query = Query {
            cart: &cart,
            now: question.day.start(),
            ..Query::default()
        };
        let start = Instant::now();
        let answer = black_box(ask(black_box(&query)));
        times_us.push(start.elapsed().as_secs_f64() * 1e6);
        answers.push(answer);
    }
    (answers, times_us)
}

fn itemsets(file: &Path, support_min: u32, target: &str, repetitions: usize) -> Result<Value> {
    let transactions = data::lines(file)?;
    let items = transactions
        .iter()
        .flatten()
        .max()
        .map_or(0, |&highest| highest as usize + 1);
    let (mut seconds, mut found) = (Vec::new(), 0);
    for _ in 0..repetitions.max(1) {
        let start = Instant::now();
        found = search(&transactions, items, support_min, target)?;
        seconds.push(start.elapsed().as_secs_f64());
    }
    Ok(json!({
        "program": "alongside",
        "found": found,
        "seconds": seconds,
        "memory_mb": memory_mb(),
    }))
}

fn frequency(file: &Path, repetitions: usize) -> Result<Value> {
    let activities = customers::read(file)?;
    let (mut seconds, mut parameters) = (Vec::new(), Vec::new());
    for _ in 0..repetitions.max(1) {
        let start = Instant::now();
        let model = BgNbdFit::learn(black_box(&activities).iter().copied())?.model;
        seconds.push(start.elapsed().as_secs_f64());
        parameters = vec![model.r, model.alpha_weeks, model.a, model.b];
    }
    Ok(json!({ "seconds": seconds, "parameters": parameters, "memory_mb": memory_mb() }))
}

/// How many sets or rules there are; all of them stand in memory when they are counted.
fn search(transactions: &[Vec<Item>], items: usize, support_min: u32, target: &str) -> Result<usize> {
    let wanted = match target {
        "frequent" | "rules" => Target::Frequent,
        "closed" => Target::Closed,
        "maximal" => Target::Maximal,
        other => bail!("no target is called {other}"),
    };
    let settings = Settings::new(wanted, support_min);
    let sets = mine(&settings, items, || transactions.iter().map(Vec::as_slice))?;
    if target != "rules" {
        return Ok(black_box(sets).len());
    }
    let wanted = RuleSettings {
        confidence_min: CONFIDENCE_MIN,
        length_min: 2,
        length_max: usize::MAX,
    };
    Ok(black_box(rules(&sets, &wanted)).len())
}

fn memory_mb() -> f64 {
    machine::peak_memory_bytes(std::process::id()).map_or(0.0, |bytes| bytes as f64 / 1e6)
}
