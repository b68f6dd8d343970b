//! How far each recommender is believed at each placement: a page shows one product, a cart holds many, and on the home
//! page there is only the visitor.
//!
//! For each recommender that a placement's policy asks, factors are tried one after the other on two thirds of the
//! placement's situations; one is kept where it gains there and does no harm on the third that did not choose it. What
//! the merchant linked by hand is not up for trial.

use decide::{Policy, Rankers, Scratch, ordered};
use recommend::{Models, Params, RecommenderIndex, recommenders};
use shop::Placement;

use super::{
    Budget, Choice, Outcome, PARTS, QUESTIONS_MIN, Tuned, is_worth_it, mean, of_each, parted,
    reciprocal_rank_of,
    situations::{Past, Situation},
};

/// The recommender that says what the merchant said.
const BY_HAND: &str = "merchant_links";
/// Factors that are tried; 0 silences a recommender.
const FACTORS: [f32; 3] = [0.0, 0.5, 2.0];
/// Situations are enough to tell factors apart at about this many.
const QUESTIONS_MAX: usize = 1_500;

/// Placements that are asked, each with those that take over what was found.
const ASKED: [(Placement, &[Placement]); 3] = [
    (Placement::ProductPage, &[]),
    (
        Placement::Cart,
        &[
            Placement::Checkout,
            Placement::PostPurchase,
            Placement::Pos,
            Placement::SalesDesk,
            Placement::Chat,
        ],
    ),
    (Placement::Home, &[Placement::CategoryPage, Placement::Email]),
];

/// Finds the factors and notes them in `tuned`.
pub(super) fn beliefs(models: &Models, past: &Past<'_>, budget: &Budget<'_>, tuned: &mut Tuned) {
    for (placement, followers) in ASKED {
        let situations = situations_at(placement, models, past);
        let step = situations.len().div_ceil(QUESTIONS_MAX).max(1);
        let situations: Vec<Situation> = situations.into_iter().step_by(step).collect();
        let choice = Trial::new(models, placement, &situations).run(followers, budget, tuned);
        tuned.choices.push(choice);
    }
}

fn situations_at(placement: Placement, models: &Models, past: &Past<'_>) -> Vec<Situation> {
    match placement {
        Placement::ProductPage => past.pages(),
        Placement::Cart => past.carts(),
        _ => {
            let mut situations = past.next_orders(&models.signals);
            situations.extend(past.next_views());
            situations
        }
    }
}

/// One placement's situations, parted in those that choose and those that judge.
struct Trial<'a> {
    models: &'a Models,
    policy: Policy,
    chooses: Vec<Situation>,
    judges: Vec<Situation>,
}

impl<'a> Trial<'a> {
    fn new(models: &'a Models, placement: Placement, situations: &[Situation]) -> Self {
        let (chooses, judges) = parted(situations, PARTS - 1);
        Self {
            models,
            policy: Policy::default_for(placement),
            chooses,
            judges,
        }
    }

    fn run(&self, followers: &[Placement], budget: &Budget<'_>, tuned: &mut Tuned) -> Choice {
        let mut choice = Choice {
            questions: self.chooses.len() + self.judges.len(),
            ..Choice::of(&format!("placement.{}", self.policy.placement.as_str()))
        };
        if choice.questions < QUESTIONS_MIN {
            return choice;
        }
        choice.outcome = Outcome::NoTime;
        if !budget.is_left() {
            return choice;
        }
        choice.outcome = Outcome::Kept;
        let mut rankers = Rankers::with_params(&tuned.params);
        let mut chosen_by = self.reciprocal_ranks(&rankers, &self.chooses);
        let mut judged_by = mean(&self.reciprocal_ranks(&rankers, &self.judges));
        (choice.before, choice.after) = (judged_by, judged_by);
        let on_trial = |recommender: &RecommenderIndex| recommenders::id(*recommender) != BY_HAND;
        let all = self
            .policy
            .recommenders
            .iter()
            .map(|(recommender, _)| *recommender);
        for recommender in all.filter(on_trial) {
            for factor in FACTORS {
                if !budget.is_left() {
                    return choice;
                }
                let mut params = tuned.params.clone();
                let tried = self.believing(&rankers, recommender, factor, followers, &mut params);
                let gained = self.reciprocal_ranks(&tried, &self.chooses);
                if !is_worth_it(&chosen_by, &gained) {
                    continue;
                }
                let judged = mean(&self.reciprocal_ranks(&tried, &self.judges));
                if judged >= judged_by {
                    (rankers, tuned.params) = (tried, params);
                    (chosen_by, judged_by) = (gained, judged);
                    (choice.after, choice.outcome) = (judged, Outcome::Adopted);
                }
            }
        }
        choice
    }

    /// The rankers with another belief in one recommender, here and at the placements that follow this one.
    fn believing(
        &self,
        rankers: &Rankers,
        recommender: RecommenderIndex,
        factor: f32,
        followers: &[Placement],
        params: &mut Params,
    ) -> Rankers {
        let mut tried = rankers.clone();
        for &placement in std::iter::once(&self.policy.placement).chain(followers) {
            tried.believe(placement, recommender, factor, params);
        }
        tried
    }

    fn reciprocal_ranks(&self, rankers: &Rankers, situations: &[Situation]) -> Vec<f64> {
        let of_one = |scratch: &mut Scratch, situation: &Situation| {
            let query = situation.query(&self.models.signals);
            let ordered = ordered(self.models, rankers, &self.policy, &query, scratch);
            let believed = ordered.iter().filter(|(_, score)| *score > 0.0);
            reciprocal_rank_of(situation, believed.map(|(product, _)| *product))
        };
        of_each(situations, of_one)
    }
}
