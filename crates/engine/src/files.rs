//! Where a shop's files lie, and writing them so that a crash leaves the old or the new one, never half of one.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

/// The folder of one shop.
#[derive(Debug, Clone)]
pub struct ShopFolder(PathBuf);

impl ShopFolder {
    /// Names the folder; nothing is touched.
    pub fn new(path: &Path) -> Self {
        Self(path.to_owned())
    }

    /// The folder itself.
    pub fn path(&self) -> &Path {
        &self.0
    }

    /// The database.
    pub fn store(&self) -> PathBuf {
        self.0.join("shop.db")
    }

    /// The snapshots.
    pub fn models(&self) -> PathBuf {
        self.0.join("models")
    }

    /// What tuning found best.
    pub fn tuning(&self) -> PathBuf {
        self.0.join("tuning.json")
    }

    /// The latest evaluation.
    pub fn evaluation(&self) -> PathBuf {
        self.0.join("evaluation.json")
    }

    /// The orders and visits of each day, as counted.
    pub fn history(&self) -> PathBuf {
        self.0.join("history")
    }

    /// The log of decisions.
    pub fn decisions(&self) -> PathBuf {
        self.0.join("decisions")
    }

    /// What was shown, done and bought, day by day.
    pub fn ledger(&self) -> PathBuf {
        self.0.join("ledger")
    }

    /// Uploads waiting to be imported, and the lists of their rejected rows.
    pub fn uploads(&self) -> PathBuf {
        self.0.join("uploads")
    }

    /// The configuration.
    pub fn config(&self) -> PathBuf {
        self.0.join("alongside.toml")
    }

    /// Locked by whoever builds.
    pub fn build_lock(&self) -> PathBuf {
        self.0.join("build.lock")
    }
}

/// Replaces a file in one step: what was there stays until the new content is on disk.
///
/// # Errors
/// What the system says.
pub fn write_atomically(path: &Path, bytes: &[u8]) -> io::Result<()> {
    use io::Write;
    let mut name = path.file_name().unwrap_or_default().to_owned();
    name.push(".new");
    let fresh = path.with_file_name(name);
    let mut file = fs::File::create(&fresh)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&fresh, path)?;
    path.parent().map_or(Ok(()), sync_folder)
}

/// Makes renames in a folder durable.
///
/// # Errors
/// What the system says.
pub fn sync_folder(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()
}
