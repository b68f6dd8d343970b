//! From the sources' shares to one score.

use crate::{CANDIDATES_PER_RECOMMENDER_MAX, Candidates, Evidence, Query, column::row, query::ProductIndex};

use super::{
    Model,
    gather::{Found, Gathering, LANES, LIKE, LIKE_AFTER, LIKE_BEFORE, NEXT, SOURCES, WALK, keep_largest},
    index::REVISIT_LOOKS,
    visit::Visit,
    walk,
};

/// Candidates that are scored.
const SCORED_MAX: usize = 60;
/// Sources whose shares, added up, decide which candidates are scored.
const CHOSEN_BY: [usize; 5] = [LIKE, LIKE_AFTER, LIKE_BEFORE, NEXT, WALK];
/// More than the shares of all sources together, in units of [`SHARE_SMALL`]: products seen before come first.
const SEEN_FIRST: f32 = 10.0 / SHARE_SMALL;
/// A share that counts as next to nothing.
const SHARE_SMALL: f32 = 0.01;

/// A weight for candidates new to the visitor and one for those seen before.
type NewOrSeen = [f32; 2];

/// Weights of the logarithms of the sources' shares, in the order of the sources.
const SHARES: [NewOrSeen; SOURCES] = [
    [-0.26, 0.42],
    [0.119, 0.006],
    [0.308, -0.007],
    [0.11, 0.043],
    [-0.017, 0.044],
    [0.12, -0.072],
    [1.285, 0.207],
];
/// Weights of the logarithms of all visits with a candidate and of the latest looks at it.
const VISITS_WITH: NewOrSeen = [-0.105, -0.274];
const LOOKS_LATELY: f32 = 0.274;
/// Weights of what is known of a candidate seen before: that it was, the logarithm of the shop's rate of revisits …
const SEEN: f32 = 5.067;
const REVISIT_RATE: f32 = 0.6;
/// … that it came right before an earlier look at the current product …
const PRECEDED: f32 = 0.991;
/// … that it is not the current product, while that one was seen before, and the visit's share of revisits …
const OLDER_CURRENT_REVISITED: f32 = 0.305;
const OLDER_REVISITS: f32 = 0.37;
/// … the logarithm of the visit's length, and the same where it is the product before the current one.
const SEEN_LENGTH: f32 = -0.101;
const PREVIOUS_LENGTH: f32 = 0.034;

/// What a product's popularity adds to its score, for each product two numbers.
pub(super) fn priors(visits_with: &[u32], looks_lately: &[u32]) -> Vec<f32> {
    let logarithm = |count: u32| f64::from(count).ln_1p() as f32;
    let counts = visits_with.iter().zip(looks_lately);
    let prior = |(&visits, &looks): (&u32, &u32)| {
        VISITS_WITH.map(|weight| weight * logarithm(visits) + LOOKS_LATELY * logarithm(looks))
    };
    counts.flat_map(prior).collect()
}

/// What the scores of one query have in common.
struct Situation<'a> {
    model: &'a Model,
    /// Turns a source's weight into its share in units of [`SHARE_SMALL`].
    scale: [f32; LANES],
    length_ln: f32,
    /// What being older than the current product adds.
    older: f32,
}

impl<'a> Situation<'a> {
    fn new(model: &'a Model, visit: &Visit, gathering: &Gathering) -> Self {
        let length = visit.looks.len();
        let scale = |total: f32| {
            if total > 0.0 {
                1.0 / (total * SHARE_SMALL)
            } else {
                0.0
            }
        };
        let revisits = visit.revisits as f32 / (length.max(2) - 1) as f32;
        let older = OLDER_REVISITS * revisits;
        Self {
            model,
            scale: gathering.total.map(scale),
            length_ln: (length.max(1) as f32).ln(),
            older: older
                + if visit.current_revisited {
                    OLDER_CURRENT_REVISITED
                } else {
                    0.0
                },
        }
    }

