//! **What a shopkeeper sees:** Products taken off sale.
//!
//! **Method:** the catalogue's active flag, or the newest one posted since.
//!
//! **When it fails:** the shop must say that a product is off sale.
//!
//! **Source:** the catalogue.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "inactive",
    sees: "Products taken off sale.",
    matters: |_| true,
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    !context.live.is_active(context.catalogue, product)
}
