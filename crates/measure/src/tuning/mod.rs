//! Self-tuning: what fits this shop is chosen on a slice of its own past that the models had not seen.
//!
//! The history is cut twice: models learn from what lies before the slice; the recommenders' numbers are chosen by how
//! well each alone answers the slice's questions; then the rankers learn from the slice's cases. A ranker is kept only
//! where it was no worse than its prior on a third of the cases, having learnt from the others. What was chosen is
//! written down with its figures, whether it changed anything or not.
//!
//! When it fails: a shop whose slice is no picture of what comes (a sale, a new assortment); with few orders nothing is
//! changed, and the report says so.

mod cases;
mod offers;
mod placements;
mod search;
mod situations;
#[cfg(test)]
mod tests;

use std::time::Duration;

use decide::{
    Intent, Rankers,
    rankers::{
        Logistic,
        training::{self, Case},
    },
};
use rayon::prelude::*;
use recommend::{BuildError, Catalogue, History, Models, Params, Partition, ProductIndex};
use shop::Day;

use situations::{Past, Situation, Window};

pub use offers::{Lesson, from_offers};

/// What a tuning may use.
pub struct Budget<'a> {
    /// Time after which nothing new is tried.
    pub limit: Duration,
    /// Time since the tuning began.
    pub elapsed: &'a dyn Fn() -> Duration,
}

impl Budget<'_> {
    /// Whether there is time left.
    pub fn is_left(&self) -> bool {
        (self.elapsed)() < self.limit
    }
}

/// A choice and why it was made.
#[derive(Debug, Clone, PartialEq)]
pub struct Choice {
    /// What was chosen: a recommender's id, `ranker.` and the intent, or `placement.` and the placement.
    pub what: String,
    /// How many questions it was judged by.
    pub questions: usize,
    /// Mean reciprocal rank at 10 before.
    pub before: f64,
    /// The same with what was chosen.
    pub after: f64,
    /// What happened.
    pub outcome: Outcome,
}

impl Choice {
    /// A choice that was not made for want of questions.
    fn of(what: &str) -> Self {
        Self {
            what: what.to_owned(),
            questions: 0,
            before: 0.0,
            after: 0.0,
            outcome: Outcome::TooFew,
        }
    }
}

/// What became of something that was tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// It was better and is used from now on.
    Adopted,
    /// What was there before was as good.
    Kept,
    /// There were too few questions to tell.
    TooFew,
    /// The time was up.
    NoTime,
}

impl Outcome {
    /// The outcome's public code.
    pub fn code(self) -> &'static str {
        match self {
            Self::Adopted => "adopted",
            Self::Kept => "kept",
            Self::TooFew => "too_few",
            Self::NoTime => "no_time",
        }
    }
}

/// What was chosen, and why.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Tuned {
    /// The numbers for the recommenders and the rankers.
    pub params: Params,
    /// Every choice in the order it was made.
    pub choices: Vec<Choice>,
    /// The slice that decided; none where the history is too short.
    pub window: Option<(Day, Day)>,
}

/// The slice is this long where the history is long enough.
const WINDOW_DAYS: i32 = 30;
/// Where nothing is learnt below, tuning would only chase noise.
const QUESTIONS_MIN: usize = 300;
/// Places that count.
const DEPTH: usize = 10;
/// Situations that one core answers without looking for other work.
const SITUATIONS_IN_A_ROW: usize = 64;
/// A change must gain this much, relatively, to be worth it.
const GAIN_MIN: f64 = 0.005;
/// And this many standard errors, as most of what is tried differs by luck alone: one in twenty such changes gains so
/// much without being better.
const GAIN_ERRORS_MIN: f64 = 1.64;

/// Chooses numbers and rankers for a shop.
///
/// # Errors
/// [`BuildError`] where a recommender fails while it learns.
pub fn tune(
    catalogue: &Catalogue,
    partitions: &[Partition],
    params: &Params,
    seed: u64,
    budget: &Budget<'_>,
) -> Result<Tuned, BuildError> {
    let mut history = History::default();
    for partition in partitions {
        history.merge(History::count(partition));
    }
    let mut tuned = Tuned {
        params: params.clone(),
        ..Tuned::default()
    };
    let Some((from, to)) = history.latest_slice(WINDOW_DAYS) else {
        return Ok(tuned);
    };
    let window = Window { from, to };
    tuned.window = Some((window.from, window.to));
    let earlier = [history.before(window.from).into_partition()];
    let past = Past {
        history: &history,
        window,
        seed,
    };
    let ground = search::Ground {
        catalogue,
        earlier: &earlier,
        past,
        budget,
    };
    search::recommenders(&ground, &mut tuned)?;
    let models = Models::build(catalogue.clone(), &earlier, &tuned.params)?;
    for intent in Intent::ALL {
        let choice = ranker(&models, &past, intent, budget, &mut tuned.params);
        tuned.choices.push(choice);
    }
    placements::beliefs(&models, &past, budget, &mut tuned);
    Ok(tuned)
}

