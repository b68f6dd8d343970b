//! **What a shopkeeper sees:** where the merchant wants only some products offered, nothing else.
//!
//! **Method:** the include-only rules that hold here and now; one that names the product is enough.
//!
//! **When it fails:** a rule that names nothing on sale leaves the placement empty.
//!
//! **Source:** the merchant.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "not_included",
    sees: "Where rules say what alone is offered, nothing else is.",
    matters,
    objects,
};

fn matters(context: &Context<'_>) -> bool {
    context.rules.include_only()
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    context.rules.leaves_out(product)
}
