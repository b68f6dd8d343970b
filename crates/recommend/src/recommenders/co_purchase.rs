//! **What a shopkeeper sees:** "bought together" – for a cart or a product, what other customers put in the same order.
//!
//! **Method:** `s(i→j) = w_ij / (n_i^α · n_j^β) · c_ij / (c_ij + 2)`, where `c_ij` is the number of orders holding
//! both, `w_ij` the same with each order weighing `size^-γ`, and `n` the number of orders holding one. Pairs of
//! fewer than two shared orders are dropped; a cart's score is the sum over its products. Each pair is tested
//! against chance with the basket-size correction of [`crate::counting::significance`], and exactly while there are
//! fewer than 500 orders. α, β and γ are chosen on the shop's own latest orders: models of the orders before them are
//! asked to complete them, and the best exponents build the model of all orders.
//!
//! **When it fails:** products in fewer than two orders have no neighbours; a shop of single-product orders has none at
//! all; products that replace each other but are tried together look like complements until views tell them apart.
//!
//! **Source:** the family of asymmetric co-occurrence scores, e.g. F. Aiolli, "Efficient top-n recommendation for very
//! large scale binary rated datasets", RecSys 2013; discount `c/(c+k)` after P. Pantel and D. Lin.

mod chance;
mod tuning;

use chance::Chance;
use rayon::prelude::*;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, History, Parameter, Params, Partition, Query,
    Recommender, SectionError, Sections, Unit,
    column::{check_offsets, row},
    counting::pairs::{Accumulator, BasketIndex, BasketWeights, Pair},
    packed_score::{pack_score, unpack_score},
    query::ProductIndex,
};

/// The recommender.
pub struct CoPurchase;

/// Neighbours of each product, best first.
#[derive(Default)]
pub struct Model {
    offset: Column<u32>,
    neighbour: Column<u32>,
    score: Column<u16>,
    /// Shared orders; the two highest bits say [`PROVEN`] and [`ABOVE_CHANCE`].
    together: Column<u32>,
    orders: Column<u32>,
    /// α, β, γ, neighbours per product, hit rate at validation.
    chosen: Column<f32>,
}

/// Chance is an unlikely explanation: see [`chance`].
const PROVEN: u32 = 1 << 31;
/// Shared orders reach [`LIFT_MIN`] times what chance lets expect.
const ABOVE_CHANCE: u32 = 1 << 30;
const ORDERS_MASK: u32 = ABOVE_CHANCE - 1;
const LIFT_MIN: f64 = 1.2;
/// Pairs need this many shared orders.
const ORDERS_TOGETHER_MIN: u32 = 2;
/// Shared orders at which the discount `c/(c+k)` reaches one half.
const DISCOUNT: f32 = 2.0;
/// A large catalogue keeps this many neighbours: 10 bytes each, so 200 bytes per product.
const NEIGHBOURS_MIN: usize = 20;
/// A small one keeps more, for large carts, until the neighbours of all products take this many bytes.
const BYTES_SMALL: usize = 32 << 20;
const NEIGHBOURS_MAX: usize = 400;

const PARAMETERS: &[Parameter] = &[
    Parameter {
        name: "alpha",
        default: f64::NAN,
        help: "How much a frequent product in the cart says less; unset: tuned.",
    },
    Parameter {
        name: "beta",
        default: f64::NAN,
        help: "How much a frequent candidate is held back; unset: tuned.",
    },
    Parameter {
        name: "gamma",
        default: f64::NAN,
        help: "How much a large order says less; unset: tuned.",
    },
    Parameter {
        name: "neighbours",
        default: 0.0,
        help: "Neighbours kept per product; 0: as many as fit.",
    },
];

/// The exponents of the score.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Exponents {
    alpha: f32,
    beta: f32,
    gamma: f32,
}

/// Where the shop has too few orders to choose from: between what supermarket orders like best (α .7, β .35) and what a
/// gift shop's validation slices chose. The surface is flat around it.
const DEFAULT_EXPONENTS: Exponents = Exponents {
    alpha: 0.7,
    beta: 0.45,
    gamma: 0.8,
};

