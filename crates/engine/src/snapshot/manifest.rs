//! What a snapshot's manifest says.

use serde::{Deserialize, Serialize};

/// The format this program writes, and the only one it reads: an older snapshot lacks what today's models need.
pub const FORMAT: u32 = 2;

/// `manifest.json` of a snapshot folder.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Manifest {
    /// Format of the folder; see [`FORMAT`].
    pub format: u32,
    /// The snapshot's number.
    pub version: u64,
    /// When it was built, in milliseconds since 1970 UTC.
    pub created_at_ms: i64,
    /// Up to which change of the store it knows the shop.
    pub store_seq: u64,
    /// Products in it.
    pub products: u64,
    /// Orders it learnt from.
    pub orders: u64,
    /// How long building took, in milliseconds.
    pub build_ms: u64,
    /// What each recommender learnt.
    pub facts: Vec<(String, Vec<(String, f64)>)>,
    /// The arrays.
    pub sections: Vec<Section>,
}

/// One array of a snapshot.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Section {
    /// Its name.
    pub name: String,
    /// The file it is in.
    pub file: String,
    /// The type of its elements.
    pub element: String,
    /// The file's length.
    pub bytes: u64,
    /// Checksum of the file: XXH3, 64 bits, in hexadecimal.
    pub xxh3: String,
}

/// The checksum of `bytes` as a manifest writes it.
pub fn checksum(bytes: &[u8]) -> String {
    format!("{:016x}", xxhash_rust::xxh3::xxh3_64(bytes))
}
