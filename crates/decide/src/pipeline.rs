//! The whole flow of a decision: propose, filter, rank, choose slots. It never fails: it answers with what it has.

use recommend::{Candidate, Candidates, Models, ProductIndex, Query};

use crate::{
    Decision, Live, Note, Outcome, Policy, Rankers, Traced,
    filters::{self, Context},
    propose,
    rankers::Ranking,
    slots,
};

/// What is asked.
#[derive(Debug, Clone, Copy)]
pub struct Request<'a> {
    /// The situation.
    pub query: Query<'a>,
    /// Most offers wanted; the policy's slots count where it is larger or missing.
    pub limit: Option<usize>,
    /// Products never to be offered in this answer.
    pub exclude: &'a [ProductIndex],
}

/// Memory that is used again from decision to decision; one per thread.
#[derive(Default)]
pub struct Scratch {
    pub(crate) candidates: Candidates,
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
    let mut notes = Vec::new();
    if orders == 0 {
        notes.push(Note::NoOrders);
    }
    let context = Context::new(&models.catalogue, live, policy, request);
    let mut judged = |policy: &Policy, notes: &mut Vec<Note>| {
        let ranking = Ranking::new(models, rankers, policy, &request.query);
        let candidates = propose::candidates(models, policy, &request.query, &mut scratch.candidates, notes);
        let judge = |candidate: Candidate| match filters::first_objection(&context, candidate.product) {
            Some(filter) => traced(candidate, 0.0, Outcome::Dropped(filter)),
            None => {
                let score = ranking.score(&candidate);
                traced(candidate, score, Outcome::SlotsFull)
            }
        };
        let mut judged: Vec<Traced> = candidates.into_iter().map(judge).collect();
        policy.objective.weigh(models, live, &mut judged);
        judged.sort_by_cached_key(best_first);
        judged
    };
    let mut traced = judged(policy, &mut notes);
    let choose = |traced: &mut [Traced]| slots::choose(&models.catalogue, policy, request.limit, traced);
    let (mut offers, mut reserve) = choose(&mut traced);
    if offers.len() < slots::wanted(policy, request.limit)
        && let Some(fallback) = policy.of_fallback()
    {
        let mut others = judged(&fallback, &mut notes);
        others.retain(|other| traced.iter().all(|known| known.product != other.product));
        traced.append(&mut others);
        (offers, reserve) = choose(&mut traced);
    }

    Decision {
        placement: policy.placement,
        policy_version: policy.version,
        offers,
        reserve,
        candidates: traced,
        notes,
    }
}

/// One number that sorts best first, by score times worth, ties by product: neither is ever negative, and such
/// floating-point numbers sort as their bits do. The candidates themselves are large, and moved once.
fn best_first(candidate: &Traced) -> u64 {
    let value = (candidate.score * candidate.worth).max(0.0);
    u64::from(!value.to_bits()) << 32 | u64::from(candidate.product)
}

fn traced(candidate: Candidate, score: f32, outcome: Outcome) -> Traced {
    Traced {
        product: candidate.product,
        score,
        worth: 1.0,
        sources: candidate.sources,
        outcome,
    }
}

/// The decision where nothing has been built yet.
impl Decision {
    /// An empty answer that says so.
    pub fn nothing_built(policy: &Policy) -> Self {
        Self {
            placement: policy.placement,
            policy_version: policy.version,
            offers: Vec::new(),
            reserve: Vec::new(),
            candidates: Vec::new(),
            notes: vec![Note::NothingBuilt],
        }
    }
}
