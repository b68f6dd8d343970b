//! What a recommender is: one file that counts, finishes a model and proposes from it.

use std::{any::Any, marker::PhantomData};

use crate::{
    Candidates, Catalogue, Parameter, Params, Partition, Query, Signals,
    column::{SectionError, Sections},
};

/// What a recommender may look at besides its own counts while it finishes a model.
#[derive(Clone, Copy)]
pub struct BuildContext<'a> {
    /// The products.
    pub catalogue: &'a Catalogue,
    /// What was learnt about each product.
    pub signals: &'a Signals,
    /// Numbers that are set or were tuned.
    pub params: &'a Params,
    /// The models that are finished already, in the order of [`crate::recommenders::ALL`]; none where a recommender is
    /// built alone.
    pub finished: &'a [Box<dyn AnyModel>],
}

impl<'a> BuildContext<'a> {
    /// The finished model of another recommender, where it stands earlier in the list: what it counted need not be
    /// counted again.
    pub fn model_of<R: Recommender>(&self) -> Option<&'a R::Model> {
        self.finished.iter().find_map(|model| {
            let model: &dyn Any = model.as_ref();
            model.downcast_ref::<ErasedModel<R>>().map(|own| &own.0)
        })
    }
}

/// What a partition of the history never splits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    /// One order.
    Order,
    /// One visit.
    Session,
    /// All of one customer.
    Customer,
}

/// A way to find products to offer. Its file opens with what a shopkeeper sees, the method, when it fails and the
/// source.
pub trait Recommender: 'static {
    /// Public id; the file's stem.
    const ID: &'static str;
    /// What a shopkeeper sees, in one sentence.
    const SEES: &'static str;
    /// What a partition never splits.
    const UNIT: Unit;
    /// The numbers that steer it.
    const PARAMETERS: &'static [Parameter] = &[];
    /// The same counts as portable SQL over `lines(order_id, product, day)`, for those whose counts are plain
    /// aggregates.
    const COUNTS_SQL: Option<&'static str> = None;

    /// Counts that merge: counting parts and merging equals counting the whole.
    type Counts: Default + Send;
    /// What is served.
    type Model: Send + Sync;

    /// Counts one partition.
    fn count(partition: &Partition) -> Self::Counts;
    /// Adds further counts.
    fn merge(into: &mut Self::Counts, other: Self::Counts);
    /// Turns counts into a model. The same counts give the same model, however they were merged.
    fn finish(counts: Self::Counts, context: &BuildContext<'_>) -> Self::Model;
    /// Proposes candidates. Never one that [`Query::holds`]; never a score that is not finite.
    fn propose(model: &Self::Model, query: &Query<'_>, candidates: &mut Candidates);
    /// Writes the model's arrays.
    fn write(model: &Self::Model, sections: &mut Sections);
    /// Reads the arrays that [`Self::write`] wrote.
    ///
    /// # Errors
    /// [`SectionError`] where they are missing or do not fit together.
    fn read(sections: &Sections, catalogue: &Catalogue) -> Result<Self::Model, SectionError>;
    /// What was learnt about the shop, for people: parameters chosen, sizes.
    fn facts(_model: &Self::Model) -> Vec<(&'static str, f64)> {
        Vec::new()
    }
}

/// A recommender in a list of different ones.
pub trait AnyRecommender: Send + Sync {
    /// See [`Recommender::ID`].
    fn id(&self) -> &'static str;
    /// See [`Recommender::SEES`].
    fn sees(&self) -> &'static str;
    /// See [`Recommender::PARAMETERS`].
    fn parameters(&self) -> &'static [Parameter];
    /// See [`Recommender::COUNTS_SQL`].
    fn counts_sql(&self) -> Option<&'static str>;
    /// Counts the partitions one by one, merges and finishes.
    fn build(&self, partitions: &[Partition], context: &BuildContext<'_>) -> Box<dyn AnyModel>;
    /// Reads a model back.
    ///
    /// # Errors
    /// [`SectionError`] where its arrays are missing or do not fit together.
    fn read(&self, sections: &Sections, catalogue: &Catalogue) -> Result<Box<dyn AnyModel>, SectionError>;
}

/// A finished model of whichever recommender.
pub trait AnyModel: Send + Sync + Any {
    /// See [`Recommender::propose`].
    fn propose(&self, query: &Query<'_>, candidates: &mut Candidates);
    /// See [`Recommender::write`].
    fn write(&self, sections: &mut Sections);
    /// See [`Recommender::facts`].
    fn facts(&self) -> Vec<(&'static str, f64)>;
}

/// Makes any [`Recommender`] an [`AnyRecommender`].
pub struct Erased<R>(PhantomData<fn() -> R>);

impl<R> Erased<R> {
    /// The list entry of `R`.
    pub const NEW: Self = Self(PhantomData);
}

struct ErasedModel<R: Recommender>(R::Model);

impl<R: Recommender> AnyRecommender for Erased<R> {
    fn id(&self) -> &'static str {
        R::ID
    }

    fn sees(&self) -> &'static str {
        R::SEES
    }

    fn parameters(&self) -> &'static [Parameter] {
        R::PARAMETERS
    }

    fn counts_sql(&self) -> Option<&'static str> {
        R::COUNTS_SQL
    }

    fn build(&self, partitions: &[Partition], context: &BuildContext<'_>) -> Box<dyn AnyModel> {
        let mut counts = R::Counts::default();
        for partition in partitions {
            R::merge(&mut counts, R::count(partition));
        }
        Box::new(ErasedModel::<R>(R::finish(counts, context)))
    }

    fn read(&self, sections: &Sections, catalogue: &Catalogue) -> Result<Box<dyn AnyModel>, SectionError> {
        Ok(Box::new(ErasedModel::<R>(R::read(sections, catalogue)?)))
    }
}

impl<R: Recommender> AnyModel for ErasedModel<R> {
    fn propose(&self, query: &Query<'_>, candidates: &mut Candidates) {
        R::propose(&self.0, query, candidates);
    }

    fn write(&self, sections: &mut Sections) {
        R::write(&self.0, sections);
    }

    fn facts(&self) -> Vec<(&'static str, f64)> {
        R::facts(&self.0)
    }
}
