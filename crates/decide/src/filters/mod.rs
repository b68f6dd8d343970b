//! The filters: a file each, and this list. Adding one is a file and its line here.

use recommend::{Catalogue, ProductIndex};

use crate::{Live, Policy, Request};

mod compatibility;
mod fees;
mod in_cart;
mod in_stock;
mod inactive;
mod merchant_ban;
mod own_variant;
mod price_cap;
mod request_exclude;

/// A filter's position in [`ALL`].
pub type FilterIndex = u8;

/// A reason never to offer a product here and now.
pub struct Filter {
    /// Public id; the file's stem.
    pub id: &'static str,
    /// What it is for, in a sentence.
    pub sees: &'static str,
    /// Whether it objects to the product.
    pub objects: fn(&Context<'_>, ProductIndex) -> bool,
}

/// What a filter may look at.
pub struct Context<'a> {
    /// The products as built.
    pub catalogue: &'a Catalogue,
    /// What changed since.
    pub live: &'a Live,
    /// The placement's policy.
    pub policy: &'a Policy,
    /// What is asked.
    pub request: &'a Request<'a>,
    /// The price an offer may have at most, in minor units, where there is a cap.
    pub price_minor_max: Option<i64>,
    off: u32,
}

/// Every filter, the cheapest first: the first that objects is the reason given. Their order is part of the
/// decision-log format: append, never reorder.
pub static ALL: &[Filter] = &[
    request_exclude::FILTER,
    in_cart::FILTER,
    inactive::FILTER,
    fees::FILTER,
    in_stock::FILTER,
    merchant_ban::FILTER,
    price_cap::FILTER,
    own_variant::FILTER,
    compatibility::FILTER,
];

/// The id of the filter at this position.
pub fn id(index: FilterIndex) -> &'static str {
    ALL.get(usize::from(index)).map_or("unknown", |filter| filter.id)
}

/// The first filter that objects to `product`.
pub fn first_objection(context: &Context<'_>, product: ProductIndex) -> Option<FilterIndex> {
    let on = |index: usize| context.off & (1 << index) == 0;
    let objection = ALL
        .iter()
        .enumerate()
        .find(|(index, filter)| on(*index) && (filter.objects)(context, product));
    objection.map(|(index, _)| index as FilterIndex)
}

impl<'a> Context<'a> {
    /// Looks up once what all candidates share.
    pub fn new(
        catalogue: &'a Catalogue,
        live: &'a Live,
        policy: &'a Policy,
        request: &'a Request<'a>,
    ) -> Self {
        let off_bit = |(index, filter): (usize, &Filter)| {
            u32::from(policy.filters_off.iter().any(|id| id == filter.id)) << index
        };
        let off = ALL.iter().enumerate().map(off_bit).sum();
        let price_minor_max = price_cap::price_minor_max(catalogue, live, policy, request);
        Self {
            catalogue,
            live,
            policy,
            request,
            price_minor_max,
            off,
        }
    }
}
