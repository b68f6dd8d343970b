//! Choosing the exponents on the shop's own latest orders.
//!
//! The last fifth of the days (at most 30) is the validation slice: from each sampled order one product is hidden and
//! must be found from the rest, by a model of the days before. Rows are counted only for products that occur in the
//! sample, so that tuning costs the same in a shop of any size. The caller's test data never takes part: tuning sees
//! only what the build was given.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shop::Day;

use super::{Exponents, Factors, ORDERS_TOGETHER_MIN};
use crate::{
    History,
    counting::pairs::{Accumulator, BasketIndex, BasketWeights, Pair},
    query::ProductIndex,
};

const ALPHAS: [f32; 4] = [0.5, 0.7, 0.85, 1.0];
const BETAS: [f32; 5] = [0.2, 0.35, 0.5, 0.6, 0.7];
const GAMMAS: [f32; 4] = [0.3, 0.5, 0.75, 1.0];
/// Fewer held-out orders than this say nothing; the default is used.
const CASES_MIN: usize = 100;
/// More are sampled down.
const CASES_MAX: usize = 600;
/// The cart lines of a case that are used.
const CART_MAX: usize = 30;
/// Pairs of a row that are scored; the exponents only re-rank the strongest.
const ROW_MAX: usize = 300;
/// A hit is a place among the first so many.
const DEPTH: usize = 10;

struct Case {
    cart: Vec<ProductIndex>,
    hidden: ProductIndex,
}

/// The exponents that find most hidden products, and the share they find; none where there are too few orders.
pub(super) fn choose(counts: &History, products: usize) -> Option<(Exponents, f32)> {
    let (first, last) = (counts.first_day()?, counts.last_day()?);
    let slice_days = ((last.0 - first.0) / 5).clamp(1, 30);
    let cut = Day(last.0 - slice_days);
    let cases = cases(counts, Day(cut.0 + 1), last);
    if cases.len() < CASES_MIN {
        return None;
    }
    let index = BasketIndex::build(products, || counts.iter_days(first, cut));
    let results: Vec<(f32, f32, Exponents)> = GAMMAS
        .iter()
        .flat_map(|&gamma| results(&index, &cases, gamma))
        .collect();
    // The hit rate decides and the reciprocal rank breaks its ties; both are smooth over the grid.
    let value = |result: &(f32, f32, Exponents)| result.0 + result.1;
    let best = results.into_iter().max_by(|a, b| value(a).total_cmp(&value(b)))?;
    Some((best.2, best.0))
}

fn cases(counts: &History, from: Day, to: Day) -> Vec<Case> {
    let held_out: Vec<_> = counts
        .iter_days(from, to)
        .filter(|basket| basket.products.len() >= 2)
        .collect();
    let stride = held_out.len().div_ceil(CASES_MAX).max(1);
    let mut cases = Vec::new();
    for (number, basket) in held_out.iter().step_by(stride).enumerate() {
        let hidden_at = number.wrapping_mul(0x9e37_79b1) % basket.products.len();
        let mut cart = basket.products.to_vec();
        let hidden = cart.remove(hidden_at);
        let thinned = cart.len().div_ceil(CART_MAX).max(1);
        cases.push(Case {
            cart: cart.into_iter().step_by(thinned).collect(),
            hidden,
        });
    }
    cases
}

/// Hit rate and mean reciprocal rank for every α and β at one γ.
fn results(index: &BasketIndex, cases: &[Case], gamma: f32) -> Vec<(f32, f32, Exponents)> {
    let weights = BasketWeights::new(f64::from(gamma));
    let mut needed: Vec<ProductIndex> = cases.iter().flat_map(|case| case.cart.iter().copied()).collect();
    needed.sort_unstable();
    needed.dedup();
    needed.retain(|&product| (product as usize) < index.products());
    let rows: FxHashMap<ProductIndex, Vec<Pair>> = needed
        .into_par_iter()
        .map_init(
            || Accumulator::new(index.products()),
            |accumulator, product| {
                let mut row = Vec::new();
                index.row(product, &weights, ORDERS_TOGETHER_MIN, accumulator, |pair| {
                    row.push(pair)
                });
                (product, strongest(row, index.orders()))
            },
        )
        .collect();
    let grid: Vec<Exponents> = ALPHAS
        .iter()
        .flat_map(|&alpha| BETAS.map(|beta| Exponents { alpha, beta, gamma }))
        .collect();
    grid.into_par_iter()
        .map(|exponents| evaluate(index, cases, &rows, exponents))
        .collect()
}

/// The pairs of a row that can win under some exponents of the grid, by the middle of the grid.
fn strongest(mut row: Vec<Pair>, orders: &[u32]) -> Vec<Pair> {
    if row.len() > ROW_MAX {
        let value = |pair: &Pair| pair.weight / (orders[pair.product as usize].max(1) as f32).sqrt();
        row.select_nth_unstable_by(ROW_MAX, |a, b| {
            value(b).total_cmp(&value(a)).then(a.product.cmp(&b.product))
        });
        row.truncate(ROW_MAX);
    }
    row
}

fn evaluate(
    index: &BasketIndex,
    cases: &[Case],
    rows: &FxHashMap<ProductIndex, Vec<Pair>>,
    exponents: Exponents,
) -> (f32, f32, Exponents) {
    let factors = Factors::new(index.orders(), exponents);
    let mut scores = vec![0.0_f32; index.products()];
    let (mut hits, mut reciprocal) = (0.0, 0.0);
    for case in cases {
        if let Some(rank) = rank(case, rows, &factors, &mut scores) {
            hits += 1.0;
            reciprocal += 1.0 / rank as f32;
        }
    }
    (
        hits / cases.len() as f32,
        reciprocal / cases.len() as f32,
        exponents,
    )
}

/// The place of the hidden product, 1 for the first, where it is among the first [`DEPTH`].
fn rank(
    case: &Case,
    rows: &FxHashMap<ProductIndex, Vec<Pair>>,
    factors: &Factors,
    scores: &mut [f32],
) -> Option<usize> {
    let mut touched = Vec::new();
    for product in &case.cart {
        for &pair in rows.get(product).into_iter().flatten() {
            let score = &mut scores[pair.product as usize];
            if *score <= 0.0 {
                touched.push(pair.product);
            }
            *score += factors.score(*product, pair);
        }
    }
    for &product in &case.cart {
        if let Some(score) = scores.get_mut(product as usize) {
            *score = 0.0;
        }
    }
    let own = scores.get(case.hidden as usize).copied().unwrap_or_default();
    let ahead = touched.iter().filter(|&&product| {
        let score = scores[product as usize];
        score > own || (score.total_cmp(&own).is_eq() && product < case.hidden)
    });
    let rank = ahead.count() + 1;
    for product in touched {
        scores[product as usize] = 0.0;
    }
    (own > 0.0 && rank <= DEPTH).then_some(rank)
}
