//! Orders in bulk for benchmarks: a hundred million lines of products known only by number.

use crate::rng::{Rng, split_mix_64};

/// Over how many days the orders are spread.
pub const SYNTHETIC_DAYS: u32 = 730;
/// Largest basket.
const BASKET_MAX: usize = 100;
/// The share of lines that are a companion of the line before, so that there is something to find.
const COMPANION_SHARE: f64 = 0.25;
/// How many companions each product has.
const COMPANIONS: u32 = 4;
/// How often a product that is in the basket already is drawn anew.
const REDRAWS_MAX: u32 = 4;

/// Baskets of products `0..products`, drawn one after the other.
///
/// Popularity follows Zipf's law with exponent 1 over the products in a scattered sequence. Basket sizes are
/// geometric. A quarter of the lines are drawn from the four companions that the line before has; companions are as
/// popular as products are. The same arguments give the same baskets.
///
/// ```
/// let mut orders = testkit::ZipfOrders::new(1, 1_000, 50, 4.0);
/// let mut lines = 0;
/// while let Some((day, basket)) = orders.next_basket() {
///     assert!(day < testkit::SYNTHETIC_DAYS && basket.iter().all(|product| *product < 50));
///     lines += basket.len();
/// }
/// assert_eq!(lines, 1_000);
/// ```
#[derive(Debug, Clone)]
pub struct ZipfOrders {
    rng: Rng,
    popularity: Popularity,
    seed: u64,
    lines: u64,
    lines_made: u64,
    day: u32,
    /// How many lines are made when the day is over.
    day_ends_at: u64,
    /// The chance, of 2^32, that a basket goes on after a line.
    go_on: u32,
    /// The chance, of 2^32, that a line is a companion.
    companion_below: u32,
    basket: Vec<u32>,
}

impl ZipfOrders {
    /// Orders of exactly `lines` lines over `products` products, `mean_basket` lines each on average (a little less,
    /// as nothing is twice in a basket). Without products there are no orders.
    pub fn new(seed: u64, lines: u64, products: u32, mean_basket: f64) -> Self {
        let mut rng = Rng::new(seed);
        Self {
            popularity: Popularity::new(products, &mut rng),
            rng,
            seed,
            lines: if products == 0 { 0 } else { lines },
            lines_made: 0,
            day: 0,
            day_ends_at: lines / u64::from(SYNTHETIC_DAYS),
            go_on: of_2_to_32(1.0 - 1.0 / mean_basket.max(1.0)),
            companion_below: of_2_to_32(COMPANION_SHARE),
            basket: Vec::with_capacity(BASKET_MAX),
        }
    }

    /// The next basket, each product once, and its day from 0 to [`SYNTHETIC_DAYS`], in ascending sequence. `None`
    /// after the last line.
    pub fn next_basket(&mut self) -> Option<(u32, &[u32])> {
        let lines_left = self.lines - self.lines_made;
        if lines_left == 0 {
            return None;
        }
        while self.lines_made >= self.day_ends_at {
            self.day += 1;
            let lines_so_far = u128::from(self.lines) * u128::from(self.day + 1) / u128::from(SYNTHETIC_DAYS);
            self.day_ends_at = lines_so_far as u64;
        }
        let lines_max = lines_left.min(BASKET_MAX as u64) as usize;
        self.basket.clear();
        let first = self.popularity.draw(self.rng.bits());
        self.basket.push(first);
        let mut last = first;
        while self.basket.len() < lines_max {
            let bits = self.rng.bits();
            if bits as u32 >= self.go_on {
                break;
            }
            let Some(next) = self.another(last, (bits >> 32) as u32) else {
                break;
            };
            self.basket.push(next);
            last = next;
        }
        self.lines_made += self.basket.len() as u64;
        Some((self.day, &self.basket))
    }

    /// A product that is not in the basket yet; `decision` is the chance, of 2^32, that settles whether it is a
    /// companion of the last one, and which.
    fn another(&mut self, last: u32, mut decision: u32) -> Option<u32> {
        for _ in 0..=REDRAWS_MAX {
            let product = match decision < self.companion_below {
                true => self.companion(last, decision % COMPANIONS),
                false => self.popularity.draw(self.rng.bits()),
            };
            if !self.holds(product) {
                return Some(product);
            }
            decision = self.rng.bits() as u32;
        }
        None
    }

