//! Points: an append-only list whose sum is a customer's balance, which is never below nothing.

use rusqlite::{Connection, params};
use shop::{CustomerId, OrderId};

use super::{access, session::Session};
use crate::{PointsEntry, PointsOutcome, PointsReason, StoreError};

impl Session<'_> {
    /// Adds entries, each once. One that would take more than there is, is not added.
    pub(super) fn add_points(&mut self, entries: &[PointsEntry]) -> Result<Vec<PointsOutcome>, StoreError> {
        entries.iter().map(|entry| self.add_points_entry(entry)).collect()
    }

    fn add_points_entry(&mut self, entry: &PointsEntry) -> Result<PointsOutcome, StoreError> {
        let balance = balance(self.connection, &entry.customer_id)?;
        if let Some(known) = self.known_points(&entry.id)? {
            return match known
                == (
                    entry.customer_id.as_str().to_owned(),
                    entry.reason.as_str().to_owned(),
                ) {
                true => Ok(PointsOutcome::Known(balance)),
                false => Err(StoreError::Conflict(format!(
                    "the entry '{}' stands for something else; use a new id",
                    entry.id
                ))),
            };
        }
        let after = balance.checked_add(entry.points);
        let Some(after) = after.filter(|after| *after >= 0) else {
            return Ok(PointsOutcome::TooFew(balance));
        };
        self.execute(
            "INSERT INTO points (id, customer_id, points, reason, order_id, at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            params![
                entry.id,
                entry.customer_id.as_str(),
                entry.points,
                entry.reason.as_str(),
                entry.order_id.as_ref().map(OrderId::as_str),
                entry.at.unix_ms()
            ],
        )?;
        Ok(PointsOutcome::Added(after))
    }

    fn known_points(&self, id: &str) -> Result<Option<(String, String)>, StoreError> {
        let sql = "SELECT customer_id, reason FROM points WHERE id = ?1";
        access::first_row(self.connection, sql, [id], |row| Ok((row.get(0)?, row.get(1)?)))
    }

    /// Forgets the points of a customer; how many entries there were.
    pub(super) fn erase_points(&mut self, id: &CustomerId) -> Result<usize, StoreError> {
        self.execute("DELETE FROM points WHERE customer_id = ?1", [id.as_str()])
    }
}

pub(super) fn exist(connection: &Connection) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM points)";
    let exist = access::first_row(connection, sql, [], |row| Ok(row.get(0)?))?;
    Ok(exist.unwrap_or_default())
}

fn balance(connection: &Connection, id: &CustomerId) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(sum(points), 0) FROM points WHERE customer_id = ?1";
    let sum = access::first_row(connection, sql, [id.as_str()], |row| Ok(row.get(0)?))?;
    Ok(sum.unwrap_or_default())
}

pub(super) fn of_customer(connection: &Connection, id: &CustomerId) -> Result<Vec<PointsEntry>, StoreError> {
    let sql = "SELECT id, customer_id, points, reason, order_id, at FROM points
               WHERE customer_id = ?1 ORDER BY entry_key";
    access::collect_rows(connection, sql, [id.as_str()], |row| {
        let reason = access::read_word(row, 3, PointsReason::parse)?;
        Ok(PointsEntry {
            id: row.get(0)?,
            customer_id: access::read_id(row, 1)?,
            points: row.get(2)?,
            reason: reason.ok_or_else(|| access::corrupt("reason for points"))?,
            order_id: access::read_id_or_null(row, 4)?,
            at: access::read_time(row, 5)?,
        })
    })
}
