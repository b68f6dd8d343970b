//! **What a shopkeeper sees:** what goes with a product that is new: what products like it are bought with and, where
//! nothing of the kind was bought yet, what its title names.
//!
//! **Method:** a product `i` and the ten products `k` that serve its need and are most like it by title share what
//! "bought together" knows: `t(i→j) = (1 − w_i)²·Σ a_ik·ŝ(k→j) / (Σ a_ik + ½)`, where `a` is the likeness, `ŝ` the
//! pair's score beside the best of its row, discounted by `c/(c + 2)` for `c` shared orders, and `w = n/(n + 25)`
//! grows with the product's own `n` orders. A new product `j` comes beside `i` the same way where products like `j`
//! are bought with `i`. Products alike by title that serve different needs are added with their likeness, more where
//! their leaf categories are bought together, times `(1 − w)²` of the one with fewer orders. Products of one need
//! only come where orders show that customers take several: the pair that stands in is proven, or the leaf category
//! is bought so. New ones count a quarter beside a product that is known well. So all of it fades as orders come in.
//! The 20 best of each product are kept.
//!
//! **When it fails:** titles that are bare codes; where categories are unknown, a spare part and what it replaces can
//! look like two needs.
//!
//! **Source:** neighbour transfer for cold starts, e.g. A. Schein et al., "Methods and metrics for cold-start
//! recommendations", SIGIR 2002.

mod kin;
mod rows;

use crate::{
    BuildContext, Candidates, Catalogue, Column, Evidence, History, Partition, Query, Recommender,
    SectionError, Sections, Unit,
    column::{check_offsets, row},
    query::ProductIndex,
};

use super::co_purchase::CoPurchase;

/// The recommender.
pub struct Kindred;

/// What goes with each product that has few orders, best first.
#[derive(Default)]
pub struct Model {
    offset: Column<u32>,
    product: Column<u32>,
    /// From 0 to 1, in steps of 1 / 65,535.
    score: Column<u16>,
    /// The product in whose place the pair stands, [`BY_TITLE`] where titles alone speak.
    alike: Column<u32>,
    /// Orders of `alike` and the other product of the pair.
    together: Column<u32>,
}

/// Titles alone speak for the pair.
const BY_TITLE: ProductIndex = ProductIndex::MAX;

impl Recommender for Kindred {
    const ID: &'static str = "kindred";
    const SEES: &'static str = "New ones: what goes with products like it, or with what its title names.";
    const UNIT: Unit = Unit::Order;

    type Counts = History;
    type Model = Model;

    fn count(partition: &Partition) -> History {
        History::count(partition)
    }

    fn merge(into: &mut History, other: History) {
        into.merge(other);
    }

    fn finish(counts: History, context: &BuildContext<'_>) -> Model {
        match context.model_of::<CoPurchase>() {
            Some(pairs) => model(&rows::all(context, pairs)),
            None => model(&rows::all(context, &CoPurchase::finish(counts, context))),
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        let seeds = query.seeds().count().max(1);
        // A long cart says a little of very much, which together must not sound like a lot.
        candidates.full_score((seeds as f32).sqrt() * f32::from(u16::MAX));
        let held = query.held();
        for with in query.seeds() {
            let products = row(&model.product, &model.offset, with);
            let scores = row(&model.score, &model.offset, with);
            let alike = row(&model.alike, &model.offset, with);
            let together = row(&model.together, &model.offset, with);
            let reasons = alike.iter().zip(together);
            for ((&product, &score), (&alike, &orders_together)) in products.iter().zip(scores).zip(reasons) {
                let evidence = match alike {
                    BY_TITLE => Evidence::NamedAlike { with },
                    alike => Evidence::AlikeTogether {
                        with,
                        alike,
                        orders_together,
                    },
                };
                if !held.contains(product) {
                    candidates.propose(product, f32::from(score), evidence);
                }
            }
        }
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("kindred/offset", &model.offset);
        sections.put("kindred/product", &model.product);
        sections.put("kindred/score", &model.score);
        sections.put("kindred/alike", &model.alike);
        sections.put("kindred/together", &model.together);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let name = "kindred/offset";
        let model = Model {
            offset: sections.get(name)?,
            product: sections.get("kindred/product")?,
            score: sections.get("kindred/score")?,
            alike: sections.get("kindred/alike")?,
            together: sections.get("kindred/together")?,
        };
        let lengths = [
            model.product.len(),
            model.score.len(),
            model.alike.len(),
            model.together.len(),
        ];
        for length in lengths {
            check_offsets(name, &model.offset, catalogue.len(), length)?;
        }
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        let by_title = model.alike.iter().filter(|&&alike| alike == BY_TITLE);
        vec![
            ("pairs", model.product.len() as f64),
            ("pairs_by_title", by_title.count() as f64),
        ]
    }
}

fn model(rows: &[Vec<rows::Kept>]) -> Model {
    let mut offset = vec![0];
    offset.extend(rows.iter().scan(0, |end, row| {
        *end += row.len() as u32;
        Some(*end)
    }));
    let kept = || rows.iter().flatten();
    Model {
        offset: Column::new(offset),
        product: Column::new(kept().map(|entry| entry.product).collect()),
        score: Column::new(kept().map(|entry| entry.score).collect()),
        alike: Column::new(kept().map(|entry| entry.reason.alike).collect()),
        together: Column::new(kept().map(|entry| entry.reason.orders_together).collect()),
    }
}
