//! What a run ends with when it does not end well: a sentence, a hint and an exit code.

use std::{
    io::{ErrorKind, Write, stderr},
    path::Path,
    process::ExitCode,
};

use engine::{Error, SnapshotError, ingest::IngestError};
use serde_json::json;
use server::errors::{Code, Problem};

use crate::{exit::Exit, style::Style};

/// What to do about a file that is not there.
const MISSING_FILE_HINT: &str = "check the path; it is read from the folder in which the command runs";

/// What to do about a folder or a file that cannot be written.
const UNWRITABLE_HINT: &str =
    "choose a folder that can be written to; its path counts from where the command runs";

/// What to do about a product that is not in the catalogue.
const PRODUCT_HINT: &str = "write the id exactly as in your catalogue, upper and lower case apart; the \
     dashboard's page Products finds it by title";

/// What to do about a mistake at the command line, where the table speaks to those who send requests.
fn hint_of(code: Code) -> &'static str {
    match code {
        // The sentence itself says what to do, or at least what is wrong with what was typed.
        Code::InvalidField | Code::InvalidParameter | Code::OutOfRange | Code::WrongType => "",
        Code::MissingField => "add the field to the file; the help of the command shows a whole example",
        Code::UnknownField => {
            "write it as one of those that are listed, inside the braces to which it belongs, or leave it out"
        }
        Code::UnknownValue => "use one of the words that are listed there",
        Code::MalformedJson => {
            "correct the file where the line and column say; it holds one JSON object, in UTF-8"
        }
        Code::Conflict => "change what is named there, and run the command again",
        Code::DiskFull => "free some space and run the command again; what was stored before is safe",
        _ => code.entry().hint,
    }
}

/// Why a subcommand failed.
#[derive(Debug)]
pub struct Failure {
    /// How the process ends.
    pub exit: Exit,
    /// For programs: which mistake it is.
    pub code: &'static str,
    /// For programs and people: what sort of mistake it is, in a few words.
    pub title: &'static str,
    /// For people: what is wrong, as a sentence.
    pub message: String,
    /// For people: what to do.
    pub hint: Option<String>,
}

impl Failure {
    /// A failure without a hint.
    pub fn new(exit: Exit, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            exit,
            code,
            title: exit.meaning(),
            message: without_system_number(&message.into()),
            hint: None,
        }
    }

    /// The same failure with what to do about it.
    #[must_use]
    pub fn hint(self, hint: impl Into<String>) -> Self {
        let hint = hint.into().trim().to_owned();
        Self {
            hint: Some(hint).filter(|hint| !hint.is_empty()),
            ..self
        }
    }

    /// The same failure, said of one of several files.
    #[must_use]
    pub fn of_file(self, file: &str) -> Self {
        let message = if self.message.contains(file) {
            self.message
        } else {
            format!("{file}: {}", self.message)
        };
        Self { message, ..self }
    }

    /// A failure of the engine over something that was said by an option: its name as it is typed.
    pub fn of_option(error: Error) -> Self {
        match error {
            Error::Invalid { field, reason } => Self::from(Error::Invalid {
                field: format!("--{}", field.replace('_', "-")),
                reason,
            }),
            error => Self::from(error),
        }
    }

    /// A failure of the engine while it wrote into `target`, which the user named.
    pub fn of_writing(error: Error, target: &Path) -> Self {
        let is_there = matches!(&error, Error::Io { path, .. } if path.starts_with(target));
        let failure = Self::from(error);
        match is_there {
            true => failure.hint(UNWRITABLE_HINT),
            false => failure,
        }
    }

    /// The exit code for the system.
    pub fn exit_code(&self) -> ExitCode {
        ExitCode::from(self.exit.code())
    }

    /// Prints the failure on standard error.
    pub fn print(&self, as_json: bool, style: Style) {
        let text = if as_json {
            let problem = json!({
                "type": format!("/docs/errors#{}", self.code),
                "code": self.code,
                "title": self.title,
                "detail": self.message,
                "hint": self.hint,
                "exit_code": self.exit.code(),
            });
            format!("{problem:#}\n")
        } else {
            let hint = self
                .hint
                .iter()
                .map(|hint| format!("{} {hint}\n", style.bold("hint:")));
            format!(
                "{} {}\n{}",
                style.red("error:"),
                self.message,
                hint.collect::<String>()
            )
        };
        // Nothing is left to tell anyone where standard error is closed; the exit code says it.
        let _ = stderr().write_all(text.as_bytes());
    }
}

impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let entry = problem.code.entry();
        let message = match &problem.parameter {
            Some(field) => format!("{field}: {}", problem.detail),
            None => problem.detail.to_string(),
        };
        Self {
            title: entry.title,
            ..Self::new(Exit::Failure, entry.code, message).hint(hint_of(problem.code))
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        let code = Problem::from(&error).code;
        let entry = code.entry();
        let hint = match &error {
            error if is_missing_file(error) => MISSING_FILE_HINT,
            Error::Snapshot(SnapshotError::Missing(_)) => "'alongside models list' shows which there are",
            Error::NotFound { what: "key", .. } => "'alongside keys list' shows which there are",
            Error::NotFound { what: "product", .. } => PRODUCT_HINT,
            Error::Import(error) => import_hint(error),
            _ => hint_of(code),
        };
        let failure = Self::new(exit_of(&error, entry.code), entry.code, error.to_string()).hint(hint);
        Self {
            title: entry.title,
            ..failure
        }
    }
}

/// What to do about a file that could not be imported, where its sentence does not say that itself.
fn import_hint(error: &IngestError) -> &'static str {
    match error {
        IngestError::Open { source, .. } if source.kind() == ErrorKind::IsADirectory => {
            "name the files in it: alongside import FOLDER/*.csv"
        }
        IngestError::Open { .. } => "check that you may read the file, and import it again",
        IngestError::Parquet { .. } => {
            "copy or export the file again, and import it; rows stored before do not count twice"
        }
        IngestError::Sink(_) | IngestError::RejectedFile { .. } | IngestError::Read { .. } => {
            "when that is mended, import the file again; rows stored before do not count twice"
        }
        _ => "",
    }
}

/// The sentence without the number by which the system knows the error: "No such file or directory (os error 2)".
fn without_system_number(message: &str) -> String {
    let Some((before, rest)) = message.split_once(" (os error ") else {
        return message.to_owned();
    };
    match rest.split_once(')') {
        Some((number, after)) if number.bytes().all(|byte| byte.is_ascii_digit()) => {
            format!("{before}{}", without_system_number(after))
        }
        _ => message.to_owned(),
    }
}

/// Whether a file that was named is not there; the table speaks of files in general.
fn is_missing_file(error: &Error) -> bool {
    match error {
        Error::Io { source, .. } | Error::Import(IngestError::Open { source, .. }) => {
            source.kind() == ErrorKind::NotFound
        }
        _ => false,
    }
}

/// The error's own kind decides where it can, and else its row in the table.
fn exit_of(error: &Error, code: &str) -> Exit {
    match error {
        _ if is_missing_file(error) => Exit::NotFound,
        Error::Snapshot(SnapshotError::Missing(_)) => Exit::NotFound,
        Error::Snapshot(SnapshotError::NewerFormat { .. }) => Exit::Folder,
        _ => match code {
            "no_shop" | "shop_exists" | "newer_format" => Exit::Folder,
            "not_found" => Exit::NotFound,
            "busy" => Exit::Busy,
            _ => Exit::Failure,
        },
    }
}
