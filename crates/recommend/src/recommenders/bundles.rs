//! **What a shopkeeper sees:** two products that sell as a set and leave enough to be worth a set.
//!
//! **Method:** pairs of goods that serve different needs, are both on sale and in stock and share more orders than
//! chance explains, at least five ([`crate::counting::significance`], false discovery rate 5 % over all pairs
//! tested). Where costs are known, the pair's margin net of returns is at least a tenth of its price. Ranked by
//! shared orders times what the pair earns, times `s / (s + 10)` where `s` is the surprise in natural-log units.
//! Where no cost is known, prices stand in for earnings. The 8 best of each product are kept.
//!
//! **When it fails:** small shops, where few pairs are beyond chance; sets that the shop already sells as one
//! product.
//!
//! **Source:** Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", 1995; profit-weighted itemsets,
//! R. Chan, Q. Yang and Y. Shen, "Mining high utility itemsets", 2003.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;
use shop::ProductKind;

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, History, Parameter, Partition, Query, Recommender,
    SectionError, Sections, Unit,
    catalogue::flags,
    counting::{
        pairs::{Accumulator, BasketIndex, BasketWeights},
        significance,
    },
    query::ProductIndex,
    rows::{Scored, ScoredRows, keep_best},
};

/// The recommender.
pub struct Bundles;

const KEPT: usize = 8;
/// The most surprising pairs of a product, of which those that earn most are kept in the end: 12 bytes each while the
/// others are counted.
const SURPRISING_MAX: usize = 24;
/// Pairs need this many shared orders to be tested.
const ORDERS_TOGETHER_MIN: u32 = 2;
/// A set was sold so many times: two or three orders can be beyond chance, but nobody would call them a success.
const ORDERS_OF_SET_MIN: u32 = 5;
/// Surprise, in natural-log units, at which a pair counts half.
const SURPRISE_HALF_NATS: f64 = 10.0;
/// Steps of the quantised surprise per natural-log unit.
const STEPS_PER_NAT: f64 = 64.0;

const PARAMETERS: &[Parameter] = &[Parameter {
    name: "margin_rate_min",
    default: 0.1,
    help: "The share of a pair's price that must be left after costs and returns, where costs are known.",
}];

impl Recommender for Bundles {
    const ID: &'static str = "bundles";
    const SEES: &'static str = "Sets: two products that sell together and earn enough together.";
    const UNIT: Unit = Unit::Order;
    const PARAMETERS: &'static [Parameter] = PARAMETERS;

    type Counts = History;
    type Model = ScoredRows;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> ScoredRows {
        let products = context.catalogue.len();
        let index = BasketIndex::build(products, || counts.iter());
        drop(counts);
        let worth = Worth::new(context);
        let tests = Tests::default();
        let weights = BasketWeights::new(0.0);
        let surprising: Vec<Vec<Pair>> = (0..products as ProductIndex)
            .into_par_iter()
            .with_min_len((products / 4_096).max(1))
            .map_init(
                || Accumulator::new(products),
                |accumulator, own| surprising_pairs(&index, &weights, &worth, &tests, own, accumulator),
            )
            .collect();
        let believed = tests.threshold();
        let rows = surprising.into_iter().zip(0..).map(|(pairs, own)| {
            let proven = pairs.into_iter().filter(|pair| pair.surprise >= believed);
            let mut scored: Vec<Scored> = proven.map(|pair| worth.scored(own, pair)).collect();
            keep_best(&mut scored, KEPT);
            scored
        });
        ScoredRows::collect(rows)
    }

    fn propose(model: &ScoredRows, query: &Query<'_>, candidates: &mut Candidates) {
        let held = query.held();
        for seed in query.seeds() {
            for entry in model.of(seed).filter(|entry| !held.contains(entry.product)) {
                let evidence = Evidence::Bundle {
                    with: seed,
                    orders_together: entry.detail,
                };
                candidates.propose(entry.product, entry.score, evidence);
            }
        }
    }

    fn write(model: &ScoredRows, sections: &mut Sections) {
        model.write(Self::ID, sections);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<ScoredRows, SectionError> {
        ScoredRows::read(Self::ID, sections, catalogue)
    }

    fn facts(model: &ScoredRows) -> Vec<(&'static str, f64)> {
        vec![("pairs_listed", model.len() as f64)]
    }
}

/// How surprising all tested pairs are; counted by many threads at a time, and the same however they share the work.
struct Tests {
    histogram: Vec<AtomicU64>,
    tested: AtomicU64,
}

impl Default for Tests {
    fn default() -> Self {
        Self {
            histogram: (0..=u16::MAX).map(|_| AtomicU64::new(0)).collect(),
            tested: AtomicU64::new(0),
        }
    }
}

impl Tests {
    fn add(&self, surprise: u16) {
        self.tested.fetch_add(1, Ordering::Relaxed);
        if surprise > 0 {
            self.histogram[usize::from(surprise)].fetch_add(1, Ordering::Relaxed);
        }
    }

