//! **What a shopkeeper sees:** which kinds of products are bought together: laptops with bags, whatever the models.
//!
//! **Method:** for two different leaf categories, how many times more orders hold both than chance lets expect, with
//! the basket-size correction of [`crate::counting::significance`], shrunk towards 1 by five expected orders:
//! `ln((c + 5) / (E + 5))`. The 32 most affine leaves of each leaf are kept.
//!
//! **When it fails:** where the shop names no categories; where a category holds everything.
//!
//! **Source:** the back-off from products to classes of class-based language models, P. Brown et al., 1992.

use crate::{
    Catalogue, Column, History, Params, SectionError, Sections, Signal,
    column::{check_offsets, row},
    counting::{
        pairs::{Accumulator, BasketIndex, BasketWeights},
        significance,
    },
    dataset::Baskets,
    query::ProductIndex,
};

/// The signal.
#[derive(Default)]
pub struct LeafAffinity {
    offset: Column<u32>,
    leaf: Column<u32>,
    affinity: Column<f32>,
}

const LEAVES_MAX: usize = 32;
/// Orders by which affinities are shrunk towards none.
const PRIOR_ORDERS: f64 = 5.0;

impl LeafAffinity {
    /// The leaves bought most above chance with `leaf`, the most affine first, each with its affinity (above 0).
    pub fn leaves(&self, leaf: u32) -> impl Iterator<Item = (u32, f32)> + '_ {
        let leaves = row(&self.leaf, &self.offset, leaf).iter().copied();
        leaves.zip(row(&self.affinity, &self.offset, leaf).iter().copied())
    }

    /// How much more often than by chance orders hold both leaves, as a logarithm; 0 where it is not known to be more.
    pub fn between(&self, leaf: u32, other: u32) -> f32 {
        self.leaves(leaf)
            .find(|(known, _)| *known == other)
            .map_or(0.0, |(_, affinity)| affinity)
    }
}

impl Signal for LeafAffinity {
    const ID: &'static str = "leaf_affinity";
    const SEES: &'static str = "Which kinds of products are bought together, whatever the models.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let leaves = catalogue.leaf_count();
        let mut of_leaves = Baskets::default();
        let mut held = Vec::new();
        for basket in history.iter() {
            held.clear();
            held.extend(
                basket
                    .products
                    .iter()
                    .filter_map(|&product| catalogue.leaf(product)),
            );
            of_leaves.push(&mut held);
        }
        let index = BasketIndex::build(leaves, || of_leaves.iter());
        let (mut accumulator, weights) = (Accumulator::new(leaves), BasketWeights::new(0.0));
        let (mut offset, mut leaf_column, mut affinity_column) = (vec![0], Vec::new(), Vec::new());
        for leaf in 0..leaves as u32 {
            let mut affine: Vec<(f32, u32)> = Vec::new();
            index.row(leaf, &weights, 2, &mut accumulator, |pair| {
                let orders = (
                    index.orders()[leaf as usize],
                    index.orders()[pair.product as usize],
                );
                let expected = significance::expected_orders(index.totals, orders.0, orders.1);
                let affinity = ((f64::from(pair.orders) + PRIOR_ORDERS) / (expected + PRIOR_ORDERS)).ln();
                if affinity > 0.0 {
                    affine.push((affinity as f32, pair.product));
                }
            });
            affine.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            affine.truncate(LEAVES_MAX);
            leaf_column.extend(affine.iter().map(|(_, leaf)| *leaf));
            affinity_column.extend(affine.iter().map(|(affinity, _)| *affinity));
            offset.push(leaf_column.len() as u32);
        }
        Self {
            offset: Column::new(offset),
            leaf: Column::new(leaf_column),
            affinity: Column::new(affinity_column),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("leaf_affinity/offset", &self.offset);
        sections.put("leaf_affinity/leaf", &self.leaf);
        sections.put("leaf_affinity/affinity", &self.affinity);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let name = "leaf_affinity/offset";
        let signal = Self {
            offset: sections.get(name)?,
            leaf: sections.get("leaf_affinity/leaf")?,
            affinity: sections.get("leaf_affinity/affinity")?,
        };
        check_offsets(name, &signal.offset, catalogue.leaf_count(), signal.leaf.len())?;
        check_offsets(
            name,
            &signal.offset,
            catalogue.leaf_count(),
            signal.affinity.len(),
        )?;
        Ok(signal)
    }

    fn tells(&self, _product: ProductIndex) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
}
