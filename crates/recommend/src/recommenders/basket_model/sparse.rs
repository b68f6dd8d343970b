//! The model of a large catalogue: each product is predicted from its strongest neighbours alone.
//!
//! For a product `j` with neighbours `S`, `b = (G_SS + λI)⁻¹ · G_Sj` is column `j` of the model. `G_SS` is put together
//! from rows of `G` that keep each product's strongest pairs; what both ends have dropped counts as zero.

use rayon::prelude::*;

use super::{Weights, keep_largest, ridge::Ridge};
use crate::counting::gram::{GramIndex, GramRow};

/// Neighbours that predict a product, and pairs kept of its row of `G`: 8 bytes each, so 400 MB for a million products.
/// On a gift shop's validation slice fifty found as much as the exact model; a hundred found no more and took several
/// times as long.
const NEIGHBOURS: usize = 50;
/// A pivot of the scaled matrix below this is rounding, or what the dropped pairs left.
const PIVOT_MIN: f64 = 1e-3;

/// Each product's positive weights for others, by place.
pub(super) fn rows(index: GramIndex, ridge: &Ridge, kept: usize) -> Vec<Weights> {
    let gram = strongest_pairs(&index, ridge);
    drop(index);
    let n = ridge.len();
    let columns: Vec<Weights> = (0..n)
        .into_par_iter()
        .with_min_len(n / 256 + 1)
        .map_init(
            || Regression::new(n),
            |regression, place| regression.column(&gram, ridge, place),
        )
        .collect();
    drop(gram);
    turn_round(columns, kept)
}

/// Each product's largest entries of `G`, scaled to a diagonal of one.
fn strongest_pairs(index: &GramIndex, ridge: &Ridge) -> Vec<Weights> {
    let n = ridge.len();
    let scale: Vec<f64> = ridge.diagonal.iter().map(|value| value.sqrt()).collect();
    let strongest = |row: &mut GramRow, own: usize| {
        let mut pairs = Weights::new();
        index.row(ridge.product(own as u32), row, |other, weight| {
            if let Some(place) = ridge.place(other).filter(|&place| place as usize != own) {
                pairs.push((place, (weight / (scale[own] * scale[place as usize])) as f32));
            }
        });
        keep_largest(&mut pairs, NEIGHBOURS);
        pairs
    };
    (0..n)
        .into_par_iter()
        .with_min_len(n / 4_096 + 1)
        .map_init(|| GramRow::new(ridge.catalogue_len()), strongest)
        .collect()
}

/// The workspace of one thread.
struct Regression {
    /// By place: 1 + the position among the neighbours, 0 for others.
    slots: Vec<u16>,
    matrix: Vec<f64>,
    solution: Vec<f64>,
}

impl Regression {
    fn new(products: usize) -> Self {
        Self {
            slots: vec![0; products],
            matrix: Vec::new(),
            solution: Vec::new(),
        }
    }

    fn column(&mut self, gram: &[Weights], ridge: &Ridge, own: usize) -> Weights {
        let neighbours = &gram[own];
        self.gather(gram, neighbours);
        self.solution.clear();
        self.solution
            .extend(neighbours.iter().map(|(_, weight)| f64::from(*weight)));
        solve(&mut self.matrix, &mut self.solution);
        let own_scale = ridge.diagonal[own].sqrt() * ridge.factor[own];
        let weights = neighbours.iter().zip(&self.solution);
        weights
            .filter(|(_, weight)| **weight > 0.0 && weight.is_finite())
            .map(|((place, _), weight)| {
                let scale = own_scale / ridge.diagonal[*place as usize].sqrt();
                (*place, (weight * scale) as f32)
            })
            .collect()
    }

    /// The matrix of the neighbours among themselves.
    fn gather(&mut self, gram: &[Weights], neighbours: &[(u32, f32)]) {
        let m = neighbours.len();
        self.matrix.clear();
        self.matrix.resize(m * m, 0.0);
        for (slot, (place, _)) in neighbours.iter().enumerate() {
            self.slots[*place as usize] = slot as u16 + 1;
        }
        for (slot, (place, _)) in neighbours.iter().enumerate() {
            self.matrix[slot * m + slot] = 1.0;
            for (other, weight) in &gram[*place as usize] {
                if let Some(other) = usize::from(self.slots[*other as usize]).checked_sub(1) {
                    self.matrix[slot * m + other] = f64::from(*weight);
                    self.matrix[other * m + slot] = f64::from(*weight);
                }
            }
        }
        for (place, _) in neighbours {
            self.slots[*place as usize] = 0;
        }
    }
}

/// Solves `matrix · x = solution` for a symmetric positive definite matrix by Cholesky's factors, in place.
fn solve(matrix: &mut [f64], solution: &mut [f64]) {
    let n = solution.len();
    for row in 0..n {
        let (above, own) = matrix.split_at_mut(row * n);
        for column in 0..row {
            let factor = &above[column * n..column * n + column + 1];
            let sum: f64 = own[..column].iter().zip(factor).map(|(a, b)| a * b).sum();
            own[column] = (own[column] - sum) / factor[column];
        }
        let squares: f64 = own[..row].iter().map(|value| value * value).sum();
        own[row] = (own[row] - squares).max(PIVOT_MIN).sqrt();
        let sum: f64 = own[..row].iter().zip(&*solution).map(|(a, b)| a * b).sum();
        solution[row] = (solution[row] - sum) / own[row];
    }
    for row in (0..n).rev() {
        let sum: f64 = (row + 1..n)
            .map(|below| matrix[below * n + row] * solution[below])
            .sum();
        solution[row] = (solution[row] - sum) / matrix[row * n + row];
    }
}

/// Rows from columns, each with its largest weights.
fn turn_round(columns: Vec<Weights>, kept: usize) -> Vec<Weights> {
    let mut lengths = vec![0_u32; columns.len()];
    for (place, _) in columns.iter().flatten() {
        lengths[*place as usize] += 1;
    }
    let mut rows: Vec<Weights> = lengths
        .into_iter()
        .map(|length| Weights::with_capacity(length as usize))
        .collect();
    for (column, weights) in columns.into_iter().enumerate() {
        for (place, weight) in weights {
            rows[place as usize].push((column as u32, weight));
        }
    }
    rows.par_iter_mut().for_each(|row| keep_largest(row, kept));
    rows
}
