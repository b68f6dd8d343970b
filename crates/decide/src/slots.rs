//! Few offers, of different kinds: the slots of each unit, their reserve, and what is left out for sameness.

use recommend::{Evidence, ProductIndex, Source};
use smallvec::SmallVec;

use crate::{
    Decision, Explore, Explored, Intent, Offer, Outcome, Policy, Traced,
    explore::{self, CANDIDATES_MAX},
    filters::Context,
    rankers,
};

/// One unit of a page while its slots are filled.
pub(crate) struct Unit<'a> {
    /// What its candidates are judged by.
    pub context: Context<'a>,
    /// Its candidates, the best first.
    pub candidates: Vec<Traced>,
    /// Places of the candidates that stand in its slots, and then in its reserve.
    line: Vec<usize>,
    slots: usize,
}

impl<'a> Unit<'a> {
    pub fn new(context: Context<'a>, candidates: Vec<Traced>) -> Self {
        Self {
            context,
            candidates,
            line: Vec::new(),
            slots: 0,
        }
    }

    /// The score of a product as a candidate for `intent`; 0 where it is none.
    pub fn score_of(&self, product: ProductIndex, intent: Intent) -> f32 {
        let mut candidates = self
            .candidates
            .iter()
            .filter(|_| self.context.policy.intent == intent);
        candidates
            .find(|candidate| candidate.product == product)
            .map_or(0.0, |known| known.score)
    }

    /// Whether all that is proposed for it are sets.
    fn is_of_sets(&self) -> bool {
        !self.candidates.is_empty() && self.candidates.iter().all(is_set)
    }

    /// What chooses later has a higher number: what is better or due again is told as that, in its own unit, and not as
    /// one product among others.
    fn chooses_after(&self) -> u8 {
        match self.context.policy.intent {
            _ if self.is_of_sets() => 0,
            Intent::Upsell | Intent::BuyAgain => 1,
            Intent::Complement | Intent::Discovery => 2,
        }
    }

    fn offered(&self) -> impl Iterator<Item = ProductIndex> + '_ {
        let slots = self.line.iter().take(self.slots);
        slots.map(|&place| self.candidates[place].product)
    }

    /// Fills the slots and the reserve anew and notes what became of each candidate: the products that rules pin stand
    /// in their slots, the others around them; what is `taken` elsewhere on the page is not repeated.
    fn fill(&mut self, taken: &[ProductIndex]) {
        let pinned = self.pinned(taken);
        let mut chosen: Vec<usize> = pinned.iter().map(|(_, place)| *place).collect();
        let wanted = self.slots + self.context.policy.reserve;
        for place in 0..self.candidates.len() {
            if is_dropped(&self.candidates[place]) || chosen.contains(&place) || chosen.len() >= wanted {
                continue;
            }
            match self.objection(taken, &chosen, place) {
                Some(outcome) => self.candidates[place].outcome = outcome,
                None => chosen.push(place),
            }
        }
        self.line = chosen.split_off(pinned.len());
        let mut free = 0;
        for (slot, place) in pinned {
            // Of two pins for one slot the later one stands behind the earlier.
            let slot = slot.max(free).min(self.line.len());
            self.line.insert(slot, place);
            free = slot + 1;
        }
    }

    /// Slots and places of the pinned candidates, at most as many as there are slots.
    fn pinned(&self, taken: &[ProductIndex]) -> Vec<(usize, usize)> {
        let place = |product: ProductIndex| {
            let fits = |candidate: &Traced| candidate.product == product && !is_dropped(candidate);
            self.candidates
                .iter()
                .position(fits)
                .filter(|_| !taken.contains(&product))
        };
        let pins = self.context.pins().iter();
        let placed = pins.filter_map(|&(product, slot)| Some((usize::from(slot), place(product)?)));
        placed.take(self.slots).collect()
    }

    fn objection(&self, taken: &[ProductIndex], chosen: &[usize], place: usize) -> Option<Outcome> {
        let candidate = &self.candidates[place];
        let catalogue = self.context.catalogue;
        let alike = |&&other: &&usize| catalogue.same_need(self.candidates[other].product, candidate.product);
        if self.is_below_minimum(candidate) {
            Some(Outcome::BelowMinimum)
        } else if taken.contains(&candidate.product)
            || chosen.iter().filter(alike).count() >= self.context.policy.per_leaf_max
        {
            Some(Outcome::Repetitive)
        } else {
            None
        }
    }

    fn is_below_minimum(&self, candidate: &Traced) -> bool {
        let policy = self.context.policy;
        let brings = || self.context.brings_minor(candidate.product).unwrap_or_default();
        candidate.score < policy.score_min
            || policy
                .value_min_minor
                .is_some_and(|least| f64::from(candidate.score) * brings() < least as f64)
    }

    /// Fills the last slot by a draw between what stands there and the reserve; nothing where there is no reserve, or
    /// where the merchant said what stands there. Sets are no part of it, as the products in them are offered as well.
    fn explore(&mut self, explore: &Explore<'_>, elsewhere: &[ProductIndex]) -> Option<Explored> {
        let last = self.slots.checked_sub(1)?;
        let (policy, pins) = (self.context.policy, self.context.pins());
        let fits = |place: &usize| {
            let candidate = &self.candidates[*place];
            let is_pinned = pins.iter().any(|(product, _)| *product == candidate.product);
            !is_set(candidate) && !is_pinned && !elsewhere.contains(&candidate.product)
        };
        let standing = *self.line.get(last).filter(|place| fits(place))?;
        let reserve = self.line.iter().skip(self.slots).copied().filter(fits);
        let places: SmallVec<[usize; CANDIDATES_MAX]> = std::iter::once(standing)
            .chain(reserve)
            .take(CANDIDATES_MAX)
            .collect();
        let candidates: SmallVec<[&Traced; CANDIDATES_MAX]> =
            places.iter().map(|&place| &self.candidates[place]).collect();
        let slot = u8::try_from(last).ok()?;
        let explored = explore::draw(explore, policy.placement, policy.intent, slot, &candidates)?;
        let drawn = places[usize::from(explored.drawn)];
        let at = self.line.iter().position(|&place| place == drawn)?;
        // What would have stood there is the first of the reserve.
        self.line[last..=at].rotate_right(1);
        Some(explored)
    }

    /// Adds the unit's offers, reserve and candidates to the decision.
    fn finish(mut self, number: u8, decision: &mut Decision) {
        let policy = self.context.policy;
        for candidate in &mut self.candidates {
            (candidate.unit, candidate.intent) = (number, policy.intent);
        }
        for (place, &at) in self.line.iter().enumerate() {
            let candidate = &mut self.candidates[at];
            let Some(offer) = offer(policy, candidate) else {
                continue;
            };
            if place < self.slots {
                candidate.outcome = Outcome::Offered(decision.offers.len() as u8);
                decision.offers.push(offer);
            } else {
                candidate.outcome = Outcome::Reserve((place - self.slots) as u8);
                decision.reserve.push(offer);
            }
        }
        decision.candidates.append(&mut self.candidates);
    }
}

