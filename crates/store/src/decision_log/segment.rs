//! One file of the log: a header with its key, then records.

use std::{
    fs::{File, OpenOptions},
    io::{BufReader, ErrorKind, Read, Seek, SeekFrom},
    path::{Path, PathBuf},
};

use sha2::{Digest, Sha256};
use xxhash_rust::xxh3::xxh3_64;

use super::DecisionId;
use crate::StoreError;

/// Eight bytes that name the format and its version, then the key.
const MAGIC: &[u8; 8] = b"ALSDLOG1";
const KEY_BYTES: usize = 32;
pub(super) const HEADER_BYTES: u32 = (MAGIC.len() + KEY_BYTES) as u32;
/// Length (4 bytes) and checksum (8 bytes), little-endian.
pub(super) const RECORD_HEADER_BYTES: u32 = 12;

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

    fn from_header(header: &[u8; HEADER_BYTES as usize]) -> Option<Self> {
        let (magic, key) = header.split_at(MAGIC.len());
        (magic == MAGIC).then(|| key.try_into().ok().map(Self)).flatten()
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

pub(super) fn push_record(buffer: &mut Vec<u8>, bytes: &[u8], checksum: u64) {
    // The caller has checked that the length fits a segment, which is at most 4 GiB.
    buffer.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
    buffer.extend_from_slice(&checksum.to_le_bytes());
    buffer.extend_from_slice(bytes);
}

/// The record that begins at `at`.
pub(super) fn record_at(buffer: &[u8], at: usize) -> Option<&[u8]> {
    let (header, rest) = buffer.get(at..)?.split_first_chunk()?;
    let (length, checksum) = parse_header(header);
    rest.get(..length).filter(|bytes| xxh3_64(bytes) == checksum)
}

/// How many records follow each other from the beginning of `buffer`.
pub(super) fn count_records(buffer: &[u8]) -> u64 {
    let (mut at, mut count) = (0, 0);
    while let Some(record) = record_at(buffer, at) {
        at += RECORD_HEADER_BYTES as usize + record.len();
        count += 1;
    }
    count
}

fn parse_header(header: &[u8; RECORD_HEADER_BYTES as usize]) -> (usize, u64) {
    let [l0, l1, l2, l3, checksum @ ..] = *header;
    (
        u32::from_le_bytes([l0, l1, l2, l3]) as usize,
        u64::from_le_bytes(checksum),
    )
}

/// Reads the record of an id from disk; nothing where the segment or record is gone or the id was not given by it.
pub(super) fn read(folder: &Path, id: &DecisionId) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(mut segment) = OpenSegment::open(folder, id.segment())? else {
        return Ok(None);
    };
    if *id != DecisionId::new(id.segment(), id.offset(), &segment.key) {
        return Ok(None);
    }
    segment.seek(id.offset())?;
    segment.next_record()
}

/// Visits every sound record from the beginning.
pub(super) fn scan(
    folder: &Path,
    number: u32,
    visit: &mut dyn FnMut(DecisionId, &[u8]),
) -> Result<(), StoreError> {
    let Some(mut segment) = OpenSegment::open(folder, number)? else {
        return Ok(());
    };
    while let Some(record) = segment.next_record()? {
        let offset = segment.offset - RECORD_HEADER_BYTES - record.len() as u32;
        visit(DecisionId::new(number, offset, &segment.key), &record);
    }
    Ok(())
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

    fn seek(&mut self, offset: u32) -> Result<(), StoreError> {
        self.offset = offset;
        let moved = self.file.seek(SeekFrom::Start(offset.into()));
        moved
            .map(drop)
            .map_err(|error| StoreError::io(&self.path, &error))
    }

    /// The next record, nothing at the end or where the rest is torn.
    fn next_record(&mut self) -> Result<Option<Vec<u8>>, StoreError> {
        let mut header = [0; RECORD_HEADER_BYTES as usize];
        if !fill(&mut self.file, &mut header, &self.path)? {
            return Ok(None);
        }
        let (length, checksum) = parse_header(&header);
        let end = u64::from(self.offset) + u64::from(RECORD_HEADER_BYTES) + length as u64;
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
        let mut bytes = vec![0; length];
        if !fill(&mut self.file, &mut bytes, &self.path)? || xxh3_64(&bytes) != checksum {
            return Ok(None);
        }
        self.offset = end;
        Ok(Some(bytes))
    }
}

/// Whether there were enough bytes to fill `buffer`.
fn fill(file: &mut impl Read, buffer: &mut [u8], path: &Path) -> Result<bool, StoreError> {
    match file.read_exact(buffer) {
        Ok(()) => Ok(true),
        Err(error) if error.kind() == ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(StoreError::io(path, &error)),
    }
}