    /// Baskets are so short that a plain loop beats `contains`, which prepares for long ones.
    fn holds(&self, product: u32) -> bool {
        let mut held = false;
        for &other in &self.basket {
            held |= other == product;
        }
        held
    }

    /// The companion of a product follows from the two numbers and the seed.
    fn companion(&self, product: u32, number: u32) -> u32 {
        let mut state = self.seed ^ (u64::from(product) << 8 | u64::from(number));
        self.popularity.draw(split_mix_64(&mut state))
    }
}

fn of_2_to_32(share: f64) -> u32 {
    (share * 4_294_967_296.0) as u32
}

/// Draws ranks by Zipf's law, exponent 1, and says which product has which rank.
///
/// The inverse of the continuous law, `rank = (products + 1)^u` for a uniform `u`, needs no table of products: the
/// million slots of an alias table would miss the cache at every draw. A rank `k` is drawn with a probability in
/// proportion to `ln(1 + 1/k)`, which is `1/k` but for the first few.
#[derive(Debug, Clone)]
struct Popularity {
    products: u64,
    /// The binary logarithm of `products + 1`.
    octaves: f64,
    /// `2^(i / STEPS)`, to interpolate between: the steps are too fine for the line to differ from the curve.
    powers: [f64; STEPS + 1],
    /// `product = (rank · factor + offset) mod products`, a permutation as `factor` has no divisor in common with
    /// `products`.
    factor: u64,
    offset: u64,
    /// `2^64 / products`, rounded down.
    reciprocal: u64,
}

/// Steps of an octave.
const STEPS: usize = 256;

impl Popularity {
    fn new(products: u32, rng: &mut Rng) -> Self {
        let products = u64::from(products);
        // The eighth square root of two is its 256th root, exact to the last digit on every platform.
        let step = (0..8).fold(2.0_f64, |root, _| root.sqrt());
        let mut powers = [1.0; STEPS + 1];
        (1..=STEPS).for_each(|index| powers[index] = powers[index - 1] * step);
        let mut factor = rng.below(products).max(1);
        while greatest_common_divisor(factor, products) > 1 {
            factor += 1;
        }
        let offset = rng.below(products);
        Self {
            products,
            octaves: binary_logarithm(products + 1),
            powers,
            factor,
            offset,
            reciprocal: (u128::from(u64::MAX) / u128::from(products.max(1))) as u64,
        }
    }

    /// The product that 64 random bits stand for.
    fn draw(&self, bits: u64) -> u32 {
        let exponent = (bits >> 11) as f64 / (1_u64 << 53) as f64 * self.octaves;
        let octave = exponent as u32;
        let position = (exponent - f64::from(octave)) * STEPS as f64;
        let step = position as usize;
        let (low, high) = (self.powers[step], self.powers[step + 1]);
        let power = low + (high - low) * (position - step as f64);
        let rank = (power * (1_u64 << octave) as f64) as u64 - 1;
        self.remainder(rank.min(self.products - 1) * self.factor + self.offset) as u32
    }

    /// `number mod products` by a multiplication, as a division would take longer than all the rest. Source: Barrett,
    /// "Implementing the Rivest Shamir and Adleman Public Key Encryption Algorithm" (1986).
    fn remainder(&self, number: u64) -> u64 {
        let quotient = ((u128::from(number) * u128::from(self.reciprocal)) >> 64) as u64;
        let remainder = number - quotient * self.products;
        if remainder >= self.products {
            remainder - self.products
        } else {
            remainder
        }
    }
}

fn greatest_common_divisor(a: u64, b: u64) -> u64 {
    if b == 0 {
        a
    } else {
        greatest_common_divisor(b, a % b)
    }
}

