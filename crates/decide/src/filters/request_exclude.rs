//! **What a shopkeeper sees:** Products the page asked to leave out.
//!
//! **Method:** the request's `exclude` list.
//!
//! **When it fails:** ids that the catalogue does not know exclude nothing.
//!
//! **Source:** the request.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "request_exclude",
    sees: "Products the page asked to leave out.",
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    context.request.exclude.contains(&product)
}
