//! One record of a segment: whole, or an earlier record of the same segment given again with a few bytes replaced.

use xxhash_rust::xxh3::xxh3_64;

/// Length (4 bytes) and checksum (8 bytes), little-endian. The length's highest bit says that the bytes are those of
/// a record given again: where the earlier one begins, where its bytes are replaced (4 bytes each), and by what.
pub(super) const RECORD_HEADER_BYTES: u32 = 12;
/// What a record given again has before the bytes that it replaces.
const AGAIN_HEADER_BYTES: usize = 8;
/// Marks the length of a record given again; a whole record must be shorter.
const AGAIN: u32 = 1 << 31;

/// A record as it stands in a segment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Record {
    Whole(Vec<u8>),
    /// That of offset `base`, whose bytes from `position` on are replaced by these.
    Again {
        base: u32,
        position: u32,
        bytes: Vec<u8>,
    },
}

/// What a record's header tells.
pub(super) struct Header {
    /// Bytes after the header.
    pub length: usize,
    is_again: bool,
    checksum: u64,
}

impl Header {
    pub(super) fn parse(header: &[u8; RECORD_HEADER_BYTES as usize]) -> Self {
        let [l0, l1, l2, l3, checksum @ ..] = *header;
        let length = u32::from_le_bytes([l0, l1, l2, l3]);
        Self {
            length: (length & !AGAIN) as usize,
            is_again: length & AGAIN != 0,
            checksum: u64::from_le_bytes(checksum),
        }
    }

    /// The record of these bytes; none where they are not what was written.
    pub(super) fn record(&self, bytes: Vec<u8>) -> Option<Record> {
        if xxh3_64(&bytes) != self.checksum {
            return None;
        }
        if !self.is_again {
            return Some(Record::Whole(bytes));
        }
        let (base, rest) = bytes.split_first_chunk()?;
        let (position, rest) = rest.split_first_chunk()?;
        Some(Record::Again {
            base: u32::from_le_bytes(*base),
            position: u32::from_le_bytes(*position),
            bytes: rest.to_vec(),
        })
    }
}

/// A record that is appended, with its checksum: computed before the log is locked.
pub(super) struct Entry<'a> {
    bytes: &'a [u8],
    checksum: u64,
    is_again: bool,
}

impl<'a> Entry<'a> {
    pub(super) fn whole(bytes: &'a [u8]) -> Self {
        Self {
            bytes,
            checksum: xxh3_64(bytes),
            is_again: false,
        }
    }

    /// Of bytes made by [`again`].
    pub(super) fn again(bytes: &'a [u8]) -> Self {
        Self {
            is_again: true,
            ..Self::whole(bytes)
        }
    }

    /// How many bytes it takes in a segment; none where it is longer than a length can say.
    pub(super) fn size_bytes(&self) -> Option<u32> {
        let length = u32::try_from(self.bytes.len())
            .ok()
            .filter(|length| length & AGAIN == 0)?;
        length.checked_add(RECORD_HEADER_BYTES)
    }

    /// Adds it to the bytes of a segment. Its size was asked for before.
    pub(super) fn push_to(&self, buffer: &mut Vec<u8>) {
        let mark = if self.is_again { AGAIN } else { 0 };
        buffer.extend_from_slice(&(self.bytes.len() as u32 | mark).to_le_bytes());
        buffer.extend_from_slice(&self.checksum.to_le_bytes());
        buffer.extend_from_slice(self.bytes);
    }
}

/// The bytes of the record of offset `base` given again, with those from `position` on replaced.
pub(super) fn again(base: u32, position: u32, bytes: &[u8]) -> Vec<u8> {
    let mut all = Vec::with_capacity(AGAIN_HEADER_BYTES + bytes.len());
    all.extend_from_slice(&base.to_le_bytes());
    all.extend_from_slice(&position.to_le_bytes());
    all.extend_from_slice(bytes);
    all
}

/// The earlier record as it was given again; none where the bytes do not lie within it.
pub(super) fn replaced(mut base: Vec<u8>, position: u32, bytes: &[u8]) -> Option<Vec<u8>> {
    let position = position as usize;
    let end = position.checked_add(bytes.len())?;
    base.get_mut(position..end)?.copy_from_slice(bytes);
    Some(base)
}

/// The record that begins at `at`.
pub(super) fn record_at(buffer: &[u8], at: usize) -> Option<Record> {
    Some(sized_record_at(buffer, at)?.0)
}

/// The record that begins at `at`, and how many bytes it takes.
pub(super) fn sized_record_at(buffer: &[u8], at: usize) -> Option<(Record, usize)> {
    let (header, rest) = buffer.get(at..)?.split_first_chunk()?;
    let header = Header::parse(header);
    let record = header.record(rest.get(..header.length)?.to_vec())?;
    Some((record, RECORD_HEADER_BYTES as usize + header.length))
}

/// How many records follow each other from the beginning of `buffer`, which holds whole ones.
pub(super) fn count_records(buffer: &[u8]) -> u64 {
    let (mut rest, mut count) = (buffer, 0);
    while let Some((header, after)) = rest.split_first_chunk() {
        rest = after.get(Header::parse(header).length..).unwrap_or_default();
        count += 1;
    }
    count
}