    fn threshold(self) -> u16 {
        let histogram: Vec<u64> = self.histogram.into_iter().map(AtomicU64::into_inner).collect();
        significance::threshold(&histogram, self.tested.into_inner()).max(1)
    }
}

#[derive(Clone, Copy)]
struct Pair {
    product: ProductIndex,
    orders: u32,
    surprise: u16,
}

/// The most surprising pairs of `own` that could be a set.
fn surprising_pairs(
    index: &BasketIndex,
    weights: &BasketWeights,
    worth: &Worth<'_>,
    tests: &Tests,
    own: ProductIndex,
    accumulator: &mut Accumulator,
) -> Vec<Pair> {
    let own_orders = index.orders()[own as usize];
    let mut pairs = Vec::new();
    index.row(own, weights, ORDERS_TOGETHER_MIN, accumulator, |pair| {
        let other_orders = index.orders()[pair.product as usize];
        let expected = significance::expected_orders(index.totals, own_orders, other_orders);
        let surprise = significance::quantised(significance::surprise_nats(pair.orders, expected));
        tests.add(surprise);
        // Fewer than three natural-log units are never believed, however few pairs are tested: 5 % of one.
        let believable = f64::from(surprise) >= 2.9 * STEPS_PER_NAT && pair.orders >= ORDERS_OF_SET_MIN;
        if believable && worth.could_be_set(own, pair.product) {
            pairs.push(Pair {
                product: pair.product,
                orders: pair.orders,
                surprise,
            });
        }
    });
    pairs.sort_unstable_by_key(|pair| (std::cmp::Reverse(pair.surprise), pair.product));
    pairs.truncate(SURPRISING_MAX);
    pairs.shrink_to_fit();
    pairs
}

/// What pairs earn.
struct Worth<'a> {
    context: &'a BuildContext<'a>,
    margin_rate_min: f64,
    /// Goods on sale and in stock.
    sellable: Vec<bool>,
    /// What stands in for the margin of products whose margin is unknown, as a share of the price.
    typical_rate: f64,
    price_median_minor: f64,
}

impl<'a> Worth<'a> {
    fn new(context: &'a BuildContext<'a>) -> Self {
        let catalogue = context.catalogue;
        let sellable = |product| {
            catalogue.kind(product) == ProductKind::Good
                && catalogue.has_flag(product, flags::ACTIVE)
                && !catalogue.has_flag(product, flags::FEE)
                && catalogue.stock(product).is_sellable()
        };
        Self {
            context,
            margin_rate_min: context.params.value(Bundles::ID, PARAMETERS, "margin_rate_min"),
            sellable: (0..catalogue.len() as ProductIndex).map(sellable).collect(),
            typical_rate: f64::from(context.signals.margin.typical_rate().unwrap_or(1.0)).max(0.01),
            price_median_minor: catalogue.price_median_minor().unwrap_or(1) as f64,
        }
    }

    /// What one unit earns net of returns, where it is known.
    fn net_minor(&self, product: ProductIndex) -> Option<f64> {
        let signals = self.context.signals;
        let return_rate = signals.return_rate.rate(product);
        signals
            .margin
            .net_minor(self.context.catalogue, product, return_rate)
    }

    fn could_be_set(&self, a: ProductIndex, b: ProductIndex) -> bool {
        let catalogue = self.context.catalogue;
        let sellable = self.sellable[a as usize] && self.sellable[b as usize];
        sellable
            && !catalogue.same_need(a, b)
            && catalogue.may_go_with(a, b)
            && catalogue.may_go_with(b, a)
            && self.earns_enough(a, b)
    }

    fn earns_enough(&self, a: ProductIndex, b: ProductIndex) -> bool {
        let catalogue = self.context.catalogue;
        match (catalogue.price(a), catalogue.price(b)) {
            (Some(one), Some(other)) if one.currency != other.currency => false,
            (Some(one), Some(other)) => match (self.net_minor(a), self.net_minor(b)) {
                (Some(net), Some(more)) => {
                    net + more >= (one.minor as f64 + other.minor as f64) * self.margin_rate_min
                }
                _ => true,
            },
            _ => true,
        }
    }

    /// What one unit earns, or is likely to.
    fn likely_minor(&self, product: ProductIndex) -> f64 {
        let price = self.context.catalogue.price_minor(product);
        let likely = || price.map_or(self.price_median_minor, |minor| minor as f64) * self.typical_rate;
        self.net_minor(product).unwrap_or_else(likely)
    }

    fn scored(&self, own: ProductIndex, pair: Pair) -> Scored {
        let nats = f64::from(pair.surprise) / STEPS_PER_NAT;
        let earned = (self.likely_minor(own) + self.likely_minor(pair.product)).max(0.01);
        let score = f64::from(pair.orders) * earned * nats / (nats + SURPRISE_HALF_NATS);
        Scored {
            product: pair.product,
            score: score as f32,
            detail: pair.orders,
        }
    }
}
