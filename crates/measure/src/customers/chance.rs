//! Draws from the laws that the models of customers are made of. The same seed gives the same draws.
//!
//! **Source:** G. Marsaglia and W. W. Tsang, "A simple method for generating gamma variables", 2000.

use crate::offline::random;

/// A source of chance.
#[derive(Debug, Clone)]
pub(super) struct Chance(u64);

impl Chance {
    /// What follows from `seed` for the thing of this `number`.
    pub fn new(seed: u64, number: u64) -> Self {
        Self(random::of(seed, number))
    }

    /// A number between 0 and 1, neither of which it ever is.
    pub fn unit(&mut self) -> f64 {
        ((random::next(&mut self.0) >> 11) as f64 + 0.5) / (1_u64 << 53) as f64
    }

    /// A position below `length`, which must not be 0.
    pub fn below(&mut self, length: usize) -> usize {
        random::below(&mut self.0, length)
    }

    /// Normal, of mean 0 and deviation 1 (Box and Muller).
    pub fn normal(&mut self) -> f64 {
        let radius = (-2.0 * self.unit().ln()).sqrt();
        radius * (std::f64::consts::TAU * self.unit()).cos()
    }

    /// Exponential, of mean 1.
    pub fn exponential(&mut self) -> f64 {
        -self.unit().ln()
    }

    /// Gamma of this `shape` above 0 and rate 1.
    pub fn gamma(&mut self, shape: f64) -> f64 {
        if shape < 1.0 {
            return self.gamma(shape + 1.0) * self.unit().powf(1.0 / shape);
        }
        let third = shape - 1.0 / 3.0;
        let scale = 1.0 / (9.0 * third).sqrt();
        loop {
            let normal = self.normal();
            let cube = (1.0 + scale * normal).powi(3);
            if cube > 0.0 && self.unit().ln() < 0.5 * normal * normal + third * (1.0 - cube + cube.ln()) {
                return third * cube;
            }
        }
    }

    /// Beta of these shapes, both above 0.
    pub fn beta(&mut self, a: f64, b: f64) -> f64 {
        let (one, other) = (self.gamma(a), self.gamma(b));
        if one + other > 0.0 {
            one / (one + other)
        } else {
            // Both were too small for a float: shapes near 0 leave only the two ends.
            f64::from(u8::from(self.unit() * (a + b) < a))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn draws_have_the_moments_of_their_laws() {
        let mut chance = Chance::new(1, 1);
        let mut mean = |draw: &mut dyn FnMut(&mut Chance) -> f64| {
            (0..100_000).map(|_| draw(&mut chance)).sum::<f64>() / 1e5
        };
        assert!(mean(&mut |chance| chance.normal()).abs() < 0.01);
        assert!((mean(&mut |chance| chance.normal().powi(2)) - 1.0).abs() < 0.02);
        assert!((mean(&mut |chance| chance.exponential()) - 1.0).abs() < 0.02);
        assert!((mean(&mut |chance| chance.gamma(0.25)) - 0.25).abs() < 0.01);
        assert!((mean(&mut |chance| chance.gamma(6.0)) - 6.0).abs() < 0.04);
        assert!((mean(&mut |chance| chance.beta(0.8, 2.4)) - 0.25).abs() < 0.01);
        assert!((mean(&mut |chance| chance.beta(1e-9, 1e-9)) - 0.5).abs() < 0.01);
    }
}
