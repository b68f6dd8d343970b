//! **What a shopkeeper sees:** "fits your …" – accessories made for the product on the page, in the cart or bought
//! earlier, and never one of the wrong size or model.
//!
//! **Method:** only what says that it is for the product: by product, group, category or attribute. These are ranked by
//! the share of the product's orders that hold the accessory or are followed by it within 60 days, drawn by twenty
//! orders towards the share of all orders that hold it: `(c + 20·p) / (n + 20)`. Products bought within two years count
//! a third of those chosen now. The 32 best of each product are kept.
//!
//! **When it fails:** accessories that do not say what they are for are never proposed here; a wrong declaration is
//! believed.
//!
//! **Source:** compatibility tables of the spare-parts trade; shrinkage as in [`crate::signals::return_rate`].

use rayon::prelude::*;
use shop::ProductKind;

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, History, Partition, Query, Recommender, SectionError,
    Sections, Unit,
    catalogue::flags,
    counting::attachments::{Attachments, Counted},
    fitting::{FitIndex, most_sold_first},
    query::ProductIndex,
    rows::{Scored, ScoredRows, keep_best},
};

/// The recommender.
pub struct Accessories;

const KEPT: usize = 32;
const PRIOR_ORDERS: f64 = 20.0;
/// How much a product bought earlier counts beside one chosen now.
const BOUGHT_WEIGHT: f32 = 1.0 / 3.0;
const BOUGHT_DAYS_MAX: i32 = 730;
/// Products bought earlier that are asked, the latest: a customer of many years has hundreds.
const BOUGHT_PRODUCTS_MAX: usize = 12;

impl Recommender for Accessories {
    const ID: &'static str = "accessories";
    const SEES: &'static str = "Made for it: accessories that fit what was chosen or bought.";
    const UNIT: Unit = Unit::Customer;

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
        let accessory: Vec<bool> = products
            .clone()
            .map(|product| is_accessory(catalogue, product))
            .collect();
        let listed = products.clone().filter(|&product| accessory[product as usize]);
        let index = FitIndex::new(
            catalogue,
            most_sold_first(|product| sales.orders(product), listed).into_iter(),
        );
        let attached = Counted {
            wanted: |product: ProductIndex| accessory.get(product as usize) == Some(&true),
            is_for: |accessory, product| catalogue.fits(accessory, product),
            history: &counts,
        };
        let attached = attached.together_or_later();
        let rows: Vec<Vec<Scored>> = products
            .into_par_iter()
            .map(|product| accessories_of(context, &index, &attached, product))
            .collect();
        ScoredRows::collect(rows)
    }

    fn propose(model: &ScoredRows, query: &Query<'_>, candidates: &mut Candidates) {
        for seed in query.seeds() {
            for entry in model.of(seed).filter(|entry| !query.holds(entry.product)) {
                candidates.propose(entry.product, entry.score, Evidence::Fits { product: seed });
            }
        }
        for bought in bought_lately(query) {
            // Who bought the accessory since has it.
            let fresh = |entry: &Scored| !query.holds(entry.product) && !query.bought.holds(entry.product);
            for entry in model.of(bought).filter(fresh) {
                let evidence = Evidence::Fits { product: bought };
                candidates.propose(entry.product, entry.score * BOUGHT_WEIGHT, evidence);
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
        vec![("accessories_listed", model.len() as f64)]
    }
}

fn is_accessory(catalogue: &Catalogue, product: ProductIndex) -> bool {
    catalogue.kind(product) == ProductKind::Good
        && catalogue.declares_fits(product)
        && catalogue.has_flag(product, flags::ACTIVE)
        && !catalogue.has_flag(product, flags::FEE)
}

fn accessories_of(
    context: &BuildContext<'_>,
    index: &FitIndex,
    attached: &Attachments,
    product: ProductIndex,
) -> Vec<Scored> {
    let (catalogue, sales) = (context.catalogue, &context.signals.sales);
    let mut fitting: Vec<ProductIndex> = attached.of(product).iter().map(|(_, other, _)| *other).collect();
    index.collect(catalogue, product, &mut fitting);
    fitting.sort_unstable();
    fitting.dedup();
    // A mount names the same holes as the mounts it could replace; it is no accessory of theirs.
    fitting.retain(|&other| !catalogue.same_need(other, product));
    let score = |accessory: ProductIndex| {
        let orders = f64::from(attached.orders(product, accessory));
        let share = (f64::from(sales.orders(accessory)) + 0.5) / (f64::from(sales.orders_total()) + 1.0);
        let score = (orders + PRIOR_ORDERS * share) / (f64::from(sales.orders(product)) + PRIOR_ORDERS);
        Scored {
            product: accessory,
            score: score as f32,
            detail: 0,
        }
    };
    let mut scored: Vec<Scored> = fitting.into_iter().map(score).collect();
    keep_best(&mut scored, KEPT);
    scored
}

/// What the customer bought within two years and has not in the cart again, the latest first.
fn bought_lately(query: &Query<'_>) -> impl Iterator<Item = ProductIndex> + use<> {
    let since = query.today().0.saturating_sub(BOUGHT_DAYS_MAX);
    let bought = query.bought.products.iter().zip(query.bought.last_days);
    let mut lately: Vec<(i32, ProductIndex)> = bought
        .filter(|&(&product, &day)| day >= since && !query.holds(product))
        .map(|(&product, &day)| (-day, product))
        .collect();
    lately.sort_unstable();
    lately
        .into_iter()
        .map(|(_, product)| product)
        .take(BOUGHT_PRODUCTS_MAX)
}
