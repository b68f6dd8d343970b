//! Mapping a file into memory: the one place of the project with `unsafe`.
//!
//! A map is sound as long as nobody shortens or rewrites the file under it. Snapshot files are written once, under a
//! name nobody serves from, made read-only before the folder gets its final name, and only ever removed whole;
//! removing a mapped file leaves the map intact on the systems this project runs on.
#![allow(unsafe_code)]

use std::{fs::File, io, path::Path};

use bytes::Bytes;

/// The bytes of a file, mapped. An empty file has no map.
///
/// # Errors
/// What the system says where the file cannot be opened or mapped.
pub(super) fn map(path: &Path) -> io::Result<Bytes> {
    let file = File::open(path)?;
    if file.metadata()?.len() == 0 {
        return Ok(Bytes::new());
    }
    // SAFETY: the file belongs to a published snapshot, which is never changed in place (see the module's head).
    let map = unsafe { memmap2::Mmap::map(&file)? };
    Ok(Bytes::from_owner(map))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn maps_what_is_there_and_survives_removal() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a");
        std::fs::write(&path, b"12345678").unwrap();
        let bytes = map(&path).unwrap();
        std::fs::remove_file(&path).unwrap();
        assert_eq!(&bytes[..], b"12345678");
        assert!(map(&path).is_err());
        std::fs::write(&path, b"").unwrap();
        assert!(map(&path).unwrap().is_empty());
    }
}
