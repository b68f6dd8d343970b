//! Which products stand in for which: those that serve the same need and are most alike by title.

use crate::{
    BuildContext, Column,
    column::row,
    query::ProductIndex,
    signals::content::{handover, serve_same_need},
};

/// Products that stand in for another one.
const KIN_MAX: usize = 10;
/// Products that one stands in for: a plain title can be the nearest of a whole shelf.
const STANDS_FOR_MAX: usize = 20;
/// Likeness that the kin of a product must have together for their word to count half.
const LIKENESS_HALF: f32 = 0.5;

/// Who stands in for whom, and how far a product's own orders make that needless.
pub(super) struct Kin<'a> {
    context: &'a BuildContext<'a>,
    /// `1 − w` of each product.
    novelty: Vec<f32>,
    /// What each product's kin count, to be divided by.
    likeness: Vec<f32>,
    /// Of each product the ones it stands in for, the most alike first.
    offset: Column<u32>,
    product: Column<u32>,
    alike: Column<f32>,
}

impl<'a> Kin<'a> {
    pub(super) fn new(context: &'a BuildContext<'a>) -> Self {
        let products = 0..context.catalogue.len() as ProductIndex;
        let novelty = |product| 1.0 - handover(context.signals.sales.orders(product));
        let mut stands_for: Vec<Vec<(f32, ProductIndex)>> = vec![Vec::new(); products.len()];
        let mut likeness = Vec::with_capacity(products.len());
        for product in products.clone() {
            let mut sum = LIKENESS_HALF;
            for (kin, alike) in kin(context, product) {
                sum += alike;
                stands_for[kin as usize].push((alike, product));
            }
            likeness.push(sum);
        }
        let (mut offset, mut product, mut alike) = (vec![0], Vec::new(), Vec::new());
        for mut own in stands_for {
            own.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            own.truncate(STANDS_FOR_MAX);
            alike.extend(own.iter().map(|(alike, _)| *alike));
            product.extend(own.iter().map(|(_, product)| *product));
            offset.push(product.len() as u32);
        }
        Self {
            context,
            novelty: products.map(novelty).collect(),
            likeness,
            offset: Column::new(offset),
            product: Column::new(product),
            alike: Column::new(alike),
        }
    }

    /// How new a product is: 1 where nobody bought it yet, towards 0 as orders come in.
    pub(super) fn novelty(&self, product: ProductIndex) -> f32 {
        self.novelty[product as usize]
    }

    /// The products that stand in for `product`, each with its share of their common word.
    pub(super) fn of(&self, product: ProductIndex) -> impl Iterator<Item = (ProductIndex, f32)> + '_ {
        let share = self.novelty(product) / self.likeness[product as usize];
        kin(self.context, product).map(move |(kin, alike)| (kin, alike * share))
    }

    /// The products that `product` stands in for, each with the share of its word in what their kin say.
    pub(super) fn stands_for(&self, product: ProductIndex) -> impl Iterator<Item = (ProductIndex, f32)> + '_ {
        let products = row(&self.product, &self.offset, product).iter();
        let alike = row(&self.alike, &self.offset, product).iter();
        let share = |product: ProductIndex| self.novelty(product) / self.likeness[product as usize];
        products
            .zip(alike)
            .map(move |(&other, &alike)| (other, alike * share(other)))
    }
}

fn kin<'a>(
    context: &'a BuildContext<'a>,
    product: ProductIndex,
) -> impl Iterator<Item = (ProductIndex, f32)> + 'a {
    let alike = context.signals.content.neighbours(product);
    alike
        .filter(move |&(other, alike)| serve_same_need(context.catalogue, product, other, alike))
        .map(|(other, alike)| (other, alike.min(1.0)))
        .take(KIN_MAX)
}
