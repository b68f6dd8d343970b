//! What can go wrong, told apart by whose mistake it is.

use std::path::PathBuf;

use crate::snapshot::SnapshotError;

/// Why the engine could not do what was asked.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The folder holds no shop.
    #[error("there is no shop in '{}'", .0.display())]
    NoShop(PathBuf),
    /// The folder holds a shop already.
    #[error("there is a shop in '{}' already", .0.display())]
    ShopExists(PathBuf),
    /// Input that cannot be used: which field, and why.
    #[error("{field}: {reason}")]
    Invalid {
        /// The field.
        field: String,
        /// Why, as a sentence.
        reason: String,
    },
    /// Nothing has this id.
    #[error("there is no {what} '{id}'")]
    NotFound {
        /// What was looked for.
        what: &'static str,
        /// The id.
        id: String,
    },
    /// There is nothing to do: it is as it was asked to be, or there is nothing to go back on.
    #[error("{0}")]
    AlreadySo(&'static str),
    /// The store refused or failed.
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// A file could not be imported.
    #[error(transparent)]
    Import(#[from] ingest::IngestError),
    /// A snapshot could not be used or written.
    #[error(transparent)]
    Snapshot(#[from] SnapshotError),
    /// Figures that nobody made before take longer than a page may; they are being made.
    #[error("the figures are being made; ask again in a few seconds")]
    BeingMade,
    /// What was summed up of a day cannot be read.
    #[error("the {table} of {day} in the ledger cannot be read: {reason}")]
    Ledger {
        /// The day.
        day: shop::Day,
        /// The table.
        table: String,
        /// Why.
        reason: String,
    },
    /// A recommender failed while building.
    #[error(transparent)]
    Build(#[from] recommend::BuildError),
    /// The configuration file cannot be used.
    #[error("{}: {reason}", .file.display())]
    Config {
        /// The file.
        file: PathBuf,
        /// Why, with the place.
        reason: String,
    },
    /// A file or folder could not be read or written.
    #[error("{}: {source}", .path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// Another process builds or imports in this folder.
    #[error("another process is building in '{}'", .0.display())]
    Busy(PathBuf),
    /// The engine is shutting down.
    #[error("the server is shutting down")]
    Closing,
}

impl Error {
    /// Names the file an input or output error concerns.
    pub(crate) fn io(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Self {
        let path = path.into();
        move |source| Self::Io { path, source }
    }
}
