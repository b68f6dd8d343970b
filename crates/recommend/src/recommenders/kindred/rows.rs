//! What goes with each product, put together from what goes with its kin and from titles.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shop::ProductKind;

use crate::{
    BuildContext, catalogue::flags, query::ProductIndex, recommenders::co_purchase,
    signals::content::serve_same_need,
};

use super::{BY_TITLE, kin::Kin};

/// Entries kept per product: 14 bytes each.
const KEPT: usize = 20;
/// What orders tell of a product that is looked at, the best of it.
const PAIRS_MAX: usize = 40;
/// Shared orders at which the discount `c/(c + k)` reaches one half.
const DISCOUNT: f32 = 2.0;
/// Titles less alike than this say next to nothing.
const ALIKE_MIN: f32 = 0.1;
/// Weaker entries are dropped: of products that sell well next to nothing is left.
const SCORE_MIN: f32 = 0.01;

/// Why an entry is there.
#[derive(Debug, Clone, Copy)]
pub(super) struct Reason {
    /// The product in whose place the pair stands, [`BY_TITLE`] where titles alone speak.
    pub alike: ProductIndex,
    /// Orders of `alike` and the other product of the pair.
    pub orders_together: u32,
}

/// An entry of a product's row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Kept {
    pub product: ProductIndex,
    /// From 0 to 1, in steps of 1 / 65,535.
    pub score: u16,
    pub reason: Reason,
}

/// What was found of a product: all that speaks for it, and its largest part.
struct Found {
    score: f32,
    strongest: f32,
    reason: Reason,
}

/// The products found beside one product.
type Beside = FxHashMap<ProductIndex, Found>;

/// Every product's row.
pub(super) fn all(context: &BuildContext<'_>, pairs: &co_purchase::Model) -> Vec<Vec<Kept>> {
    let kin = Kin::new(context);
    let products = context.catalogue.len();
    (0..products as ProductIndex)
        .into_par_iter()
        .with_min_len((products / 4_096).max(1))
        .map_init(Beside::default, |beside, own| {
            by_orders(context, pairs, &kin, own, beside);
            by_title(context, &kin, own, beside);
            best(beside)
        })
        .collect()
}

/// What goes with the kin of `own`, and new products whose kin go with `own`.
fn by_orders(
    context: &BuildContext<'_>,
    pairs: &co_purchase::Model,
    kin: &Kin<'_>,
    own: ProductIndex,
    beside: &mut Beside,
) {
    for (alike, share) in kin.of(own).filter(|(_, share)| *share >= SCORE_MIN) {
        for (product, says, orders_together) in goes_with(pairs, alike) {
            let reason = Reason {
                alike,
                orders_together,
            };
            add(context, own, product, share * says, reason, beside);
        }
    }
    for (alike, says, orders_together) in goes_with(pairs, own) {
        for (product, share) in kin.stands_for(alike) {
            let reason = Reason {
                alike,
                orders_together,
            };
            add(context, own, product, share * says, reason, beside);
        }
    }
}

/// What orders tell to go with `product`: the other product, how strongly from 0 to 1, and shared orders.
fn goes_with(
    pairs: &co_purchase::Model,
    product: ProductIndex,
) -> impl Iterator<Item = (ProductIndex, f32, u32)> + '_ {
    let best = pairs.neighbours(product).next().map_or(1.0, |first| first.score);
    pairs.neighbours(product).take(PAIRS_MAX).map(move |pair| {
        let orders = pair.orders_together as f32;
        let says = pair.score / best * orders / (orders + DISCOUNT);
        (pair.product, says, pair.orders_together)
    })
}

/// What the title names: products of other needs that are alike by title.
fn by_title(context: &BuildContext<'_>, kin: &Kin<'_>, own: ProductIndex, beside: &mut Beside) {
    let (catalogue, signals) = (context.catalogue, context.signals);
    for (product, alike) in signals.content.neighbours(own) {
        let affinity = match (catalogue.leaf(own), catalogue.leaf(product)) {
            (Some(leaf), Some(other)) => signals.leaf_affinity.between(leaf, other),
            _ => 0.0,
        };
        let novelty = kin.novelty(own).max(kin.novelty(product));
        let reason = Reason {
            alike: BY_TITLE,
            orders_together: 0,
        };
        let score = novelty * alike * (1.0 + affinity);
        if alike >= ALIKE_MIN && !serve_same_need(catalogue, own, product, alike) {
            add(context, own, product, score, reason, beside);
        }
    }
}

fn add(
    context: &BuildContext<'_>,
    own: ProductIndex,
    product: ProductIndex,
    score: f32,
    reason: Reason,
    beside: &mut Beside,
) {
    if score < SCORE_MIN || !may_go_with(context, own, product) {
        return;
    }
    let found = beside.entry(product).or_insert(Found {
        score: 0.0,
        strongest: 0.0,
        reason,
    });
    found.score += score;
    if score > found.strongest {
        (found.strongest, found.reason) = (score, reason);
    }
}

/// Whether `product` is a good on sale that serves another need, and nothing says that it is of no use beside `own`.
fn may_go_with(context: &BuildContext<'_>, own: ProductIndex, product: ProductIndex) -> bool {
    let catalogue = context.catalogue;
    catalogue.has_flag(product, flags::ACTIVE)
        && !catalogue.has_flag(product, flags::FEE)
        && catalogue.kind(product) == ProductKind::Good
        && !catalogue.same_need(own, product)
        && catalogue.may_go_with(product, own)
        && catalogue.may_go_with(own, product)
}

/// Takes the best of what was found, best first; ties break by product.
fn best(beside: &mut Beside) -> Vec<Kept> {
    let kept = |(product, found): (ProductIndex, Found)| Kept {
        product,
        score: (found.score.min(1.0) * f32::from(u16::MAX)) as u16,
        reason: found.reason,
    };
    let mut row: Vec<Kept> = beside.drain().map(kept).collect();
    row.sort_unstable_by_key(|entry| (std::cmp::Reverse(entry.score), entry.product));
    row.truncate(KEPT);
    row.shrink_to_fit();
    row
}
