//! Whether more orders hold a product beside another than chance brings about: Fisher's exact test.

use std::f64::consts::PI;

/// The test, with what it needs again and again.
pub struct Fisher {
    /// `ln(n!)` by `n`, as far as it goes.
    ln_factorials: Vec<f64>,
}

/// Logarithms kept: half a megabyte, which stays in a fast cache.
const KEPT_MAX: u32 = 1 << 16;

impl Fisher {
    /// A test for counts among `total` orders.
    pub fn new(total: u32) -> Self {
        let ln_factorials = (0..=total.min(KEPT_MAX)).scan(0.0, |sum, n| {
            *sum += f64::from(n.max(1)).ln();
            Some(*sum)
        });
        Self {
            ln_factorials: ln_factorials.collect(),
        }
    }

    /// `-ln P(X ≥ both)`, where X of `drawn` orders hold a product that `marked` of all `total` orders hold, if which
    /// ones these are is mere chance (the hypergeometric upper tail); 0 where `both` is not [`above_chance`].
    pub fn surprise_nats(&self, both: u32, drawn: u32, marked: u32, total: u32) -> f64 {
        let possible = both <= drawn.min(marked)
            && u64::from(drawn) + u64::from(marked) <= u64::from(total) + u64::from(both);
        if !possible || !above_chance(both, drawn, marked, total) {
            return 0.0;
        }
        let [n, m, all] = [drawn, marked, total].map(f64::from);
        let (mut term, mut sum) = (1.0, 1.0);
        for more in both..drawn.min(marked) {
            let x = f64::from(more);
            term *= (n - x) * (m - x) / ((x + 1.0) * (all - n - m + x + 1.0));
            sum += term;
            if term < sum * 1e-9 {
                break;
            }
        }
        let among_marked = self.ln_choose(marked, both);
        let among_others = self.ln_choose(total - marked, drawn - both);
        self.ln_choose(total, drawn) - among_marked - among_others - f64::ln(sum)
    }

    fn ln_choose(&self, n: u32, k: u32) -> f64 {
        self.ln_factorial(n) - self.ln_factorial(k) - self.ln_factorial(n - k)
    }

    /// `ln(n!)`: summed for small `n`, Stirling's series beyond.
    fn ln_factorial(&self, n: u32) -> f64 {
        match self.ln_factorials.get(n as usize) {
            Some(&known) => known,
            None => {
                let x = f64::from(n) + 1.0;
                (x - 0.5) * x.ln() - x + 0.5 * (2.0 * PI).ln() + 1.0 / (12.0 * x) - 1.0 / (360.0 * x * x * x)
            }
        }
    }
}

/// Whether `both` is more than chance lets expect.
pub fn above_chance(both: u32, drawn: u32, marked: u32, total: u32) -> bool {
    u64::from(both) * u64::from(total) > u64::from(drawn) * u64::from(marked)
}

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
            let got = (-Fisher::new(total).surprise_nats(both, drawn, marked, total)).exp();
            assert!((got / exact - 1.0).abs() < 1e-6, "{got} is not {exact}");
        }
        let fisher = Fisher::new(100);
        assert!(
            fisher.surprise_nats(2, 10, 20, 100).abs() < 1e-12,
            "no more than expected is no surprise"
        );
        let [series, summed] = [20, 60].map(|kept| Fisher::new(kept).surprise_nats(12, 30, 20, 60));
        assert!(
            (series - summed).abs() < 1e-6,
            "Stirling's {series} goes on where sums of {summed} end"
        );
    }
}
