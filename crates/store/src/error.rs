//! What can go wrong with a store, told apart by what the reader of the message can do about it.

use std::path::{Path, PathBuf};

use shop::OrderId;

/// Why the store could not do what was asked. Nothing of a refused write was kept.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum StoreError {
    /// No more room; what was acknowledged before is safe.
    #[error("the disk is full, so nothing of this was stored; free some space and try again")]
    DiskFull,
    /// The file or its folder cannot be written.
    #[error(
        "the store cannot be written; check the permissions of its file and folder, and that the disk is not mounted read-only"
    )]
    ReadOnly,
    /// There is no such file, and creating one was not asked for.
    #[error("there is no store at '{}'; create it first, or correct the path", .0.display())]
    Missing(PathBuf),
    /// A later version of the program wrote it.
    #[error(
        "the store has schema version {found}, this program knows versions up to {known}; use the newer program that wrote it"
    )]
    NewerSchema {
        /// The version in the file.
        found: i64,
        /// The latest version this program knows.
        known: i64,
    },
    /// A readable file, but of another program or no database at all.
    #[error("'{}' is not the store of a shop; choose another path", .0.display())]
    NotAStore(PathBuf),
    /// The content contradicts itself.
    #[error("the store is damaged ({0}); restore the latest backup")]
    Corrupt(String),
    /// Another process kept the file locked for too long.
    #[error("another process is writing to the store for too long; try again, or stop the other process")]
    Busy,
    /// An order may have one currency only.
    #[error("order '{0}' has lines in several currencies; split it into one order per currency")]
    MixedCurrencies(OrderId),
    /// An order beyond `shop::limits::ORDER_LINES_MAX`.
    #[error("order '{0}' has more than {max} lines; split it", max = shop::limits::ORDER_LINES_MAX)]
    OrderTooLong(OrderId),
    /// The same key already stands for something else.
    #[error("{0}")]
    Conflict(String),
    /// The operating system refused.
    #[error("the store cannot be reached at '{}': {message}", path.display())]
    Io {
        /// The file or folder.
        path: PathBuf,
        /// What the system said.
        message: String,
    },
    /// The store was closed, or its writer ended.
    #[error("the store is closed; open it again")]
    Closed,
    /// A fault of this program; please report it.
    #[error("the store failed unexpectedly: {0}")]
    Fault(String),
}

impl StoreError {
    /// Whether the request was at fault, and not the machine or the program: such an error repeats until the
    /// request changes.
    pub fn is_mistake(&self) -> bool {
        matches!(
            self,
            Self::MixedCurrencies(_)
                | Self::OrderTooLong(_)
                | Self::Conflict(_)
                | Self::Missing(_)
                | Self::NotAStore(_)
        )
    }

    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        match error.kind() {
            std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Self::DiskFull,
            std::io::ErrorKind::ReadOnlyFilesystem | std::io::ErrorKind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io {
                path: path.to_owned(),
                message: error.to_string(),
            },
        }
    }

    /// Names the file in errors that SQLite reports without it.
    pub(crate) fn at(self, path: &Path) -> Self {
        match self {
            Self::Io { message, .. } => Self::Io {
                path: path.to_owned(),
                message,
            },
            Self::NotAStore(_) => Self::NotAStore(path.to_owned()),
            other => other,
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        let Some(code) = error.sqlite_error_code() else {
            return match error {
                // A value of the wrong type or range was read: the schema forbids it, so the file was altered.
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => Self::Corrupt(error.to_string()),
                other => Self::Fault(other.to_string()),
            };
        };
        match code {
            ErrorCode::DiskFull => Self::DiskFull,
            ErrorCode::ReadOnly | ErrorCode::PermissionDenied => Self::ReadOnly,
            ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked => Self::Busy,
            ErrorCode::NotADatabase => Self::NotAStore(PathBuf::new()),
            ErrorCode::DatabaseCorrupt => Self::Corrupt(error.to_string()),
            ErrorCode::CannotOpen | ErrorCode::SystemIoFailure => Self::Io {
                path: PathBuf::new(),
                message: error.to_string(),
            },
            _ => Self::Fault(error.to_string()),
        }
    }
}
