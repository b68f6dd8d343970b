//! Audiences: the customers of a tier or a group, or who are due back soon, for a letter or another program; and the
//! best of them first, for a person to read.

use recommend::CustomerIndex;
use shop::{Customer, Day, Timestamp};

use super::{CustomerValue, DayBounds, KnownCustomer, TIERS, tier_id, told};
use crate::{Engine, Error, documents::invalid, snapshot::Snapshot};

/// Customers looked up in the store at a time.
const LOOKED_UP_AT_ONCE: usize = 2_000;
/// Most customers looked up one by one for a page of the best: where this many declined since the build, the page is
/// shorter rather than late.
const BEST_LOOKED_UP_MAX: usize = 2_000;

/// Whom an audience has; what is missing is no condition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AudienceQuery {
    /// Of this tier, by its id.
    pub tier: Option<String>,
    /// Of this group, by its id.
    pub segment: Option<String>,
    /// Due back within so many days of today.
    pub due_within_days: Option<u32>,
    /// Whose latest order is so many days ago.
    pub since_order_days: Option<DayBounds>,
}

/// A page of an audience.
#[derive(Debug, Clone, PartialEq)]
pub struct AudiencePage {
    /// The customers: in the sequence in which the shop came to know them, or the best first.
    pub customers: Vec<CustomerValue>,
    /// What the next page begins after; none on the last page.
    pub next: Option<u32>,
}

impl AudienceQuery {
    fn check(&self, snapshot: &Snapshot) -> Result<(), Error> {
        if let Some(tier) = &self.tier
            && !TIERS.iter().any(|known| tier_id(*known) == tier)
        {
            let known = TIERS.map(tier_id).join(", ");
            return Err(invalid(
                "tier",
                format!("there is no such tier; the tiers are {known}"),
            ));
        }
        let Some(segment) = &self.segment else {
            return Ok(());
        };
        let learnt = snapshot
            .manifest
            .customers
            .iter()
            .flat_map(|learnt| &learnt.segments);
        let known: Vec<&str> = learnt.map(|segment| segment.id.as_str()).collect();
        match (known.contains(&segment.as_str()), known.is_empty()) {
            (true, _) => Ok(()),
            (false, true) => Err(invalid(
                "segment",
                "this shop's customers fall into no segments; ask by tier instead",
            )),
            (false, false) => Err(invalid(
                "segment",
                format!("there is no such segment; the segments are {}", known.join(", ")),
            )),
        }
    }

    fn has(&self, known: &KnownCustomer, segment: Option<&str>, built_on: Day, today: Day) -> bool {
        let tier = known.tier().map(tier_id);
        self.tier.as_deref().is_none_or(|wanted| tier == Some(wanted))
            && self
                .segment
                .as_deref()
                .is_none_or(|wanted| segment == Some(wanted))
            && self
                .due_within_days
                .is_none_or(|days| known.is_due(built_on, today, days))
            && self
                .since_order_days
                .is_none_or(|days| days.holds(Some(known.since_order_days(built_on, today))))
    }
}

impl Engine {
    /// A page of the customers whom the query names, beginning after `after`. Who declined or was erased since the
    /// build is not in it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a tier or a group that does not exist.
    pub fn audience(
        &self,
        query: &AudienceQuery,
        after: Option<u32>,
        limit: usize,
        now: Timestamp,
    ) -> Result<AudiencePage, Error> {
        let mut page = AudiencePage {
            customers: Vec::new(),
            next: None,
        };
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(page);
        };
        query.check(&snapshot)?;
        let (mut after, today) = (after, now.day());
        loop {
            let found = self.inner.store.customers_page(after, LOOKED_UP_AT_ONCE)?;
            let is_last = found.len() < LOOKED_UP_AT_ONCE;
            for (number, customer) in found {
                let value = match customer.consent {
                    Some(false) => None,
                    _ => told(&snapshot, number, customer.id),
                };
                let has = |value: &CustomerValue| {
                    query.has(&value.known, value.segment.as_deref(), value.day, today)
                };
                if let Some(value) = value.filter(has) {
                    if page.customers.len() >= limit {
                        page.next = after;
                        return Ok(page);
                    }
                    page.customers.push(value);
                }
                after = Some(number);
            }
            if is_last {
                return Ok(page);
            }
        }
    }

    /// A page of the customers whom the query names, the best first, beginning after `after`: who is expected to bring
    /// most in the year ahead, and where that cannot be told, who spent most. Who declined or was erased since the
    /// build is not in it.
    ///
    /// # Errors
    /// [`Error::Invalid`] for a tier or a group that does not exist.
    pub fn best_customers(
        &self,
        query: &AudienceQuery,
        after: Option<u32>,
        limit: usize,
        now: Timestamp,
    ) -> Result<AudiencePage, Error> {
        let mut page = AudiencePage {
            customers: Vec::new(),
            next: None,
        };
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Ok(page);
        };
        query.check(&snapshot)?;
        let Some(built_on) = snapshot.manifest.customers.as_ref().map(|learnt| Day(learnt.day)) else {
            return Ok(page);
        };
        let has = |known: &KnownCustomer| query.has(known, snapshot.segment_id(known), built_on, now.day());
        let best = snapshot
            .customers
            .best_after(after)
            .filter(|(_, known)| has(known));
        let (mut after, mut looked_up) = (after, 0);
        for (number, _) in best {
            if page.customers.len() >= limit || looked_up >= BEST_LOOKED_UP_MAX {
                page.next = after;
                return Ok(page);
            }
            looked_up += 1;
            let customer = self.of_number(number)?;
            page.customers
                .extend(customer.and_then(|customer| told(&snapshot, number, customer.id)));
            after = Some(number);
        }
        Ok(page)
    }

    /// The customer of this number; none where they declined or were erased since the build.
    fn of_number(&self, number: CustomerIndex) -> Result<Option<Customer>, Error> {
        // Numbers are those of the store, and none is given twice.
        let found = self.inner.store.customers_page(number.checked_sub(1), 1)?;
        let mut found = found.into_iter();
        let customer = found.find_map(|(key, customer)| (key == number).then_some(customer));
        Ok(customer.filter(|customer| customer.consent != Some(false)))
    }
}
