//! A target, a measured value, and whether the one meets the other.

use std::fmt;

/// What a measured value should be.
#[allow(
    dead_code,
    reason = "the lists of benchmarks and evaluations decide which kinds are in use"
)]
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Target {
    /// Times and sizes: lower is better.
    AtMost(f64),
    /// Rates and qualities: higher is better.
    AtLeast(f64),
    /// No target: says what this machine can do, to read the other numbers by.
    Reference,
}

impl Target {
    /// The verdict on a value, as a word for the report. A value that is no number meets nothing.
    pub fn verdict(self, value: f64) -> &'static str {
        match self {
            Target::AtMost(most) if value <= most => "met",
            Target::AtLeast(least) if value >= least => "met",
            Target::Reference => "reference",
            Target::AtMost(_) | Target::AtLeast(_) => "MISSED",
        }
    }
}

impl fmt::Display for Target {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Target::AtMost(most) => write!(out, "≤ {}", number(*most)),
            Target::AtLeast(least) => write!(out, "≥ {}", number(*least)),
            Target::Reference => write!(out, "–"),
        }
    }
}

/// A number as a person reads it: about four digits, thousands apart.
pub fn number(value: f64) -> String {
    let decimals = match value.abs() {
        size if size >= 1_000.0 || !value.is_finite() => 0,
        size if size >= 10.0 => 1,
        size if size >= 1.0 => 2,
        _ => 4,
    };
    let text = format!("{value:.decimals$}");
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction}", thousands(whole))
}

/// The middle of the values; the lower one of two middles, so that the median is a value that was measured.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len().checked_sub(1)? / 2).copied()
}

/// The value below which `share` of the values lie (0.99 for p99), as a value that was measured.
pub fn quantile(values: &[f64], share: f64) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_by(f64::total_cmp);
    let last = sorted.len().checked_sub(1)?;
    let rank = (share * sorted.len() as f64).ceil() as usize;
    sorted.get(rank.saturating_sub(1).min(last)).copied()
}

fn thousands(whole: &str) -> String {
    if !whole
        .trim_start_matches('-')
        .chars()
        .all(|letter| letter.is_ascii_digit())
    {
        return whole.to_owned();
    }
    let mut text = String::new();
    for (index, letter) in whole.chars().enumerate() {
        let left = whole.len() - index;
        if left.is_multiple_of(3) && index > 0 && !text.ends_with('-') {
            text.push(',');
        }
        text.push(letter);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_is_met_on_its_own_side_only() {
        assert_eq!(Target::AtMost(5.0).verdict(5.0), "met");
        assert_eq!(Target::AtMost(5.0).verdict(5.1), "MISSED");
        assert_eq!(Target::AtLeast(0.27).verdict(0.26), "MISSED");
        assert_eq!(Target::AtLeast(0.27).verdict(f64::NAN), "MISSED");
        assert_eq!(Target::Reference.verdict(1.0), "reference");
    }

    #[test]
    fn numbers_are_readable() {
        let shown = [1_234_567.8, 40_000.0, 999.96, -1_000.0, 12.34, 1.5, 0.2721, 0.0].map(number);
        assert_eq!(
            shown,
            [
                "1,234,568",
                "40,000",
                "1,000",
                "-1,000",
                "12.3",
                "1.5",
                "0.2721",
                "0"
            ]
        );
        assert_eq!(Target::AtLeast(40_000.0).to_string(), "≥ 40,000");
    }

    #[test]
    fn the_median_is_a_measured_value() {
        assert_eq!(median(&[3.0, 1.0, 2.0]), Some(2.0));
        assert_eq!(median(&[4.0, 1.0, 2.0, 3.0]), Some(2.0));
        assert_eq!(median(&[]), None);
    }

    #[test]
    fn quantiles_are_measured_values() {
        let values: Vec<f64> = (1..=200).rev().map(f64::from).collect();
        assert_eq!(quantile(&values, 0.5), Some(100.0));
        assert_eq!(quantile(&values, 0.99), Some(198.0));
        assert_eq!(quantile(&values, 1.0), Some(200.0));
        assert_eq!(quantile(&[7.0], 0.99), Some(7.0));
        assert_eq!(quantile(&[], 0.5), None);
    }
}
