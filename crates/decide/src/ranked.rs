//! The order of all candidates of an intent, without a placement's filters and slots: what an evaluation looks at and
//! a ranker learns from.

use recommend::{Candidate, Models, ProductIndex, Query};

use crate::{
    Policy, Rankers, Scratch, propose,
    rankers::{
        Intent, Ranking,
        features::{Features, Situation},
    },
};

/// Every candidate of the recommenders that serve `intent`, with its features. What the cart or the page holds is never
/// among them.
pub fn featured(
    models: &Models,
    intent: Intent,
    query: &Query<'_>,
    scratch: &mut Scratch,
) -> Vec<(ProductIndex, Features)> {
    let policy = Policy::of_intent(intent);
    let situation = Situation::new(models, query);
    let candidates = propose::candidates(models, &policy, query, &mut scratch.candidates, &mut Vec::new());
    let featured = |candidate: &Candidate| (candidate.product, situation.features(candidate));
    candidates.iter().map(featured).collect()
}

/// Every candidate of the recommenders that serve `intent`, the likeliest first, with its weighted sum.
pub fn ranked(
    models: &Models,
    rankers: &Rankers,
    intent: Intent,
    query: &Query<'_>,
    scratch: &mut Scratch,
) -> Vec<(ProductIndex, f32)> {
    let ranker = rankers.of(intent);
    let policy = Policy::of_intent(intent);
    let situation = Situation::new(models, query).weighed_by(&ranker.weights);
    let candidates = propose::candidates(models, &policy, query, &mut scratch.candidates, &mut Vec::new());
    let summed = |candidate: &Candidate| (candidate.product, situation.sum(candidate));
    let mut ranked: Vec<(ProductIndex, f32)> = candidates.iter().map(summed).collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked
}

/// Everything that a policy's recommenders propose, in the order it would be offered were there no filters and slots,
/// with the likelihood that it is taken.
pub fn ordered(
    models: &Models,
    rankers: &Rankers,
    policy: &Policy,
    query: &Query<'_>,
    scratch: &mut Scratch,
) -> Vec<(ProductIndex, f32)> {
    let ranking = Ranking::new(models, rankers, policy, query);
    let candidates = propose::candidates(models, policy, query, &mut scratch.candidates, &mut Vec::new());
    let scored = |candidate: &Candidate| (candidate.product, ranking.score(candidate));
    let mut ordered: Vec<(ProductIndex, f32)> = candidates.iter().map(scored).collect();
    ordered.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ordered
}
