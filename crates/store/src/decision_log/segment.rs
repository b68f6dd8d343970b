//! One file of the log: a header with its key, then records.

use std::{
    fs::{File, OpenOptions},
    io::{BufReader, ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use rustc_hash::FxHashMap;
use sha2::{Digest, Sha256};

use super::{
    DecisionId,
    record::{self, Header, RECORD_HEADER_BYTES, Record},
};
use crate::StoreError;

/// Eight bytes that name the format and its version, then the key.
const MAGIC: &[u8; 8] = b"ALSDLOG2";
/// The format before: its records are all whole.
const MAGIC_WHOLE: &[u8; 8] = b"ALSDLOG1";
const KEY_BYTES: usize = 32;
pub(super) const HEADER_BYTES: u32 = (MAGIC.len() + KEY_BYTES) as u32;
/// Bytes of earlier records kept at hand while a segment is scanned: many are given again and again, those of a busy
/// shop's last seconds all the time.
const BASES_BYTES_MAX: usize = 8 << 20;

/// What a segment's names are proved with.
#[derive(Clone, Copy)]
pub(super) struct Key([u8; KEY_BYTES]);

impl Key {
    pub(super) fn random() -> Result<Self, StoreError> {
        let mut key = [0; KEY_BYTES];
        getrandom::fill(&mut key).map_err(|error| StoreError::Fault(error.to_string()))?;
        Ok(Self(key))
    }

    pub(super) fn header(&self) -> Vec<u8> {
        [MAGIC.as_slice(), &self.0].concat()
    }

    pub(super) fn from_header(header: &[u8; HEADER_BYTES as usize]) -> Option<Self> {
        let (magic, key) = header.split_at(MAGIC.len());
        (magic == MAGIC || magic == MAGIC_WHOLE)
            .then(|| key.try_into().ok().map(Self))
            .flatten()
    }

    /// Eight bytes nobody can compute without the key.
    pub(super) fn check(&self, segment: u32, offset: u32, number: u64) -> u64 {
        let hash = Sha256::new()
            .chain_update(self.0)
            .chain_update(segment.to_le_bytes())
            .chain_update(offset.to_le_bytes())
            .chain_update(number.to_le_bytes())
            .finalize();
        hash.iter()
            .take(8)
            .fold(0, |check, byte| check << 8 | u64::from(*byte))
    }
}

pub(super) fn path(folder: &Path, number: u32) -> PathBuf {
    folder.join(format!("decisions-{number:010}.log"))
}

/// The numbers of the segments there are, ascending.
pub(super) fn numbers(folder: &Path) -> Result<Vec<u32>, StoreError> {
    let io = |error| StoreError::io(folder, &error);
    let mut numbers = Vec::new();
    for entry in std::fs::read_dir(folder).map_err(io)? {
        let name = entry.map_err(io)?.file_name();
        let number = name
            .to_str()
            .and_then(|name| name.strip_prefix("decisions-")?.strip_suffix(".log"));
        numbers.extend(number.and_then(|number| number.parse::<u32>().ok()));
    }
    numbers.sort_unstable();
    Ok(numbers)
}

/// Keeps other processes out of the folder as long as the file lives.
pub(super) fn lock(folder: &Path) -> Result<File, StoreError> {
    let path = folder.join("lock");
    let open = OpenOptions::new()
        .create(true)
        .truncate(false)
        .write(true)
        .open(&path);
    let file = open.map_err(|error| StoreError::io(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(std::fs::TryLockError::WouldBlock) => Err(StoreError::Busy),
        Err(std::fs::TryLockError::Error(error)) => Err(StoreError::io(&path, &error)),
    }
}

/// Reads the record of an id from disk; nothing where the segment or record is gone or the id was not given by it.
pub(super) fn read(folder: &Path, id: &DecisionId) -> Result<Option<Record>, StoreError> {
    let Some(mut segment) = OpenSegment::open(folder, id.segment())? else {
        return Ok(None);
    };
    if *id != DecisionId::new(id.segment(), id.offset(), &segment.key) {
        return Ok(None);
    }
    segment.record_at(id.offset())
}

/// Reads the record that begins at an offset which another record names.
pub(super) fn read_at(folder: &Path, number: u32, offset: u32) -> Result<Option<Record>, StoreError> {
    match OpenSegment::open(folder, number)? {
        Some(mut segment) => segment.record_at(offset),
        None => Ok(None),
    }
}

/// Visits every sound record from `from` on, where an earlier visit ended, or from the beginning; where this one ended.
pub(super) fn scan(
    folder: &Path,
    number: u32,
    from: u32,
    visit: &mut dyn FnMut(DecisionId, &[u8]),
) -> Result<u32, StoreError> {
    let Some(mut segment) = OpenSegment::open(folder, number)? else {
        return Ok(from);
    };
    segment.go_to(from.max(HEADER_BYTES))?;
    let mut bases = Bases::default();
    loop {
        let id = DecisionId::new(number, segment.offset, &segment.key);
        match segment.next_record()? {
            Some(Record::Whole(bytes)) => visit(id, &bytes),
            Some(Record::Again {
                base,
                position,
                bytes,
            }) => {
                let base = bases.get(folder, number, base)?;
                if let Some(bytes) = base.and_then(|base| record::replaced(base.to_vec(), position, &bytes)) {
                    visit(id, &bytes);
                }
            }
            None => return Ok(segment.offset),
        }
    }
}

/// Records that others of a segment give again.
#[derive(Default)]
pub(super) struct Bases {
    segment: Option<OpenSegment>,
    kept: FxHashMap<u32, Vec<u8>>,
    kept_bytes: usize,
}

impl Bases {
    pub(super) fn get(
        &mut self,
        folder: &Path,
        number: u32,
        offset: u32,
    ) -> Result<Option<&[u8]>, StoreError> {
        if !self.kept.contains_key(&offset)
            && let Some(bytes) = self.read(folder, number, offset)?
        {
            if self.kept_bytes > BASES_BYTES_MAX {
                (self.kept, self.kept_bytes) = Default::default();
            }
            self.kept_bytes += bytes.len();
            self.kept.insert(offset, bytes);
        }
        Ok(self.kept.get(&offset).map(Vec::as_slice))
    }

    fn read(&mut self, folder: &Path, number: u32, offset: u32) -> Result<Option<Vec<u8>>, StoreError> {
        if self.segment.is_none() {
            self.segment = OpenSegment::open(folder, number)?;
        }
        let Some(segment) = &mut self.segment else {
            return Ok(None);
        };
        match segment.record_at(offset)? {
            Some(Record::Whole(bytes)) => Ok(Some(bytes)),
            _ => Ok(None),
        }
    }
}

/// A segment file that is read from its beginning.
struct OpenSegment {
    path: PathBuf,
    file: BufReader<File>,
    key: Key,
    offset: u32,
    file_bytes: u64,
}

impl OpenSegment {
    /// Nothing where there is no such file or its header is not complete.
    fn open(folder: &Path, number: u32) -> Result<Option<Self>, StoreError> {
        let path = path(folder, number);
        let file = match File::open(&path) {
            Ok(file) => file,
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&path, &error)),
        };
        let file_bytes = file
            .metadata()
            .map_err(|error| StoreError::io(&path, &error))?
            .len();
        let mut file = BufReader::new(file);
        let mut header = [0; HEADER_BYTES as usize];
        if !fill(&mut file, &mut header, &path)? {
            return Ok(None);
        }
        let key = Key::from_header(&header);
        Ok(key.map(|key| Self {
            path,
            file,
            key,
            offset: HEADER_BYTES,
            file_bytes,
        }))
    }

    /// The record that begins at `offset`.
    fn record_at(&mut self, offset: u32) -> Result<Option<Record>, StoreError> {
        self.go_to(offset)?;
        self.next_record()
    }

    fn go_to(&mut self, offset: u32) -> Result<(), StoreError> {
        self.offset = offset;
        let moved = self.file.seek(SeekFrom::Start(offset.into()));
        moved
            .map(drop)
            .map_err(|error| StoreError::io(&self.path, &error))
    }

    /// The next record, nothing at the end or where the rest is torn.
    fn next_record(&mut self) -> Result<Option<Record>, StoreError> {
        let mut header = [0; RECORD_HEADER_BYTES as usize];
        if !fill(&mut self.file, &mut header, &self.path)? {
            return Ok(None);
        }
        let header = Header::parse(&header);
        let end = u64::from(self.offset) + u64::from(RECORD_HEADER_BYTES) + header.length as u64;
        // A torn length may claim gigabytes; the file knows better.
        let Ok(end) = u32::try_from(end).map_err(drop).and_then(|end| {
            if u64::from(end) <= self.file_bytes {
                Ok(end)
            } else {
                Err(())
            }
        }) else {
            return Ok(None);
        };
        let mut bytes = vec![0; header.length];
        if !fill(&mut self.file, &mut bytes, &self.path)? {
            return Ok(None);
        }
        self.offset = end;
        Ok(header.record(bytes))
    }
}

/// Whether there were enough bytes to fill `buffer`.
pub(super) fn fill(file: &mut impl Read, buffer: &mut [u8], path: &Path) -> Result<bool, StoreError> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(StoreError::io(path, &error)),
    }
}
