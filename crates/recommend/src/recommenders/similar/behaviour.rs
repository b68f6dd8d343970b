//! What visits and orders tell of two products: looked at together, chosen instead, bought together.
//!
//! Each visit becomes a basket of the products seen in it, where a product that was put in the cart or bought stands
//! under a number of its own, past those that were only looked at. Rows of such baskets tell views and switches at
//! once.

use rustc_hash::FxHashMap;

use crate::{
    History,
    counting::{
        pairs::{Accumulator, BasketIndex, BasketWeights, Totals},
        significance::expected_orders,
    },
    dataset::{Baskets, Session, StepKind},
    query::ProductIndex,
};

/// A switch says as much as two visits that saw both more.
const SWITCH_VIEWS: f32 = 2.0;
/// Visits at which the discount `v/(v + k)` reaches one half.
const DISCOUNT: f32 = 2.0;
/// Fewer shared orders are no evidence of being bought together.
const ORDERS_TOGETHER_MIN: u32 = 3;
/// So many times as many shared orders as by chance are clearly bought together.
const LIFT_MIN: f64 = 1.2;

/// The visits and orders of a shop.
pub(super) struct Behaviour {
    visits: BasketIndex,
    orders: BasketIndex,
    products: usize,
}

/// The reusable memory of one thread.
pub(super) struct Workspace {
    visits: Accumulator,
    orders: Accumulator,
    weights: BasketWeights,
}

impl Workspace {
    pub(super) fn new(products: usize) -> Self {
        Self {
            visits: Accumulator::new(products * 2),
            orders: Accumulator::new(products),
            weights: BasketWeights::new(0.0),
        }
    }
}

/// What one product has in common with another.
#[derive(Default, Clone, Copy)]
struct Shared {
    views: u32,
    /// Visits that looked at the first and chose the other.
    switches: u32,
    orders: u32,
    views_expected: f64,
    orders_expected: f64,
    /// Visits that saw the other.
    visits: u32,
}

/// What visits and orders tell of one product and all others.
pub(super) struct Seen {
    /// Visits that saw the product.
    pub visits: u32,
    shared: FxHashMap<ProductIndex, Shared>,
    others: Vec<ProductIndex>,
}

/// The products of a visit: looked at only, and, shifted by `products`, chosen.
fn basket(session: &Session<'_>, products: ProductIndex, into: &mut Vec<ProductIndex>) {
    into.clear();
    let known = || session.steps().filter(|step| step.product < products);
    let chosen = known().filter(|step| step.kind != StepKind::View);
    into.extend(chosen.map(|step| step.product + products));
    let first_seen = into.len();
    for step in known() {
        if !into[..first_seen].contains(&(step.product + products)) {
            into.push(step.product);
        }
    }
}

impl Behaviour {
    pub(super) fn build(history: &History, products: usize) -> Self {
        let (mut baskets, mut current) = (Baskets::default(), Vec::new());
        let sessions = history.sessions.values().flatten();
        for session in sessions.flat_map(|sessions| sessions.iter()) {
            basket(&session, products as ProductIndex, &mut current);
            baskets.push(&mut current);
        }
        Self {
            visits: BasketIndex::build(products * 2, || baskets.iter()),
            orders: BasketIndex::build(products, || history.iter()),
            products,
        }
    }

    /// Visits that saw the product, whether it was chosen or not.
    fn visits_of(&self, product: ProductIndex) -> u32 {
        let visits = self.visits.orders();
        visits[product as usize] + visits[product as usize + self.products]
    }

    /// What is known of `own` and every product that shares a visit with it.
    pub(super) fn seen(&self, own: ProductIndex, workspace: &mut Workspace) -> Seen {
        let products = self.products as ProductIndex;
        let mut shared: FxHashMap<ProductIndex, Shared> = FxHashMap::default();
        for (form, looked_at) in [(own, true), (own + products, false)] {
            let (weights, accumulator) = (&workspace.weights, &mut workspace.visits);
            self.visits.row(form, weights, 1, accumulator, |pair| {
                let other = shared.entry(pair.product % products).or_default();
                other.views += pair.orders;
                if looked_at && pair.product >= products {
                    other.switches += pair.orders;
                }
            });
        }
        let visits = self.visits_of(own);
        for (&other, shared) in &mut shared {
            shared.visits = self.visits_of(other);
            shared.views_expected = expected_orders(self.visits.totals, visits, shared.visits);
        }
        self.add_orders(own, workspace, &mut shared);
        let mut others: Vec<ProductIndex> = shared
            .iter()
            .filter(|(_, shared)| shared.views > 0)
            .map(|(&other, _)| other)
            .collect();
        others.sort_unstable();
        Seen {
            visits,
            shared,
            others,
        }
    }

    fn add_orders(
        &self,
        own: ProductIndex,
        workspace: &mut Workspace,
        shared: &mut FxHashMap<ProductIndex, Shared>,
    ) {
        let orders = self.orders.orders();
        let expected = |totals: Totals, other: ProductIndex| {
            expected_orders(totals, orders[own as usize], orders[other as usize])
        };
        let (weights, accumulator) = (&workspace.weights, &mut workspace.orders);
        self.orders.row(own, weights, 1, accumulator, |pair| {
            // A pair of one or two orders that no visit knows of decides nothing.
            if pair.orders >= ORDERS_TOGETHER_MIN || shared.contains_key(&pair.product) {
                shared.entry(pair.product).or_default().orders = pair.orders;
            }
        });
        for (&other, shared) in shared.iter_mut() {
            shared.orders_expected = expected(self.orders.totals, other);
        }
    }
}

impl Shared {
    /// Above 0 where visits see both more often, against chance, than orders hold both.
    fn replacing(&self) -> f64 {
        let surprise = |count: u32, expected: f64| ((f64::from(count) + 1.0) / (expected + 1.0)).ln();
        surprise(self.views, self.views_expected) - surprise(self.orders, self.orders_expected)
    }
}

impl Seen {
    /// The products that share a visit with this one.
    pub(super) fn products(&self) -> &[ProductIndex] {
        &self.others
    }

    /// How strongly visits tell that `other` replaces the product; 0 where they do not.
    pub(super) fn replaces(&self, other: ProductIndex) -> f32 {
        match self.shared.get(&other) {
            Some(shared) if shared.views > 0 && shared.replacing() > 0.0 => {
                let views = shared.views as f32;
                let both = (self.visits as f32 * shared.visits as f32).sqrt();
                (views + SWITCH_VIEWS * shared.switches as f32) / both * views / (views + DISCOUNT)
            }
            _ => 0.0,
        }
    }

    /// Whether orders clearly hold both, and visits do not tell that the two are looked at together even more.
    pub(super) fn bought_together(&self, other: ProductIndex) -> bool {
        self.shared.get(&other).is_some_and(|shared| {
            shared.orders >= ORDERS_TOGETHER_MIN
                && f64::from(shared.orders) >= shared.orders_expected * LIFT_MIN
                && (shared.views == 0 || shared.replacing() <= 0.0)
        })
    }
}
