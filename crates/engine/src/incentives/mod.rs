//! Incentives: what the merchant sets, what is told of them in an answer, and what is given.
//!
//! Whether a budget is left is known from memory while offers are decided; it is spent only where something is
//! committed, in one step in the store, so that two decisions never spend the same money.

mod coupons;
mod draft;
mod imported;
mod points;
mod told;

use std::sync::Arc;

use decide::incentives::{self, Discount, Incentive, Kind};
use recommend::Catalogue;
use rustc_hash::FxHashMap;
use shop::{Currency, Money, OrderId, Timestamp};
use store::{DocumentKind, Reservation, Store, StoreError};

pub use coupons::{CouponInfo, NewCoupon};
pub use draft::IncentiveDraft;
pub(crate) use imported::PointsGathered;
pub use points::{PointsAccount, PointsChange};
pub(crate) use told::Answering;

use crate::{
    Engine, Error,
    documents::{self, invalid},
    engine::Inner,
    types::CartItem,
};

/// How long a claim may wait to be settled; it is settled at once.
const CLAIM_MS: i64 = 60_000;

/// An incentive that is kept, with what its budget promised and spent.
#[derive(Debug, Clone, PartialEq)]
pub struct IncentiveEntry {
    /// The merchant's id.
    pub id: String,
    /// What was set.
    pub draft: IncentiveDraft,
    /// What is reserved of its budget, in minor units.
    pub reserved_minor: i64,
    /// What was spent, in minor units.
    pub spent_minor: i64,
}

/// An incentive as answers need it.
struct Known {
    incentive: Incentive,
    gift_id: Option<String>,
    for_tags: Vec<String>,
    /// Whether too little of the budget is left to give anything.
    is_spent: bool,
}

/// All incentives, in memory; replaced whole when one or a budget changes.
#[derive(Default)]
pub(crate) struct Incentives(Vec<Known>);

impl Incentives {
    /// Reads them and what is left of their budgets.
    pub fn load(store: &dyn Store, currency: Currency, now: Timestamp) -> Result<Self, Error> {
        let drafts: Vec<(String, IncentiveDraft)> = documents::all(store, DocumentKind::Incentive)?;
        if drafts.is_empty() {
            return Ok(Self::default());
        }
        let uses = store.budget_uses(now)?.into_iter();
        let used: FxHashMap<String, i64> = uses
            .map(|used| {
                (
                    used.incentive_id,
                    used.reserved_minor.saturating_add(used.spent_minor),
                )
            })
            .collect();
        let known = |(id, draft): (String, IncentiveDraft)| {
            if draft.paused {
                return None;
            }
            let incentive = draft.resolved(&id, currency)?;
            let left = draft
                .budget
                .map(|budget| budget.minor - used.get(&id).copied().unwrap_or_default());
            Some(Known {
                is_spent: left.is_some_and(|left| left < least_gift_minor(&incentive)),
                gift_id: draft.gift_product_id,
                for_tags: draft.for_tags,
                incentive,
            })
        };
        Ok(Self(drafts.into_iter().filter_map(known).collect()))
    }

    /// From when and until when any of them gives points, in milliseconds since 1970; none where none does.
    fn points_window(&self) -> Option<(i64, i64)> {
        let points = || {
            let all = self.0.iter().map(|known| &known.incentive);
            all.filter(|incentive| incentive.kind == Kind::Points)
        };
        let from = points().map(|incentive| incentive.valid_from.map_or(i64::MIN, Timestamp::unix_ms));
        let until = points().map(|incentive| incentive.valid_until.map_or(i64::MAX, Timestamp::unix_ms));
        from.min().zip(until.max())
    }

    /// Those that are for somebody with these tags and have something left to give.
    fn for_tags<'a>(&'a self, tags: &'a dyn Fn(&str) -> bool) -> impl Iterator<Item = &'a Known> {
        self.0.iter().filter(move |known| {
            !known.is_spent && (known.for_tags.is_empty() || known.for_tags.iter().any(|tag| tags(tag)))
        })
    }
}

/// The least that an incentive gives, in minor units.
fn least_gift_minor(incentive: &Incentive) -> i64 {
    let fixed = match (incentive.kind, incentive.discount) {
        (Kind::FreeShipping, _) => incentive.shipping_cost_minor,
        (_, Some(Discount::Amount(minor))) => minor,
        _ => 1,
    };
    fixed.max(1)
}

impl Inner {
    /// Reads the incentives again: they or a budget changed.
    pub(crate) fn reload_incentives(&self, now: Timestamp) -> Result<(), Error> {
        let incentives = Incentives::load(&*self.store, self.currency(), now)?;
        self.incentives.store(Arc::new(incentives));
        self.serving.changed();
        Ok(())
    }
}

