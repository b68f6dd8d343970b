//! The whole flow of a decision: for each unit of the page propose, filter, rank, choose slots. It never fails: it
//! answers with what it has.

use recommend::{Candidate, Candidates, Models, ProductIndex, Query};
use shop::Region;
use smallvec::SmallVec;

use crate::{
    Decision, Explore, Intent, Live, Note, Outcome, Person, Policy, Rankers, Seen, Traced, bundles,
    filters::{self, Context},
    policy::UNITS_MAX,
    propose,
    rankers::{self, Ranking},
    slots::{self, Unit},
};

/// What is asked.
#[derive(Debug, Clone, Copy, Default)]
pub struct Request<'a> {
    /// The situation.
    pub query: Query<'a>,
    /// Most offers wanted, over all units; the policy's slots count where it is larger or missing.
    pub limit: Option<usize>,
    /// Products never to be offered in this answer.
    pub exclude: &'a [ProductIndex],
    /// What the visitor was shown, declined and bought, where that is known and may be used.
    pub seen: Option<&'a Seen>,
    /// What may be known of who asks.
    pub person: Person<'a>,
    /// Where the customer is, where known.
    pub region: Option<Region>,
    /// What to learn with, where this answer is one to learn from.
    pub explore: Option<Explore<'a>>,
}

/// Memory that is used again from decision to decision; one per thread.
#[derive(Default)]
pub struct Scratch {
    pub(crate) candidates: Candidates,
}

/// What all units of a page share.
struct Page<'a> {
    models: &'a Models,
    rankers: &'a Rankers,
    live: &'a Live,
    request: &'a Request<'a>,
}

/// Decides what to offer. Pure but for `scratch`, whose contents never matter.
pub fn decide(
    models: &Models,
    rankers: &Rankers,
    live: &Live,
    policy: &Policy,
    request: &Request<'_>,
    scratch: &mut Scratch,
) -> Decision {
    let orders = u64::from(models.signals.sales.orders_total());
    let policy = &*policy.for_orders(orders);
    let for_need = request.query.need.map(|_| policy.for_need());
    let policy = for_need.as_ref().unwrap_or(policy);
    let mut decision = Decision::empty(policy);
    if orders == 0 {
        decision.notes.push(Note::NoOrders);
    }
    let room = policy.room(request);
    if policy.is_quiet(request) || room == Some(0) && request.limit != Some(0) {
        decision.notes.push(Note::Quiet);
        return decision;
    }
    let page = Page {
        models,
        rankers,
        live,
        request,
    };
    let mut units: SmallVec<[Unit<'_>; UNITS_MAX]> = SmallVec::new();
    let mut slots = 0;
    for policy in policy.units() {
        if slots > 0 && room.is_some_and(|room| room <= slots) {
            break;
        }
        slots += policy.slots;
        units.push(page.unit(policy, &units, scratch, &mut decision.notes));
    }
    slots::fill(&mut units, room, |unit| {
        page.fallback(unit, scratch, &mut decision.notes)
    });
    if let Some(explore) = &request.explore {
        decision.explored = slots::explore(&mut units, explore);
    }
    slots::assemble(units, &mut decision);
    decision
}

impl<'a> Page<'a> {
    /// A unit with everything that may stand in it, the best first.
    fn unit(
        &self,
        policy: &'a Policy,
        before: &[Unit<'_>],
        scratch: &mut Scratch,
        notes: &mut Vec<Note>,
    ) -> Unit<'a> {
        let context = Context::new(self.models, self.live, policy, self.request, before.is_empty());
        let candidates = self.judged(&context, policy, before, scratch, notes);
        Unit::new(context, candidates)
    }

    /// Adds what the unit's fallback proposes, after what is there.
    fn fallback(&self, unit: &mut Unit<'a>, scratch: &mut Scratch, notes: &mut Vec<Note>) {
        let Some(fallback) = unit.context.policy.of_fallback() else {
            return;
        };
        let mut others = self.judged(&unit.context, &fallback, &[], scratch, notes);
        others.retain(|other| unit.candidates.iter().all(|known| known.product != other.product));
        unit.candidates.append(&mut others);
    }

    /// Every candidate, the best first, with its score or the filter that dropped it.
    fn judged(
        &self,
        context: &Context<'_>,
        policy: &Policy,
        before: &[Unit<'_>],
        scratch: &mut Scratch,
        notes: &mut Vec<Note>,
    ) -> Vec<Traced> {
        let query = &self.request.query;
        let ranking = Ranking::new(self.models, self.rankers, policy, query);
        let mut candidates = propose::candidates(self.models, policy, query, &mut scratch.candidates, notes);
        propose::add_pinned(context, &mut candidates);
        bundles::join(context, &mut candidates);
        let judge = |candidate: Candidate| match filters::first_objection(context, candidate.product) {
            Some(filter) => traced(candidate, 0.0, Outcome::Dropped(filter)),
            None => {
                let score = ranking.score(&candidate) * context.fatigue(candidate.product);
                // An earlier unit of the same intent may have asked more recommenders about it.
                let known = before
                    .iter()
                    .map(|unit| unit.score_of(candidate.product, policy.intent));
                let score = known.fold(score, f32::max);
                let mut traced = traced(candidate, score, Outcome::SlotsFull);
                traced.worth = context.rules.factor(traced.product);
                traced
            }
        };
        let mut judged: Vec<Traced> = candidates.into_iter().map(judge).collect();
        policy.objective.weigh(self.models, self.live, &mut judged);
        judged.sort_by_cached_key(best_first);
        judged
    }
}

/// More than any score times worth.
const NEEDED_AHEAD: f32 = 100.0;

/// One number that sorts best first, by score times worth, ties by product: neither is ever negative, and such
/// floating-point numbers sort as their bits do. The candidates themselves are large, and moved once. What the customer
/// said to need comes before everything else.
fn best_first(candidate: &Traced) -> u64 {
    let fits = candidate.score > 0.0;
    let ahead = if fits && rankers::needed(&candidate.sources).is_some() {
        NEEDED_AHEAD
    } else {
        0.0
    };
    let value = (candidate.score * candidate.worth).max(0.0) + ahead;
    u64::from(!value.to_bits()) << 32 | u64::from(candidate.product)
}

fn traced(candidate: Candidate, score: f32, outcome: Outcome) -> Traced {
    Traced {
        product: candidate.product,
        score,
        worth: 1.0,
        unit: 0,
        intent: Intent::Complement,
        sources: candidate.sources,
        outcome,
    }
}

impl Decision {
    /// An answer without offers.
    fn empty(policy: &Policy) -> Self {
        Self {
            placement: policy.placement,
            policy_version: policy.version,
            offers: Vec::new(),
            reserve: Vec::new(),
            candidates: Vec::new(),
            notes: Vec::new(),
            explored: None,
        }
    }

    /// The decision where nothing has been built yet: an empty answer that says so.
    pub fn nothing_built(policy: &Policy) -> Self {
        Self {
            notes: vec![Note::NothingBuilt],
            ..Self::empty(policy)
        }
    }
}