/// Lets one intent's ranker learn, and keeps what it learnt where that helps.
fn ranker(
    models: &Models,
    past: &Past<'_>,
    intent: Intent,
    budget: &Budget<'_>,
    params: &mut Params,
) -> Choice {
    let mut choice = Choice {
        outcome: Outcome::NoTime,
        ..Choice::of(&format!("ranker.{}", intent.as_str()))
    };
    if !budget.is_left() {
        return choice;
    }
    let cases = cases::cases(intent, models, &cases::situations_of(intent, past, models));
    choice.questions = cases.len();
    choice.outcome = Outcome::TooFew;
    if cases.len() < QUESTIONS_MIN {
        return choice;
    }
    let mut rankers = Rankers::with_params(params);
    let prior = rankers.of(intent).clone();
    let (mut before, mut after) = (Vec::new(), Vec::new());
    for part in 0..PARTS {
        let (learnt_from, judged_by) = parted(&cases, part);
        let Some(candidate) = training::from_cases(&prior, &learnt_from) else {
            return choice;
        };
        before.extend(judged_by.iter().map(|case| reciprocal_rank(&prior, case)));
        after.extend(judged_by.iter().map(|case| reciprocal_rank(&candidate, case)));
    }
    (choice.before, choice.after) = (mean(&before), mean(&after));
    choice.outcome = Outcome::Kept;
    if is_worth_it(&before, &after)
        && let Some(learnt) = training::from_cases(&prior, &cases)
    {
        rankers.set(intent, learnt);
        rankers.note(intent, params);
        choice.outcome = Outcome::Adopted;
    }
    choice
}

/// Parts that cases are judged in, each by what the others taught.
const PARTS: usize = 3;

/// All parts but one to learn from and that one to be judged by, in runs of neighbours: those of one order stay
/// together.
fn parted<T: Clone>(cases: &[T], part: usize) -> (Vec<T>, Vec<T>) {
    const RUN: usize = 30;
    let (mut learnt_from, mut judged_by) = (Vec::new(), Vec::new());
    for (run, cases) in cases.chunks(RUN).enumerate() {
        let side = if run % PARTS == part {
            &mut judged_by
        } else {
            &mut learnt_from
        };
        side.extend_from_slice(cases);
    }
    (learnt_from, judged_by)
}

/// Whether the figures of the same questions are enough better `after` a change than `before` it: by so much that it
/// matters, and that luck is an unlikely explanation.
fn is_worth_it(before: &[f64], after: &[f64]) -> bool {
    let gains: Vec<f64> = after
        .iter()
        .zip(before)
        .map(|(after, before)| after - before)
        .collect();
    let gain = mean(&gains);
    let spread: f64 = gains.iter().map(|one| (one - gain).powi(2)).sum();
    let error = spread.sqrt() / gains.len().max(1) as f64;
    gain > (mean(before) * GAIN_MIN).max(error * GAIN_ERRORS_MIN)
}

fn mean(figures: &[f64]) -> f64 {
    figures.iter().sum::<f64>() / figures.len().max(1) as f64
}

/// What `ask` finds of each situation, on all cores; `S` is memory that is used again from one to the next.
fn of_each<S: Default, T: Send>(
    situations: &[Situation],
    ask: impl Fn(&mut S, &Situation) -> T + Sync,
) -> Vec<T> {
    let in_a_row = |situations: &[Situation]| {
        let mut scratch = S::default();
        let asked = situations.iter().map(|situation| ask(&mut scratch, situation));
        asked.collect::<Vec<T>>()
    };
    situations
        .par_chunks(SITUATIONS_IN_A_ROW)
        .flat_map_iter(in_a_row)
        .collect()
}

/// The reciprocal rank of what was chosen, among the first [`DEPTH`]; the best placed counts.
fn reciprocal_rank_of(situation: &Situation, proposed: impl Iterator<Item = ProductIndex>) -> f64 {
    let mut first = proposed.take(DEPTH);
    let place = first.position(|product| situation.chosen.contains(&product));
    place.map_or(0.0, |place| 1.0 / (place + 1) as f64)
}

/// The reciprocal rank of what was taken, among the first [`DEPTH`]; the best placed counts.
fn reciprocal_rank(ranker: &Logistic, case: &Case) -> f64 {
    let sums: Vec<f32> = case
        .candidates
        .iter()
        .map(|features| ranker.sum(features))
        .collect();
    let best = case
        .taken
        .iter()
        .map(|&at| sums[at as usize])
        .fold(f32::NEG_INFINITY, f32::max);
    let ahead = sums.iter().filter(|&&sum| sum > best).count();
    if case.taken.is_empty() || ahead >= DEPTH {
        0.0
    } else {
        1.0 / (ahead + 1) as f64
    }
}
