//! The next look in a visit, asked of `session_knn` alone, over the click data that Serenade ships.

use super::{Benchmark, Row, Setting};
use crate::measuring::alone::Alone;
use crate::measuring::trial::Numbers;
use crate::measuring::verdict::{Target, quantile};
use crate::measuring::{clicks, synthetic};
use anyhow::{Context, Result};
use measure::offline::{PastSession, PastStep};
use recommend::{
    Candidates, Catalogue, DaySessions, Params, Partition, ProductIndex, Query, Sessions, Step, StepKind,
};
use shop::Day;
use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Instant;

/// The benchmark.
pub const BENCHMARK: Benchmark = Benchmark {
    id: "session_knn",
    rows: &[
        Row {
            what: "next looks told by `session_knn` alone, Serenade's toy data, one thread",
            target: Target::AtLeast(60_000.0),
            unit: "per s",
        },
        Row {
            what: "one of them, p99",
            target: Target::Reference,
            unit: "µs",
        },
    ],
    runs: 5,
    starts_server: false,
    data: Some("sessions_serenade_toy"),
    notes: "in this process, without HTTP: every position of every visit of the test file, again and again, 20 ids \
        each; learnt from the train file. Serenade answers 38,000 a second over HTTP on two cores, so the target is \
        one and a half times that, and the comparison flatters this program by what HTTP costs.",
    run,
};

const COUNT: usize = 20;

fn run(setting: &Setting) -> Result<Vec<f64>> {
    let (train, test, catalogue) = match &setting.data {
        Some(folder) => {
            let mut numbers = Numbers::default();
            let train = clicks::read(&folder.join("train.txt.gz"), &mut numbers)?;
            let test = clicks::read(&folder.join("test.txt"), &mut numbers)?;
            (train, test, numbers.finish())
        }
        None => small()?,
    };
    let model = Alone::learn(
        "session_knn",
        &catalogue,
        &[partition(&train)],
        &Params::default(),
    )?;
    let positions = positions(&test);
    let asks = if setting.quick { positions.len() } else { 200_000 };
    let (mut candidates, mut times_us) = (Candidates::default(), Vec::with_capacity(asks));
    let start = Instant::now();
    for viewed in positions.iter().cycle().take(asks) {
        let asked = Instant::now();
        let query = Query {
            recently_viewed: viewed,
            ..Query::default()
        };
        black_box(model.ask(black_box(&query), COUNT, &mut candidates));
        times_us.push(asked.elapsed().as_secs_f64() * 1e6);
    }
    let seconds = start.elapsed().as_secs_f64();
    let p99_us = quantile(&times_us, 0.99).context("there is no visit to ask about")?;
    Ok(vec![asks as f64 / seconds, p99_us])
}

fn partition(visits: &[PastSession]) -> Partition {
    let mut days: BTreeMap<Day, Sessions> = BTreeMap::new();
    for visit in visits {
        let looks: Vec<Step> = visit.steps.iter().map(look).collect();
        let ended = visit.ended_at();
        let ended_s = u32::try_from(ended.unix_ms() / 1_000).unwrap_or_default();
        days.entry(ended.day())
            .or_default()
            .push(ended_s, visit.customer, &looks);
    }
    let day = |(day, sessions)| DaySessions {
        day,
        sessions: Arc::new(sessions),
    };
    Partition {
        sessions: days.into_iter().map(day).collect(),
        ..Partition::default()
    }
}

fn look(step: &PastStep) -> Step {
    Step {
        product: step.product,
        kind: step.kind,
    }
}

/// What had been looked at before each look but the first of a visit, the latest first.
fn positions(visits: &[PastSession]) -> Vec<Vec<ProductIndex>> {
    let before = |visit: &PastSession| {
        let looks: Vec<ProductIndex> = visit.steps.iter().map(|step| step.product).collect();
        let positions = (1..looks.len()).map(|at| looks[..at].iter().rev().copied().collect());
        positions.collect::<Vec<_>>()
    };
    visits.iter().flat_map(before).collect()
}

/// Made-up visits: orders whose products were looked at one after the other.
fn small() -> Result<(Vec<PastSession>, Vec<PastSession>, Catalogue)> {
    let history = synthetic::history(2_000, 50, 200)?;
    let look = |product: ProductIndex| PastStep {
        at: synthetic::today().start(),
        product,
        kind: StepKind::View,
    };
    let visit = |cart: &Vec<recommend::CartLine>| PastSession {
        customer: None,
        steps: cart.iter().map(|line| look(line.product)).collect(),
    };
    let mut visits: Vec<PastSession> = history.carts.iter().map(visit).collect();
    let test = visits.split_off(visits.len() / 2);
    Ok((visits, test, synthetic::bare_catalogue(50)?))
}
