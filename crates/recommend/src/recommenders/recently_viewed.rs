//! **What a shopkeeper sees:** "you looked at these" – the visitor's own last products, to pick up where they left.
//!
//! **Method:** the products viewed lately, the latest first, each step back counting a tenth less; a product viewed
//! again counts by its latest view. Nothing is learnt; the views come with the query, from the live events of the
//! visitor or from the page itself.
//!
//! **When it fails:** for a new visitor, and for one who looked and decided against it.
//!
//! **Source:** common practice of shops.

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, Partition, Query, Recommender, SectionError, Sections,
    Unit,
};

/// The recommender.
pub struct RecentlyViewed;

/// Views further back than this are left out.
const VIEWS_MAX: usize = 20;

impl Recommender for RecentlyViewed {
    const ID: &'static str = "recently_viewed";
    const SEES: &'static str = "You looked at these: the visitor's own last products.";
    const UNIT: Unit = Unit::Session;

    type Counts = ();
    type Model = ();

    fn count(_partition: &Partition) {}

    fn merge(_into: &mut (), _other: ()) {}

    fn finish(_counts: (), _context: &BuildContext<'_>) {}

    fn propose(_model: &(), query: &Query<'_>, candidates: &mut Candidates) {
        let views = &query.recently_viewed[..query.recently_viewed.len().min(VIEWS_MAX)];
        for ((place, &product), views_ago) in views.iter().enumerate().zip(1_u32..) {
            if !query.holds(product) && !views[..place].contains(&product) {
                candidates.propose(
                    product,
                    0.9_f32.powi(views_ago as i32),
                    Evidence::RecentlyViewed { views_ago },
                );
            }
        }
    }

    fn write(_model: &(), _sections: &mut Sections) {}

    fn read(_sections: &Sections, _catalogue: &Catalogue) -> Result<(), SectionError> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_proposed_once_by_its_latest_view() {
        let query = Query {
            product: Some(5),
            recently_viewed: &[5, 2, 5, 9, 2, 9],
            ..Query::default()
        };
        let mut candidates = Candidates::default();
        RecentlyViewed::propose(&(), &query, &mut candidates);
        let told = candidates.proposals();
        let told: Vec<_> = told.map(|(product, _, evidence)| (product, evidence)).collect();
        let viewed = |views_ago| Evidence::RecentlyViewed { views_ago };
        assert_eq!(told, [(2, viewed(2)), (9, viewed(4))]);
    }
}
