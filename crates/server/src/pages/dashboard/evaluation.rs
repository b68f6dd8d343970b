//! The latest evaluation: how well the offers would have answered what the shop's own past asks.

use askama::Template;
use serde_json::Value as Json;
use shop::Day;

use super::{Frame, Page, Visit};
use crate::{
    charts::{BarRow, Bars, Cell, Drawn},
    i18n::Value,
    route::Answer,
};

pub(super) const PAGE: Page = Page {
    id: "evaluation",
    show,
    act: None,
};

/// Digits after the point of a metric.
const DIGITS: usize = 3;
/// Metrics of each task that are shown; all are in the report of the command.
const METRICS: usize = 2;
/// Methods of each task that are shown, the best first.
const METHODS: usize = 15;

#[derive(Template)]
#[template(path = "dashboard/evaluation.html")]
struct View<'a> {
    frame: Frame<'a>,
    made: Option<String>,
    learnt: String,
    tasks: Vec<Task>,
}

/// A task and how its methods did.
struct Task {
    name: String,
    about: String,
    chart: Option<Drawn>,
    too_few: Option<String>,
}

fn show(visit: &Visit<'_>) -> Answer {
    let kept = visit.call.app.engine.kept_evaluation();
    let report = kept.as_ref().map(|kept| &kept.report);
    let tasks = report.and_then(|report| report["tasks"].as_array());
    let tasks = tasks.into_iter().flatten().enumerate();
    visit.page(&View {
        frame: visit.frame("evaluation"),
        made: kept.as_ref().map(|kept| {
            let at = visit.numbers().moment(kept.at);
            visit
                .words
                .tell("evaluation-made", &[("moment", Value::Text(&at))])
        }),
        learnt: report.map_or_else(String::new, |report| learnt(visit, report)),
        tasks: tasks.map(|(at, one)| task(visit, at, one)).collect(),
    })
}

/// What was learnt from and asked about, in a sentence.
fn learnt(visit: &Visit<'_>, report: &Json) -> String {
    let numbers = visit.numbers();
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
    visit.words.tell("evaluation-learnt", &values)
}

fn task(visit: &Visit<'_>, at: usize, task: &Json) -> Task {
    let (words, numbers) = (&visit.words, visit.numbers());
    let id = task["id"].as_str().unwrap_or_default();
    let questions = [(
        "questions",
        Value::Number(task["questions"].as_u64().unwrap_or(0)),
    )];
    let too_few = task["too_few"].as_object().map(|few| {
        let count = |name: &str| numbers.whole(few.get(name).and_then(Json::as_u64).unwrap_or(0));
        let (there, needed) = (count("questions"), count("needed"));
        let values = [("there", Value::Text(&there)), ("needed", Value::Text(&needed))];
        words.tell("evaluation-too-few", &values)
    });
    Task {
        name: numbers.part("task", id),
        about: words.tell("evaluation-questions", &questions),
        chart: chart(visit, at, task),
        too_few,
    }
}

/// The methods by the task's own metric, the best first; none where there were too few questions.
fn chart(visit: &Visit<'_>, at: usize, task: &Json) -> Option<Drawn> {
    let (words, numbers) = (&visit.words, visit.numbers());
    let mut methods: Vec<&Json> = task["methods"].as_array()?.iter().collect();
    let main = |method: &Json| method["figures"][0]["value"].as_f64().unwrap_or(0.0);
    methods.sort_by(|one, two| main(two).total_cmp(&main(one)));
    let first = methods.first()?["figures"].as_array()?;
    let heading = |figure: &Json| {
        let metric = numbers.part("metric", figure["metric"].as_str().unwrap_or_default());
        let depth = numbers.whole(figure["depth"].as_u64().unwrap_or(0));
        let values = [("metric", Value::Text(&metric)), ("depth", Value::Text(&depth))];
        words.tell("evaluation-metric", &values)
    };
    let mut headings = ["evaluation-method", "figures-compared", "evaluation-kind"]
        .map(|id| words.say(id))
        .to_vec();
    headings.extend(first.iter().take(METRICS).map(heading));
    let bars = Bars {
        id: format!("task-{at}"),
        caption: headings.get(3).cloned().unwrap_or_default(),
        fact: String::new(),
        headings,
        rows: methods
            .iter()
            .take(METHODS)
            .map(|one| method(visit, one))
            .collect(),
    };
    Some(bars.draw())
}

fn method(visit: &Visit<'_>, method: &Json) -> BarRow {
    let numbers = visit.numbers();
    let id = method["id"].as_str().unwrap_or_default();
    let kind = numbers.part("method", method["kind"].as_str().unwrap_or_default());
    let name = match method["kind"].as_str() {
        Some("recommender") => numbers.part("recommender", id),
        Some("baseline") => numbers.part("baseline", id),
        // Whose name is `alongside.` and what it is for.
        _ => numbers.part("kind", id.rsplit('.').next().unwrap_or(id)),
    };
    let configuration = method["configuration"].as_str().filter(|own| *own != "this shop");
    let label: Vec<&str> = [Some(&*name), configuration].into_iter().flatten().collect();
    let figures = method["figures"].as_array();
    let number = |figure: &Json, name: &str| figure[name].as_f64();
    let cell = |figure: &Json| -> Cell {
        let Some(value) = number(figure, "value") else {
            return "–".to_owned().into();
        };
        let value = numbers.decimal(value, DIGITS);
        match number(figure, "low").zip(number(figure, "high")) {
            Some((low, high)) => {
                let within = numbers.between(&numbers.decimal(low, DIGITS), &numbers.decimal(high, DIGITS));
                format!("{value} ({within})").into()
            }
            None => value.into(),
        }
    };
    let main = &method["figures"][0];
    BarRow {
        label: label.join(" · ").into(),
        number: number(main, "value"),
        interval: number(main, "low").zip(number(main, "high")),
        cells: std::iter::once(kind.into())
            .chain(figures.into_iter().flatten().take(METRICS).map(cell))
            .collect(),
    }
}
