//! The overview as one page that needs nothing else: for a file, for printing, for sending to somebody.

use std::sync::Arc;

use askama::Template;
use engine::{Report, VisitorSide};
use shop::Locale;

use super::{Row, Tile, breakdown, caused, groups, left_out, sums};
use crate::{
    charts::Drawn,
    i18n::Texts,
    pages::{dashboard::figures::Numbers, staff::Words},
    wire::reports::SIDES,
};

#[derive(Template)]
#[template(path = "dashboard/paper.html")]
struct View<'a> {
    words: &'a Words,
    shop: &'a str,
    days: String,
    caused: String,
    caused_about: String,
    caused_chart: Option<Drawn>,
    tiles: Vec<Tile>,
    sold: Option<Drawn>,
    parts: Vec<Drawn>,
    metrics: Vec<Row>,
    left_out: Vec<Tile>,
}

/// A report as an HTML file that needs nothing else, in the language of `locale`; `shop` is the shop's name. Of a
/// report with the visitors by arm it also tells of these.
///
/// # Errors
/// [`askama::Error`] where it cannot be written to memory.
pub fn report_page(
    report: &Report,
    texts: Arc<Texts>,
    locale: &Locale,
    shop: &str,
) -> Result<String, askama::Error> {
    let words = Words::spoken(texts, locale);
    let numbers = Numbers {
        words: &words,
        currency: report.currency,
    };
    let (caused, caused_about) = caused(&numbers, report);
    let parts = SIDES
        .iter()
        .filter_map(|side| breakdown::chart(&numbers, report, side, None));
    let arms = groups::chart(&numbers, report, VisitorSide::Arm, &[], None);
    View {
        shop,
        days: numbers.between(&numbers.day(report.query.from), &numbers.day(report.query.to)),
        caused,
        caused_about,
        caused_chart: sums::caused(&numbers, report),
        tiles: sums::tiles(&numbers, report, None),
        sold: sums::sold(&numbers, report),
        parts: parts.chain(arms).collect(),
        metrics: sums::metrics(&numbers, report, None),
        left_out: left_out(&numbers, report, None),
        words: &words,
    }
    .render()
}
