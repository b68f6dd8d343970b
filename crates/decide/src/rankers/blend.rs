//! **What a shopkeeper sees:** the order of the offers follows the weights of the policy.
//!
//! **Method:** the weighted mean of the recommenders' relative scores: `Σ weight · score / max weight`, where a
//! pair that chance may explain counts less, and one hardly more frequent than chance lets expect counts nothing. 1
//! means the best candidate of the heaviest recommender.
//!
//! **When it fails:** it does not know how likely a customer is to accept; weights are set by hand.
//!
//! **Source:** CombSUM of J. Shaw and E. Fox, "Combination of multiple searches", TREC-2, 1994.

use recommend::{Evidence, Source};

use crate::Policy;

/// How much one source speaks for its candidate: its score by the policy's weight and the doubt about its evidence.
pub fn word(policy: &Policy, source: &Source) -> f32 {
    let of_policy = policy
        .recommenders
        .iter()
        .find(|(index, _)| *index == source.recommender);
    let trust = match source.evidence {
        Evidence::BoughtTogether { proven: true, .. } => 1.0,
        Evidence::BoughtTogether {
            above_chance: true, ..
        } => policy.unproven_weight,
        Evidence::BoughtTogether { .. } => 0.0,
        _ => 1.0,
    };
    of_policy.map_or(0.0, |(_, weight)| *weight) * trust * source.score
}

/// The score of a candidate under `policy`; never negative, never non-finite.
pub fn score(policy: &Policy, sources: &[Source]) -> f32 {
    let weights = policy.recommenders.iter().map(|(_, weight)| *weight);
    let heaviest = weights.fold(f32::MIN_POSITIVE, f32::max);
    let sum: f32 = sources.iter().map(|source| word(policy, source)).sum();
    if sum.is_finite() { sum / heaviest } else { 0.0 }
}
