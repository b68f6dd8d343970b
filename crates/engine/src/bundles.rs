//! Sets that the merchant makes by hand, and what the sets of an answer cost.

use std::collections::BTreeMap;

use decide::{
    Decision, Live, Policy, Request,
    bundles::{
        self, BundleOffer, MEMBERS_MAX, ShopBundle, ShopBundles,
        price::{self, ByHand, Member, Terms},
    },
};
use recommend::Catalogue;
use serde::{Deserialize, Serialize};
use shop::{Localized, Money, Product, limits};
use store::{DocumentKind, Store};

use crate::{
    Engine, Error,
    documents::{self, invalid},
    resolver::Resolver,
    snapshot::Snapshot,
    types::{BundleMemberView, BundleView, OfferAnswer, Title},
};

/// The largest discount that may be set by hand, in per cent.
const DISCOUNT_PERCENT_MAX: u32 = 90;

/// A set as the merchant writes it.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
#[serde(default)]
pub struct BundleDraft {
    /// Its products.
    pub members: Vec<BundleItem>,
    /// So many per cent off; not together with `price`.
    pub discount_percent: Option<u32>,
    /// What it costs.
    #[serde(with = "documents::optional_money")]
    pub price: Option<Money>,
    /// Whether members that are reduced already are reduced once more.
    pub stackable: bool,
    /// Where it is offered; empty: everywhere.
    pub placements: Vec<String>,
    /// From when on, in milliseconds since 1970; at once where missing.
    pub valid_from_ms: Option<i64>,
    /// Until when; for good where missing.
    pub valid_until_ms: Option<i64>,
    /// What it is called, by language.
    pub title: BTreeMap<String, String>,
}

/// A product of a set.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BundleItem {
    /// The product, by the shop's id.
    pub product_id: String,
    /// How many units.
    pub quantity: u32,
}

/// A set that is kept.
#[derive(Debug, Clone, PartialEq)]
pub struct BundleEntry {
    /// The merchant's id.
    pub id: String,
    /// What was set.
    pub draft: BundleDraft,
}

/// Something the merchant should know of a set that is kept all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BundleWarning {
    /// At today's prices and costs less is left than sets should leave: how much, and how much it should be, in per
    /// cent.
    BelowMarginFloor {
        /// What is left of the price.
        margin_percent: i64,
        /// What should be left.
        floor_percent: u32,
    },
    /// What a member costs the shop is not known, so nobody can tell what the set leaves.
    CostUnknown,
}

impl Engine {
    /// Every set made by hand, by id.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn bundles(&self) -> Result<Vec<BundleEntry>, Error> {
        let all = documents::all(&*self.inner.store, DocumentKind::Bundle)?;
        Ok(all
            .into_iter()
            .map(|(id, draft)| BundleEntry { id, draft })
            .collect())
    }

    /// One set.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn bundle(&self, id: &str) -> Result<BundleEntry, Error> {
        let found = self.bundles()?.into_iter().find(|bundle| bundle.id == id);
        found.ok_or_else(|| documents::not_found("bundle", id))
    }

    /// Keeps a set, visible to the next decision, and tells what the merchant should know of it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field that cannot be used; what was kept before stays.
    pub fn put_bundle(&self, id: &str, draft: &BundleDraft) -> Result<Vec<BundleWarning>, Error> {
        documents::check_id(id)?;
        documents::check_window(draft.valid_from_ms, draft.valid_until_ms)?;
        documents::placements(&draft.placements)?;
        documents::title(&draft.title)?;
        let products = self.members_of(draft)?;
        let warnings = checked_price(draft, &products)?;
        documents::check_room(&*self.inner.store, DocumentKind::Bundle, id)?;
        let text = documents::text_of(draft)?;
        self.inner.store.put_document(DocumentKind::Bundle, id, &text)?;
        self.inner.serving.reload_bundles(&*self.inner.store)?;
        Ok(warnings)
    }

    /// Forgets a set; it is not offered any more, at once.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn delete_bundle(&self, id: &str) -> Result<(), Error> {
        if !self.inner.store.delete_document(DocumentKind::Bundle, id)? {
            return Err(documents::not_found("bundle", id));
        }
        self.inner.serving.reload_bundles(&*self.inner.store)
    }

    fn members_of(&self, draft: &BundleDraft) -> Result<Vec<Product>, Error> {
        if !(2..=MEMBERS_MAX).contains(&draft.members.len()) {
            return Err(invalid("members", "a set has 2 to 6 products"));
        }
        let mut products: Vec<Product> = Vec::new();
        for (at, item) in draft.members.iter().enumerate() {
            let field = |name: &str| format!("members[{at}].{name}");
            if !(1..=limits::QUANTITY_MAX).contains(&item.quantity) {
                return Err(invalid(field("quantity"), "it must be from 1 to 1,000,000"));
            }
            let product = self.product(&item.product_id).map_err(|error| match error {
                Error::NotFound { id, .. } => invalid(
                    field("product_id"),
                    format!("there is no product '{id}'; add it to the catalogue first, or correct the id"),
                ),
                other => other,
            })?;
            if products.iter().any(|known| known.id == product.id) {
                return Err(invalid(
                    field("product_id"),
                    "it stands here twice; give it a quantity instead",
                ));
            }
            products.push(product);
        }
        Ok(products)
    }
}

