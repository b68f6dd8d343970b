//! What every subcommand works with: the data folder, the clock, and where to print.

use std::{
    io::{IsTerminal, Write, stderr, stdout},
    path::PathBuf,
    process::ExitCode,
    time::{SystemTime, UNIX_EPOCH},
};

use engine::{Engine, Settings};
use shop::Timestamp;

use crate::{cli::Global, exit::Exit, failure::Failure, report::Report, style::Style};

/// The variable that names the data folder where `--data` does not.
const DATA_VARIABLE: &str = "ALONGSIDE_DATA_DIR";
/// The share of a new shop's visitors who see no offers, in per cent: without them nobody can tell what offers earn.
pub const HOLD_OUT_PERCENT: f64 = 5.0;
/// The data folder where neither does.
const DATA_DEFAULT: &str = "alongside-data";

/// The global options, put to use.
#[derive(Debug)]
pub struct Context {
    /// The folder given with `--data`.
    pub data: Option<PathBuf>,
    /// Whether standard output is for a program.
    pub json: bool,
    /// Whether progress is unwanted.
    pub quiet: bool,
    /// For standard output.
    pub style: Style,
    /// For standard error.
    pub error_style: Style,
}

impl Context {
    /// Works out the colours.
    pub fn new(global: Global) -> Self {
        Self {
            style: Style::of(global.color, &stdout()),
            error_style: Style::of(global.color, &stderr()),
            data: global.data,
            json: global.json,
            quiet: global.quiet,
        }
    }

    /// The data folder of this run.
    pub fn folder(&self) -> PathBuf {
        let from_environment = || std::env::var_os(DATA_VARIABLE).filter(|value| !value.is_empty());
        let named = self
            .data
            .clone()
            .or_else(|| from_environment().map(PathBuf::from));
        named.unwrap_or_else(|| PathBuf::from(DATA_DEFAULT))
    }

    /// Opens the shop of the data folder.
    ///
    /// # Errors
    /// Whatever keeps the engine from opening it, the missing shop first.
    pub fn open(&self) -> Result<Engine, Failure> {
        let folder = self.folder();
        let settings = Settings::load(&folder)?;
        Ok(Engine::open(&folder, settings)?)
    }

    /// Tells a person at the terminal what is going on.
    pub fn say(&self, sentence: &str) {
        if !self.quiet {
            // Progress that nobody can read is no reason to stop.
            let _ = writeln!(stderr(), "{}", self.error_style.dim(sentence));
        }
    }

    /// Whether progress may move on the screen.
    pub fn is_interactive(&self) -> bool {
        !self.quiet && stderr().is_terminal()
    }

    /// Prints a result on standard output now.
    ///
    /// # Errors
    /// [`Failure`] where standard output cannot be written; a reader who went away is none.
    pub fn print(&self, report: &Report) -> Result<(), Failure> {
        let content = report.content(self.json);
        if content.is_empty() {
            return Ok(());
        }
        let text = format!("{content}\n");
        let mut out = stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => Err(Failure::new(
                Exit::Failure,
                "output",
                format!("the result could not be printed: {error}"),
            )),
            _ => Ok(()),
        }
    }

    /// Prints the last result and gives the exit code.
    pub fn finish(&self, report: Report) -> ExitCode {
        if let Err(failure) = self.print(&report) {
            return self.fail(&failure);
        }
        match &report.failure {
            Some(failure) => self.fail(failure),
            None => ExitCode::SUCCESS,
        }
    }

    /// Prints what went wrong and gives the exit code.
    pub fn fail(&self, failure: &Failure) -> ExitCode {
        failure.print(self.json, self.error_style);
        failure.exit_code()
    }
}

/// The present moment by the machine's clock.
pub fn now() -> Timestamp {
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    let unix_ms = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
    // A clock that is a century off is clamped, so that `doctor` can run and say so.
    Timestamp::default().plus_ms(unix_ms)
}
