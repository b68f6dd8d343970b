//! Customers, and forgetting one.

use rusqlite::{Connection, Row, params};
use shop::{Customer, CustomerId, Locale, Timestamp};

use super::{
    access,
    session::{Session, Topic},
    trail::{self, Found},
};
use crate::{StoreError, Written, write::Outcome};

impl Session<'_> {
    pub(super) fn write_customers(&mut self, customers: &[Customer]) -> Result<Written, StoreError> {
        let mut written = Written::default();
        for customer in customers {
            let outcome = self.write_customer(customer)?;
            written += outcome;
            if outcome != Outcome::Unchanged {
                self.marks.topics.insert(Topic::Customers);
            }
        }
        Ok(written)
    }

    fn write_customer(&mut self, customer: &Customer) -> Result<Outcome, StoreError> {
        let stored = customer_by_id(self.connection, &customer.id)?;
        if stored.as_ref() == Some(customer) {
            return Ok(Outcome::Unchanged);
        }
        let tags = match customer.tags.is_empty() {
            true => None,
            false => Some(
                serde_json::to_string(&customer.tags)
                    .map_err(|error| StoreError::Fault(error.to_string()))?,
            ),
        };
        let mut write = self.connection.prepare_cached(
            "INSERT INTO customers (id, locale, region, since, tags, consent) VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (id) DO UPDATE SET locale = ?2, region = ?3, since = ?4, tags = ?5, consent = ?6",
        )?;
        write.execute(params![
            customer.id.as_str(),
            customer.locale.as_ref().map(Locale::as_str),
            customer.region,
            customer.since.map(Timestamp::unix_ms),
            tags,
            customer.consent,
        ])?;
        Ok(if stored.is_some() {
            Outcome::Changed
        } else {
            Outcome::Inserted
        })
    }

    /// Removes the record, the events and the reviews, and the names from orders and refunds. Events that a visitor
    /// left before signing in go too, unless somebody else used the same visitor id (a till, a kiosk).
    pub(super) fn erase_customer(&mut self, id: &CustomerId, found: Found) -> Result<Written, StoreError> {
        let key = trail::customer_key(self.connection, id)?;
        let found = found.renewed(self.connection, id)?;
        let events = trail::json(found.events().collect::<Vec<_>>())?;
        let visitors = trail::json(found.own().collect::<Vec<_>>())?;
        // The number of an event that went may have been given to another one since.
        let sql = "DELETE FROM events WHERE event_key IN (SELECT value FROM json_each(?1))
                       AND visitor_id IN (SELECT value FROM json_each(?2)) RETURNING at";
        self.delete_events(sql, (&events, &visitors))?;
        for visitor in found.own() {
            for table in ["reminders", "surveys"] {
                let sql = format!("DELETE FROM {table} WHERE person = 'visitor' AND id = ?1");
                self.execute(&sql, [visitor])?;
            }
            let sql = "UPDATE orders SET visitor_id = NULL WHERE visitor_id = ?1 RETURNING placed_at";
            let times: Vec<i64> =
                access::collect_rows(self.connection, sql, [visitor], |row| Ok(row.get(0)?))?;
            times
                .into_iter()
                .try_for_each(|placed_at| self.mark_order_day(placed_at))?;
        }
        let events = self.delete_events(
            "DELETE FROM events WHERE customer_id = ?1 RETURNING at",
            [id.as_str()],
        )?;
        for table in ["reminders", "surveys"] {
            let sql = format!("DELETE FROM {table} WHERE person = 'customer' AND id = ?1");
            self.execute(&sql, [id.as_str()])?;
        }
        let reviews = self.erase_reviews(id)?;
        let given = self.erase_points(id)? + self.erase_coupons(id)?;
        self.unname_orders(key)?;
        self.execute(
            "UPDATE refunds SET customer_key = NULL WHERE customer_key = ?1",
            [key],
        )?;
        self.execute("DELETE FROM customers WHERE customer_key = ?1", [key])?;
        self.state.customers.remove(id);
        let mut written = Written::default();
        if key < 0 && events == 0 && reviews == 0 && given == 0 {
            written += Outcome::Unknown;
        } else {
            self.marks.topics.extend([Topic::Customers, Topic::Events]);
            written += Outcome::Changed;
        }
        Ok(written)
    }

    /// Deletes events by a statement that returns their times; how many there were.
    fn delete_events(&mut self, sql: &str, which: impl rusqlite::Params) -> Result<usize, StoreError> {
        let times = access::collect_rows(self.connection, sql, which, |row| access::read_time(row, 0))?;
        self.marks
            .event_days
            .extend(times.iter().map(|at: &Timestamp| at.day()));
        Ok(times.len())
    }

    /// Takes a customer's number from the orders, whose days must be counted again without it.
    fn unname_orders(&mut self, key: i64) -> Result<(), StoreError> {
        let sql = "UPDATE orders SET customer_key = NULL, visitor_id = NULL WHERE customer_key = ?1
                   RETURNING placed_at";
        let times: Vec<i64> = access::collect_rows(self.connection, sql, [key], |row| Ok(row.get(0)?))?;
        times
            .into_iter()
            .try_for_each(|placed_at| self.mark_order_day(placed_at))
    }

    pub(super) fn execute(&self, sql: &str, parameters: impl rusqlite::Params) -> Result<usize, StoreError> {
        Ok(self.connection.prepare_cached(sql)?.execute(parameters)?)
    }
}

const COLUMNS: &str = "SELECT id, locale, region, since, tags, consent, customer_key FROM customers";

pub(super) fn customer_by_id(
    connection: &Connection,
    id: &CustomerId,
) -> Result<Option<Customer>, StoreError> {
    access::first_row(
        connection,
        &format!("{COLUMNS} WHERE id = ?1"),
        [id.as_str()],
        read_customer,
    )
}

pub(super) fn customers_page(
    connection: &Connection,
    after: Option<u32>,
    limit: usize,
) -> Result<Vec<(u32, Customer)>, StoreError> {
    let sql = format!("{COLUMNS} WHERE customer_key > ?1 ORDER BY customer_key LIMIT ?2");
    let after = after.map_or(-1, i64::from);
    access::collect_rows(connection, &sql, (after, access::limit(limit)), |row| {
        Ok((row.get(6)?, read_customer(row)?))
    })
}

pub(super) fn scan_customers(
    connection: &Connection,
    visit: &mut dyn FnMut(u32, Customer),
) -> Result<(), StoreError> {
    access::for_each_row(
        connection,
        &format!("{COLUMNS} ORDER BY customer_key"),
        [],
        |row| {
            visit(row.get(6)?, read_customer(row)?);
            Ok(())
        },
    )
}

fn read_customer(row: &Row<'_>) -> Result<Customer, StoreError> {
    let tags: Option<String> = row.get(4)?;
    let tags = tags.map(|json| serde_json::from_str(&json)).transpose();
    Ok(Customer {
        id: access::read_id(row, 0)?,
        locale: access::read_word(row, 1, |tag| Locale::new(tag).ok())?,
        region: row.get(2)?,
        since: access::read_time_or_null(row, 3)?,
        tags: tags
            .map_err(|_| access::corrupt("customer tag"))?
            .unwrap_or_default(),
        consent: row.get(5)?,
    })
}
