//! Budgets: what is reserved and spent never exceeds them, as one writer at a time decides.

use rusqlite::{Connection, params};
use shop::Timestamp;

use super::{
    access,
    session::{Session, Topic},
};
use crate::{BudgetUse, Reservation, StoreError};

struct Kept {
    incentive_id: String,
    amount_minor: i64,
    spent_minor: Option<i64>,
    state: String,
    expires_at: i64,
}

impl Session<'_> {
    /// Reserves a part of a budget, if it is left. One that stands already stays as it is.
    pub(super) fn reserve(
        &mut self,
        reservation: &Reservation,
        budget_minor: i64,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        if let Some(kept) = self.reservation(&reservation.id)? {
            let same = kept.incentive_id == reservation.incentive_id
                && kept.amount_minor == reservation.amount_minor;
            if !same {
                return Err(StoreError::Conflict(format!(
                    "the reservation '{}' stands for something else; use a new id",
                    reservation.id
                )));
            }
            if kept.state == "settled" || (kept.state == "open" && kept.expires_at > now.unix_ms()) {
                return Ok(true);
            }
        }
        let used = used_of(self.connection, &reservation.incentive_id, now)?;
        let wanted = used.saturating_add(reservation.amount_minor);
        if reservation.amount_minor < 0 || wanted > budget_minor {
            return Ok(false);
        }
        self.execute(
            "REPLACE INTO reservations (reservation_id, incentive_id, amount_minor, spent_minor, state, expires_at)
             VALUES (?1, ?2, ?3, NULL, 'open', ?4)",
            params![
                reservation.id,
                reservation.incentive_id,
                reservation.amount_minor,
                reservation.expires_at.unix_ms()
            ],
        )?;
        self.marks.topics.insert(Topic::Steering);
        Ok(true)
    }

    /// Notes what was spent of a reservation that still holds; whether it does. Doing it again changes nothing.
    pub(super) fn settle(&mut self, id: &str, spent_minor: i64, now: Timestamp) -> Result<bool, StoreError> {
        let Some(kept) = self.reservation(id)? else {
            return Ok(false);
        };
        if kept.state == "settled" {
            return Ok(kept.spent_minor == Some(spent_minor));
        }
        let holds = kept.state == "open" && kept.expires_at > now.unix_ms();
        if !holds || !(0..=kept.amount_minor).contains(&spent_minor) {
            return Ok(false);
        }
        self.execute(
            "UPDATE reservations SET state = 'settled', spent_minor = ?2 WHERE reservation_id = ?1",
            params![id, spent_minor],
        )?;
        self.marks.topics.insert(Topic::Steering);
        Ok(true)
    }

    /// Frees an open reservation; whether there was one.
    pub(super) fn release(&mut self, id: &str) -> Result<bool, StoreError> {
        let released = self.execute(
            "UPDATE reservations SET state = 'released' WHERE reservation_id = ?1 AND state = 'open'",
            [id],
        )?;
        if released > 0 {
            self.marks.topics.insert(Topic::Steering);
        }
        Ok(released > 0)
    }

    fn reservation(&self, id: &str) -> Result<Option<Kept>, StoreError> {
        let sql = "SELECT incentive_id, amount_minor, spent_minor, state, expires_at FROM reservations
                   WHERE reservation_id = ?1";
        access::first_row(self.connection, sql, [id], |row| {
            Ok(Kept {
                incentive_id: row.get(0)?,
                amount_minor: row.get(1)?,
                spent_minor: row.get(2)?,
                state: row.get(3)?,
                expires_at: row.get(4)?,
            })
        })
    }
}

/// What open reservations and what was spent of one incentive sum up to.
fn used_of(connection: &Connection, incentive_id: &str, now: Timestamp) -> Result<i64, StoreError> {
    let sql = "SELECT coalesce(sum(CASE WHEN state = 'settled' THEN spent_minor
                                        WHEN state = 'open' AND expires_at > ?2 THEN amount_minor
                                        ELSE 0 END), 0)
               FROM reservations WHERE incentive_id = ?1";
    let used = access::first_row(connection, sql, params![incentive_id, now.unix_ms()], |row| {
        Ok(row.get(0)?)
    })?;
    Ok(used.unwrap_or_default())
}

pub(super) fn uses(connection: &Connection, now: Timestamp) -> Result<Vec<BudgetUse>, StoreError> {
    let sql = "SELECT incentive_id,
                      coalesce(sum(CASE WHEN state = 'open' AND expires_at > ?1 THEN amount_minor END), 0),
                      coalesce(sum(CASE WHEN state = 'settled' THEN spent_minor END), 0)
               FROM reservations GROUP BY incentive_id ORDER BY incentive_id";
    access::collect_rows(connection, sql, [now.unix_ms()], |row| {
        Ok(BudgetUse {
            incentive_id: row.get(0)?,
            reserved_minor: row.get(1)?,
            spent_minor: row.get(2)?,
        })
    })
}
