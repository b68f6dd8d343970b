//! The ledger's folder: a folder a day, a file a table.
//!
//! `ledger/2026-11-22/day.json` names the day's files and their checksums; it is written last and in one step, so a
//! reader sees a day as it was before or after, and a crash leaves the former.

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Path, PathBuf},
};

use bytes::Bytes;
use measure::ledger::{Cell, Exposure, Line, Placed, Shown, Sold, Touch, Visit, VisitorDay, shown};
use serde::{Deserialize, Serialize};
use shop::Day;
use xxhash_rust::xxh3::xxh3_64;

use super::table::{self, Table};
use crate::{Error, files::write_atomically};

/// Counts the changes of what the tables hold; days of another format are summed up anew.
const FORMAT: u32 = 1;
/// Counts the changes of how rows are made of what is kept: then every day is looked at again, and what nothing is kept
/// of any more stays as it is.
const RULES: u32 = 2;
/// A day that is replaced while it is read is read again, so often.
const TRIES: usize = 3;

/// The rows of a day.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DayRows {
    /// Who was in which arm.
    pub exposures: Vec<Exposure>,
    /// What each visitor did.
    pub visitors: Vec<VisitorDay>,
    /// Clicks and carts by offers.
    pub touches: Vec<Touch>,
    /// Impressions, viewable impressions and dismissals.
    pub seen: Vec<Touch>,
    /// The lines of the orders.
    pub lines: Vec<Line>,
    /// The touches of all visitors in sums.
    pub cells: Vec<Cell>,
    /// Which products were shown in offers of which cell; written from `seen`, whatever stands here.
    pub shown: Vec<Shown>,
    /// Visits: when, and how far they got.
    pub visits: Vec<Visit>,
    /// The orders: when, and whose.
    pub placed: Vec<Placed>,
    /// What was sold of each product.
    pub sold: Vec<Sold>,
}

/// What is known of a day's files.
#[derive(Debug, Default, Serialize, Deserialize)]
struct DayFiles {
    format: u32,
    version: u64,
    /// Checksums by table.
    files: BTreeMap<String, u64>,
}

/// Up to where the shop's memory was summed up.
#[derive(Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    format: u32,
    /// The change of the store.
    pub seq: u64,
    /// What was read of each segment of the decision log.
    pub log: BTreeMap<u32, SegmentRead>,
}

/// What was read of a segment of the decision log.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SegmentRead {
    /// Its bytes then.
    pub bytes: u64,
    /// Where its last sound record ended.
    #[serde(default)]
    pub end: u32,
    /// The first day of its decisions; none where it has none.
    pub first: Option<i32>,
    /// The last one.
    pub last: Option<i32>,
}

impl SegmentRead {
    /// The first and the last day of its decisions.
    pub fn span(&self) -> Option<(Day, Day)> {
        Some((Day(self.first?), Day(self.last?)))
    }
}

/// The ledger's folder.
#[derive(Debug, Clone)]
pub struct LedgerFolder(PathBuf);

impl LedgerFolder {
    /// Names the folder; nothing is touched.
    pub fn new(path: PathBuf) -> Self {
        Self(path)
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// Up to where the ledger is right; from the beginning where nothing is known.
    pub fn progress(&self) -> Progress {
        let text = fs::read(self.0.join("state.json")).unwrap_or_default();
        let progress: Progress = serde_json::from_slice(&text).unwrap_or_default();
        match progress.format {
            RULES => progress,
            _ => Progress::default(),
        }
    }

    /// Notes up to where the ledger is right.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub fn note(&self, mut progress: Progress) -> Result<(), Error> {
        progress.format = RULES;
        write_json(&self.0.join("state.json"), &progress)
    }

