//! **What a shopkeeper sees:** the best sellers, for everybody.
//!
//! **Method:** orders that hold the product or, where visits are asked about, views of it.
//!
//! **When it fails:** it knows nothing of the cart or the customer.
//!
//! **Source:** the plainest baseline there is.

use recommend::{ProductIndex, Query};

use super::{Baseline, Learnt, Scores, by_count};

pub(super) const BASELINE: Baseline = Baseline {
    id: "popularity",
    tells: "The products in most orders; of visits, those viewed most.",
    tasks: &[
        "cart_completion",
        "seed_to_rest",
        "next_basket",
        "session_next_item",
        "step_up",
    ],
    learn: |split| {
        Box::new(Popularity {
            by_orders: by_count(&split.orders),
            by_views: by_count(&split.views),
        })
    },
};

struct Popularity {
    by_orders: Vec<(ProductIndex, u32)>,
    by_views: Vec<(ProductIndex, u32)>,
}

impl Learnt for Popularity {
    fn score(&self, query: &Query<'_>, depth: usize, scores: &mut Scores) {
        let looks_around =
            query.cart.is_empty() && query.product.is_none() && !query.recently_viewed.is_empty();
        let counts = if looks_around {
            &self.by_views
        } else {
            &self.by_orders
        };
        // What the cart holds is struck off afterwards.
        for &(product, count) in counts.iter().take(depth + query.cart.len() + 1) {
            scores.add(product, f64::from(count));
        }
    }
}
