//! **What a shopkeeper sees:** the thank-you page brings something new.
//!
//! **Method:** what was offered in this visit on the way to the order, at the placement after it.
//!
//! **When it fails:** visitors without an id.
//!
//! **Source:** the rule of few and fresh offers.

use recommend::ProductIndex;
use shop::Placement;

use super::{Context, Filter};
use crate::Seen;

pub(super) const FILTER: Filter = Filter {
    id: "already_offered",
    sees: "What the cart or the checkout offered in vain is not offered after the order.",
    matters,
    objects,
};

fn matters(context: &Context<'_>) -> bool {
    context.policy.placement == Placement::PostPurchase && context.request.seen.is_some()
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let offered = |seen: &Seen| seen.offered_on_the_way.contains(&product);
    context.request.seen.is_some_and(offered)
}
