//! From a customer's baskets to ranked candidates.

use std::cell::Cell;

use super::{Model, tables::FOLLOW_DECAY};
use crate::{CustomerIndex, column::row, packed_score::unpack_score, query::ProductIndex};

/// What is known of a candidate, in the order of [`WEIGHTS`].
pub(super) const FEATURES: usize = 13;

/// How much each feature says: fitted on the next baskets of a supermarket's 13,858 customers, by a listwise softmax on
/// baskets that the tables had not seen.
pub(super) const WEIGHTS: [f32; FEATURES] = [
    0.780,  // follows the customer's baskets, relative to the best candidate
    0.023,  // its logarithm
    0.071,  // to the customer's taste, relative to the best candidate
    0.180,  // its logarithm
    0.241,  // follows the latest basket, relative to the best candidate
    2.384,  // bought before
    1.085,  // logarithm of the share of the customer's baskets that hold it
    0.763,  // if bought before: logarithm of the number of the customer's baskets
    0.532,  // if bought before: logarithm of the product's chance of being bought again
    0.159,  // if bought before: logarithm of the customer's share of repeats
    -0.352, // logarithm of the baskets that hold it
    0.799,  // logarithm of the customers whose latest basket holds it
    -0.433, // if bought before: logarithm of the baskets that hold it
];

/// Candidates by each way of finding some.
pub(super) const CANDIDATES: usize = 60;
/// Baskets that ask the tables: an older one weighs less than .01.
const BASKETS_ASKED: usize = 21;
/// Order lines that ask the tables, so that a question of the busiest customer, too, takes bounded time: the latest
/// basket always, older ones while there are fewer lines.
const LINES_ASKED: usize = 100;
/// Under the logarithm of a relative score.
const SCORE_FLOOR: f32 = 0.01;
/// Under the logarithm of a share of baskets.
const SHARE_FLOOR: f32 = 0.02;

/// The sums of one product.
#[derive(Clone, Copy, Default)]
struct Sums {
    follows: f32,
    taste: f32,
    follows_latest: f32,
    /// The customer's baskets that hold it.
    times: u16,
    chosen: bool,
    touched: bool,
}

/// One thread's memory for answering: 16 bytes per product, all zero between two questions.
#[derive(Default)]
struct Scratch {
    sums: Vec<Sums>,
    touched: Vec<ProductIndex>,
    chosen: Vec<ProductIndex>,
    best: Vec<(f32, ProductIndex)>,
}

thread_local! {
    /// Taken out while in use: one that a panic left half filled is never used again.
    static SCRATCH: Cell<Option<Box<Scratch>>> = const { Cell::new(None) };
}

/// Calls `visit` with every candidate for the customer's next basket, with a positive score. These are odds: twice the
/// score is twice as likely.
pub(super) fn rank(model: &Model, customer: CustomerIndex, mut visit: impl FnMut(ProductIndex, f32)) {
    let baskets = model.baskets(customer);
    if baskets.is_empty() {
        return;
    }
    let mut scratch = SCRATCH.take().unwrap_or_default();
    scratch
        .sums
        .resize(scratch.sums.len().max(model.log_baskets.len()), Sums::default());
    scratch.gather(model, baskets.clone());
    scratch.choose(model);
    let scored = scratch.score(model, customer, baskets.len());
    let best = scored.iter().map(|(_, score)| *score).fold(f32::MIN, f32::max);
    for (product, score) in scored {
        visit(product, (score - best).exp().max(f32::MIN_POSITIVE));
    }
    scratch.clear();
    SCRATCH.set(Some(scratch));
}

impl Scratch {
    fn touch(&mut self, product: ProductIndex) -> Option<&mut Sums> {
        let sums = self.sums.get_mut(product as usize)?;
        if !sums.touched {
            sums.touched = true;
            self.touched.push(product);
        }
        Some(sums)
    }

    /// Adds up what the tables say to the customer's baskets.
    fn gather(&mut self, model: &Model, baskets: std::ops::Range<u32>) {
        let (mut weight, mut lines) = (1.0, 0);
        for (age, basket) in baskets.rev().enumerate() {
            let products = row(&model.product, &model.basket_offset, basket);
            let asks = age == 0 || (age < BASKETS_ASKED && lines < LINES_ASKED);
            lines += products.len();
            let taste = weight * (products.len().max(1) as f32).powf(-0.5);
            for &product in products {
                if let Some(sums) = self.touch(product) {
                    sums.times += 1;
                }
                if asks {
                    self.gather_rows(model, product, weight, taste, age == 0);
                }
            }
            weight *= FOLLOW_DECAY;
        }
    }

