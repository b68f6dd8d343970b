//! The flow of one import, from a file to records.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use shop::{Locale, Timestamp};

use crate::{
    Field, IngestError, Options, Preset, Progress, Record, RecordKind, Rejection, SinkError, Summary,
    columns::{Columns, fields_of},
    conventions,
    formats::{self, ReadError, Row, Rows, Step, csv::CsvRows},
    outlet::{Outlet, Rejects, Sink},
    presets,
    records::{AmountMemo, Assembler, Reading, assembler},
    rejected::{REJECTED_HEADER, RejectedFile},
    source::{Shape, Source, file_name},
};

/// Rows looked at before the first is assembled.
const SAMPLE_ROWS: usize = 1_000;
/// Rows looked at where those do not tell the day from the month.
const SAMPLE_ROWS_MAX: usize = 50_000;

/// Reads a file and hands its records to `sink` in batches of about 1,000 rows. Rows set aside are listed in
/// `<file>.rejected.csv` beside the file or in [`Options::rejected_dir`]; a list of an earlier import is removed.
/// `now` is the current moment: an order that lies days ahead of it is a misread date.
///
/// # Errors
/// [`IngestError`] where the file cannot be read or understood, or `sink` fails. What was handed over before stays.
pub fn import_file(
    path: &Path,
    options: &Options,
    now: Timestamp,
    sink: &mut dyn FnMut(Vec<Record>) -> Result<(), SinkError>,
    progress: &dyn Fn(Progress),
) -> Result<Summary, IngestError> {
    let open = |source| IngestError::Open {
        path: path.to_owned(),
        source,
    };
    let file = File::open(path).map_err(open)?;
    let metadata = file.metadata().map_err(open)?;
    if metadata.is_dir() {
        return Err(open(std::io::ErrorKind::IsADirectory.into()));
    }
    let mut rejected = RejectedFile::of(path, options.rejected_dir.as_deref())?;
    let name = file_name(path);
    let parquet = formats::parquet::is_parquet(&file)
        .map_err(open)?
        .then(|| file.try_clone())
        .transpose();
    let parquet = parquet.map_err(open)?;
    let result = Import {
        name: &name,
        options,
        now,
    }
    .run(
        Input {
            reader: file,
            parquet,
            shape: Shape::of_name(&name),
            bytes_total: Some(metadata.len()),
        },
        sink,
        &mut |rejection| rejected.push(&rejection),
        progress,
    );
    rejected.finish()?;
    result
}

/// Reads an upload as [`import_file`] reads a file. `name` is the file's name or the media type as the
/// sender gives it and tells the format; rows set aside go to `reject`.
///
/// # Errors
/// As [`import_file`]; further [`IngestError::TooLarge`] for Parquet that does not fit in memory.
pub fn import_reader(
    reader: impl Read,
    name: &str,
    options: &Options,
    now: Timestamp,
    sink: &mut dyn FnMut(Vec<Record>) -> Result<(), SinkError>,
    reject: &mut dyn FnMut(Rejection),
    progress: &dyn Fn(Progress),
) -> Result<Summary, IngestError> {
    Import { name, options, now }.run(
        Input {
            reader,
            parquet: None,
            shape: Shape::of_name(name),
            bytes_total: None,
        },
        sink,
        &mut |rejection| {
            reject(rejection);
            Ok(())
        },
        progress,
    )
}

/// What is read.
struct Input<R> {
    reader: R,
    /// The same file where it is Parquet, which is read from its end.
    parquet: Option<File>,
    shape: Option<Shape>,
    bytes_total: Option<u64>,
}

/// Refuses what no import reads: bytes that are no text, and a list that an import wrote.
fn refuse_strange(header: &[String]) -> Result<(), IngestError> {
    let is_text = |name: &String| {
        name.chars()
            .all(|character| !character.is_control() || character.is_whitespace())
    };
    if !header.iter().all(is_text) {
        let is_archive = header[0].starts_with("PK\u{3}\u{4}");
        return Err(IngestError::NotText { is_archive });
    }
    match header.iter().eq(REJECTED_HEADER) {
        true => Err(IngestError::RejectedList),
        false => Ok(()),
    }
}

/// One import.
struct Import<'a> {
    name: &'a str,
    options: &'a Options,
    now: Timestamp,
}

