//! How unlikely a count of shared orders is by chance, and which of many counts to believe.
//!
//! Large baskets put every pair together, so the usual expectation `ni·nj/N` calls nearly everything significant. It is
//! corrected by the spread of basket sizes: `E = κ·ni·nj/N` with `κ = N·Σs²/(Σs)²`. The chance of at least `c` shared
//! orders is then a Poisson upper tail, and of all pairs tested those are believed that keep the expected share of
//! false discoveries under 5 % (Benjamini and Hochberg, "Controlling the false discovery rate", 1995).

use std::sync::LazyLock;

use super::pairs::Totals;

/// Share of false discoveries that is accepted among the pairs called proven.
pub const FALSE_DISCOVERY_RATE: f64 = 0.05;

/// A shop with fewer orders is small: there exact tests are affordable and needed, and what only whole baskets say is
/// not believed.
pub const SMALL_SHOP_ORDERS: u64 = 500;

/// Resolution of [`Evidence`](crate::Evidence) strength: steps per natural-log unit of the tail probability.
const STEPS_PER_NAT: f64 = 64.0;

/// The expected number of shared orders of two products that have nothing to do with each other.
pub fn expected_orders(totals: Totals, orders_a: u32, orders_b: u32) -> f64 {
    if totals.sizes == 0 {
        return 0.0;
    }
    let sizes = totals.sizes as f64;
    let kappa_over_orders = totals.sizes_squared as f64 / (sizes * sizes);
    kappa_over_orders * f64::from(orders_a) * f64::from(orders_b)
}

/// `-ln P(X ≥ count)` for a Poisson variable with mean `expected`; 0 where the count is not above the mean.
pub fn surprise_nats(count: u32, expected: f64) -> f64 {
    let count_real = f64::from(count);
    if expected <= 0.0 || count_real <= expected {
        return 0.0;
    }
    let (mut term, mut sum) = (1.0, 1.0);
    for step in 1..200 {
        term *= expected / (count_real + f64::from(step));
        sum += term;
        if term < sum * 1e-9 {
            break;
        }
    }
    expected - count_real * expected.ln() + ln_factorial(count) - f64::ln(sum)
}

/// `-ln P(X ≥ count)` for a count whose mean is `expected` and whose variance is `expected + spread · expected²` (a
/// negative binomial one); 0 where the count is not above the mean.
pub fn surprise_above_nats(count: u32, expected: f64, spread: f64) -> f64 {
    if expected <= 0.0 || f64::from(count) <= expected {
        return 0.0;
    }
    let size = 1.0 / spread.max(SPREAD_MIN);
    -ln_incomplete_beta(f64::from(count), size, expected / (size + expected))
}

/// `-ln P(X ≤ count)` for a count as in [`surprise_above_nats`]; 0 where the count is not below the mean.
pub fn surprise_below_nats(count: u32, expected: f64, spread: f64) -> f64 {
    if f64::from(count) >= expected {
        return 0.0;
    }
    let size = 1.0 / spread.max(SPREAD_MIN);
    -ln_incomplete_beta(size, f64::from(count) + 1.0, size / (size + expected))
}

/// A spread below this is that of a Poisson variable, as near as numbers can tell.
const SPREAD_MIN: f64 = 1e-6;

/// `ln I_x(a, b)`, the regularised incomplete beta function, for `x` below `(a + 1) / (a + b + 2)`: by the continued
/// fraction, evaluated after Lentz.
fn ln_incomplete_beta(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let nonzero = |value: f64| if value.abs() < TINY { TINY } else { value };
    let mut ratio = 1.0;
    let mut inverse = 1.0 / nonzero(1.0 - (a + b) * x / (a + 1.0));
    let mut fraction = inverse;
    // Converges in some multiple of the square root of the larger parameter.
    for step in 1..10_000 {
        let m = f64::from(step);
        let even = m * (b - m) * x / ((a + 2.0 * m - 1.0) * (a + 2.0 * m));
        let odd = -(a + m) * (a + b + m) * x / ((a + 2.0 * m) * (a + 2.0 * m + 1.0));
        let before = fraction;
        for term in [even, odd] {
            inverse = 1.0 / nonzero(1.0 + term * inverse);
            ratio = nonzero(1.0 + term / ratio);
            fraction *= inverse * ratio;
        }
        if (fraction / before - 1.0).abs() < 1e-10 {
            break;
        }
    }
    let ln_beta = ln_gamma(a) + ln_gamma(b) - ln_gamma(a + b);
    a * x.ln() + b * (1.0 - x).ln() - a.ln() - ln_beta + fraction.max(TINY).ln()
}