    fn gather_rows(&mut self, model: &Model, product: ProductIndex, follow: f32, taste: f32, latest: bool) {
        let neighbours = row(&model.follow_neighbour, &model.follow_offset, product);
        let scores = row(&model.follow_score, &model.follow_offset, product);
        for (&neighbour, &score) in neighbours.iter().zip(scores) {
            let score = unpack_score(score);
            if let Some(sums) = self.touch(neighbour) {
                sums.follows += follow * score;
                sums.follows_latest += if latest { score } else { 0.0 };
            }
        }
        let neighbours = row(&model.taste_neighbour, &model.taste_offset, product);
        let scores = row(&model.taste_score, &model.taste_offset, product);
        for (&neighbour, &score) in neighbours.iter().zip(scores) {
            if let Some(sums) = self.touch(neighbour) {
                sums.taste += taste * unpack_score(score);
            }
        }
    }

    /// Chooses what was bought before, what many bought lately, and the best by each sum.
    fn choose(&mut self, model: &Model) {
        for at in 0..self.touched.len() {
            let product = self.touched[at];
            if self.sums[product as usize].times > 0 {
                self.choose_one(product);
            }
        }
        for &product in model.leaders.iter() {
            if self.touch(product).is_some() {
                self.choose_one(product);
            }
        }
        self.choose_best(|sums| sums.follows);
        self.choose_best(|sums| sums.taste);
        self.choose_best(|sums| sums.follows_latest);
    }

    fn choose_one(&mut self, product: ProductIndex) {
        let chosen = &mut self.sums[product as usize].chosen;
        if !*chosen {
            *chosen = true;
            self.chosen.push(product);
        }
    }

    /// Chooses the best [`CANDIDATES`] in one pass: whatever cannot be among them any more is passed over at once.
    fn choose_best(&mut self, by: impl Fn(&Sums) -> f32) {
        let better =
            |a: &(f32, ProductIndex), b: &(f32, ProductIndex)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        let mut best = std::mem::take(&mut self.best);
        let mut threshold = 0.0;
        for &product in &self.touched {
            let value = by(&self.sums[product as usize]);
            if value > 0.0 && value >= threshold {
                best.push((value, product));
            }
            if best.len() == 4 * CANDIDATES {
                best.select_nth_unstable_by(CANDIDATES - 1, better);
                best.truncate(CANDIDATES);
                threshold = best[CANDIDATES - 1].0;
            }
        }
        if best.len() > CANDIDATES {
            best.select_nth_unstable_by(CANDIDATES - 1, better);
            best.truncate(CANDIDATES);
        }
        for (_, product) in best.drain(..) {
            self.choose_one(product);
        }
        self.best = best;
    }

    fn score(&self, model: &Model, customer: CustomerIndex, baskets: usize) -> Vec<(ProductIndex, f32)> {
        let mut most = Sums::default();
        for &product in &self.touched {
            let sums = &self.sums[product as usize];
            most.follows = most.follows.max(sums.follows);
            most.taste = most.taste.max(sums.taste);
            most.follows_latest = most.follows_latest.max(sums.follows_latest);
        }
        let customer = CustomerFacts {
            most,
            baskets: baskets as f32,
            log_repeats: model
                .log_repeats
                .get(customer as usize)
                .copied()
                .unwrap_or_default(),
        };
        let score = |&product: &ProductIndex| {
            let features = customer.features(model, product, &self.sums[product as usize]);
            let score: f32 = features
                .iter()
                .zip(&*model.weights)
                .map(|(feature, weight)| feature * weight)
                .sum();
            (product, score)
        };
        self.chosen.iter().map(score).collect()
    }

    fn clear(&mut self) {
        for product in self.touched.drain(..) {
            self.sums[product as usize] = Sums::default();
        }
        self.chosen.clear();
    }
}

/// What all candidates of a question have in common.
struct CustomerFacts {
    most: Sums,
    baskets: f32,
    log_repeats: f32,
}

impl CustomerFacts {
    fn features(&self, model: &Model, product: ProductIndex, sums: &Sums) -> [f32; FEATURES] {
        let of_product = |column: &[f32]| column.get(product as usize).copied().unwrap_or_default();
        let follows = sums.follows / self.most.follows.max(f32::MIN_POSITIVE);
        let taste = sums.taste / self.most.taste.max(f32::MIN_POSITIVE);
        let follows_latest = sums.follows_latest / self.most.follows_latest.max(f32::MIN_POSITIVE);
        let seen = if sums.times > 0 { 1.0 } else { 0.0 };
        let log_baskets = of_product(&model.log_baskets);
        [
            follows,
            (follows + SCORE_FLOOR).ln(),
            taste,
            (taste + SCORE_FLOOR).ln(),
            follows_latest,
            seen,
            (f32::from(sums.times) / self.baskets + SHARE_FLOOR).ln(),
            seen * self.baskets.ln(),
            seen * of_product(&model.log_again),
            seen * self.log_repeats,
            log_baskets,
            of_product(&model.log_latest),
            seen * log_baskets,
        ]
    }
}