/// By squaring: every platform gives the same digits, which its own `log2` does not promise.
fn binary_logarithm(number: u64) -> f64 {
    let whole = number.max(1).ilog2();
    let mut rest = number as f64 / (1_u64 << whole) as f64;
    let mut result = f64::from(whole);
    let mut digit = 0.5;
    for _ in 0..50 {
        rest *= rest;
        if rest >= 2.0 {
            rest /= 2.0;
            result += digit;
        }
        digit /= 2.0;
    }
    result
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all(seed: u64, lines: u64, products: u32) -> Vec<(u32, Vec<u32>)> {
        let mut orders = ZipfOrders::new(seed, lines, products, 4.0);
        let mut baskets = Vec::new();
        while let Some((day, basket)) = orders.next_basket() {
            baskets.push((day, basket.to_vec()));
        }
        baskets
    }

    #[test]
    fn popularity_follows_zipf_and_baskets_have_their_mean() {
        let baskets = all(5, 400_000, 1_000);
        let mut counts = vec![0_u32; 1_000];
        baskets
            .iter()
            .flat_map(|(_, basket)| basket)
            .for_each(|product| counts[*product as usize] += 1);
        counts.sort_unstable_by(|a, b| b.cmp(a));
        // Nothing is twice in a basket, which takes from the most popular; from the tenth on the law holds.
        let ratio = f64::from(counts[9]) / f64::from(counts[99]);
        assert!((8.0..11.5).contains(&ratio), "tenth to hundredth: {ratio}");
        let mean = 400_000.0 / baskets.len() as f64;
        assert!((3.7..4.05).contains(&mean), "{mean}");
    }

    #[test]
    fn the_same_arguments_give_the_same_baskets() {
        assert_eq!(all(1, 5_000, 100), all(1, 5_000, 100));
        assert_ne!(all(1, 5_000, 100), all(2, 5_000, 100));
    }

    #[test]
    fn baskets_are_sets_in_the_sequence_of_days() {
        let baskets = all(3, 20_000, 500);
        assert!(baskets.is_sorted_by_key(|(day, _)| *day));
        assert_eq!((baskets[0].0, baskets.last().unwrap().0), (0, SYNTHETIC_DAYS - 1));
        for (_, basket) in &baskets {
            let distinct: std::collections::HashSet<_> = basket.iter().collect();
            assert_eq!(distinct.len(), basket.len());
        }
    }

    #[test]
    fn companions_are_bought_together_more_than_by_chance() {
        let baskets = all(9, 400_000, 2_000);
        let mut counts = vec![0_u32; 2_000];
        baskets
            .iter()
            .flat_map(|(_, basket)| basket)
            .for_each(|product| counts[*product as usize] += 1);
        let popular = (0..2_000_u32)
            .max_by_key(|&product| counts[product as usize])
            .unwrap();
        let orders = ZipfOrders::new(9, 1, 2_000, 4.0);
        let companions = (0..COMPANIONS).map(|number| orders.companion(popular, number));
        let rare = companions
            .min_by_key(|&companion| counts[companion as usize])
            .unwrap();
        let both = baskets
            .iter()
            .filter(|(_, basket)| basket.contains(&popular) && basket.contains(&rare))
            .count();
        let by_chance =
            f64::from(counts[popular as usize]) * f64::from(counts[rare as usize]) / baskets.len() as f64;
        assert!(
            both as f64 > 3.0 * by_chance,
            "{both} orders, {by_chance} by chance"
        );
    }

    #[test]
    fn every_rank_has_its_own_product() {
        for products in [1, 2, 3, 10, 255, 256, 1_000, 65_537] {
            let popularity = Popularity::new(products, &mut Rng::new(u64::from(products)));
            let all = (0..u64::from(products)).map(|rank| rank * popularity.factor + popularity.offset);
            let scattered: std::collections::HashSet<u64> =
                all.map(|number| popularity.remainder(number)).collect();
            assert_eq!(scattered.len(), products as usize);
            assert!(scattered.iter().all(|product| *product < u64::from(products)));
        }
        let popularity = Popularity::new(u32::MAX, &mut Rng::new(1));
        let number = (u64::from(u32::MAX) - 1) * u64::from(u32::MAX);
        assert_eq!(popularity.remainder(number), number % u64::from(u32::MAX));
    }

    #[test]
    fn few_products_are_no_trouble() {
        assert!(all(1, 1_000, 0).is_empty());
        assert!(all(1, 1_000, 1).iter().all(|(_, basket)| basket == &[0]));
        assert_eq!(
            all(1, 7, 3).iter().map(|(_, basket)| basket.len()).sum::<usize>(),
            7
        );
    }
}
