//! The visitors by one of their sides: what they are worth, how they buy, or in which arm they are.

use engine::{Report, SegmentLearnt, VisitorSide, measure::reports::Group};

use crate::{
    charts::{BarRow, Bars, Cell, Drawn},
    pages::dashboard::figures::{Numbers, group_name},
    wire::{figures::Figure, reports::USUAL_METRICS},
};

/// By which of their sides visitors are shown; their language is that of the offers they saw, which are shown by it.
pub(super) const SHOWN: [VisitorSide; 3] = [VisitorSide::Tier, VisitorSide::Segment, VisitorSide::Arm];
/// What the bars are of.
const DRAWN: &str = "margin_per_visitor";

/// What each group brings, with `days` leading to the rows behind it; none where nobody came.
pub(super) fn chart(
    numbers: &Numbers<'_>,
    report: &Report,
    side: VisitorSide,
    segments: &[SegmentLearnt],
    days: Option<i32>,
) -> Option<Drawn> {
    let words = numbers.words;
    let row = |group: &Group| {
        let trace = |of: &str| {
            let address = format!("/dashboard/trace?days={}&of={of}", days?);
            let mut query = form_urlencoded::Serializer::new(address);
            Some(query.append_pair(side.as_str(), &group.name).finish())
        };
        let told = |id: &str| {
            let figure = group.metrics.iter().find(|figure| figure.metric.id == id);
            figure.map(|figure| Figure::of_metric(figure, report.currency))
        };
        let metric = |id: &&str| {
            let number = told(id).and_then(|figure| numbers.of_metric(id, &figure));
            Cell {
                address: number.as_ref().and_then(|_| trace(id)),
                text: number.unwrap_or_else(|| "–".to_owned()),
                way: None,
            }
        };
        let drawn = told(DRAWN);
        let mut cells = vec![
            Cell {
                text: numbers.whole(group.visitors),
                address: trace("visitors"),
                way: None,
            },
            Cell {
                text: numbers.whole(group.sums.orders.into()),
                address: trace("orders"),
                way: None,
            },
        ];
        cells.extend(USUAL_METRICS.iter().map(metric));
        BarRow {
            label: group_name(words, side.as_str(), &group.name, segments).into(),
            number: drawn.and_then(|figure| figure.value),
            interval: drawn.and_then(|figure| figure.low.zip(figure.high)),
            cells,
        }
    };
    let named = |name: &str| words.say(&format!("overview-by-{}{name}", side.as_str()));
    let own = [
        "overview-group-bar",
        "dashboard-tile-visitors",
        "dashboard-tile-orders",
    ];
    let mut headings = vec![named("")];
    headings.extend(own.map(|id| words.say(id)));
    headings.extend(USUAL_METRICS.map(|id| numbers.part("metric", id)));
    let bars = Bars {
        id: format!("by-{}", side.as_str()),
        caption: named("-caption"),
        fact: String::new(),
        headings,
        rows: report.groups.iter().map(row).collect(),
    };
    (!bars.rows.is_empty()).then(|| bars.draw())
}
