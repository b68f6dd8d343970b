//! Learns from a shop's history and proposes candidates. Pure: no I/O, no clock, no randomness of its own.
//!
//! The way through the crate: [`Partition`]s of orders are counted, the counts merged and finished into
//! models by the recommenders in [`recommenders`]; [`Models`] proposes [`Candidates`] for a [`Query`].

mod candidates;
mod catalogue;
mod column;
pub mod counting;
mod customers;
mod dataset;
mod evidence;
mod fitting;
mod models;
pub mod needs;
mod packed_score;
mod params;
mod query;
mod recommender;
pub mod recommenders;
mod rows;
pub mod search;
pub mod signals;
mod text;
mod titles;
mod words;

pub use candidates::{
    CANDIDATES_PER_RECOMMENDER_MAX, Candidate, Candidates, RecommenderIndex, Source, Sources,
};
pub use catalogue::{
    Attributes, Catalogue, CatalogueSource, FitTarget, KnownLink, KnownReview, Review, Value, flags,
};
pub use column::{Column, Row, SectionError, Sections, TextColumn};
pub use customers::Customers;
pub use dataset::{
    Basket, Baskets, CustomerIndex, CustomerOrders, DayOrders, DaySessions, History, NO_CUSTOMER, Partition,
    Returned, Session, Sessions, Step, StepKind,
};
pub use evidence::{Evidence, Facts};
pub use models::{BuildError, Models};
pub use params::{Parameter, Params};
pub use query::{CartLine, ProductIndex, Query};
pub use recommender::{AnyModel, AnyRecommender, BuildContext, Erased, Recommender, Unit};
pub use signals::{Signal, Signals};
