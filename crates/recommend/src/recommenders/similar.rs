//! **What a shopkeeper sees:** "instead" – alternatives to a product that serve the same need.
//!
//! **Method:** candidates share the leaf category (or, where categories are unknown, read much alike) and are no
//! variants of the product. Visitors tell most: `σ = ln((v + 1)/(E_v + 1)) − ln((c + 1)/(E_c + 1))` over visits `v`
//! that saw both and orders `c` that hold both, against what chance lets expect; above 0 the two replace each
//! other. These score by `(v + 2s)/√(n_i·n_j)` with `s` the visits that looked at one and chose the other, the rest
//! by likeness of titles and closeness in price; visits take over from content as `n/(n + 25)`. What is clearly
//! bought together, or linked by the merchant as a cross-sell, is left out.
//!
//! **When it fails:** without visits, families bought by the handful (yoghurts) look like alternatives until orders
//! show it; without categories it offers only what reads much alike.
//!
//! **Source:** D. Xu et al., "Product knowledge graph embedding for e-commerce", 2020, and T. Hao et al.,
//! "P-Companion", CIKM 2020: complements are co-purchases less co-views.

mod behaviour;

use rayon::prelude::*;
use shop::LinkKind;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, History, Partition, Query, Recommender,
    SectionError, Sections, Unit,
    column::{check_offsets, row},
    query::ProductIndex,
    signals::content::{handover, serve_same_need},
};

use behaviour::{Behaviour, Seen, Workspace};

/// The recommender.
pub struct Similar;

/// Alternatives to each product, best first.
#[derive(Default)]
pub struct Model {
    offset: Column<u32>,
    alternative: Column<u32>,
    /// From 0 to 1, in steps of 1 / 65,535.
    score: Column<u16>,
}

/// A large catalogue keeps this many alternatives: 6 bytes each, so 120 bytes per product.
const KEPT_MIN: usize = 20;
/// A small one keeps as many as can be proposed, until all alternatives take this many bytes.
const BYTES_SMALL: usize = 16 << 20;
const KEPT_MAX: usize = 48;
/// Products of the same leaf that are looked at for their price: so many dearer and as many cheaper ones.
const NEAREST_IN_PRICE: usize = 8;
/// Of the content's part of a score, what likeness of titles counts; closeness in price counts the rest.
const TITLE_SHARE: f32 = 0.7;
/// How much less than the page's product or the one seen last a product of the cart says.
const CART_WEIGHT: f32 = 0.5;

impl Recommender for Similar {
    const ID: &'static str = "similar";
    const SEES: &'static str = "Instead: alternatives that serve the same need.";
    const UNIT: Unit = Unit::Session;

    type Counts = History;
    type Model = Model;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Model {
        let catalogue = context.catalogue;
        let products = catalogue.len();
        let behaviour = Behaviour::build(&counts, products);
        drop(counts);
        let shelves = Shelves::new(catalogue);
        let kept = (BYTES_SMALL / 6 / products.max(1)).clamp(KEPT_MIN, KEPT_MAX);
        let rows: Vec<Vec<(ProductIndex, u16)>> = (0..products as ProductIndex)
            .into_par_iter()
            .with_min_len((products / 4_096).max(1))
            .map_init(
                || Workspace::new(products),
                |workspace, own| {
                    let seen = behaviour.seen(own, workspace);
                    alternatives(own, &seen, &shelves, context, kept)
                },
            )
            .collect();
        model(&rows)
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let held = query.held();
        for (seed, weight) in seeds(query) {
            let alternatives = row(&model.alternative, &model.offset, seed);
            let scores = row(&model.score, &model.offset, seed);
            for (&product, &score) in alternatives.iter().zip(scores) {
                if !held.contains(product) {
                    let evidence = Evidence::Similar { to: seed };
                    candidates.propose(product, weight * f32::from(score), evidence);
                }
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("similar/offset", &model.offset);
        sections.put("similar/alternative", &model.alternative);
        sections.put("similar/score", &model.score);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let name = "similar/offset";
        let model = Model {
            offset: sections.get(name)?,
            alternative: sections.get("similar/alternative")?,
            score: sections.get("similar/score")?,
        };
        for length in [model.alternative.len(), model.score.len()] {
            check_offsets(name, &model.offset, catalogue.len(), length)?;
        }
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        let with = model.offset.windows(2).filter(|bounds| bounds[0] < bounds[1]);
        vec![
            ("pairs", model.alternative.len() as f64),
            ("products_with_alternatives", with.count() as f64),
        ]
    }
}

/// The page's product; where no page is open, the product seen last and, with less weight, those of the cart.
fn seeds<'a>(query: &'a Query<'_>) -> impl Iterator<Item = (ProductIndex, f32)> + 'a {
    let page = query.product.map(|product| (product, 1.0));
    let seen = query.recently_viewed.first().map(|&product| (product, 1.0));
    let cart = query.cart.iter().map(|line| (line.product, CART_WEIGHT));
    let elsewhere = seen.into_iter().chain(cart).filter(move |_| page.is_none());
    page.into_iter().chain(elsewhere)
}

/// The products of each leaf by price.
struct Shelves {
    by_price: Vec<Vec<ProductIndex>>,
    /// Where each product stands on its shelf.
    place: Vec<u32>,
}

impl Shelves {
    fn new(catalogue: &Catalogue) -> Self {
        let mut by_price = vec![Vec::new(); catalogue.leaf_count()];
        for product in 0..catalogue.len() as ProductIndex {
            if let Some(leaf) = catalogue.leaf(product) {
                by_price[leaf as usize].push(product);
            }
        }
        let mut place = vec![0; catalogue.len()];
        for shelf in &mut by_price {
            shelf.sort_unstable_by_key(|&product| (catalogue.price_minor(product), product));
            for (&product, at) in shelf.iter().zip(0..) {
                place[product as usize] = at;
            }
        }
        Self { by_price, place }
    }

    /// The products that stand nearest to `product` on its shelf, and itself.
    fn around(&self, product: ProductIndex, leaf: Option<u32>) -> &[ProductIndex] {
        let Some(leaf) = leaf else { return &[] };
        let shelf = &self.by_price[leaf as usize];
        let at = self.place[product as usize] as usize;
        &shelf[at.saturating_sub(NEAREST_IN_PRICE)..(at + NEAREST_IN_PRICE + 1).min(shelf.len())]
    }
}

/// A product that may stand in for another, with what speaks for it.
struct Alternative {
    product: ProductIndex,
    visits: f32,
    content: f32,
}

fn alternatives(
    own: ProductIndex,
    seen: &Seen,
    shelves: &Shelves,
    context: &BuildContext<'_>,
    kept: usize,
) -> Vec<(ProductIndex, u16)> {
    let found = candidates(own, seen, shelves, context);
    let best = |part: fn(&Alternative) -> f32| found.iter().map(part).fold(f32::MIN_POSITIVE, f32::max);
    let (visits_best, content_best) = (
        best(|alternative| alternative.visits),
        best(|alternative| alternative.content),
    );
    let trust = handover(seen.visits);
    let score = |alternative: &Alternative| {
        trust * alternative.visits / visits_best + (1.0 - trust) * alternative.content / content_best
    };
    let mut scored: Vec<(u16, ProductIndex)> = found
        .iter()
        .map(|alternative| {
            (
                (score(alternative) * f32::from(u16::MAX)) as u16,
                alternative.product,
            )
        })
        .filter(|(score, _)| *score > 0)
        .collect();
    scored.sort_unstable_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(&b.1)));
    scored.truncate(kept);
    scored
        .into_iter()
        .map(|(score, product)| (product, score))
        .collect()
}