impl Import<'_> {
    fn run(
        &self,
        input: Input<impl Read>,
        sink: Sink<'_>,
        rejects: Rejects<'_>,
        progress: &dyn Fn(Progress),
    ) -> Result<Summary, IngestError> {
        let is_parquet_file = input.parquet.is_some();
        let source = Source::open(input.reader, input.shape, input.bytes_total)
            .map_err(|error| self.stopped(ReadError::Io(error), true, 0))?;
        let compressed = source.compressed;
        let mut outlet = Outlet {
            sink,
            rejects,
            progress,
            bytes_read: source.bytes_read.clone(),
            bytes_total: source.bytes_total,
            summary: Summary::default(),
            batch: Vec::new(),
        };
        let rows = self
            .rows(source, input.parquet)
            .map_err(|error| self.stopped(error, compressed, 0))?;
        let (ended, mut assembler) = self.assemble(rows, &mut outlet)?;
        assembler.finish(&mut outlet.batch);
        if let (true, None, Some(bytes)) = (is_parquet_file, &ended, outlet.bytes_total) {
            // It is read from its end by another handle, which nobody counts.
            outlet
                .bytes_read
                .store(bytes, std::sync::atomic::Ordering::Relaxed);
        }
        outlet.flush_all()?;
        match ended {
            Some(error) => Err(self.stopped(error, compressed, outlet.summary.rows)),
            None if outlet.summary.rows == 0 => Err(IngestError::HeaderOnly),
            None => Ok(outlet.summary),
        }
    }

    /// The file cut into rows.
    fn rows<'r>(&self, source: Source<'r>, parquet: Option<File>) -> Result<Box<dyn Rows + 'r>, ReadError> {
        Ok(match source.shape {
            Shape::Csv => Box::new(CsvRows::open(source.reader)?),
            Shape::JsonLines => Box::new(formats::jsonl::JsonRows::open(source.reader)?),
            Shape::Parquet => match parquet {
                Some(file) => Box::new(formats::parquet::ParquetRows::open(file)?),
                None => Box::new(formats::parquet::ParquetRows::open_in_memory(source.reader)?),
            },
        })
    }

    /// Assembles all rows. An error of reading comes back beside the assembler, which still holds an order.
    fn assemble(
        &self,
        mut rows: Box<dyn Rows + '_>,
        outlet: &mut Outlet<'_>,
    ) -> Result<(Option<ReadError>, Box<dyn Assembler>), IngestError> {
        let (preset, kind, mut columns) = self.understand(rows.header())?;
        self.check_currency(preset, &columns)?;
        for field in columns.absent(kind) {
            if let Some(index) = rows.add_column(field.as_str()) {
                columns.set(field, index);
            }
        }
        let mut sample = Sample::default();
        sample.extend(rows.as_mut(), SAMPLE_ROWS);
        let mut dates = conventions::dates(&sample.rows, &columns, preset, self.options)?;
        if dates.is_none() && !sample.is_complete() {
            sample.extend(rows.as_mut(), SAMPLE_ROWS_MAX);
            dates = conventions::dates(&sample.rows, &columns, preset, self.options)?;
        }
        let dates = dates.ok_or_else(|| conventions::ambiguous(&sample.rows, &columns))?;
        let reading = self.reading(preset, kind, columns, dates, &sample.rows);
        let mut assembler = assembler(reading);
        for step in sample.steps {
            match step {
                Ok(index) => take(&sample.rows[index], assembler.as_mut(), outlet)?,
                Err(bad) => outlet.refuse_bad(bad)?,
            }
        }
        drop(sample.rows);
        let mut row = Row::default();
        let mut ended = sample.ended;
        while ended.is_none() {
            match rows.next(&mut row) {
                Ok(Step::Row) => take(&row, assembler.as_mut(), outlet)?,
                Ok(Step::Bad(bad)) => outlet.refuse_bad(bad)?,
                Ok(Step::End) => ended = Some(None),
                Err(error) => ended = Some(Some(error)),
            }
        }
        Ok((ended.flatten(), assembler))
    }

    /// What the header says: the layout, what the rows stand for, and which column is which field.
    fn understand(&self, header: &[String]) -> Result<(&'static Preset, RecordKind, Columns), IngestError> {
        refuse_strange(header)?;
        let recognised = || presets::recognised(header);
        let preset = self.options.preset.unwrap_or_else(recognised);
        // A layout of orders cannot hold when the caller says that these are customers.
        let preset = match (self.options.kind, preset.kind) {
            (Some(told), Some(own)) if told != own => &presets::GENERIC,
            _ => preset,
        };
        let kind = match self.options.kind.or(preset.kind) {
            Some(kind) => kind,
            None => self.guess(header)?,
        };
        let columns = self.columns(header, preset, kind)?;
        let missing = columns.missing(kind);
        if missing.is_empty() || preset.spans_rows {
            return Ok((preset, kind, columns));
        }
        Err(IngestError::MissingColumns {
            kind,
            missing: missing.join(" and "),
            found: columns.found(),
        })
    }

    /// The first kind, the most specific first, whose columns are all there.
    fn guess(&self, header: &[String]) -> Result<RecordKind, IngestError> {
        const MOST_SPECIFIC_FIRST: [RecordKind; 6] = [
            RecordKind::Links,
            RecordKind::Reviews,
            RecordKind::Events,
            RecordKind::Orders,
            RecordKind::Products,
            RecordKind::Customers,
        ];
        let mut hints = Vec::new();
        for kind in MOST_SPECIFIC_FIRST {
            // A field that this kind does not have is no reason to stop looking.
            let Ok(columns) = self.columns(header, &presets::GENERIC, kind) else {
                continue;
            };
            let missing = columns.missing(kind);
            // Products may have a rating and a text too, but reviews have no price.
            let priced = || ["price", "stock", "category"].map(|name| columns.position(name));
            let is_other = kind == RecordKind::Reviews
                && (!columns.has(Field::ReviewText) || priced().iter().any(Option::is_some));
            if missing.is_empty() && !is_other {
                return Ok(kind);
            }
            let needed = fields_of(kind).iter().filter(|spec| spec.required);
            if needed.clone().any(|spec| columns.has(spec.field)) {
                hints.push(format!(
                    "As {} it lacks {}. ",
                    kind.as_str(),
                    missing.join(" and ")
                ));
            }
        }
        Err(IngestError::UnknownKind {
            found: Columns::new(header).found(),
            hint: hints.concat(),
        })
    }

    fn columns(&self, header: &[String], preset: &Preset, kind: RecordKind) -> Result<Columns, IngestError> {
        let mut columns = Columns::new(header);
        for (field, column) in preset.columns {
            if let (Some(index), false) = (columns.position(column), columns.has(*field)) {
                columns.set(*field, index);
            }
        }
        for (name, column) in &self.options.columns {
            match fields_of(kind).iter().find(|spec| spec.field.as_str() == name) {
                Some(spec) => columns.assign(spec.field, column)?,
                None => return Err(unknown_field(name, kind)),
            }
        }
        columns.find(kind);
        Ok(columns)
    }

    fn currency(&self, preset: &Preset) -> Option<shop::Currency> {
        self.options
            .currency
            .or_else(|| preset.currency.and_then(|code| shop::Currency::new(code).ok()))
    }

    /// Amounts without a currency are found out before the first row, not at every row.
    fn check_currency(&self, preset: &Preset, columns: &Columns) -> Result<(), IngestError> {
        let unnamed = [Field::UnitPrice, Field::Price]
            .into_iter()
            .any(|field| columns.has(field) && columns.currency(field).is_none());
        if unnamed && self.currency(preset).is_none() && !columns.has(Field::Currency) {
            return Err(IngestError::CurrencyNeeded);
        }
        Ok(())
    }

    fn reading(
        &self,
        preset: &'static Preset,
        kind: RecordKind,
        columns: Columns,
        dates: crate::values::Dates,
        sample: &[Row],
    ) -> Reading {
        let is_number = |row: &Row| {
            let id = columns.cell(Field::OrderId, row);
            !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_digit())
        };
        Reading {
            kind,
            preset,
            amounts: AmountMemo::default(),
            has_cancellations: sample.iter().any(is_number),
            decimals: conventions::decimals(sample, &columns, self.options.locale.as_ref()),
            columns,
            dates,
            currency: self.currency(preset),
            locale: self.options.locale.clone().unwrap_or_else(Locale::english),
            now: self.now,
            file_name: self.name.to_owned(),
        }
    }

    fn stopped(&self, error: ReadError, compressed: bool, rows: u64) -> IngestError {
        match error {
            ReadError::Ingest(error) => error,
            ReadError::Parquet(message) => IngestError::Parquet { message, rows },
            ReadError::Io(error) if compressed && error.kind() == std::io::ErrorKind::UnexpectedEof => {
                IngestError::Truncated { rows }
            }
            ReadError::Io(error) if compressed && error.raw_os_error().is_none() => IngestError::Damaged {
                rows,
                message: error.to_string(),
            },
            ReadError::Io(source) => IngestError::Read { rows, source },
        }
    }
}

