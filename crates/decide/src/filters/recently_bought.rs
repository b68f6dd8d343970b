//! **What a shopkeeper sees:** no second washing machine a week after the first.
//!
//! **Method:** the customer's and the visitor's purchases. What the customer bought several times, or what at least a
//! tenth of its buyers buy again, is free to be offered after a third of the usual time between two purchases;
//! everything else rests for the policy's days.
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
    matters,
    objects,
};

fn matters(context: &Context<'_>) -> bool {
    let known = context.request.seen.is_some() || !context.request.query.bought.products.is_empty();
    known && context.policy.intent != Intent::BuyAgain && context.policy.caps.bought_days > 0
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let query = &context.request.query;
    let place = query.bought.place(product);
    let customer = place.map(|place| Day(query.bought.last_days[place]).start());
    let visitor = context.seen(product).and_then(|seen| seen.bought_at);
    let bought_at = visitor.into_iter().chain(customer).max();
    bought_at.is_some() && is_within(bought_at, query.now, rest_days(context, product, place))
}

/// How long a product rests after it was bought: a part of the customer's own pace, or of the usual one.
fn rest_days(context: &Context<'_>, product: ProductIndex, place: Option<usize>) -> u32 {
    let repurchase = &context.models.signals.repurchase_time;
    let own = place.and_then(|place| context.request.query.bought.own_gap_days(place));
    let usual = || {
        let again = repurchase.repeat_share_min(product) >= REPEAT_SHARE_MIN;
        repurchase.gap_days(product).filter(|_| again)
    };
    own.or_else(usual)
        .map_or(context.policy.caps.bought_days, |gap| (gap * GAP_SHARE) as u32)
}
