//! An arm's figures beside the first arm's, with differences that are told no more narrowly than they are known.

use engine::measure::reports::{ArmFigure, Judged};

use crate::{
    i18n::Value,
    pages::{
        blocks::Cell,
        dashboard::{Visit, figures::Numbers},
    },
    wire::{
        comparisons::{difference, lift},
        figures::{Figure, Unit},
    },
};

/// A row for each metric; the one that decides goes first.
pub(super) fn rows(visit: &Visit<'_>, decides: &str, first: &Judged, arm: &Judged) -> Vec<Vec<Cell>> {
    let mut pairs: Vec<_> = first.figures.iter().zip(&arm.figures).collect();
    pairs.sort_by_key(|(_, figure)| figure.metric.id != decides);
    pairs
        .into_iter()
        .map(|(first, figure)| row(visit, decides, first, figure))
        .collect()
}

fn row(visit: &Visit<'_>, decides: &str, first: &ArmFigure, figure: &ArmFigure) -> Vec<Cell> {
    let numbers = visit.numbers();
    let id = figure.metric.id;
    let mark = match (id == decides, figure.changed) {
        (true, _) => Some("experiments-decides"),
        (_, true) => Some("experiments-changed"),
        _ => None,
    };
    let mark = mark.map(|mark| visit.words.say(mark));
    let value = |figure: &ArmFigure| {
        let told = Figure::estimated(figure.value, Unit::of(&figure.ratio, numbers.currency));
        Cell::Number(numbers.of_metric(id, &told).unwrap_or_else(|| "–".to_owned()))
    };
    let points = |number: f64| difference_of(&numbers, figure, number);
    let percent = |number: f64| numbers.percent(number);
    vec![
        Cell::text_lines([numbers.part("metric", id)].into_iter().chain(mark)),
        value(first),
        value(figure),
        within(&numbers, &difference(figure, numbers.currency), &points),
        within(&numbers, &lift(figure), &percent),
    ]
}

/// A difference in what its metric is measured in; of shares, in percentage points.
fn difference_of(numbers: &Numbers<'_>, figure: &ArmFigure, number: f64) -> String {
    match (figure.ratio.is_money, figure.metric.id) {
        (true, _) => numbers.money(number.round() as i64),
        (false, "units_per_order") => numbers.decimal(number, 2),
        (false, "net_promoter_score") => numbers.decimal(number * 100.0, 1),
        (false, _) => {
            let points = numbers.decimal(number * 100.0, 2);
            let values = [("points", Value::Text(&points))];
            numbers.words.tell("experiments-points", &values)
        }
    }
}

/// A difference, and from where to where it may be.
fn within(numbers: &Numbers<'_>, figure: &Figure, text: &dyn Fn(f64) -> String) -> Cell {
    let Some(value) = figure.value else {
        return Cell::Text(numbers.words.say("experiments-too-few"));
    };
    let ends = (figure.low.map(text), figure.high.map(text));
    let bound = |id: &str, end: &str| numbers.words.tell(id, &[("end", Value::Text(end))]);
    let interval = match ends {
        (Some(low), Some(high)) => numbers.between(&low, &high),
        (Some(low), None) => bound("experiments-at-least", &low),
        (None, Some(high)) => bound("experiments-at-most", &high),
        (None, None) => String::new(),
    };
    Cell::Lines(vec![Cell::Number(text(value)), Cell::Text(interval)])
}