impl Recommender for CoPurchase {
    const ID: &'static str = "co_purchase";
    const SEES: &'static str = "Bought together: what other customers put in the same order.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;
    const COUNTS_SQL: Option<&'static str> = Some(
        "WITH basket AS (SELECT DISTINCT order_id, product FROM lines),
              size AS (SELECT order_id, COUNT(*) AS size FROM basket GROUP BY order_id)
         SELECT a.product AS product, b.product AS other, size.size AS size, COUNT(*) AS orders
         FROM basket a JOIN basket b ON a.order_id = b.order_id AND a.product <> b.product
              JOIN size ON size.order_id = a.order_id
         GROUP BY a.product, b.product, size.size",
    );

    type Counts = History;
    type Model = Model;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Model {
        let BuildContext {
            catalogue, params, ..
        } = *context;
        let (exponents, hit_rate) = chosen_exponents(&counts, catalogue.len(), params);
        let index = BasketIndex::build(catalogue.len(), || counts.iter());
        drop(counts);
        let kept = match params.value(Self::ID, PARAMETERS, "neighbours") {
            wanted if wanted >= 1.0 => wanted as usize,
            _ => neighbours_kept(catalogue.len()),
        };
        let chance = Chance::new(index.totals, index.orders());
        let rows = all_rows(&index, exponents, &chance, kept);
        model(
            &index,
            &chance,
            rows,
            [
                exponents.alpha,
                exponents.beta,
                exponents.gamma,
                kept as f32,
                hit_rate,
            ],
        )
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let held = query.held();
        for seed in query.seeds() {
            let neighbours = row(&model.neighbour, &model.offset, seed);
            let scores = row(&model.score, &model.offset, seed);
            let together = row(&model.together, &model.offset, seed);
            let orders_with = model.orders.get(seed as usize).copied().unwrap_or_default();
            for ((&product, &score), &bits) in neighbours.iter().zip(scores).zip(together) {
                if held.contains(product) {
                    continue;
                }
                let (proven, above_chance) = (bits & PROVEN != 0, bits & ABOVE_CHANCE != 0);
                let orders_together = bits & ORDERS_MASK;
                let evidence = Evidence::BoughtTogether {
                    with: seed,
                    orders_together,
                    orders_with,
                    proven,
                    above_chance,
                };
                candidates.propose(product, unpack_score(score), evidence);
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("co_purchase/offset", &model.offset);
        sections.put("co_purchase/neighbour", &model.neighbour);
        sections.put("co_purchase/score", &model.score);
        sections.put("co_purchase/together", &model.together);
        sections.put("co_purchase/orders", &model.orders);
        sections.put("co_purchase/chosen", &model.chosen);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let name = "co_purchase/offset";
        let model = Model {
            offset: sections.get(name)?,
            neighbour: sections.get("co_purchase/neighbour")?,
            score: sections.get("co_purchase/score")?,
            together: sections.get("co_purchase/together")?,
            orders: sections.get("co_purchase/orders")?,
            chosen: sections.get("co_purchase/chosen")?,
        };
        for length in [model.neighbour.len(), model.score.len(), model.together.len()] {
            check_offsets(name, &model.offset, catalogue.len(), length)?;
        }
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        let names = [
            "alpha",
            "beta",
            "gamma",
            "neighbours_max",
            "validation_hit_rate_at_10",
        ];
        let chosen = names
            .into_iter()
            .zip(model.chosen.iter().map(|&value| f64::from(value)));
        let proven = model.together.iter().filter(|&&bits| bits & PROVEN != 0).count();
        chosen
            .chain([
                ("pairs_kept", model.together.len() as f64),
                ("pairs_proven", proven as f64),
            ])
            .collect()
    }
}

/// What orders tell of two products.
#[derive(Debug, Clone, Copy)]
pub(super) struct Neighbour {
    /// The other product.
    pub product: ProductIndex,
    /// Its score beside the first, above 0.
    pub score: f32,
    /// Orders that hold both, at least two.
    pub orders_together: u32,
    /// Whether chance is an unlikely explanation.
    pub proven: bool,
    /// Whether they share clearly more orders than chance lets expect.
    pub above_chance: bool,
}

impl Model {
    /// The products that go with `product`, best first.
    pub(super) fn neighbours(&self, product: ProductIndex) -> impl Iterator<Item = Neighbour> + '_ {
        let neighbours = row(&self.neighbour, &self.offset, product);
        let scores = row(&self.score, &self.offset, product);
        let together = row(&self.together, &self.offset, product);
        let all = neighbours.iter().zip(scores).zip(together);
        all.map(|((&product, &score), &bits)| Neighbour {
            product,
            score: unpack_score(score),
            orders_together: bits & ORDERS_MASK,
            proven: bits & PROVEN != 0,
            above_chance: bits & ABOVE_CHANCE != 0,
        })
    }
}

