//! The offers by one of their sides: where, by whom, what for, or in which language.

use engine::{
    Report,
    measure::{ledger::Deed, reports::BreakdownRow},
};

use crate::{
    charts::{BarRow, Bars, Cell, Drawn},
    pages::dashboard::figures::{Numbers, group_name},
    wire::{
        figures::Figure,
        reports::{attach_rate, breakdown_by, rates},
    },
};

/// Most parts that are shown; the rest are in the file to take along.
const PARTS_MAX: usize = 25;

/// What each part is credited with, with `days` leading to the rows behind it; none where no offer was shown.
pub(super) fn chart(numbers: &Numbers<'_>, report: &Report, side: &str, days: Option<i32>) -> Option<Drawn> {
    let words = numbers.words;
    let breakdown = breakdown_by(report, side);
    let mut parts: Vec<(&String, &BreakdownRow)> = breakdown.rows.iter().collect();
    parts.sort_by_key(|(_, row)| std::cmp::Reverse(row.credits.revenue_minor));
    parts.truncate(PARTS_MAX);
    let row = |(part, row): (&String, &BreakdownRow)| {
        let label = match side {
            "locale" => group_name(words, side, part, &[]),
            _ => numbers.part(side, part),
        };
        BarRow {
            label: label.into(),
            number: Some(row.credits.revenue_minor as f64),
            interval: None,
            cells: cells(numbers, row, &|of| trace(days, side, part, of)),
        }
    };
    let headings = [
        &*format!("overview-by-{side}"),
        "overview-part-bar",
        "dashboard-tile-credited",
        "overview-part-shown",
        "overview-part-seen",
        "overview-part-clicks",
        "overview-part-rate",
        "overview-part-seen-rate",
        "overview-part-orders",
        "overview-part-attach",
        "overview-part-coverage",
    ];
    let bars = Bars {
        id: format!("by-{side}"),
        caption: words.say(&format!("overview-by-{side}-caption")),
        fact: String::new(),
        headings: headings.map(|id| words.say(id)).into(),
        rows: parts.into_iter().map(row).collect(),
    };
    (!bars.rows.is_empty()).then(|| bars.draw())
}

/// What is told of a part; `trace` leads to the rows behind a figure.
fn cells(numbers: &Numbers<'_>, row: &BreakdownRow, trace: &dyn Fn(&str) -> Option<String>) -> Vec<Cell> {
    let traced = |text: String, of: &str| Cell {
        text,
        address: trace(of),
        way: None,
    };
    let counted = |deed: Deed| traced(numbers.whole(row.deeds.count(deed)), deed.as_str());
    let rate = |figure: &Figure| {
        let told = numbers.of_metric("click_through_rate", figure);
        Cell::from(told.unwrap_or_else(|| "–".to_owned()))
    };
    let [clicks, clicks_seen, _] = rates(row);
    let covered = row.covered.share().map(|share| numbers.percent(share));
    vec![
        traced(numbers.money(row.credits.revenue_minor), "credited"),
        counted(Deed::Impression),
        counted(Deed::Viewable),
        counted(Deed::Click),
        rate(&clicks),
        rate(&clicks_seen),
        traced(numbers.whole(row.orders), "orders_with_offers"),
        rate(&attach_rate(row)),
        traced(covered.unwrap_or_else(|| "–".to_owned()), "coverage"),
    ]
}

/// The rows behind a figure of a part.
fn trace(days: Option<i32>, side: &str, part: &str, of: &str) -> Option<String> {
    let address = format!("/dashboard/trace?days={}&of={of}", days?);
    let mut query = form_urlencoded::Serializer::new(address);
    Some(query.append_pair(side, part).finish())
}