/// What visitors, titles and shelves name, less what does not serve the same need.
fn candidates(
    own: ProductIndex,
    seen: &Seen,
    shelves: &Shelves,
    context: &BuildContext<'_>,
) -> Vec<Alternative> {
    let catalogue = context.catalogue;
    let mut named: Vec<(ProductIndex, f32)> = context.signals.content.neighbours(own).collect();
    let beside = shelves
        .around(own, catalogue.leaf(own))
        .iter()
        .chain(seen.products());
    named.extend(beside.map(|&product| (product, 0.0)));
    // Of a product named twice the larger likeness stays.
    named.sort_unstable_by(|a, b| a.0.cmp(&b.0).then(b.1.total_cmp(&a.1)));
    named.dedup_by_key(|(product, _)| *product);
    let serves = |&(product, alike): &(ProductIndex, f32)| {
        product != own
            && !is_variant(catalogue, own, product)
            && serve_same_need(catalogue, own, product, alike)
            && !seen.bought_together(product)
            && !is_linked_beside(catalogue, own, product)
    };
    named
        .into_iter()
        .filter(serves)
        .map(|(product, alike)| Alternative {
            product,
            visits: seen.replaces(product),
            content: content_score(catalogue, own, product, alike),
        })
        .collect()
}

/// Whether the merchant links the two as going together, as the volumes of a series do.
fn is_linked_beside(catalogue: &Catalogue, a: ProductIndex, b: ProductIndex) -> bool {
    let leads = |from, to| {
        let mut links = catalogue.links(from);
        links.any(|(linked, kind)| linked == to && kind == LinkKind::CrossSell)
    };
    leads(a, b) || leads(b, a)
}

fn is_variant(catalogue: &Catalogue, a: ProductIndex, b: ProductIndex) -> bool {
    catalogue.group(a).is_some() && catalogue.group(a) == catalogue.group(b)
}

fn content_score(catalogue: &Catalogue, a: ProductIndex, b: ProductIndex, alike: f32) -> f32 {
    // Twice the price is half as close; an unknown price is taken for a distant one.
    let closeness = match (catalogue.price_minor(a), catalogue.price_minor(b)) {
        (Some(a), Some(b)) if a > 0 && b > 0 => a.min(b) as f32 / a.max(b) as f32,
        _ => 0.25,
    };
    TITLE_SHARE * alike.min(1.0) + (1.0 - TITLE_SHARE) * closeness
}

fn model(rows: &[Vec<(ProductIndex, u16)>]) -> Model {
    let mut offset = vec![0];
    offset.extend(rows.iter().scan(0, |end, row| {
        *end += row.len() as u32;
        Some(*end)
    }));
    Model {
        offset: Column::new(offset),
        alternative: Column::new(rows.iter().flatten().map(|pair| pair.0).collect()),
        score: Column::new(rows.iter().flatten().map(|pair| pair.1).collect()),
    }
}
