//! How well and how fast `session_knn` predicts the next look on a click log.
//!
//! `cargo run --release -p recommend --example session_knn -- train.tsv test.tsv`; both files hold a header line and
//! then session, product and time in seconds, separated by tabs. The first file is learnt from; each look of the second
//! is predicted from those before it in its session, the current product allowed as the next.

use std::{collections::BTreeMap, error::Error, sync::Arc, time::Instant};

use recommend::{
    AnyModel, BuildContext, Candidates, CatalogueSource, DaySessions, History, Params, Partition,
    ProductIndex, Query, RecommenderIndex, Sections, Sessions, Signals, Step, StepKind, recommenders,
};
use shop::{Day, Product, ProductId};

/// The products of a session, the first look first, and when it ended.
struct Visit<'a> {
    ended_s: u32,
    products: Vec<&'a str>,
}

/// A model, how long it took and how large it is.
struct Built {
    model: Box<dyn AnyModel>,
    build_s: f64,
    bytes: usize,
}

/// The list length that counts as found.
const FOUND_WITHIN: usize = 20;
/// Queries timed, in whole passes over the file.
const QUERIES_MIN: usize = 100_000;

fn main() -> Result<(), Box<dyn Error>> {
    let paths: Vec<String> = std::env::args().skip(1).collect();
    let [train, test] = paths.as_slice() else {
        return Err("expected a file to learn from and one to predict".into());
    };
    let (train, test) = (std::fs::read_to_string(train)?, std::fs::read_to_string(test)?);
    let (train, test) = (visits(&train)?, visits(&test)?);
    let index = product_index(&train);
    let Built {
        model,
        build_s,
        bytes,
    } = build(&train, &index)?;
    println!(
        "built in {build_s:.2} s, {} KB, {} products, {} visits",
        bytes >> 10,
        index.len(),
        train.len()
    );

    let positions = positions(&test, &index);
    quality(&*model, &positions)?;
    speed(&*model, &positions)
}

/// Sessions in the order of their numbers, each sorted by time.
fn visits(text: &str) -> Result<Vec<Visit<'_>>, Box<dyn Error>> {
    let mut clicks: BTreeMap<u64, Vec<(f64, &str)>> = BTreeMap::new();
    for line in text.lines().skip(1) {
        let mut fields = line.split('\t');
        let (Some(session), Some(product), Some(time)) = (fields.next(), fields.next(), fields.next()) else {
            return Err(format!("expected three columns: {line}").into());
        };
        clicks
            .entry(session.parse()?)
            .or_default()
            .push((time.trim().parse()?, product));
    }
    let visit = |mut clicks: Vec<(f64, _)>| {
        clicks.sort_by(|a, b| a.0.total_cmp(&b.0));
        Visit {
            ended_s: clicks.last().map_or(0, |(time, _)| *time as u32),
            products: clicks.into_iter().map(|(_, product)| product).collect(),
        }
    };
    Ok(clicks.into_values().map(visit).collect())
}

/// Products by number where they are numbers, so that ties break as they do in published runs.
fn product_index<'a>(train: &[Visit<'a>]) -> BTreeMap<(u64, &'a str), ProductIndex> {
    let keys = train
        .iter()
        .flat_map(|visit| visit.products.iter().copied().map(key));
    let mut index: BTreeMap<_, _> = keys.map(|key| (key, 0)).collect();
    for (position, number) in index.values_mut().zip(0..) {
        *position = number;
    }
    index
}

fn key(product: &str) -> (u64, &str) {
    (product.parse().unwrap_or(u64::MAX), product)
}