/// Fills the units of a page, at most `limit` slots of them all. Sets choose first: what stands in one is not offered
/// by itself as well; then what replaces a product or is due again. Where slots stay empty `more` may add candidates.
pub(crate) fn fill<'a>(units: &mut [Unit<'a>], limit: Option<usize>, mut more: impl FnMut(&mut Unit<'a>)) {
    let mut room = limit.unwrap_or(usize::MAX);
    for unit in units.iter_mut() {
        unit.slots = unit.context.policy.slots.min(room);
        room -= unit.slots;
    }
    let mut order: Vec<usize> = (0..units.len()).collect();
    order.sort_by_key(|&number| units[number].chooses_after());
    let mut taken: Vec<ProductIndex> = Vec::new();
    for number in order {
        let unit = &mut units[number];
        unit.fill(&taken);
        if unit.line.len() < unit.slots && !unit.context.policy.fallback.is_empty() {
            more(unit);
            unit.fill(&taken);
        }
        taken.extend(unit.offered());
    }
}

/// Fills the last slot of the first unit by a draw; what another unit offers is not drawn.
pub(crate) fn explore(units: &mut [Unit<'_>], explore: &Explore<'_>) -> Option<Explored> {
    let (first, others) = units.split_first_mut()?;
    let elsewhere: Vec<ProductIndex> = others.iter().flat_map(|unit| unit.offered()).collect();
    first.explore(explore, &elsewhere)
}

/// Puts the units together, in the order of the page.
pub(crate) fn assemble<'a>(units: impl IntoIterator<Item = Unit<'a>>, decision: &mut Decision) {
    for (number, unit) in (0..).zip(units) {
        unit.finish(number, decision);
    }
}

fn is_dropped(candidate: &Traced) -> bool {
    matches!(candidate.outcome, Outcome::Dropped(_))
}

fn is_set(candidate: &Traced) -> bool {
    let set = |source: &Source| {
        matches!(
            source.evidence,
            Evidence::Bundle { .. } | Evidence::ShopBundle { .. }
        )
    };
    candidate.sources.iter().all(set)
}

/// The candidate as an offer; its reason is the source that says most for it, of several the one the policy asks first.
fn offer(policy: &Policy, candidate: &Traced) -> Option<Offer> {
    let says_more = |a: &&Source, b: &&Source| rankers::word(policy, a).total_cmp(&rankers::word(policy, b));
    let source = candidate.sources.iter().rev().max_by(says_more)?;
    Some(Offer {
        product: candidate.product,
        score: candidate.score,
        unit: candidate.unit,
        intent: candidate.intent,
        source: *source,
    })
}
