//! All signals and recommenders' models of one shop, with its catalogue: what a snapshot holds.

use std::panic::{AssertUnwindSafe, catch_unwind};

use crate::{
    AnyModel, BuildContext, Candidates, Catalogue, Customers, History, Params, Partition, Query,
    RecommenderIndex, SectionError, Sections, Signals, needs::NeedIndex, recommenders,
};

/// A recommender failed while it was counted or finished.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the recommender '{recommender}' failed while building; the last good models stay in use")]
pub struct BuildError {
    /// Its id; "signals" or "needs" where these failed.
    pub recommender: &'static str,
}

/// The catalogue, the signals and one model per recommender, in the order of [`recommenders::ALL`].
pub struct Models {
    /// The products.
    pub catalogue: Catalogue,
    /// What was learnt about each product.
    pub signals: Signals,
    /// The customers' numbers.
    pub customers: Customers,
    /// The words of the classes, for what customers say to need.
    pub needs: NeedIndex,
    models: Vec<Box<dyn AnyModel>>,
}

impl Models {
    /// Learns every signal, then counts and finishes every recommender. `partitions` hold the history, in any cut.
    ///
    /// # Errors
    /// [`BuildError`] where a recommender panics.
    pub fn build(
        catalogue: Catalogue,
        partitions: &[Partition],
        params: &Params,
    ) -> Result<Self, BuildError> {
        let failed = |recommender| move |_| BuildError { recommender };
        let mut history = History::default();
        for partition in partitions {
            history.merge(History::count(partition));
        }
        let learn = AssertUnwindSafe(|| Signals::learn(&history, &catalogue, params));
        let signals = catch_unwind(learn).map_err(failed("signals"))?;
        drop(history);
        let mut models = Vec::with_capacity(recommenders::ALL.len());
        for recommender in recommenders::ALL {
            let context = BuildContext {
                catalogue: &catalogue,
                signals: &signals,
                params,
                finished: &models,
            };
            let build = AssertUnwindSafe(|| recommender.build(partitions, &context));
            models.push(catch_unwind(build).map_err(failed(recommender.id()))?);
        }
        let needs = AssertUnwindSafe(|| NeedIndex::new(&catalogue));
        let needs = catch_unwind(needs).map_err(failed("needs"))?;
        Ok(Self {
            catalogue,
            signals,
            customers: Customers::default(),
            needs,
            models,
        })
    }

    /// Asks one recommender. One that panics is left out: `false`.
    pub fn propose(
        &self,
        recommender: RecommenderIndex,
        query: &Query<'_>,
        candidates: &mut Candidates,
    ) -> bool {
        let Some(model) = self.models.get(usize::from(recommender)) else {
            return false;
        };
        let proposed = catch_unwind(AssertUnwindSafe(|| model.propose(query, candidates))).is_ok();
        if !proposed {
            candidates.discard_recommender();
        }
        proposed
    }

    /// Every array of the catalogue, the signals and the models.
    pub fn write(&self) -> Sections {
        let mut sections = Sections::default();
        self.catalogue.write(&mut sections);
        self.signals.write(&mut sections);
        self.customers.write(&mut sections);
        self.needs.write(&mut sections);
        for model in &self.models {
            model.write(&mut sections);
        }
        sections
    }

    /// Reads a snapshot's arrays.
    ///
    /// # Errors
    /// [`SectionError`] where one is missing or they do not fit together.
    pub fn read(sections: &Sections) -> Result<Self, SectionError> {
        let catalogue = Catalogue::read(sections)?;
        let read = |recommender: &&dyn crate::AnyRecommender| recommender.read(sections, &catalogue);
        let models = recommenders::ALL.iter().map(read).collect::<Result<_, _>>()?;
        Ok(Self {
            signals: Signals::read(sections, &catalogue)?,
            customers: Customers::read(sections)?,
            needs: NeedIndex::read(sections, &catalogue)?,
            catalogue,
            models,
        })
    }

    /// What each recommender learnt, for people: id, then name and number.
    pub fn facts(&self) -> Vec<(&'static str, Vec<(&'static str, f64)>)> {
        let ids = recommenders::ALL.iter().map(|recommender| recommender.id());
        ids.zip(self.models.iter().map(|model| model.facts())).collect()
    }
}
