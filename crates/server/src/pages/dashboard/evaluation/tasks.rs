//! The tasks of an evaluation and how each method did, drawn from the document that the command keeps.

mod charts;

use std::collections::BTreeSet;

use serde_json::Value as Json;
use shop::Day;

use super::super::figures::Numbers;
use crate::{charts::Drawn, i18n::Value};

/// How much of it is shown.
pub(super) struct Extent {
    /// Whether every metric is told, and not only those beside the bars.
    pub has_all_metrics: bool,
    /// Methods of each task, the best first.
    pub methods_max: usize,
}

/// A task and how its methods did.
pub(super) struct Task {
    /// Its name.
    pub name: String,
    /// What is asked, and how often.
    pub about: Vec<String>,
    /// The methods; none where there were too few questions.
    pub chart: Option<Drawn>,
    /// Everything that was measured.
    pub figures: Option<Figures>,
    /// Where a total can deceive: the same number in parts of what was asked.
    pub slices: Vec<Drawn>,
    /// Further configurations against the first.
    pub differences: Option<Drawn>,
    /// Why there are no numbers.
    pub too_few: Option<String>,
    /// Methods that had nothing to say.
    pub silent: Option<String>,
}

/// Everything that was measured, without bars.
pub(super) struct Figures {
    /// Of the methods, and of each metric.
    pub headings: Vec<String>,
    /// Each method with its numbers.
    pub rows: Vec<(String, Vec<String>)>,
}

/// What was learnt from and asked about, in a sentence.
pub(super) fn learnt(numbers: &Numbers<'_>, report: &Json) -> String {
    let count = |name: &str| numbers.whole(report[name].as_u64().unwrap_or(0));
    let day = |name: &str| {
        let text = report[name].as_str().unwrap_or_default();
        // A moment begins with its day.
        let day = text.get(..10).and_then(Day::parse);
        day.map_or_else(|| text.to_owned(), |day| numbers.day(day))
    };
    let (orders, visits) = (count("orders_learnt"), count("visits_learnt"));
    let (from, until) = (day("test_from"), day("test_until"));
    let values = [
        ("orders", Value::Text(&orders)),
        ("visits", Value::Text(&visits)),
        ("from", Value::Text(&from)),
        ("until", Value::Text(&until)),
    ];
    numbers.words.tell("evaluation-learnt", &values)
}

/// Every task of a report.
pub(super) fn of(numbers: &Numbers<'_>, report: &Json, extent: &Extent) -> Vec<Task> {
    let configurations = report["configurations"].as_array().map_or(0, Vec::len);
    let tasks = report["tasks"].as_array().into_iter().flatten();
    let drawn = tasks.enumerate().map(|(at, task)| {
        let drawing = charts::Drawing::of(numbers, at, task, configurations > 1, extent);
        Task {
            name: numbers.part("task", task["id"].as_str().unwrap_or_default()),
            about: about(numbers, task),
            chart: drawing.as_ref().map(charts::Drawing::methods),
            figures: drawing
                .as_ref()
                .filter(|_| extent.has_all_metrics)
                .map(charts::Drawing::figures),
            slices: drawing.as_ref().map_or_else(Vec::new, charts::Drawing::slices),
            differences: drawing.as_ref().and_then(charts::Drawing::differences),
            too_few: too_few(numbers, task),
            silent: silent(numbers, task),
        }
    });
    drawn.collect()
}

/// What is asked, how often, and how much of it could not be known.
fn about(numbers: &Numbers<'_>, task: &Json) -> Vec<String> {
    let asks = format!("evaluation-asks-{}", task["id"].as_str().unwrap_or_default());
    let counted = |id: &str, name: &str| match task[name].as_u64().unwrap_or(0) {
        0 if name != "questions" => None,
        count => Some(numbers.words.tell(id, &[("questions", Value::Number(count))])),
    };
    [
        numbers.words.known(&asks),
        counted("evaluation-questions", "questions"),
        counted("evaluation-questions-unknown", "questions_unknown"),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn too_few(numbers: &Numbers<'_>, task: &Json) -> Option<String> {
    let few = task["too_few"].as_object()?;
    let count = |name: &str| numbers.whole(few.get(name).and_then(Json::as_u64).unwrap_or(0));
    let (there, needed) = (count("questions"), count("needed"));
    let values = [("there", Value::Text(&there)), ("needed", Value::Text(&needed))];
    Some(numbers.words.tell("evaluation-too-few", &values))
}

fn silent(numbers: &Numbers<'_>, task: &Json) -> Option<String> {
    let silent = task["silent"].as_array().into_iter().flatten();
    // One that was silent in several configurations is named once.
    let ids: BTreeSet<&str> = silent.filter_map(Json::as_str).collect();
    let names: Vec<String> = ids
        .into_iter()
        .map(|id| charts::method_name(numbers, id))
        .collect();
    let separator = numbers.words.say("evaluation-list-separator");
    let methods = names.join(&format!("{separator} "));
    let values = [("methods", Value::Text(&methods))];
    (!names.is_empty()).then(|| numbers.words.tell("evaluation-silent", &values))
}
