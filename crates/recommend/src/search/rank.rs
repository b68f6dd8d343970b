//! The order of what was found: what fits best first, and of that what sells.

use std::cmp::Reverse;

use super::{Standing, index::Matched};
use crate::{
    Catalogue,
    query::ProductIndex,
    text::{self, runs},
};

/// Products whose titles are looked at, the best so far.
const LOOKED_AT_MAX: usize = 500;

/// How well a product fits, the larger the better.
type Fit = (bool, bool, bool, bool, u32, Reverse<usize>, Reverse<ProductIndex>);

/// At most `limit` of the products that were found.
pub(super) fn best(
    catalogue: &Catalogue,
    question: &str,
    matched: &Matched,
    standing: Standing<'_>,
    limit: usize,
) -> Vec<ProductIndex> {
    let at_first_sight = |product: ProductIndex| {
        let (sellable, sold) = standing(product);
        (sellable, matched.whole.contains(product), sold, Reverse(product))
    };
    let mut found: Vec<_> = matched.all.iter().map(at_first_sight).collect();
    if found.len() > LOOKED_AT_MAX {
        found.select_nth_unstable_by_key(LOOKED_AT_MAX, |product| Reverse(*product));
        found.truncate(LOOKED_AT_MAX);
    }
    let asked: Vec<&str> = runs(question).collect();
    let mut fits: Vec<Fit> = found
        .iter()
        .map(|&(sellable, whole, sold, product)| {
            let (is_title, begins, words) = title_fit(catalogue, product.0, &asked);
            (is_title, sellable, whole, begins, sold, Reverse(words), product)
        })
        .collect();
    fits.sort_unstable_by_key(|fit| Reverse(*fit));
    fits.iter().take(limit).map(|fit| fit.6.0).collect()
}

/// Of the title that fits best: whether it is what was asked for, whether it begins so, and how many words it has.
fn title_fit(catalogue: &Catalogue, product: ProductIndex, asked: &[&str]) -> (bool, bool, usize) {
    let mut best = (false, false, usize::MAX);
    for (_, title) in catalogue.titles(product) {
        let title = text::normalised(title);
        let words: Vec<&str> = runs(&title).collect();
        let is_title = !asked.is_empty() && words == asked;
        let begins = asked
            .iter()
            .zip(&words)
            .all(|(asked, word)| word.starts_with(asked));
        let begins = begins && words.len() >= asked.len();
        let better = (is_title, begins, Reverse(words.len())) > (best.0, best.1, Reverse(best.2));
        if better {
            best = (is_title, begins, words.len());
        }
    }
    best
}
