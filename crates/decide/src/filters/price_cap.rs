//! **What a shopkeeper sees:** no offer that costs more than what the customer came for.
//!
//! **Method:** an offer costs at most the policy's share of the cart's value, or of the page product's price where
//! that is higher; but the middle price of the catalogue is always fine, so that a cheap cart still gets offers.
//!
//! **When it fails:** without prices there is no cap; prices in another currency than the cart's are not compared.
//!
//! **Source:** the trade's rule that people rarely pay much more than they planned.

use recommend::{Catalogue, ProductIndex};

use super::{Context, Filter};
use crate::{Live, Policy, Request};

pub(super) const FILTER: Filter = Filter {
    id: "price_cap",
    sees: "No offer that costs more than what the customer came for.",
    objects,
};

fn objects(context: &Context<'_>, product: ProductIndex) -> bool {
    let price_minor = || context.live.price_minor(context.catalogue, product);
    context
        .price_minor_max
        .is_some_and(|most| price_minor().is_some_and(|price| price > most))
}

/// The price an offer may have at most, in minor units; none where the policy has no cap or no price is known.
pub(super) fn price_minor_max(
    catalogue: &Catalogue,
    live: &Live,
    policy: &Policy,
    request: &Request<'_>,
) -> Option<i64> {
    let percent = i128::from(policy.price_cap_percent?);
    let query = &request.query;
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
    if planned <= 0 {
        return None;
    }
    let cap = i64::try_from(planned * percent / 100).unwrap_or(i64::MAX);
    Some(cap.max(catalogue.price_median_minor().unwrap_or_default()))
}
