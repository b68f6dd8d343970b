//! Bars by category, with whiskers from where to where a number may be: a table with a bar in each row, so that the
//! numbers stand beside what is drawn. A funnel is one whose rows are its stations.

use askama::Template;

use super::{Drawn, coordinate, scale::Scale};

/// Half the height of a whisker's ends, of a row of 20.
const WHISKER: (&str, &str) = ("6", "14");

/// A text of a row, which may lead somewhere.
#[derive(Debug, Clone, Default)]
pub struct Cell {
    /// What stands there.
    pub text: String,
    /// Where it leads.
    pub address: Option<String>,
    /// Which way it runs, where that is known better than by its first letter.
    pub way: Option<&'static str>,
}

impl Cell {
    /// Which way it runs, as HTML says it.
    fn way(&self) -> &'static str {
        self.way.unwrap_or("auto")
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        Self {
            text,
            ..Self::default()
        }
    }
}

/// A row with its bar.
#[derive(Debug, Clone, Default)]
pub struct BarRow {
    /// What it stands for.
    pub label: Cell,
    /// How long the bar is; none where it cannot be told.
    pub number: Option<f64>,
    /// From where to where the number may be.
    pub interval: Option<(f64, f64)>,
    /// What is written in the further columns.
    pub cells: Vec<Cell>,
}

/// Bars by category.
#[derive(Debug, Clone, Default)]
pub struct Bars {
    /// Unique on the page.
    pub id: String,
    /// What is drawn.
    pub caption: String,
    /// What it shows, in a sentence; empty where there is nothing to add.
    pub fact: String,
    /// Headings: of the labels, of the bars, and of the further columns.
    pub headings: Vec<String>,
    /// The rows.
    pub rows: Vec<BarRow>,
}

#[derive(Template)]
#[template(path = "charts/bars.html")]
struct View<'a> {
    bars: &'a Bars,
    rows: Vec<(&'a BarRow, Option<Drawing>)>,
}

/// What is drawn in a row, in shares of its width.
struct Drawing {
    zero: String,
    goes_below_zero: bool,
    x: String,
    width: String,
    whisker: Option<(String, String)>,
    above: &'static str,
    below: &'static str,
}

impl Bars {
    /// Draws them.
    pub fn draw(&self) -> Drawn {
        let numbers = self.rows.iter().flat_map(|row| {
            let ends = row.interval.into_iter().flat_map(|(low, high)| [low, high]);
            row.number.into_iter().chain(ends)
        });
        let scale = Scale::tight(numbers);
        let rows = self.rows.iter().map(|row| (row, drawing(row, &scale)));
        Drawn::of(&View {
            bars: self,
            rows: rows.collect(),
        })
    }
}

fn drawing(row: &BarRow, scale: &Scale) -> Option<Drawing> {
    let number = row.number.filter(|number| number.is_finite())?;
    let percent = |number: f64| scale.share(number) * 100.0;
    let (zero, end) = (percent(0.0), percent(number));
    let interval = row
        .interval
        .filter(|(low, high)| low.is_finite() && high.is_finite());
    Some(Drawing {
        zero: coordinate(zero),
        goes_below_zero: scale.goes_below_zero(),
        x: coordinate(zero.min(end)),
        width: coordinate((zero - end).abs()),
        whisker: interval.map(|(low, high)| (coordinate(percent(low)), coordinate(percent(high)))),
        above: WHISKER.0,
        below: WHISKER.1,
    })
}
