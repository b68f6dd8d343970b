//! Reading a log from its end: the latest decisions come first, and what lies before them is not read.
//!
//! Records only tell where the next one begins, so a window of the file is read from its first sound record on. Which
//! that is shows by itself: bytes whose length and checksum fit are a record.

use std::{
    fs::File,
    io::{ErrorKind, Read, Seek, SeekFrom},
    ops::ControlFlow,
    path::Path,
};

use super::{
    DecisionId,
    record::{self, Record},
    segment::{self, Bases, HEADER_BYTES, Key},
};
use crate::StoreError;

/// How much of a segment is read at a time, from its end.
const WINDOW_BYTES: u32 = 1 << 20;

/// A record that was found: where it lies, and what names it.
pub struct Logged {
    segment: u32,
    offset: u32,
    key: Key,
}

impl Logged {
    /// Its name.
    pub fn id(&self) -> DecisionId {
        DecisionId::new(self.segment, self.offset, &self.key)
    }
}

/// Visits the records of a log, the latest first, from before `before` on where it is given, until told to stop.
pub(super) fn scan(
    folder: &Path,
    before: Option<(u32, u32)>,
    visit: &mut dyn FnMut(&Logged, &[u8]) -> ControlFlow<()>,
) -> Result<(), StoreError> {
    let numbers = segment::numbers(folder)?.into_iter().rev();
    for number in numbers.filter(|number| before.is_none_or(|(last, _)| *number <= last)) {
        let end = before
            .filter(|(last, _)| *last == number)
            .map(|(_, offset)| offset);
        if scan_segment(folder, number, end, visit)?.is_break() {
            break;
        }
    }
    Ok(())
}

fn scan_segment(
    folder: &Path,
    number: u32,
    end: Option<u32>,
    visit: &mut dyn FnMut(&Logged, &[u8]) -> ControlFlow<()>,
) -> Result<ControlFlow<()>, StoreError> {
    let Some(mut file) = Windows::open(folder, number)? else {
        return Ok(ControlFlow::Continue(()));
    };
    let mut bases = Bases::default();
    let mut end = end.map_or(file.bytes, |end| end.min(file.bytes));
    while end > HEADER_BYTES {
        let (start, records) = file.records_before(end)?;
        for (offset, found) in records.into_iter().rev() {
            let bytes = match found {
                Record::Whole(bytes) => Some(bytes),
                Record::Again {
                    base,
                    position,
                    bytes,
                } => {
                    let base = bases.get(folder, number, base)?;
                    base.and_then(|base| record::replaced(base.to_vec(), position, &bytes))
                }
            };
            let logged = Logged {
                segment: number,
                offset,
                key: file.key,
            };
            if bytes.is_some_and(|bytes| visit(&logged, &bytes).is_break()) {
                return Ok(ControlFlow::Break(()));
            }
        }
        end = start;
    }
    Ok(ControlFlow::Continue(()))
}

/// A segment file that is read in windows.
struct Windows {
    path: std::path::PathBuf,
    file: File,
    key: Key,
    bytes: u32,
}

impl Windows {
    /// Nothing where there is no such file or its header is not complete.
    fn open(folder: &Path, number: u32) -> Result<Option<Self>, StoreError> {
        let path = segment::path(folder, number);
        let io = |error| StoreError::io(&path, &error);
        let mut file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(io(error)),
        };
        let bytes = u32::try_from(file.metadata().map_err(io)?.len()).unwrap_or(u32::MAX);
        let mut header = [0; HEADER_BYTES as usize];
        if !segment::fill(&mut file, &mut header, &path)? {
            return Ok(None);
        }
        let key = Key::from_header(&header);
        Ok(key.map(|key| Self {
            path,
            file,
            key,
            bytes,
        }))
    }

    /// The records that end before `end`, in their order, and where the first of them begins.
    fn records_before(&mut self, end: u32) -> Result<(u32, Vec<(u32, Record)>), StoreError> {
        let mut window = WINDOW_BYTES;
        loop {
            let start = end.saturating_sub(window).max(HEADER_BYTES);
            let buffer = self.read(start, end)?;
            // Where a record is longer than the window, none begins in it and a wider one is looked at.
            let first = match start == HEADER_BYTES {
                true => Some(0),
                false => (0..buffer.len()).find(|&at| record::record_at(&buffer, at).is_some()),
            };
            if let Some(first) = first {
                let first_offset = start + first as u32;
                return Ok((first_offset, records(&buffer, first, start)));
            }
            window = window.saturating_mul(2);
        }
    }

    fn read(&mut self, start: u32, end: u32) -> Result<Vec<u8>, StoreError> {
        let io = |error| StoreError::io(&self.path, &error);
        self.file.seek(SeekFrom::Start(start.into())).map_err(io)?;
        let mut buffer = Vec::with_capacity((end - start) as usize);
        let mut window = (&mut self.file).take(u64::from(end - start));
        window.read_to_end(&mut buffer).map_err(io)?;
        Ok(buffer)
    }
}

/// The sound records that follow each other from `at` on, with where they begin in the file.
fn records(buffer: &[u8], mut at: usize, start: u32) -> Vec<(u32, Record)> {
    let mut records = Vec::new();
    while let Some((record, bytes)) = record::sized_record_at(buffer, at) {
        records.push((start + at as u32, record));
        at += bytes;
    }
    records
}
