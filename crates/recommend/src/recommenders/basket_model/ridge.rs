//! Which products take part, and what the regression is held back by.

use rayon::prelude::*;

use super::Settings;
use crate::{counting::gram::GramIndex, query::ProductIndex};

/// Products in fewer orders say nothing that would repeat.
const ORDERS_MIN: u32 = 3;
const NO_PLACE: u32 = u32::MAX;

/// The products of the model, numbered by places, with the diagonal of `G + λI`.
pub(super) struct Ridge {
    products: Vec<ProductIndex>,
    places: Vec<u32>,
    /// `G_ii + λ` by place.
    pub diagonal: Vec<f64>,
    /// What a weight for the product at each place is multiplied by: `n^-β`.
    pub factor: Vec<f64>,
    /// λ in units of `G`.
    pub lambda: f64,
}

impl Ridge {
    pub fn new(index: &GramIndex, settings: &Settings) -> Self {
        let orders = index.orders();
        let taking_part = |&product: &ProductIndex| orders[product as usize] >= ORDERS_MIN;
        let products: Vec<ProductIndex> = (0..orders.len() as ProductIndex).filter(taking_part).collect();
        let mut places = vec![NO_PLACE; orders.len()];
        for (place, &product) in products.iter().enumerate() {
            places[product as usize] = place as u32;
        }
        let own: Vec<f64> = products
            .par_iter()
            .map(|&product| index.own_weight(product))
            .collect();
        let sold = |product: &ProductIndex| f64::from(orders[*product as usize]);
        let lines: f64 = products.iter().map(sold).sum();
        let mean_weight = own.iter().sum::<f64>() / lines.max(1.0);
        // A shop without orders has no mean; any positive number will do.
        let lambda = settings.lambda * mean_weight.max(f64::MIN_POSITIVE);
        Self {
            diagonal: own.iter().map(|weight| weight + lambda).collect(),
            factor: products
                .iter()
                .map(|product| sold(product).powf(-settings.beta))
                .collect(),
            products,
            places,
            lambda,
        }
    }

    /// How many products take part.
    pub fn len(&self) -> usize {
        self.products.len()
    }

    /// The product at `place`.
    pub fn product(&self, place: u32) -> ProductIndex {
        self.products[place as usize]
    }

    /// The place of `product`, where it takes part.
    pub fn place(&self, product: ProductIndex) -> Option<u32> {
        self.places
            .get(product as usize)
            .copied()
            .filter(|&place| place != NO_PLACE)
    }

    /// Products of the catalogue.
    pub fn catalogue_len(&self) -> usize {
        self.places.len()
    }
}
