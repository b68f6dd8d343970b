//! The latest evaluation of the shop, kept for people to look at: it takes minutes, and a page cannot wait for it.

mod background;
pub mod document;

use serde::{Deserialize, Serialize};
use serde_json::Value;
use shop::Timestamp;

use crate::{Engine, Error, files::write_atomically};

pub(crate) use background::EVALUATION;

/// What the shop's own configuration is called in reports.
pub const OWN_CONFIGURATION: &str = "this shop";

/// An evaluation as it was kept.
#[derive(Debug, Clone, PartialEq)]
pub struct KeptEvaluation {
    /// When it was made.
    pub at: Timestamp,
    /// The whole report, as `alongside evaluate --json` writes it.
    pub report: Value,
}

#[derive(Serialize, Deserialize)]
struct Written {
    at_unix_ms: i64,
    report: Value,
}

impl Engine {
    /// Keeps an evaluation in the place of the one before.
    ///
    /// # Errors
    /// [`Error::Io`] where it cannot be written.
    pub fn keep_evaluation(&self, report: &Value, now: Timestamp) -> Result<(), Error> {
        let written = Written {
            at_unix_ms: now.unix_ms(),
            report: report.clone(),
        };
        let path = self.inner.folder.evaluation();
        let text = serde_json::to_vec(&written).expect("a JSON value can be written as JSON");
        write_atomically(&path, &text).map_err(Error::io(&path))
    }

    /// The latest evaluation; none where none was made, or what is kept cannot be read any more.
    pub fn kept_evaluation(&self) -> Option<KeptEvaluation> {
        let text = std::fs::read(self.inner.folder.evaluation()).ok()?;
        let written: Written = serde_json::from_slice(&text).ok()?;
        Some(KeptEvaluation {
            at: Timestamp::from_unix_ms(written.at_unix_ms).ok()?,
            report: written.report,
        })
    }
}