/// Rows read ahead: the good ones, all in their sequence, and how reading ended if it did.
#[derive(Default)]
struct Sample {
    rows: Vec<Row>,
    steps: Vec<Result<usize, formats::BadRow>>,
    ended: Option<Option<ReadError>>,
}

impl Sample {
    fn extend(&mut self, rows: &mut dyn Rows, rows_max: usize) {
        while self.steps.len() < rows_max && self.ended.is_none() {
            let mut row = Row::default();
            match rows.next(&mut row) {
                Ok(Step::Row) => {
                    self.steps.push(Ok(self.rows.len()));
                    self.rows.push(row);
                }
                Ok(Step::Bad(bad)) => self.steps.push(Err(bad)),
                Ok(Step::End) => self.ended = Some(None),
                Err(error) => self.ended = Some(Some(error)),
            }
        }
    }

    fn is_complete(&self) -> bool {
        self.ended.is_some()
    }
}

fn take(row: &Row, assembler: &mut dyn Assembler, outlet: &mut Outlet<'_>) -> Result<(), IngestError> {
    match assembler.take(row, &mut outlet.batch) {
        Ok(bucket) => outlet.count(bucket),
        Err(refusal) => outlet.refuse(row, refusal),
    }
}

fn unknown_field(field: &str, kind: RecordKind) -> IngestError {
    let known: Vec<&str> = fields_of(kind).iter().map(|spec| spec.field.as_str()).collect();
    IngestError::UnknownField {
        field: field.to_owned(),
        kind,
        known: known.join(", "),
    }
}
