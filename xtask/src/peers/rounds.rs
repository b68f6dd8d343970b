//! Running contestants against each other: every run a fresh process, round after round, so that a slow moment of the
//! machine strikes all of them alike.

use super::own;
use crate::workspace;
use anyhow::{Context, Result, bail, ensure};
use serde_json::Value;
use std::io::Read;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::time::Duration;

/// Who takes part, and how it is asked.
pub struct Contestant {
    /// What the tables call it.
    pub name: String,
    /// What it does with the machine's cores, in words.
    pub threads: &'static str,
    /// How it is started.
    pub call: Call,
}

/// A way to start a contestant; all of them print their results as JSON, one a line. In every word [`ROUND`] stands for
/// the number of the round, from 0.
pub enum Call {
    /// This program: the words of [`own::run`], and how many threads it may use where that is bound.
    Own(Vec<String>, Option<usize>),
    /// A script of `xtask/peers`, with its words.
    Peer(Vec<String>),
}

/// See [`Call`].
pub const ROUND: &str = "{round}";

/// What a contestant gave.
#[derive(Debug, Clone, Default)]
pub struct Outcome {
    /// The results of each round that it finished, in the order of the rounds.
    pub rounds: Vec<Vec<Value>>,
    /// A run was stopped after so many seconds, and no other was begun.
    pub stopped_s: Option<f64>,
}

/// How contestants are run.
pub struct Runner {
    /// The Python that knows the peers; without it they are left out.
    pub python: Option<PathBuf>,
    /// Run this program's part within this process: a test has no program to start.
    pub here: bool,
    /// How often each is run.
    pub rounds: usize,
    /// How long a run may take.
    pub limit: Duration,
}

impl Runner {
    /// Runs all contestants in turn, round after round. One that is too slow is not run again.
    ///
    /// # Errors
    /// When one cannot be started, fails, or prints no result.
    pub fn run(&self, contestants: &[Contestant]) -> Result<Vec<Outcome>> {
        let mut outcomes = vec![Outcome::default(); contestants.len()];
        for round in 0..self.rounds {
            for (contestant, outcome) in contestants.iter().zip(&mut outcomes) {
                if outcome.stopped_s.is_some() {
                    continue;
                }
                let results = self
                    .once(&contestant.call, round)
                    .with_context(|| format!("{} failed", contestant.name))?;
                match results {
                    Some(results) => outcome.rounds.push(results),
                    None => outcome.stopped_s = Some(self.limit.as_secs_f64()),
                }
            }
        }
        Ok(outcomes)
    }

    /// One run; nothing where it takes too long.
    fn once(&self, call: &Call, round: usize) -> Result<Option<Vec<Value>>> {
        let (Call::Own(words, _) | Call::Peer(words)) = call;
        let words: Vec<String> = words
            .iter()
            .map(|word| word.replace(ROUND, &round.to_string()))
            .collect();
        let mut command = match call {
            Call::Own(..) if self.here => return Ok(Some(vec![own::run(&words)?])),
            Call::Own(_, threads) => {
                let program = std::env::current_exe().context("this program does not know where it lies")?;
                let mut command = Command::new(program);
                command.args(["bench", "peers", super::OWN]).args(words);
                command.envs(threads.map(|count| ("RAYON_NUM_THREADS", count.to_string())));
                command
            }
            Call::Peer(_) => {
                let python = self.python.as_ref().context("the peers are not installed")?;
                let mut command = Command::new(python);
                command.args(words).current_dir(workspace::root());
                command
            }
        };
        finished(&mut command, self.limit)?
            .map(|text| documents(&text))
            .transpose()
    }
}

/// What a command prints until it ends; nothing where it has to be stopped at the limit.
fn finished(command: &mut Command, limit: Duration) -> Result<Option<String>> {
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let mut output = child.stdout.take().context("the run has no output to read")?;
    let (ended, wait) = mpsc::channel();
    let reader = std::thread::spawn(move || {
        let mut text = String::new();
        let read = output.read_to_string(&mut text);
        // Nobody listens any more where the run was stopped.
        let _ = ended.send(());
        read.map(|_| text)
    });
    if wait.recv_timeout(limit).is_err() {
        child.kill()?;
        child.wait()?;
        return Ok(None);
    }
    let status = child.wait()?;
    let Ok(text) = reader.join() else {
        bail!("the output could not be read")
    };
    ensure!(status.success(), "it ended with {status}");
    Ok(Some(text?))
}

/// The lines that are JSON documents.
fn documents(text: &str) -> Result<Vec<Value>> {
    let lines = text.lines().filter(|line| line.starts_with('{'));
    lines
        .map(|line| serde_json::from_str(line).with_context(|| format!("`{line}` is no result")))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn results_are_read_and_a_run_without_end_is_stopped() {
        let run =
            |words: &[&str]| finished(Command::new("sh").arg("-c").args(words), Duration::from_secs(60));
        let text = run(&["echo told; echo '{\"a\":1}'"]).unwrap().unwrap();
        assert_eq!(documents(&text).unwrap(), [serde_json::json!({ "a": 1 })]);
        assert!(run(&["exit 3"]).is_err());
        assert!(documents("{broken").is_err());
        let endless = finished(
            Command::new("tail").args(["-f", "/dev/null"]),
            Duration::from_millis(10),
        );
        assert_eq!(endless.unwrap(), None);
    }
}
