//! How sure a share is: the bootstrap over queries.
//!
//! Source: B. Efron, "Bootstrap methods: another look at the jackknife", 1979.

/// The middle 95 % of `rounds` bootstrap means of `values`, drawn with `seed`.
pub fn bootstrap_95(values: &[f64], rounds: usize, seed: u64) -> (f64, f64) {
    if values.is_empty() || rounds == 0 {
        return (0.0, 0.0);
    }
    let mut state = seed;
    let mut draw = || {
        let index = crate::offline::cart_completion::next_random(&mut state) % values.len() as u64;
        values[index as usize]
    };
    let mut means: Vec<f64> = (0..rounds)
        .map(|_| (0..values.len()).map(|_| draw()).sum::<f64>() / values.len() as f64)
        .collect();
    means.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| means[((rounds - 1) as f64 * share).round() as usize];
    (at(0.025), at(0.975))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_interval_of_a_fair_coin_is_as_wide_as_theory_says() {
        let values: Vec<f64> = (0..1_000).map(|index| f64::from(index % 2)).collect();
        let (low, high) = bootstrap_95(&values, 2_000, 1);
        assert!(
            (low - 0.469).abs() < 0.006 && (high - 0.531).abs() < 0.006,
            "{low} {high}"
        );
        assert_eq!(bootstrap_95(&[], 10, 1), (0.0, 0.0));
    }
}
