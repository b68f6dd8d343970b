//! One recommender on its own: learnt, and asked, with nothing else around it.

use anyhow::{Context, Result, ensure};
use recommend::{
    AnyModel, BuildContext, Candidates, Catalogue, History, Params, Partition, ProductIndex, Query,
    RecommenderIndex, Signals, recommenders,
};
use std::hint::black_box;
use std::time::Instant;

/// A recommender that learnt.
pub struct Alone {
    model: Box<dyn AnyModel>,
    index: RecommenderIndex,
    /// How long it learnt, counting included.
    pub seconds: f64,
}

impl Alone {
    /// Lets the recommender `id` learn.
    ///
    /// # Errors
    /// When there is no such recommender.
    pub fn learn(
        id: &str,
        catalogue: &Catalogue,
        partitions: &[Partition],
        params: &Params,
    ) -> Result<Alone> {
        let index = recommenders::index(id).with_context(|| format!("there is no recommender `{id}`"))?;
        let start = Instant::now();
        let context = BuildContext {
            catalogue,
            signals: &Signals::learn(&History::default(), catalogue, params),
            params,
            finished: &[],
        };
        let model = black_box(recommenders::ALL[usize::from(index)].build(partitions, &context));
        let seconds = start.elapsed().as_secs_f64();
        Ok(Alone {
            model,
            index,
            seconds,
        })
    }

    /// Makes sure that it learnt something: the fact `name` is above zero.
    ///
    /// # Errors
    /// When it is not.
    pub fn expect(&self, name: &str) -> Result<()> {
        let facts = self.model.facts();
        println!("{facts:?}");
        ensure!(
            facts.iter().any(|(known, value)| *known == name && *value > 0.0),
            "nothing was learnt: {facts:?}"
        );
        Ok(())
    }

    /// Its best `count` products.
    pub fn ask(&self, query: &Query<'_>, count: usize, candidates: &mut Candidates) -> Vec<ProductIndex> {
        self.model.propose(query, candidates);
        candidates.finish_recommender(self.index);
        let found = candidates.take_ranked();
        found
            .iter()
            .take(count)
            .map(|candidate| candidate.product)
            .collect()
    }
}
