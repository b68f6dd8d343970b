//! **What a shopkeeper sees:** of ten numbers that an experiment reports, those marked as changed are real, save a
//! small share, although ten were looked at.
//!
//! **Method:** e-BH: the metrics are ordered by their e-values, and the first `k` count where the `k`-th is at least
//! `m / (α·k)`. The share of false ones among those marked is at most α on average, however the metrics hang together.
//!
//! **When it fails:** the e-values must be those of one and the same look. The largest value that each metric had on
//! any day is not an e-value, and would promise too much. With few metrics it is stricter than it need be.
//!
//! **Source:** R. Wang and A. Ramdas, "False discovery rate control with e-values", JRSS B 2022.

/// Which of the metrics changed, in their order; `alpha` is the share of false ones that is put up with.
pub fn changed(e_values: &[f64], alpha: f64) -> Vec<bool> {
    let mut sorted = e_values.to_vec();
    sorted.sort_unstable_by(|a, b| b.total_cmp(a));
    let metrics = e_values.len() as f64;
    let enough = |(place, value): &(usize, &f64)| **value * alpha * (place + 1) as f64 >= metrics;
    let last = sorted.iter().enumerate().rfind(enough);
    let least = last.map_or(f64::INFINITY, |(_, &value)| value);
    e_values
        .iter()
        .map(|&value| last.is_some() && value >= least)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_strong_ones_carry_a_weaker_one() {
        // Four metrics at 5 %: 80 for the first alone, 40 each for two, 26.7 for three, 20 for four.
        assert_eq!(changed(&[30.0, 1.0, 45.0, 41.0], 0.05), [true, false, true, true]);
        assert_eq!(changed(&[30.0, 1.0, 35.0, 0.5], 0.05), [false; 4]);
        assert_eq!(changed(&[79.0, 1.0, 1.0, 1.0], 0.05), [false; 4]);
        assert_eq!(changed(&[f64::INFINITY, 0.0], 0.05), [true, false]);
        assert!(changed(&[], 0.05).is_empty());
    }
}
