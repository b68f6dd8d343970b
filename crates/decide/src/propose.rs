//! Asking the recommenders that the policy names.

use recommend::{Candidate, Candidates, Evidence, Models, Query, Source, recommenders};

use crate::{Note, Policy, filters::Context};

/// Every recommender's candidates, merged by product. One that fails is left out, with a note.
pub(crate) fn candidates(
    models: &Models,
    policy: &Policy,
    query: &Query<'_>,
    candidates: &mut Candidates,
    notes: &mut Vec<Note>,
) -> Vec<Candidate> {
    for &(recommender, weight) in &policy.recommenders {
        if weight <= 0.0 {
            continue;
        }
        if models.propose(recommender, query, candidates) {
            candidates.finish_recommender(recommender);
        } else {
            notes.push(Note::RecommenderFailed(recommenders::id(recommender)));
        }
    }
    candidates.take()
}

/// Adds the products that rules pin and nobody proposed: the shop's own word is enough for them.
pub(crate) fn add_pinned(context: &Context<'_>, candidates: &mut Vec<Candidate>) {
    for &(product, _) in context.pins() {
        let proposed = candidates.iter().any(|candidate| candidate.product == product);
        let Some(recommender) = recommenders::index("merchant_links").filter(|_| !proposed) else {
            continue;
        };
        let source = Source {
            recommender,
            score: 1.0,
            evidence: Evidence::ShopChoice,
        };
        candidates.push(Candidate {
            product,
            sources: std::iter::once(source).collect(),
        });
    }
}
