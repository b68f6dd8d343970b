//! Points of orders that are imported: gathered while the file is read, earned when all of it is written.
//!
//! The lines of an order may stand far apart in a file, so what an order is worth is known at its end only. Where no
//! incentive gives points and nobody has any, nothing is gathered.

use ingest::Record;
use rustc_hash::FxHashMap;
use shop::{Money, Order, OrderId};
use store::PointsEntry;

use super::{Incentives, points::Bought};
use crate::{Engine, Error};

/// What of an import concerns points.
#[derive(Default)]
pub(crate) struct PointsGathered {
    /// From when and until when any incentive gives points, in milliseconds since 1970.
    window: Option<(i64, i64)>,
    /// Whether refunds may take points back.
    is_refunded: bool,
    orders: FxHashMap<OrderId, Bought>,
    refund_ids: Vec<String>,
}

impl PointsGathered {
    /// Whether there is anything to gather at all.
    pub fn is_asked(&self) -> bool {
        self.window.is_some() || self.is_refunded
    }

    /// Notes what of a batch concerns points.
    pub fn note(&mut self, batch: &[Record]) {
        for record in batch {
            match record {
                Record::Order(order) => self.note_order(order),
                Record::Refund(refund) if self.is_refunded => self.refund_ids.push(refund.id.clone()),
                _ => {}
            }
        }
    }

    fn note_order(&mut self, order: &Order) {
        let placed_ms = order.placed_at.unix_ms();
        let is_within = |(from, until)| (from..until).contains(&placed_ms);
        if !self.window.is_some_and(is_within) {
            return;
        }
        let Some(part) = Bought::of(order) else { return };
        match self.orders.get_mut(&order.id) {
            Some(known) => known.value = sum(known.value, part.value),
            None => _ = self.orders.insert(order.id.clone(), part),
        }
    }
}

fn sum(first: Option<Money>, second: Option<Money>) -> Option<Money> {
    match (first, second) {
        (Some(first), Some(second)) => Some(Money::new(
            first.minor.saturating_add(second.minor),
            first.currency,
        )),
        (first, second) => first.or(second),
    }
}

impl Engine {
    /// What is to be gathered of an import that begins now.
    pub(crate) fn points_to_gather(&self) -> Result<PointsGathered, Error> {
        let window = self.inner.incentives.load().points_window();
        Ok(PointsGathered {
            is_refunded: window.is_some() || self.inner.store.has_points()?,
            window,
            orders: FxHashMap::default(),
            refund_ids: Vec::new(),
        })
    }

    /// Gives the points of an import that is complete, each order's once, and takes back those of what came back.
    pub(crate) fn settle_points(&self, gathered: &PointsGathered, any_refund: bool) -> Result<(), Error> {
        if !gathered.is_asked() {
            return Ok(());
        }
        let all: &Incentives = &self.inner.incentives.load();
        let mut entries: Vec<PointsEntry> = gathered
            .orders
            .iter()
            .filter_map(|(id, bought)| self.earned_with(id, bought, all))
            .collect();
        entries.sort_by(|one, other| (one.at, &one.id).cmp(&(other.at, &other.id)));
        let fresh = self.keep_earned(&entries)?;
        if any_refund {
            // A refund may have been imported before its order.
            self.take_back_for(gathered.refund_ids.iter().map(String::as_str), &fresh)?;
        }
        Ok(())
    }
}
