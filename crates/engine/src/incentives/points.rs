//! Loyalty points: earned with orders, taken back with refunds, spent and put right by hand; never below nothing.

use std::{cell::OnceCell, collections::BTreeSet};

use decide::incentives::{self, Incentive, Kind, POINTS_MAX};
use shop::{CustomerId, LineKind, Money, Order, OrderId, Refund, Timestamp};
use smallvec::SmallVec;
use store::{MatchedRefund, PointsEntry, PointsOutcome, PointsReason};

use super::{Incentives, conflict};
use crate::{Engine, Error, documents::invalid};

/// Longest id of an entry, in bytes.
const ENTRY_ID_BYTES_MAX: usize = 128;
/// Entries that are kept in one step.
const ENTRIES_AT_ONCE: usize = 2_000;

/// A customer's points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsAccount {
    /// What there is to spend.
    pub balance: i64,
    /// Every entry, the earliest first.
    pub entries: Vec<PointsEntry>,
}

/// Points to be added or taken.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PointsChange {
    /// Unique; the same again changes nothing.
    pub id: String,
    /// So many more, or fewer where below 0.
    pub points: i64,
    /// Why.
    pub reason: PointsReason,
    /// For which order.
    pub order_id: Option<OrderId>,
}

impl Engine {
    /// A customer's points; somebody who never had any has none.
    ///
    /// # Errors
    /// [`Error::Store`] where they cannot be read.
    pub fn points(&self, customer_id: &CustomerId) -> Result<PointsAccount, Error> {
        let entries = self.inner.store.points_of_customer(customer_id)?;
        Ok(PointsAccount {
            balance: entries.iter().map(|entry| entry.points).sum(),
            entries,
        })
    }

    /// Adds points or takes them, once for each id.
    ///
    /// # Errors
    /// [`Error::Invalid`] where sign and reason do not fit, and a conflict where there are too few points.
    pub fn change_points(
        &self,
        customer_id: &CustomerId,
        change: PointsChange,
        now: Timestamp,
    ) -> Result<PointsAccount, Error> {
        check(&change)?;
        let entry = PointsEntry {
            // What a person names can never be taken for an order's or a refund's own entry.
            id: format!("by-hand:{}", change.id),
            customer_id: customer_id.clone(),
            points: change.points,
            reason: change.reason,
            order_id: change.order_id,
            at: now,
        };
        match self.inner.store.add_points(&[entry])?.first() {
            Some(PointsOutcome::TooFew(balance)) => {
                Err(conflict(format!("there are only {balance} points to take from")))
            }
            _ => self.points(customer_id),
        }
    }

    /// What orders earn, each once, by the incentives that held when they were placed.
    pub(crate) fn earned_points(&self, orders: &[Order]) -> Vec<PointsEntry> {
        let all = self.inner.incentives.load();
        let earned = |order: &Order| self.earned_with(&order.id, &Bought::of(order)?, &all);
        orders.iter().filter_map(earned).collect()
    }

    /// What an order earns, if anything.
    pub(super) fn earned_with(&self, id: &OrderId, bought: &Bought, all: &Incentives) -> Option<PointsEntry> {
        let (customer_id, value) = (&bought.customer_id, bought.value?);
        let (profile, labels) = (OnceCell::new(), OnceCell::new());
        let has = |tag: &str| {
            let read = || self.inner.profiles.of(&*self.inner.store, customer_id.as_str());
            let labels = || labels.get_or_init(|| self.labels_of(customer_id));
            profile.get_or_init(read).tags.iter().any(|own| own == tag)
                || labels().iter().any(|label| label == tag)
        };
        let incentives = all.for_tags(&has).map(|known| &known.incentive);
        let incentives: SmallVec<[&Incentive; 4]> = incentives
            .filter(|incentive| incentive.kind == Kind::Points)
            .collect();
        let own = incentives.iter().copied();
        let points = incentives::points_for(own, value.minor, value.currency, bought.placed_at);
        (points > 0).then(|| PointsEntry {
            id: entry_of(id),
            customer_id: customer_id.clone(),
            points: i64::try_from(points).unwrap_or(i64::MAX),
            reason: PointsReason::Earn,
            order_id: Some(id.clone()),
            at: bought.placed_at,
        })
    }

    /// Keeps what orders earned; the orders that had earned nothing before.
    pub(crate) fn keep_earned(&self, entries: &[PointsEntry]) -> Result<Vec<OrderId>, Error> {
        let mut fresh = Vec::new();
        for some in entries.chunks(ENTRIES_AT_ONCE) {
            let outcomes = self.inner.store.add_points(some)?;
            let added = some
                .iter()
                .zip(outcomes)
                .filter(|(_, outcome)| matches!(outcome, PointsOutcome::Added(_)));
            fresh.extend(added.filter_map(|(entry, _)| entry.order_id.clone()));
        }
        Ok(fresh)
    }

    /// Takes back what the refunded parts of orders had earned, as far as it is still there: the orders of these
    /// refunds, found by now.
    pub(crate) fn take_points_back(&self, refunds: &[Refund]) -> Result<(), Error> {
        let ids = refunds.iter().map(|refund| refund.id.as_str());
        self.take_back_for(ids, &[])
    }

