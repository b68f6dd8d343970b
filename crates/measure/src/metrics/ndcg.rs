//! **What a shopkeeper sees:** how well the order of the list fits: 1 where all right products come first.
//!
//! **Method:** each right product among the first k counts `1 / log2(1 + place)`; the sum is divided by that of the
//! best possible list, which is full of right products up to k.
//!
//! **When it fails:** shoppers give up faster than the logarithm says.
//!
//! **Source:** K. Järvelin and J. Kekäläinen, "Cumulated gain-based evaluation of IR techniques", 2002.

use super::{Found, Metric, Of};

pub(super) const METRIC: Metric = Metric {
    id: "ndcg",
    short: "NDCG",
    tells: "How close the order of the first k is to the best possible one.",
    of: Of::Question(at),
};

/// The normalised discounted cumulative gain of the first `depth`; 0 where nothing is right.
pub fn at(found: &Found<'_>, depth: usize) -> f64 {
    let gain = |place: u32| 1.0 / f64::from(1 + place).log2();
    let best: f64 = (1..=found.relevant.min(depth) as u32).map(gain).sum();
    if best > 0.0 {
        found.up_to(depth).map(gain).sum::<f64>() / best
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_list_has_one_and_later_places_count_less() {
        let value = |places: &[u32], relevant| at(&Found { places, relevant }, 10);
        assert!((value(&[1, 2, 3], 3) - 1.0).abs() < 1e-12);
        assert!((value(&[3], 1) - 0.5).abs() < 1e-12);
        let expect = (1.0 + 0.5) / (1.0 + 1.0 / 3_f64.log2() + 0.5);
        assert!((value(&[1, 3], 3) - expect).abs() < 1e-12);
        assert!(value(&[], 0).abs() < 1e-12);
    }
}
