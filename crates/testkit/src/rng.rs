//! A small seeded generator: the same seed gives the same numbers on every platform.
//!
//! Source: Blackman and Vigna, "Scrambled Linear Pseudorandom Number Generators" (2021), xoshiro256**, its state
//! filled by SplitMix64 as its authors advise. Only additions, multiplications and divisions are used, never the
//! platform's `exp` or `ln`, whose last digits differ between systems and would change a whole simulated shop.

/// A seeded generator of random numbers. Not for secrets.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rng([u64; 4]);

impl Rng {
    /// A generator whose numbers follow from `seed` alone.
    pub fn new(seed: u64) -> Self {
        let mut state = seed;
        Self(std::array::from_fn(|_| split_mix_64(&mut state)))
    }

    /// The next 64 random bits.
    pub fn bits(&mut self) -> u64 {
        let state = &mut self.0;
        let result = state[1].wrapping_mul(5).rotate_left(7).wrapping_mul(9);
        let shifted = state[1] << 17;
        state[2] ^= state[0];
        state[3] ^= state[1];
        state[1] ^= state[2];
        state[0] ^= state[3];
        state[2] ^= shifted;
        state[3] = state[3].rotate_left(45);
        result
    }

    /// A number from 0 (included) to 1 (excluded).
    pub fn unit(&mut self) -> f64 {
        (self.bits() >> 11) as f64 / (1_u64 << 53) as f64
    }

    /// A whole number from 0 (included) to `below` (excluded); 0 where `below` is 0.
    ///
    /// Source: Lemire, "Fast Random Integer Generation in an Interval" (2019), without the rejection step, whose
    /// bias of at most `below / 2^64` no test can see.
    pub fn below(&mut self, below: u64) -> u64 {
        ((u128::from(self.bits()) * u128::from(below)) >> 64) as u64
    }

    /// An index into a list of `length` entries; 0 where the list is empty.
    pub fn index(&mut self, length: usize) -> usize {
        self.below(length as u64) as usize
    }

    /// A whole number of the range, both ends included.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        low + self.below(u64::from(high.saturating_sub(low)) + 1) as u32
    }

    /// Whether something of this probability happens.
    pub fn chance(&mut self, probability: f64) -> bool {
        self.unit() < probability
    }

    /// A number near a normal distribution of mean 0 and deviation 1: the sum of twelve uniform ones less six. Its
    /// tails end at ±6.
    pub fn normal(&mut self) -> f64 {
        (0..12).map(|_| self.unit()).sum::<f64>() - 6.0
    }

    /// How often something happens that happens `mean` times on average (Poisson; past a mean of 30 its normal
    /// approximation). 0 where the mean is not positive.
    pub fn poisson(&mut self, mean: f64) -> u32 {
        if mean.is_nan() || mean <= 0.0 {
            return 0;
        }
        if mean > 30.0 {
            let near = mean + mean.sqrt() * self.normal();
            return near.round().max(0.0) as u32;
        }
        let floor = exp_of_minus(mean);
        let mut product = self.unit();
        let mut count = 0;
        while product > floor {
            product *= self.unit();
            count += 1;
        }
        count
    }

    /// The index of one entry, drawn in proportion to its weight. `None` where no weight is positive.
    pub fn weighted(&mut self, weights: &[f64]) -> Option<usize> {
        let total: f64 = weights.iter().filter(|weight| **weight > 0.0).sum();
        let mut left = self.unit() * total;
        let mut last = None;
        for (index, &weight) in weights.iter().enumerate().filter(|(_, weight)| **weight > 0.0) {
            last = Some(index);
            if left < weight {
                break;
            }
            left -= weight;
        }
        last
    }

    /// One entry of the list, each as likely as the other. `None` where the list is empty.
    pub fn choose<'list, T>(&mut self, list: &'list [T]) -> Option<&'list T> {
        list.get(self.index(list.len()))
    }

    /// Brings the list into a random sequence (Fisher and Yates).
    pub fn shuffle<T>(&mut self, list: &mut [T]) {
        for last in (1..list.len()).rev() {
            list.swap(last, self.index(last + 1));
        }
    }
}

/// Source: Steele, Lea and Flood, "Fast Splittable Pseudorandom Number Generators" (2014).
pub(crate) fn split_mix_64(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mut mixed = *state;
    mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
    mixed ^ (mixed >> 31)
}

/// `e^-x` for 0 ≤ x ≤ 30, by the series of `x / 64` squared six times.
fn exp_of_minus(x: f64) -> f64 {
    let small = x / 64.0;
    let mut term = 1.0;
    let mut sum = 1.0;
    for step in 1..14 {
        term *= small / f64::from(step);
        sum += term;
    }
    let squared = (0..6).fold(sum, |power, _| power * power);
    1.0 / squared
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_the_published_generators() {
        // SplitMix64 of seed 1234567, and xoshiro256** of the state 1, 2, 3, 4: both published test vectors.
        let mut state = 1_234_567;
        assert_eq!(split_mix_64(&mut state), 6_457_827_717_110_365_317);
        assert_eq!(split_mix_64(&mut state), 3_203_168_211_198_807_973);
        let mut rng = Rng([1, 2, 3, 4]);
        let first: Vec<u64> = (0..4).map(|_| rng.bits()).collect();
        assert_eq!(first, [11_520, 0, 1_509_978_240, 1_215_971_899_390_074_240]);
    }

    #[test]
    fn moments_are_those_of_the_distributions() {
        let mut rng = Rng::new(7);
        let draws = 200_000;
        let mean = |values: &[f64]| values.iter().sum::<f64>() / values.len() as f64;
        let spread = |values: &[f64], middle: f64| {
            values.iter().map(|value| (value - middle).powi(2)).sum::<f64>() / values.len() as f64
        };
        let normal: Vec<f64> = (0..draws).map(|_| rng.normal()).collect();
        assert!(mean(&normal).abs() < 0.01 && (spread(&normal, 0.0) - 1.0).abs() < 0.01);
        for lambda in [0.3, 4.0, 29.0, 80.0] {
            let poisson: Vec<f64> = (0..draws).map(|_| f64::from(rng.poisson(lambda))).collect();
            assert!((mean(&poisson) / lambda - 1.0).abs() < 0.01, "mean of {lambda}");
            assert!(
                (spread(&poisson, lambda) / lambda - 1.0).abs() < 0.02,
                "spread of {lambda}"
            );
        }
    }

    #[test]
    fn weights_are_kept_and_edges_are_safe() {
        let mut rng = Rng::new(3);
        let mut counts = [0_u32; 4];
        for _ in 0..40_000 {
            counts[rng.weighted(&[1.0, 0.0, -5.0, 3.0]).unwrap()] += 1;
        }
        assert_eq!((counts[1], counts[2]), (0, 0));
        assert!((9_500..10_500).contains(&counts[0]), "{counts:?}");
        assert_eq!(rng.weighted(&[0.0]), None);
        assert_eq!(rng.weighted(&[]), None);
        assert_eq!(rng.choose::<u8>(&[]), None);
        assert_eq!(rng.below(0), 0);
        assert_eq!(rng.poisson(-1.0), 0);
        assert!((0..1_000).all(|_| (3..=5).contains(&rng.between(3, 5))));
    }

    #[test]
    fn shuffling_keeps_every_entry() {
        let mut list: Vec<u32> = (0..100).collect();
        Rng::new(1).shuffle(&mut list);
        assert_ne!(list, (0..100).collect::<Vec<_>>());
        list.sort_unstable();
        assert_eq!(list, (0..100).collect::<Vec<_>>());
    }
}
