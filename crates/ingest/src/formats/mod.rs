//! The file formats, one file each. Each cuts its input into [`Row`]s of text cells under a header.

pub(crate) mod csv;
pub(crate) mod jsonl;
pub(crate) mod parquet;
mod row;

pub(crate) use row::{Row, cut_list, quoted};

use crate::IngestError;

/// What a format found next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Step {
    /// The row was filled.
    Row,
    /// There is a row, but it cannot be cut into cells.
    Bad(BadRow),
    /// The input is at its end.
    End,
}

/// A row that cannot be cut into cells.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BadRow {
    pub line: u64,
    pub column: String,
    pub reason: String,
    pub row: String,
}

/// A file being cut into rows.
pub(crate) trait Rows {
    /// The names of the columns, as the file writes them.
    fn header(&self) -> &[String];

    /// Adds a column that rows further on may fill; only formats whose columns may differ from row to row have such.
    fn add_column(&mut self, _name: &str) -> Option<usize> {
        None
    }

    /// Fills `row` with the next row.
    ///
    /// # Errors
    /// [`ReadError`] where nothing further can be read; the rows before it are good.
    fn next(&mut self, row: &mut Row) -> Result<Step, ReadError>;
}

/// Why a file can be read no further.
#[derive(Debug)]
pub(crate) enum ReadError {
    /// The system or the decompressor failed.
    Io(std::io::Error),
    /// The Parquet reader failed.
    Parquet(String),
    /// Found before the first row.
    Ingest(IngestError),
}

impl From<std::io::Error> for ReadError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl From<IngestError> for ReadError {
    fn from(error: IngestError) -> Self {
        Self::Ingest(error)
    }
}