fn chosen_exponents(counts: &History, products: usize, params: &Params) -> (Exponents, f32) {
    let set = |name| params.get(CoPurchase::ID, name).map(|value| value as f32);
    if let (Some(alpha), Some(beta), Some(gamma)) = (set("alpha"), set("beta"), set("gamma")) {
        return (Exponents { alpha, beta, gamma }, 0.0);
    }
    let (tuned, hit_rate) = tuning::choose(counts, products).unwrap_or((DEFAULT_EXPONENTS, 0.0));
    let alpha = set("alpha").unwrap_or(tuned.alpha);
    let beta = set("beta").unwrap_or(tuned.beta);
    (
        Exponents {
            alpha,
            beta,
            gamma: set("gamma").unwrap_or(tuned.gamma),
        },
        hit_rate,
    )
}

fn neighbours_kept(products: usize) -> usize {
    (BYTES_SMALL / 10 / products.max(1)).clamp(NEIGHBOURS_MIN, NEIGHBOURS_MAX)
}

/// One product's neighbours, best first, with the quantised surprise of each.
#[derive(Default)]
struct Neighbours {
    pairs: Vec<(ProductIndex, u16, u32, u16)>,
    tested: u64,
}

/// What all rows of pairs are scored and tested by.
struct Scoring<'a> {
    weights: BasketWeights,
    factors: Factors,
    chance: &'a Chance,
}

/// Score factors that depend on one product alone, by product index.
struct Factors {
    own: Vec<f32>,
    other: Vec<f32>,
}

impl Factors {
    fn new(orders: &[u32], exponents: Exponents) -> Self {
        Self {
            own: powers(orders, exponents.alpha),
            other: powers(orders, exponents.beta),
        }
    }

    fn score(&self, own: ProductIndex, pair: Pair) -> f32 {
        discounted(pair) * self.own[own as usize] * self.other[pair.product as usize]
    }
}

/// `n^-exponent` of each product's orders.
fn powers(orders: &[u32], exponent: f32) -> Vec<f32> {
    let power = |&n: &u32| (n.max(1) as f32).powf(-exponent);
    orders.iter().map(power).collect()
}

/// A pair's summed weight, less where few orders stand behind it.
fn discounted(pair: Pair) -> f32 {
    let orders = pair.orders as f32;
    pair.weight * (orders / (orders + DISCOUNT))
}

fn all_rows(index: &BasketIndex, exponents: Exponents, chance: &Chance, kept: usize) -> Vec<Neighbours> {
    let scoring = Scoring {
        weights: BasketWeights::new(f64::from(exponents.gamma)),
        factors: Factors::new(index.orders(), exponents),
        chance,
    };
    let products = index.products();
    let workspace = || (Accumulator::new(products), Best::default());
    (0..products as ProductIndex)
        .into_par_iter()
        .with_min_len((products / 4_096).max(1))
        .map_init(workspace, |(accumulator, best), own| {
            neighbours(index, own, &scoring, kept, accumulator, best)
        })
        .collect()
}

