//! A row of text cells, its memory reused from row to row.

use std::borrow::Cow;

/// Longest text of a row kept for the list of rejected rows, in characters.
const WRITTEN_CHARS_MAX: usize = 2_000;

/// The cells of one row. They lie in one text, one behind the other.
#[derive(Debug, Clone, Default)]
pub(crate) struct Row {
    /// Physical line on which the row begins, from 1; for Parquet the number of the row.
    pub line: u64,
    text: String,
    ends: Vec<usize>,
    /// A row whose format is not cells keeps its own text here.
    written: Option<String>,
}

impl Row {
    /// Empties the row and says where the next one stands.
    pub fn start(&mut self, line: u64) {
        self.line = line;
        self.text.clear();
        self.ends.clear();
        self.written = None;
    }

    /// Appends a cell.
    pub fn push(&mut self, cell: &str) {
        self.text.push_str(cell);
        self.ends.push(self.text.len());
    }

    /// Appends all cells at once from bytes that lie one behind the other.
    ///
    /// A row that is not UTF-8 is read as Windows-1252, of which Latin-1 is a part: text in those encodings is
    /// practically never valid UTF-8 by chance. Each row decides for itself, so that one stray byte in a large
    /// file does not spoil the others.
    pub fn fill(&mut self, bytes: &[u8], ends: &[usize]) {
        match std::str::from_utf8(bytes) {
            Ok(text) if bytes.is_ascii() || ends.iter().all(|&end| text.is_char_boundary(end)) => {
                self.text.push_str(text);
                self.ends.extend_from_slice(ends);
            }
            _ => {
                let mut start = 0;
                for &end in ends {
                    let (cell, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes[start..end]);
                    self.push(&cell);
                    start = end;
                }
            }
        }
    }

    /// Keeps the row as the file writes it, where that is not cells.
    pub fn keep_written(&mut self, text: &str) {
        self.written = Some(cut(text).into_owned());
    }

    /// How many cells there are.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// A cell, trimmed; empty where there is none.
    pub fn get(&self, index: usize) -> &str {
        let Some(&end) = self.ends.get(index) else {
            return "";
        };
        let start = match index {
            0 => 0,
            _ => self.ends[index - 1],
        };
        let cell = &self.text[start..end];
        // Hardly any cell needs trimming, and looking at its two ends says so.
        match cell.as_bytes() {
            [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic() => cell,
            _ => cell.trim(),
        }
    }

    /// The row as text for the list of rejected rows.
    pub fn as_written(&self) -> String {
        if let Some(written) = &self.written {
            return written.clone();
        }
        let cells: Vec<Cow<'_, str>> = (0..self.len()).map(|index| quoted(self.get(index))).collect();
        cut(&cells.join(",")).into_owned()
    }
}

/// A cell as CSV writes it.
pub(crate) fn quoted(cell: &str) -> Cow<'_, str> {
    if cell.contains([',', '"', '\n', '\r']) {
        Cow::Owned(format!("\"{}\"", cell.replace('"', "\"\"")))
    } else {
        Cow::Borrowed(cell)
    }
}

/// The text without what goes past [`WRITTEN_CHARS_MAX`].
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    match text.char_indices().nth(WRITTEN_CHARS_MAX) {
        Some((index, _)) => Cow::Owned(format!("{}…", &text[..index])),
        None => Cow::Borrowed(text),
    }
}

/// Names as a list for messages, cut after the first forty.
pub(crate) fn cut_list(names: &[&str]) -> String {
    const NAMES_MAX: usize = 40;
    let shown: Vec<String> = names
        .iter()
        .take(NAMES_MAX)
        .map(|name| name.chars().take(40).collect())
        .collect();
    match names.len().checked_sub(NAMES_MAX) {
        Some(more) if more > 0 => format!("{} and {more} more", shown.join(", ")),
        _ => shown.join(", "),
    }
}
