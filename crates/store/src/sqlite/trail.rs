//! What a customer did before signing in, too: everything that was done under a visitor id that nobody else used.
//!
//! An index of all events by visitor would make every event dearer for what is asked a few times a year. So all events
//! are read through once, on a connection that nobody waits for; whoever then forgets them in a transaction looks only
//! at those that came since.

use std::collections::BTreeSet;

use rusqlite::{Connection, OptionalExtension};
use shop::{CustomerId, Event};

use super::{access, events};
use crate::{StoreError, Trail};

/// Which visitor ids a customer used, and which events were left under them.
#[derive(Debug, Default, Clone)]
pub(super) struct Found {
    /// Every visitor id of the customer, also a till's.
    visitors: BTreeSet<String>,
    /// Those of them that somebody else used too.
    shared: BTreeSet<String>,
    /// The events under any of them that name no other customer.
    events: Vec<(i64, String)>,
    /// The latest event that was looked at.
    latest: i64,
}

impl Found {
    /// The visitor ids that only this customer used.
    pub fn own(&self) -> impl Iterator<Item = &String> {
        self.visitors.difference(&self.shared)
    }

    /// The events under these.
    pub fn events(&self) -> impl Iterator<Item = i64> + '_ {
        let own = |(_, visitor): &&(i64, String)| !self.shared.contains(visitor);
        self.events.iter().filter(own).map(|(event, _)| *event)
    }

    /// What there is now of what was found before; where nothing was, all events are read through.
    pub fn renewed(mut self, connection: &Connection, id: &CustomerId) -> Result<Self, StoreError> {
        let key = customer_key(connection, id)?;
        let visitors = visitors_of(connection, id, key)?;
        if visitors != self.visitors {
            self = Self {
                visitors,
                ..Self::default()
            };
        }
        if self.visitors.is_empty() {
            return Ok(self);
        }
        let visitors = json(&self.visitors)?;
        let sql = "SELECT event_key, visitor_id, customer_id IS NOT NULL AND customer_id <> ?1 FROM events NOT INDEXED
                   WHERE event_key > ?2 AND visitor_id IN (SELECT value FROM json_each(?3))";
        let after = self.latest;
        access::for_each_row(connection, sql, (id.as_str(), after, &visitors), |row| {
            let (event, visitor): (i64, String) = (row.get(0)?, row.get(1)?);
            self.latest = self.latest.max(event);
            if row.get(2)? {
                self.shared.insert(visitor);
            } else if !self.shared.contains(&visitor) {
                self.events.push((event, visitor));
            }
            Ok(())
        })?;
        let sql = "SELECT DISTINCT visitor_id FROM orders
                   WHERE visitor_id IN (SELECT value FROM json_each(?1)) AND customer_key <> ?2";
        let others = access::collect_rows(connection, sql, (&visitors, key), |row| {
            Ok(row.get::<_, String>(0)?)
        })?;
        self.shared.extend(others);
        Ok(self)
    }
}

/// A customer's number; of somebody unknown one that nobody has.
pub(super) fn customer_key(connection: &Connection, id: &CustomerId) -> Result<i64, StoreError> {
    let mut find = connection.prepare_cached("SELECT customer_key FROM customers WHERE id = ?1")?;
    let key: Option<i64> = find.query_row([id.as_str()], |row| row.get(0)).optional()?;
    Ok(key.unwrap_or(-1))
}

/// Every visitor id that a customer used.
fn visitors_of(connection: &Connection, id: &CustomerId, key: i64) -> Result<BTreeSet<String>, StoreError> {
    let sql = "SELECT visitor_id FROM events WHERE customer_id = ?1
               UNION SELECT visitor_id FROM orders WHERE customer_key = ?2 AND visitor_id IS NOT NULL";
    let visitors = access::collect_rows(connection, sql, (id.as_str(), key), |row| {
        Ok(row.get::<_, String>(0)?)
    })?;
    Ok(visitors.into_iter().collect())
}

/// A list as a statement takes it.
pub(super) fn json<T: serde::Serialize>(list: T) -> Result<String, StoreError> {
    serde_json::to_string(&list).map_err(|error| StoreError::Fault(error.to_string()))
}

/// Everything a customer did, the earliest first, and as whom.
pub(super) fn trail(connection: &Connection, id: &CustomerId) -> Result<Trail, StoreError> {
    let found = Found::default().renewed(connection, id)?;
    let own = json(found.events().collect::<Vec<_>>())?;
    let events: Vec<Event> = events::of_customer_and(connection, id, &own)?;
    let visitor = |id: &String| id.parse().map_err(|_| access::corrupt("id"));
    Ok(Trail {
        visitors: found.own().map(visitor).collect::<Result<_, _>>()?,
        shared_visitors: found.shared.iter().map(visitor).collect::<Result<_, _>>()?,
        events,
    })
}
