//! The list of rows that were set aside: `<file>.rejected.csv`, written only where there are any.

use std::fs::File;
use std::io::{BufWriter, Read, Write};
use std::path::{Path, PathBuf};

use crate::{
    IngestError, Rejection,
    formats::{Row, Rows, Step, csv::CsvRows, quoted},
    source::file_name,
};

/// The columns of the list.
pub(crate) const REJECTED_HEADER: [&str; 4] = ["line", "column", "reason", "row"];

/// A list that comes into being with its first row.
pub(crate) struct RejectedFile {
    path: PathBuf,
    file: Option<BufWriter<File>>,
}

impl RejectedFile {
    /// The list of `imported`, beside it or in `folder`; one of an earlier import is removed.
    pub fn of(imported: &Path, folder: Option<&Path>) -> Result<Self, IngestError> {
        let name = format!("{}.rejected.csv", file_name(imported));
        let path = match folder {
            Some(folder) => folder.join(name),
            None => imported.with_file_name(name),
        };
        match std::fs::remove_file(&path) {
            Err(source) if source.kind() != std::io::ErrorKind::NotFound => {
                Err(IngestError::RejectedFile { path, source })
            }
            _ => Ok(Self { path, file: None }),
        }
    }

    /// Appends a row.
    pub fn push(&mut self, rejection: &Rejection) -> Result<(), IngestError> {
        self.write(rejection).map_err(|source| IngestError::RejectedFile {
            path: self.path.clone(),
            source,
        })
    }

    fn write(&mut self, rejection: &Rejection) -> std::io::Result<()> {
        if self.file.is_none() {
            let mut file = BufWriter::new(File::create(&self.path)?);
            writeln!(file, "{}", REJECTED_HEADER.join(","))?;
            self.file = Some(file);
        }
        let Some(file) = &mut self.file else {
            return Ok(());
        };
        let Rejection {
            line,
            column,
            reason,
            row,
        } = rejection;
        writeln!(
            file,
            "{line},{},{},{}",
            quoted(column),
            quoted(reason),
            quoted(row)
        )
    }

    /// Makes sure that everything is written.
    pub fn finish(&mut self) -> Result<(), IngestError> {
        let flushed = self.file.as_mut().map_or(Ok(()), Write::flush);
        flushed.map_err(|source| IngestError::RejectedFile {
            path: self.path.clone(),
            source,
        })
    }
}

/// The first `rows_max` rows of a list of rejected rows; none where it is no such list.
pub fn read_rejections(list: impl Read, rows_max: usize) -> Vec<Rejection> {
    let mut rejections = Vec::new();
    let Ok(mut rows) = CsvRows::open(list) else {
        return rejections;
    };
    let mut row = Row::default();
    while rejections.len() < rows_max && matches!(rows.next(&mut row), Ok(Step::Row)) {
        let Ok(line) = row.get(0).parse() else {
            break;
        };
        let cell = |index| row.get(index).to_owned();
        rejections.push(Rejection {
            line,
            column: cell(1),
            reason: cell(2),
            row: cell(3),
        });
    }
    rejections
}
