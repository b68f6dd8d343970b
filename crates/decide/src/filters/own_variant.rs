//! **What a shopkeeper sees:** The same item in another colour or size is no complement.
//!
//! **Method:** products of the group of a cart's or page's product; where a shop names no categories, products
//! alike by title.
//!
//! **When it fails:** shops that name neither groups nor categories and have one-word titles.
//!
//! **Source:** the catalogue's groups; titles.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "own_variant",
    sees: "The same item in another colour or size is no complement.",
    matters: |context| context.is_beside(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    context
        .request
        .query
        .seeds()
        .any(|seed| context.catalogue.same_item(seed, product))
}
