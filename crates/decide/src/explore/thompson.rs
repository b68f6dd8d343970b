//! **What a shopkeeper sees:** of several fitting offers the one that does best comes to stand there, and what was
//! never tried gets its chance.
//!
//! **Method:** Thompson sampling. Of each candidate it is known how likely it is taken, as a beta distribution: the
//! ranker's own probability, worth [`PRIOR_SEEN`] times seen, and what happened since. A candidate is drawn with the
//! probability that it is the best of all, by likelihood times worth. Instead of drawing from the distributions, that
//! probability is integrated numerically, on the logarithm of the value: so it is known to the last digit what was
//! drawn with which probability, and the same question draws the same. Everything is drawn at least with
//! [`CHANCE_MIN`], as what is never drawn teaches nothing and a weight of more than twenty makes an estimate useless.
//!
//! **When it fails:** what was seen in a better slot did better for that. Counts are those of the placement, whatever
//! the slot, so that a product which mostly stands first looks a little better than it is in the last.
//!
//! **Source:** W. Thompson, "On the likelihood that one unknown probability exceeds another", 1933; O. Chapelle and
//! L. Li, "An empirical evaluation of Thompson sampling", NIPS 2011.

use smallvec::SmallVec;

use super::{CANDIDATES_MAX, Counts};

/// How much the ranker's word weighs: as if the offer had been seen so often.
pub const PRIOR_SEEN: f64 = 20.0;
/// Everything is drawn at least with this probability.
pub const CHANCE_MIN: f64 = 0.05;
/// More than so many times seen count as so many, with the same share taken: a shop changes, and so may what is best.
const SEEN_MAX: f64 = 5_000.0;
/// The ranker's word is never quite no or yes.
const PRIOR_RANGE: (f64, f64) = (0.001, 0.95);
/// Points of the integration; [`SEEN_MAX`] keeps every distribution wider than the distance of two.
const POINTS: usize = 192;
/// What lies below the value that the best candidate exceeds with this probability is not looked at.
const TAIL: f64 = 1e-4;
/// So many standard deviations above its mean a distribution ends.
const DEVIATIONS: f64 = 6.0;

/// What is known of a candidate: a beta distribution of how likely it is taken, and what it is worth if it is.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Posterior {
    taken: f64,
    left: f64,
    worth_log: f64,
}

impl Posterior {
    /// Of the ranker's probability, the candidate's worth beside the others, and what happened.
    pub fn new(score: f32, worth: f32, counts: Counts) -> Self {
        let prior = f64::from(score).clamp(PRIOR_RANGE.0, PRIOR_RANGE.1);
        let seen = f64::from(counts.seen.max(counts.taken));
        let scale = if seen > SEEN_MAX { SEEN_MAX / seen } else { 1.0 };
        let taken = f64::from(counts.taken) * scale;
        Self {
            taken: PRIOR_SEEN * prior + taken,
            left: PRIOR_SEEN * (1.0 - prior) + seen * scale - taken,
            worth_log: f64::from(worth.max(f32::MIN_POSITIVE)).ln(),
        }
    }

    /// How likely it is taken.
    pub fn mean(&self) -> f64 {
        self.taken / (self.taken + self.left)
    }

    fn deviation(&self) -> f64 {
        let mean = self.mean();
        (mean * (1.0 - mean) / (self.taken + self.left + 1.0)).sqrt()
    }

    /// The logarithms of the values between which all that matters of it lies.
    fn range(&self) -> (f64, f64) {
        let mean = self.mean();
        // The quantile of a gamma distribution lies above this, and the beta's about there.
        let low = mean.ln() + TAIL.ln() / self.taken - 1.0;
        let high = (mean + DEVIATIONS * self.deviation()).min(1.0).ln();
        (low + self.worth_log, high + self.worth_log)
    }

    /// The logarithm of its density at the logarithm of a value, up to a constant.
    fn density_log(&self, value_log: f64) -> f64 {
        let log = value_log - self.worth_log;
        if log >= 0.0 {
            return f64::NEG_INFINITY;
        }
        self.taken * log + (self.left - 1.0) * (-log.exp()).ln_1p()
    }
}

/// A distribution on the points of the integration: densities and how much lies below.
struct Tabled {
    density: [f64; POINTS],
    below: [f64; POINTS],
}

impl Tabled {
    fn new(posterior: &Posterior, low: f64, step: f64) -> Self {
        let mut density: [f64; POINTS] =
            std::array::from_fn(|at| posterior.density_log(low + step * at as f64));
        let highest = density.iter().copied().fold(f64::NEG_INFINITY, f64::max);
        for value in &mut density {
            *value = (*value - highest).exp();
        }
        // Towards nothing the density falls like a power, whose integral is known.
        let mut sum = density[0] / posterior.taken;
        let mut below = [sum; POINTS];
        for at in 1..POINTS {
            sum += (density[at - 1] + density[at]) * 0.5 * step;
            below[at] = sum;
        }
        let all = if sum > 0.0 { sum } else { 1.0 };
        density.iter_mut().for_each(|value| *value *= step / all);
        below.iter_mut().for_each(|value| *value /= all);
        Self { density, below }
    }
}

