//! **What a shopkeeper sees:** What the merchant banned: a product, a category, or a product beside another.
//!
//! **Method:** the shop's bans and its rules that ban, visible to the next decision.
//!
//! **When it fails:** a ban on a category counts for products whose category path is exactly that or below it.
//!
//! **Source:** the merchant.

use recommend::ProductIndex;

use super::{Context, Filter};

pub(super) const FILTER: Filter = Filter {
    id: "merchant_ban",
    sees: "What the merchant banned: a product, a category, or a product beside another.",
    matters,
    objects,
};

fn matters(context: &Context<'_>) -> bool {
    context.live.has_bans() || context.rules.has_bans()
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let beside = |seed| context.live.is_banned_beside(seed, product);
    context.live.is_banned(context.catalogue, product)
        || context.rules.bans(product)
        || context.request.query.seeds().any(beside)
}
