//! The rows behind a figure as a table, and what they come to.

use engine::{Trace, TraceRow};
use server::wire::reports::visitor;
use shop::{Currency, Money};

use crate::{context::Context, table::Table, words};

/// A column: its heading, whether a row has something there, and what.
type Column<'a> = (
    &'static str,
    fn(&TraceRow) -> bool,
    Box<dyn Fn(&TraceRow) -> String + 'a>,
);

/// The rows, with the columns that any of them has, and what they come to.
pub fn table(of: &str, trace: &Trace, currency: Currency, context: &Context) -> String {
    let value = |number: i64| match trace.is_money {
        true => words::money(Money::new(number, currency)),
        false => words::signed(number),
    };
    let mut told = summed_up(of, trace, &value);
    if trace.rows.is_empty() {
        return told.join("\n");
    }
    let columns = columns(&value);
    let is_used = |column: &&Column<'_>| trace.rows.iter().any(column.1);
    let used: Vec<&Column<'_>> = columns.iter().filter(is_used).collect();
    let headings: Vec<&str> = used.iter().map(|(heading, _, _)| *heading).collect();
    let numeric: Vec<usize> = (0..used.len())
        .filter(|at| ["Adds", "By", "Before", "By before"].contains(&headings[*at]))
        .collect();
    let mut table = Table::new(&headings).numeric(&numeric);
    for row in &trace.rows {
        table.row(used.iter().map(|(_, _, cell)| cell(row)).collect());
    }
    if trace.rows.len() as u64 != trace.count
        && let Some(last) = told.last_mut()
    {
        let shown = words::count(trace.rows.len() as u64);
        last.push_str(&format!(" {shown} are shown here; --limit shows more."));
    }
    format!(
        "{}\n\n{}",
        table.render(|line| context.style.bold(line)),
        told.join("\n")
    )
}

/// What the rows come to, in sentences.
fn summed_up(of: &str, trace: &Trace, value: &dyn Fn(i64) -> String) -> Vec<String> {
    let rows = words::counted(trace.count, "row", "rows");
    if !trace.arms.is_empty() {
        let arm = |arm: &engine::TracedArm| {
            let visitors = words::counted(arm.count, "visitor", "visitors");
            format!(
                "{}: {} by {} of {visitors}.",
                arm.arm,
                value(arm.value),
                words::signed(arm.base)
            )
        };
        let mut told: Vec<String> = trace.arms.iter().map(arm).collect();
        told.push(
            "What was caused is the difference of their means, after what the same visitors did before is \
             allowed for."
                .to_owned(),
        );
        return told;
    }
    let sum = value(trace.value);
    match trace.base {
        Some(base) if base > 0 => {
            let ratio = trace.value as f64 / base as f64;
            let ratio = match trace.is_money {
                true => value(ratio.round() as i64),
                false => format!("{ratio:.4}"),
            };
            vec![format!(
                "{rows}: {of} is {sum} by {}, which makes {ratio}.",
                words::signed(base)
            )]
        }
        _ => vec![format!("{rows}, together {sum}.")],
    }
}

fn columns<'a>(value: &'a dyn Fn(i64) -> String) -> Vec<Column<'a>> {
    let number = |number: Option<i64>| number.map(words::signed).unwrap_or_default();
    vec![
        (
            "When",
            |row| row.at.is_some(),
            Box::new(|row| row.at.map(words::minute).unwrap_or_default()),
        ),
        (
            "Visitor",
            |row| row.visitor.is_some(),
            Box::new(|row| row.visitor.map(visitor).unwrap_or_default()),
        ),
        (
            "Product",
            |row| row.product.is_some(),
            Box::new(|row| row.product.clone().unwrap_or_default()),
        ),
        (
            "Order",
            |row| row.order.is_some(),
            Box::new(|row| row.order.clone().unwrap_or_default()),
        ),
        (
            "Group",
            |row| row.group.is_some(),
            Box::new(|row| row.group.clone().unwrap_or_default()),
        ),
        ("Adds", |_| true, Box::new(move |row| value(row.value))),
        (
            "By",
            |row| row.base.is_some(),
            Box::new(move |row| number(row.base)),
        ),
        (
            "Before",
            |row| row.before.is_some_and(|before| before.0 != 0),
            Box::new(move |row| value(row.before.map_or(0, |before| before.0))),
        ),
        (
            "By before",
            |row| row.before.is_some_and(|before| before.1 != 0),
            Box::new(move |row| number(row.before.map(|before| before.1))),
        ),
        (
            "Where",
            |row| row.offer.is_some(),
            Box::new(|row| of_offer(row, |offer| offer.placement.to_string())),
        ),
        (
            "Whose word",
            |row| row.offer.is_some(),
            Box::new(|row| of_offer(row, |offer| offer.recommender.clone())),
        ),
        (
            "Touched",
            |row| row.offer.is_some(),
            Box::new(|row| of_offer(row, |offer| words::minute(offer.at))),
        ),
        (
            "Decision",
            |row| row.offer.is_some(),
            Box::new(|row| of_offer(row, |offer| offer.decision.clone())),
        ),
    ]
}

fn of_offer(row: &TraceRow, cell: impl Fn(&engine::TracedOffer) -> String) -> String {
    row.offer.as_ref().map(cell).unwrap_or_default()
}
