//! Sets: several products that are offered together, for what they cost or for less.
//!
//! Two sorts of them. The recommender `bundles` knows pairs that sell together; an offer with its word is a set of the
//! offer, the product it goes with and perhaps a third one that goes with both. The merchant makes others by hand; they
//! are proposed wherever the cart or the page holds a member. A set is offered only while every member can be bought;
//! what is in the cart counts as bought.

pub mod price;
mod third;

use recommend::{Candidate, Evidence, Models, ProductIndex, Source, recommenders};
use rustc_hash::FxHashMap;
use shop::{Currency, Localized, Placement, Stock, Timestamp};

use crate::{Live, Offer, Policy, Request, filters, filters::Context};
use price::{ByHand, Member, Priced, Terms};

/// Most products of a set made by hand.
pub const MEMBERS_MAX: usize = 6;

/// A set that the merchant made, with its products' positions.
#[derive(Debug, Clone, PartialEq)]
pub struct ShopBundle {
    /// The merchant's id.
    pub id: String,
    /// What the merchant calls it.
    pub title: Localized,
    /// The products and how many units of each, at most [`MEMBERS_MAX`].
    pub members: Vec<(ProductIndex, u32)>,
    /// What it saves.
    pub discount: ByHand,
    /// The currency of a price set by hand.
    pub currency: Option<Currency>,
    /// Whether members that are reduced already are reduced once more.
    pub stackable: bool,
    /// Where it is offered; empty: everywhere.
    pub placements: Vec<Placement>,
    /// From when on.
    pub valid_from: Option<Timestamp>,
    /// Until when.
    pub valid_until: Option<Timestamp>,
}

impl ShopBundle {
    fn is_on(&self, placement: Placement, now: Timestamp) -> bool {
        (self.placements.is_empty() || self.placements.contains(&placement))
            && self.valid_from.is_none_or(|from| from <= now)
            && self.valid_until.is_none_or(|until| now < until)
    }
}

/// All sets that the merchant made, found by member.
#[derive(Debug, Clone, Default)]
pub struct ShopBundles {
    all: Vec<ShopBundle>,
    by_member: FxHashMap<ProductIndex, Vec<u32>>,
}

impl ShopBundles {
    /// Sets, whose places in the list are the numbers that reasons name.
    pub fn new(all: Vec<ShopBundle>) -> Self {
        let mut by_member: FxHashMap<ProductIndex, Vec<u32>> = FxHashMap::default();
        for (number, bundle) in (0..).zip(&all) {
            for (product, _) in &bundle.members {
                by_member.entry(*product).or_default().push(number);
            }
        }
        Self { all, by_member }
    }

    /// The set of this number.
    pub fn get(&self, number: u32) -> Option<&ShopBundle> {
        self.all.get(number as usize)
    }

    /// The numbers of all sets with one of these members, each once, ascending.
    fn beside(&self, members: impl Iterator<Item = ProductIndex>) -> Vec<u32> {
        if self.all.is_empty() {
            return Vec::new();
        }
        let known = members.filter_map(|product| self.by_member.get(&product));
        let mut numbers: Vec<u32> = known.flatten().copied().collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

/// Whether the unit asks for sets, or for what the merchant puts there by hand.
fn wants_sets(context: &Context<'_>) -> bool {
    let asked = |id: &str| {
        let recommenders = context.policy.recommenders.iter();
        let mut asked = recommenders
            .filter(|(_, weight)| *weight > 0.0)
            .map(|(index, _)| *index);
        asked.any(|index| Some(index) == recommenders::index(id))
    };
    asked("merchant_links") || asked("bundles")
}

/// Adds the sets made by hand to the candidates, and takes the word back for pairs of which one cannot be bought now.
pub(crate) fn join(context: &Context<'_>, candidates: &mut Vec<Candidate>) {
    for candidate in candidates.iter_mut() {
        candidate.sources.retain(|source| match source.evidence {
            Evidence::Bundle { with, .. } => is_at_hand(context, with, 1),
            _ => true,
        });
    }
    candidates.retain(|candidate| !candidate.sources.is_empty());
    let Some(by_hand) = recommenders::index("merchant_links").filter(|_| wants_sets(context)) else {
        return;
    };
    let bundles = context.live.bundles();
    for number in bundles.beside(context.request.query.seeds()) {
        let proposed = bundles
            .get(number)
            .and_then(|bundle| completed_by(context, bundle));
        let Some((with, product)) = proposed else { continue };
        // To the rankers it is what it is: something the merchant put there by hand.
        let source = Source {
            recommender: by_hand,
            score: 1.0,
            evidence: Evidence::ShopBundle { with, bundle: number },
        };
        match candidates
            .iter_mut()
            .find(|candidate| candidate.product == product)
        {
            Some(known) => say(known, source),
            None => candidates.push(Candidate {
                product,
                sources: std::iter::once(source).collect(),
            }),
        }
    }
}

/// Adds a source in place of what the same recommender said before; of two sets the first stays.
fn say(candidate: &mut Candidate, source: Source) {
    let said = candidate
        .sources
        .iter_mut()
        .find(|known| known.recommender == source.recommender);
    match said {
        Some(known) if matches!(known.evidence, Evidence::ShopBundle { .. }) => {}
        Some(known) => *known = source,
        None => candidate.sources.push(source),
    }
}

/// The member of the cart or page, and the first one that is still missing, where the whole set can be bought.
fn completed_by(context: &Context<'_>, bundle: &ShopBundle) -> Option<(ProductIndex, ProductIndex)> {
    let query = &context.request.query;
    if !bundle.is_on(context.policy.placement, query.now) {
        return None;
    }
    let products = || bundle.members.iter().map(|(product, _)| *product);
    let with = products().find(|&product| query.holds(product))?;
    let missing = products().find(|&product| !query.holds(product))?;
    let whole = bundle.members.iter().all(|&(product, quantity)| {
        let held = query.holds(product);
        is_at_hand(context, product, quantity) && (held || passes(context, product))
    });
    whole.then_some((with, missing))
}

fn passes(context: &Context<'_>, product: ProductIndex) -> bool {
    filters::first_objection(context, product).is_none()
}

/// Whether so many units are in the cart already, or can be bought now.
fn is_at_hand(context: &Context<'_>, product: ProductIndex, quantity: u32) -> bool {
    let (catalogue, live) = (context.catalogue, context.live);
    let enough = match live.stock(catalogue, product) {
        Stock::Quantity(left) => left >= quantity.max(1),
        Stock::Unknown | Stock::Untracked => true,
    };
    let for_sale = enough && live.is_active(catalogue, product) && !live.is_banned(catalogue, product);
    for_sale || is_in_cart(context, product, quantity)
}

fn is_in_cart(context: &Context<'_>, product: ProductIndex, quantity: u32) -> bool {
    let lines = context.request.query.cart.iter();
    let units: u64 = lines
        .filter(|line| line.product == product)
        .map(|line| u64::from(line.quantity))
        .sum();
    units >= u64::from(quantity.max(1))
}

/// A set as it is offered.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleOffer {
    /// The number among the merchant's sets, where it is one of these.
    pub shop_bundle: Option<u32>,
    /// Its members; of a set that the orders suggest, what the customer chose comes first.
    pub members: Vec<BundleMember>,
    /// What it costs, in the order of the members; none where a price is unknown or currencies differ.
    pub priced: Option<Priced>,
    /// The currency of its price.
    pub currency: Option<Currency>,
}

/// A member of a set that is offered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BundleMember {
    /// The product.
    pub product: ProductIndex,
    /// How many units.
    pub quantity: u32,
    /// Whether so many are in the cart already.
    pub in_cart: bool,
}