/// How likely each candidate is drawn; the sum is 1. At most [`CANDIDATES_MAX`] are looked at.
pub fn chances(posteriors: &[Posterior]) -> SmallVec<[f32; CANDIDATES_MAX]> {
    let posteriors = &posteriors[..posteriors.len().min(CANDIDATES_MAX)];
    let best = best(posteriors);
    let count = best.len() as f64;
    let sum: f64 = best.iter().sum();
    let share = |best: &f64| {
        // Where nothing can be told apart everything is as likely.
        let share = if sum > 0.0 { best / sum } else { 1.0 / count };
        (CHANCE_MIN + (1.0 - count * CHANCE_MIN) * share) as f32
    };
    best.iter().map(share).collect()
}

/// How likely each is the best of all, up to a common factor.
fn best(posteriors: &[Posterior]) -> SmallVec<[f64; CANDIDATES_MAX]> {
    let ranges = || posteriors.iter().map(Posterior::range);
    // The best of all exceeds what the best of the lower ends exceeds.
    let low = ranges().map(|(low, _)| low).fold(f64::NEG_INFINITY, f64::max);
    let high = ranges().map(|(_, high)| high).fold(f64::NEG_INFINITY, f64::max);
    let step = (high - low) / (POINTS - 1) as f64;
    let tabled: SmallVec<[Tabled; CANDIDATES_MAX]> = posteriors
        .iter()
        .map(|posterior| Tabled::new(posterior, low, step))
        .collect();
    let is_best = |own: usize| -> f64 {
        let at = |point: usize| {
            let others = tabled.iter().enumerate().filter(|(other, _)| *other != own);
            others.fold(tabled[own].density[point], |product, (_, other)| {
                product * other.below[point]
            })
        };
        (0..POINTS).map(at).sum()
    };
    (0..posteriors.len())
        .map(|own| Some(is_best(own)).filter(|best| best.is_finite()).unwrap_or(0.0))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn posterior(score: f32, seen: u32, taken: u32) -> Posterior {
        Posterior::new(score, 1.0, Counts { seen, taken })
    }

    /// Before the floor.
    fn shares(posteriors: &[Posterior]) -> Vec<f64> {
        let best = best(posteriors);
        let sum: f64 = best.iter().sum();
        best.iter().map(|best| best / sum).collect()
    }

    /// How likely a beta variable with whole parameters is above another, exactly: E. Miller, "Formulas for Bayesian
    /// A/B testing", 2015.
    fn exact(first: (u32, u32), second: (u32, u32)) -> f64 {
        let ln_factorial = |n: u32| (1..=n).map(|k| f64::from(k).ln()).sum::<f64>();
        let ln_beta = |a: u32, b: u32| ln_factorial(a - 1) + ln_factorial(b - 1) - ln_factorial(a + b - 1);
        let term = |i: u32| {
            let value = ln_beta(second.0 + i, second.1 + first.1)
                - f64::from(first.1 + i).ln()
                - ln_beta(1 + i, first.1)
                - ln_beta(second.0, second.1);
            value.exp()
        };
        (0..first.0).map(term).sum()
    }

    #[test]
    fn the_chance_of_being_best_is_the_exact_one() {
        // A prior of one half counts ten taken and ten left.
        for (first, second) in [
            ((4, 0), (0, 0)),
            ((30, 270), (20, 280)),
            ((700, 4_000), (640, 4_060)),
        ] {
            let [one, other] = [first, second].map(|(taken, left)| posterior(0.5, taken + left, taken));
            let expect = exact((10 + first.0, 10 + first.1), (10 + second.0, 10 + second.1));
            let found = shares(&[one, other])[0];
            assert!((found - expect).abs() < 2e-3, "{found}, not {expect}");
        }
    }

    #[test]
    fn chances_sum_to_one_and_none_is_below_the_floor() {
        let worlds: [&[(f32, u32, u32)]; 5] = [
            &[(0.01, 0, 0), (0.01, 0, 0)],
            &[(0.9, 0, 0), (0.0, 0, 0), (0.5, 1, 0)],
            &[(0.05, 4_000_000_000, 200_000_000), (0.05, 10, 9), (0.02, 0, 0)],
            &[(0.3, 0, 0); 6],
            &[(1.0, 100, 100), (f32::NAN, 7, 900), (0.2, 0, 0), (0.2, 50, 0)],
        ];
        for world in worlds {
            let posteriors: Vec<_> = world
                .iter()
                .map(|&(score, seen, taken)| posterior(score, seen, taken))
                .collect();
            let chances = chances(&posteriors);
            let sum: f64 = chances.iter().map(|&chance| f64::from(chance)).sum();
            assert!((sum - 1.0).abs() < 1e-6, "{chances:?}");
            assert!(
                chances
                    .iter()
                    .all(|&chance| f64::from(chance) > CHANCE_MIN - 1e-6),
                "{chances:?}"
            );
        }
        let alike = chances(&[posterior(0.3, 0, 0); 6]);
        assert!(
            alike.iter().all(|chance| (chance - 1.0 / 6.0).abs() < 1e-6),
            "{alike:?}"
        );
    }

    #[test]
    fn what_does_better_is_drawn_more_often_and_worth_counts() {
        let shares = |taken: u32| shares(&[posterior(0.05, 1_000, 50), posterior(0.05, 1_000, taken)])[1];
        assert!(
            shares(30) < 0.05 && shares(90) > 0.95,
            "{} {}",
            shares(30),
            shares(90)
        );
        assert!((shares(50) - 0.5).abs() < 1e-9);
        let dear = Posterior::new(
            0.05,
            2.0,
            Counts {
                seen: 1_000,
                taken: 50,
            },
        );
        let cheap = posterior(0.05, 1_000, 70);
        assert!(super::chances(&[cheap, dear])[1] > 0.9);
    }
}
