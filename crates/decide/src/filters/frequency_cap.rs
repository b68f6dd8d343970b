//! **What a shopkeeper sees:** a product is shown to a visitor a few times a day, and no more once it was ignored
//! often enough.
//!
//! **Method:** impressions of the product: those of today, and those of the last month of which none was taken.
//!
//! **When it fails:** pages that do not report impressions.
//!
//! **Source:** frequency capping as advertising practises it.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "frequency_cap",
    sees: "Nothing is shown to the same customer again and again.",
    matters: |context| context.is_known_visitor(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let caps = &context.policy.caps;
    let reached = |count: u16, most: u16| most > 0 && count >= most;
    context.seen(product).is_some_and(|seen| {
        reached(seen.shown_today, caps.product_per_day) || reached(seen.ignored, caps.ignored_max)
    })
}