    /// Forgets up to where the ledger is right: every day is summed up anew, as far as the log reaches.
    ///
    /// # Errors
    /// [`Error::Io`] where the state cannot be removed.
    pub fn forget_progress(&self) -> Result<(), Error> {
        let path = self.0.join("state.json");
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(&path)(error)),
            _ => Ok(()),
        }
    }

    /// The days that have rows, ascending.
    ///
    /// # Errors
    /// [`Error::Io`] where the folder cannot be read.
    pub fn days(&self) -> Result<Vec<Day>, Error> {
        let entries = match fs::read_dir(&self.0) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
            Err(error) => return Err(Error::io(&self.0)(error)),
        };
        let mut days = Vec::new();
        for entry in entries {
            let name = entry.map_err(Error::io(&self.0))?.file_name();
            days.extend(name.to_str().and_then(day_of));
        }
        days.sort_unstable();
        Ok(days)
    }

    /// A table of a day; empty where the day has none.
    ///
    /// # Errors
    /// [`Error::Ledger`] where it is damaged.
    pub fn read<T: Table>(&self, day: Day, name: &str) -> Result<Vec<T>, Error> {
        let mut failure = None;
        for _ in 0..TRIES {
            let Some(files) = self.files(day) else {
                return Ok(Vec::new());
            };
            let Some(&checksum) = files.files.get(name) else {
                return Ok(Vec::new());
            };
            let path = self.file(day, files.version, name);
            match fs::read(&path) {
                Ok(bytes) if xxh3_64(&bytes) == checksum => {
                    return table::read(Bytes::from(bytes)).map_err(|error| damaged(day, name, error));
                }
                Ok(_) => failure = Some(damaged(day, name, "the checksum is wrong")),
                Err(error) => failure = Some(Error::io(&path)(error)),
            }
        }
        Err(failure.expect("a failed try leaves its failure"))
    }

    /// Which products were shown on a day, in offers of which of its cells. A program before this one kept no such
    /// table: there it is told from what was seen.
    ///
    /// # Errors
    /// [`Error::Ledger`] where it is damaged.
    pub fn read_shown(&self, day: Day, cells: &[Cell]) -> Result<Vec<Shown>, Error> {
        match self.path_of(day, "shown") {
            Some(_) => self.read(day, "shown"),
            None => Ok(shown(cells, &self.read::<Touch>(day, "seen")?)),
        }
    }

    /// Replaces a day's rows.
    ///
    /// # Errors
    /// [`Error::Io`] where they cannot be written; then the former stay.
    pub fn write(&self, day: Day, rows: &DayRows) -> Result<(), Error> {
        let before = self.files(day);
        let version = before.as_ref().map_or(1, |files| files.version + 1);
        let folder = self.folder(day);
        fs::create_dir_all(&folder).map_err(Error::io(&folder))?;
        let mut files = DayFiles {
            format: FORMAT,
            version,
            files: BTreeMap::new(),
        };
        self.put(day, &mut files, "exposures", &rows.exposures)?;
        self.put(day, &mut files, "visitors", &rows.visitors)?;
        self.put(day, &mut files, "touches", &rows.touches)?;
        self.put(day, &mut files, "seen", &rows.seen)?;
        self.put(day, &mut files, "lines", &rows.lines)?;
        self.put(day, &mut files, "cells", &rows.cells)?;
        self.put(day, &mut files, "shown", &shown(&rows.cells, &rows.seen))?;
        self.put(day, &mut files, "visits", &rows.visits)?;
        self.put(day, &mut files, "placed", &rows.placed)?;
        self.put(day, &mut files, "sold", &rows.sold)?;
        write_json(&folder.join("day.json"), &files)?;
        for (name, _) in before.iter().flat_map(|before| &before.files) {
            // Left behind, an old file costs space and nothing else.
            drop(fs::remove_file(self.file(day, version - 1, name)));
        }
        Ok(())
    }

    /// A table without rows has no file.
    fn put<T: Table>(&self, day: Day, files: &mut DayFiles, name: &str, rows: &[T]) -> Result<(), Error> {
        if rows.is_empty() {
            return Ok(());
        }
        let bytes = table::write(rows).map_err(|error| damaged(day, name, error))?;
        let path = self.file(day, files.version, name);
        fs::write(&path, &bytes).map_err(Error::io(&path))?;
        files.files.insert(name.to_owned(), xxh3_64(&bytes));
        Ok(())
    }

    /// Forgets a day that cannot be read.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be removed.
    pub fn forget(&self, day: Day) -> Result<(), Error> {
        let folder = self.folder(day);
        match fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(&folder)(error)),
            _ => Ok(()),
        }
    }

    fn files(&self, day: Day) -> Option<DayFiles> {
        let text = fs::read(self.folder(day).join("day.json")).ok()?;
        let files: DayFiles = serde_json::from_slice(&text).ok()?;
        (files.format == FORMAT).then_some(files)
    }

    /// Whether a day has rows that can be read.
    pub fn has(&self, day: Day) -> bool {
        self.files(day).is_some()
    }

    /// Where a table of a day lies; none where it has no rows.
    pub fn path_of(&self, day: Day, name: &str) -> Option<PathBuf> {
        let files = self.files(day)?;
        files.files.get(name)?;
        Some(self.file(day, files.version, name))
    }

    fn folder(&self, day: Day) -> PathBuf {
        self.0.join(day.to_string())
    }

    fn file(&self, day: Day, version: u64, name: &str) -> PathBuf {
        self.folder(day).join(format!("{version}.{name}.parquet"))
    }
}

fn write_json(path: &Path, content: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_vec(content).expect("numbers and names can be written as JSON");
    write_atomically(path, &text).map_err(Error::io(path))
}

fn damaged(day: Day, name: &str, reason: impl ToString) -> Error {
    Error::Ledger {
        day,
        table: name.to_owned(),
        reason: reason.to_string(),
    }
}

/// The day that a folder is named by.
fn day_of(name: &str) -> Option<Day> {
    let day = Day::parse(name)?;
    (day.to_string() == name).then_some(day)
}
