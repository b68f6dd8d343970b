//! The evaluation for programs: one document.

use measure::offline::{Difference, Evaluation, Figure, MethodReport, SliceFigure, TaskReport};
use serde_json::{Value, json};

/// Changes where a field changes its meaning or goes.
const FORMAT: u32 = 1;

/// The whole report, as `alongside evaluate --json` writes it and the dashboard reads it.
pub fn evaluation_document(evaluation: &Evaluation, seed: u64) -> Value {
    let tasks: Vec<Value> = evaluation
        .tasks
        .iter()
        .map(|report| task(report, evaluation))
        .collect();
    json!({
        "format": FORMAT,
        "seed": seed,
        "history_from": evaluation.cuts.first.to_string(),
        "test_from": evaluation.cuts.test_from.to_string(),
        "test_until": evaluation.cuts.last.to_string(),
        "orders_learnt": evaluation.orders_learnt,
        "visits_learnt": evaluation.sessions_learnt,
        "products_known": evaluation.products_known,
        "configurations": evaluation.configurations,
        "tasks": tasks,
    })
}

fn task(report: &TaskReport, evaluation: &Evaluation) -> Value {
    let few = report.methods.as_ref().err();
    let methods = report.methods.as_deref().unwrap_or_default();
    let methods: Vec<Value> = methods.iter().map(|one| method(one, evaluation)).collect();
    json!({
        "id": report.task.id,
        "tells": report.task.tells,
        "questions": report.questions,
        "questions_unknown": report.unknown,
        "too_few": few.map(|few| json!({ "questions": few.questions, "needed": few.needed })),
        "methods": methods,
        "silent": report.silent,
    })
}

fn method(report: &MethodReport, evaluation: &Evaluation) -> Value {
    let configuration = report
        .configuration
        .and_then(|at| evaluation.configurations.get(at));
    json!({
        "id": report.id,
        "kind": report.kind.id(),
        "configuration": configuration,
        "figures": report.figures.iter().map(figure).collect::<Vec<_>>(),
        "slices": report.slices.iter().map(slice).collect::<Vec<_>>(),
        "difference": report.difference.as_ref().map(difference),
    })
}

fn figure(figure: &Figure) -> Value {
    json!({
        "metric": figure.metric.id,
        "depth": figure.depth,
        "value": figure.value,
        "low": figure.interval.map(|(low, _)| low),
        "high": figure.interval.map(|(_, high)| high),
    })
}

fn slice(figure: &SliceFigure) -> Value {
    json!({
        "slice": figure.slice,
        "questions": figure.questions,
        "value": figure.value,
        "low": figure.interval.0,
        "high": figure.interval.1,
    })
}

fn difference(difference: &Difference) -> Value {
    json!({
        "value": difference.value,
        "low": difference.interval.0,
        "high": difference.interval.1,
        "verdict": difference.verdict.words(),
    })
}
