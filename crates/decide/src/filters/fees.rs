//! **What a shopkeeper sees:** Postage, bank charges and the like are never offered.
//!
//! **Method:** products that orders know only as fee lines.
//!
//! **When it fails:** a fee that an import took for merchandise; ban it by hand.
//!
//! **Source:** fee lines of orders.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "fees",
    sees: "Postage, bank charges and the like are never offered.",
    matters: |_| true,
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    context.catalogue.has_flag(product, recommend::flags::FEE)
}
