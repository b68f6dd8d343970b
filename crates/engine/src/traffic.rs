//! Who is behind an event or a question, as far as the engine knows: the shop's own people.
//!
//! What the caller says stands, unless it is nothing; bots are recognised by whoever sees the request's headers. Staff
//! are the customers tagged `staff` and the ids that the settings name. What was recorded is not marked again later: a
//! customer counts as staff from the moment the tag is there.

use rustc_hash::FxHashSet;
use shop::{CustomerId, Event, Traffic};
use store::{Store, StoreError};

use crate::{Engine, OfferRequest};

/// Customers with this tag are the shop's own people.
pub const STAFF_TAG: &str = "staff";

impl Engine {
    /// Who asks for offers.
    pub(crate) fn traffic_of(&self, request: &OfferRequest) -> Traffic {
        let visitor = request.visitor_id.as_ref().map(shop::VisitorId::as_str);
        let customer = request.customer_id.as_deref().map(str::trim);
        self.recognised(request.traffic, visitor, customer)
    }

    /// Marks the events of the shop's own people.
    pub(crate) fn mark(&self, events: &mut [Event]) {
        for event in events {
            let customer = event.customer_id.as_ref().map(CustomerId::as_str);
            event.traffic = self.recognised(event.traffic, Some(event.visitor_id.as_str()), customer);
        }
    }

    fn recognised(&self, said: Traffic, visitor: Option<&str>, customer: Option<&str>) -> Traffic {
        let named = &self.inner.settings.staff;
        let is_named = || {
            [visitor, customer]
                .into_iter()
                .flatten()
                .any(|id| named.contains(id))
        };
        let is_tagged =
            || customer.is_some_and(|id| self.inner.profiles.of(&*self.inner.store, id).is_staff());
        if said.counts() && (is_named() || is_tagged()) {
            return Traffic::Staff;
        }
        said
    }
}

/// Marks the events of an import: there are too many to look customers up one by one.
pub(crate) struct ImportMarks<'a> {
    named: &'a FxHashSet<String>,
    tagged: Option<FxHashSet<CustomerId>>,
}

impl<'a> ImportMarks<'a> {
    /// With the ids that the settings name.
    pub fn new(named: &'a FxHashSet<String>) -> Self {
        Self { named, tagged: None }
    }

    /// Marks events, reading who is tagged when the first come.
    ///
    /// # Errors
    /// [`StoreError`] where the customers cannot be read.
    pub fn mark(&mut self, store: &dyn Store, events: &mut [Event]) -> Result<(), StoreError> {
        if events.is_empty() {
            return Ok(());
        }
        let tagged = match &mut self.tagged {
            Some(tagged) => tagged,
            unread => unread.insert(tagged(store)?),
        };
        for event in events.iter_mut().filter(|event| event.traffic.counts()) {
            let customer = event.customer_id.as_ref();
            let is_named = |id: &str| self.named.contains(id);
            if is_named(event.visitor_id.as_str())
                || customer.is_some_and(|id| is_named(id.as_str()) || tagged.contains(id))
            {
                event.traffic = Traffic::Staff;
            }
        }
        Ok(())
    }
}

fn tagged(store: &dyn Store) -> Result<FxHashSet<CustomerId>, StoreError> {
    let mut tagged = FxHashSet::default();
    store.scan_customers(&mut |_, customer| {
        if customer.tags.contains(STAFF_TAG) {
            tagged.insert(customer.id);
        }
    })?;
    Ok(tagged)
}