fn neighbours(
    index: &BasketIndex,
    own: ProductIndex,
    scoring: &Scoring<'_>,
    kept: usize,
    accumulator: &mut Accumulator,
    best: &mut Best,
) -> Neighbours {
    best.start(kept);
    index.row(own, &scoring.weights, ORDERS_TOGETHER_MIN, accumulator, |pair| {
        best.add(scoring.factors.score(own, pair), pair);
    });
    let own_orders = index.orders()[own as usize];
    let describe = |&(rank, orders): &(u64, u32)| {
        let (product, score) = unranked(rank);
        let (surprise, likely) = scoring
            .chance
            .of(orders, own_orders, index.orders()[product as usize]);
        let bits = orders.min(ORDERS_MASK) | if likely { ABOVE_CHANCE } else { 0 };
        (product, pack_score(score), bits, surprise)
    };
    let tested = best.seen;
    Neighbours {
        pairs: best.sorted().iter().map(describe).collect(),
        tested,
    }
}

/// The best pairs of a row so far.
#[derive(Default)]
struct Best {
    kept: usize,
    seen: u64,
    /// What does not come before this rank is not among the best.
    last: u64,
    /// Ranks and shared orders.
    pairs: Vec<(u64, u32)>,
}

impl Best {
    /// How many times what is kept is collected before it is cut down again.
    const SLACK: usize = 4;

    fn start(&mut self, kept: usize) {
        self.pairs.clear();
        (self.kept, self.seen, self.last) = (kept.max(1), 0, u64::MAX);
    }

    fn add(&mut self, score: f32, pair: Pair) {
        self.seen += 1;
        let rank = ranked(pair.product, score);
        if rank >= self.last {
            return;
        }
        self.pairs.push((rank, pair.orders));
        if self.pairs.len() >= self.kept * Self::SLACK {
            self.cut();
        }
    }

    fn cut(&mut self) {
        if self.pairs.len() > self.kept {
            let (_, last, _) = self.pairs.select_nth_unstable(self.kept - 1);
            self.last = last.0;
            self.pairs.truncate(self.kept);
        }
    }

    fn sorted(&mut self) -> &[(u64, u32)] {
        self.cut();
        self.pairs.sort_unstable();
        &self.pairs
    }
}

/// One number that sorts best first, ties by product: positive floating-point numbers sort as their bits do.
fn ranked(product: ProductIndex, score: f32) -> u64 {
    u64::from(!score.max(0.0).to_bits()) << 32 | u64::from(product)
}

fn unranked(rank: u64) -> (ProductIndex, f32) {
    (rank as ProductIndex, f32::from_bits(!((rank >> 32) as u32)))
}

fn model(index: &BasketIndex, chance: &Chance, rows: Vec<Neighbours>, chosen: [f32; 5]) -> Model {
    let believed = chance.believed(&rows);
    let pairs = rows.iter().map(|row| row.pairs.len()).sum();
    let mut offset = Vec::with_capacity(rows.len() + 1);
    offset.push(0);
    let (mut neighbour, mut score, mut together) = (
        Vec::with_capacity(pairs),
        Vec::with_capacity(pairs),
        Vec::with_capacity(pairs),
    );
    for row in rows {
        for (product, packed, orders, surprise) in row.pairs {
            neighbour.push(product);
            score.push(packed);
            together.push(orders | if surprise >= believed { PROVEN } else { 0 });
        }
        offset.push(neighbour.len() as u32);
    }
    Model {
        offset: Column::new(offset),
        neighbour: Column::new(neighbour),
        score: Column::new(score),
        together: Column::new(together),
        orders: Column::new(index.orders().to_vec()),
        chosen: Column::new(chosen.to_vec()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_shops_keep_more_neighbours() {
        assert_eq!(neighbours_kept(100), NEIGHBOURS_MAX);
        assert_eq!(neighbours_kept(1_000_000), NEIGHBOURS_MIN);
    }
}
