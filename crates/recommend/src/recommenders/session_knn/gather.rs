//! Asks the seven sources which products they would look at next.

use crate::{column::row, query::ProductIndex};

use super::{Model, VISITS_MAX, slots::Slots, visit::Visit, walk};

/// Sources of a candidate: in past visits like this one; in them after what they share with it, and before.
pub(super) const LIKE: usize = 0;
pub(super) const LIKE_AFTER: usize = 1;
pub(super) const LIKE_BEFORE: usize = 2;
/// After and before the current product in its newest visits; after the product before it.
pub(super) const NEXT: usize = 3;
const PREVIOUS: usize = 4;
const NEXT_OF_PREVIOUS: usize = 5;
/// At the end of a short walk.
pub(super) const WALK: usize = 6;
/// How many there are.
pub(super) const SOURCES: usize = 7;
/// Weights per candidate: a whole number of vector registers.
pub(super) const LANES: usize = 8;

/// Looks back into the live visit, and from the shared product back in it, in which a past visit loses all but 1/e.
const VISIT_FADE_LOOKS: f32 = 2.0;
const SHARED_FADE_LOOKS: f32 = 3.0;
/// What is left of a past visit's word one look further from the shared product: 1/√e.
const LOOK_FADE: f32 = 0.606_530_66;
/// Looks before and after a product that count as near it.
const NEAR_LOOKS: usize = 10;
/// How much walks from the product before the current one count.
const WALK_PREVIOUS: f32 = 0.4;
/// No anchor stands in one visit with the candidate.
pub(super) const NO_ANCHOR: u8 = u8::MAX;

/// A candidate and what the sources say of it.
#[derive(Clone, Copy)]
pub(super) struct Found {
    pub(super) product: ProductIndex,
    /// How many looks ago the visitor saw it last; 0 where never.
    pub(super) looks_ago: u32,
    /// Whether the visitor looked at it right before an earlier look at the current product.
    pub(super) preceded: bool,
    /// The latest anchor known to stand in one visit with it.
    pub(super) anchor: u8,
    pub(super) weight: [f32; LANES],
}

/// Working memory of one thread.
#[derive(Default)]
pub(super) struct Gathering {
    pub(super) found: Vec<Found>,
    /// Weights summed over all candidates.
    pub(super) total: [f32; LANES],
    /// Keys to be ranked: the bits of what to rank by above those of what is ranked.
    pub(super) ranking: Vec<u64>,
    /// Positions in `found` with scores.
    pub(super) scored: Vec<(usize, f32)>,
    /// Positions in `found`.
    pub(super) products: Slots,
    /// Past visits that hold an anchor, with how much they are like this one.
    likeness: Vec<(u32, f32)>,
    /// Positions in `likeness`.
    visits: Slots,
}

impl Gathering {
    /// Fills `found` and `total` for `visit`.
    pub(super) fn gather(&mut self, model: &Model, visit: &Visit) {
        self.found.clear();
        self.products.clear();
        self.find_like_visits(model, visit);
        for at in 0..self.ranking.len() {
            let likeness = f32::from_bits((self.ranking[at] >> 32) as u32);
            self.ask_visit(model, visit, self.ranking[at] as u32, likeness);
        }
        for (anchor, &(product, _)) in visit.anchors.iter().take(2).enumerate() {
            for &past in row(&model.visit, &model.visit_offset, product) {
                self.ask_neighbours(row(&model.look, &model.look_offset, past), product, anchor);
            }
            self.ask_walks(model, product, anchor);
        }
        self.add_own(visit);
        // Summed afterwards: while they grow, each addition would wait for the one before it.
        self.total = [0.0; LANES];
        for found in &self.found {
            for (total, weight) in self.total.iter_mut().zip(found.weight) {
                *total += weight;
            }
        }
    }

    /// Ranks the past visits most like this one; ties to the newer.
    fn find_like_visits(&mut self, model: &Model, visit: &Visit) {
        self.visits.clear();
        self.likeness.clear();
        for &(product, distance) in &visit.anchors {
            let likeness = (-(distance as f32) / VISIT_FADE_LOOKS).exp();
            for &past in row(&model.visit, &model.visit_offset, product) {
                let slot = self.visits.slot(past);
                match self.likeness.get_mut(slot) {
                    Some(known) => known.1 += likeness,
                    None => self.likeness.push((past, likeness)),
                }
            }
        }
        let key = |&(past, likeness): &(u32, f32)| u64::from(likeness.to_bits()) << 32 | u64::from(past);
        self.ranking.clear();
        self.ranking.extend(self.likeness.iter().map(key));
        keep_largest(&mut self.ranking, VISITS_MAX);
    }

