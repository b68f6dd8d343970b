//! What tuning found best for this shop: `tuning.json`, read at every build. Whatever the configuration sets by hand
//! goes before it.

use std::{collections::BTreeMap, fs, io, path::Path};

use measure::tuning::{Choice, Tuned};
use recommend::Params;
use serde::{Deserialize, Serialize};
use shop::Timestamp;

use crate::{Error, files::write_atomically};

/// The format this program writes and the newest it reads.
const FORMAT: u32 = 1;

/// What tuning found best.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Tuning {
    /// When.
    pub tuned_at: Timestamp,
    /// The numbers for the recommenders and rankers.
    pub params: Params,
    /// How the candidates compared on the validation slices, as JSON for people.
    pub report: Option<String>,
}

#[derive(Serialize, Deserialize)]
struct Written {
    format: u32,
    tuned_at_ms: i64,
    params: BTreeMap<String, f64>,
    report: Option<serde_json::Value>,
}

impl Tuning {
    /// Reads the file, where there is one.
    ///
    /// # Errors
    /// [`Error::Config`] naming the file where it is damaged or of a newer format, [`Error::Io`] where it cannot be
    /// read.
    pub fn read(path: &Path) -> Result<Option<Self>, Error> {
        let text = match fs::read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.map_err(Error::io(path))?,
        };
        let tuning = understood(&text).map_err(|reason| Error::Config {
            file: path.to_owned(),
            reason,
        })?;
        Ok(Some(tuning))
    }

    /// Writes the file, replacing it in one step.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a report that is not JSON, [`Error::Io`].
    pub fn write(&self, path: &Path) -> Result<(), Error> {
        let report = self.report.as_deref().map(serde_json::from_str).transpose();
        let params = self.params.iter();
        let written = Written {
            format: FORMAT,
            tuned_at_ms: self.tuned_at.unix_ms(),
            params: params.map(|(name, value)| (name.to_owned(), value)).collect(),
            report: report.map_err(|error| Error::Invalid {
                field: "report".to_owned(),
                reason: error.to_string(),
            })?,
        };
        let text =
            serde_json::to_vec_pretty(&written).expect("finite numbers and texts can be written as JSON");
        write_atomically(path, &text).map_err(Error::io(path))
    }

    /// `by_hand` with the tuned parameters where nothing is set by hand.
    pub fn below(&self, by_hand: &Params) -> Params {
        let mut params = by_hand.clone();
        for (full_name, value) in self.params.iter() {
            if let Some((recommender, name)) = full_name.split_once('.')
                && by_hand.get(recommender, name).is_none()
            {
                params.set(recommender, name, value);
            }
        }
        params
    }
}

/// What was chosen and why, as JSON for people.
pub fn report(tuned: &Tuned) -> String {
    let choice = |choice: &Choice| {
        serde_json::json!({
            "what": choice.what,
            "outcome": choice.outcome.code(),
            "questions": choice.questions,
            "reciprocal_rank_before": choice.before,
            "reciprocal_rank_after": choice.after,
        })
    };
    let window = tuned.window.map(|(from, to)| [from.to_string(), to.to_string()]);
    let choices: Vec<_> = tuned.choices.iter().map(choice).collect();
    serde_json::json!({ "window": window, "choices": choices }).to_string()
}

fn understood(text: &[u8]) -> Result<Tuning, String> {
    const ADVICE: &str = "tune again, or remove the file to go back to the defaults";
    let damaged = |what: &dyn std::fmt::Display| format!("it is damaged ({what}); {ADVICE}");
    let value: serde_json::Value = serde_json::from_slice(text).map_err(|error| damaged(&error))?;
    // The format comes first: a newer file need not have today's fields.
    let format = value.get("format").and_then(serde_json::Value::as_u64);
    match format {
        Some(found) if found > u64::from(FORMAT) => {
            return Err(format!(
                "it has format {found}, and this program reads up to {FORMAT}; run the newer program, or {ADVICE}"
            ));
        }
        Some(1..) => {}
        _ => return Err(damaged(&"it has no format")),
    }
    let written: Written = serde_json::from_value(value).map_err(|error| damaged(&error))?;
    Ok(Tuning {
        tuned_at: Timestamp::from_unix_ms(written.tuned_at_ms).map_err(|error| damaged(&error))?,
        params: params(&written.params).map_err(|reason| damaged(&reason))?,
        report: written.report.map(|report| report.to_string()),
    })
}

fn params(written: &BTreeMap<String, f64>) -> Result<Params, String> {
    let mut params = Params::default();
    for (full_name, &value) in written {
        match full_name.split_once('.') {
            Some((recommender, name)) if value.is_finite() => params.set(recommender, name, value),
            _ => return Err(format!("'{full_name}' is not written recommender.name")),
        }
    }
    Ok(params)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tuned() -> Tuning {
        let mut params = Params::default();
        params.set("a", "x", 0.1);
        params.set("a", "y", 2.0);
        Tuning {
            tuned_at: Timestamp::from_unix_ms(1_000).unwrap(),
            params,
            report: Some("{\"best\":0.5}".to_owned()),
        }
    }

    #[test]
    fn what_is_set_by_hand_goes_first() {
        let mut by_hand = Params::default();
        by_hand.set("a", "x", 7.0);
        by_hand.set("b", "z", 1.0);
        let params = tuned().below(&by_hand);
        let values = [("a", "x"), ("a", "y"), ("b", "z"), ("b", "x")];
        assert_eq!(
            values.map(|(recommender, name)| params.get(recommender, name)),
            [Some(7.0), Some(2.0), Some(1.0), None]
        );
    }

    #[test]
    fn what_was_written_is_read_and_anything_else_refused_by_the_files_name() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("tuning.json");
        assert_eq!(Tuning::read(&path).unwrap(), None);
        tuned().write(&path).unwrap();
        assert_eq!(Tuning::read(&path).unwrap(), Some(tuned()));
        let text = fs::read_to_string(&path).unwrap();
        for (from, to, said) in [
            ("\"format\": 1", "\"format\": 2", "format 2"),
            ("\"format\": 1", "\"format\": 0", "no format"),
            ("\"a.x\"", "\"ax\"", "recommender.name"),
            ("0.1", "\"high\"", "invalid type"),
            ("}", "", "EOF"),
        ] {
            let place = text.rfind(from).unwrap();
            let altered = [&text[..place], to, &text[place + from.len()..]].concat();
            fs::write(&path, altered).unwrap();
            let error = Tuning::read(&path).unwrap_err().to_string();
            assert!(error.contains("tuning.json") && error.contains(said), "{error}");
        }
        let unreadable = Tuning {
            report: Some("best: 1".to_owned()),
            ..tuned()
        };
        assert!(matches!(unreadable.write(&path), Err(Error::Invalid { .. })));
    }
}
