//! Charts as SVG made on the server: pure functions from numbers and ready texts to HTML, with the same numbers in a
//! table. This is the list of kinds.
//!
//! Widths are shares of the place a chart has, heights are fixed, and texts are never scaled, so that a chart is as
//! readable on a phone as on a desk. Colours, dashes and shades are classes of the page's style sheet. Time runs from
//! left to right in every language; bars grow in the direction of writing.

mod bars;
mod days;
mod heat;
mod scale;
mod thin;

use std::fmt;

use askama::{Template, filters::HtmlSafe};

pub use bars::{BarRow, Bars, Cell};
pub use days::{Days, Line};
pub use heat::Heat;
pub use thin::{Run, by_runs, run_days};

/// The looks that charts need, for pages of their own; the dashboard's style sheet has them too.
pub const STYLE: &str = include_str!("../../templates/charts.css");

/// A chart as HTML. Only templates of this folder make one, and they escape what they are given.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn(String);

impl Drawn {
    fn of(template: &impl Template) -> Self {
        match template.render() {
            Ok(html) => Self(html),
            // Writing to memory cannot fail; a page without one of its charts is still a page.
            Err(error) => {
                tracing::error!(%error, "a chart could not be drawn");
                Self::default()
            }
        }
    }
}

impl fmt::Display for Drawn {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(&self.0)
    }
}

impl HtmlSafe for Drawn {}

/// A text within a drawing, kept in its own direction of writing.
fn isolated(text: &str) -> String {
    format!("\u{2068}{text}\u{2069}")
}

/// A number of an attribute: short, and never one that is not finite.
fn coordinate(number: f64) -> String {
    let number = if number.is_finite() { number } else { 0.0 };
    let text = format!("{number:.2}");
    let text = text.trim_end_matches('0').trim_end_matches('.');
    if text == "-0" {
        "0".to_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests;
