//! Proposed products, with who proposed them and the evidence for it.

mod places;

use places::Places;
use smallvec::SmallVec;

use crate::{evidence::Evidence, query::ProductIndex};

/// A recommender's position in the list of [`crate::recommenders::ALL`].
pub type RecommenderIndex = u8;

/// Most candidates one recommender proposes for one query; the best stay.
pub const CANDIDATES_PER_RECOMMENDER_MAX: usize = 48;

/// One recommender's word for a candidate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Source {
    /// Who proposed it.
    pub recommender: RecommenderIndex,
    /// How strongly, relative to that recommender's best candidate: above 0, at most 1.
    pub score: f32,
    /// Its strongest evidence.
    pub evidence: Evidence,
}

/// What recommenders say of one candidate; rarely more than two speak, so these stand in place.
pub type Sources = SmallVec<[Source; 2]>;

/// A proposed product and everything that speaks for it.
#[derive(Debug, Clone, PartialEq)]
pub struct Candidate {
    /// The product.
    pub product: ProductIndex,
    /// Who proposed it, in the order the recommenders were asked.
    pub sources: Sources,
}

#[derive(Clone, Copy)]
struct Proposal {
    product: ProductIndex,
    score: f32,
    strongest: f32,
    evidence: Evidence,
}

/// Collects what recommenders propose for one query. Made to be reused: clearing keeps the memory.
#[derive(Default)]
pub struct Candidates {
    current: Vec<Proposal>,
    merged: Vec<Candidate>,
    places: Places,
    /// See [`Candidates::full_score`].
    full: f32,
}

impl Candidates {
    /// Says that `full` is as strong as this recommender ever speaks: its candidates are scaled by it, so that one that
    /// has little to say stays quiet. Without, its best candidate is taken for as strong as it gets.
    pub fn full_score(&mut self, full: f32) {
        self.full = full;
    }

    /// Proposes `product`. Scores for the same product add up; the evidence of the largest part stays.
    /// A score that is not a positive finite number is ignored.
    pub fn propose(&mut self, product: ProductIndex, score: f32, evidence: Evidence) {
        if !(score.is_finite() && score > 0.0) {
            return;
        }
        let known = self.places.in_round(product, self.current.len() as u32);
        match known.and_then(|at| self.current.get_mut(at as usize)) {
            None => self.current.push(Proposal {
                product,
                score,
                strongest: score,
                evidence,
            }),
            Some(known) => {
                known.score += score;
                if score > known.strongest {
                    (known.strongest, known.evidence) = (score, evidence);
                }
            }
        }
    }

    /// Takes the proposals made since the last call over into the result as `recommender`'s: the best
    /// [`CANDIDATES_PER_RECOMMENDER_MAX`], scaled so that the best has score 1. Ties break by product. They stay in the
    /// sequence of their proposal, as whoever decides puts all candidates in order together.
    pub fn finish_recommender(&mut self, recommender: RecommenderIndex) {
        self.places.next_round();
        let better = |a: &Proposal, b: &Proposal| b.score.total_cmp(&a.score).then(a.product.cmp(&b.product));
        if self.current.len() > CANDIDATES_PER_RECOMMENDER_MAX {
            self.current
                .select_nth_unstable_by(CANDIDATES_PER_RECOMMENDER_MAX - 1, better);
            self.current.truncate(CANDIDATES_PER_RECOMMENDER_MAX);
        }
        let scores = self.current.iter().map(|proposal| proposal.score);
        let best = scores.fold(std::mem::take(&mut self.full), f32::max);
        for proposal in self.current.drain(..) {
            let source = Source {
                recommender,
                score: proposal.score / best,
                evidence: proposal.evidence,
            };
            let place = self.places.of(proposal.product);
            match place.merged.and_then(|at| self.merged.get_mut(at as usize)) {
                Some(known) => known.sources.push(source),
                None => {
                    place.merged = Some(self.merged.len() as u32);
                    self.merged.push(Candidate {
                        product: proposal.product,
                        sources: std::iter::once(source).collect(),
                    });
                }
            }
        }
    }

    /// Drops the proposals made since the last [`Self::finish_recommender`]: a recommender that failed is left out.
    pub fn discard_recommender(&mut self) {
        self.current.clear();
        self.places.next_round();
        self.full = 0.0;
    }

    /// What was proposed since the last [`Self::finish_recommender`]: product and score, unsorted.
    pub fn proposals(&self) -> impl Iterator<Item = (ProductIndex, f32, Evidence)> + '_ {
        self.current
            .iter()
            .map(|proposal| (proposal.product, proposal.score, proposal.evidence))
    }

    /// Hands the merged candidates over, in no particular order, and starts afresh.
    pub fn take(&mut self) -> Vec<Candidate> {
        self.places.next_question();
        // The next question is likely to find about as many.
        let room = Vec::with_capacity(self.merged.len());
        std::mem::replace(&mut self.merged, room)
    }

    /// Hands the candidates of one recommender over, its best first, and starts afresh.
    pub fn take_ranked(&mut self) -> Vec<Candidate> {
        let mut all = self.take();
        let score = |candidate: &Candidate| candidate.sources.first().map_or(0.0, |source| source.score);
        all.sort_unstable_by(|a, b| score(b).total_cmp(&score(a)).then(a.product.cmp(&b.product)));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn viewed(views_ago: u32) -> Evidence {
        Evidence::RecentlyViewed { views_ago }
    }

    #[test]
    fn scores_add_up_and_the_strongest_evidence_stays() {
        let mut candidates = Candidates::default();
        candidates.propose(7, 1.0, viewed(1));
        candidates.propose(7, 3.0, viewed(2));
        candidates.propose(8, 8.0, viewed(3));
        candidates.propose(9, f32::NAN, viewed(4));
        candidates.propose(9, -1.0, viewed(4));
        candidates.finish_recommender(0);
        candidates.propose(7, 5.0, viewed(5));
        candidates.finish_recommender(1);
        let all = candidates.take_ranked();
        assert_eq!(all.len(), 2);
        assert_eq!(all[0].product, 8);
        assert_eq!(
            all[1].sources[0],
            Source {
                recommender: 0,
                score: 0.5,
                evidence: viewed(2)
            }
        );
        assert_eq!(
            all[1].sources[1],
            Source {
                recommender: 1,
                score: 1.0,
                evidence: viewed(5)
            }
        );
        assert!(candidates.take().is_empty());
    }

    #[test]
    fn only_the_best_stay() {
        let mut candidates = Candidates::default();
        for product in 0..500 {
            candidates.propose(product, 1.0 + product as f32, viewed(product));
        }
        candidates.finish_recommender(0);
        let all = candidates.take_ranked();
        assert_eq!(all.len(), CANDIDATES_PER_RECOMMENDER_MAX);
        assert_eq!(all[0].product, 499);
    }
}
