//! **What a shopkeeper sees:** no second washing machine a week after the first.
//!
//! **Method:** the customer's and the visitor's purchases. What at least a tenth of its buyers buy again is free to
//! be offered after a third of the usual time between two purchases; everything else rests for the policy's days.
//!
//! **When it fails:** purchases made elsewhere; presents.
//!
//! **Source:** repeat-purchase shares and gaps, see the signal `repurchase_time`.

use recommend::ProductIndex;
use shop::Day;

use super::{Context, Filter};
use crate::{Intent, seen::is_within};

/// A product that so many of its buyers buy again is bought again and again.
const REPEAT_SHARE_MIN: f32 = 0.1;
/// It is free to be offered after this share of the usual time between two purchases.
const GAP_SHARE: f32 = 0.3;

pub(super) const FILTER: Filter = Filter {
    id: "recently_bought",
    sees: "What was just bought is not offered again, unless it is bought again and again.",
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    if context.policy.intent == Intent::BuyAgain || context.policy.caps.bought_days == 0 {
        return false;
    }
    let query = &context.request.query;
    let visitor = context.seen(product).and_then(|seen| seen.bought_at);
    let customer = query
        .bought
        .place(product)
        .map(|place| Day(query.bought.last_days[place]).start());
    let Some(bought_at) = visitor.into_iter().chain(customer).max() else {
        return false;
    };
    is_within(Some(bought_at), query.now, rest_days(context, product))
}

/// How long a product rests after it was bought.
fn rest_days(context: &Context<'_>, product: ProductIndex) -> u32 {
    let repurchase = &context.models.signals.repurchase_time;
    let usual = repurchase
        .gap_days(product)
        .filter(|_| repurchase.repeat_share_min(product) >= REPEAT_SHARE_MIN);
    usual.map_or(context.policy.caps.bought_days, |gap| (gap * GAP_SHARE) as u32)
}
