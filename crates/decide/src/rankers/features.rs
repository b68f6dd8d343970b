//! What a ranker looks at: numbers about a candidate in a situation, most of them 0.
//!
//! Every feature is 0 where nothing is known, so that a vector holds only what is there. The first ones are the words
//! of the recommenders, two for each: how strongly it speaks relative to its best candidate, and the logarithm of
//! that, shifted so that silence is 0. The others tell of the product itself and of how it suits the situation.

use recommend::{Candidate, Evidence, Models, ProductIndex, Query, Source, recommenders};
use smallvec::SmallVec;

use crate::{Decision, Outcome};

/// A feature's position.
pub type FeatureIndex = u16;

/// A candidate's features that are not 0.
pub type Features = SmallVec<[(FeatureIndex, f32); 20]>;

/// Words of one recommender: relative strength and its logarithm.
const PER_RECOMMENDER: usize = 2;
/// Relative strengths below this make no difference to the logarithm.
const STRENGTH_FLOOR: f32 = 0.01;
/// Shares of shared orders below this make no difference.
const CONFIDENCE_FLOOR: f32 = 0.001;
/// Orders by which the trend is shrunk towards none.
const TREND_PRIOR_ORDERS: f32 = 3.0;
/// The share of a cart that a known customer bought before, as far as one product of the cart would tell.
const HABIT_PRIOR: (f32, f32) = (0.4, 1.0);

/// The features beside the recommenders' words. Their order is part of the decision log's format: append, never
/// reorder.
pub const OTHERS: [&str; 15] = [
    "sales_lately",
    "trend",
    "days_since_sold",
    "leaf_affinity",
    "same_need",
    "price_above",
    "price_below",
    "bought_before",
    "times_bought",
    "days_since_bought",
    "confidence",
    "proven",
    "sources",
    "in_habit",
    "rising",
];

/// Where a feature of [`OTHERS`] stands; a name that is not among them does not compile.
const fn other(name: &str) -> usize {
    let mut at = 0;
    while at < OTHERS.len() {
        if is_same(OTHERS[at].as_bytes(), name.as_bytes()) {
            return at;
        }
        at += 1;
    }
    panic!("no feature has this name")
}

/// Equality of bytes, which the language does not yet offer at compile time.
const fn is_same(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

/// The values of [`OTHERS`].
pub type Others = [f32; OTHERS.len()];

/// How many features there are.
pub fn count() -> usize {
    recommenders::ALL.len() * PER_RECOMMENDER + OTHERS.len()
}

/// A feature's public name: `co_purchase.strength`, `price_above`.
pub fn name(feature: usize) -> String {
    let words = recommenders::ALL.len() * PER_RECOMMENDER;
    if feature >= words {
        return OTHERS
            .get(feature - words)
            .copied()
            .unwrap_or("unknown")
            .to_owned();
    }
    let part = if feature.is_multiple_of(PER_RECOMMENDER) {
        "strength"
    } else {
        "log_strength"
    };
    format!("{}.{part}", recommenders::ALL[feature / PER_RECOMMENDER].id())
}

/// The position of the feature with this name.
pub fn position(wanted: &str) -> Option<usize> {
    (0..count()).find(|&feature| name(feature) == wanted)
}

/// What all candidates of one situation share.
pub struct Situation<'a> {
    models: &'a Models,
    query: &'a Query<'a>,
    seeds: SmallVec<[ProductIndex; 16]>,
    leaves: SmallVec<[u32; 16]>,
    /// Logarithm of the middle price of what is in the cart or on the page.
    seed_price_ln: Option<f32>,
    /// Log-odds that the customer is buying what they always buy, as the cart tells; 0 where it speaks against it.
    habit: f32,
    /// How far a pair with one product speaks for the whole cart: `1/√n` of `n` products.
    pair_say: f32,
}

impl<'a> Situation<'a> {
    /// Looks up once what all candidates share.
    pub fn new(models: &'a Models, query: &'a Query<'a>) -> Self {
        let catalogue = &models.catalogue;
        let seeds: SmallVec<[ProductIndex; 16]> = query.seeds().collect();
        let mut leaves: SmallVec<[u32; 16]> = seeds.iter().filter_map(|&seed| catalogue.leaf(seed)).collect();
        leaves.sort_unstable();
        leaves.dedup();
        let mut prices: SmallVec<[i64; 16]> = seeds
            .iter()
            .filter_map(|&seed| catalogue.price_minor(seed))
            .filter(|&price| price > 0)
            .collect();
        prices.sort_unstable();
        Self {
            models,
            query,
            seed_price_ln: prices.get(prices.len() / 2).map(|&price| (price as f32).ln()),
            habit: habit(query, &seeds),
            pair_say: (seeds.len().max(1) as f32).sqrt().recip(),
            seeds,
            leaves,
        }
    }

    /// The features of a candidate.
    pub fn features(&self, candidate: &Candidate) -> Features {
        assembled(
            &candidate.sources,
            &self.others(candidate.product, &candidate.sources),
        )
    }

