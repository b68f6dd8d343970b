//! The exit codes, in one table that the help and the reference are made from.

/// How a run ended, for scripts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// It went wrong, and no other code says how.
    Failure,
    /// The arguments cannot be used.
    Usage,
    /// Rows were rejected, under `--strict`.
    Rejected,
    /// A file, product, key or version that was named does not exist.
    NotFound,
    /// The data folder has no shop, has one already, or is of a newer version.
    Folder,
    /// The folder or the port is in use.
    Busy,
    /// Stopped by Ctrl-C or a signal.
    Interrupted,
}

impl Exit {
    /// Every code but 0.
    pub const ALL: [Self; 7] = [
        Self::Failure,
        Self::Usage,
        Self::Rejected,
        Self::NotFound,
        Self::Folder,
        Self::Busy,
        Self::Interrupted,
    ];

    /// The number.
    pub fn code(self) -> u8 {
        match self {
            Self::Failure => 1,
            Self::Usage => 2,
            Self::Rejected => 3,
            Self::NotFound => 4,
            Self::Folder => 5,
            Self::Busy => 6,
            Self::Interrupted => 130,
        }
    }

    /// What it means.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Failure => "it failed; the message says why",
            Self::Usage => "the arguments cannot be used",
            Self::Rejected => "rows were rejected, under --strict",
            Self::NotFound => "something that was named does not exist: a file, product, key or version",
            Self::Folder => "the data folder has no shop, has one already, or is of a newer version",
            Self::Busy => "another process uses the data folder or the port",
            Self::Interrupted => "stopped by Ctrl-C or a signal",
        }
    }
}
