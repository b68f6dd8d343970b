//! Choosing the exponents on the shop's own latest orders.
//!
//! The last days, [`History::latest_slice`], are the validation slice: from each sampled order one product is hidden
//! and must be found from the rest, by a model of the days before. Rows are counted only for products that occur in the
//! sample, so that tuning costs the same in a shop of any size. The caller's test data never takes part: tuning sees
//! only what the build was given.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shop::Day;

use super::{Exponents, ORDERS_TOGETHER_MIN, discounted, powers};
use crate::{
    History,
    counting::pairs::{Accumulator, BasketIndex, BasketWeights},
    query::ProductIndex,
};

/// Of a long history the last month is asked for.
const SLICE_DAYS_MAX: i32 = 30;
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
    let (from, to) = counts.latest_slice(SLICE_DAYS_MAX)?;
    let cases = cases(counts, from, to);
    if cases.len() < CASES_MIN {
        return None;
    }
    let first = counts.first_day()?;
    let index = BasketIndex::build(products, || counts.iter_days(first, Day(from.0 - 1)));
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

/// What a pair adds to a score before the exponents of its products take their part.
#[derive(Clone, Copy)]
struct Weighed {
    product: ProductIndex,
    weight: f32,
}

type Rows = FxHashMap<ProductIndex, Vec<Weighed>>;
/// A number for each of [`ALPHAS`]: all of them are tried in one pass over the rows.
type ByAlpha = [f32; ALPHAS.len()];

/// Hit rate and mean reciprocal rank for every α and β at one γ.
fn results(index: &BasketIndex, cases: &[Case], gamma: f32) -> Vec<(f32, f32, Exponents)> {
    let weights = BasketWeights::new(f64::from(gamma));
    let mut needed: Vec<ProductIndex> = cases.iter().flat_map(|case| case.cart.iter().copied()).collect();
    needed.sort_unstable();
    needed.dedup();
    needed.retain(|&product| (product as usize) < index.products());
    let rows: Rows = needed
        .into_par_iter()
        .map_init(
            || Accumulator::new(index.products()),
            |accumulator, product| {
                let mut row = Vec::new();
                index.row(product, &weights, ORDERS_TOGETHER_MIN, accumulator, |pair| {
                    row.push(Weighed {
                        product: pair.product,
                        weight: discounted(pair),
                    })
                });
                (product, strongest(row, index.orders()))
            },
        )
        .collect();
    let own = ALPHAS.map(|alpha| powers(index.orders(), alpha));
    BETAS
        .into_par_iter()
        .flat_map_iter(|beta| {
            let other = powers(index.orders(), beta);
            let found = evaluate(cases, &rows, &own, &other);
            let results = ALPHAS.into_iter().zip(found);
            results
                .map(move |(alpha, (hits, reciprocal))| (hits, reciprocal, Exponents { alpha, beta, gamma }))
        })
        .collect()
}

/// The pairs of a row that can win under some exponents of the grid, by the middle of the grid.
fn strongest(mut row: Vec<Weighed>, orders: &[u32]) -> Vec<Weighed> {
    if row.len() > ROW_MAX {
        let value = |pair: &Weighed| pair.weight / (orders[pair.product as usize].max(1) as f32).sqrt();
        row.select_nth_unstable_by(ROW_MAX, |a, b| {
            value(b).total_cmp(&value(a)).then(a.product.cmp(&b.product))
        });
        row.truncate(ROW_MAX);
    }
    row
}

/// Hit rate and mean reciprocal rank for each α.
fn evaluate(cases: &[Case], rows: &Rows, own: &[Vec<f32>; ALPHAS.len()], other: &[f32]) -> Vec<(f32, f32)> {
    let mut scores = Scores::new(other.len());
    let mut found = vec![(0.0, 0.0); ALPHAS.len()];
    for case in cases {
        for (rank, (hits, reciprocal)) in scores.ranks(case, rows, own, other).into_iter().zip(&mut found) {
            if let Some(rank) = rank {
                *hits += 1.0;
                *reciprocal += 1.0 / rank as f32;
            }
        }
    }
    let all = cases.len() as f32;
    found
        .into_iter()
        .map(|(hits, reciprocal)| (hits / all, reciprocal / all))
        .collect()
}

/// The scores of one case under every α.
struct Scores {
    of: Vec<ByAlpha>,
    touched: Vec<ProductIndex>,
}

impl Scores {
    fn new(products: usize) -> Self {
        Self {
            of: vec![ByAlpha::default(); products],
            touched: Vec::new(),
        }
    }

    /// The place of the hidden product, 1 for the first, where it is among the first [`DEPTH`].
    fn ranks(
        &mut self,
        case: &Case,
        rows: &Rows,
        own: &[Vec<f32>; ALPHAS.len()],
        other: &[f32],
    ) -> [Option<usize>; ALPHAS.len()] {
        self.add(case, rows, own, other);
        for &product in &case.cart {
            if let Some(scores) = self.of.get_mut(product as usize) {
                *scores = ByAlpha::default();
            }
        }
        let hidden = self.of.get(case.hidden as usize).copied().unwrap_or_default();
        let mut ahead = [0; ALPHAS.len()];
        for &product in &self.touched {
            let scores = &self.of[product as usize];
            for ((ahead, &score), &own) in ahead.iter_mut().zip(scores).zip(&hidden) {
                *ahead += usize::from(score > own || (score >= own && product < case.hidden));
            }
        }
        for product in self.touched.drain(..) {
            self.of[product as usize] = ByAlpha::default();
        }
        std::array::from_fn(|at| {
            let rank = ahead[at] + 1;
            (hidden[at] > 0.0 && rank <= DEPTH).then_some(rank)
        })
    }

    fn add(&mut self, case: &Case, rows: &Rows, own: &[Vec<f32>; ALPHAS.len()], other: &[f32]) {
        for product in &case.cart {
            let Some(row) = rows.get(product) else { continue };
            let by_alpha: ByAlpha = std::array::from_fn(|at| own[at][*product as usize]);
            for pair in row {
                let scores = &mut self.of[pair.product as usize];
                if scores[0] <= 0.0 {
                    self.touched.push(pair.product);
                }
                let weight = pair.weight * other[pair.product as usize];
                for (score, own) in scores.iter_mut().zip(by_alpha) {
                    *score += weight * own;
                }
            }
        }
    }
}
