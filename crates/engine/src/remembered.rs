//! What visitors did before this process began: read back from the store when it is first asked for, so that a command
//! that decides nothing never waits for it. After a restart the same is decided as before.

use std::sync::{
    OnceLock,
    atomic::{AtomicBool, Ordering},
};

use rustc_hash::FxHashMap;
use shop::{Day, Event, EventKind, LineKind, Order, ProductId, Timestamp, VisitorId};
use store::StoreError;

use crate::{
    Engine,
    snapshot::Snapshot,
    visitors::{Visitors, Who},
};

/// How far back refusals and purchases are read: as long as a refusal counts by default.
const LASTING_MS: i64 = 90 * DAY_MS;
/// How far back everything else is read: as long as it counts that an offer was ignored.
const LATEST_MS: i64 = 30 * DAY_MS;
/// Of everything else at most so many events, the latest, are read: about a second's work.
const LATEST_MAX: usize = 250_000;
/// Of orders at most so many, the latest.
const ORDERS_MAX: usize = 100_000;
/// Events taken into memory at a time.
const EVENTS_AT_ONCE: usize = 4_096;
const DAY_MS: i64 = 86_400_000;

/// Whether the past was read back.
#[derive(Default)]
pub(crate) struct ReadBack {
    /// Set before the store is read: whoever writes an event before finds it read, whoever writes it later notes it.
    begun: AtomicBool,
    done: OnceLock<()>,
}

impl Engine {
    /// What visitors did. The first call reads the past back, and others wait for it meanwhile.
    pub(crate) fn visitors(&self) -> &Visitors {
        let read_back = &self.inner.read_back;
        if read_back.done.get().is_none() && self.is_ready() {
            read_back.done.get_or_init(|| {
                read_back.begun.store(true, Ordering::SeqCst);
                if let Err(error) = self.read_back() {
                    tracing::error!("what visitors saw before cannot be read: {error}");
                }
            });
        }
        &self.inner.visitors
    }

    /// Reads back what visitors did now, so that no request has to wait for it.
    pub fn recall_visitors(&self) {
        self.visitors();
    }

    /// Refusals and purchases of three months, then everything of the latest days; then the orders, as a guest's
    /// purchase is often told by the order alone.
    fn read_back(&self) -> Result<(), StoreError> {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(());
        };
        let store = &self.inner.store;
        let built = Timestamp::from_unix_ms(snapshot.manifest.created_at_ms).unwrap_or_default();
        let after_max = store.time_of_event(LATEST_MAX)?;
        let latest = after_max.unwrap_or_default().max(built.plus_ms(-LATEST_MS));
        self.in_batches(|visit| store.scan_lasting_events(built.plus_ms(-LASTING_MS), latest, visit))?;
        // Also what arrived after the snapshot was built, up to the end of time, as clocks differ.
        self.in_batches(|visit| store.scan_events(latest, Timestamp::default().plus_ms(i64::MAX), visit))?;
        self.read_back_orders(&snapshot, built)
    }

    /// Reads the orders back day by day, the latest first.
    fn read_back_orders(&self, snapshot: &Snapshot, built: Timestamp) -> Result<(), StoreError> {
        let oldest = built.plus_ms(-LASTING_MS).day();
        let (mut from, mut to) = (built.day(), Day(i32::MAX));
        let mut count = 0;
        while count < ORDERS_MAX && from >= oldest {
            count += self.remember_days(snapshot, from, to)?;
            to = Day(from.0 - 1);
            from = to;
        }
        Ok(())
    }

    /// Takes the orders of some days into memory; how many there were.
    fn remember_days(&self, snapshot: &Snapshot, from: Day, to: Day) -> Result<usize, StoreError> {
        let store = &self.inner.store;
        let mut buyers: FxHashMap<i64, (Option<VisitorId>, Option<String>)> = FxHashMap::default();
        store.scan_order_names(from, to, &mut |order| {
            let visitor = order.visitor_id.and_then(|id| VisitorId::new(id).ok());
            buyers.insert(order.order_key, (visitor, order.customer_id.map(str::to_owned)));
        })?;
        store.scan_orders(from, to, &mut |order| {
            let Some((visitor, customer)) = buyers.get(&order.order_key) else {
                return;
            };
            let merchandise = order.lines.iter().filter(|line| line.kind == LineKind::Product);
            let keys = merchandise.map(|line| line.product_key.0);
            let products: Vec<_> = keys
                .filter(|key| (*key as usize) < snapshot.models.catalogue.len())
                .collect();
            let visitor = visitor.as_ref().map(Who::Visitor);
            let customer = customer.as_deref().map(Who::Customer);
            for who in visitor.into_iter().chain(customer) {
                self.inner.visitors.bought(who, &products, order.placed_at);
            }
        })?;
        Ok(buyers.len())
    }

    fn in_batches(
        &self,
        scan: impl FnOnce(&mut dyn FnMut(Event)) -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let mut events = Vec::new();
        scan(&mut |event| {
            events.push(event);
            if events.len() == EVENTS_AT_ONCE {
                self.note(&std::mem::take(&mut events));
            }
        })?;
        self.note(&events);
        Ok(())
    }

    /// Takes events that were kept into the memory of what visitors saw; what is written before the past was read back
    /// is found in it.
    pub(crate) fn remember_events(&self, events: &[Event]) {
        if self.inner.read_back.begun.load(Ordering::SeqCst) {
            self.note(events);
        }
    }

    /// One that names no product concerns every offer of its decision: so a whole answer is declined at once.
    fn note(&self, events: &[Event]) {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return;
        };
        for event in events {
            let of_offers =
                event.kind.is_seen() || matches!(event.kind, EventKind::Click | EventKind::Dismiss);
            let named = event.product_id.as_ref();
            let named = named.and_then(|id| snapshot.models.catalogue.index(id.as_str()));
            let decision = event
                .decision_id
                .as_deref()
                .filter(|_| of_offers && (event.placement.is_none() || event.product_id.is_none()))
                .and_then(|id| self.decision_record(id));
            let placement = event
                .placement
                .or(decision.as_ref().map(|decision| decision.header.placement));
            let products = match (named, decision) {
                (Some(product), _) => vec![product],
                (None, Some(decision)) if event.product_id.is_none() => decision.offered().collect(),
                _ => continue,
            };
            self.inner.visitors.note(event, placement, &products);
        }
    }

    /// Takes orders into the memory of what visitors bought.
    pub(crate) fn remember_orders(&self, orders: &[Order]) {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return;
        };
        for order in orders {
            let index = |id: &ProductId| snapshot.models.catalogue.index(id.as_str());
            let products: Vec<_> = order.products().filter_map(index).collect();
            let visitor = order.visitor_id.as_ref().map(Who::Visitor);
            let customer = order.customer_id.as_ref().map(|id| Who::Customer(id.as_str()));
            for who in visitor.into_iter().chain(customer) {
                self.inner.visitors.bought(who, &products, order.placed_at);
            }
        }
    }
}
