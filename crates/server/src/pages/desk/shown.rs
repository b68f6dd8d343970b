//! What was shown for each basket, so that an offer counts as shown once, however often its page is loaded again, and
//! what becomes of it is told of the decision that showed it.

use std::sync::{Mutex, PoisonError};

use rustc_hash::FxHashMap;

/// Baskets kept. Past it all are forgotten; an impression that is told again then has the id of the first one, which
/// counts once.
const BASKETS_MAX: usize = 10_000;

/// Of each basket the products shown and the decision that showed them.
#[derive(Default)]
pub(crate) struct Shown(Mutex<FxHashMap<String, Vec<(String, String)>>>);

impl Shown {
    /// The decision that first showed a product for a basket, and whether it is this one.
    pub fn first(&self, basket: &str, product: &str, decision: &str) -> (String, bool) {
        let mut baskets = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if baskets.len() >= BASKETS_MAX && !baskets.contains_key(basket) {
            baskets.clear();
        }
        let shown = baskets.entry(basket.to_owned()).or_default();
        if let Some((_, first)) = shown.iter().find(|(known, _)| known == product) {
            return (first.clone(), false);
        }
        shown.push((product.to_owned(), decision.to_owned()));
        (decision.to_owned(), true)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_shown_first_once_in_each_basket() {
        let shown = Shown::default();
        assert_eq!(shown.first("a", "tv", "d1"), ("d1".to_owned(), true));
        assert_eq!(shown.first("a", "tv", "d2"), ("d1".to_owned(), false));
        assert_eq!(shown.first("b", "tv", "d3"), ("d3".to_owned(), true));
        for number in 0..BASKETS_MAX {
            shown.first(&format!("n{number}"), "tv", "d");
        }
        assert_eq!(shown.first("a", "tv", "d9"), ("d9".to_owned(), true));
    }
}
