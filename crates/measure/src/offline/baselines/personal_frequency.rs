//! **What a shopkeeper sees:** what each customer bought most often, then the best sellers.
//!
//! **Method:** the number of the customer's own orders that hold a product; ties, and what they never bought, by the
//! product's orders.
//!
//! **When it fails:** nothing new is ever offered.
//!
//! **Source:** "personalised top frequency", the baseline that M. Li et al., "A next basket recommendation reality
//! check", 2023, found hard to beat.

use recommend::{CustomerIndex, ProductIndex, Query};
use rustc_hash::FxHashMap;

use super::{Baseline, Learnt, Scores, by_count};
use crate::offline::split::Split;

pub(super) const BASELINE: Baseline = Baseline {
    id: "personal_frequency",
    tells: "What the customer bought most often, then the best sellers.",
    tasks: &["next_basket"],
    learn,
};

struct PersonalFrequency {
    /// By customer, the products of each of their orders, one after the other.
    bought: FxHashMap<CustomerIndex, Vec<ProductIndex>>,
    orders: Vec<u32>,
    by_orders: Vec<(ProductIndex, u32)>,
}

fn learn(split: &Split<'_>) -> Box<dyn Learnt> {
    let mut bought: FxHashMap<CustomerIndex, Vec<ProductIndex>> = FxHashMap::default();
    for order in split.learnt_orders() {
        if let Some(customer) = order.customer {
            bought.entry(customer).or_default().extend(&order.products);
        }
    }
    Box::new(PersonalFrequency {
        bought,
        orders: split.orders.clone(),
        by_orders: by_count(&split.orders),
    })
}

impl Learnt for PersonalFrequency {
    fn score(&self, query: &Query<'_>, depth: usize, scores: &mut Scores) {
        let most = self.by_orders.first().map_or(0, |(_, count)| *count);
        let tie = |product: ProductIndex| f64::from(self.orders[product as usize]) / (f64::from(most) + 1.0);
        let own = query.customer.and_then(|customer| self.bought.get(&customer));
        let own = own.map_or(&[][..], Vec::as_slice);
        for &product in own {
            scores.add(product, 1.0);
        }
        for &product in own.iter().collect::<rustc_hash::FxHashSet<_>>() {
            scores.add(product, tie(product));
        }
        let others = self.by_orders.iter().map(|(product, _)| *product);
        for product in others
            .take(depth + own.len())
            .filter(|product| !own.contains(product))
        {
            scores.add(product, tie(product));
        }
    }
}
