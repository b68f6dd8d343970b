//! Cart completion: hide one product of an order and ask for it, given the rest.
//!
//! Orders are cut in time: everything up to the cut is learnt from, every later order of at least two distinct
//! products becomes one query. The hidden product is drawn uniformly with a seed. The whole catalogue of the history
//! minus the cart is ranked; a product that the history does not know counts as a miss.

use std::sync::Arc;

use recommend::{
    BuildError, Candidates, CartLine, Catalogue, CatalogueSource, DayOrders, Models, Params, Partition,
    ProductIndex, Query, RecommenderIndex,
};
use shop::{Day, Product, ProductId, Timestamp};

use crate::metrics::{Rank, coverage, hit_rate, reciprocal_rank};

/// How many proposals are looked at.
pub const DEPTH: usize = 10;

/// One order as the evaluation sees it.
#[derive(Debug, Clone)]
pub struct PastOrder {
    /// When it was placed.
    pub placed_at: Timestamp,
    /// Its distinct merchandise, in the order's own sequence.
    pub products: Vec<ProductId>,
}

/// A query: the rest of a cart, and what was taken out of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CartQuery {
    /// Products left in the cart that the history knows.
    pub cart: Vec<ProductIndex>,
    /// The product taken out; none where the history does not know it.
    pub hidden: Option<ProductIndex>,
    /// The day of the order.
    pub today: Day,
}

/// History and queries, cut in time.
pub struct Split {
    /// What is learnt from.
    pub partition: Partition,
    /// The products of the history.
    pub catalogue: Catalogue,
    /// Orders learnt from.
    pub train_orders: usize,
    /// Distinct products per order learnt from, summed.
    pub train_lines: usize,
    /// What is asked.
    pub queries: Vec<CartQuery>,
}

/// What came of it.
#[derive(Debug, Clone, PartialEq)]
pub struct Report {
    /// The place of each query's hidden product.
    pub ranks: Vec<Rank>,
    /// Share of the history's products that were ever proposed.
    pub coverage: f64,
}

impl Report {
    /// The hit rate at `depth`.
    pub fn hit_rate(&self, depth: usize) -> f64 {
        hit_rate::at(&self.ranks, depth)
    }

    /// The mean reciprocal rank at [`DEPTH`].
    pub fn reciprocal_rank(&self) -> f64 {
        reciprocal_rank::at(&self.ranks, DEPTH)
    }

    /// A 95 % bootstrap interval of the hit rate at [`DEPTH`].
    pub fn hit_rate_interval(&self, seed: u64) -> (f64, f64) {
        let hit = |rank: &Rank| f64::from(rank.is_some_and(|rank| rank <= DEPTH));
        let hits: Vec<f64> = self.ranks.iter().map(hit).collect();
        super::interval::bootstrap_95(&hits, 1_000, seed)
    }
}