    /// The same for refunds by their ids, and for everything that came back of some orders.
    pub(super) fn take_back_for<'a>(
        &self,
        refund_ids: impl Iterator<Item = &'a str>,
        orders: &[OrderId],
    ) -> Result<(), Error> {
        let store = &self.inner.store;
        if !store.has_points()? {
            return Ok(());
        }
        let mut concerned: BTreeSet<OrderId> = orders.iter().cloned().collect();
        for id in refund_ids {
            concerned.extend(store.orders_of_refund(id)?);
        }
        for order in &concerned {
            self.take_back_of(order)?;
        }
        Ok(())
    }

    fn take_back_of(&self, id: &OrderId) -> Result<(), Error> {
        let store = &self.inner.store;
        let refunds = store.refunds_of_order(id)?;
        if refunds.is_empty() {
            return Ok(());
        }
        let Some(order) = store.order(id)? else {
            return Ok(());
        };
        let Some(Bought {
            customer_id,
            value: Some(value),
            ..
        }) = Bought::of(&order)
        else {
            return Ok(());
        };
        let own = entry_of(id);
        let entries = store.points_of_customer(&customer_id)?;
        let Some(earned) = entries.iter().find(|entry| entry.id == own) else {
            return Ok(());
        };
        for refund in &refunds {
            let points = share_of(earned.points, refund, &order, value);
            if points > 0 {
                self.take(PointsEntry {
                    id: taken_by(refund, id),
                    customer_id: customer_id.clone(),
                    points: -points,
                    reason: PointsReason::Correct,
                    order_id: Some(id.clone()),
                    at: refund.refunded_at,
                })?;
            }
        }
        Ok(())
    }

    fn take(&self, mut entry: PointsEntry) -> Result<(), Error> {
        // Points may be spent between two looks; what is left is taken.
        while let Some(PointsOutcome::TooFew(left @ 1..)) =
            self.inner.store.add_points(&[entry.clone()])?.first().copied()
        {
            entry.points = -left;
        }
        Ok(())
    }
}

/// What of an order counts for points.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Bought {
    /// Who bought.
    pub customer_id: CustomerId,
    /// When.
    pub placed_at: Timestamp,
    /// What its merchandise cost; none where no line has a price.
    pub value: Option<Money>,
}

impl Bought {
    /// What of an order counts; nothing where nobody knows who bought.
    pub(super) fn of(order: &Order) -> Option<Self> {
        Some(Self {
            customer_id: order.customer_id.clone()?,
            placed_at: order.placed_at,
            value: value_of(order),
        })
    }
}

/// The entry of what an order earned.
fn entry_of(order: &OrderId) -> String {
    format!("order:{order}")
}

/// The entry of what a refund takes back; one that names no order may be of several.
fn taken_by(refund: &MatchedRefund, order: &OrderId) -> String {
    match refund.is_named {
        true => format!("refund:{}", refund.id),
        false => format!("refund:{}:{order}", refund.id),
    }
}

fn check(change: &PointsChange) -> Result<(), Error> {
    let fits = match change.reason {
        PointsReason::Earn => change.points > 0,
        PointsReason::Redeem | PointsReason::Expire => change.points < 0,
        PointsReason::Correct => change.points != 0,
    };
    if !fits {
        let reason =
            "what is earned is above 0, what is redeemed or expires below it, and a correction not 0";
        return Err(invalid("points", reason));
    }
    if change.points.unsigned_abs() > POINTS_MAX {
        return Err(invalid(
            "points",
            "at most 1,000,000,000,000 points are added or taken at once",
        ));
    }
    match (1..=ENTRY_ID_BYTES_MAX).contains(&change.id.trim().len()) {
        true => Ok(()),
        false => Err(invalid("id", "an id has 1 to 128 bytes")),
    }
}

/// What an order's merchandise cost; none where no line has a price.
fn value_of(order: &Order) -> Option<Money> {
    let lines = order.lines.iter().filter(|line| line.kind == LineKind::Product);
    let priced = lines.filter_map(|line| Some((line.unit_price?, line.quantity)));
    priced.fold(None, |sum, (price, quantity)| {
        let minor = price.minor.saturating_mul(i64::from(quantity));
        let before = sum.map_or(0, |sum: Money| sum.minor);
        Some(Money::new(before.saturating_add(minor), price.currency))
    })
}

/// The share of an order's points that its refunded part earned, rounded down.
fn share_of(earned: i64, refund: &MatchedRefund, order: &Order, value: Money) -> i64 {
    let lines = refund
        .units
        .iter()
        .filter_map(|&(line_no, units)| Some((order.lines.get(line_no)?, units)));
    let refunded: i128 = lines
        .filter(|(line, _)| line.kind == LineKind::Product)
        .filter_map(|(line, units)| Some(i128::from(line.unit_price?.minor) * i128::from(units)))
        .sum();
    let refunded = refunded.clamp(0, i128::from(value.minor.max(0)));
    let share = i128::from(earned) * refunded / i128::from(value.minor.max(1));
    i64::try_from(share).unwrap_or(i64::MAX)
}
