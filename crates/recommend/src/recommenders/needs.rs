//! **What a shopkeeper sees:** "what you are looking for" – products that serve what the customer said to need.
//!
//! **Method:** the need comes with the query, understood from the customer's words by the shop's lexicon and the words
//! of the catalogue, see [`crate::needs`]; its products are proposed in their order. Nothing is learnt.
//!
//! **When it fails:** where nothing was said, or nothing was understood of it.
//!
//! **Source:** the founding articles: listen for "I wish I could …".

use crate::{
    BuildContext, Candidates, Catalogue, Evidence, Partition, Query, Recommender, SectionError, Sections,
    Unit,
};

/// The recommender.
pub struct Needs;

impl Recommender for Needs {
    const ID: &'static str = "needs";
    const SEES: &'static str =
        "What you are looking for: products that serve what the customer said to need.";
    const UNIT: Unit = Unit::Session;

    type Counts = ();
    type Model = ();

    fn count(_partition: &Partition) {}

    fn merge(_into: &mut (), _other: ()) {}

    fn finish(_counts: (), _context: &BuildContext<'_>) {}

    fn propose(_model: &(), query: &Query<'_>, candidates: &mut Candidates) {
        let products = query.need.map_or(&[][..], |need| &need.products);
        for &(product, strength) in products {
            if !query.holds(product) {
                candidates.propose(product, strength, Evidence::Need);
            }
        }
    }

    fn write(_model: &(), _sections: &mut Sections) {}

    fn read(_sections: &Sections, _catalogue: &Catalogue) -> Result<(), SectionError> {
        Ok(())
    }
}
