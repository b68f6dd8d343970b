//! CSV in the dialects that shops export: separators `,` `;` tab `|`, quoted cells with line ends inside, mixed line
//! ends, stray quotes.
//!
//! The cells are cut by `csv-core`. The bytes of the row being cut stay in a window of our own, so that a cell whose
//! quote is never closed costs one line, not the rest of the file: the row is given up and reading goes on behind its
//! first line.

use std::io::Read;

use super::{BadRow, ReadError, Row, Rows, Step, row::cut};
use crate::IngestError;

/// Longest row, in bytes. A longer one is always a quote that was never closed.
const ROW_BYTES_MAX: usize = 1 << 20;
/// Most cells of a row.
const CELLS_MAX: usize = 4_096;
/// Bytes read at a time.
const CHUNK_BYTES: usize = 1 << 18;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// A CSV file being cut into rows.
pub(crate) struct CsvRows<R> {
    source: R,
    core: csv_core::Reader,
    window: Window,
    header: Vec<String>,
    cells: Vec<u8>,
    ends: Vec<usize>,
    /// Line on which the unread bytes begin, from 1.
    line: u64,
    /// The byte before the unread ones was a carriage return; a line feed behind it ends no further line.
    after_return: bool,
}

/// Bytes read but not yet handed on.
#[derive(Default)]
struct Window {
    bytes: Vec<u8>,
    start: usize,
    end: usize,
    at_end: bool,
}

/// How cutting one row ended.
enum Cut {
    /// So many bytes of the window and so many cells.
    Record {
        read: usize,
        written: usize,
        cells: usize,
    },
    /// Longer than any row is, or with more cells.
    TooLong,
    End,
}

impl<R: Read> CsvRows<R> {
    /// Reads the header.
    ///
    /// # Errors
    /// [`IngestError::Empty`] where there is none; whatever reading fails with.
    pub fn open(source: R) -> Result<Self, ReadError> {
        let mut rows = Self {
            source,
            core: csv_core::Reader::new(),
            window: Window::default(),
            header: Vec::new(),
            cells: vec![0; 4_096],
            ends: vec![0; 64],
            line: 1,
            after_return: false,
        };
        rows.window.refill(&mut rows.source)?;
        if rows.window.unread().starts_with(BYTE_ORDER_MARK) {
            rows.window.start += BYTE_ORDER_MARK.len();
        }
        let delimiter = rows.delimiter();
        rows.core = csv_core::ReaderBuilder::new().delimiter(delimiter).build();
        let mut first = Row::default();
        match rows.next(&mut first)? {
            Step::Row => {
                rows.header = (0..first.len())
                    .map(|index| first.get(index).to_owned())
                    .collect()
            }
            _ => return Err(IngestError::Empty.into()),
        }
        Ok(rows)
    }

    /// The separator: what Excel's `sep=` line says, else the one that stands most often in the first line.
    fn delimiter(&mut self) -> u8 {
        let unread = self.window.unread();
        let start = unread
            .iter()
            .position(|byte| !is_line_end(*byte))
            .unwrap_or(unread.len());
        let first = unread[start..]
            .split(|byte| is_line_end(*byte))
            .next()
            .unwrap_or_default();
        if let [b's', b'e', b'p', b'=', delimiter] = *first {
            self.window.start += start + first.len();
            return delimiter;
        }
        let mut quoted = false;
        let mut counts = [0_u32; 4];
        for byte in first {
            quoted ^= *byte == b'"';
            if let (false, Some(index)) = (quoted, b",;\t|".iter().position(|candidate| candidate == byte)) {
                counts[index] += 1;
            }
        }
        let most = counts.into_iter().max().unwrap_or_default();
        let index = counts.iter().position(|count| *count == most).unwrap_or_default();
        b",;\t|"[index]
    }

    /// Cuts one row off the window without moving its start.
    fn cut(&mut self) -> std::io::Result<Cut> {
        let (mut read, mut written, mut cells) = (0, 0, 0);
        loop {
            if self.window.unread().len() == read && !self.window.at_end {
                if read > ROW_BYTES_MAX {
                    return Ok(Cut::TooLong);
                }
                self.window.refill(&mut self.source)?;
                continue;
            }
            let input = &self.window.unread()[read..];
            let (result, took, wrote, ended) =
                self.core
                    .read_record(input, &mut self.cells[written..], &mut self.ends[cells..]);
            read += took;
            written += wrote;
            cells += ended;
            match result {
                csv_core::ReadRecordResult::InputEmpty => {}
                csv_core::ReadRecordResult::OutputFull if written >= ROW_BYTES_MAX => {
                    return Ok(Cut::TooLong);
                }
                csv_core::ReadRecordResult::OutputFull => self.cells.resize(self.cells.len() * 2, 0),
                csv_core::ReadRecordResult::OutputEndsFull if cells >= CELLS_MAX => return Ok(Cut::TooLong),
                csv_core::ReadRecordResult::OutputEndsFull => self.ends.resize(self.ends.len() * 2, 0),
                csv_core::ReadRecordResult::Record => return Ok(Cut::Record { read, written, cells }),
                csv_core::ReadRecordResult::End => return Ok(Cut::End),
            }
        }
    }

