//! How far two groupings of the same customers agree.

/// The adjusted Rand index: 1 where they are the same, around 0 where they agree by chance only. Labels lie below
/// `groups`; lists of other lengths agree as far as the shorter one goes.
pub(super) fn adjusted_rand(one: &[u8], other: &[u8], groups: usize) -> f64 {
    let mut both = vec![0_u64; groups * groups];
    for (&one, &other) in one.iter().zip(other) {
        both[usize::from(one) * groups + usize::from(other)] += 1;
    }
    let pairs = |count: u64| count as f64 * (count as f64 - 1.0) / 2.0;
    let row = |row: usize| (0..groups).map(|column| both[row * groups + column]).sum();
    let column = |column: usize| (0..groups).map(|row| both[row * groups + column]).sum();
    let together: f64 = both.iter().map(|&count| pairs(count)).sum();
    let in_one: f64 = (0..groups).map(|at| pairs(row(at))).sum();
    let in_other: f64 = (0..groups).map(|at| pairs(column(at))).sum();
    let all = pairs(both.iter().sum());
    let by_chance = if all > 0.0 { in_one * in_other / all } else { 0.0 };
    let most = 0.5 * (in_one + in_other);
    if (most - by_chance).abs() < 1e-12 * most.max(1.0) {
        // One group in both, or every customer alone in both: there is no other way to agree.
        return 1.0;
    }
    (together - by_chance) / (most - by_chance)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_groups_under_other_numbers_agree() {
        assert!((adjusted_rand(&[0, 0, 1, 1, 2], &[2, 2, 0, 0, 1], 3) - 1.0).abs() < 1e-12);
        assert!((adjusted_rand(&[0; 4], &[0; 4], 2) - 1.0).abs() < 1e-12);
        // The published example of scikit-learn's documentation.
        assert!((adjusted_rand(&[0, 0, 1, 1], &[0, 0, 1, 2], 3) - 0.571_428_571).abs() < 1e-6);
    }

    #[test]
    fn groups_by_chance_do_not_agree() {
        let one: Vec<u8> = (0..900).map(|at| (at % 3) as u8).collect();
        let other: Vec<u8> = (0..900).map(|at| (at / 300) as u8).collect();
        assert!(adjusted_rand(&one, &other, 3).abs() < 0.01);
    }
}
