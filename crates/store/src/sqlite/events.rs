//! Events: the first one of an id stays.

use rusqlite::{Connection, Row, params};
use shop::{CustomerId, Event, EventKind, OrderId, Placement, ProductId, SessionId, Timestamp, Traffic};

use super::{
    access,
    session::{Session, Topic},
};
use crate::{Arrivals, StoreError, Written, write::Outcome};

impl Session<'_> {
    pub(super) fn write_events(&mut self, events: &[Event]) -> Result<Written, StoreError> {
        let mut insert = self.connection.prepare_cached(
            "INSERT INTO events (id, at, kind, visitor_id, customer_id, session_id, product_id, quantity, placement,
                                 decision_id, order_id, score, traffic)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13) ON CONFLICT (id) DO NOTHING",
        )?;
        let mut written = Written::default();
        for event in events {
            let inserted = insert.execute(params![
                event.id.as_str(),
                event.at.unix_ms(),
                event.kind.as_str(),
                event.visitor_id.as_str(),
                event.customer_id.as_ref().map(CustomerId::as_str),
                event.session_id.as_ref().map(SessionId::as_str),
                event.product_id.as_ref().map(ProductId::as_str),
                event.quantity,
                event.placement.map(Placement::as_str),
                event.decision_id,
                event.order_id.as_ref().map(OrderId::as_str),
                event.score,
                (!event.traffic.counts()).then_some(event.traffic.as_str()),
            ])?;
            if inserted == 0 {
                written += Outcome::Unchanged;
                continue;
            }
            written += Outcome::Inserted;
            self.marks.event_days.insert(event.at.day());
            // Whoever is named has a number from then on, so that their visits and their orders can be joined.
            if let Some(id) = &event.customer_id {
                self.customer_key(id)?;
            }
        }
        if written.inserted > 0 {
            self.marks.topics.insert(Topic::Events);
        }
        Ok(written)
    }

    pub(super) fn forget_events(&mut self, before: Timestamp, count_max: usize) -> Result<u64, StoreError> {
        let sql = "DELETE FROM events WHERE event_key IN
                   (SELECT event_key FROM events WHERE at < ?1 ORDER BY at LIMIT ?2)";
        let forgotten = self.execute(sql, (before.unix_ms(), access::limit(count_max)))?;
        Ok(forgotten as u64)
    }
}

const COLUMNS: &str =
    "SELECT id, at, kind, visitor_id, customer_id, session_id, product_id, quantity, placement,
    decision_id, order_id, score, traffic FROM events";

pub(super) fn events_of_customer(connection: &Connection, id: &CustomerId) -> Result<Vec<Event>, StoreError> {
    let sql = format!("{COLUMNS} WHERE customer_id = ?1 ORDER BY at, event_key");
    access::collect_rows(connection, &sql, [id.as_str()], read_event)
}

/// The events that name a customer, and those of `others`, a JSON list of numbers.
pub(super) fn of_customer_and(
    connection: &Connection,
    id: &CustomerId,
    others: &str,
) -> Result<Vec<Event>, StoreError> {
    let sql = format!(
        "{COLUMNS} WHERE customer_id = ?1 OR event_key IN (SELECT value FROM json_each(?2)) ORDER BY at, event_key"
    );
    access::collect_rows(connection, &sql, [id.as_str(), others], read_event)
}

pub(super) fn scan_events(
    connection: &Connection,
    from: Timestamp,
    to: Timestamp,
    visit: &mut dyn FnMut(Event),
) -> Result<(), StoreError> {
    scan(connection, "", from, to, visit)
}

pub(super) fn scan_lasting_events(
    connection: &Connection,
    from: Timestamp,
    to: Timestamp,
    visit: &mut dyn FnMut(Event),
) -> Result<(), StoreError> {
    // In the words of the index, so that it is used.
    scan(connection, "AND kind IN ('dismiss', 'purchase')", from, to, visit)
}

fn scan(
    connection: &Connection,
    which: &str,
    from: Timestamp,
    to: Timestamp,
    visit: &mut dyn FnMut(Event),
) -> Result<(), StoreError> {
    let sql = format!("{COLUMNS} WHERE at >= ?1 AND at < ?2 {which} ORDER BY at, event_key");
    access::for_each_row(connection, &sql, [from.unix_ms(), to.unix_ms()], |row| {
        visit(read_event(row)?);
        Ok(())
    })
}

pub(super) fn time_of_event(connection: &Connection, count: usize) -> Result<Option<Timestamp>, StoreError> {
    let sql = "SELECT at FROM events ORDER BY at DESC LIMIT 1 OFFSET ?1";
    let mut times = access::collect_rows(connection, sql, [access::limit(count)], |row| {
        access::read_time(row, 0)
    })?;
    Ok(times.pop())
}

pub(super) fn latest_events(connection: &Connection, count: usize) -> Result<Vec<Arrivals>, StoreError> {
    let sql = "SELECT kind, count(*), max(at) FROM (SELECT kind, at FROM events ORDER BY at DESC LIMIT ?1)
               GROUP BY kind ORDER BY kind";
    access::collect_rows(connection, sql, [access::limit(count)], |row| {
        let kind = access::read_word(row, 0, EventKind::parse)?;
        Ok(Arrivals {
            kind: kind.ok_or_else(|| access::corrupt("event kind"))?,
            count: row.get(1)?,
            last: access::read_time(row, 2)?,
        })
    })
}

fn read_event(row: &Row<'_>) -> Result<Event, StoreError> {
    let kind = access::read_word(row, 2, EventKind::parse)?;
    Ok(Event {
        id: access::read_id(row, 0)?,
        kind: kind.ok_or_else(|| access::corrupt("event kind"))?,
        at: access::read_time(row, 1)?,
        visitor_id: access::read_id(row, 3)?,
        customer_id: access::read_id_or_null(row, 4)?,
        session_id: access::read_id_or_null(row, 5)?,
        product_id: access::read_id_or_null(row, 6)?,
        quantity: row.get(7)?,
        placement: access::read_word(row, 8, |word| word.parse::<Placement>().ok())?,
        decision_id: row.get(9)?,
        order_id: access::read_id_or_null(row, 10)?,
        score: row.get(11)?,
        traffic: access::read_word(row, 12, Traffic::parse)?.unwrap_or_default(),
    })
}
