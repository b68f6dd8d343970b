//! What fills the gap to a threshold: one product, or up to three, that the customer may want anyway.
//!
//! **Method:** of all sets of one to three candidates that serve different needs and cost at least what is missing, and
//! little more, the one that earns most: the likelihood of each times what it earns, less the likelihood that the
//! threshold is reached by them times what the shop then gives. A larger set must be worth a quarter more than a
//! smaller one, as one product is easier to say yes to, and holds nothing that is not needed to reach the threshold.
//! Nothing is proposed that would cost the shop more than it brings. The search is exact; it is cut short only where
//! the rest cannot be better.
//!
//! **Source:** order thresholds and padding, in the notes on threshold fillers of the project's design; the knapsack
//! search is branch and bound.

use recommend::ProductIndex;
use smallvec::SmallVec;

/// Most candidates that are looked at, those that promise most.
pub const CANDIDATES_MAX: usize = 200;
/// Most products of a set.
pub const SET_MAX: usize = 3;
/// Most alternatives.
pub const ALTERNATIVES_MAX: usize = 2;
/// A set must be worth this much times as much as a smaller one to be preferred.
const LARGER_SET_GAIN_MIN: f64 = 1.25;

/// A product that may fill a gap.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Filler {
    /// The product.
    pub product: ProductIndex,
    /// What one unit costs, in minor units.
    pub price_minor: i64,
    /// How likely it is taken.
    pub likelihood: f64,
    /// What it earns when it is, in minor units; an estimate.
    pub gain_minor: f64,
}

impl Filler {
    fn promise(&self) -> f64 {
        self.likelihood * self.gain_minor
    }
}

/// What is to be filled.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Gap {
    /// What is missing, in minor units.
    pub missing_minor: i64,
    /// The threshold.
    pub threshold_minor: i64,
    /// What the shop gives when it is reached.
    pub subsidy_minor: i64,
}

impl Gap {
    /// The most a set may cost: a tenth of the threshold more than what is missing, or the cheapest candidate more.
    /// Where even that is dear, a quarter of the threshold is the most: nobody pays 30.00 to save a delivery of 5.00.
    pub fn price_minor_max(&self, fillers: &[Filler]) -> i64 {
        let cheapest = fillers.iter().map(|filler| filler.price_minor).min();
        let cheapest = cheapest.unwrap_or_default().min(self.threshold_minor / 4);
        let slack = cheapest.max(self.threshold_minor / 10);
        self.missing_minor.saturating_add(slack)
    }
}

/// The best set and the best one without any of its products; none where nothing fits.
pub fn alternatives(
    fillers: &[Filler],
    gap: Gap,
    alike: impl Fn(ProductIndex, ProductIndex) -> bool,
) -> Vec<Vec<ProductIndex>> {
    let mut usable: Vec<Filler> = fillers
        .iter()
        .filter(|filler| filler.price_minor > 0 && filler.promise() > 0.0 && filler.promise().is_finite())
        .copied()
        .collect();
    usable.sort_unstable_by(|a, b| {
        b.promise()
            .total_cmp(&a.promise())
            .then(a.product.cmp(&b.product))
    });
    usable.truncate(CANDIDATES_MAX);
    let high = gap.price_minor_max(&usable);
    let mut found: Vec<Vec<ProductIndex>> = Vec::new();
    while gap.missing_minor > 0 && found.len() < ALTERNATIVES_MAX {
        let Some(best) = Search::new(&usable, gap, high, &alike).preferred() else {
            break;
        };
        usable.retain(|filler| !best.contains(&filler.product));
        found.push(best);
    }
    found
}

type Places = SmallVec<[usize; SET_MAX]>;

struct Search<'a, A> {
    /// Those that promise most first.
    fillers: &'a [Filler],
    promises: Vec<f64>,
    prices_sorted: Vec<i64>,
    low: i64,
    high: i64,
    subsidy: f64,
    alike: &'a A,
    best: Option<(f64, Places)>,
}

