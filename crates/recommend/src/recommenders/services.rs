//! **What a shopkeeper sees:** the installation, the insurance, the subscription that belongs to a product.
//!
//! **Method:** services, subscriptions and warranties that say they are for the product; those that say nothing, only
//! for goods of categories with which they share more orders than chance explains
//! ([`crate::counting::significance`], false discovery rate 5 %). A service costs at most as much as the product, a
//! warranty half of it. They are ranked by the share of the product's orders that hold them, drawn by twenty orders
//! towards the share of all orders that do.
//!
//! **When it fails:** a warranty that covers everything but says so nowhere needs a few hundred orders to be found.
//!
//! **Source:** the attach rates of the electronics trade; shrinkage as in [`crate::signals::return_rate`].

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use shop::ProductKind;

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, History, Partition, Query, Recommender, SectionError,
    Sections, Unit,
    catalogue::flags,
    counting::{
        attachments::{Attachments, Counted},
        pairs::Totals,
        significance,
    },
    fitting::{FitIndex, most_sold_first},
    query::ProductIndex,
    rows::{Scored, ScoredRows, keep_best},
};

/// The recommender.
pub struct Services;

const KEPT: usize = 8;
const PRIOR_ORDERS: f64 = 20.0;
/// What a warranty costs at most, as a share of the product's price.
const WARRANTY_PRICE_SHARE_MAX: f64 = 0.5;
/// Services that say nothing, kept per category.
const PER_LEAF_MAX: usize = 8;

impl Recommender for Services {
    const ID: &'static str = "services";
    const SEES: &'static str = "Services, subscriptions and warranties for what was chosen.";
    const UNIT: Unit = Unit::Order;

    type Counts = History;
    type Model = ScoredRows;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> ScoredRows {
        let (catalogue, sales) = (context.catalogue, &context.signals.sales);
        let products = 0..catalogue.len() as ProductIndex;
        let service: Vec<bool> = products
            .clone()
            .map(|product| is_service(catalogue, product))
            .collect();
        let listed = products.clone().filter(|&product| service[product as usize]);
        let sorted = most_sold_first(|product| sales.orders(product), listed);
        let is_service = |product: ProductIndex| service.get(product as usize) == Some(&true);
        let by_leaf = proven_by_leaf(&counts, catalogue, is_service);
        let attached = Counted {
            wanted: is_service,
            is_for: |service, product| !catalogue.declares_fits(service) || catalogue.fits(service, product),
            history: &counts,
        };
        let found = Found {
            index: FitIndex::new(catalogue, sorted.into_iter()),
            by_leaf,
            attached: attached.together(),
        };
        let rows: Vec<Vec<Scored>> = products
            .into_par_iter()
            .map(|product| found.services_of(context, product))
            .collect();
        ScoredRows::collect(rows)
    }

    fn propose(model: &ScoredRows, query: &Query<'_>, candidates: &mut Candidates) {
        for seed in query.seeds() {
            for entry in model.of(seed).filter(|entry| !query.holds(entry.product)) {
                candidates.propose(entry.product, entry.score, Evidence::Covers { product: seed });
            }
        }
    }