/// `ln(n!)`: looked up for small `n`, as every pair of a shop asks for one, by Stirling's series beyond.
fn ln_factorial(n: u32) -> f64 {
    static SMALL: LazyLock<Vec<f64>> =
        LazyLock::new(|| (0..1_024).map(|n| ln_gamma(f64::from(n) + 1.0)).collect());
    let known = SMALL.get(n as usize).copied();
    known.unwrap_or_else(|| ln_gamma(f64::from(n) + 1.0))
}

/// `ln Γ(x)` for positive `x`: Stirling's series, from 16 on.
fn ln_gamma(x: f64) -> f64 {
    let (mut x, mut below) = (x, 0.0);
    while x < 16.0 {
        below += x.ln();
        x += 1.0;
    }
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * std::f64::consts::PI).ln() + 1.0 / (12.0 * x)
        - 1.0 / (360.0 * x * x * x)
        - below
}

/// A surprise as a small number, for storing one per pair.
pub fn quantised(surprise_nats: f64) -> u16 {
    (surprise_nats * STEPS_PER_NAT).clamp(0.0, f64::from(u16::MAX)) as u16
}

/// The smallest quantised surprise to believe among `tests` tested pairs, of which `histogram[q]` were kept with
/// quantised surprise `q`. Pairs that were tested but not kept only make the threshold stricter.
pub fn threshold(histogram: &[u64], tests: u64) -> u16 {
    threshold_at(FALSE_DISCOVERY_RATE, histogram, tests)
}

/// The same for another share of false discoveries than [`FALSE_DISCOVERY_RATE`].
pub fn threshold_at(false_discovery_rate: f64, histogram: &[u64], tests: u64) -> u16 {
    let mut believed = 0_u64;
    let mut lowest = u16::MAX;
    for (step, &count) in histogram.iter().enumerate().rev() {
        believed += count;
        let tail = (-(step as f64) / STEPS_PER_NAT).exp();
        if believed > 0 && tail * tests as f64 <= false_discovery_rate * believed as f64 {
            lowest = step as u16;
        }
    }
    lowest
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(count: u32, expected: f64, probability: f64) {
        let got = (-surprise_nats(count, expected)).exp();
        assert!(
            (got / probability - 1.0).abs() < 1e-3,
            "P(X>={count} | {expected}) = {got}, not {probability}"
        );
    }

    #[test]
    fn tails_agree_with_tables() {
        // scipy.stats.poisson.sf(count - 1, expected)
        check(5, 1.0, 0.003_659_846_8);
        check(20, 10.0, 0.003_454_341_98);
        check(3, 0.01, 1.654_216_53e-7);
        check(100, 50.0, 3.200_065_3e-10);
        assert!(surprise_nats(5, 10.0).abs() < 1e-12);
        assert!(surprise_nats(5, 0.0).abs() < 1e-12);
    }

    #[test]
    fn uneven_counts_have_wider_tails() {
        // scipy.stats.nbinom.logsf(count - 1, 1 / spread, 1 / (1 + spread * expected)) and logcdf.
        let above = [
            (20, 8.0, 0.1, 5.002_045_7),
            (30, 0.05, 2.0, 74.167_94),
            (15, 10.0, 0.0, 2.483_406),
            (12, 10.0, 1.5, 1.202_319_5),
            (150_000, 100_000.0, 0.2, 2.024_436_5),
        ];
        for (count, expected, spread, nats) in above {
            let got = surprise_above_nats(count, expected, spread);
            assert!((got - nats).abs() < 1e-3, "P(X>={count}): {got}, not {nats}");
        }
        let below = [
            (3, 20.0, 0.1, 6.408_362),
            (0, 12.0, 0.3, 5.086_854_3),
            (4, 20.0, 0.0, 10.985_553),
            (40_000, 100_000.0, 0.2, 2.943_860_4),
        ];
        for (count, expected, spread, nats) in below {
            let got = surprise_below_nats(count, expected, spread);
            assert!((got - nats).abs() < 1e-3, "P(X<={count}): {got}, not {nats}");
        }
        assert!(surprise_above_nats(5, 5.0, 0.1).abs() < 1e-12);
        assert!(surprise_below_nats(5, 5.0, 0.1).abs() < 1e-12);
        assert!(surprise_above_nats(5, 0.0, 0.1).abs() < 1e-12);
    }

    #[test]
    fn chance_alone_is_not_believed_and_a_planted_pair_is() {
        let mut histogram = vec![0_u64; 65_536];
        for rank in 1..=1_000_u32 {
            histogram[usize::from(quantised((1_000.0 / f64::from(rank)).ln()))] += 1;
        }
        assert_eq!(threshold(&histogram, 1_000), u16::MAX);
        histogram[usize::from(quantised(40.0))] += 1;
        let lowest = threshold(&histogram, 1_001);
        assert!(lowest <= quantised(40.0) && lowest > quantised(8.0), "{lowest}");
    }
}
