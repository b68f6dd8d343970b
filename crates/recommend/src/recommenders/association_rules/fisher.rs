//! Whether more orders hold a product beside another than chance brings about: Fisher's exact test.

use std::f64::consts::PI;

/// `-ln P(X ≥ both)`, where X of `drawn` orders hold a product that `marked` of all `total` orders hold, if which ones
/// these are is mere chance (the hypergeometric upper tail); 0 where `both` is not more than to be expected.
pub fn surprise_nats(both: u32, drawn: u32, marked: u32, total: u32) -> f64 {
    let [k, n, m, all] = [both, drawn, marked, total].map(f64::from);
    if k * all <= n * m || both > drawn.min(marked) || drawn.max(marked) > total {
        return 0.0;
    }
    let (mut term, mut sum) = (1.0, 1.0);
    let mut x = k;
    while x < n.min(m) {
        term *= (n - x) * (m - x) / ((x + 1.0) * (all - n - m + x + 1.0));
        sum += term;
        if term < sum * 1e-9 {
            break;
        }
        x += 1.0;
    }
    let ln_probability = ln_choose(m, k) + ln_choose(all - m, n - k) - ln_choose(all, n);
    -(ln_probability + f64::ln(sum))
}

fn ln_choose(n: f64, k: f64) -> f64 {
    ln_factorial(n) - ln_factorial(k) - ln_factorial(n - k)
}

/// `ln(n!)`: products for small `n`, Stirling's series beyond.
fn ln_factorial(n: f64) -> f64 {
    if n < 16.0 {
        return SMALL_FACTORIALS[n.max(0.0) as usize].ln();
    }
    let x = n + 1.0;
    (x - 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln() + 1.0 / (12.0 * x) - 1.0 / (360.0 * x * x * x)
}

const SMALL_FACTORIALS: [f64; 16] = {
    let mut factorials = [1.0; 16];
    let mut n = 1;
    while n < 16 {
        factorials[n] = factorials[n - 1] * n as f64;
        n += 1;
    }
    factorials
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tails_agree_with_sums_of_exact_probabilities() {
        let choose =
            |n: u32, k: u32| (0..k).fold(1.0, |product, i| product * f64::from(n - i) / f64::from(i + 1));
        for (both, drawn, marked, total) in [(3, 5, 6, 20), (5, 5, 5, 10), (9, 12, 20, 60), (2, 3, 10, 40)] {
            let exact: f64 = (both..=drawn.min(marked))
                .map(|k| choose(marked, k) * choose(total - marked, drawn - k) / choose(total, drawn))
                .sum();
            let got = (-surprise_nats(both, drawn, marked, total)).exp();
            assert!((got / exact - 1.0).abs() < 1e-6, "{got} is not {exact}");
        }
        assert!(
            surprise_nats(2, 10, 20, 100).abs() < 1e-12,
            "no more than expected is no surprise"
        );
    }
}
