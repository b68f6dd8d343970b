//! The filters: a file each, and this list. Adding one is a file and its line here.

use recommend::{Catalogue, Models, ProductIndex};
use smallvec::SmallVec;

use crate::{
    Live, Policy, Request, SeenOffer,
    rules::{InForce, Shelf},
};

mod already_offered;
mod compatibility;
mod dismissed;
mod enough_of_a_kind;
mod fees;
mod frequency_cap;
mod in_cart;
mod in_stock;
mod inactive;
mod merchant_ban;
mod no_step_up;
mod not_in_region;
mod not_included;
mod own_variant;
mod price_cap;
mod recently_bought;
mod request_exclude;
mod slower_delivery;

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
    /// What was learnt.
    pub models: &'a Models,
    /// The products as built.
    pub catalogue: &'a Catalogue,
    /// What changed since.
    pub live: &'a Live,
    /// The placement's policy.
    pub policy: &'a Policy,
    /// What is asked.
    pub request: &'a Request<'a>,
    /// What the customer came for costs, in minor units, where that is known.
    pub planned_minor: Option<i64>,
    /// The merchant's rules that hold here and now.
    pub(crate) rules: InForce<'a>,
    pins: SmallVec<[(ProductIndex, u8); 4]>,
    enough: enough_of_a_kind::Enough,
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
    not_included::FILTER,
    dismissed::FILTER,
    frequency_cap::FILTER,
    recently_bought::FILTER,
    already_offered::FILTER,
    slower_delivery::FILTER,
    no_step_up::FILTER,
    not_in_region::FILTER,
    enough_of_a_kind::FILTER,
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
    /// Looks up once what all candidates of a unit share.
    pub fn new(
        models: &'a Models,
        live: &'a Live,
        policy: &'a Policy,
        request: &'a Request<'a>,
        is_first_unit: bool,
    ) -> Self {
        let catalogue = &models.catalogue;
        let enough = enough_of_a_kind::enough(models, policy, &request.query);
        // Where they could object to nothing, no candidate pays for them.
        let is_spared = |filter: &Filter| {
            (filter.id == not_in_region::FILTER.id && !not_in_region::is_needed(catalogue, request))
                || (filter.id == enough_of_a_kind::FILTER.id && enough.is_empty())
        };
        let off_bit = |(index, filter): (usize, &Filter)| {
            let is_off = policy.filters_off.iter().any(|id| id == filter.id) || is_spared(filter);
            u32::from(is_off) << index
        };
        let off = ALL.iter().enumerate().map(off_bit).sum();
        let shelf = Shelf {
            catalogue,
            live,
            margin: &models.signals.margin,
        };
        let rules = InForce::new(shelf, policy.placement, request.segments, &request.query);
        Self {
            models,
            catalogue,
            live,
            policy,
            request,
            planned_minor: price_cap::planned_minor(catalogue, live, &request.query),
            pins: if is_first_unit {
                rules.pins()
            } else {
                SmallVec::new()
            },
            rules,
            enough,
            off,
        }
    }

    /// The products that rules pin, with their slots: all of them to the page's first unit.
    pub(crate) fn pins(&self) -> &[(ProductIndex, u8)] {
        &self.pins
    }

    /// What the visitor saw of a product's offers.
    pub(crate) fn seen(&self, product: ProductIndex) -> Option<&SeenOffer> {
        self.request.seen.and_then(|seen| seen.of(product))
    }

    /// What is left of the likelihood that the visitor takes a product that was offered in vain before.
    pub(crate) fn fatigue(&self, product: ProductIndex) -> f32 {
        self.seen(product)
            .map_or(1.0, |seen| seen.fatigue(self.request.query.now))
    }

    /// What one unit earns, net of returns, or costs where that is not known; in minor units.
    pub(crate) fn brings_minor(&self, product: ProductIndex) -> Option<f64> {
        let signals = &self.models.signals;
        let return_rate = signals.return_rate.rate(product);
        let earns = signals.margin.net_minor(self.catalogue, product, return_rate);
        earns.or_else(|| {
            self.live
                .price_minor(self.catalogue, product)
                .map(|price| price as f64)
        })
    }
}
