//! Click sessions as tab-separated `SessionId ItemId Time`, the form in which session research shares its data.

use super::trial::{Numbers, text};
use anyhow::{Context, Result};
use engine::recommend::StepKind;
use measure::offline::{Past, PastSession, PastStep};
use shop::Timestamp;
use std::collections::HashMap;
use std::path::Path;

/// Visits of a file, in the order in which it first names them; each one's clicks by time.
pub fn read(path: &Path, numbers: &mut Numbers) -> Result<Vec<PastSession>> {
    let mut sessions: Vec<PastSession> = Vec::new();
    let mut known: HashMap<String, usize> = HashMap::new();
    for line in text(path)?.lines().skip(1) {
        let mut cells = line.split('\t');
        let mut cell = || cells.next().with_context(|| format!("`{line}` is no click"));
        let (session, item, time) = (cell()?, cell()?, cell()?);
        let seconds: f64 = time.parse().with_context(|| format!("`{line}` has no time"))?;
        let at = *known.entry(session.to_owned()).or_insert_with(|| {
            sessions.push(PastSession {
                customer: None,
                steps: Vec::new(),
            });
            sessions.len() - 1
        });
        sessions[at].steps.push(PastStep {
            at: Timestamp::from_unix_ms((seconds * 1_000.0) as i64)?,
            product: numbers.of(item)?,
            kind: StepKind::View,
        });
    }
    for session in &mut sessions {
        session.steps.sort_by_key(|step| step.at);
    }
    Ok(sessions)
}

/// A past of two files: everything of `train` is learnt from, every visit of `test` asked. Where the files overlap in
/// time, the test moves behind the train file as a whole; returns by how many milliseconds, and where it begins.
pub fn past(numbers: Numbers, train: &[PastSession], test: &[PastSession]) -> Result<(Past, Timestamp, i64)> {
    let ended = train
        .iter()
        .map(PastSession::ended_at)
        .max()
        .context("nothing to learn from")?;
    let began = test
        .iter()
        .map(PastSession::started_at)
        .min()
        .context("nothing to ask")?;
    let moved_ms = (ended.unix_ms() + 1 - began.unix_ms()).max(0);
    let mut sessions = train.to_vec();
    for session in test {
        let mut session = session.clone();
        for step in &mut session.steps {
            step.at = step.at.plus_ms(moved_ms);
        }
        sessions.push(session);
    }
    let past = Past::new(numbers.finish(), Vec::new(), sessions);
    Ok((past, began.plus_ms(moved_ms), moved_ms))
}
