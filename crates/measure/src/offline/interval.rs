//! How sure a number is: the bootstrap over units (orders, visits, customers).
//!
//! All methods of a task are drawn together: in each round the same units count, so the difference of two methods is
//! paired and much surer than their two intervals let expect.
//!
//! Source: B. Efron, "Bootstrap methods: another look at the jackknife", 1979; the unit is drawn whole, because
//! questions of one visit or customer depend on each other.

use rayon::prelude::*;

use super::random;

/// A number per unit, to be averaged: `sum / count`, both by unit.
#[derive(Debug, Clone, Default)]
pub struct Sums {
    /// Sum of the values of each unit's questions.
    pub sum: Vec<f32>,
    /// How many questions each unit has.
    pub count: Vec<f32>,
}

impl Sums {
    /// Zeros for `units` units.
    pub fn new(units: usize) -> Self {
        Self {
            sum: vec![0.0; units],
            count: vec![0.0; units],
        }
    }

    /// Adds a question's value to its unit.
    pub fn add(&mut self, unit: u32, value: f64) {
        self.sum[unit as usize] += value as f32;
        self.count[unit as usize] += 1.0;
    }

    /// The mean over all questions; 0 where there are none.
    pub fn mean(&self) -> f64 {
        let total = |values: &[f32]| values.iter().copied().map(f64::from).sum::<f64>();
        total(&self.sum) / total(&self.count).max(1.0)
    }

    fn drawn_mean(&self, drawn: &[f32]) -> f64 {
        let total = |values: &[f32]| {
            let products = values.iter().zip(drawn).map(|(value, times)| value * times);
            products.map(f64::from).sum::<f64>()
        };
        let count = total(&self.count);
        if count > 0.0 {
            total(&self.sum) / count
        } else {
            0.0
        }
    }
}

/// For each of `columns` its mean in each of `rounds` draws with `seed`; every column has the same units.
pub fn draws(columns: &[&Sums], rounds: usize, seed: u64) -> Vec<Vec<f64>> {
    let units = columns.first().map_or(0, |column| column.sum.len());
    if units == 0 {
        return vec![Vec::new(); columns.len()];
    }
    let round = |round: usize| {
        let mut state = random::of(seed, round as u64);
        let mut drawn = vec![0_f32; units];
        for _ in 0..units {
            drawn[random::below(&mut state, units)] += 1.0;
        }
        columns
            .iter()
            .map(|column| column.drawn_mean(&drawn))
            .collect::<Vec<f64>>()
    };
    let by_round: Vec<Vec<f64>> = (0..rounds).into_par_iter().map(round).collect();
    (0..columns.len())
        .map(|column| by_round.iter().map(|means| means[column]).collect())
        .collect()
}

/// The middle 95 % of drawn means; zeros where there are none.
pub fn middle_95(mut means: Vec<f64>) -> (f64, f64) {
    if means.is_empty() {
        return (0.0, 0.0);
    }
    means.sort_unstable_by(f64::total_cmp);
    let at = |share: f64| means[((means.len() - 1) as f64 * share).round() as usize];
    (at(0.025), at(0.975))
}

/// The middle 95 % of `a - b`, draw by draw.
pub fn difference_95(a: &[f64], b: &[f64]) -> (f64, f64) {
    middle_95(a.iter().zip(b).map(|(a, b)| a - b).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn coin(units: u32, value: impl Fn(u32) -> f64) -> Sums {
        let mut sums = Sums::new(units as usize);
        (0..units).for_each(|unit| sums.add(unit, value(unit)));
        sums
    }

    #[test]
    fn the_interval_of_a_fair_coin_is_as_wide_as_theory_says() {
        let fair = coin(1_000, |unit| f64::from(unit % 2));
        let (low, high) = middle_95(draws(&[&fair], 2_000, 1).remove(0));
        assert!(
            (low - 0.469).abs() < 0.006 && (high - 0.531).abs() < 0.006,
            "{low} {high}"
        );
        assert_eq!(middle_95(Vec::new()), (0.0, 0.0));
    }

    #[test]
    fn questions_of_one_unit_do_not_make_a_number_surer() {
        let mut repeated = Sums::new(100);
        for unit in 0..100 {
            (0..10).for_each(|_| repeated.add(unit, f64::from(unit % 2)));
        }
        let once = coin(100, |unit| f64::from(unit % 2));
        let means = draws(&[&repeated, &once], 500, 3);
        assert_eq!(middle_95(means[0].clone()), middle_95(means[1].clone()));
    }

    #[test]
    fn a_small_difference_on_the_same_questions_is_told_apart() {
        let worse = coin(2_000, |unit| f64::from(u32::from(unit % 10 < 3)));
        let better = coin(2_000, |unit| {
            f64::from(u32::from(unit % 10 < 3 || unit % 50 == 4))
        });
        let means = draws(&[&better, &worse], 1_000, 1);
        let apart = middle_95(means[0].clone()).0 > middle_95(means[1].clone()).1;
        let (low, high) = difference_95(&means[0], &means[1]);
        assert!(!apart && low > 0.01 && high < 0.03, "{low} {high}");
    }
}
