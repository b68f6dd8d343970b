//! Counts, means and products of deviations of a few numbers per unit: all that the statistics of experiments read.
//!
//! They add: moments of two days, shards or arms give those of both, and ten million rows come down to a few numbers.
//!
//! Source: T. Chan, G. Golub and R. LeVeque, "Algorithms for computing the sample variance", 1983. Deviations are kept
//! rather than squares, because the squares of large amounts leave no digits for their differences.

/// Moments of `N` numbers per unit. Plain data, so that it can be kept and read again.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Moments<const N: usize> {
    /// How many units were added.
    pub count: u64,
    /// The mean of each number.
    pub means: [f64; N],
    /// For each two numbers the sum over units of the product of their deviations from their means.
    pub products: [[f64; N]; N],
}

impl<const N: usize> Default for Moments<N> {
    fn default() -> Self {
        Self {
            count: 0,
            means: [0.0; N],
            products: [[0.0; N]; N],
        }
    }
}

impl<const N: usize> Moments<N> {
    /// Those of one unit.
    pub fn of(values: [f64; N]) -> Self {
        Self {
            count: 1,
            means: values,
            products: [[0.0; N]; N],
        }
    }

    /// Adds a unit.
    pub fn add(&mut self, values: [f64; N]) {
        self.merge(&Self::of(values));
    }

    /// Adds all units of `other`.
    pub fn merge(&mut self, other: &Self) {
        if other.count == 0 {
            return;
        }
        let (own, others) = (self.count as f64, other.count as f64);
        let both = own + others;
        let apart = self.apart(other);
        for i in 0..N {
            for j in 0..N {
                self.products[i][j] += other.products[i][j] + apart[i] * apart[j] * own * others / both;
            }
            self.means[i] += apart[i] * others / both;
        }
        self.count += other.count;
    }

    /// Takes units out again that were added before, such as a customer's totals of yesterday when those of today take
    /// their place. Nothing is left where `other` has as many units or more.
    pub fn take_out(&mut self, other: &Self) {
        if other.count >= self.count {
            *self = Self::default();
            return;
        }
        let (all, others) = (self.count as f64, other.count as f64);
        let rest = all - others;
        for i in 0..N {
            self.means[i] += (self.means[i] - other.means[i]) * others / rest;
        }
        let apart = self.apart(other);
        for i in 0..N {
            for j in 0..N {
                self.products[i][j] -= other.products[i][j] + apart[i] * apart[j] * rest * others / all;
            }
        }
        self.count -= other.count;
    }

    fn apart(&self, other: &Self) -> [f64; N] {
        std::array::from_fn(|i| other.means[i] - self.means[i])
    }

    /// The variance between units of the sum of the numbers, each times its weight; 0 with fewer than two units.
    pub fn variance(&self, weights: &[f64; N]) -> f64 {
        // Rounding may leave a hair below nothing where all units are the same.
        self.covariance(weights, weights).max(0.0)
    }

    /// The covariance between units of two weighted sums of the numbers; 0 with fewer than two units.
    pub fn covariance(&self, left: &[f64; N], right: &[f64; N]) -> f64 {
        if self.count < 2 {
            return 0.0;
        }
        let rows = self.products.iter().zip(left);
        let row = |products: &[f64; N]| -> f64 { products.iter().zip(right).map(|(p, w)| p * w).sum() };
        let sum: f64 = rows.map(|(products, weight)| weight * row(products)).sum();
        sum / (self.count - 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ROWS: [[f64; 2]; 5] = [
        [1e9, 2.0],
        [1e9 + 1.0, 2.5],
        [1e9 + 4.0, 1.0],
        [1e9, 0.0],
        [1e9 + 2.0, 7.0],
    ];

    fn all(rows: &[[f64; 2]]) -> Moments<2> {
        let mut moments = Moments::default();
        rows.iter().for_each(|&row| moments.add(row));
        moments
    }

    fn alike(a: &Moments<2>, b: &Moments<2>) {
        let close = |a: f64, b: f64| assert!((a - b).abs() <= 1e-6, "{a} is not {b}");
        assert_eq!(a.count, b.count);
        (0..2).for_each(|i| close(a.means[i], b.means[i]));
        (0..4).for_each(|i| close(a.products[i / 2][i % 2], b.products[i / 2][i % 2]));
    }

    #[test]
    fn variances_of_large_amounts_keep_their_digits() {
        let moments = all(&ROWS);
        assert!((moments.variance(&[1.0, 0.0]) - 2.8).abs() < 1e-6);
        assert!((moments.covariance(&[1.0, 0.0], &[0.0, 1.0]) - 0.75).abs() < 1e-6);
        assert!((moments.variance(&[1.0, 1.0]) - (2.8 + 2.0 * 0.75 + 7.25)).abs() < 1e-6);
    }

    #[test]
    fn parts_add_up_to_the_whole_and_can_be_taken_out() {
        let mut merged = all(&ROWS[..2]);
        merged.merge(&all(&ROWS[2..]));
        merged.merge(&Moments::default());
        alike(&merged, &all(&ROWS));
        merged.take_out(&all(&ROWS[1..3]));
        alike(&merged, &all(&[ROWS[0], ROWS[3], ROWS[4]]));
        merged.take_out(&all(&ROWS));
        assert_eq!(merged, Moments::default());
        assert!(Moments::of([1.0, 2.0]).variance(&[1.0, 1.0]).abs() < f64::EPSILON);
    }
}
