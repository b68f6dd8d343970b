//! Columns that line up, whatever the script of their cells.

use unicode_width::UnicodeWidthStr;

/// Spaces between two columns.
const GAP: &str = "  ";
/// Opens and closes a stretch of text whose direction its own letters decide.
const ISOLATE: (char, char) = ('\u{2068}', '\u{2069}');

/// A table with a heading.
#[derive(Debug)]
pub struct Table {
    heading: Vec<String>,
    rows: Vec<Vec<String>>,
    numeric: Vec<usize>,
}

impl Table {
    /// A table without rows.
    pub fn new<S: AsRef<str>>(heading: &[S]) -> Self {
        Self {
            heading: heading.iter().map(|name| name.as_ref().to_owned()).collect(),
            rows: Vec::new(),
            numeric: Vec::new(),
        }
    }

    /// Aligns these columns, counted from 0, at their right end.
    #[must_use]
    pub fn numeric(mut self, columns: &[usize]) -> Self {
        self.numeric = columns.to_vec();
        self
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<String>) {
        self.rows.push(cells.iter().map(|cell| isolated(cell)).collect());
    }

    /// The table as text, without a line end at its end. `paint` is given the heading's line.
    pub fn render(&self, paint: impl Fn(&str) -> String) -> String {
        let mut lines = vec![paint(&self.line(&self.heading))];
        lines.extend(self.rows.iter().map(|row| self.line(row)));
        lines.join("\n")
    }

    fn line(&self, cells: &[String]) -> String {
        let padded = cells.iter().enumerate().map(|(column, cell)| {
            let space = " ".repeat(self.width(column).saturating_sub(cell.width()));
            if self.numeric.contains(&column) {
                format!("{space}{cell}")
            } else {
                format!("{cell}{space}")
            }
        });
        padded.collect::<Vec<_>>().join(GAP).trim_end().to_owned()
    }

    fn width(&self, column: usize) -> usize {
        let cells = self.rows.iter().filter_map(|row| row.get(column));
        let widest = cells.map(|cell| cell.width()).max().unwrap_or(0);
        widest.max(self.heading.get(column).map_or(0, |name| name.width()))
    }
}

/// Makes sure that text written right to left does not turn the rest of the line around. Text without such letters
/// is freed of isolates instead: it does not need them, and some terminals show them as boxes.
pub fn isolated(text: &str) -> String {
    let bare: String = text
        .chars()
        .filter(|&letter| letter != ISOLATE.0 && letter != ISOLATE.1)
        .collect();
    if bare.chars().any(is_right_to_left) {
        format!("{}{text}{}", ISOLATE.0, ISOLATE.1)
    } else {
        bare
    }
}

/// Whether a letter is of a script written right to left: Hebrew, Arabic and their neighbours, and their
/// presentation forms.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(rows: &[[&str; 2]], expect: &str) {
        let mut table = Table::new(&["Title", "Price"]).numeric(&[1]);
        for row in rows {
            table.row(row.iter().map(|cell| (*cell).to_owned()).collect());
        }
        assert_eq!(table.render(str::to_owned), expect);
    }

    #[test]
    fn columns_line_up() {
        check(
            &[["Lampă", "9.99"], ["テレビ", "1,299.00"]],
            "Title      Price\nLampă       9.99\nテレビ  1,299.00",
        );
        check(&[], "Title  Price");
    }

    #[test]
    fn right_to_left_text_is_kept_apart_and_other_text_left_bare() {
        check(
            &[["کابل", "۹"]],
            "Title  Price\n\u{2068}کابل\u{2069}       \u{2068}۹\u{2069}",
        );
        assert_eq!(isolated("with \u{2068}Kettle\u{2069}"), "with Kettle");
    }
}
