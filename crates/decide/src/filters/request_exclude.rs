//! **What a shopkeeper sees:** Products the page asked to leave out, and what the customer said not to want.
//!
//! **Method:** the request's `exclude` list, and the classes that are refused in its text.
//!
//! **When it fails:** ids that the catalogue does not know exclude nothing.
//!
//! **Source:** the request.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "request_exclude",
    sees: "Products the page asked to leave out, and what the customer said not to want.",
    matters,
    objects,
};

fn matters(context: &Context<'_>) -> bool {
    let request = context.request;
    !request.exclude.is_empty() || request.query.need.is_some_and(|need| !need.refused.is_empty())
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let refused = context.request.query.need.map_or(&[][..], |need| &need.refused);
    let is_refused = || {
        let leaf = context.catalogue.leaf(product);
        leaf.is_some_and(|leaf| refused.contains(&leaf))
    };
    context.request.exclude.contains(&product) || (!refused.is_empty() && is_refused())
}
