//! **What a shopkeeper sees:** which kinds of products are bought together: laptops with bags, whatever the models.
//!
//! **Method:** for two different leaf categories, how many times more orders hold both than chance lets expect, with
//! the basket-size correction of [`crate::counting::significance`], shrunk towards 1 by five expected orders:
//! `ln((c + 5) / (E + 5))`. The 32 most affine leaves of each leaf are kept. For one leaf, how many times as often as
//! by chance orders hold several of its products: `(c + R) / (E + 1)` with `E = (l/L)²·Σ s(s − 1)/2` for its `l` of all
//! `L` lines and the orders' sizes `s`, and `R` the same of all leaves together.
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
    /// Per leaf, see [`LeafAffinity::several`].
    several: Column<f32>,
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

impl LeafAffinity {
    /// How many times as often as by chance orders hold several products of `leaf`; 1 where nothing is known.
    pub fn several(&self, leaf: u32) -> f32 {
        self.several.get(leaf as usize).copied().unwrap_or(1.0)
    }
}

impl Signal for LeafAffinity {
    const ID: &'static str = "leaf_affinity";
    const SEES: &'static str = "Which kinds of products are bought together, whatever the models.";

    fn learn(history: &History, catalogue: &Catalogue, _params: &Params) -> Self {
        let leaves = catalogue.leaf_count();
        let mut of_leaves = Baskets::default();
        let mut held = Vec::new();
        let mut several = Several::new(leaves);
        for basket in history.iter() {
            held.clear();
            held.extend(
                basket
                    .products
                    .iter()
                    .filter_map(|&product| catalogue.leaf(product)),
            );
            held.sort_unstable();
            several.count(basket.products.len(), &held);
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
            several: Column::new(several.ratios()),
        }
    }

    fn write(&self, sections: &mut Sections) {
        sections.put("leaf_affinity/offset", &self.offset);
        sections.put("leaf_affinity/leaf", &self.leaf);
        sections.put("leaf_affinity/affinity", &self.affinity);
        sections.put("leaf_affinity/several", &self.several);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self, SectionError> {
        let name = "leaf_affinity/offset";
        let signal = Self {
            offset: sections.get(name)?,
            leaf: sections.get("leaf_affinity/leaf")?,
            affinity: sections.get("leaf_affinity/affinity")?,
            several: sections.get("leaf_affinity/several")?,
        };
        check_offsets(name, &signal.offset, catalogue.leaf_count(), signal.leaf.len())?;
        check_offsets(
            name,
            &signal.offset,
            catalogue.leaf_count(),
            signal.affinity.len(),
        )?;
        if signal.several.len() != catalogue.leaf_count() {
            return Err(SectionError::Inconsistent("leaf_affinity/several".to_owned()));
        }
        Ok(signal)
    }

    fn tells(&self, _product: ProductIndex) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
}

/// Counts how often orders hold several products of one leaf.
struct Several {
    /// Orders that hold several, per leaf.
    orders: Vec<u64>,
    /// Lines per leaf.
    lines: Vec<u64>,
    lines_total: u64,
    /// Pairs of lines of all orders.
    pairs_total: u64,
}

impl Several {
    fn new(leaves: usize) -> Self {
        Self {
            orders: vec![0; leaves],
            lines: vec![0; leaves],
            lines_total: 0,
            pairs_total: 0,
        }
    }

    /// Adds an order of so many products; `held` are their leaves, sorted.
    fn count(&mut self, products: usize, held: &[u32]) {
        let size = products as u64;
        self.lines_total += size;
        self.pairs_total += size * size.saturating_sub(1) / 2;
        for same in held.chunk_by(|a, b| a == b) {
            self.lines[same[0] as usize] += same.len() as u64;
            self.orders[same[0] as usize] += u64::from(same.len() > 1);
        }
    }

    /// Per leaf, how many times as often as by chance orders hold several.
    fn ratios(&self) -> Vec<f32> {
        let share = |lines: u64| lines as f64 / self.lines_total.max(1) as f64;
        let expected = |lines: u64| share(lines) * share(lines) * self.pairs_total as f64;
        let all: u64 = self.orders.iter().sum();
        let all_expected: f64 = self.lines.iter().map(|&lines| expected(lines)).sum();
        let of_all = (all as f64 + PRIOR_ORDERS) / (all_expected + PRIOR_ORDERS);
        let ratio = |(&orders, &lines): (&u64, &u64)| (orders as f64 + of_all) / (expected(lines) + 1.0);
        let leaves = self.orders.iter().zip(&self.lines);
        leaves.map(|leaf| ratio(leaf) as f32).collect()
    }
}
