//! The filters: a file each, and this list. Adding one is a file and its line here.

use recommend::{Catalogue, Models, ProductIndex};
use smallvec::SmallVec;

use crate::{
    Intent, Live, Policy, Request, SeenOffer,
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
    /// Whether it could object to anything in this situation; where not, it is not asked.
    pub matters: fn(&Context<'_>) -> bool,
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
    /// What an offer beside it may cost at most, unless its category has a cap of its own.
    dearest_minor: Option<i64>,
    /// The merchant's rules that hold here and now.
    pub(crate) rules: InForce<'a>,
    pins: SmallVec<[(ProductIndex, u8); 4]>,
    enough: enough_of_a_kind::Enough,
    /// A bit for each filter that is asked.
    asked: u32,
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
    objections(context, product).next()
}

/// Every filter that objects to `product`.
pub(crate) fn objections(context: &Context<'_>, product: ProductIndex) -> impl Iterator<Item = FilterIndex> {
    let mut left = context.asked;
    let asked = std::iter::from_fn(move || {
        let index = left.trailing_zeros();
        left &= left.wrapping_sub(1);
        ALL.get(index as usize)
            .map(|filter| (index as FilterIndex, filter))
    });
    asked
        .filter(move |(_, filter)| (filter.objects)(context, product))
        .map(|(index, _)| index)
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
        let shelf = Shelf {
            catalogue,
            live,
            margin: &models.signals.margin,
        };
        let rules = InForce::new(shelf, policy.placement, &request.person, &request.query);
        let planned_minor = price_cap::planned_minor(catalogue, live, &request.query);
        let mut context = Self {
            models,
            catalogue,
            live,
            policy,
            request,
            planned_minor,
            dearest_minor: price_cap::dearest_minor(catalogue, policy, planned_minor),
            pins: if is_first_unit {
                rules.pins()
            } else {
                SmallVec::new()
            },
            rules,
            enough,
            asked: 0,
        };
        let asked = |filter: &Filter| {
            !policy.filters_off.iter().any(|id| id == filter.id) && (filter.matters)(&context)
        };
        let bits = ALL.iter().map(|filter| u32::from(asked(filter)));
        context.asked = bits.zip(0..).map(|(bit, index)| bit << index).sum();
        context
    }

    /// Whether something is in the cart or on the page.
    fn is_beside(&self) -> bool {
        self.request.query.seeds().next().is_some()
    }

    /// Whether it is known what the visitor saw.
    fn is_known_visitor(&self) -> bool {
        self.request.seen.is_some()
    }

    /// Whether the unit offers something instead of what is chosen.
    fn replaces(&self) -> bool {
        self.policy.intent == Intent::Upsell
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
