//! A third product for a pair that sells together: one that makes a proven pair with both.

use recommend::{Candidates, Models, ProductIndex, Query, recommenders};

use super::{is_at_hand, passes};
use crate::filters::Context;

/// The product that makes the strongest pairs with both, serves neither one's need and can be offered now.
pub(super) fn of(
    models: &Models,
    context: &Context<'_>,
    first: ProductIndex,
    second: ProductIndex,
) -> Option<ProductIndex> {
    let beside_first = beside(models, first)?;
    let beside_second = beside(models, second)?;
    let strength_beside_second = |product| {
        let found = beside_second.iter().find(|(known, _)| *known == product);
        found.map(|(_, strength)| strength)
    };
    let fits = |product: ProductIndex| {
        let catalogue = context.catalogue;
        !context.request.query.holds(product)
            && ![first, second]
                .iter()
                .any(|&own| catalogue.same_need(own, product))
            && is_at_hand(context, product, 1)
            && passes(context, product)
    };
    let mut both: Vec<(ProductIndex, f32)> = beside_first
        .iter()
        .filter(|(product, _)| fits(*product))
        .filter_map(|(product, strength)| Some((*product, strength + strength_beside_second(*product)?)))
        .collect();
    both.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    both.first().map(|(product, _)| *product)
}

/// What makes a proven pair with a product, with its strength; none where the recommender fails.
fn beside(models: &Models, product: ProductIndex) -> Option<Vec<(ProductIndex, f32)>> {
    let query = Query {
        product: Some(product),
        ..Query::default()
    };
    let mut candidates = Candidates::default();
    let proposed = models.propose(recommenders::index("bundles")?, &query, &mut candidates);
    let pairs = candidates
        .proposals()
        .map(|(other, strength, _)| (other, strength));
    proposed.then(|| pairs.collect())
}
