//! What can be done with any document of the merchant's: sets, incentives, rules, policies, words, lexicons.

use std::{fs, path::PathBuf};

use clap::Subcommand;
use engine::{Engine, Error};
use serde_json::json;
use server::errors::Problem;

use crate::{context::Context, failure::Failure, report::Report};

/// What to do with a document.
#[derive(Debug, Subcommand)]
pub enum Action {
    /// Show all of them
    List,
    /// Show one
    Show {
        /// Which one: its id, its placement (`cart`) or its language (`ro`)
        id: String,
    },
    /// Make or change one; the next decision heeds it, and a running server follows within seconds
    Set {
        /// Which one: its id (letters, digits, '-', '_' and '.'), its placement (`cart`) or its language (`ro`)
        id: String,
        /// Its file
        #[arg(long, value_name = "FILE")]
        file: PathBuf,
    },
    /// Forget one; what is built in or configured holds again
    #[command(visible_aliases = ["remove", "reset"])]
    Delete {
        /// Which one: its id, its placement (`cart`) or its language (`ro`)
        id: String,
    },
}

type List = fn(&Engine, &Context) -> Result<Report, Failure>;
type OfId = fn(&Engine, &str) -> Result<Report, Failure>;
type Set = fn(&Engine, &str, &PathBuf) -> Result<Report, Failure>;

/// How one kind of document is worked on.
pub struct Kind {
    list: List,
    show: OfId,
    set: Set,
    delete: OfId,
}

impl Kind {
    /// What lists all, shows the one of an id, makes or changes it, and forgets it.
    pub const fn new(list: List, show: OfId, set: Set, delete: OfId) -> Self {
        Self {
            list,
            show,
            set,
            delete,
        }
    }

    /// Does what is asked; lists where nothing is.
    ///
    /// # Errors
    /// [`Failure`] with a sentence for the person at the terminal.
    pub fn run(&self, action: Option<&Action>, context: &Context) -> Result<Report, Failure> {
        with_shop(context, |engine| match action {
            None | Some(Action::List) => (self.list)(engine, context),
            Some(Action::Show { id }) => (self.show)(engine, id),
            Some(Action::Set { id, file }) => (self.set)(engine, id, file),
            Some(Action::Delete { id }) => (self.delete)(engine, id),
        })
    }
}

/// Opens the shop, does something with it and closes it, however that ended.
///
/// # Errors
/// Whatever keeps the shop from being opened, or what `act` fails with.
pub fn with_shop(
    context: &Context,
    act: impl FnOnce(&Engine) -> Result<Report, Failure>,
) -> Result<Report, Failure> {
    let engine = context.open()?;
    let report = act(&engine);
    engine.close();
    report
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

/// A document's file, read as its kind is read over HTTP.
///
/// # Errors
/// [`Failure`] naming the file and what cannot be used in it.
pub fn draft<T>(file: &PathBuf, reader: impl FnOnce(&[u8]) -> Result<T, Problem>) -> Result<T, Failure> {
    reader(&read(file)?).map_err(|problem| Failure::from(problem).of_file(&file.display().to_string()))
}

/// What is said of a document that was forgotten.
pub fn deleted(id: &str, text: String) -> Report {
    Report::new(&json!({ "deleted": id }), text)
}
