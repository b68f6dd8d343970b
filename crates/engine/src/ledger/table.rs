//! Tables of the ledger as Parquet files: columns of whole numbers and of texts, which any tool for data reads.

use bytes::Bytes;
use parquet::{
    basic::Compression,
    column::reader::ColumnReader,
    data_type::{ByteArray, ByteArrayType, DoubleType, Int64Type},
    errors::ParquetError,
    file::{
        properties::WriterProperties,
        reader::{FileReader, SerializedFileReader},
        writer::SerializedFileWriter,
    },
    schema::parser::parse_message_type,
};
use std::{io::Write, sync::Arc};

/// The values of a column.
#[derive(Debug, Clone, PartialEq)]
pub enum Column {
    /// Whole numbers.
    Numbers(Vec<i64>),
    /// Texts.
    Texts(Vec<ByteArray>),
    /// Numbers with a fraction.
    Fractions(Vec<f64>),
}

/// The type of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Whole numbers.
    Number,
    /// A moment in milliseconds since 1970, UTC.
    Moment,
    /// Texts.
    Text,
    /// Numbers with a fraction.
    Fraction,
}

/// Rows that are kept as a table.
pub trait Table: Sized {
    /// The table's name: the file's stem.
    const NAME: &'static str;
    /// The columns' names and types.
    const COLUMNS: &'static [(&'static str, Kind)];
    /// The rows as columns, in the order of [`Table::COLUMNS`].
    fn columns(rows: &[Self]) -> Vec<Column>;
    /// The rows of columns; none where they say what no row says, and of a table that is given out and never read.
    fn rows(_columns: Columns) -> Option<Vec<Self>> {
        None
    }
}

/// The columns of a file, taken one after the other.
pub struct Columns {
    columns: std::vec::IntoIter<Column>,
    /// How many rows there are.
    pub count: usize,
}

impl Columns {
    /// The next column, of numbers.
    pub fn numbers(&mut self) -> Option<Vec<i64>> {
        match self.columns.next()? {
            Column::Numbers(numbers) => Some(numbers),
            _ => None,
        }
    }

    /// The next column, of texts.
    pub fn texts(&mut self) -> Option<Vec<ByteArray>> {
        match self.columns.next()? {
            Column::Texts(texts) => Some(texts),
            _ => None,
        }
    }
}

/// A text of a column.
pub fn text(value: &ByteArray) -> Option<&str> {
    std::str::from_utf8(value.data()).ok()
}

fn schema<T: Table>() -> String {
    let column = |(name, kind): &(&str, Kind)| match kind {
        Kind::Number => format!("required int64 {name};"),
        Kind::Moment => format!("required int64 {name} (timestamp(millis,true));"),
        Kind::Text => format!("required binary {name} (string);"),
        Kind::Fraction => format!("required double {name};"),
    };
    let columns: Vec<String> = T::COLUMNS.iter().map(column).collect();
    format!("message {} {{ {} }}", T::NAME, columns.join(" "))
}

/// The bytes of a file with these rows.
///
/// # Errors
/// [`ParquetError`] where the library refuses what it is given; a fault of this program.
pub fn write<T: Table>(rows: &[T]) -> Result<Vec<u8>, ParquetError> {
    let mut file = writer::<T, _>(Vec::new())?;
    put_group(&mut file, rows)?;
    file.into_inner()
}

/// A file of a table without rows yet.
///
/// # Errors
/// As [`write`], and where `to` cannot be written.
pub fn writer<T: Table, To: Write + Send>(to: To) -> Result<SerializedFileWriter<To>, ParquetError> {
    let schema = Arc::new(parse_message_type(&schema::<T>())?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::SNAPPY)
        .build();
    SerializedFileWriter::new(to, schema, Arc::new(properties))
}

/// Adds rows to a file, together.
///
/// # Errors
/// As [`writer`].
pub fn put_group<T: Table, To: Write + Send>(
    file: &mut SerializedFileWriter<To>,
    rows: &[T],
) -> Result<(), ParquetError> {
    let mut group = file.next_row_group()?;
    for values in T::columns(rows) {
        let Some(mut column) = group.next_column()? else {
            break;
        };
        match values {
            Column::Numbers(numbers) => {
                column.typed::<Int64Type>().write_batch(&numbers, None, None)?;
            }
            Column::Texts(texts) => {
                column.typed::<ByteArrayType>().write_batch(&texts, None, None)?;
            }
            Column::Fractions(fractions) => {
                column.typed::<DoubleType>().write_batch(&fractions, None, None)?;
            }
        }
        column.close()?;
    }
    group.close()?;
    Ok(())
}

/// The rows of a file, whose checksum is known to be right.
///
/// # Errors
/// [`ParquetError`] where the file is of another table.
pub fn read<T: Table>(bytes: Bytes) -> Result<Vec<T>, ParquetError> {
    let reader = SerializedFileReader::new(bytes)?;
    let mut columns = vec![Column::Numbers(Vec::new()); T::COLUMNS.len()];
    for (column, (_, kind)) in columns.iter_mut().zip(T::COLUMNS) {
        if *kind == Kind::Text {
            *column = Column::Texts(Vec::new());
        }
    }
    let mut count = 0;
    for group in 0..reader.num_row_groups() {
        let group = reader.get_row_group(group)?;
        let rows = usize::try_from(group.metadata().num_rows()).unwrap_or_default();
        count += rows;
        for (at, values) in columns.iter_mut().enumerate() {
            match (group.get_column_reader(at)?, values) {
                (ColumnReader::Int64ColumnReader(mut column), Column::Numbers(numbers)) => {
                    while numbers.len() < count && column.read_records(rows, None, None, numbers)?.0 > 0 {}
                }
                (ColumnReader::ByteArrayColumnReader(mut column), Column::Texts(texts)) => {
                    while texts.len() < count && column.read_records(rows, None, None, texts)?.0 > 0 {}
                }
                _ => return Err(foreign::<T>()),
            }
        }
    }
    let length = |column: &Column| match column {
        Column::Numbers(numbers) => numbers.len(),
        Column::Texts(texts) => texts.len(),
        Column::Fractions(fractions) => fractions.len(),
    };
    if columns.iter().any(|column| length(column) != count) {
        return Err(foreign::<T>());
    }
    let columns = Columns {
        columns: columns.into_iter(),
        count,
    };
    T::rows(columns).ok_or_else(foreign::<T>)
}

fn foreign<T: Table>() -> ParquetError {
    ParquetError::General(format!("this is no table of {}", T::NAME))
}
