//! What a subcommand has to say, for people and for programs.

use serde::Serialize;

use crate::failure::Failure;

/// The result of a subcommand: the same content as text and as JSON.
#[derive(Debug)]
pub struct Report {
    /// For programs: one document.
    pub json: String,
    /// For people, with line ends inside but not at the end.
    pub text: String,
    /// Set where there is a result and it is not good: rejected rows under `--strict`, a check that failed.
    pub failure: Option<Failure>,
}

impl Report {
    /// A result that is good. `value` is written as JSON at once: on a detour over `serde_json::Value` a score of
    /// 0.06 would come out as 0.05999999865889549.
    pub fn new(value: &impl Serialize, text: impl Into<String>) -> Self {
        let json =
            serde_json::to_string_pretty(value).expect("the types written here have only texts as keys");
        Self {
            json,
            text: text.into(),
            failure: None,
        }
    }

    /// Nothing to print: the subcommand has spoken while it ran.
    pub fn silent() -> Self {
        Self {
            json: String::new(),
            text: String::new(),
            failure: None,
        }
    }

    /// The same result, with what is wrong with it.
    #[must_use]
    pub fn with_failure(self, failure: Option<Failure>) -> Self {
        Self { failure, ..self }
    }

    /// What to print for a program or for a person; may be nothing.
    pub fn content(&self, as_json: bool) -> &str {
        if as_json { &self.json } else { &self.text }
    }
}
