//! Visits that looked at one product and took a dearer one of its kind.

use rustc_hash::FxHashMap;

use super::STEP_UP_SHARE;
use crate::{Catalogue, History, Session, StepKind, query::ProductIndex};

/// Visits by which a leaf's share of steps up is drawn to what is usual.
const PRIOR_VISITS: f64 = 50.0;

/// What visits tell of steps up.
pub(super) struct StepUps {
    /// Looked at, taken instead, visits; sorted.
    pairs: Vec<(ProductIndex, ProductIndex, u32)>,
    /// Visits that looked at the product and took one of its kind, perhaps itself.
    compared: Vec<u32>,
    /// The share of these that stepped up, by leaf.
    share: FxHashMap<Option<u32>, f64>,
}

impl StepUps {
    pub(super) fn count(history: &History, catalogue: &Catalogue) -> Self {
        let mut pairs: FxHashMap<u64, u32> = FxHashMap::default();
        let mut compared = vec![0_u32; catalogue.len()];
        let mut visit = Visit::default();
        for session in history
            .sessions
            .values()
            .flatten()
            .flat_map(|sessions| sessions.iter())
        {
            visit.read(session, catalogue);
            visit.count(catalogue, &mut pairs, &mut compared);
        }
        let split = |(pair, visits): (u64, u32)| ((pair >> 32) as ProductIndex, pair as ProductIndex, visits);
        let mut pairs: Vec<_> = pairs.into_iter().map(split).collect();
        pairs.sort_unstable();
        let mut totals: FxHashMap<Option<u32>, (u64, u64)> = FxHashMap::default();
        for &(product, _, visits) in &pairs {
            totals.entry(catalogue.leaf(product)).or_default().0 += u64::from(visits);
        }
        for (product, &visits) in (0..).zip(&compared) {
            if visits > 0 {
                totals.entry(catalogue.leaf(product)).or_default().1 += u64::from(visits);
            }
        }
        let share = |(stepped, compared): (u64, u64)| {
            let share = (stepped as f64 + PRIOR_VISITS * STEP_UP_SHARE) / (compared as f64 + PRIOR_VISITS);
            share.min(1.0)
        };
        Self {
            pairs,
            compared,
            share: totals
                .into_iter()
                .map(|(leaf, counts)| (leaf, share(counts)))
                .collect(),
        }
    }

    /// What was taken instead of `product`, with the number of visits.
    pub(super) fn from(&self, product: ProductIndex) -> impl Iterator<Item = (ProductIndex, u32)> + '_ {
        let at = self.pairs.partition_point(|(from, _, _)| *from < product);
        let row = self.pairs[at..]
            .iter()
            .take_while(move |(from, _, _)| *from == product);
        row.map(|(_, to, visits)| (*to, *visits))
    }

    /// Visits that looked at `from` and took `to` instead.
    pub(super) fn visits(&self, from: ProductIndex, to: ProductIndex) -> u32 {
        let place = self
            .pairs
            .binary_search_by_key(&(from, to), |(from, to, _)| (*from, *to));
        place.map_or(0, |at| self.pairs[at].2)
    }

    /// Visits that looked at `product` and took one of its kind.
    pub(super) fn compared(&self, product: ProductIndex) -> u32 {
        self.compared.get(product as usize).copied().unwrap_or_default()
    }

    /// The share of such visits of a leaf that stepped up.
    pub(super) fn share(&self, leaf: Option<u32>) -> f64 {
        self.share.get(&leaf).copied().unwrap_or(STEP_UP_SHARE)
    }
}

/// What one visit looked at and took, each product once with the place of its first step.
#[derive(Default)]
struct Visit {
    viewed: Vec<(ProductIndex, usize)>,
    taken: Vec<(ProductIndex, usize)>,
}

impl Visit {
    fn read(&mut self, session: Session<'_>, catalogue: &Catalogue) {
        self.viewed.clear();
        self.taken.clear();
        let steps = session.steps().enumerate();
        for (at, step) in steps.filter(|(_, step)| (step.product as usize) < catalogue.len()) {
            let list = match step.kind {
                StepKind::View => &mut self.viewed,
                StepKind::AddToCart | StepKind::Purchase => &mut self.taken,
            };
            if !list.iter().any(|(product, _)| *product == step.product) {
                list.push((step.product, at));
            }
        }
    }

    fn count(&self, catalogue: &Catalogue, pairs: &mut FxHashMap<u64, u32>, compared: &mut [u32]) {
        for &(viewed, looked_at) in &self.viewed {
            let of_kind = |taken: &&(ProductIndex, usize)| catalogue.same_need(viewed, taken.0);
            if !self.taken.iter().any(|taken| of_kind(&taken)) {
                continue;
            }
            compared[viewed as usize] += 1;
            if self.taken.iter().any(|(taken, _)| *taken == viewed) {
                continue;
            }
            for &(taken, took_at) in self.taken.iter().filter(of_kind) {
                let dearer = catalogue.price_minor(taken) > catalogue.price_minor(viewed);
                if looked_at < took_at && dearer {
                    *pairs
                        .entry(u64::from(viewed) << 32 | u64::from(taken))
                        .or_default() += 1;
                }
            }
        }
    }
}
