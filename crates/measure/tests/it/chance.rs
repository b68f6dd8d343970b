//! Draws for simulations: the same seed gives the same numbers.

use std::f64::consts::PI;

use measure::offline::random;

/// Expected successes up to this are drawn one by one.
const EXACT_MAX: f64 = 30.0;

/// A source of draws.
pub struct Chance(u64);

impl Chance {
    /// The source of one run of a simulation.
    pub fn of(seed: u64, run: u64) -> Self {
        Self(random::of(seed, run))
    }

    pub fn below(&mut self, bound: usize) -> usize {
        random::below(&mut self.0, bound)
    }

    /// Between 0 and 1, without either.
    pub fn uniform(&mut self) -> f64 {
        ((random::next(&mut self.0) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    pub fn happens(&mut self, chance: f64) -> bool {
        self.uniform() < chance
    }

    pub fn normal(&mut self) -> f64 {
        (-2.0 * self.uniform().ln()).sqrt() * (2.0 * PI * self.uniform()).cos()
    }

    /// How many of `trials` succeed: exact where few do, else by the normal distribution.
    pub fn successes(&mut self, trials: u64, chance: f64) -> u64 {
        let mean = trials as f64 * chance;
        if mean > EXACT_MAX {
            let drawn = mean + self.normal() * (mean * (1.0 - chance)).sqrt();
            return drawn.round().clamp(0.0, trials as f64) as u64;
        }
        self.exact_successes(trials, chance)
    }

    /// How many of `trials` succeed, drawn one success after the other.
    pub fn exact_successes(&mut self, trials: u64, chance: f64) -> u64 {
        // The waiting times between successes are geometric.
        let fail = (1.0 - chance).ln();
        let (mut at, mut count) = (0, 0);
        loop {
            at += 1 + (self.uniform().ln() / fail).floor() as u64;
            if at > trials {
                return count;
            }
            count += 1;
        }
    }
}
