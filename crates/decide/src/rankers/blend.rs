//! **What a shopkeeper sees:** the order of the offers follows the weights of the policy.
//!
//! **Method:** the weighted mean of the recommenders' relative scores: `Σ weight · score / max weight`, where a pair that
//! chance may explain counts less. 1 means the best candidate of the heaviest recommender.
//!
//! **When it fails:** it does not know how likely a customer is to accept; weights are set by hand.
//!
//! **Source:** CombSUM of J. Shaw and E. Fox, "Combination of multiple searches", TREC-2, 1994.

use recommend::{Evidence, Source};

use crate::Policy;

/// The score of a candidate under `policy`; never negative, never non-finite.
pub fn score(policy: &Policy, sources: &[Source]) -> f32 {
    let heaviest = policy
        .recommenders
        .iter()
        .map(|(_, weight)| *weight)
        .fold(f32::MIN_POSITIVE, f32::max);
    let weight = |source: &Source| {
        let of_policy = policy
            .recommenders
            .iter()
            .find(|(index, _)| *index == source.recommender);
        let doubt = match source.evidence {
            Evidence::BoughtTogether { proven: false, .. } => policy.unproven_weight,
            _ => 1.0,
        };
        of_policy.map_or(0.0, |(_, weight)| *weight) * doubt
    };
    let sum: f32 = sources.iter().map(|source| weight(source) * source.score).sum();
    if sum.is_finite() { sum / heaviest } else { 0.0 }
}
