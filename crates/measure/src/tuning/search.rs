//! Choosing a recommender's numbers: each setting of a short list is built on what lies before the slice and asked the
//! slice's questions.

use recommend::{
    AnyModel, BuildContext, BuildError, Candidates, Catalogue, History, Params, Partition, RecommenderIndex,
    Signals, recommenders,
};

use super::{
    Budget, Choice, Outcome, QUESTIONS_MIN, Tuned, is_worth_it, mean, of_each, reciprocal_rank_of,
    situations::{Past, Situation},
};

/// A recommender and the settings that are tried, beside the one it has.
struct Search {
    recommender: &'static str,
    asks: Asks,
    settings: &'static [Setting],
}

/// Parameters with the values that are tried together.
type Setting = &'static [(&'static str, f64)];

/// Which situations tell good settings from bad ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Asks {
    /// What is missing in a cart.
    Carts,
    /// What any customer orders next.
    NextOrders,
}

/// Every search. Settings stand in the order they are tried, the most promising first: the time may be up.
///
/// `co_purchase` is not among them: its exponents are chosen in every build, from the history itself.
const ALL: &[Search] = &[
    Search {
        recommender: "basket_model",
        asks: Asks::Carts,
        settings: &[
            &[("order_mix", 1.0), ("lambda", 60.0)],
            &[("order_mix", 0.1), ("lambda", 24.0)],
            &[("half_life_days", 0.0)],
            &[("order_mix", 1.0), ("lambda", 60.0), ("half_life_days", 0.0)],
            &[("order_mix", 1.0), ("lambda", 60.0), ("beta", 0.0)],
            &[("half_life_days", 120.0), ("order_reach", 8.0), ("beta", 0.0)],
            &[("order_mix", 0.1), ("order_reach", 3.0), ("half_life_days", 0.0)],
            &[("order_mix", 1.0), ("lambda", 150.0), ("beta", 0.2)],
        ],
    },
    Search {
        recommender: "popular",
        asks: Asks::NextOrders,
        settings: &[
            &[("window_days", 7.0)],
            &[("window_days", 14.0)],
            &[("window_days", 90.0)],
            &[("window_days", 365.0)],
        ],
    },
    Search {
        recommender: "trending",
        asks: Asks::NextOrders,
        settings: &[&[("window_days", 7.0)], &[("window_days", 28.0)]],
    },
];

/// Questions are enough to tell settings apart at about this many; more only take longer.
const QUESTIONS_MAX: usize = 3_000;

/// What every search works on.
pub(super) struct Ground<'a> {
    /// The products.
    pub catalogue: &'a Catalogue,
    /// What lies before the slice.
    pub earlier: &'a [Partition],
    /// What happened, in the slice too.
    pub past: Past<'a>,
    /// The time there is.
    pub budget: &'a Budget<'a>,
}

/// Tries every search's settings and notes the best ones in `tuned`.
///
/// # Errors
/// [`BuildError`] where a recommender is not in the list.
pub(super) fn recommenders(ground: &Ground<'_>, tuned: &mut Tuned) -> Result<(), BuildError> {
    let mut known = History::default();
    for partition in ground.earlier {
        known.merge(History::count(partition));
    }
    let signals = Signals::learn(&known, ground.catalogue, &tuned.params);
    drop(known);
    let carts = questions(ground.past.carts());
    let next_orders = questions(ground.past.next_orders(&signals));
    for search in ALL {
        let unknown = BuildError {
            recommender: search.recommender,
        };
        let index = recommenders::index(search.recommender).ok_or(unknown)?;
        let asked = match search.asks {
            Asks::Carts => &carts,
            Asks::NextOrders => &next_orders,
        };
        let reciprocal_ranks = |params: &Params| {
            let context = BuildContext {
                catalogue: ground.catalogue,
                signals: &signals,
                params,
                finished: &[],
            };
            let model = recommenders::ALL[usize::from(index)].build(ground.earlier, &context);
            ask(&*model, index, &signals, asked)
        };
        let choice = choose(
            search,
            asked.len(),
            ground.budget,
            &mut tuned.params,
            reciprocal_ranks,
        );
        tuned.choices.push(choice);
    }
    Ok(())
}

