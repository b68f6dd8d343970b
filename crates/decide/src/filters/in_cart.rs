//! **What a shopkeeper sees:** What is in the cart, or is the page's own product, is not offered again.
//!
//! **Method:** compared by product.
//!
//! **When it fails:** the shop must send the whole cart.
//!
//! **Source:** common sense.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "in_cart",
    sees: "What is in the cart, or is the page's own product, is not offered again.",
    matters: |context| context.is_beside(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    context.request.query.holds(product)
}