/// Checks what a set is to cost against what its products cost now.
fn checked_price(draft: &BundleDraft, products: &[Product]) -> Result<Vec<BundleWarning>, Error> {
    if draft.discount_percent.is_some() && draft.price.is_some() {
        return Err(invalid("price", "set either discount_percent or price"));
    }
    if draft
        .discount_percent
        .is_some_and(|percent| !(1..=DISCOUNT_PERCENT_MAX).contains(&percent))
    {
        return Err(invalid("discount_percent", "it must be from 1 to 90"));
    }
    let prices: Option<Vec<Money>> = products.iter().map(|product| product.price).collect();
    let currency = prices
        .as_ref()
        .and_then(|all| all.first())
        .map(|price| price.currency);
    let uniform = prices
        .as_ref()
        .is_some_and(|all| all.iter().all(|price| Some(price.currency) == currency));
    if !uniform {
        return match (draft.price, draft.discount_percent) {
            (None, None) => Ok(Vec::new()),
            _ => Err(invalid(
                "members",
                "a set with a price or a discount needs products with prices of one currency",
            )),
        };
    }
    let members: Vec<Member> = products
        .iter()
        .zip(&draft.members)
        .filter_map(|(product, item)| member(product, item.quantity))
        .collect();
    let total = price::by_hand(&members, ByHand::Nothing, true)
        .ok_or_else(|| invalid("members", "the set costs more than can be computed with"))?;
    if let Some(price) = draft.price {
        if Some(price.currency) != currency {
            let own = currency.map_or_else(String::new, |own| own.code().to_owned());
            return Err(invalid(
                "price",
                format!("its products cost {own}; use {own} here too"),
            ));
        }
        if !(1..=total.total_minor).contains(&price.minor) {
            let most = Money::new(total.total_minor, price.currency);
            return Err(invalid(
                "price",
                format!("it must be above 0 and at most what the products cost, {most}"),
            ));
        }
    }
    Ok(warnings(draft, &members))
}

fn warnings(draft: &BundleDraft, members: &[Member]) -> Vec<BundleWarning> {
    let floor_percent = Terms::default().margin_floor_percent;
    let Some(priced) = price::by_hand(members, by_hand(draft), draft.stackable) else {
        return Vec::new();
    };
    match price::margin_percent(members, &priced) {
        None => vec![BundleWarning::CostUnknown],
        Some(margin_percent) if margin_percent < i64::from(floor_percent) => {
            vec![BundleWarning::BelowMarginFloor {
                margin_percent,
                floor_percent,
            }]
        }
        Some(_) => Vec::new(),
    }
}

