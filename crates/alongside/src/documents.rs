//! What can be done with any document of the merchant's: sets, incentives.

use std::{fs, path::PathBuf};

use clap::Subcommand;
use engine::{Engine, Error};

use crate::{context::Context, failure::Failure, report::Report};

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

/// How one kind of document is worked on.
pub struct Kind {
    /// Lists all.
    pub list: fn(&Engine, &Context) -> Result<Report, Failure>,
    /// Shows the one of an id.
    pub show: fn(&Engine, &str) -> Result<Report, Failure>,
    /// Makes or changes the one of an id.
    pub set: fn(&Engine, &str, &PathBuf) -> Result<Report, Failure>,
    /// Forgets the one of an id.
    pub delete: fn(&Engine, &str) -> Result<Report, Failure>,
}

impl Kind {
    /// Does what is asked; lists where nothing is.
    ///
    /// # Errors
    /// [`Failure`] with a sentence for the person at the terminal.
    pub fn run(&self, action: Option<&Action>, context: &Context) -> Result<Report, Failure> {
        let engine = context.open()?;
        let report = match action {
            None | Some(Action::List) => (self.list)(&engine, context),
            Some(Action::Show { id }) => (self.show)(&engine, id),
            Some(Action::Set { id, file }) => (self.set)(&engine, id, file),
            Some(Action::Delete { id }) => (self.delete)(&engine, id),
        };
        engine.close();
        report
    }
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