fn choose(
    search: &Search,
    questions: usize,
    budget: &Budget<'_>,
    params: &mut Params,
    reciprocal_ranks: impl Fn(&Params) -> Vec<f64>,
) -> Choice {
    let mut choice = Choice {
        questions,
        ..Choice::of(search.recommender)
    };
    if questions < QUESTIONS_MIN {
        return choice;
    }
    choice.outcome = Outcome::NoTime;
    if !budget.is_left() {
        return choice;
    }
    let before = reciprocal_ranks(params);
    choice.before = mean(&before);
    choice.after = choice.before;
    choice.outcome = Outcome::Kept;
    let mut best = params.clone();
    for setting in search.settings {
        if !budget.is_left() {
            break;
        }
        let mut tried = params.clone();
        for &(name, value) in *setting {
            tried.set(search.recommender, name, value);
        }
        let after = reciprocal_ranks(&tried);
        if mean(&after) > choice.after && is_worth_it(&before, &after) {
            (choice.after, choice.outcome, best) = (mean(&after), Outcome::Adopted, tried);
        }
    }
    *params = best;
    choice
}

/// At most [`QUESTIONS_MAX`] of the situations, evenly spread.
fn questions(situations: Vec<Situation>) -> Vec<Situation> {
    let step = situations.len().div_ceil(QUESTIONS_MAX).max(1);
    situations.into_iter().step_by(step).collect()
}

fn ask(
    model: &dyn AnyModel,
    index: RecommenderIndex,
    signals: &Signals,
    questions: &[Situation],
) -> Vec<f64> {
    let reciprocal_rank = |candidates: &mut Candidates, situation: &Situation| {
        model.propose(&situation.query(signals), candidates);
        candidates.finish_recommender(index);
        let proposed = candidates.take_ranked();
        reciprocal_rank_of(situation, proposed.iter().map(|candidate| candidate.product))
    };
    of_each(questions, reciprocal_rank)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    fn endless() -> Duration {
        Duration::ZERO
    }

    fn budget(limit_s: u64) -> Budget<'static> {
        Budget {
            limit: Duration::from_secs(limit_s),
            elapsed: &endless,
        }
    }

    #[test]
    fn every_setting_names_parameters_that_there_are() {
        for search in ALL {
            let index = recommenders::index(search.recommender).unwrap();
            let known = recommenders::ALL[usize::from(index)].parameters();
            for (name, value) in search.settings.iter().copied().flatten() {
                let parameter = known.iter().find(|parameter| parameter.name == *name);
                assert!(parameter.is_some(), "{} has no {name}", search.recommender);
                assert!(value.is_finite() && *value >= 0.0);
            }
        }
    }

    #[test]
    fn the_best_setting_is_adopted_where_it_gains_enough() {
        let search = &ALL[0];
        let best = search.settings[3];
        let fitness = |gain: f64| {
            move |params: &Params| {
                let all = best
                    .iter()
                    .all(|(name, value)| params.get(search.recommender, name) == Some(*value));
                vec![0.2 * if all { 1.0 + gain } else { 1.0 }; 4]
            }
        };
        let run = |questions, limit_s, gain| {
            let mut params = Params::default();
            let choice = choose(search, questions, &budget(limit_s), &mut params, fitness(gain));
            (choice.outcome, params.iter().count(), choice.after)
        };
        assert_eq!(run(1_000, 60, 0.1), (Outcome::Adopted, best.len(), 0.2 * 1.1));
        assert_eq!(run(1_000, 60, 0.002), (Outcome::Kept, 0, 0.2));
        assert_eq!(run(QUESTIONS_MIN - 1, 60, 0.1).0, Outcome::TooFew);
        assert_eq!(run(1_000, 0, 0.1).0, Outcome::NoTime);
    }
}