/// A set in the making.
#[derive(Clone, Default)]
struct Chosen {
    places: Places,
    price_minor: i64,
    promise: f64,
}

impl<'a, A: Fn(ProductIndex, ProductIndex) -> bool> Search<'a, A> {
    fn new(fillers: &'a [Filler], gap: Gap, high: i64, alike: &'a A) -> Self {
        let mut prices_sorted: Vec<i64> = fillers.iter().map(|filler| filler.price_minor).collect();
        prices_sorted.sort_unstable();
        Self {
            promises: fillers.iter().map(Filler::promise).collect(),
            fillers,
            prices_sorted,
            low: gap.missing_minor,
            high,
            subsidy: gap.subsidy_minor.max(0) as f64,
            alike,
            best: None,
        }
    }

    /// The best set of the smallest size that no larger one beats clearly.
    fn preferred(mut self) -> Option<Vec<ProductIndex>> {
        let mut preferred: Option<(f64, Places)> = None;
        for size in 1..=SET_MAX {
            let to_beat = preferred
                .as_ref()
                .map_or(0.0, |(worth, _)| worth * LARGER_SET_GAIN_MIN);
            self.best = None;
            self.extend(&Chosen::default(), 0, size, to_beat);
            if self.best.is_some() {
                preferred = self.best.take();
            }
        }
        let (_, places) = preferred?;
        Some(places.iter().map(|&place| self.fillers[place].product).collect())
    }

    /// Tries every further product from `from` on; `left` are still to be chosen. What is worth no more than `to_beat`
    /// is no answer.
    fn extend(&mut self, chosen: &Chosen, from: usize, left: usize, to_beat: f64) {
        let (cheapest, dearest) = match (self.prices_sorted.first(), self.prices_sorted.last()) {
            (Some(&cheapest), Some(&dearest)) => (cheapest, dearest),
            _ => return,
        };
        for at in from..self.fillers.len() {
            let least = self.best.as_ref().map_or(to_beat, |(worth, _)| *worth);
            if chosen.promise + self.promises[at] * left as f64 <= least {
                return;
            }
            let price = chosen.price_minor.saturating_add(self.fillers[at].price_minor);
            let others = left as i64 - 1;
            let too_dear = price.saturating_add(cheapest.saturating_mul(others)) > self.high;
            let too_cheap = price.saturating_add(dearest.saturating_mul(others)) < self.low;
            if too_dear || too_cheap || self.is_like_chosen(chosen, at) {
                continue;
            }
            let mut longer = chosen.clone();
            longer.places.push(at);
            longer.price_minor = price;
            longer.promise += self.promises[at];
            match left {
                1 => self.consider(longer, least),
                2 if !self.has_price_for(price) => {}
                _ => self.extend(&longer, at + 1, left - 1, to_beat),
            }
        }
    }

    fn is_like_chosen(&self, chosen: &Chosen, at: usize) -> bool {
        let product = self.fillers[at].product;
        let mut others = chosen.places.iter().map(|&place| self.fillers[place].product);
        others.any(|other| (self.alike)(other, product))
    }

    /// Whether some product has a price that completes a set of this price.
    fn has_price_for(&self, price: i64) -> bool {
        let at = self.prices_sorted.partition_point(|&one| one < self.low - price);
        let next = self.prices_sorted.get(at);
        next.is_some_and(|&one| one <= self.high - price)
    }

    fn consider(&mut self, set: Chosen, least: f64) {
        let likelihood = |&place: &usize| self.fillers[place].likelihood;
        let cheapest = set
            .places
            .iter()
            .map(|&place| self.fillers[place].price_minor)
            .min();
        let is_padded = set.places.len() > 1 && set.price_minor - cheapest.unwrap_or_default() >= self.low;
        if is_padded {
            return;
        }
        let reached: f64 = set.places.iter().map(likelihood).product();
        let worth = set.promise - reached * self.subsidy;
        if worth > least {
            self.best = Some((worth, set.places));
        }
    }
}