    fn write(model: &ScoredRows, sections: &mut Sections) {
        model.write(Self::ID, sections);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<ScoredRows, SectionError> {
        ScoredRows::read(Self::ID, sections, catalogue)
    }

    fn facts(model: &ScoredRows) -> Vec<(&'static str, f64)> {
        vec![("services_listed", model.len() as f64)]
    }
}

fn is_service(catalogue: &Catalogue, product: ProductIndex) -> bool {
    let kind = catalogue.kind(product);
    let serves = matches!(
        kind,
        ProductKind::Service | ProductKind::Subscription | ProductKind::Warranty
    );
    serves && catalogue.has_flag(product, flags::ACTIVE) && !catalogue.has_flag(product, flags::FEE)
}

/// Whether the service's price is sane beside the product's; unknown prices object to nothing.
fn is_price_sane(catalogue: &Catalogue, service: ProductIndex, product: ProductIndex) -> bool {
    let (Some(own), Some(of_product)) = (catalogue.price(service), catalogue.price(product)) else {
        return true;
    };
    let share = match catalogue.kind(service) {
        ProductKind::Warranty => WARRANTY_PRICE_SHARE_MAX,
        _ => 1.0,
    };
    own.currency == of_product.currency && own.minor as f64 <= of_product.minor as f64 * share
}

/// What is known of services, to make rows of.
struct Found {
    index: FitIndex,
    by_leaf: FxHashMap<u32, Vec<ProductIndex>>,
    attached: Attachments,
}

impl Found {
    fn services_of(&self, context: &BuildContext<'_>, product: ProductIndex) -> Vec<Scored> {
        let (catalogue, sales) = (context.catalogue, &context.signals.sales);
        // What goes with a service, such as cover for a bank card, has to say so.
        let leaf = catalogue
            .leaf(product)
            .filter(|_| catalogue.kind(product) == ProductKind::Good);
        let mut covering: Vec<ProductIndex> = leaf
            .and_then(|leaf| self.by_leaf.get(&leaf))
            .cloned()
            .unwrap_or_default();
        self.index.collect(catalogue, product, &mut covering);
        covering.sort_unstable();
        covering.dedup();
        covering.retain(|&service| {
            is_price_sane(catalogue, service, product) && !catalogue.same_need(service, product)
        });
        let score = |service: ProductIndex| {
            let orders = f64::from(self.attached.orders(product, service));
            let share = (f64::from(sales.orders(service)) + 0.5) / (f64::from(sales.orders_total()) + 1.0);
            let score = (orders + PRIOR_ORDERS * share) / (f64::from(sales.orders(product)) + PRIOR_ORDERS);
            Scored {
                product: service,
                score: score as f32,
                detail: 0,
            }
        };
        let mut scored: Vec<Scored> = covering.into_iter().map(score).collect();
        keep_best(&mut scored, KEPT);
        scored
    }
}

/// Orders by leaf, by undeclared service and by both.
#[derive(Default)]
struct LeafOrders {
    leaves: FxHashMap<u32, u32>,
    services: FxHashMap<ProductIndex, u32>,
    both: FxHashMap<(u32, ProductIndex), u32>,
    totals: Totals,
}

impl LeafOrders {
    fn count(history: &History, catalogue: &Catalogue, is_undeclared: impl Fn(ProductIndex) -> bool) -> Self {
        let mut counted = Self::default();
        let (mut leaves, mut services) = (Vec::new(), Vec::new());
        for basket in history.iter() {
            services.clear();
            services.extend(
                basket
                    .products
                    .iter()
                    .copied()
                    .filter(|&product| is_undeclared(product)),
            );
            leaves.clear();
            let goods = basket
                .products
                .iter()
                .filter(|product| !services.contains(*product));
            leaves.extend(goods.filter_map(|&product| catalogue.leaf(product)));
            leaves.sort_unstable();
            leaves.dedup();
            let size = (leaves.len() + services.len()) as u64;
            counted.totals.orders += 1;
            counted.totals.sizes += size;
            counted.totals.sizes_squared += size * size;
            for &leaf in &leaves {
                *counted.leaves.entry(leaf).or_default() += 1;
            }
            for &service in &services {
                *counted.services.entry(service).or_default() += 1;
                for &leaf in &leaves {
                    *counted.both.entry((leaf, service)).or_default() += 1;
                }
            }
        }
        counted
    }
}

/// The services that say nothing, by the leaves with which they share more orders than chance explains, the most
/// surprising first.
fn proven_by_leaf(
    history: &History,
    catalogue: &Catalogue,
    is_service: impl Fn(ProductIndex) -> bool,
) -> FxHashMap<u32, Vec<ProductIndex>> {
    let undeclared = |product| is_service(product) && !catalogue.declares_fits(product);
    let counted = LeafOrders::count(history, catalogue, undeclared);
    let mut histogram = vec![0_u64; usize::from(u16::MAX) + 1];
    let mut tested: Vec<(u16, u32, ProductIndex)> = Vec::with_capacity(counted.both.len());
    for (&(leaf, service), &orders) in &counted.both {
        let of_each = (counted.leaves[&leaf], counted.services[&service]);
        let expected = significance::expected_orders(counted.totals, of_each.0, of_each.1);
        let surprise = significance::quantised(significance::surprise_nats(orders, expected));
        histogram[usize::from(surprise)] += 1;
        tested.push((surprise, leaf, service));
    }
    let believed = significance::threshold(&histogram, tested.len() as u64);
    tested.retain(|(surprise, _, _)| *surprise >= believed);
    tested.sort_unstable_by_key(|&(surprise, leaf, service)| (leaf, std::cmp::Reverse(surprise), service));
    let mut by_leaf: FxHashMap<u32, Vec<ProductIndex>> = FxHashMap::default();
    for (_, leaf, service) in tested {
        let kept = by_leaf.entry(leaf).or_default();
        if kept.len() < PER_LEAF_MAX {
            kept.push(service);
        }
    }
    by_leaf
}