    /// A past visit like this one speaks for all its products, most for those close to the product it shares.
    fn ask_visit(&mut self, model: &Model, visit: &Visit, past: u32, likeness: f32) {
        let looks = row(&model.look, &model.look_offset, past);
        let Some((shared, anchor)) = shared_look(looks, visit) else {
            return;
        };
        let weight = likeness * (-(visit.anchors[anchor].1 as f32) / SHARED_FADE_LOOKS).exp();
        self.add(looks[shared], LIKE, weight, anchor);
        let mut near = weight;
        for &product in &looks[shared + 1..] {
            self.add_two(product, (weight, LIKE_AFTER, near), anchor);
            near *= LOOK_FADE;
        }
        near = weight;
        for &product in looks[..shared].iter().rev() {
            self.add_two(product, (weight, LIKE_BEFORE, near), anchor);
            near *= LOOK_FADE;
        }
    }

    /// What stands near each look at `product` in a past visit.
    fn ask_neighbours(&mut self, looks: &[ProductIndex], product: ProductIndex, anchor: usize) {
        let next = if anchor == 0 { NEXT } else { NEXT_OF_PREVIOUS };
        for at in (0..looks.len()).filter(|&at| looks[at] == product) {
            let after = &looks[at + 1..looks.len().min(at + 1 + NEAR_LOOKS)];
            for (&other, gap) in after.iter().zip(1_u8..) {
                self.add(other, next, 1.0 / f32::from(gap), anchor);
            }
            if anchor == 0 {
                let before = looks[at.saturating_sub(NEAR_LOOKS)..at].iter().rev();
                for (&other, gap) in before.zip(1_u8..) {
                    self.add(other, PREVIOUS, 1.0 / f32::from(gap), anchor);
                }
            }
        }
    }

    fn ask_walks(&mut self, model: &Model, product: ProductIndex, anchor: usize) {
        let factor = if anchor == 0 { 1.0 } else { WALK_PREVIOUS };
        let walks = row(&model.walk, &model.walk_offset, product).iter();
        for (&to, &strength) in walks.zip(row(&model.walk_strength, &model.walk_offset, product)) {
            let weight = factor * f32::from(strength);
            let shares_visit = if to & walk::DIRECT != 0 {
                anchor as u8
            } else {
                NO_ANCHOR
            };
            let found = self.candidate(to & !walk::DIRECT);
            found.weight[WALK] += weight;
            found.anchor = found.anchor.min(shares_visit);
        }
    }

    /// The visitor's own products may be looked at again.
    fn add_own(&mut self, visit: &Visit) {
        for (&product, looks_ago) in visit
            .looks
            .iter()
            .zip(1..)
            .filter(|(product, _)| visit.knows(**product))
        {
            let found = self.candidate(product);
            if found.looks_ago == 0 {
                found.looks_ago = looks_ago;
            }
        }
        for pair in visit.looks.windows(2).skip(1) {
            if pair[0] == visit.looks[0] && visit.knows(pair[1]) {
                self.candidate(pair[1]).preceded = true;
            }
        }
    }

    #[inline]
    fn add(&mut self, product: ProductIndex, source: usize, weight: f32, anchor: usize) {
        let found = self.candidate(product);
        found.weight[source] += weight;
        found.anchor = found.anchor.min(anchor as u8);
    }

    #[inline]
    fn add_two(&mut self, product: ProductIndex, (weight, side, near): (f32, usize, f32), anchor: usize) {
        let found = self.candidate(product);
        found.weight[LIKE] += weight;
        found.weight[side] += near;
        found.anchor = found.anchor.min(anchor as u8);
    }

    #[inline]
    fn candidate(&mut self, product: ProductIndex) -> &mut Found {
        let slot = self.products.slot(product);
        if slot == self.found.len() {
            self.found.push(Found {
                product,
                looks_ago: 0,
                preceded: false,
                anchor: NO_ANCHOR,
                weight: [0.0; LANES],
            });
        }
        &mut self.found[slot]
    }
}

/// The last place of the latest anchor that `looks` hold, and which anchor that is.
fn shared_look(looks: &[ProductIndex], visit: &Visit) -> Option<(usize, usize)> {
    let mut anchors = visit.anchors.iter().enumerate();
    anchors.find_map(|(anchor, (product, _))| {
        let place = looks.iter().rposition(|look| look == product)?;
        Some((place, anchor))
    })
}

/// Keeps the `limit` largest keys, in no particular order.
pub(super) fn keep_largest(keys: &mut Vec<u64>, limit: usize) {
    if keys.len() > limit {
        keys.select_nth_unstable_by(limit - 1, |a, b| b.cmp(a));
        keys.truncate(limit);
    }
}
