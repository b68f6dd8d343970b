//! Learns from a shop's history and proposes candidates. Pure: no I/O, no clock, no randomness of its own.
//!
//! The way through the crate: [`Partition`]s of orders are counted, the counts merged and finished into
//! models by the recommenders in [`recommenders`]; [`Models`] proposes [`Candidates`] for a [`Query`].

mod candidates;
mod catalogue;
mod column;
pub mod counting;
mod dataset;
mod models;
mod params;
mod query;
mod recommender;
pub mod recommenders;
mod titles;

pub use candidates::{
    CANDIDATES_PER_RECOMMENDER_MAX, Candidate, Candidates, Evidence, RecommenderIndex, Source, Sources,
};
pub use catalogue::{Catalogue, CatalogueSource, KnownLink, flags};
pub use column::{Column, Row, SectionError, Sections, TextColumn};
pub use dataset::{Basket, Baskets, DayBaskets, DayOrders, Partition};
pub use models::{BuildError, Models};
pub use params::{Parameter, Params};
pub use query::{CartLine, ProductIndex, Query};
pub use recommender::{AnyModel, AnyRecommender, Erased, Recommender, Unit};
