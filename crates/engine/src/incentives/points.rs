//! Loyalty points: earned with orders, taken back with refunds, spent and put right by hand; never below nothing.

use decide::incentives::{self, Incentive, POINTS_MAX};
use shop::{CustomerId, LineKind, Money, Order, OrderId, Refund, Timestamp};
use store::{PointsEntry, PointsOutcome, PointsReason};

use super::{Incentives, conflict};
use crate::{Engine, Error, documents::invalid};

/// Longest id of an entry, in bytes.
const ENTRY_ID_BYTES_MAX: usize = 128;

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
        orders
            .iter()
            .filter_map(|order| self.earned_with(order, &all))
            .collect()
    }

    fn earned_with(&self, order: &Order, all: &Incentives) -> Option<PointsEntry> {
        let customer_id = order.customer_id.as_ref()?;
        let profile = self.inner.profiles.of(&*self.inner.store, customer_id.as_str());
        let has = |tag: &str| profile.tags.iter().any(|own| own == tag);
        let incentives: Vec<Incentive> = all.for_tags(&has).map(|known| known.incentive.clone()).collect();
        let value = value_of(order)?;
        let points = incentives::points_for(&incentives, value.minor, value.currency, order.placed_at);
        (points > 0).then(|| PointsEntry {
            id: format!("order:{}", order.id),
            customer_id: customer_id.clone(),
            points: i64::try_from(points).unwrap_or(i64::MAX),
            reason: PointsReason::Earn,
            order_id: Some(order.id.clone()),
            at: order.placed_at,
        })
    }

    /// Keeps what orders earned.
    pub(crate) fn keep_earned(&self, entries: &[PointsEntry]) -> Result<(), Error> {
        if !entries.is_empty() {
            self.inner.store.add_points(entries)?;
        }
        Ok(())
    }

    /// Takes back what the refunded part of an order had earned, as far as it is still there.
    pub(crate) fn take_points_back(&self, refunds: &[Refund]) -> Result<(), Error> {
        for refund in refunds {
            let Some(mut entry) = self.taken_back(refund)? else {
                continue;
            };
            // Points may be spent between two looks; what is left is taken.
            while let Some(PointsOutcome::TooFew(left @ 1..)) =
                self.inner.store.add_points(&[entry.clone()])?.first().copied()
            {
                entry.points = -left;
            }
        }
        Ok(())
    }

    fn taken_back(&self, refund: &Refund) -> Result<Option<PointsEntry>, Error> {
        let store = &self.inner.store;
        let Some(order) = refund
            .order_id
            .as_ref()
            .map(|id| store.order(id))
            .transpose()?
            .flatten()
        else {
            return Ok(None);
        };
        let (Some(customer_id), Some(value)) = (order.customer_id.clone(), value_of(&order)) else {
            return Ok(None);
        };
        let id = format!("order:{}", order.id);
        let entries = store.points_of_customer(&customer_id)?;
        let earned = entries
            .iter()
            .find(|entry| entry.id == id)
            .map(|entry| entry.points);
        let points = earned.map_or(0, |earned| share_of(earned, refund, &order, value));
        Ok((points > 0).then(|| PointsEntry {
            id: format!("refund:{}", refund.id),
            customer_id,
            points: -points,
            reason: PointsReason::Correct,
            order_id: Some(order.id.clone()),
            at: refund.refunded_at,
        }))
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
fn share_of(earned: i64, refund: &Refund, order: &Order, value: Money) -> i64 {
    let of_order = order
        .lines
        .iter()
        .find(|line| line.product_id == refund.product_id);
    let unit = refund
        .unit_price
        .or_else(|| of_order.and_then(|line| line.unit_price));
    let unit = unit.filter(|unit| unit.currency == value.currency && refund.kind == LineKind::Product);
    let refunded = unit.map_or(0, |unit| i128::from(unit.minor) * i128::from(refund.quantity));
    let refunded = refunded.clamp(0, i128::from(value.minor.max(0)));
    let share = i128::from(earned) * refunded / i128::from(value.minor.max(1));
    i64::try_from(share).unwrap_or(i64::MAX)
}
