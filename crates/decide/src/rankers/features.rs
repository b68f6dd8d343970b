//! What a ranker looks at: numbers about a candidate in a situation, most of them 0.
//!
//! Every feature is 0 where nothing is known, so that a vector holds only what is there. The first ones are the words
//! of the recommenders, two for each: how strongly it speaks relative to its best candidate, and the logarithm of
//! that, shifted so that silence is 0. The others tell of the product itself and of how it suits the situation.

use recommend::{Candidate, Evidence, Models, ProductIndex, Query, Source, recommenders};
use smallvec::SmallVec;

use crate::{Decision, Outcome, Traced};

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
    first_other() + OTHERS.len()
}

/// A feature's public name: `co_purchase.strength`, `price_above`.
pub fn name(feature: usize) -> String {
    let words = first_other();
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
    /// The weights of the ranker that asks: what it gives no weight is not worked out. None: everything is wanted.
    weights: Option<&'a [f32]>,
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
            weights: None,
        }
    }

    /// The same situation for a ranker of these weights, which asks a few of all features alone.
    pub fn weighed_by(self, weights: &'a [f32]) -> Self {
        Self {
            weights: Some(weights),
            ..self
        }
    }

    /// The features of a candidate.
    pub fn features(&self, candidate: &Candidate) -> Features {
        assembled(
            &candidate.sources,
            &self.others(candidate.product, &candidate.sources),
        )
    }

    /// The weighted sum of a candidate's features, by the weights of [`Self::weighed_by`]: what [`Self::features`]
    /// would sum up to, without listing them.
    pub fn sum(&self, candidate: &Candidate) -> f32 {
        let weights = self.weights.unwrap_or_default();
        let weight = |feature: usize| weights.get(feature).copied().unwrap_or_default();
        let mut sum = 0.0;
        for source in &candidate.sources {
            let at = usize::from(source.recommender) * PER_RECOMMENDER;
            sum += weight(at) * source.score;
            if self.is_wanted(at + 1) {
                sum += weight(at + 1) * log_strength(source);
            }
        }
        let first = first_other();
        self.visit_others(candidate.product, &candidate.sources, |at, value| {
            sum += weight(first + at) * value;
        });
        sum
    }

    fn is_wanted(&self, feature: usize) -> bool {
        let weight = |weights: &[f32]| weights.get(feature).copied().unwrap_or_default();
        self.weights.is_none_or(|weights| weight(weights) != 0.0)
    }

    /// What is known of a candidate beside the recommenders' words.
    fn others(&self, product: ProductIndex, sources: &[Source]) -> Others {
        let mut others = Others::default();
        self.visit_others(product, sources, |at, value| others[at] = value);
        others
    }

    /// Visits every one of [`OTHERS`] that is wanted and that the candidate has, with its value.
    fn visit_others(&self, product: ProductIndex, sources: &[Source], mut visit: impl FnMut(usize, f32)) {
        let first = first_other();
        let mut put = |at: usize, value: &dyn Fn() -> f32| {
            if self.is_wanted(first + at) {
                visit(at, value());
            }
        };
        self.visit_of_product(product, &mut put);
        let bought = self.query.bought;
        if let Some(place) = bought.place(product) {
            let days = (self.query.today().0 - bought.last_days[place]).max(0);
            put(const { other("bought_before") }, &|| 1.0);
            put(const { other("times_bought") }, &|| {
                f32::from(bought.times[place]).ln()
            });
            put(const { other("days_since_bought") }, &|| (1.0 + days as f32).ln());
            put(const { other("in_habit") }, &|| self.habit);
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
                let confidence = || (1.0 + confidence / CONFIDENCE_FLOOR).ln() * self.pair_say;
                put(const { other("confidence") }, &confidence);
                let proven = f32::from(u8::from(proven)) * self.pair_say;
                put(const { other("proven") }, &|| proven);
            }
        }
        let sources = sources.len().max(1) as f32;
        put(const { other("sources") }, &|| sources.ln());
    }

    fn visit_of_product(&self, product: ProductIndex, put: &mut impl FnMut(usize, &dyn Fn() -> f32)) {
        let (catalogue, signals) = (&self.models.catalogue, &self.models.signals);
        let sales = &signals.sales;
        let lately = || sales.orders_lately(product) as f32;
        put(const { other("sales_lately") }, &|| (1.0 + lately()).ln());
        put(const { other("trend") }, &|| {
            let expected = sales.share(product) * sales.orders_lately_total() as f32;
            ((lately() + TREND_PRIOR_ORDERS) / (expected + TREND_PRIOR_ORDERS)).ln()
        });
        put(const { other("days_since_sold") }, &|| {
            let days = sales.days_since_sold(product);
            days.map_or(0.0, |days| (1.0 + days as f32).ln())
        });
        put(const { other("leaf_affinity") }, &|| {
            let seeds = self.leaves.iter();
            let beside = |leaf| {
                seeds
                    .clone()
                    .map(move |&seed| signals.leaf_affinity.between(seed, leaf))
            };
            catalogue
                .leaf(product)
                .map_or(0.0, |leaf| beside(leaf).fold(0.0, f32::max))
        });
        put(const { other("rising") }, &|| signals.trend.momentum(product));
        put(const { other("same_need") }, &|| {
            let same_need = self.seeds.iter().any(|&seed| catalogue.same_need(seed, product));
            f32::from(u8::from(same_need))
        });
        let (above, below) = const { (other("price_above"), other("price_below")) };
        put(above, &|| self.price_ratio_ln(product).max(0.0));
        put(below, &|| (-self.price_ratio_ln(product)).max(0.0));
    }

    /// Logarithm of a product's price over the middle price of what is in the cart or on the page; 0 where unknown.
    fn price_ratio_ln(&self, product: ProductIndex) -> f32 {
        let price = self
            .models
            .catalogue
            .price_minor(product)
            .filter(|&price| price > 0);
        let ratio = |(price, seed): (i64, f32)| ((price as f32).ln() - seed).clamp(-4.0, 4.0);
        price.zip(self.seed_price_ln).map_or(0.0, ratio)
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
    let known = (first_other() as FeatureIndex..).zip(others.iter().copied());
    features.extend(known.filter(|(_, value)| *value != 0.0));
    features
}

/// Where the features of [`OTHERS`] begin.
fn first_other() -> usize {
    recommenders::ALL.len() * PER_RECOMMENDER
}

/// Everything a ranker may look at of one candidate.
pub fn of_candidate(models: &Models, query: &Query<'_>, candidate: &Traced) -> Features {
    let others = Situation::new(models, query).others(candidate.product, &candidate.sources);
    assembled(&candidate.sources, &others)
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
