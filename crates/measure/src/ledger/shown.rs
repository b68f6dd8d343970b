//! Which products were shown on a day, so that a report need not read every impression to know.

use recommend::ProductIndex;
use rustc_hash::FxHashMap;

use super::{Cell, Deed, Touch};

/// A product that was shown on a day in offers of a sort.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Shown {
    /// The sort of offers: the place of its cell among those of the day.
    pub cell: u32,
    /// The product.
    pub product: ProductIndex,
    /// How often.
    pub impressions: u32,
}

/// What was shown on a day, from what was seen; `cells` are those of the same day. Offers of a sort that has no cell,
/// of which only people told who were forgotten since, are left out.
pub fn shown(cells: &[Cell], seen: &[Touch]) -> Vec<Shown> {
    let sort = |cell: &Cell| {
        (
            cell.placement,
            cell.intent.clone(),
            cell.recommender.clone(),
            cell.locale.clone(),
        )
    };
    let places: FxHashMap<_, u32> = cells.iter().map(sort).zip(0..).collect();
    let mut counts: FxHashMap<(u32, ProductIndex), u32> = FxHashMap::default();
    let mut latest = None;
    for touch in seen.iter().filter(|touch| touch.deed == Deed::Impression) {
        let place = match latest {
            // Offers of one answer follow each other.
            Some((before, place)) if is_alike(before, touch) => place,
            _ => {
                let sort = (
                    touch.placement,
                    touch.intent.clone(),
                    touch.recommender.clone(),
                    touch.locale.clone(),
                );
                places.get(&sort).copied()
            }
        };
        latest = Some((touch, place));
        if let Some(cell) = place {
            *counts.entry((cell, touch.product)).or_default() += 1;
        }
    }
    let row = |((cell, product), impressions)| Shown {
        cell,
        product,
        impressions,
    };
    let mut shown: Vec<Shown> = counts.into_iter().map(row).collect();
    shown.sort_unstable();
    shown
}

/// Whether offers are of one sort.
fn is_alike(one: &Touch, other: &Touch) -> bool {
    one.placement == other.placement
        && one.intent == other.intent
        && one.recommender == other.recommender
        && one.locale == other.locale
}