fn build(train: &[Visit<'_>], index: &BTreeMap<(u64, &str), ProductIndex>) -> Result<Built, Box<dyn Error>> {
    let mut source = CatalogueSource::default();
    for (_, id) in index.keys() {
        source.push(&Product::unknown(ProductId::new(id)?), false);
    }
    let catalogue = source.finish();
    let mut days: BTreeMap<i32, Sessions> = BTreeMap::new();
    for visit in train {
        let looks = visit.products.iter().map(|product| Step {
            product: index[&key(product)],
            kind: StepKind::View,
        });
        let day = days.entry((visit.ended_s / 86_400) as i32).or_default();
        day.push(visit.ended_s, None, &looks.collect::<Vec<_>>());
    }
    let sessions = days.into_iter().map(|(day, sessions)| DaySessions {
        day: Day(day),
        sessions: Arc::new(sessions),
    });
    let partition = Partition {
        sessions: sessions.collect(),
        ..Partition::default()
    };
    let params = Params::default();
    let signals = Signals::learn(&History::default(), &catalogue, &params);
    let context = BuildContext {
        catalogue: &catalogue,
        signals: &signals,
        params: &params,
        finished: &[],
    };
    let start = Instant::now();
    let model = recommenders::ALL[usize::from(recommender()?)].build(&[partition], &context);
    let build_s = start.elapsed().as_secs_f64();
    let mut sections = Sections::default();
    model.write(&mut sections);
    Ok(Built {
        model,
        build_s,
        bytes: sections.size_bytes("session_knn/"),
    })
}

fn recommender() -> Result<RecommenderIndex, Box<dyn Error>> {
    recommenders::index("session_knn").ok_or_else(|| "session_knn is not listed".into())
}

/// Every look but the first of each session: those before it, the latest first, and itself. A product that nothing was
/// learnt about has a number past all others.
fn positions(
    test: &[Visit<'_>],
    index: &BTreeMap<(u64, &str), ProductIndex>,
) -> Vec<(Vec<ProductIndex>, ProductIndex)> {
    let number = |product: &&str| index.get(&key(product)).copied().unwrap_or(ProductIndex::MAX);
    let mut positions = Vec::new();
    for visit in test {
        let mut viewed: Vec<ProductIndex> = Vec::new();
        for next in visit.products.iter().map(number) {
            if !viewed.is_empty() {
                positions.push((viewed.iter().rev().copied().collect(), next));
            }
            viewed.push(next);
        }
    }
    positions
}

fn answer(
    model: &dyn AnyModel,
    viewed: &[ProductIndex],
    recommender: RecommenderIndex,
    candidates: &mut Candidates,
) -> Vec<recommend::Candidate> {
    let query = Query {
        recently_viewed: viewed,
        ..Query::default()
    };
    model.propose(&query, candidates);
    candidates.finish_recommender(recommender);
    candidates.take_ranked()
}

fn quality(
    model: &dyn AnyModel,
    positions: &[(Vec<ProductIndex>, ProductIndex)],
) -> Result<(), Box<dyn Error>> {
    let (recommender, mut candidates) = (recommender()?, Candidates::default());
    let (mut found, mut reciprocal) = (0_u32, 0.0);
    for (viewed, next) in positions {
        let answer = answer(model, viewed, recommender, &mut candidates);
        let mut first = answer.iter().take(FOUND_WITHIN);
        if let Some(rank) = first.position(|candidate| candidate.product == *next) {
            found += 1;
            reciprocal += 1.0 / (rank + 1) as f64;
        }
    }
    let count = positions.len() as f64;
    println!(
        "{} positions: MRR@{FOUND_WITHIN} {:.4}, HR@{FOUND_WITHIN} {:.4}",
        positions.len(),
        reciprocal / count,
        f64::from(found) / count
    );
    Ok(())
}

fn speed(
    model: &dyn AnyModel,
    positions: &[(Vec<ProductIndex>, ProductIndex)],
) -> Result<(), Box<dyn Error>> {
    let (recommender, mut candidates) = (recommender()?, Candidates::default());
    let (mut took_ns, mut passes_s): (Vec<u64>, Vec<f64>) = (Vec::new(), Vec::new());
    while took_ns.len() < QUERIES_MIN && !positions.is_empty() {
        let start = Instant::now();
        for (viewed, _) in positions {
            let asked = Instant::now();
            std::hint::black_box(answer(model, viewed, recommender, &mut candidates));
            took_ns.push(asked.elapsed().as_nanos() as u64);
        }
        passes_s.push(start.elapsed().as_secs_f64());
    }
    took_ns.sort_unstable();
    passes_s.sort_by(f64::total_cmp);
    let at = |share: f64| {
        took_ns
            .get((took_ns.len() as f64 * share) as usize)
            .map_or(0.0, |&ns| ns as f64 / 1e3)
    };
    let per_s = |pass_s: Option<&f64>| pass_s.map_or(0.0, |pass_s| positions.len() as f64 / pass_s);
    println!(
        "on one core {:.0} queries/s in the median pass, {:.0} in the fastest; p50 {:.1} µs, p99 {:.1} µs",
        per_s(passes_s.get(passes_s.len() / 2)),
        per_s(passes_s.first()),
        at(0.5),
        at(0.99)
    );
    Ok(())
}
