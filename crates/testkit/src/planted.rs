//! How much of the planted truth a recommender found, for the tests of those that recommend.
//!
//! A recommender is anything that answers a product with products, best first:
//!
//! ```no_run
//! # let recommend = |_: &shop::ProductId| Vec::<shop::ProductId>::new();
//! let shop = testkit::simulator::simulate(&Default::default());
//! testkit::planted::assert_complements_found(&shop.truth, 20.0, 10, 0.8, recommend);
//! ```

use std::collections::HashSet;

use shop::ProductId;

use crate::simulator::{Complement, Truth};

/// Planted pairs, found and missed.
#[derive(Debug, Clone, PartialEq)]
pub struct Found<'truth> {
    /// Pairs of which the companion was proposed.
    pub found: Vec<&'truth Complement>,
    /// The other pairs.
    pub missed: Vec<&'truth Complement>,
}

impl Found<'_> {
    /// The share of pairs that were found, from 0 to 1; 0 where there was none to find.
    pub fn share(&self) -> f64 {
        let all = self.found.len() + self.missed.len();
        if all == 0 {
            0.0
        } else {
            self.found.len() as f64 / all as f64
        }
    }
}

/// Looks for every pair planned to be in at least `orders_min` orders among the first `limit` answers of
/// `recommend`.
pub fn complements_found<'truth>(
    truth: &'truth Truth,
    orders_min: f64,
    limit: usize,
    mut recommend: impl FnMut(&ProductId) -> Vec<ProductId>,
) -> Found<'truth> {
    let pairs = truth
        .complements
        .iter()
        .filter(|pair| pair.orders_expected >= orders_min);
    let (found, missed) = pairs.partition(|pair| {
        recommend(&pair.product)
            .iter()
            .take(limit)
            .any(|id| *id == pair.companion)
    });
    Found { found, missed }
}

/// Asserts that at least `share_min` of the pairs of [`complements_found`] were found.
///
/// # Panics
/// With the pairs that were missed.
#[track_caller]
pub fn assert_complements_found(
    truth: &Truth,
    orders_min: f64,
    limit: usize,
    share_min: f64,
    recommend: impl FnMut(&ProductId) -> Vec<ProductId>,
) {
    let result = complements_found(truth, orders_min, limit, recommend);
    let missed: Vec<String> = result
        .missed
        .iter()
        .map(|pair| format!("{} + {}", pair.product, pair.companion))
        .collect();
    assert!(
        result.share() >= share_min,
        "found {:.3} of the planted pairs, wanted {share_min}; missed: {}",
        result.share(),
        missed.join(", ")
    );
}

/// The share of substitutes that `recommend` answers with among the first `limit`, from 0 to 1: little for what goes
/// along, much for what stands in.
pub fn substitutes_share(
    truth: &Truth,
    limit: usize,
    mut recommend: impl FnMut(&ProductId) -> Vec<ProductId>,
) -> f64 {
    let proposed = truth
        .substitutes
        .iter()
        .filter(|pair| recommend(&pair.0).iter().take(limit).any(|id| *id == pair.1));
    proposed.count() as f64 / truth.substitutes.len().max(1) as f64
}

/// The share of ladder steps, the highest left out, for which the first answer of `recommend` is a higher step of the
/// same ladder, from 0 to 1.
pub fn ladders_climbed(truth: &Truth, mut recommend: impl FnMut(&ProductId) -> Vec<ProductId>) -> f64 {
    let (mut steps, mut climbed) = (0_u32, 0_u32);
    for ladder in &truth.ladders {
        for (position, step) in ladder.iter().enumerate().take(ladder.len().saturating_sub(1)) {
            let higher: HashSet<&ProductId> = ladder[position + 1..].iter().collect();
            steps += 1;
            climbed += u32::from(recommend(step).first().is_some_and(|id| higher.contains(id)));
        }
    }
    f64::from(climbed) / f64::from(steps.max(1))
}

#[cfg(test)]
mod tests {
    use std::collections::HashMap;

    use super::*;
    use crate::simulator::{Settings, SimulatedShop, simulate};

    /// Bought together, by how many times as often as by chance, at least four orders.
    fn by_lift(shop: &SimulatedShop) -> HashMap<ProductId, Vec<ProductId>> {
        let mut singles: HashMap<&ProductId, f64> = HashMap::new();
        let mut pairs: HashMap<(&ProductId, &ProductId), f64> = HashMap::new();
        for order in &shop.orders {
            let basket: Vec<&ProductId> = order.products().collect();
            for &a in &basket {
                *singles.entry(a).or_default() += 1.0;
                basket
                    .iter()
                    .filter(|&&b| b != a)
                    .for_each(|&b| *pairs.entry((a, b)).or_default() += 1.0);
            }
        }
        let mut scored: HashMap<ProductId, Vec<(f64, ProductId)>> = HashMap::new();
        for ((a, b), both) in pairs.into_iter().filter(|(_, both)| *both >= 4.0) {
            scored
                .entry(a.clone())
                .or_default()
                .push((both / singles[b].sqrt(), b.clone()));
        }
        let best_first = |mut list: Vec<(f64, ProductId)>| {
            list.sort_by(|x, y| y.0.total_cmp(&x.0).then_with(|| x.1.cmp(&y.1)));
            list.into_iter().map(|(_, id)| id).collect()
        };
        scored
            .into_iter()
            .map(|(id, list)| (id, best_first(list)))
            .collect()
    }

    #[test]
    fn a_plain_recommender_finds_what_was_planted() {
        let shop = simulate(&Settings::default());
        let table = by_lift(&shop);
        let recommend = |id: &ProductId| table.get(id).cloned().unwrap_or_default();
        assert_complements_found(&shop.truth, 15.0, 10, 0.95, recommend);
        assert!(substitutes_share(&shop.truth, 10, recommend) < f64::EPSILON);
    }

    #[test]
    fn the_measures_tell_good_from_bad() {
        let shop = simulate(&Settings::default());
        let popular = shop.products[..10]
            .iter()
            .map(|product| product.id.clone())
            .collect::<Vec<_>>();
        assert!(complements_found(&shop.truth, 15.0, 10, |_| popular.clone()).share() < 0.2);
        let next_step = |id: &ProductId| {
            let ladder = shop
                .truth
                .ladders
                .iter()
                .find(|ladder| ladder.contains(id))
                .unwrap();
            ladder
                .iter()
                .skip_while(|step| *step != id)
                .skip(1)
                .take(1)
                .cloned()
                .collect()
        };
        assert!((ladders_climbed(&shop.truth, next_step) - 1.0).abs() < f64::EPSILON);
        assert!(ladders_climbed(&shop.truth, |_| popular.clone()) < 0.2);
        let opposite = |id: &ProductId| {
            let pair = shop.truth.substitutes.iter().filter(|pair| pair.0 == *id);
            pair.map(|pair| pair.1.clone()).collect()
        };
        assert!((substitutes_share(&shop.truth, 50, opposite) - 1.0).abs() < f64::EPSILON);
    }
}