    fn score(&self, found: &Found) -> f32 {
        let seen = usize::from(found.looks_ago > 0);
        let prior = self.model.prior.get(found.product as usize * 2 + seen);
        let mut score = prior.copied().unwrap_or_default();
        for ((&weight, scale), factors) in found.weight.iter().zip(self.scale).zip(SHARES) {
            if weight > 0.0 {
                score += factors[seen] * (1.0 + weight * scale).ln();
            }
        }
        if seen == 1 {
            score + self.seen(found)
        } else {
            score
        }
    }

    fn seen(&self, found: &Found) -> f32 {
        let looks_ago = found.looks_ago as usize;
        let rate = self.model.revisit_rate[looks_ago.min(REVISIT_LOOKS) - 1];
        let mut score = SEEN + REVISIT_RATE * rate + SEEN_LENGTH * self.length_ln;
        if looks_ago > 1 {
            score += self.older;
        }
        if looks_ago == 2 {
            score += PREVIOUS_LENGTH * self.length_ln;
        }
        if found.preceded {
            score += PRECEDED;
        }
        score
    }
}

impl Gathering {
    /// Scores the best of what was found and proposes it.
    pub(super) fn propose(
        &mut self,
        model: &Model,
        query: &Query<'_>,
        visit: &Visit,
        candidates: &mut Candidates,
    ) {
        let situation = Situation::new(model, visit, self);
        self.choose(query, &situation);
        self.scored.clear();
        for &key in &self.ranking {
            if let Some(slot) = self.products.get(!(key as u32)) {
                self.scored.push((slot, situation.score(&self.found[slot])));
            }
        }
        self.rank();
        for &key in &self.ranking {
            let found = &self.found[key as u32 as usize];
            if let Some(evidence) = self.evidence(model, found, visit) {
                candidates.propose(found.product, f32::from_bits((key >> 32) as u32), evidence);
            }
        }
    }

    /// Ranks what was scored, the best first with 1, any other with the odds against it.
    fn rank(&mut self) {
        let best = self
            .scored
            .iter()
            .fold(f32::MIN, |best, (_, score)| best.max(*score));
        let key =
            |&(slot, score): &(usize, f32)| u64::from((score - best).exp().to_bits()) << 32 | slot as u64;
        self.ranking.clear();
        self.ranking.extend(self.scored.iter().map(key));
        keep_largest(&mut self.ranking, CANDIDATES_PER_RECOMMENDER_MAX);
        self.ranking.sort_unstable_by(|a, b| b.cmp(a));
    }

    /// A product seen before is offered for that; any other for a past visit that holds it and a product of this one,
    /// or else, at the end of a walk, for one that holds it and the product before it on the walk.
    fn evidence(&self, model: &Model, found: &Found, visit: &Visit) -> Option<Evidence> {
        if found.looks_ago > 0 {
            let views_ago = visit.views_ago(found.looks_ago);
            return Some(Evidence::RecentlyViewed { views_ago });
        }
        let anchor = visit.anchors.get(usize::from(found.anchor));
        let after = anchor.map(|(anchor, _)| *anchor);
        let after = after.or_else(|| self.last_but_one(model, found.product))?;
        Some(Evidence::ViewedNext { after })
    }

    /// The product closest to `product` in past visits of those that were found, too.
    fn last_but_one(&self, model: &Model, product: ProductIndex) -> Option<ProductIndex> {
        let close = row(&model.walk, &model.walk_offset, product).iter();
        let mut close = close
            .filter(|to| *to & walk::DIRECT != 0)
            .map(|to| to & !walk::DIRECT);
        close.find(|through| self.products.get(*through).is_some())
    }

    /// Ranks the candidates that are worth a score: the seen ones, then those with the largest shares; ties to the
    /// smaller product.
    fn choose(&mut self, query: &Query<'_>, situation: &Situation<'_>) {
        self.ranking.clear();
        for found in self.found.iter().filter(|found| !query.holds(found.product)) {
            let share = |source: usize| found.weight[source] * situation.scale[source];
            let shares: f32 = CHOSEN_BY.iter().map(|&source| share(source)).sum();
            let worth = shares + if found.looks_ago > 0 { SEEN_FIRST } else { 0.0 };
            self.ranking
                .push(u64::from(worth.to_bits()) << 32 | u64::from(!found.product));
        }
        keep_largest(&mut self.ranking, SCORED_MAX);
    }
}
