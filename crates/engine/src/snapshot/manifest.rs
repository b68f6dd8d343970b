//! What a snapshot's manifest says.

use measure::tuning::Lesson;
use serde::{Deserialize, Serialize};

use crate::customers::CustomersLearnt;

/// The format this program writes, and the only one it reads: an older snapshot lacks what today's models need.
pub const FORMAT: u32 = 4;

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
    /// What the offers that were shown taught; nothing in snapshots of older programs.
    #[serde(default)]
    pub lessons: Vec<LearntFromOffers>,
    /// What was learnt of the customers; nothing in snapshots of older programs.
    #[serde(default)]
    pub customers: Option<CustomersLearnt>,
    /// Up to which change it knows what is in force and on trial of what was learnt from offers.
    #[serde(default)]
    pub learning: u64,
    /// The arrays.
    pub sections: Vec<Section>,
}

/// What the offers that were shown taught the ranker of one intent.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct LearntFromOffers {
    /// What the offers were for: the intent's public id.
    pub intent: String,
    /// What came of it: the public code of [`measure::tuning::Outcome`]; of a lesson that holds, `on_trial` or `waits`
    /// where it is not in force.
    pub outcome: String,
    /// Offers that were shown.
    pub shown: u64,
    /// Those of them that were clicked, put in a cart or bought, and not dismissed.
    pub taken: u64,
    /// How badly the ranker before foretold what was taken in a third of the decisions: the mean of `-ln P`; 0 where
    /// too few were taken to tell.
    pub loss_before: f64,
    /// The same for what was learnt from the others.
    pub loss_after: f64,
}

/// To six digits, which are read from a file as they were written.
fn rounded(loss: f64) -> f64 {
    (loss * 1e6).round() / 1e6
}

impl From<&Lesson> for LearntFromOffers {
    fn from(lesson: &Lesson) -> Self {
        Self {
            intent: lesson.intent.as_str().to_owned(),
            outcome: lesson.outcome.code().to_owned(),
            shown: lesson.shown as u64,
            taken: lesson.taken as u64,
            loss_before: rounded(lesson.loss_before),
            loss_after: rounded(lesson.loss_after),
        }
    }
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
