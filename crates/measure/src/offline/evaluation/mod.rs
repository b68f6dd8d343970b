//! The whole evaluation: cut, learn, ask, measure, compare.

mod report;

use std::{sync::Arc, time::Duration};

use decide::Rankers;
use recommend::{BuildError, Models, Params, ProductIndex, RecommenderIndex, recommenders};

pub use report::{Difference, Figure, MethodReport, SliceFigure, Verdict};

use super::{
    answers::{Answer, ask},
    baselines,
    dataset::Past,
    methods::{Method, MethodKind},
    question::Question,
    random,
    slices::Sliced,
    split::{Cuts, Span, Split, SplitError},
    tasks::{self, Task},
};
use crate::{
    metrics::{self, Of},
    tuning::{Budget, tune},
};

/// A set of numbers to compare.
#[derive(Debug, Clone)]
pub struct Configuration {
    /// What it is called in the report.
    pub name: String,
    /// Numbers for the recommenders and the rankers.
    pub params: Params,
    /// Whether numbers and rankers are tuned on what came before the cut, as `build --tune` does.
    pub tuned: bool,
}

impl Configuration {
    /// The numbers to learn with: tuned on what came before the cut, and on nothing else, where that is wanted.
    ///
    /// # Errors
    /// [`BuildError`] where a recommender fails while it is tuned.
    pub fn params_for(&self, split: &Split<'_>) -> Result<Params, BuildError> {
        if !self.tuned {
            return Ok(self.params.clone());
        }
        let budget = Budget {
            limit: Duration::MAX,
            elapsed: &|| Duration::ZERO,
        };
        let partition = std::slice::from_ref(&split.partition);
        let tuned = tune(
            &split.past.catalogue,
            partition,
            &self.params,
            TUNING_SEED,
            &budget,
        )?;
        Ok(tuned.params)
    }
}

/// Draws what is hidden while a configuration is tuned.
const TUNING_SEED: u64 = 1;

/// What is asked, and how.
#[derive(Clone)]
pub struct Plan {
    /// The tasks.
    pub tasks: Vec<&'static Task>,
    /// How the past is cut.
    pub span: Span,
    /// Decides everything that is drawn.
    pub seed: u64,
    /// Draws per interval.
    pub rounds: usize,
    /// Most questions of one task; of more, whole units are drawn. Twenty thousand make an interval of ±0.7 points at
    /// most, and more only take longer.
    pub questions_max: usize,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            tasks: tasks::ALL.iter().collect(),
            span: Span::default(),
            seed: 1,
            rounds: 1_000,
            questions_max: 20_000,
        }
    }
}

/// Why there is no evaluation.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum EvaluateError {
    /// The past cannot be cut so.
    #[error(transparent)]
    Split(#[from] SplitError),
    /// A recommender failed while it learnt.
    #[error(transparent)]
    Build(#[from] BuildError),
}

/// What came of it.
#[derive(Debug, Clone)]
pub struct Evaluation {
    /// Where the past was cut.
    pub cuts: Cuts,
    /// Orders learnt from.
    pub orders_learnt: usize,
    /// Visits learnt from.
    pub sessions_learnt: usize,
    /// Products that what was learnt from knows.
    pub products_known: usize,
    /// The configurations' names; others are compared with the first.
    pub configurations: Vec<String>,
    /// The tasks, in the order of the plan.
    pub tasks: Vec<TaskReport>,
}

/// There is too little to ask.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct TooFew {
    /// Questions there are.
    pub questions: usize,
    /// Questions there should be.
    pub needed: usize,
}

/// What came of one task.
#[derive(Clone)]
pub struct TaskReport {
    /// The task.
    pub task: &'static Task,
    /// Questions that were put.
    pub questions: usize,
    /// Questions of which no right product is known to the history: never found, by whichever method.
    pub unknown: usize,
    /// Every method that answered anything, configuration by configuration and the baselines last, or why there is
    /// none.
    pub methods: Result<Vec<MethodReport>, TooFew>,
    /// Methods that had nothing to say to any question.
    pub silent: Vec<&'static str>,
}