/// The set that an offer makes; none where its reason is no set.
pub fn offered(
    models: &Models,
    live: &Live,
    policy: &Policy,
    request: &Request<'_>,
    offer: &Offer,
) -> Option<BundleOffer> {
    let unit = usize::from(offer.unit);
    let policy = policy.units().nth(unit).unwrap_or(policy);
    let context = &Context::new(models, live, policy, request, unit == 0);
    match offer.source.evidence {
        Evidence::ShopBundle { bundle: number, .. } => {
            let bundle = live.bundles().get(number)?;
            let set = Set::new(models, context, &bundle.members);
            let wrong = bundle.currency.is_some() && bundle.currency != set.currency;
            let priced = set.prices.as_ref().filter(|_| !wrong);
            let priced = priced.and_then(|all| price::by_hand(all, bundle.discount, bundle.stackable));
            Some(set.offer(Some(number), priced))
        }
        Evidence::Bundle { with, .. } => {
            let mut members = vec![(with, 1), (offer.product, 1)];
            members.extend(third::of(models, context, with, offer.product).map(|third| (third, 1)));
            let set = Set::new(models, context, &members);
            let priced = set
                .prices
                .as_ref()
                .and_then(|all| price::suggested(all, Terms::default()));
            Some(set.offer(None, priced))
        }
        _ => None,
    }
}

/// The members of a set with their prices, where all are known and of one currency.
struct Set {
    members: Vec<BundleMember>,
    prices: Option<Vec<Member>>,
    currency: Option<Currency>,
}

impl Set {
    fn new(models: &Models, context: &Context<'_>, members: &[(ProductIndex, u32)]) -> Self {
        let currency = members
            .first()
            .and_then(|(first, _)| context.live.price(context.catalogue, *first))
            .map(|price| price.currency);
        let priced = members
            .iter()
            .map(|&(product, quantity)| {
                let member = priced_member(models, context.live, product, quantity)?;
                (Some(member.1) == currency).then_some(member.0)
            })
            .collect::<Option<Vec<Member>>>();
        let member = |&(product, quantity): &(ProductIndex, u32)| BundleMember {
            product,
            quantity,
            in_cart: is_in_cart(context, product, quantity),
        };
        Self {
            members: members.iter().map(member).collect(),
            prices: priced,
            currency,
        }
    }

    fn offer(self, shop_bundle: Option<u32>, priced: Option<Priced>) -> BundleOffer {
        BundleOffer {
            shop_bundle,
            members: self.members,
            currency: self.currency.filter(|_| priced.is_some()),
            priced,
        }
    }
}

/// A product as a member of a set, with its currency; none where its price is unknown. A cost in another currency is
/// not known.
pub fn priced_member(
    models: &Models,
    live: &Live,
    product: ProductIndex,
    quantity: u32,
) -> Option<(Member, Currency)> {
    let catalogue = &models.catalogue;
    let price = live.price(catalogue, product)?;
    let unit_cost = catalogue
        .unit_cost(product)
        .filter(|cost| cost.currency == price.currency);
    let returned = models.signals.return_rate.rate(product);
    let member = Member {
        price_minor: price.minor,
        is_reduced: live.list_price(catalogue, product).is_some(),
        unit_cost_minor: unit_cost.map(|cost| cost.minor),
        quantity,
        returned_permille: (returned.clamp(0.0, 1.0) * 1_000.0).round() as u32,
    };
    Some((member, price.currency))
}
