//! Why a product was offered, or why not.

use recommend::{Models, ProductIndex, Sources};

use crate::{
    Decision, Live, Outcome, Policy, Request,
    filters::{self, Context},
};

/// The answer to "why this?" or "why not that?" for one product.
#[derive(Debug, Clone, PartialEq)]
pub struct Explanation {
    /// The product.
    pub product: ProductIndex,
    /// Its place by score among all candidates, 1 for the best; none where no recommender proposed it.
    pub rank: Option<usize>,
    /// Its score.
    pub score: f32,
    /// Who proposed it, with evidence.
    pub sources: Sources,
    /// What became of it; none where no recommender proposed it.
    pub outcome: Option<Outcome>,
    /// Every filter that would object to it, proposed or not.
    pub objections: Vec<&'static str>,
    /// The ids of the merchant's rules that name it here and now.
    pub rules: Vec<String>,
}

/// Explains `product` in `decision`, which `request` led to.
pub fn explain(
    models: &Models,
    live: &Live,
    policy: &Policy,
    request: &Request<'_>,
    decision: &Decision,
    product: ProductIndex,
) -> Explanation {
    let context = Context::new(models, live, policy, request, true);
    let place = decision.place_of(product);
    let candidate = place.map(|place| &decision.candidates[place]);
    Explanation {
        product,
        rank: place.map(|place| place + 1),
        score: candidate.map_or(0.0, |candidate| candidate.score),
        sources: candidate
            .map(|candidate| candidate.sources.clone())
            .unwrap_or_default(),
        outcome: candidate.map(|candidate| candidate.outcome),
        objections: filters::objections(&context, product).map(filters::id).collect(),
        rules: context
            .rules
            .naming(product)
            .map(|rule| rule.id.clone())
            .collect(),
    }
}
