//! What can be done with any document of the merchant's: sets, incentives.

use std::{fs, path::PathBuf};

use clap::Subcommand;
use engine::Error;

use crate::failure::Failure;

/// What to do with a document.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Show all of them
    List,
    /// Show one
    Show {
        /// Its id
        id: String,
    },
    /// Make or change one; the next decision heeds it, and a running server follows within seconds
    Set {
        /// Its id: letters, digits, '-', '_' and '.'
        id: String,
        /// Its file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Forget one
    Delete {
        /// Its id
        id: String,
    },
}

/// The bytes of a document's file.
///
/// # Errors
/// [`Failure`] where it cannot be read.
pub fn read(file: &PathBuf) -> Result<Vec<u8>, Failure> {
    let bytes = fs::read(file).map_err(|source| Error::Io {
        path: file.clone(),
        source,
    })?;
    Ok(bytes)
}
