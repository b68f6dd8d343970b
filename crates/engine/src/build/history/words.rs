//! A day's file: an array of little-endian `u32`, of which the first is the format and two are the checksum of the
//! rest.

use std::{fs, path::Path};

use crate::Error;

/// Of the files of all days. Those of another format are counted anew.
pub const FORMAT: u32 = 2;
/// Format and checksum, in words.
const HEADER_WORDS: usize = 3;
/// Format and checksum, in bytes.
pub const HEADER_BYTES: usize = HEADER_WORDS * 4;

/// Writes a file. It is renamed into place, so that no other process reads half of one; a file that a crash lost is
/// noticed by the digest of all of them.
///
/// # Errors
/// [`Error::Io`].
pub fn write(path: &Path, parts: &[&[u32]]) -> Result<(), Error> {
    let words: usize = parts.iter().map(|part| part.len()).sum();
    let mut bytes = Vec::with_capacity(HEADER_BYTES + words * 4);
    bytes.extend(FORMAT.to_le_bytes());
    bytes.extend([0; 8]);
    bytes.extend(
        parts
            .iter()
            .copied()
            .flatten()
            .flat_map(|word| word.to_le_bytes()),
    );
    let checksum = xxhash_rust::xxh3::xxh3_64(&bytes[HEADER_BYTES..]);
    bytes[4..HEADER_BYTES].copy_from_slice(&checksum.to_le_bytes());
    let fresh = path.with_extension("new");
    fs::write(&fresh, &bytes)
        .and_then(|()| fs::rename(&fresh, path))
        .map_err(Error::io(path))
}

/// Reads what [`write`] wrote, or nothing where the file is damaged or of another format.
///
/// # Errors
/// [`Error::Io`].
pub fn read(path: &Path) -> Result<Option<Words>, Error> {
    Ok(decode(&fs::read(path).map_err(Error::io(path))?))
}

fn decode(bytes: &[u8]) -> Option<Words> {
    let (words, rest) = bytes.as_chunks::<4>();
    let header: [[u8; 4]; HEADER_WORDS] = words.get(..HEADER_WORDS)?.try_into().ok()?;
    let [format, low, high] = header.map(u32::from_le_bytes);
    let checksum = u64::from(low) | u64::from(high) << 32;
    if !rest.is_empty() || format != FORMAT || checksum != xxhash_rust::xxh3::xxh3_64(&bytes[HEADER_BYTES..])
    {
        return None;
    }
    let words = words[HEADER_WORDS..].iter();
    Some(Words {
        words: words.map(|word| u32::from_le_bytes(*word)).collect(),
        at: 0,
    })
}

/// The words of a file, read one after the other.
pub struct Words {
    words: Vec<u32>,
    at: usize,
}

impl Words {
    /// The next one.
    pub fn one(&mut self) -> Option<u32> {
        self.many(1).map(|words| words[0])
    }

    /// The next `count`; nothing where there are not so many left.
    pub fn many(&mut self, count: usize) -> Option<&[u32]> {
        let words = self.words.get(self.at..self.at.checked_add(count)?)?;
        self.at += count;
        Some(words)
    }

    /// All that are left.
    pub fn rest(mut self) -> Vec<u32> {
        self.words.drain(..self.at);
        self.words
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_back_and_damage_is_noticed() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("20000.baskets");
        write(&path, &[&[2, 7], &[], &[u32::MAX, 0]]).unwrap();
        let mut words = read(&path).unwrap().unwrap();
        assert_eq!(words.one(), Some(2));
        assert_eq!(words.many(2), Some(&[7, u32::MAX][..]));
        assert_eq!(words.many(2), None);
        assert_eq!(words.rest(), [0]);
        let mut bytes = fs::read(&path).unwrap();
        for at in 0..bytes.len() {
            bytes[at] ^= 1;
            assert!(decode(&bytes).is_none(), "byte {at}");
            bytes[at] ^= 1;
        }
        for cut in 0..bytes.len() {
            assert!(decode(&bytes[..cut]).is_none(), "cut at {cut}");
        }
        let older: Vec<u8> = [&1_u32.to_le_bytes(), &bytes[4..]].concat();
        assert!(decode(&older).is_none());
    }
}
