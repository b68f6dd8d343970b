//! **What a shopkeeper sees:** "looked at next" – what visitors who looked at the same products went on to look at,
//! and what this visitor is likely to come back to.
//!
//! **Method:** seven sources are asked about a live visit. The 50 past visits most like it say which products they hold
//! (1), hold after (2) and hold before (3) the product they share with it; the newest visits of the product on screen
//! say what stood next after (4) and before it (5), those of the product before it what came next (6); a table of short
//! random walks over products looked at close to one another (7) reaches what no single visit joins. Each source's
//! shares, how often and how lately the product is looked at, and how long ago the visitor saw it become one score:
//! `Σ w·ln(1 + share/0.01)`, separately for products new to the visitor and for those seen before.
//!
//! **When it fails:** for a visitor who has looked at nothing yet, and for products nobody looked at together with
//! another.
//!
//! **Source:** neighbours after B. Kersbergen et al., "Serenade", SIGMOD 2022, and S. Latifi et al., "Session-aware
//! recommendation", 2021; the weights are a conditional logit, fitted on validation days of two public click logs.

mod gather;
mod index;
mod score;
mod slots;
mod visit;
mod walk;

use std::cell::RefCell;

use crate::{
    BuildContext, Candidates, Catalogue, Column, History, Partition, Query, Recommender, SectionError,
    Sections, Unit, column::check_offsets,
};

use gather::Gathering;
use visit::Visit;

/// The recommender.
pub struct SessionKnn;

/// Past visits, found by product, and what became of all of them.
#[derive(Default)]
pub struct Model {
    /// Per past visit, the products looked at in their order; later visits have higher numbers.
    look_offset: Column<u32>,
    look: Column<u32>,
    /// Per product, its newest visits, the newest first.
    visit_offset: Column<u32>,
    visit: Column<u32>,
    /// Per product, where short walks from it lead, the likeliest first; the highest bit says [`walk::DIRECT`].
    walk_offset: Column<u32>,
    walk: Column<u32>,
    walk_strength: Column<u16>,
    /// Per product, what its popularity adds to its score: where it is new to the visitor, and where not.
    prior: Column<f32>,
    /// Logarithm of how often a product seen 1 to 6 looks ago is looked at next; empty where there are no visits.
    revisit_rate: Column<f32>,
}

/// Newest visits kept per product, and visits that count as neighbours.
const VISITS_MAX: usize = 50;

/// Working memory and the visit in it, kept from one query to the next.
#[derive(Default)]
struct Scratch {
    visit: Visit,
    gathering: Gathering,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Recommender for SessionKnn {
    const ID: &'static str = "session_knn";
    const SEES: &'static str = "Looked at next: what visitors of like visits went on to look at.";
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
        let looks = index::Looks::collect(&counts, context.catalogue.len());
        drop(counts);
        let places = index::Places::of(&looks);
        let walks = walk::table(&looks, &places);
        let index = index::Index::of(&looks, &places);
        Model {
            look_offset: Column::new(index.look_offset),
            look: Column::new(index.look),
            visit_offset: Column::new(index.visit_offset),
            visit: Column::new(index.visit),
            walk_offset: Column::new(walks.offset),
            walk: Column::new(walks.product),
            walk_strength: Column::new(walks.strength),
            prior: Column::new(score::priors(&index.visits_with, &index.looks_lately)),
            revisit_rate: Column::new(index::revisit_rates(&looks)),
        }
    }

    fn propose(model: &Model, query: &Query<'_>, candidates: &mut Candidates) {
        if model.revisit_rate.is_empty() {
            return;
        }
        SCRATCH.with_borrow_mut(|Scratch { visit, gathering }| {
            visit.read(query, model.visit_offset.len().saturating_sub(1));
            gathering.gather(model, visit);
            gathering.propose(model, query, visit, candidates);
        });
    }

    fn write(model: &Model, sections: &mut Sections) {
        sections.put("session_knn/look_offset", &model.look_offset);
        sections.put("session_knn/look", &model.look);
        sections.put("session_knn/visit_offset", &model.visit_offset);
        sections.put("session_knn/visit", &model.visit);
        sections.put("session_knn/walk_offset", &model.walk_offset);
        sections.put("session_knn/walk", &model.walk);
        sections.put("session_knn/walk_strength", &model.walk_strength);
        sections.put("session_knn/prior", &model.prior);
        sections.put("session_knn/revisit_rate", &model.revisit_rate);
    }

    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Model, SectionError> {
        let (looks, visits, walks) = (
            "session_knn/look_offset",
            "session_knn/visit_offset",
            "session_knn/walk_offset",
        );
        let model = Model {
            look_offset: sections.get(looks)?,
            look: sections.get("session_knn/look")?,
            visit_offset: sections.get(visits)?,
            visit: sections.get("session_knn/visit")?,
            walk_offset: sections.get(walks)?,
            walk: sections.get("session_knn/walk")?,
            walk_strength: sections.get("session_knn/walk_strength")?,
            prior: sections.get("session_knn/prior")?,
            revisit_rate: sections.get("session_knn/revisit_rate")?,
        };
        let past_visits = model.look_offset.len().saturating_sub(1);
        check_offsets(looks, &model.look_offset, past_visits, model.look.len())?;
        check_offsets(visits, &model.visit_offset, catalogue.len(), model.visit.len())?;
        check_offsets(walks, &model.walk_offset, catalogue.len(), model.walk.len())?;
        check_offsets(
            walks,
            &model.walk_offset,
            catalogue.len(),
            model.walk_strength.len(),
        )?;
        let rates = "session_knn/revisit_rate";
        if !matches!(model.revisit_rate.len(), 0 | index::REVISIT_LOOKS) {
            return Err(SectionError::Inconsistent(rates.to_owned()));
        }
        Ok(model)
    }

    fn facts(model: &Model) -> Vec<(&'static str, f64)> {
        vec![
            ("visits_kept", model.look_offset.len().saturating_sub(1) as f64),
            ("looks_kept", model.look.len() as f64),
            ("walks_kept", model.walk.len() as f64),
        ]
    }
}
