//! How a product sells: units by day or week with the calm lines, and what the chart tells besides.

use engine::{
    Sales, SalesOf, SalesQuery,
    measure::sales::{ChartPoint, Step},
};
use shop::Day;

use super::PATH;
use crate::{
    charts::{Days, Drawn, Line, Run},
    errors::Problem,
    i18n::Value,
    pages::dashboard::{Visit, figures::Span},
};

/// Most of each sort of thing that a chart tells in sentences, the latest.
const SENTENCES: usize = 3;

/// The chart and what it tells.
pub(super) struct Sold {
    pub chart: Option<Drawn>,
    pub steps: Vec<Span>,
    pub sentences: Vec<String>,
    pub as_of: String,
}

pub(super) fn sold(visit: &Visit<'_>, id: &str) -> Result<Sold, Problem> {
    let known = Step::ALL.map(Step::as_str);
    let step = match visit.call.word("chart", &known)?.as_deref() {
        Some("week") => Step::Week,
        _ => Step::Day,
    };
    let query = SalesQuery {
        of: SalesOf::Product(id.to_owned()),
        from: None,
        to: None,
        step,
    };
    let told = visit.call.app.engine.prepared_sales(&query, visit.call.now)?;
    let steps = Step::ALL.map(|one| Span {
        name: visit.words.say(&format!("products-sales-{}", one.as_str())),
        address: format!("{}#sales", visit.with(PATH, "chart", one.as_str())),
        chosen: one == step,
    });
    Ok(Sold {
        chart: chart(visit, &told.answer),
        steps: steps.into(),
        sentences: sentences(visit, &told.answer),
        as_of: visit.as_of(&told),
    })
}

/// The chart; none where nothing was sold.
fn chart(visit: &Visit<'_>, sales: &Sales) -> Option<Drawn> {
    let (units, orders, revenue) = sales.chart.totals();
    if units == 0 && orders == 0 {
        return None;
    }
    let (words, numbers) = (&visit.words, visit.numbers());
    // Averages are told by the day; drawn over weeks they are those of a week.
    let days = match sales.step {
        Step::Day => 1.0,
        Step::Week => 7.0,
    };
    let points = &sales.chart.points;
    let line = |id: &str, number: &dyn Fn(&ChartPoint) -> Option<f64>| Line {
        name: words.say(id),
        numbers: points.iter().map(number).collect(),
    };
    let day = |point: &ChartPoint| {
        numbers.run(&Run {
            first: point.first,
            last: point.last,
            sum: (),
        })
    };
    let number = |number: f64| numbers.decimal(number, 1);
    let (units, orders, revenue) = (
        numbers.whole(units),
        numbers.whole(orders),
        numbers.money(revenue),
    );
    let values = [
        ("units", Value::Text(&units)),
        ("orders", Value::Text(&orders)),
        ("revenue", Value::Text(&revenue)),
    ];
    let chart = Days {
        id: "sold",
        caption: words.say(&format!("products-sales-{}-caption", sales.step.as_str())),
        fact: words.tell("products-sales-fact", &values),
        day_heading: words.say("figures-day"),
        table_name: words.say("figures-table"),
        days: points.iter().map(day).collect(),
        lines: vec![
            line("products-sales-short", &|point| {
                point.average_short.map(|mean| mean * days)
            }),
            line("products-sales-long", &|point| {
                point.average_long.map(|mean| mean * days)
            }),
        ],
        volume: Some(line("products-sales-units", &|point| Some(point.units as f64))),
        number: &number,
    };
    Some(chart.draw())
}

/// Where the course turned, which days do not fit, and when it was missing; the latest first.
fn sentences(visit: &Visit<'_>, sales: &Sales) -> Vec<String> {
    let (words, numbers, chart) = (&visit.words, visit.numbers(), &sales.chart);
    let since = |id: &str, day: Day| {
        let day = numbers.day(day);
        words.tell(id, &[("day", Value::Text(&day))])
    };
    let turns = chart
        .crossovers
        .iter()
        .rev()
        .map(|(day, turn)| since(&format!("products-turn-{}", turn.direction.as_str()), *day));
    let spikes = chart.spikes.iter().rev().map(|(day, units, spike)| {
        let (day, usual) = (numbers.day(*day), numbers.decimal(spike.usual, 1));
        let values = [
            ("day", Value::Text(&day)),
            ("units", Value::Number(*units)),
            ("usual", Value::Text(&usual)),
        ];
        words.tell("products-spike", &values)
    });
    let missing = chart.dry_spells.iter().rev().map(|(day, spell)| {
        let day = numbers.day(*day);
        let values = [
            ("day", Value::Text(&day)),
            ("days", Value::Number(spell.days as u64)),
        ];
        words.tell("products-missing", &values)
    });
    let turns = turns.take(SENTENCES);
    turns
        .chain(spikes.take(SENTENCES))
        .chain(missing.take(SENTENCES))
        .collect()
}