impl std::fmt::Debug for TaskReport {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("TaskReport")
            .field("task", &self.task.id)
            .field("questions", &self.questions)
            .field("methods", &self.methods)
            .finish_non_exhaustive()
    }
}

/// What a method answered to all questions of a task.
pub(super) struct Told {
    pub configuration: Option<usize>,
    pub id: &'static str,
    pub kind: MethodKind,
    pub answers: Vec<Answer>,
}

/// A task's questions, ready to be put.
pub(super) struct Prepared<'a> {
    pub task: &'static Task,
    pub split: &'a Split<'a>,
    pub sliced: Sliced<'a, 'a>,
    pub questions: &'a [Question],
}

/// Cuts `past`, learns from the earlier part with each of `configurations` and asks about the later one.
///
/// # Errors
/// [`EvaluateError`] where the past cannot be cut so or a recommender fails.
pub fn evaluate(
    past: &Past,
    configurations: &[Configuration],
    plan: &Plan,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Evaluation, EvaluateError> {
    let cuts = Cuts::of(past, plan.span)?;
    let split = Split::test(past, &cuts);
    progress(&format!(
        "learning from {} orders and {} visits before {}",
        split.orders_learnt,
        split.sessions_learnt,
        cuts.test_from.day()
    ));
    let (hiding, plain): (Vec<_>, Vec<_>) = plan.tasks.iter().partition(|task| task.hides.is_some());
    let mut reports = evaluate_split(&split, &plain, configurations, plan, progress)?;
    for task in hiding {
        let Some(hides) = task.hides else { continue };
        let hidden = hides(&split, plan.seed);
        let split = Split::hiding(past, cuts.test_from, cuts.last, Arc::from(hidden));
        reports.extend(evaluate_split(&split, &[task], configurations, plan, progress)?);
    }
    let place = |report: &TaskReport| plan.tasks.iter().position(|task| task.id == report.task.id);
    reports.sort_by_key(place);
    let products = 0..past.catalogue.len() as ProductIndex;
    Ok(Evaluation {
        cuts,
        orders_learnt: split.orders_learnt,
        sessions_learnt: split.sessions_learnt,
        products_known: products.filter(|&product| split.knows(product)).count(),
        configurations: configurations.iter().map(|own| own.name.clone()).collect(),
        tasks: reports,
    })
}

/// Puts the questions of every task that shares `split`.
fn evaluate_split(
    split: &Split<'_>,
    tasks: &[&'static Task],
    configurations: &[Configuration],
    plan: &Plan,
    progress: &(dyn Fn(&str) + Sync),
) -> Result<Vec<TaskReport>, EvaluateError> {
    let asked: Vec<(&'static Task, Vec<Question>)> = tasks
        .iter()
        .map(|&task| {
            (
                task,
                thin((task.ask)(split, plan.seed), plan.questions_max, plan.seed),
            )
        })
        .collect();
    let enough = asked
        .iter()
        .filter(|(task, questions)| questions.len() >= task.questions_min);
    let prepared: Vec<Prepared<'_>> = enough
        .map(|(task, questions)| Prepared {
            task,
            split,
            sliced: Sliced::new(split, questions, task.popularity(split)),
            questions,
        })
        .collect();
    let mut told: Vec<Vec<Told>> = prepared.iter().map(|_| Vec::new()).collect();
    for (at, configuration) in configurations.iter().enumerate().filter(|_| !prepared.is_empty()) {
        progress(&format!("learning with {}", configuration.name));
        let partition = std::slice::from_ref(&split.partition);
        let params = configuration.params_for(split)?;
        let models = Models::build(split.past.catalogue.clone(), partition, &params)?;
        let rankers = Rankers::with_params(&params);
        for (prepared, told) in prepared.iter().zip(&mut told) {
            progress(&format!(
                "asking {} with {}",
                prepared.task.id, configuration.name
            ));
            for &intent in prepared.task.intents {
                told.push(prepared.told(Some(at), &Method::whole(&models, &rankers, intent)));
            }
            for recommender in 0..recommenders::ALL.len() as RecommenderIndex {
                told.push(prepared.told(Some(at), &Method::alone(&models, recommender)));
            }
        }
    }
    for (prepared, told) in prepared.iter().zip(&mut told) {
        progress(&format!("asking the baselines of {}", prepared.task.id));
        for (id, learnt) in baselines::learn(prepared.task, split) {
            let method = baselines::method(id, &*learnt, split.past.catalogue.len());
            told.push(prepared.told(None, &method));
        }
    }
    let mut reports: Vec<TaskReport> = prepared
        .iter()
        .zip(told)
        .map(|(prepared, told)| prepared.report(told, plan))
        .collect();
    let few = asked
        .iter()
        .filter(|(task, questions)| questions.len() < task.questions_min);
    reports.extend(few.map(|(task, questions)| too_few(task, questions)));
    Ok(reports)
}

impl Prepared<'_> {
    fn told(&self, configuration: Option<usize>, method: &Method<'_>) -> Told {
        Told {
            configuration,
            id: method.id,
            kind: method.kind,
            answers: ask(
                method,
                self.split,
                &self.sliced,
                self.questions,
                self.task.depth(),
            ),
        }
    }

    fn report(&self, told: Vec<Told>, plan: &Plan) -> TaskReport {
        let (speaking, silent): (Vec<Told>, Vec<Told>) = told
            .into_iter()
            .partition(|told| told.answers.iter().any(|answer| !answer.shown.is_empty()));
        let mut silent: Vec<&'static str> = silent.iter().map(|told| told.id).collect();
        silent.dedup();
        TaskReport {
            task: self.task,
            questions: self.questions.len(),
            unknown: unknown(self.questions),
            methods: Ok(report::methods(self, &speaking, plan)),
            silent,
        }
    }
}

fn unknown(questions: &[Question]) -> usize {
    questions
        .iter()
        .filter(|question| question.right.is_empty())
        .count()
}

fn too_few(task: &'static Task, questions: &[Question]) -> TaskReport {
    TaskReport {
        task,
        questions: questions.len(),
        unknown: unknown(questions),
        methods: Err(TooFew {
            questions: questions.len(),
            needed: task.questions_min,
        }),
        silent: Vec::new(),
    }
}

/// At most `max` questions: whole units, drawn with `seed`. Units are numbered anew.
fn thin(mut questions: Vec<Question>, max: usize, seed: u64) -> Vec<Question> {
    if questions.len() <= max {
        return questions;
    }
    let mut units: Vec<(u64, u32, usize)> = questions
        .chunk_by(|a, b| a.unit == b.unit)
        .map(|unit| {
            (
                random::of(seed, u64::from(unit[0].unit)),
                unit[0].unit,
                unit.len(),
            )
        })
        .collect();
    units.sort_unstable();
    let mut room = max;
    let fits = |(_, unit, count): &(u64, u32, usize)| {
        room = room.checked_sub(*count)?;
        Some(*unit)
    };
    let mut kept: Vec<u32> = units.iter().map_while(fits).collect();
    kept.sort_unstable();
    questions.retain(|question| kept.binary_search(&question.unit).is_ok());
    for question in &mut questions {
        question.unit = kept.partition_point(|&unit| unit < question.unit) as u32;
    }
    questions
}

/// The mean of a task's own number, of answers to its questions: what a choice between settings is made by.
pub fn mean_of(task: &Task, questions: &[Question], answers: &[Answer]) -> f64 {
    let (id, depth) = task.figures[0];
    let Some(Of::Question(measure)) = metrics::find(id).map(|metric| &metric.of) else {
        return 0.0;
    };
    let pairs = questions.iter().zip(answers);
    let sum: f64 = pairs
        .map(|(question, answer)| answer.measure(*measure, question.right_count, depth))
        .sum();
    sum / questions.len().max(1) as f64
}

#[cfg(test)]
mod tests;
