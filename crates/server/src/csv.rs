//! Comma-separated values as RFC 4180 writes them, and safe to open in a spreadsheet: a text that would be read as a
//! formula is not one any more.

/// Characters that make a spreadsheet take a cell for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// One cell.
#[derive(Debug, Clone, PartialEq)]
pub enum Cell {
    /// A text, from whomever; an apostrophe goes before it where it would be read as a formula.
    Text(String),
    /// A number that was written here; it may begin with a minus.
    Number(String),
    /// Nothing is known.
    Empty,
}

impl Cell {
    /// A text.
    pub fn text(text: impl Into<String>) -> Self {
        Self::Text(text.into())
    }

    /// A number.
    pub fn number(number: impl ToString) -> Self {
        Self::Number(number.to_string())
    }

    /// A text that may be missing.
    pub fn optional(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Empty, Self::text)
    }

    fn write(&self, line: &mut String) {
        match self {
            Self::Empty => {}
            Self::Number(number) => line.push_str(number),
            Self::Text(text) => {
                let defused = if text.starts_with(FORMULA) { "'" } else { "" };
                if text.contains(['"', ',', '\r', '\n']) {
                    line.push_str(&format!("\"{defused}{}\"", text.replace('"', "\"\"")));
                } else {
                    line.push_str(defused);
                    line.push_str(text);
                }
            }
        }
    }
}

/// A header and its rows.
#[derive(Debug, Clone, PartialEq)]
pub struct Csv {
    header: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
}

impl Csv {
    /// No rows yet.
    pub fn new(header: &[&'static str]) -> Self {
        Self {
            header: header.to_vec(),
            rows: Vec::new(),
        }
    }

    /// Adds a row.
    pub fn row(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.header.len(), "{:?}", self.header);
        self.rows.push(cells);
    }

    /// The whole file; lines end as the format says, with CR and LF.
    pub fn text(&self) -> String {
        let mut text = self.header.join(",");
        text.push_str("\r\n");
        for row in &self.rows {
            for (column, cell) in row.iter().enumerate() {
                if column > 0 {
                    text.push(',');
                }
                cell.write(&mut text);
            }
            text.push_str("\r\n");
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_quoted_and_formulas_defused() {
        let mut csv = Csv::new(&["what", "number", "who"]);
        let hostile = [
            "=1+1",
            "+x",
            "-2",
            "@SUM(A1)",
            "\tx",
            "plain",
            "a, \"b\"",
            "=HYPERLINK(\"x\",1)",
            "two\nlines",
        ];
        for text in hostile {
            csv.row(vec![Cell::text(text), Cell::number(-3), Cell::Empty]);
        }
        let expect = "what,number,who\r\n'=1+1,-3,\r\n'+x,-3,\r\n'-2,-3,\r\n'@SUM(A1),-3,\r\n'\tx,-3,\r\nplain,-3,\r\n\
                      \"a, \"\"b\"\"\",-3,\r\n\"'=HYPERLINK(\"\"x\"\",1)\",-3,\r\n\"two\nlines\",-3,\r\n";
        assert_eq!(csv.text(), expect);
    }
}
