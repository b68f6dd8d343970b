//! The hours of a week as a table, the busier the darker; each hour's number stands in its cell.

use askama::Template;

use super::Drawn;

/// How many shades there are.
const SHADES: f64 = 5.0;

/// The hours of a week.
#[derive(Debug, Clone, Default)]
pub struct Heat {
    /// Unique on the page.
    pub id: String,
    /// What is shown.
    pub caption: String,
    /// What it shows, in a sentence.
    pub fact: String,
    /// The heading of the hours.
    pub hour_heading: String,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// Each row's name, and its numbers with their texts.
    pub rows: Vec<(String, Vec<(f64, String)>)>,
}

#[derive(Template)]
#[template(path = "charts/heat.html")]
struct View<'a> {
    heat: &'a Heat,
    rows: Vec<(&'a str, Vec<(usize, &'a str)>)>,
}

impl Heat {
    /// Draws it.
    pub fn draw(&self) -> Drawn {
        let numbers = self
            .rows
            .iter()
            .flat_map(|(_, cells)| cells.iter().map(|(number, _)| *number));
        let highest = numbers.filter(|number| number.is_finite()).fold(0.0, f64::max);
        let shade = |number: f64| match number.is_finite() && highest > 0.0 && number > 0.0 {
            true => (number / highest * SHADES).ceil() as usize,
            false => 0,
        };
        let cells = |cells: &'_ [(f64, String)]| -> Vec<usize> {
            cells.iter().map(|(number, _)| shade(*number)).collect()
        };
        let rows = self.rows.iter().map(|(name, own)| {
            let texts = own.iter().map(|(_, text)| text.as_str());
            (name.as_str(), cells(own).into_iter().zip(texts).collect())
        });
        Drawn::of(&View {
            heat: self,
            rows: rows.collect(),
        })
    }
}