    /// Moves past `read` bytes and the line ends in them; gives the line on which the first other byte stands.
    fn advance(&mut self, read: usize) -> (u64, u64) {
        let bytes = &self.window.unread()[..read];
        let leading = bytes.iter().take_while(|byte| is_line_end(**byte)).count();
        let (blank, body) = bytes.split_at(leading);
        let first = self.line + line_ends(blank, self.after_return);
        let inner = line_ends(body, false);
        if let Some(last) = bytes.last() {
            self.after_return = *last == b'\r';
        }
        self.line = first + inner;
        self.window.start += read;
        (first, inner)
    }

    /// Gives up the row at the start of the window: only its first line is lost.
    fn give_up(&mut self, reason: String) -> Result<Step, ReadError> {
        self.core.reset();
        let mut text = Vec::new();
        let line = loop {
            let unread = self.window.unread();
            let blank = unread.iter().take_while(|byte| is_line_end(**byte)).count();
            let line_end = unread[blank..].iter().position(|byte| is_line_end(*byte));
            let (length, done) = match line_end {
                Some(length) => (blank + length + 1, true),
                None => (unread.len(), self.window.at_end),
            };
            if text.is_empty() {
                let kept = line_end.unwrap_or(unread.len() - blank).min(ROW_BYTES_MAX);
                text.extend_from_slice(&unread[blank..blank + kept]);
            }
            let (line, _) = self.advance(length);
            if done {
                break line;
            }
            self.window.refill(&mut self.source)?;
        };
        let row = cut(&String::from_utf8_lossy(&text)).into_owned();
        Ok(Step::Bad(BadRow {
            line,
            column: String::new(),
            reason,
            row,
        }))
    }

    /// Whether `cells` cells fit the header; further cells may follow where nothing is in them.
    fn fits(&self, cells: usize, written: usize) -> bool {
        let width = self.header.len();
        match cells.cmp(&width) {
            std::cmp::Ordering::Equal => true,
            std::cmp::Ordering::Greater => width == 0 || self.ends[width - 1] == written,
            std::cmp::Ordering::Less => false,
        }
    }
}

impl<R: Read> Rows for CsvRows<R> {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        let (read, written, cells) = match self.cut()? {
            Cut::End => return Ok(Step::End),
            Cut::TooLong => {
                let reason = format!(
                    "a quote opens here and is not closed within {ROW_BYTES_MAX} bytes; close it or double it"
                );
                return self.give_up(reason);
            }
            Cut::Record { read, written, cells } => (read, written, cells),
        };
        if !self.fits(cells, written) {
            let width = self.header.len();
            let consumed = &self.window.unread()[..read];
            let body = consumed.trim_ascii();
            let reason = match line_ends(body, false) {
                0 => format!("the row has {cells} cells where the header has {width}"),
                _ => format!(
                    "the row has {cells} cells where the header has {width}; a quote may be open or not doubled"
                ),
            };
            return self.give_up(reason);
        }
        let (line, _) = self.advance(read);
        row.start(line);
        row.fill(&self.cells[..written], &self.ends[..cells]);
        Ok(Step::Row)
    }
}

impl Window {
    fn unread(&self) -> &[u8] {
        &self.bytes[self.start..self.end]
    }

    /// Reads on, keeping what is unread.
    fn refill(&mut self, source: &mut impl Read) -> std::io::Result<()> {
        self.bytes.copy_within(self.start..self.end, 0);
        self.end -= self.start;
        self.start = 0;
        if self.bytes.len() < self.end + CHUNK_BYTES {
            self.bytes.resize(self.end + CHUNK_BYTES, 0);
        }
        loop {
            match source.read(&mut self.bytes[self.end..]) {
                Ok(0) => self.at_end = true,
                Ok(count) => self.end += count,
                Err(error) if error.kind() == std::io::ErrorKind::Interrupted => continue,
                Err(error) => return Err(error),
            }
            return Ok(());
        }
    }
}

fn is_line_end(byte: u8) -> bool {
    byte == b'\n' || byte == b'\r'
}

/// How many lines end in `bytes`; `\r\n` ends one.
fn line_ends(bytes: &[u8], after_return: bool) -> u64 {
    // Nearly every row holds one line end only, and counting bytes is what a processor does fastest.
    let marks = bytes.iter().filter(|byte| is_line_end(**byte)).count();
    if marks == 0 || (marks == 1 && !after_return) {
        return marks as u64;
    }
    let mut before = if after_return { b'\r' } else { b' ' };
    let mut lines = 0;
    for byte in bytes {
        lines += u64::from(*byte == b'\r' || (*byte == b'\n' && before != b'\r'));
        before = *byte;
    }
    lines
}