/// SplitMix64 (Steele, Lea and Flood, 2014): small, seeded, good enough to draw which product is hidden.
pub(crate) fn next_random(state: &mut u64) -> u64 {
    *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let mut z = *state;
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Cuts `orders` at `cut`: placed before it is history, from it on is asked.
pub fn split(orders: &[PastOrder], cut: Timestamp, seed: u64) -> Split {
    let (train, test): (Vec<&PastOrder>, Vec<&PastOrder>) =
        orders.iter().partition(|order| order.placed_at < cut);
    let mut source = CatalogueSource::default();
    let mut index = std::collections::HashMap::new();
    let mut days: std::collections::BTreeMap<Day, recommend::Baskets> = std::collections::BTreeMap::new();
    let mut train_lines = 0;
    for order in &train {
        let mut products: Vec<ProductIndex> = Vec::with_capacity(order.products.len());
        for id in &order.products {
            products.push(*index.entry(id.clone()).or_insert_with(|| {
                source.push(&Product::unknown(id.clone()), false);
                source.len() as ProductIndex - 1
            }));
        }
        train_lines += products.len();
        days.entry(order.placed_at.day()).or_default().push(&mut products);
    }
    let mut state = seed;
    let mut query = |order: &&PastOrder| {
        let hidden_at = (next_random(&mut state) % order.products.len() as u64) as usize;
        let rest = order
            .products
            .iter()
            .enumerate()
            .filter(|(at, _)| *at != hidden_at);
        CartQuery {
            cart: rest.filter_map(|(_, id)| index.get(id).copied()).collect(),
            hidden: index.get(&order.products[hidden_at]).copied(),
            today: order.placed_at.day(),
        }
    };
    let queries = test
        .iter()
        .filter(|order| order.products.len() >= 2)
        .map(&mut query)
        .collect();
    let day_orders = |(day, baskets)| DayOrders {
        day,
        baskets: Arc::new(baskets),
        ..DayOrders::default()
    };
    Split {
        partition: Partition {
            orders: days.into_iter().map(day_orders).collect(),
            ..Partition::default()
        },
        catalogue: source.finish(),
        train_orders: train.len(),
        train_lines,
        queries,
    }
}

/// Builds on the history and asks every query of one recommender alone.
///
/// # Errors
/// [`BuildError`] where a recommender fails.
pub fn evaluate(split: &Split, recommender: RecommenderIndex, params: &Params) -> Result<Report, BuildError> {
    let models = Models::build(
        split.catalogue.clone(),
        std::slice::from_ref(&split.partition),
        params,
    )?;
    Ok(ask(&models, &split.queries, recommender))
}

/// Asks every query of one recommender of finished models.
pub fn ask(models: &Models, queries: &[CartQuery], recommender: RecommenderIndex) -> Report {
    let mut candidates = Candidates::default();
    let mut proposed = Vec::new();
    let mut ranks = Vec::with_capacity(queries.len());
    for query in queries {
        let line = |&product: &ProductIndex| CartLine {
            product,
            quantity: 1,
            unit_price_minor: None,
        };
        let cart: Vec<CartLine> = query.cart.iter().map(line).collect();
        let asked = Query {
            cart: &cart,
            product: None,
            leaf: None,
            recently_viewed: &[],
            now: query.today.start(),
            ..Query::default()
        };
        models.propose(recommender, &asked, &mut candidates);
        candidates.finish_recommender(recommender);
        let first: Vec<ProductIndex> = candidates
            .take()
            .iter()
            .take(DEPTH)
            .map(|candidate| candidate.product)
            .collect();
        let place = |hidden| {
            first
                .iter()
                .position(|&product| product == hidden)
                .map(|at| at + 1)
        };
        ranks.push(query.hidden.and_then(place));
        proposed.extend(first);
    }
    Report {
        ranks,
        coverage: coverage::of(proposed.into_iter(), models.catalogue.len()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn order(day: i32, products: &str) -> PastOrder {
        let ids = products.split(' ').map(|id| ProductId::new(id).unwrap());
        PastOrder {
            placed_at: Day(day).start(),
            products: ids.collect(),
        }
    }

    #[test]
    fn history_ends_at_the_cut_and_unknown_products_are_misses() {
        let mut orders: Vec<PastOrder> = (0..30).map(|day| order(day, "tv hdmi")).collect();
        orders.push(order(40, "tv hdmi"));
        orders.push(order(41, "tv new"));
        orders.push(order(42, "alone"));
        let split = split(&orders, Day(40).start(), 7);
        assert_eq!(
            (split.train_orders, split.train_lines, split.queries.len()),
            (30, 60, 2)
        );
        let co_purchase = recommend::recommenders::index("co_purchase").unwrap();
        let report = evaluate(&split, co_purchase, &Params::default()).unwrap();
        assert_eq!(report.ranks, [Some(1), None]);
        assert!((report.hit_rate(DEPTH) - 0.5).abs() < 1e-12);
    }
}
