//! **What a shopkeeper sees:** no offer that costs more than what the customer came for.
//!
//! **Method:** an offer costs at most the policy's share of the cart's value, or of the page product's price where
//! that is higher; but the middle price of the catalogue is always fine, so that a cheap cart still gets offers. What
//! is offered instead of a product costs at most the policy's share of that product's price. Categories may have caps
//! of their own, which hold exactly.
//!
//! **When it fails:** without prices there is no cap; prices in another currency than the cart's are not compared.
//!
//! **Source:** the trade's rule that people rarely pay much more than they planned.

use recommend::{Catalogue, ProductIndex, Query};

use super::{Context, Filter};
use crate::{Intent, Live, Policy};

pub(super) const FILTER: Filter = Filter {
    id: "price_cap",
    sees: "No offer that costs more than what the customer came for.",
    matters,
    objects,
};

fn matters(context: &Context<'_>) -> bool {
    let policy = context.policy;
    policy.price_cap_percent.is_some() || !policy.price_caps.is_empty()
}

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let own = || context.live.price_minor(context.catalogue, product);
    dearest(context, product).is_some_and(|most| own().is_some_and(|price| price > most))
}

/// What the product may cost at most; none where there is no cap or nothing to compare with.
fn dearest(context: &Context<'_>, product: ProductIndex) -> Option<i64> {
    let own_percent = of_category(context, product);
    let percent = own_percent.or(context.policy.price_cap_percent)?;
    if context.policy.intent == Intent::Upsell {
        return Some(share(replaced_minor(context, product)?, percent));
    }
    // What the merchant says of a category is meant as it is said.
    match own_percent {
        Some(percent) => Some(share(context.planned_minor?, percent)),
        None => context.dearest_minor,
    }
}

/// What a product of any category may cost at most beside what the customer came for, which costs `planned_minor`;
/// never less than what the shop's middle product costs.
pub(super) fn dearest_minor(
    catalogue: &Catalogue,
    policy: &Policy,
    planned_minor: Option<i64>,
) -> Option<i64> {
    let dearest = share(planned_minor?, policy.price_cap_percent?);
    Some(dearest.max(catalogue.price_median_minor().unwrap_or_default()))
}

/// The price of the dearest product of the page or the cart that this one would replace.
fn replaced_minor(context: &Context<'_>, product: ProductIndex) -> Option<i64> {
    let catalogue = context.catalogue;
    let replaced = context
        .request
        .query
        .seeds()
        .filter(|&seed| catalogue.same_need(seed, product));
    replaced
        .filter_map(|seed| context.live.price_minor(catalogue, seed))
        .max()
}

/// The cap of the product's category, where the policy names one: that of the longest path.
fn of_category(context: &Context<'_>, product: ProductIndex) -> Option<u32> {
    if context.policy.price_caps.is_empty() {
        return None;
    }
    let path = context.catalogue.leaf_path(context.catalogue.leaf(product)?);
    let caps = context.policy.price_caps.iter();
    let holding = caps.filter(|(above, _)| {
        path.strip_prefix(above.as_str())
            .is_some_and(|rest| rest.is_empty() || rest.starts_with(" >"))
    });
    holding
        .max_by_key(|(above, _)| above.len())
        .map(|(_, percent)| *percent)
}

/// So many per cent of an amount, without overflow.
fn share(amount_minor: i64, percent: u32) -> i64 {
    let shared = i128::from(amount_minor) * i128::from(percent) / 100;
    i64::try_from(shared).unwrap_or(i64::MAX)
}

/// What the customer came for costs, in minor units: the cart, or the page's product where that is dearer.
pub(super) fn planned_minor(catalogue: &Catalogue, live: &Live, query: &Query<'_>) -> Option<i64> {
    let line = |line: &recommend::CartLine| {
        let price = line
            .unit_price_minor
            .or_else(|| live.price_minor(catalogue, line.product))?;
        Some(i128::from(price) * i128::from(line.quantity))
    };
    let cart: i128 = query.cart.iter().filter_map(line).sum();
    let page = query
        .product
        .and_then(|product| live.price_minor(catalogue, product))
        .unwrap_or_default();
    let planned = cart.max(i128::from(page));
    (planned > 0).then(|| i64::try_from(planned).unwrap_or(i64::MAX))
}
