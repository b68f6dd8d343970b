//! How likely a shop's past is under BG/NBD, and in which direction it becomes likelier.

use super::{WEEK_DAYS, in_weeks};
use crate::{
    customers::Activity,
    distributions::{digamma, ln_gamma},
};

/// Customers who are alike, as positions in the lists of [`Rows`].
#[derive(Debug, Clone, Copy)]
struct Row {
    repeats: u32,
    last: u32,
    age: u32,
    customers: f64,
}

/// The customers of a shop, those alike together.
#[derive(Debug)]
pub(super) struct Rows {
    /// Those who bought again.
    again: Vec<Row>,
    /// Those who did not.
    once: Vec<Row>,
    /// Every number of repeats there is, with its customers.
    repeats: Vec<(f64, f64)>,
    /// Every time there is, in weeks.
    weeks: Vec<f64>,
    customers: usize,
    repeating: usize,
    age_weeks: f64,
}

impl Rows {
    pub fn collapse(mut activities: Vec<Activity>) -> Self {
        for activity in &mut activities {
            activity.last_days = activity.last_days.min(activity.age_days);
            if activity.repeats == 0 {
                activity.last_days = 0;
            }
        }
        activities.sort_unstable();
        let mut days: Vec<u32> = activities
            .iter()
            .flat_map(|one| [one.last_days, one.age_days])
            .collect();
        days.sort_unstable();
        days.dedup();
        let place = |day: u32| days.partition_point(|&known| known < day) as u32;
        let mut rows = Self {
            again: Vec::new(),
            once: Vec::new(),
            repeats: Vec::new(),
            weeks: days.iter().map(|&day| f64::from(day) / WEEK_DAYS).collect(),
            customers: activities.len(),
            repeating: activities.iter().filter(|one| one.repeats > 0).count(),
            age_weeks: activities.iter().map(|&one| in_weeks(one).2).sum(),
        };
        for alike in activities.chunk_by(|one, other| one == other) {
            let (activity, customers) = (alike[0], alike.len() as f64);
            let repeats = f64::from(activity.repeats);
            match rows.repeats.last_mut() {
                Some(last) if last.0 >= repeats => last.1 += customers,
                _ => rows.repeats.push((repeats, customers)),
            }
            let row = Row {
                repeats: rows.repeats.len() as u32 - 1,
                last: place(activity.last_days),
                age: place(activity.age_days),
                customers,
            };
            if activity.repeats == 0 {
                &mut rows.once
            } else {
                &mut rows.again
            }
            .push(row);
        }
        rows
    }

    pub fn customers(&self) -> usize {
        self.customers
    }

    pub fn repeating(&self) -> usize {
        self.repeating
    }

    pub fn mean_age_weeks(&self) -> f64 {
        self.age_weeks / self.customers.max(1) as f64
    }

    /// The logarithm of the likelihood and its gradient, by the logarithms of `r`, `alpha`, `a` and `b`.
    pub fn log_likelihood(&self, logs: &[f64; 4]) -> (f64, [f64; 4]) {
        let [r, alpha, a, b] = logs.map(f64::exp);
        let (mut value, mut slopes) = self.by_repeats(r, alpha, a, b);
        let log_weeks: Vec<f64> = self.weeks.iter().map(|weeks| (alpha + weeks).ln()).collect();
        for row in &self.once {
            let log_age = log_weeks[row.age as usize];
            value -= row.customers * r * log_age;
            slopes[0] -= row.customers * log_age;
            slopes[1] -= row.customers * r * (-log_age).exp();
        }
        let inverse: Vec<f64> = self.weeks.iter().map(|weeks| 1.0 / (alpha + weeks)).collect();
        let left: Vec<f64> = self
            .repeats
            .iter()
            .map(|(repeats, _)| (a / (b + repeats - 1.0)).ln())
            .collect();
        for row in &self.again {
            let (repeats, customers) = (self.repeats[row.repeats as usize].0, row.customers);
            let (age, last) = (row.age as usize, row.last as usize);
            let shape = r + repeats;
            // Still a customer, or left after the last purchase: whichever is likelier is taken out of the sum.
            let here = -shape * log_weeks[age];
            let apart = left[row.repeats as usize] - shape * log_weeks[last] - here;
            let faint = (-apart.abs()).exp();
            let gone = if apart > 0.0 { 1.0 } else { faint } / (1.0 + faint);
            value += customers * (here + apart.max(0.0) + faint.ln_1p());
            slopes[0] -= customers * (log_weeks[age] + gone * (log_weeks[last] - log_weeks[age]));
            slopes[1] -= customers * shape * (inverse[age] + gone * (inverse[last] - inverse[age]));
            slopes[2] += customers * gone / a;
            slopes[3] -= customers * gone / (b + repeats - 1.0);
        }
        let [by_r, by_alpha, by_a, by_b] = slopes;
        (value, [by_r * r, by_alpha * alpha, by_a * a, by_b * b])
    }

    /// The part that depends on nothing but the number of repeats.
    fn by_repeats(&self, r: f64, alpha: f64, a: f64, b: f64) -> (f64, [f64; 4]) {
        let (mut value, mut slopes) = (0.0, [0.0; 4]);
        let fixed = ln_gamma(a + b) - ln_gamma(b) - ln_gamma(r) + r * alpha.ln();
        let (digamma_r, digamma_b, digamma_ab) = (digamma(r), digamma(b), digamma(a + b));
        for &(repeats, customers) in &self.repeats {
            let bought = ln_gamma(r + repeats);
            let stayed = ln_gamma(b + repeats) - ln_gamma(a + b + repeats);
            let both = digamma_ab - digamma(a + b + repeats);
            value += customers * (fixed + bought + stayed);
            slopes[0] += customers * (digamma(r + repeats) - digamma_r + alpha.ln());
            slopes[1] += customers * r / alpha;
            slopes[2] += customers * both;
            slopes[3] += customers * (both + digamma(b + repeats) - digamma_b);
        }
        (value, slopes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_gradient_is_that_of_the_value() {
        let activity = |repeats, last_days, age_days| Activity {
            repeats,
            last_days,
            age_days,
        };
        let all = [
            (0, 0, 200),
            (0, 9, 200),
            (3, 100, 190),
            (3, 100, 190),
            (1, 5, 270),
            (40, 260, 270),
        ];
        let rows = Rows::collapse(
            all.map(|(repeats, last, age)| activity(repeats, last, age))
                .to_vec(),
        );
        assert_eq!((rows.once.len(), rows.again.len(), rows.repeating()), (1, 3, 4));
        let at = [0.3_f64, 4.0, 0.8, 2.0].map(f64::ln);
        let (_, slopes) = rows.log_likelihood(&at);
        for parameter in 0..4 {
            let moved = |by: f64| {
                let mut there = at;
                there[parameter] += by;
                rows.log_likelihood(&there).0
            };
            let expect = (moved(1e-5) - moved(-1e-5)) / 2e-5;
            assert!(
                (slopes[parameter] - expect).abs() < 1e-6,
                "{parameter}: {slopes:?} {expect}"
            );
        }
    }
}
