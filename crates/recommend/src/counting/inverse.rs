//! The inverse of a large symmetric positive definite matrix, in place and on all cores.
//!
//! The matrix is swept block by block: with `K` the block's rows, `A_ij -= A_iK · A_KK⁻¹ · A_Kj` for all others,
//! `A_iK ← A_iK · A_KK⁻¹` and `A_KK ← -A_KK⁻¹`; when all blocks are swept, the inverse stands there with its sign
//! turned. Only the lower triangle is kept, which halves the work to `n³` operations, nearly all of them in matrix
//! products of a size at which a core reaches its peak. The pivots are Schur complements of a positive definite
//! matrix, so that no exchange of rows is needed; they are inverted in double precision. Each product is computed by
//! one thread in a fixed sequence: the result does not depend on how many there are.
//!
//! Source: J. Goodnight, "A tutorial on the SWEEP operator", The American Statistician 33 (1979).

use ndarray::{ArrayView2, ArrayViewMut2, linalg::general_mat_mul};
use rayon::prelude::*;

/// Rows of a block: wide enough for the product to be limited by arithmetic, small enough for the cache.
const BLOCK: usize = 256;
/// A pivot is not let below this share of its row's largest entry: rounding, or sums that were cut off, may have made
/// a matrix slightly indefinite.
const PIVOT_MIN: f64 = 1e-6;

/// Replaces the matrix of `n` rows by its inverse; it must be symmetric and positive definite, and only its lower
/// triangle is read. Both triangles are written.
///
/// Scale it so that the diagonal is 1, where precision matters.
pub fn invert(matrix: &mut [f32], n: usize) {
    assert_eq!(matrix.len(), n * n, "the matrix is square");
    let width = BLOCK.min(n);
    let (mut panel, mut swept) = (vec![0.0_f32; n * width], vec![0.0_f32; n * width]);
    for from in (0..n).step_by(BLOCK) {
        let block = Block {
            from,
            to: (from + BLOCK).min(n),
        };
        let size = block.to - block.from;
        let (panel, swept) = (&mut panel[..n * size], &mut swept[..n * size]);
        let pivot = block.inverse_of_pivot(matrix, n);
        block.gather(matrix, n, panel);
        let pivot_view = view(&pivot, size, size);
        (swept.par_chunks_mut(BLOCK * size), panel.par_chunks(BLOCK * size))
            .into_par_iter()
            .for_each(|(swept, panel)| {
                let rows = panel.len() / size;
                let mut target = view_mut(swept, rows, size);
                general_mat_mul(1.0, &view(panel, rows, size), &pivot_view, 0.0, &mut target);
            });
        matrix
            .par_chunks_mut(BLOCK * n)
            .enumerate()
            .for_each(|(number, rows)| block.sweep(number * BLOCK, rows, n, panel, swept, &pivot));
    }
    matrix.par_iter_mut().for_each(|value| *value = -*value);
    mirror(matrix, n);
}

/// The rows and columns that are swept together.
#[derive(Clone, Copy)]
struct Block {
    from: usize,
    to: usize,
}

impl Block {
    /// The inverse of the block on the diagonal, by Gauss and Jordan in double precision.
    fn inverse_of_pivot(self, matrix: &[f32], n: usize) -> Vec<f32> {
        let size = self.to - self.from;
        let mut block = vec![0.0_f64; size * size];
        for row in 0..size {
            for column in 0..=row {
                let value = f64::from(matrix[(self.from + row) * n + self.from + column]);
                block[row * size + column] = value;
                block[column * size + row] = value;
            }
        }
        invert_small(&mut block, size);
        block.into_iter().map(|value| value as f32).collect()
    }

    /// The block's columns for all rows, zero for its own.
    fn gather(self, matrix: &[f32], n: usize, panel: &mut [f32]) {
        let size = self.to - self.from;
        panel.par_chunks_mut(size).enumerate().for_each(|(row, values)| {
            if row >= self.to {
                values.copy_from_slice(&matrix[row * n + self.from..row * n + self.to]);
            } else if row >= self.from {
                values.fill(0.0);
            } else {
                for (column, value) in values.iter_mut().enumerate() {
                    *value = matrix[(self.from + column) * n + row];
                }
            }
        });
    }

    /// Sweeps the block from the rows that begin with `first`.
    fn sweep(self, first: usize, rows: &mut [f32], n: usize, panel: &[f32], swept: &[f32], pivot: &[f32]) {
        let size = self.to - self.from;
        let count = rows.len() / n;
        let end = first + count;
        if first != self.from {
            let own = view(&swept[first * size..end * size], count, size);
            let others = view(&panel[..end * size], end, size);
            let mut all = view_mut(rows, count, n);
            let mut target = all.slice_mut(ndarray::s![.., ..end]);
            general_mat_mul(-1.0, &own, &others.t(), 1.0, &mut target);
        }
        for (row, values) in (first..end).zip(rows.chunks_mut(n)) {
            if row >= self.to {
                values[self.from..self.to].copy_from_slice(&swept[row * size..(row + 1) * size]);
            } else if row >= self.from {
                let own = row - self.from;
                for (column, value) in values[..self.from].iter_mut().enumerate() {
                    *value = swept[column * size + own];
                }
                for (column, value) in values[self.from..self.to].iter_mut().enumerate() {
                    *value = -pivot[own * size + column];
                }
            }
        }
    }
}

