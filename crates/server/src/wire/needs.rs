//! What customers need, as classes; reminders of what they want later; and the lexicons that classes are found by.

use std::collections::BTreeMap;

use engine::{LaterView, LexiconDocument, Lexicons, NeedView};
use serde::Serialize;

use super::{reading, status::Moment};
use crate::errors::Problem;

/// What was understood of what a customer said.
#[derive(Debug, Serialize)]
pub struct NeedReply<'a> {
    classes: &'a [String],
    ambiguous: bool,
    #[serde(skip_serializing_if = "<[String]>::is_empty")]
    refused: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    later: Vec<LaterReply<'a>>,
}

/// What is wanted later.
#[derive(Debug, Serialize)]
pub(crate) struct LaterReply<'a> {
    class: &'a str,
    due_at: Moment,
    /// Whether a reminder is kept.
    kept: bool,
}

impl<'a> NeedReply<'a> {
    /// The wire form of a need.
    pub fn new(need: &'a NeedView) -> Self {
        Self {
            classes: &need.classes,
            ambiguous: need.is_ambiguous,
            refused: &need.refused,
            later: need.later.iter().map(LaterReply::new).collect(),
        }
    }
}

impl<'a> LaterReply<'a> {
    /// The wire form of what is wanted.
    pub fn new(later: &'a LaterView) -> Self {
        Self {
            class: &later.class,
            due_at: Moment(later.due_at),
            kept: later.is_set,
        }
    }
}

/// A customer's reminders.
#[derive(Debug, Serialize)]
pub(crate) struct RemindersReply<'a> {
    reminders: Vec<LaterReply<'a>>,
}

impl<'a> RemindersReply<'a> {
    /// The wire form of reminders.
    pub fn new(reminders: &'a [LaterView]) -> Self {
        Self {
            reminders: reminders.iter().map(LaterReply::new).collect(),
        }
    }
}

/// The lexicons of all languages.
#[derive(Debug, Serialize)]
pub struct LexiconsReply<'a> {
    lexicons: Vec<LexiconReply<'a>>,
}

/// The lexicon of one language.
#[derive(Debug, Serialize)]
pub struct LexiconReply<'a> {
    locale: &'a str,
    phrases: Option<&'a BTreeMap<String, Vec<String>>>,
}

impl<'a> LexiconsReply<'a> {
    /// The wire form of all lexicons.
    pub fn new(lexicons: &'a Lexicons) -> Self {
        let all = lexicons.languages();
        Self {
            lexicons: all
                .map(|language| LexiconReply::new(lexicons, language))
                .collect(),
        }
    }
}

impl<'a> LexiconReply<'a> {
    /// The wire form of one language's lexicon.
    pub fn new(lexicons: &'a Lexicons, language: &'a str) -> Self {
        Self {
            locale: language,
            phrases: lexicons.get(language).map(|document| &document.phrases),
        }
    }
}

/// Reads a lexicon, from JSON.
///
/// # Errors
/// [`Problem`] naming what cannot be used.
pub fn lexicon(bytes: &[u8]) -> Result<LexiconDocument, Problem> {
    reading::read(bytes)
}
