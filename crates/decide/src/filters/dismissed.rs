//! **What a shopkeeper sees:** a no is a no, for a quarter of a year unless the policy says otherwise.
//!
//! **Method:** the visitor's latest dismissal of the product, and of what differs from it only by colour or size.
//!
//! **When it fails:** visitors who come back without their id.
//!
//! **Source:** good manners; the trade's rule that a refusal counts.

use recommend::ProductIndex;

use super::{Context, Filter};
use crate::{SeenOffer, seen::is_within};

pub(super) const FILTER: Filter = Filter {
    id: "dismissed",
    sees: "What the customer declined is not shown again for a time.",
    matters: |context| context.is_known_visitor(),
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let (now, days) = (context.request.query.now, context.policy.caps.dismissed_days);
    let Some(seen) = context.request.seen else {
        return false;
    };
    let declined = |offer: &SeenOffer| {
        is_within(offer.dismissed_at, now, days)
            && (offer.product == product || context.catalogue.same_item(offer.product, product))
    };
    days > 0 && seen.offers.iter().any(declined)
}