/// Inverts a small symmetric positive definite matrix of `n` rows in place, by Gauss and Jordan without exchanges.
pub fn invert_small(matrix: &mut [f64], n: usize) {
    let mut pivot_row = vec![0.0; n];
    for k in 0..n {
        let pivot = matrix[k * n + k].max(PIVOT_MIN);
        pivot_row.copy_from_slice(&matrix[k * n..(k + 1) * n]);
        pivot_row.iter_mut().for_each(|value| *value /= pivot);
        pivot_row[k] = 1.0 / pivot;
        for (row, values) in matrix.chunks_mut(n).enumerate() {
            if row == k {
                continue;
            }
            let factor = std::mem::take(&mut values[k]);
            for (value, &other) in values.iter_mut().zip(&pivot_row) {
                *value -= factor * other;
            }
        }
        matrix[k * n..(k + 1) * n].copy_from_slice(&pivot_row);
    }
}

/// Copies the lower triangle into the upper one, tile by tile, as whole columns would miss the cache at each step.
fn mirror(matrix: &mut [f32], n: usize) {
    const TILE: usize = 64;
    for top in (0..n).step_by(TILE) {
        for left in (0..=top).step_by(TILE) {
            for row in top..(top + TILE).min(n) {
                for column in left..(left + TILE).min(row) {
                    matrix[column * n + row] = matrix[row * n + column];
                }
            }
        }
    }
}

fn view(values: &[f32], rows: usize, columns: usize) -> ArrayView2<'_, f32> {
    ArrayView2::from_shape((rows, columns), values).expect("the slices are cut to whole rows")
}

fn view_mut(values: &mut [f32], rows: usize, columns: usize) -> ArrayViewMut2<'_, f32> {
    ArrayViewMut2::from_shape((rows, columns), values).expect("the slices are cut to whole rows")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A symmetric positive definite matrix with diagonal 1, its entries following from `seed`.
    fn matrix(n: usize, seed: u64) -> Vec<f64> {
        let mut state = seed;
        let mut random = || {
            state = state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            (state >> 40) as f64 / f64::from(1 << 24) - 0.3
        };
        let factors = 1 + n / 3;
        let rows: Vec<Vec<f64>> = (0..n).map(|_| (0..factors).map(|_| random()).collect()).collect();
        let product = |a: usize, b: usize| rows[a].iter().zip(&rows[b]).map(|(a, b)| a * b).sum::<f64>();
        let ridge = factors as f64 * 0.02;
        let scale: Vec<f64> = (0..n).map(|a| (product(a, a) + ridge).sqrt()).collect();
        let mut matrix = vec![0.0; n * n];
        for a in 0..n {
            for b in 0..n {
                let ridge = if a == b { ridge } else { 0.0 };
                matrix[a * n + b] = (product(a, b) + ridge) / (scale[a] * scale[b]);
            }
        }
        matrix
    }

    #[test]
    fn the_inverse_times_the_matrix_is_one() {
        for (n, seed) in [(1, 1), (2, 2), (7, 3), (100, 4), (256, 5), (257, 6), (600, 7)] {
            let exact = matrix(n, seed);
            let mut inverse: Vec<f32> = exact.iter().map(|&value| value as f32).collect();
            // The upper triangle is not read.
            (0..n).for_each(|row| inverse[row * n + row + 1..(row + 1) * n].fill(f32::NAN));
            invert(&mut inverse, n);
            for row in (0..n).step_by(1 + n / 50) {
                for column in 0..n {
                    let product: f64 = (0..n)
                        .map(|k| f64::from(inverse[row * n + k]) * exact[k * n + column])
                        .sum();
                    let one = if row == column { 1.0 } else { 0.0 };
                    assert!((product - one).abs() < 2e-3, "n {n}, {row} {column}: {product}");
                }
            }
        }
    }

    #[test]
    fn large_and_small_agree() {
        let n = 300;
        let mut exact = matrix(n, 11);
        let mut inverse: Vec<f32> = exact.iter().map(|&value| value as f32).collect();
        invert(&mut inverse, n);
        invert_small(&mut exact, n);
        let largest = exact
            .iter()
            .fold(0.0_f64, |largest, value| largest.max(value.abs()));
        for (a, b) in inverse.iter().zip(&exact) {
            assert!((f64::from(*a) - b).abs() < 1e-4 * largest, "{a} {b}");
        }
    }

    #[test]
    fn a_matrix_that_cannot_be_inverted_still_gives_numbers() {
        let mut matrix = vec![1.0_f32; 400 * 400];
        invert(&mut matrix, 400);
        assert!(matrix.iter().all(|value| value.is_finite()));
        invert(&mut [], 0);
    }
}
