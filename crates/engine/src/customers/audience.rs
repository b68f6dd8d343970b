//! Audiences: the customers of a tier or a group, or who are due back soon, for a letter or another program.

use shop::{Day, Timestamp};

use super::{CustomerValue, DayBounds, TIERS, tier_id, told};
use crate::{Engine, Error, documents::invalid, snapshot::Snapshot};

/// Customers looked up in the store at a time.
const LOOKED_UP_AT_ONCE: usize = 2_000;

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
    /// The customers, in the sequence in which the shop came to know them.
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

    fn has(&self, value: &CustomerValue, today: Day) -> bool {
        let tier = value.known.tier().map(tier_id);
        self.tier.as_deref().is_none_or(|wanted| tier == Some(wanted))
            && (self.segment.is_none() || self.segment == value.segment)
            && self
                .due_within_days
                .is_none_or(|days| value.known.is_due(value.day, today, days))
            && self
                .since_order_days
                .is_none_or(|days| days.holds(Some(value.since_order_days(today))))
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
                if let Some(value) = value.filter(|value| query.has(value, today)) {
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
}
