//! Asking a past, for evaluations on public data: the same tasks, methods and metrics as `alongside evaluate`.

use crate::evaluate::Score;
use crate::measuring::verdict::Target;
use anyhow::{Context, Result};
use decide::Rankers;
use engine::recommend::{CatalogueSource, Models, Params, RecommenderIndex, recommenders};
use measure::metrics::{self, Of};
use measure::offline::{
    Answer, Configuration, Evaluation, Method, MethodKind, Past, Plan, Question, Sliced, Span, Split, Task,
    ask, evaluate, tasks,
};
use shop::{Product, ProductId, Timestamp};
use std::collections::HashMap;
use std::path::Path;

/// Numbers products in the order they are met; for data that names its products and nothing more.
#[derive(Default)]
pub struct Numbers {
    source: CatalogueSource,
    known: HashMap<String, u32>,
}

impl Numbers {
    /// The number of the product with this id.
    pub fn of(&mut self, id: &str) -> Result<u32> {
        if let Some(known) = self.known(id) {
            return Ok(known);
        }
        self.add(&Product::unknown(ProductId::new(id)?))
    }

    /// The number of the product with this id, where it was met.
    pub fn known(&self, id: &str) -> Option<u32> {
        self.known.get(id).copied()
    }

    /// Adds a product that is described; its id must be new.
    pub fn add(&mut self, product: &Product) -> Result<u32> {
        let number = u32::try_from(self.source.len())?;
        self.source.push(product, false);
        self.known.insert(product.id.as_str().to_owned(), number);
        Ok(number)
    }

    /// The catalogue of all products met.
    pub fn finish(self) -> engine::recommend::Catalogue {
        self.source.finish()
    }
}

/// Models that learnt from what came before a cut, ready to be asked about what came after it.
pub struct Trial<'a> {
    /// What was learnt from.
    pub split: Split<'a>,
    /// What was learnt.
    pub models: Models,
    rankers: Rankers,
}

/// A question and a method's answer.
pub type Asked = Vec<(Question, Answer)>;

impl<'a> Trial<'a> {
    /// Learns from `past` before `cut`, with the default configuration or tuned on what came before the cut.
    pub fn new(past: &'a Past, cut: Timestamp, tuned: bool) -> Result<Self> {
        let until = past.span().map_or(cut, |(_, last)| last);
        let split = Split::new(past, cut, until);
        let configuration = Configuration {
            name: String::new(),
            params: Params::default(),
            tuned,
        };
        let params = configuration.params_for(&split)?;
        let models = Models::build(
            past.catalogue.clone(),
            std::slice::from_ref(&split.partition),
            &params,
        )?;
        Ok(Self {
            split,
            models,
            rankers: Rankers::with_params(&params),
        })
    }

    /// The shop's own rankings for a task, and every recommender alone.
    pub fn methods(&self, task: &Task) -> Vec<Method<'_>> {
        let whole = task.intents.iter();
        let whole = whole.map(|&intent| Method::whole(&self.models, &self.rankers, intent));
        let alone = 0..recommenders::ALL.len() as RecommenderIndex;
        whole
            .chain(alone.map(|index| Method::alone(&self.models, index)))
            .collect()
    }

    /// Puts the questions of a task to a method.
    pub fn ask(&self, task: &Task, method: &Method<'_>, seed: u64) -> Asked {
        let questions = (task.ask)(&self.split, seed);
        let sliced = Sliced::new(&self.split, &questions, task.popularity(&self.split));
        let answers = ask(method, &self.split, &sliced, &questions, task.depth());
        questions.into_iter().zip(answers).collect()
    }
}

/// The mean of a metric of single questions.
pub fn mean(asked: &Asked, metric: &str, depth: usize) -> Result<f64> {
    let found = metrics::find(metric).with_context(|| format!("there is no metric {metric}"))?;
    let Of::Question(measure) = found.of else {
        anyhow::bail!("{metric} is no mean of questions");
    };
    let of_one =
        |(question, answer): &(Question, Answer)| answer.measure(measure, question.right_count, depth);
    Ok(asked.iter().map(of_one).sum::<f64>() / asked.len().max(1) as f64)
}

/// Evaluates a past with the default configuration, every question asked, and prints what each method reached.
pub fn evaluate_all(past: &Past, task_ids: &[&str], span: Span) -> Result<Evaluation> {
    let plan = Plan {
        tasks: task_ids.iter().filter_map(|id| tasks::find(id)).collect(),
        span,
        rounds: 200,
        questions_max: usize::MAX,
        ..Plan::default()
    };
    let configuration = |name: &str, tuned| Configuration {
        name: name.to_owned(),
        params: Params::default(),
        tuned,
    };
    let configurations = [configuration("default", false), configuration("tuned", true)];
    let evaluation = evaluate(past, &configurations, &plan, &|_| {})?;
    println!(
        "  learnt from {} orders and {} visits of {} products",
        evaluation.orders_learnt, evaluation.sessions_learnt, evaluation.products_known
    );
    for report in &evaluation.tasks {
        println!(
            "  {}, {} questions, {} of unknown products",
            report.task.id, report.questions, report.unknown
        );
        for method in report.methods.iter().flatten() {
            let figures: Vec<String> = method
                .figures
                .iter()
                .map(|figure| format!("{}@{} {:.4}", figure.metric.short, figure.depth, figure.value))
                .collect();
            let configuration = method
                .configuration
                .map_or("", |at| &evaluation.configurations[at]);
            println!("    {configuration:<8} {:<24} {}", method.id, figures.join("  "));
        }
    }
    Ok(evaluation)
}

/// The shop's own ranking for a task: tuned on what came before the test, against its target, and untuned beside it.
pub fn whole(
    evaluation: &Evaluation,
    task: &str,
    metric: &str,
    depth: usize,
    target: Target,
) -> Result<[Score; 2]> {
    let report = evaluation.tasks.iter().find(|report| report.task.id == task);
    let methods = report.and_then(|report| report.methods.as_ref().ok());
    let methods = methods.with_context(|| format!("there is too little to ask for {task}"))?;
    let score = |configuration: usize, name: &str, target| {
        let own = methods
            .iter()
            .filter(|method| method.kind == MethodKind::Whole && method.configuration == Some(configuration));
        let figures = own.flat_map(|method| &method.figures);
        let mut wanted = figures.filter(|figure| figure.metric.id == metric && figure.depth == depth);
        Score {
            what: format!("{task}, {metric}@{depth}, {name}"),
            target,
            value: wanted.next().map(|figure| figure.value).unwrap_or_default(),
        }
    };
    Ok([score(1, "tuned", target), score(0, "default", Target::Reference)])
}

/// A gzip-compressed or plain file as text.
pub fn text(path: &Path) -> Result<String> {
    use std::io::Read;
    let bytes = std::fs::read(path).with_context(|| format!("could not read {}", path.display()))?;
    let mut text = String::new();
    if bytes.starts_with(&[0x1f, 0x8b]) {
        flate2::read::GzDecoder::new(&bytes[..]).read_to_string(&mut text)?;
    } else {
        text = String::from_utf8(bytes)?;
    }
    Ok(text)
}
