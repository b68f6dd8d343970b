//! **What a shopkeeper sees:** of the products listed as rising or fading, at most one in twenty is there by chance.
//!
//! **Method:** the p-values are ordered, and the first `k` count where the `k`-th is at most `share · k / m`. The
//! share of false ones among those listed is then at most `share` on average, where the tests are independent or lean
//! the same way.
//!
//! **When it fails:** products that take sales from each other lean opposite ways, and the promise is then not proven,
//! though it holds in practice. `experiments::multiple` is the stricter kind for metrics of one experiment.
//!
//! **Source:** Y. Benjamini and Y. Hochberg, "Controlling the false discovery rate", JRSS B 1995. Compared with scipy.

/// For each p-value the smallest share of false ones at which it would be listed.
pub fn adjusted(p_values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..p_values.len()).collect();
    order.sort_unstable_by(|one, other| p_values[*other].total_cmp(&p_values[*one]));
    let count = p_values.len() as f64;
    let mut adjusted = vec![1.0; p_values.len()];
    let mut least: f64 = 1.0;
    for (place, &at) in order.iter().enumerate() {
        // From the largest down: `rank` p-values are at most this one.
        let rank = count - place as f64;
        least = least.min(p_values[at] * count / rank);
        adjusted[at] = least;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_adjusted_values_are_those_that_are_published() {
        // R: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.9), "BH")
        let told = adjusted(&[0.01, 0.04, 0.03, 0.005, 0.9]);
        for (told, expect) in told.iter().zip([0.025, 0.05, 0.05, 0.025, 0.9]) {
            assert!((told - expect).abs() < 1e-12, "{told} for {expect}");
        }
        assert!(adjusted(&[]).is_empty());
    }
}
