//! Why an import stopped. A bad row is no error; see [`crate::Rejection`].

use std::path::PathBuf;

use crate::RecordKind;

/// An error of whoever receives the records.
pub type SinkError = Box<dyn std::error::Error + Send + Sync>;

/// Why an import stopped. Rows handed over before it stay handed over.
#[derive(Debug, thiserror::Error)]
pub enum IngestError {
    /// The file cannot be opened or read.
    #[error("cannot read {}: {source}", path.display())]
    Open {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Reading failed in the middle.
    #[error("reading failed after {rows} rows, which were kept: {source}")]
    Read {
        /// Rows read before.
        rows: u64,
        /// What the system said.
        source: std::io::Error,
    },
    /// A compressed file ends too early.
    #[error(
        "the compressed file ends too early: it is truncated. The {rows} rows before the cut were kept; \
         copy the file again and import it again, nothing will count twice"
    )]
    Truncated {
        /// Rows read before the cut.
        rows: u64,
    },
    /// A compressed file is damaged.
    #[error(
        "the compressed file is damaged: {message}. The {rows} rows before the damage were kept; \
         copy the file again and import it again, nothing will count twice"
    )]
    Damaged {
        /// Rows read before the damage.
        rows: u64,
        /// What the decompressor said.
        message: String,
    },
    /// Nothing in it.
    #[error("the file is empty; export it again and check that it has a header line and rows")]
    Empty,
    /// A header and nothing below.
    #[error("the file has a header but no rows below it; export it again")]
    HeaderOnly,
    /// A JSON array instead of lines.
    #[error(
        "the file is one JSON array; write one object a line, for example with: jq -c '.[]' in.json > out.jsonl"
    )]
    JsonArray,
    /// A list of rows that were set aside, as an import writes it.
    #[error(
        "this lists rows that were set aside, and of an order it holds only some lines. Correct the rows in the file \
         they came from, and import that again: what is stored already does not count twice"
    )]
    RejectedList,
    /// Bytes that are no text.
    #[error(
        "this is {}. CSV, JSON Lines and Parquet are read, also packed with gzip or Zstandard",
        if *.is_archive { "an Excel workbook or a ZIP archive: save its sheet as CSV, or unpack it" } else { "no text" }
    )]
    NotText {
        /// Whether it begins as workbooks and archives do.
        is_archive: bool,
    },
    /// No kind of record fits the columns.
    #[error(
        "cannot tell what this file holds: its columns are {found}. {hint}Say what it is with \
         --kind ({kinds}) and name columns with --map field=column",
        kinds = RecordKind::ALL.map(RecordKind::as_str).join(", ")
    )]
    UnknownKind {
        /// The columns found.
        found: String,
        /// What each likely kind lacks, each sentence with a blank behind it.
        hint: String,
    },
    /// Columns that the kind needs are absent.
    #[error(
        "a file of {kind} needs {missing}, and no column was recognised as that; the columns are {found}. \
         Name them with --map field=column",
        kind = kind.as_str()
    )]
    MissingColumns {
        /// The kind being read.
        kind: RecordKind,
        /// The fields without a column.
        missing: String,
        /// The columns found.
        found: String,
    },
    /// `--map` names a field that does not exist.
    #[error("there is no field '{field}' in a file of {kind}; the fields are {known}", kind = kind.as_str())]
    UnknownField {
        /// The name given.
        field: String,
        /// The kind being read.
        kind: RecordKind,
        /// The fields of that kind.
        known: String,
    },
    /// `--map` names a column that the file does not have.
    #[error("the file has no column '{column}'; its columns are {found}")]
    UnknownColumn {
        /// The name given.
        column: String,
        /// The columns found.
        found: String,
    },
    /// Amounts without a currency.
    #[error("the file has amounts but names no currency; add one, for example --currency EUR")]
    CurrencyNeeded,
    /// `02/03/2024`, and nothing tells which is the month.
    #[error(
        "column '{column}' has dates such as '{example}', and nothing in the first {rows} rows tells the day from \
         the month; add --date-format \"%d/%m/%Y\" or --date-format \"%m/%d/%Y\" (with %H:%M where there is a time)"
    )]
    AmbiguousDates {
        /// The column.
        column: String,
        /// One of its dates.
        example: String,
        /// How many rows were looked at.
        rows: usize,
    },
    /// `--date-format` cannot be understood.
    #[error(
        "the date format '{format}' cannot be understood: {message}; write for example \"%d/%m/%Y %H:%M\""
    )]
    DateFormat {
        /// The format given.
        format: String,
        /// What is wrong.
        message: String,
    },
    /// A Parquet file that cannot be read.
    #[error("this Parquet file cannot be read: {message}. {rows} rows before the fault were kept")]
    Parquet {
        /// What is wrong.
        message: String,
        /// Rows read before.
        rows: u64,
    },
    /// An upload that has to be held in memory is too large.
    #[error("a Parquet upload may have at most {bytes_max} bytes; import a larger file from disk")]
    TooLarge {
        /// The bound, in bytes.
        bytes_max: u64,
    },
    /// The list of rejected rows cannot be written.
    #[error("cannot write the rejected rows to {}: {source}", path.display())]
    RejectedFile {
        /// Where to.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Whoever receives the records refused them.
    #[error("the records could not be stored: {0}")]
    Sink(#[source] SinkError),
}
