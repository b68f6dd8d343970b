//! What is compared: the shop's own full ranking, every recommender alone, and baselines.

use decide::{Intent, Rankers, Scratch};
use recommend::{Candidates, Models, ProductIndex, Query, RecommenderIndex, recommenders};

/// Answers questions one after the other: the situation, and how many products are looked at; the best first.
pub type Ranker<'a> = Box<dyn FnMut(&Query<'_>, usize) -> Vec<ProductIndex> + 'a>;

/// What sort of method it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MethodKind {
    /// What the shop would offer: the recommenders of an intent, put in order by its ranker.
    Whole,
    /// One recommender alone.
    Recommender,
    /// A textbook method to be better than.
    Baseline,
}

impl MethodKind {
    /// Public id.
    pub fn id(self) -> &'static str {
        match self {
            Self::Whole => "whole",
            Self::Recommender => "recommender",
            Self::Baseline => "baseline",
        }
    }
}

/// A way to answer questions.
pub struct Method<'a> {
    /// Public id.
    pub id: &'static str,
    /// What sort of method it is.
    pub kind: MethodKind,
    start: Box<dyn Fn() -> Ranker<'a> + Sync + 'a>,
}

impl<'a> Method<'a> {
    /// A method of which `start` makes a ranker for each thread.
    pub fn new(id: &'static str, kind: MethodKind, start: impl Fn() -> Ranker<'a> + Sync + 'a) -> Self {
        Self {
            id,
            kind,
            start: Box::new(start),
        }
    }

    /// A ranker for this thread.
    pub fn start(&self) -> Ranker<'a> {
        (self.start)()
    }

    /// One recommender alone.
    pub fn alone(models: &'a Models, recommender: RecommenderIndex) -> Self {
        let start = move || -> Ranker<'a> {
            let mut candidates = Candidates::default();
            Box::new(move |query, depth| {
                models.propose(recommender, &with_bought(models, query), &mut candidates);
                candidates.finish_recommender(recommender);
                let proposed = candidates.take_ranked();
                proposed
                    .iter()
                    .take(depth)
                    .map(|candidate| candidate.product)
                    .collect()
            })
        };
        Self::new(recommenders::id(recommender), MethodKind::Recommender, start)
    }

    /// The shop's own ranking for an intent: its recommenders, put in order by its ranker. Filters and the number of
    /// slots are left out: they look at today's stock, and the past is asked.
    pub fn whole(models: &'a Models, rankers: &'a Rankers, intent: Intent) -> Self {
        let start = move || -> Ranker<'a> {
            let mut scratch = Scratch::default();
            Box::new(move |query, depth| {
                let query = with_bought(models, query);
                let ranked = decide::ranked(models, rankers, intent, &query, &mut scratch);
                ranked
                    .into_iter()
                    .take(depth)
                    .map(|(product, _)| product)
                    .collect()
            })
        };
        let id = match intent {
            Intent::Complement => "alongside.complement",
            Intent::Upsell => "alongside.upsell",
            Intent::BuyAgain => "alongside.buy_again",
            Intent::Discovery => "alongside.discovery",
        };
        Self::new(id, MethodKind::Whole, start)
    }
}

fn with_bought<'q>(models: &'q Models, query: &Query<'q>) -> Query<'q> {
    Query {
        bought: models.signals.purchases.of(query.customer),
        ..*query
    }
}
