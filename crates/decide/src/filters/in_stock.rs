//! **What a shopkeeper sees:** What is sold out is not offered.
//!
//! **Method:** the stock posted last; unknown stock counts as available.
//!
//! **When it fails:** stock that the shop never sends.
//!
//! **Source:** the catalogue and stock updates.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "in_stock",
    sees: "What is sold out is not offered.",
    matters: |_| true,
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    !context.live.stock(context.catalogue, product).is_sellable()
}
