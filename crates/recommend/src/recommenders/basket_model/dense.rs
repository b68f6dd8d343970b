//! The exact model: one inverse of the whole matrix.

use rayon::prelude::*;

use super::{Weights, keep_largest, ridge::Ridge};
use crate::counting::{
    gram::{GramIndex, GramRow},
    inverse::invert,
};

/// Each product's positive weights for others, by place.
pub(super) fn rows(index: GramIndex, ridge: &Ridge, kept: usize) -> Vec<Weights> {
    let n = ridge.len();
    // Scaled to a diagonal of one, single precision is enough whatever the products' frequencies are.
    let scale: Vec<f64> = ridge.diagonal.iter().map(|value| value.sqrt()).collect();
    let mut matrix = scaled_gram(&index, ridge, &scale);
    drop(index);
    invert(&mut matrix, n);
    let column = |place: usize| -> f32 {
        (scale[place] * ridge.factor[place] / f64::from(matrix[place * n + place])) as f32
    };
    let columns: Vec<f32> = (0..n).map(column).collect();
    let weights = |own: usize| {
        let row_scale = -(1.0 / scale[own]) as f32;
        let values = matrix[own * n..(own + 1) * n].iter().zip(&columns).zip(0_u32..);
        let mut weights: Weights = values
            .map(|((value, column), place)| (place, value * column * row_scale))
            .filter(|(place, weight)| *place as usize != own && *weight > 0.0 && weight.is_finite())
            .collect();
        keep_largest(&mut weights, kept);
        weights
    };
    (0..n).into_par_iter().map(weights).collect()
}

/// The lower triangle of `G + λI`, scaled to a diagonal of one.
fn scaled_gram(index: &GramIndex, ridge: &Ridge, scale: &[f64]) -> Vec<f32> {
    let n = ridge.len();
    let mut matrix = vec![0.0_f32; n * n];
    matrix
        .par_chunks_mut(n.max(1))
        .enumerate()
        .with_min_len(64)
        .for_each_init(
            || GramRow::new(ridge.catalogue_len()),
            |row, (own, values)| {
                index.row(ridge.product(own as u32), row, |other, weight| {
                    if let Some(place) = ridge.place(other).map(|place| place as usize)
                        && place < own
                    {
                        values[place] = (weight / (scale[own] * scale[place])) as f32;
                    }
                });
                values[own] = 1.0;
            },
        );
    matrix
}