    /// What is known of a candidate beside the recommenders' words.
    fn others(&self, product: ProductIndex, sources: &[Source]) -> Others {
        let mut others = Others::default();
        self.of_product(product, &mut others);
        let bought = self.query.bought;
        if let Some(place) = bought.place(product) {
            let days = (self.query.today().0 - bought.last_days[place]).max(0);
            others[const { other("bought_before") }] = 1.0;
            others[const { other("times_bought") }] = f32::from(bought.times[place]).ln();
            others[const { other("days_since_bought") }] = (1.0 + days as f32).ln();
            others[const { other("in_habit") }] = self.habit;
        }
        for source in sources {
            if let Evidence::BoughtTogether {
                orders_together,
                orders_with,
                proven,
                ..
            } = source.evidence
            {
                let confidence = orders_together as f32 / orders_with.max(1) as f32;
                others[const { other("confidence") }] =
                    (1.0 + confidence / CONFIDENCE_FLOOR).ln() * self.pair_say;
                others[const { other("proven") }] = f32::from(u8::from(proven)) * self.pair_say;
            }
        }
        others[const { other("sources") }] = (sources.len().max(1) as f32).ln();
        others
    }

    fn of_product(&self, product: ProductIndex, others: &mut Others) {
        let (catalogue, signals) = (&self.models.catalogue, &self.models.signals);
        let sales = &signals.sales;
        others[const { other("sales_lately") }] = (1.0 + sales.orders_lately(product) as f32).ln();
        let expected = sales.share(product) * sales.orders_lately_total() as f32;
        others[const { other("trend") }] = ((sales.orders_lately(product) as f32 + TREND_PRIOR_ORDERS)
            / (expected + TREND_PRIOR_ORDERS))
            .ln();
        others[const { other("days_since_sold") }] = sales
            .days_since_sold(product)
            .map_or(0.0, |days| (1.0 + days as f32).ln());
        if let Some(leaf) = catalogue.leaf(product) {
            let affinities = self
                .leaves
                .iter()
                .map(|&seed| signals.leaf_affinity.between(seed, leaf));
            others[const { other("leaf_affinity") }] = affinities.fold(0.0, f32::max);
        }
        others[const { other("rising") }] = signals.trend.momentum(product);
        let same_need = self.seeds.iter().any(|&seed| catalogue.same_need(seed, product));
        others[const { other("same_need") }] = f32::from(u8::from(same_need));
        let price = catalogue.price_minor(product).filter(|&price| price > 0);
        if let (Some(price), Some(seed)) = (price, self.seed_price_ln) {
            let ratio = ((price as f32).ln() - seed).clamp(-4.0, 4.0);
            others[const { other("price_above") }] = ratio.max(0.0);
            others[const { other("price_below") }] = (-ratio).max(0.0);
        }
    }
}

/// Some customers fill the same cart again, others always look for something new; the share of the cart that they
/// bought before tells which of the two this one is about. 0 where it tells nothing.
fn habit(query: &Query<'_>, seeds: &[ProductIndex]) -> f32 {
    if seeds.is_empty() || query.bought.products.is_empty() {
        return 0.0;
    }
    let again = seeds
        .iter()
        .filter(|&&seed| query.bought.place(seed).is_some())
        .count();
    let (share, weight) = HABIT_PRIOR;
    let share = (share * weight + again as f32) / (weight + seeds.len() as f32);
    (share / (1.0 - share)).ln().max(0.0)
}

fn log_strength(source: &Source) -> f32 {
    (1.0 + source.score / STRENGTH_FLOOR).ln()
}

/// The features of a candidate that these sources propose and of which this is known beside.
pub fn assembled(sources: &[Source], others: &Others) -> Features {
    let mut features = Features::new();
    for source in sources {
        let at = FeatureIndex::from(source.recommender) * PER_RECOMMENDER as FeatureIndex;
        features.push((at, source.score));
        features.push((at + 1, log_strength(source)));
    }
    let first = (recommenders::ALL.len() * PER_RECOMMENDER) as FeatureIndex;
    let known = (first..).zip(others.iter().copied());
    features.extend(known.filter(|(_, value)| *value != 0.0));
    features
}

/// What was known of each offer of a decision beside the recommenders' words, by slot: with these words, all that its
/// ranker saw.
pub fn of_offers(models: &Models, query: &Query<'_>, decision: &Decision) -> Vec<Others> {
    let situation = Situation::new(models, query);
    let mut others = vec![Others::default(); decision.offers.len()];
    for candidate in &decision.candidates {
        if let Outcome::Offered(slot) = candidate.outcome
            && let Some(others) = others.get_mut(usize::from(slot))
        {
            *others = situation.others(candidate.product, &candidate.sources);
        }
    }
    others
}

#[cfg(test)]
mod tests {
    use recommend::signals::purchases::Bought;

    use super::*;

    #[test]
    fn a_cart_tells_whether_a_customer_buys_the_usual() {
        let products = [1, 2, 3, 4];
        let query = Query {
            bought: Bought {
                products: &products,
                times: &[1; 4],
                first_days: &[0; 4],
                last_days: &[0; 4],
            },
            ..Query::default()
        };
        let cases: [(&[ProductIndex], bool); 5] = [
            (&[], false),
            (&[1, 2, 3], true),
            (&[1, 2, 9], true),
            (&[1, 8, 9], false),
            (&[7, 8, 9], false),
        ];
        for (cart, usual) in cases {
            assert_eq!(habit(&query, cart) > 0.0, usual, "{cart:?}");
        }
        assert!(habit(&query, &[1, 2, 3, 4]) > habit(&query, &[1, 2]));
        assert!(habit(&Query::default(), &[1, 2, 3]).abs() < f32::EPSILON);
    }
}
