//! The offers by one of their sides: where, by whom, what for, or in which language.

use engine::{
    Report,
    measure::{ledger::Deed, reports::BreakdownRow},
};

use crate::{
    charts::{BarRow, Bars, Cell, Drawn},
    pages::{dashboard::figures::Numbers, staff::Words},
    wire::reports::{breakdown_by, rates},
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
        let [rate, _, _] = rates(row);
        let credited = Cell {
            text: numbers.money(row.credits.revenue_minor),
            address: trace(days, side, part, "credited"),
        };
        let clicks = Cell {
            text: numbers.whole(row.deeds.count(Deed::Click)),
            address: trace(days, side, part, "click"),
        };
        let rate = numbers.of_metric("click_through_rate", &rate);
        BarRow {
            label: match side {
                "locale" => language(words, part).into(),
                _ => numbers.part(side, part).into(),
            },
            number: Some(row.credits.revenue_minor as f64),
            interval: None,
            cells: vec![
                credited,
                numbers.whole(row.deeds.count(Deed::Impression)).into(),
                clicks,
                rate.unwrap_or_else(|| "–".to_owned()).into(),
            ],
        }
    };
    let headings = [
        &*format!("overview-by-{side}"),
        "overview-part-bar",
        "dashboard-tile-credited",
        "overview-part-shown",
        "overview-part-clicks",
        "overview-part-rate",
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

/// The rows behind a figure of a part, where they can be asked for by it.
fn trace(days: Option<i32>, side: &str, part: &str, of: &str) -> Option<String> {
    let days = days.filter(|_| ["placement", "recommender"].contains(&side))?;
    let address = format!("/dashboard/trace?days={days}&of={of}");
    let mut query = form_urlencoded::Serializer::new(address);
    Some(query.append_pair(side, part).finish())
}

/// A language by its own name, where there are words in it.
fn language(words: &Words, tag: &str) -> String {
    let texts = words.texts();
    let known = shop::Locale::new(tag).ok().filter(|locale| texts.speaks(locale));
    known.map_or_else(
        || tag.to_owned(),
        |locale| texts.say(&locale, "language-name", &[]),
    )
}
