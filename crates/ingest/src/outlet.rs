//! Handing records over in batches, and setting bad rows aside.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::{
    IngestError, Progress, Record, Rejection, SinkError, Summary,
    formats::{BadRow, Row},
    records::Refusal,
    summary::Bucket,
};

/// Rows after which the records so far are handed over.
const BATCH_ROWS: u64 = 1_000;

/// Where records go.
pub(crate) type Sink<'a> = &'a mut dyn FnMut(Vec<Record>) -> Result<(), SinkError>;
/// Where rejections go.
pub(crate) type Rejects<'a> = &'a mut dyn FnMut(Rejection) -> Result<(), IngestError>;

/// The way out of an import.
pub(crate) struct Outlet<'a> {
    pub sink: Sink<'a>,
    pub rejects: Rejects<'a>,
    pub progress: &'a dyn Fn(Progress),
    pub bytes_read: Arc<AtomicU64>,
    pub bytes_total: Option<u64>,
    pub summary: Summary,
    pub batch: Vec<Record>,
}

impl Outlet<'_> {
    /// Counts a row and hands the batch over when it is large enough.
    pub fn count(&mut self, bucket: Bucket) -> Result<(), IngestError> {
        self.summary.count(bucket);
        if self.summary.rows.is_multiple_of(BATCH_ROWS) {
            self.flush()
        } else {
            Ok(())
        }
    }

    /// Sets a row aside whose cells are wrong.
    pub fn refuse(&mut self, row: &Row, refusal: Refusal) -> Result<(), IngestError> {
        self.reject(Rejection {
            line: row.line,
            column: refusal.column,
            reason: refusal.reason,
            row: row.as_written(),
        })
    }

    /// Sets a row aside that could not be cut into cells.
    pub fn refuse_bad(&mut self, bad: BadRow) -> Result<(), IngestError> {
        self.reject(Rejection {
            line: bad.line,
            column: bad.column,
            reason: bad.reason,
            row: bad.row,
        })
    }

    fn reject(&mut self, rejection: Rejection) -> Result<(), IngestError> {
        (self.rejects)(rejection)?;
        self.count(Bucket::Rejected)
    }

    /// Hands over what there is.
    pub fn flush(&mut self) -> Result<(), IngestError> {
        self.summary.bytes = self.bytes_read.load(Ordering::Relaxed);
        if !self.batch.is_empty() {
            let batch = std::mem::take(&mut self.batch);
            self.batch.reserve(batch.len());
            self.summary.records += batch.len() as u64;
            self.summary.orders += batch
                .iter()
                .filter(|record| matches!(record, Record::Order(_)))
                .count() as u64;
            (self.sink)(batch).map_err(IngestError::Sink)?;
        }
        (self.progress)(Progress {
            bytes_read: self.summary.bytes,
            bytes_total: self.bytes_total,
            rows: self.summary.rows,
        });
        Ok(())
    }

    /// Hands over in batches even where many records come at once, as at the end of a file.
    pub fn flush_all(&mut self) -> Result<(), IngestError> {
        let records = std::mem::take(&mut self.batch);
        let mut records = records.into_iter().peekable();
        while records.peek().is_some() {
            self.batch = records.by_ref().take(BATCH_ROWS as usize).collect();
            self.flush()?;
        }
        self.flush()
    }
}