/// A product as it is known to the catalogue; how often it comes back is left out.
fn member(product: &Product, quantity: u32) -> Option<Member> {
    let price = product.price?;
    let unit_cost = product.unit_cost.filter(|cost| cost.currency == price.currency);
    Some(Member {
        price_minor: price.minor,
        is_reduced: product
            .list_price
            .is_some_and(|before| before.minor > price.minor),
        unit_cost_minor: unit_cost.map(|cost| cost.minor),
        quantity,
        returned_permille: 0,
    })
}

fn by_hand(draft: &BundleDraft) -> ByHand {
    match (draft.discount_percent, draft.price) {
        (Some(percent), _) => ByHand::Percent(percent),
        (None, Some(price)) => ByHand::Price(price.minor),
        (None, None) => ByHand::Nothing,
    }
}

/// The sets whose every product the snapshot knows; another one waits for the next build.
pub(crate) fn resolved(catalogue: &Catalogue, store: &dyn Store) -> Result<ShopBundles, Error> {
    let resolve = |(id, draft): (String, BundleDraft)| {
        let members = draft
            .members
            .iter()
            .map(|item| Some((catalogue.index(&item.product_id)?, item.quantity)));
        Some(ShopBundle {
            members: members.collect::<Option<Vec<_>>>()?,
            title: documents::title(&draft.title).unwrap_or_default(),
            discount: by_hand(&draft),
            currency: draft.price.map(|price| price.currency),
            stackable: draft.stackable,
            placements: documents::placements(&draft.placements).unwrap_or_default(),
            valid_from: documents::moment(draft.valid_from_ms),
            valid_until: documents::moment(draft.valid_until_ms),
            id,
        })
    };
    let all: Vec<(String, BundleDraft)> = documents::all(store, DocumentKind::Bundle)?;
    Ok(ShopBundles::new(all.into_iter().filter_map(resolve).collect()))
}

/// Adds the sets to those offers of an answer that are sets.
pub(crate) fn add(
    answer: &mut OfferAnswer,
    decision: &Decision,
    snapshot: &Snapshot,
    live: &Live,
    policy: &Policy,
    request: &Request<'_>,
) {
    let resolver = Resolver {
        catalogue: &snapshot.models.catalogue,
        locale: &answer.locale,
    };
    for (shown, offer) in answer.offers.iter_mut().zip(&decision.offers) {
        let set = bundles::offered(&snapshot.models, live, policy, request, offer);
        shown.bundle = set.map(|set| view(&set, live, &resolver));
    }
}

fn view(set: &BundleOffer, live: &Live, resolver: &Resolver<'_>) -> BundleView {
    let money = |minor: i64| set.currency.map(|currency| Money::new(minor, currency));
    let parts = set.priced.as_ref().map(|priced| priced.parts.as_slice());
    let parts = parts.unwrap_or_default();
    let member = |(at, member): (usize, &bundles::BundleMember)| BundleMemberView {
        product: resolver.product(member.product, live),
        quantity: member.quantity,
        in_cart: member.in_cart,
        price: parts.get(at).and_then(|part| money(part.price_minor)),
        price_in_bundle: parts.get(at).and_then(|part| money(part.price_in_set_minor)),
    };
    let by_merchant = set.shop_bundle.and_then(|number| live.bundles().get(number));
    let amount = |of: fn(&price::Priced) -> i64| set.priced.as_ref().and_then(|priced| money(of(priced)));
    BundleView {
        id: by_merchant.map(|bundle| bundle.id.clone()),
        title: by_merchant.and_then(|bundle| titled(&bundle.title, resolver)),
        members: set.members.iter().enumerate().map(member).collect(),
        total: amount(|priced| priced.total_minor),
        price: amount(|priced| priced.price_minor),
        saving: amount(price::Priced::saving_minor).filter(|saving| saving.minor > 0),
        discount_percent: set.priced.as_ref().and_then(|priced| priced.discount_percent),
        ends_at: by_merchant.and_then(|bundle| bundle.valid_until),
    }
}

fn titled(title: &Localized, resolver: &Resolver<'_>) -> Option<Title> {
    let (locale, text) = title.best(resolver.locale)?;
    Some(Title {
        text: text.to_owned(),
        locale: locale.clone(),
    })
}
