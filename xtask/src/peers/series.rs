//! What a contestant's rounds say about one number, and how two contestants compare.

use super::rounds::Outcome;
use crate::measuring::verdict::{median, number};
use serde_json::Value;

/// One number, round by round.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Series {
    /// A value per finished round.
    pub values: Vec<f64>,
    /// A run was stopped after so many seconds.
    pub stopped_s: Option<f64>,
}

impl Series {
    /// The number that `read` finds in the results of each round.
    pub fn of(outcome: &Outcome, read: impl Fn(&[Value]) -> Option<f64>) -> Series {
        Series {
            values: outcome
                .rounds
                .iter()
                .filter_map(|results| read(results))
                .collect(),
            stopped_s: outcome.stopped_s,
        }
    }

    /// The middle of the rounds.
    pub fn median(&self) -> Option<f64> {
        median(&self.values).filter(|_| self.stopped_s.is_none())
    }

    /// How many times this one is as much as `other`: the middle of the rounds' own ratios, as both were measured
    /// under the same load.
    pub fn times(&self, other: &Series) -> Option<f64> {
        let ratios = self
            .values
            .iter()
            .zip(&other.values)
            .map(|(own, other)| own / other);
        median(&ratios.collect::<Vec<f64>>()).filter(|_| self.stopped_s.or(other.stopped_s).is_none())
    }

    /// The middle for a table, in a unit of which there are `per_unit` to one.
    pub fn shown(&self, per_unit: f64) -> String {
        match (self.stopped_s, self.median()) {
            (Some(seconds), _) => format!("more than {} s", number(seconds)),
            (None, Some(value)) => number(value * per_unit),
            (None, None) => "–".to_owned(),
        }
    }
}

/// A number of the first result.
pub fn field(name: &'static str) -> impl Fn(&[Value]) -> Option<f64> {
    move |results| results.first()?[name].as_f64()
}

/// The middle of a list of numbers in the first result.
pub fn list(name: &'static str) -> impl Fn(&[Value]) -> Option<f64> {
    move |results| middle(results.first()?, name)
}

/// The middle of a list of numbers in a result.
pub fn middle(result: &Value, name: &str) -> Option<f64> {
    let values: Vec<f64> = result[name]
        .as_array()?
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    median(&values)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn contestants_are_compared_round_by_round() {
        let series = |seconds: &[f64], stopped_s| Outcome {
            rounds: seconds
                .iter()
                .map(|second| vec![json!({ "s": [second, second] })])
                .collect(),
            stopped_s,
        };
        let read = |seconds: &[f64], stopped_s| Series::of(&series(seconds, stopped_s), list("s"));
        // The machine was busy in the second round.
        let (fast, slow) = (read(&[1.0, 10.0, 1.5], None), read(&[3.0, 30.0, 3.0], None));
        assert_eq!(slow.times(&fast), Some(3.0));
        assert_eq!(fast.shown(1.0), "1.5");
        let never = read(&[], Some(60.0));
        assert_eq!(
            (never.times(&fast), never.shown(1.0)),
            (None, "more than 60 s".to_owned())
        );
        assert_eq!(read(&[], None).shown(1.0), "–");
    }
}
