//! Which products stand in for which: those that serve the same need and are most alike by title.

use smallvec::SmallVec;

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

/// Weaker words are dropped: of products that sell well next to nothing is left.
pub(super) const SCORE_MIN: f32 = 0.01;

/// Who stands in for whom, and how far a product's own orders make that needless.
pub(super) struct Kin<'a> {
    context: &'a BuildContext<'a>,
    /// `(1 − w)²` of each product: the square, because even a few orders of its own say more than its like.
    novelty: Vec<f32>,
    /// Of each product the ones it stands in for, each with its share in what their kin say, the largest first.
    offset: Column<u32>,
    product: Column<u32>,
    share: Column<f32>,
}

impl<'a> Kin<'a> {
    pub(super) fn new(context: &'a BuildContext<'a>) -> Self {
        let products = 0..context.catalogue.len() as ProductIndex;
        let novelty = |product| (1.0 - handover(context.signals.sales.orders(product))).powi(2);
        let mut kin = Self {
            context,
            novelty: products.clone().map(novelty).collect(),
            offset: Column::default(),
            product: Column::default(),
            share: Column::default(),
        };
        let mut stands_for: Vec<Vec<(f32, ProductIndex)>> = vec![Vec::new(); products.len()];
        for product in products {
            for (other, share) in kin.of(product) {
                stands_for[other as usize].push((share, product));
            }
        }
        let (mut offset, mut product, mut share) = (vec![0], Vec::new(), Vec::new());
        for mut own in stands_for {
            own.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
            own.truncate(STANDS_FOR_MAX);
            share.extend(own.iter().map(|(share, _)| *share));
            product.extend(own.iter().map(|(_, product)| *product));
            offset.push(product.len() as u32);
        }
        kin.offset = Column::new(offset);
        kin.product = Column::new(product);
        kin.share = Column::new(share);
        kin
    }

    /// How new a product is: 1 where nobody bought it yet, towards 0 as orders come in.
    pub(super) fn novelty(&self, product: ProductIndex) -> f32 {
        self.novelty[product as usize]
    }

    /// The products that stand in for `product`, each with its share in their common word; none where it sells well.
    pub(super) fn of(&self, product: ProductIndex) -> SmallVec<[(ProductIndex, f32); KIN_MAX]> {
        let novelty = self.novelty(product);
        if novelty < SCORE_MIN {
            return SmallVec::new();
        }
        let (catalogue, content) = (self.context.catalogue, &self.context.signals.content);
        let kin = content.neighbours(product);
        let kin = kin.filter(|&(other, alike)| serve_same_need(catalogue, product, other, alike));
        let mut kin: SmallVec<_> = kin
            .map(|(other, alike)| (other, alike.min(1.0)))
            .take(KIN_MAX)
            .collect();
        let likeness: f32 = LIKENESS_HALF + kin.iter().map(|(_, alike)| alike).sum::<f32>();
        for (_, alike) in &mut kin {
            *alike *= novelty / likeness;
        }
        kin
    }

    /// The products that `product` stands in for, each with the share of its word in what their kin say.
    pub(super) fn stands_for(&self, product: ProductIndex) -> impl Iterator<Item = (ProductIndex, f32)> + '_ {
        let products = row(&self.product, &self.offset, product).iter().copied();
        products.zip(row(&self.share, &self.offset, product).iter().copied())
    }
}
