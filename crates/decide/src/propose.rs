//! Asking the recommenders that the policy names.

use recommend::{Candidate, Candidates, Models, Query, recommenders};

use crate::{Note, Policy};

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