/// What the merchant sets.
impl Engine {
    /// Every incentive, by id.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn incentives(&self, now: Timestamp) -> Result<Vec<IncentiveEntry>, Error> {
        let uses = self.inner.store.budget_uses(now)?;
        let drafts = documents::all(&*self.inner.store, DocumentKind::Incentive)?;
        let entry = |(id, draft): (String, IncentiveDraft)| {
            let used = uses.iter().find(|used| used.incentive_id == id);
            IncentiveEntry {
                reserved_minor: used.map_or(0, |used| used.reserved_minor),
                spent_minor: used.map_or(0, |used| used.spent_minor),
                id,
                draft,
            }
        };
        Ok(drafts.into_iter().map(entry).collect())
    }

    /// One incentive.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn incentive(&self, id: &str, now: Timestamp) -> Result<IncentiveEntry, Error> {
        let found = self
            .incentives(now)?
            .into_iter()
            .find(|incentive| incentive.id == id);
        found.ok_or_else(|| documents::not_found("incentive", id))
    }

    /// Keeps an incentive; the next decision heeds it.
    ///
    /// # Errors
    /// [`Error::Invalid`] naming the field that cannot be used; what was kept before stays.
    pub fn put_incentive(&self, id: &str, draft: &IncentiveDraft, now: Timestamp) -> Result<(), Error> {
        documents::check_id(id)?;
        let draft = &self.dated(id, draft, now)?;
        draft.check(self.profile().currency)?;
        if let Some(gift) = &draft.gift_product_id {
            self.product(gift).map_err(|_| {
                let reason =
                    format!("there is no product '{gift}'; add it to the catalogue first, or correct the id");
                invalid("gift_product_id", reason)
            })?;
        }
        documents::check_room(&*self.inner.store, DocumentKind::Incentive, id)?;
        let text = documents::text_of(draft)?;
        self.inner
            .store
            .put_document(DocumentKind::Incentive, id, &text)?;
        self.inner.reload_incentives(now)
    }

    /// The same incentive; where it gives points and does not say from when on, from now on, or as it said before: a
    /// file of old orders must not earn points that nobody promised.
    fn dated(&self, id: &str, draft: &IncentiveDraft, now: Timestamp) -> Result<IncentiveDraft, Error> {
        let mut dated = draft.clone();
        if dated.kind == Kind::Points.as_str() && dated.valid_from_ms.is_none() {
            let all: Vec<(String, IncentiveDraft)> =
                documents::all(&*self.inner.store, DocumentKind::Incentive)?;
            let before = all.into_iter().find(|(own, _)| own == id);
            let from = before.and_then(|(_, draft)| draft.valid_from_ms);
            dated.valid_from_ms = Some(from.unwrap_or(now.unix_ms()));
        }
        Ok(dated)
    }

    /// Forgets an incentive; nothing is told or given of it any more. What was spent stays known under its id.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is none of that id.
    pub fn delete_incentive(&self, id: &str, now: Timestamp) -> Result<(), Error> {
        if !self.inner.store.delete_document(DocumentKind::Incentive, id)? {
            return Err(documents::not_found("incentive", id));
        }
        self.inner.reload_incentives(now)
    }

    /// Takes what an order got from an incentive out of its budget, once for each order.
    ///
    /// # Errors
    /// [`Error::NotFound`] where there is no such incentive, [`Error::Invalid`] where the amount is of another
    /// currency, and a conflict where it does not hold now or too little of its budget is left: then the order must not
    /// get it.
    pub fn claim_incentive(
        &self,
        id: &str,
        order_id: &OrderId,
        amount: Money,
        now: Timestamp,
    ) -> Result<(), Error> {
        let entry = self.incentive(id, now)?;
        let incentive = self.valid(&entry, now)?;
        if incentive.kind == Kind::Coupon {
            return Err(invalid("id", "a coupon is redeemed by its code, not claimed"));
        }
        if amount.currency != incentive.currency || amount.minor < 0 {
            let reason = format!("write an amount of {} that is not negative", incentive.currency);
            return Err(invalid("amount", reason));
        }
        let Some(budget) = entry.draft.budget else {
            return Ok(());
        };
        let reservation = Reservation {
            id: format!("claim:{id}:{order_id}"),
            incentive_id: id.to_owned(),
            amount_minor: amount.minor,
            expires_at: now.plus_ms(CLAIM_MS),
        };
        let store = &self.inner.store;
        let granted = store.reserve(&reservation, budget.minor, now)?
            && store.settle(&reservation.id, amount.minor, now)?;
        self.inner.reload_incentives(now)?;
        match granted {
            true => Ok(()),
            false => Err(conflict(format!("the budget of the incentive '{id}' is spent"))),
        }
    }

    /// The incentive, where it holds now.
    fn valid(&self, entry: &IncentiveEntry, now: Timestamp) -> Result<Incentive, Error> {
        let resolved = entry.draft.resolved(&entry.id, self.profile().currency);
        let incentive = resolved.ok_or_else(|| documents::not_found("incentive", &entry.id))?;
        match incentive.is_valid_at(now) && !entry.draft.paused {
            true => Ok(incentive),
            false => Err(conflict(format!(
                "the incentive '{}' does not hold now",
                entry.id
            ))),
        }
    }
}

/// What is stored speaks against it.
fn conflict(sentence: impl Into<String>) -> Error {
    StoreError::Conflict(sentence.into()).into()
}

/// A line of a cart or an order in positions; none where the catalogue does not know the product.
fn line(catalogue: &Catalogue, item: &CartItem) -> Option<incentives::Line> {
    Some(incentives::Line {
        product: catalogue.index(&item.product_id)?,
        quantity: item.quantity,
        unit_price: item.unit_price,
    })
}
