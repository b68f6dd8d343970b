//! What goes with each product, put together from what goes with its kin and from titles.

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shop::ProductKind;

use crate::{
    BuildContext, Catalogue, catalogue::flags, query::ProductIndex, recommenders::co_purchase,
    signals::content::serve_same_need,
};

use super::{
    BY_TITLE,
    kin::{Kin, SCORE_MIN},
};

/// Entries kept per product: 14 bytes each.
const KEPT: usize = 20;
/// What orders tell of a product that is looked at, the best of it.
const PAIRS_MAX: usize = 40;
/// Shared orders at which the discount `c/(c + k)` reaches one half.
const DISCOUNT: f32 = 2.0;
/// Titles less alike than this say next to nothing.
const ALIKE_MIN: f32 = 0.1;
/// Of what speaks for a new product, so much counts beside one that is known well: new ones come after what is proven.
const BESIDE_KNOWN: f32 = 0.25;
/// Customers take several of a leaf category where orders hold several so many times as often as by chance.
const SEVERAL_MIN: f32 = 2.0;

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
    for (alike, share) in kin.of(own) {
        for pair in goes_with(pairs, alike) {
            add(context, own, pair.entry(pair.product, alike, share), beside);
        }
    }
    let open = openness(kin, own);
    for pair in goes_with(pairs, own) {
        for (product, share) in kin.stands_for(pair.product) {
            add(
                context,
                own,
                pair.entry(product, pair.product, share * open),
                beside,
            );
        }
    }
}

/// How far `own` is open to new products: much of what goes with a well-known one is known already.
fn openness(kin: &Kin<'_>, own: ProductIndex) -> f32 {
    BESIDE_KNOWN + (1.0 - BESIDE_KNOWN) * kin.novelty(own)
}

/// What orders tell to go with a product.
struct Pair {
    product: ProductIndex,
    /// How strongly, from 0 to 1.
    says: f32,
    orders_together: u32,
    proven: bool,
}

impl Pair {
    /// What the pair says of `product`, where `alike` stands in for one of the two.
    fn entry(&self, product: ProductIndex, alike: ProductIndex, share: f32) -> Entry {
        Entry {
            product,
            score: share * self.says,
            reason: Reason {
                alike,
                orders_together: self.orders_together,
            },
            several: self.proven,
        }
    }
}

fn goes_with(pairs: &co_purchase::Model, product: ProductIndex) -> impl Iterator<Item = Pair> + '_ {
    let best = pairs.neighbours(product).next().map_or(1.0, |first| first.score);
    let pairs = pairs.neighbours(product).take(PAIRS_MAX);
    pairs.filter(|pair| pair.above_chance).map(move |pair| {
        let orders = pair.orders_together as f32;
        Pair {
            product: pair.product,
            says: pair.score / best * orders / (orders + DISCOUNT),
            orders_together: pair.orders_together,
            proven: pair.proven,
        }
    })
}

/// What the title names: products that are alike by title but, as far as is known, no alternatives.
fn by_title(context: &BuildContext<'_>, kin: &Kin<'_>, own: ProductIndex, beside: &mut Beside) {
    let (catalogue, signals) = (context.catalogue, context.signals);
    for (product, alike) in signals.content.neighbours(own) {
        let leaves = catalogue.leaf(own).zip(catalogue.leaf(product));
        let several = leaves
            .is_some_and(|(leaf, other)| leaf == other && signals.leaf_affinity.several(leaf) >= SEVERAL_MIN);
        let alternative = serve_same_need(catalogue, own, product, alike) && !several;
        if alike < ALIKE_MIN || alternative {
            continue;
        }
        let affinity = leaves.map_or(0.0, |(leaf, other)| signals.leaf_affinity.between(leaf, other));
        let novelty = kin.novelty(own).max(kin.novelty(product)) * openness(kin, own);
        let entry = Entry {
            product,
            score: novelty * alike * (1.0 + affinity),
            reason: Reason {
                alike: BY_TITLE,
                orders_together: 0,
            },
            several,
        };
        add(context, own, entry, beside);
    }
}

/// What speaks for a product, before it is known whether it may go along.
struct Entry {
    product: ProductIndex,
    score: f32,
    reason: Reason,
    /// Whether orders show that customers take several that serve this need.
    several: bool,
}

fn add(context: &BuildContext<'_>, own: ProductIndex, entry: Entry, beside: &mut Beside) {
    if entry.score < SCORE_MIN || !may_go_with(context.catalogue, own, &entry) {
        return;
    }
    let found = beside.entry(entry.product).or_insert(Found {
        score: 0.0,
        strongest: 0.0,
        reason: entry.reason,
    });
    found.score += entry.score;
    if entry.score > found.strongest {
        (found.strongest, found.reason) = (entry.score, entry.reason);
    }
}

/// Whether the entry's product is a good on sale, no alternative to `own`, and nothing says that it is of no use beside
/// it.
fn may_go_with(catalogue: &Catalogue, own: ProductIndex, entry: &Entry) -> bool {
    let product = entry.product;
    let variant = catalogue.group(own).is_some() && catalogue.group(own) == catalogue.group(product);
    product != own
        && !variant
        && catalogue.has_flag(product, flags::ACTIVE)
        && !catalogue.has_flag(product, flags::FEE)
        && catalogue.kind(product) == ProductKind::Good
        && (entry.several || !catalogue.same_need(own, product))
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
