//! Choosing a recommender's numbers: each setting of a short list is built on what lies before the slice and asked the
//! slice's questions.

use recommend::{
    AnyModel, BuildContext, BuildError, Candidates, CartLine, Catalogue, History, Params, Partition,
    ProductIndex, Query, Signals, recommenders,
};
use shop::Day;

use super::{Budget, Choice, DEPTH, GAIN_MIN, Outcome, QUESTIONS_MIN, Tuned, Window};
use crate::offline::random;

/// A recommender and the settings that are tried, beside the one it has.
struct Search {
    recommender: &'static str,
    settings: &'static [&'static [(&'static str, f64)]],
}

/// Every search. Settings stand in the order they are tried, the most promising first: the time may be up.
const ALL: &[Search] = &[];

/// Questions are enough to tell settings apart at about this many; more only take longer.
const QUESTIONS_MAX: usize = 3_000;

struct Question {
    day: Day,
    cart: Vec<CartLine>,
    hidden: ProductIndex,
}

/// Tries every search's settings and notes the best ones in `tuned`.
///
/// # Errors
/// [`BuildError`] where a recommender is not in the list.
pub(super) fn recommenders(
    catalogue: &Catalogue,
    earlier: &[Partition],
    history: &History,
    window: Window,
    seed: u64,
    budget: &Budget<'_>,
    tuned: &mut Tuned,
) -> Result<(), BuildError> {
    let questions = questions(history, window, seed);
    let mut known = History::default();
    for partition in earlier {
        known.merge(History::count(partition));
    }
    let signals = Signals::learn(&known, catalogue, &tuned.params);
    for search in ALL {
        let unknown = BuildError {
            recommender: search.recommender,
        };
        let index = recommenders::index(search.recommender).ok_or(unknown)?;
        let reciprocal_rank = |params: &Params| {
            let context = BuildContext {
                catalogue,
                signals: &signals,
                params,
            };
            let model = recommenders::ALL[usize::from(index)].build(earlier, &context);
            ask(&*model, index, &questions)
        };
        let choice = choose(search, &questions, budget, &mut tuned.params, reciprocal_rank);
        tuned.choices.push(choice);
    }
    Ok(())
}

fn choose(
    search: &Search,
    questions: &[Question],
    budget: &Budget<'_>,
    params: &mut Params,
    reciprocal_rank: impl Fn(&Params) -> f64,
) -> Choice {
    let mut choice = Choice {
        what: search.recommender.to_owned(),
        questions: questions.len(),
        before: 0.0,
        after: 0.0,
        outcome: Outcome::TooFew,
    };
    if questions.len() < QUESTIONS_MIN {
        return choice;
    }
    choice.outcome = Outcome::NoTime;
    if !budget.is_left() {
        return choice;
    }
    choice.before = reciprocal_rank(params);
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
        let score = reciprocal_rank(&tried);
        if score > choice.after.max(choice.before * (1.0 + GAIN_MIN)) {
            (choice.after, choice.outcome, best) = (score, Outcome::Adopted, tried);
        }
    }
    *params = best;
    choice
}

fn questions(history: &History, window: Window, seed: u64) -> Vec<Question> {
    let orders: Vec<_> = history
        .iter_dated(window.from, window.to)
        .filter(|(_, basket)| basket.products.len() >= 2)
        .collect();
    let mut state = seed;
    let step = orders.len().div_ceil(QUESTIONS_MAX).max(1);
    let question = |(day, basket): &(Day, recommend::Basket<'_>)| {
        let hidden = random::below(&mut state, basket.products.len());
        let rest = basket.products.iter().enumerate().filter(|(at, _)| *at != hidden);
        let line = |(_, &product): (usize, &ProductIndex)| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        };
        Question {
            day: *day,
            cart: rest.map(line).take(shop::limits::CART_LINES_MAX).collect(),
            hidden: basket.products[hidden],
        }
    };
    orders.iter().step_by(step).map(question).collect()
}

fn ask(model: &dyn AnyModel, index: recommend::RecommenderIndex, questions: &[Question]) -> f64 {
    let mut candidates = Candidates::default();
    let mut sum = 0.0;
    for question in questions {
        let query = Query {
            cart: &question.cart,
            now: question.day.start(),
            ..Query::default()
        };
        model.propose(&query, &mut candidates);
        candidates.finish_recommender(index);
        let proposed = candidates.take();
        let place = proposed
            .iter()
            .take(DEPTH)
            .position(|candidate| candidate.product == question.hidden);
        sum += place.map_or(0.0, |place| 1.0 / (place + 1) as f64);
    }
    sum / questions.len().max(1) as f64
}
