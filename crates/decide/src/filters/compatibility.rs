//! **What a shopkeeper sees:** no case for another phone, no lens for another mount.
//!
//! **Method:** a product that says what it is for must be for the page's product, for one in the cart or for one that
//! the customer bought; or for the same as one of these, as a screen protector is that comes with a case. Where neither
//! page nor cart names a product, what was viewed lately counts instead, and so does the category that is looked at.
//!
//! **When it fails:** products that do not say what they are for are never dropped; what the customer owns but bought
//! elsewhere is not known.
//!
//! **Source:** the catalogue's own `fits`.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "compatibility",
    sees: "Nothing that fits neither what is chosen nor what was bought.",
    matters: |_| true,
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let (catalogue, query) = (context.catalogue, &context.request.query);
    if !catalogue.declares_fits(product) {
        return false;
    }
    let goes_with = |other: ProductIndex| catalogue.may_go_with(product, other);
    if query.seeds().any(goes_with) || query.bought.products.iter().copied().any(goes_with) {
        return false;
    }
    let browsing = query.seeds().next().is_none();
    let looked_for = query.leaf.is_some() && query.leaf == catalogue.leaf(product);
    !(browsing && (looked_for || query.recently_viewed.iter().copied().any(goes_with)))
}
