//! Parquet, read row by row. A group of columns is flattened (`device.category`); a list or a map becomes JSON text in
//! its cell, for whoever reads that cell.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::panic::{AssertUnwindSafe, catch_unwind};

use bytes::Bytes;
use parquet::basic::{ConvertedType, Repetition};
use parquet::errors::ParquetError;
use parquet::file::reader::{ChunkReader, FileReader, SerializedFileReader};
use parquet::record::{Field, reader::RowIter};
use parquet::schema::types::Type;

use super::{ReadError, Row, Rows, Step};
use crate::IngestError;

/// Largest upload held in memory, in bytes.
const UPLOAD_BYTES_MAX: u64 = 256 << 20;

/// A Parquet file being cut into rows.
pub(crate) struct ParquetRows {
    header: Vec<String>,
    columns: Vec<Column>,
    rows: RowIter<'static>,
    number: u64,
}

/// Whether a file begins as Parquet does; its position is put back.
pub(crate) fn is_parquet(mut file: &File) -> std::io::Result<bool> {
    let mut first = [0; 4];
    let is_parquet = match file.read_exact(&mut first) {
        Ok(()) => first == *b"PAR1",
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => false,
        Err(error) => return Err(error),
    };
    file.seek(SeekFrom::Start(0))?;
    Ok(is_parquet)
}

impl ParquetRows {
    /// Reads the schema of a file.
    ///
    /// # Errors
    /// [`ReadError::Parquet`].
    pub fn open(file: File) -> Result<Self, ReadError> {
        Self::of(file)
    }

    /// Reads an upload into memory, as the schema stands at its end.
    ///
    /// # Errors
    /// [`IngestError::TooLarge`], [`ReadError::Parquet`].
    pub fn open_in_memory(reader: impl Read) -> Result<Self, ReadError> {
        let mut bytes = Vec::new();
        reader.take(UPLOAD_BYTES_MAX + 1).read_to_end(&mut bytes)?;
        if bytes.len() as u64 > UPLOAD_BYTES_MAX {
            return Err(IngestError::TooLarge {
                bytes_max: UPLOAD_BYTES_MAX,
            }
            .into());
        }
        Self::of(Bytes::from(bytes))
    }

    fn of(source: impl ChunkReader + 'static) -> Result<Self, ReadError> {
        let reader = guarded(|| SerializedFileReader::new(source))?;
        let schema = reader.metadata().file_metadata().schema_descr().root_schema();
        let mut header = Vec::new();
        let columns = schema
            .get_fields()
            .iter()
            .map(|field| Column::of(field, "", &mut header))
            .collect();
        let rows = RowIter::from_file_into(Box::new(reader));
        Ok(Self {
            header,
            columns,
            rows,
            number: 0,
        })
    }
}

impl Rows for ParquetRows {
    fn header(&self) -> &[String] {
        &self.header
    }

    fn next(&mut self, row: &mut Row) -> Result<Step, ReadError> {
        let Some(read) = guarded(|| self.rows.next().transpose())? else {
            return Ok(Step::End);
        };
        self.number += 1;
        row.start(self.number);
        for (column, (_, field)) in self.columns.iter().zip(read.get_column_iter()) {
            column.push(Some(field), row);
        }
        Ok(Step::Row)
    }
}

/// The shape of a column: one cell, or those of a group.
enum Column {
    Cell,
    Group(Vec<Column>),
}

impl Column {
    /// The shape of a type; the names of its cells go to `header`.
    fn of(field: &Type, prefix: &str, header: &mut Vec<String>) -> Self {
        let name = format!("{prefix}{}", field.name());
        let info = field.get_basic_info();
        let repeats = info.has_repetition() && info.repetition() == Repetition::REPEATED;
        if !field.is_group() || repeats || info.converted_type() != ConvertedType::NONE {
            header.push(name);
            return Self::Cell;
        }
        let prefix = format!("{name}.");
        Self::Group(
            field
                .get_fields()
                .iter()
                .map(|inner| Self::of(inner, &prefix, header))
                .collect(),
        )
    }

    /// Appends the cells of a value; of one that is not there, empty ones.
    fn push(&self, field: Option<&Field>, row: &mut Row) {
        match (self, field) {
            (Self::Cell, Some(field)) => row.push(&text(field)),
            (Self::Cell, None) => row.push(""),
            (Self::Group(columns), Some(Field::Group(group))) => {
                for (column, (_, inner)) in columns.iter().zip(group.get_column_iter()) {
                    column.push(Some(inner), row);
                }
            }
            (Self::Group(columns), _) => columns.iter().for_each(|column| column.push(None, row)),
        }
    }
}

/// A value as the text of a cell.
fn text(field: &Field) -> String {
    match field {
        Field::Null => String::new(),
        Field::Str(text) => text.clone(),
        Field::Bytes(bytes) => String::from_utf8_lossy(bytes.data()).into_owned(),
        Field::Float(number) => number.to_string(),
        Field::Double(number) => number.to_string(),
        Field::TimestampMillis(ms) => ms.to_string(),
        Field::TimestampMicros(us) => us.div_euclid(1_000).to_string(),
        Field::Group(_) | Field::ListInternal(_) | Field::MapInternal(_) => json(field).to_string(),
        other => other.to_string(),
    }
}

/// A value as JSON: what cells hold in which something is nested.
fn json(field: &Field) -> serde_json::Value {
    match field {
        Field::Null => serde_json::Value::Null,
        Field::Bool(flag) => (*flag).into(),
        Field::Group(group) => group
            .get_column_iter()
            .map(|(name, inner)| (name.clone(), json(inner)))
            .collect(),
        Field::ListInternal(list) => list.elements().iter().map(json).collect(),
        Field::MapInternal(map) => map
            .entries()
            .iter()
            .map(|(key, value)| (text(key), json(value)))
            .collect(),
        other => text(other).into(),
    }
}

/// Runs a step of the Parquet reader, which panics where a damaged file contradicts itself; here that is an error like
/// any other. The reader is not used again after it.
fn guarded<T>(step: impl FnOnce() -> Result<T, ParquetError>) -> Result<T, ReadError> {
    match catch_unwind(AssertUnwindSafe(step)) {
        Ok(result) => result.map_err(|error| ReadError::Parquet(error.to_string())),
        Err(_) => Err(ReadError::Parquet(
            "its pages contradict its schema; the file is damaged".to_owned(),
        )),
    }
}
