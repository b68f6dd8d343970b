//! What people said to want later.

use rusqlite::Connection;
use shop::{CustomerId, VisitorId};

use super::{access, session::Session};
use crate::{Person, Reminder, StoreError};

impl Session<'_> {
    pub(super) fn put_reminder(&self, reminder: &Reminder) -> Result<(), StoreError> {
        let (person, id) = words(&reminder.person);
        self.execute(
            "REPLACE INTO reminders VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                person,
                id,
                &reminder.class,
                reminder.set_at.unix_ms(),
                reminder.due_at.unix_ms(),
            ),
        )?;
        Ok(())
    }

    /// Forgets one class of a person's, or everything.
    pub(super) fn delete_reminders(&self, person: &Person, class: Option<&str>) -> Result<u64, StoreError> {
        let (person, id) = words(person);
        let sql = "DELETE FROM reminders WHERE person = ?1 AND id = ?2 AND class = coalesce(?3, class)";
        Ok(self.execute(sql, (person, id, class))? as u64)
    }
}

pub(super) fn reminders(connection: &Connection) -> Result<Vec<Reminder>, StoreError> {
    let sql = "SELECT person, id, class, set_at, due_at FROM reminders ORDER BY person, id, due_at, class";
    access::collect_rows(connection, sql, [], |row| {
        let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
        let person = person(&kind, &id).ok_or_else(|| access::corrupt("reminder"))?;
        Ok(Reminder {
            person,
            class: row.get(2)?,
            set_at: access::read_time(row, 3)?,
            due_at: access::read_time(row, 4)?,
        })
    })
}

pub(super) fn words(person: &Person) -> (&'static str, &str) {
    match person {
        Person::Customer(id) => ("customer", id.as_str()),
        Person::Visitor(id) => ("visitor", id.as_str()),
    }
}

pub(super) fn person(kind: &str, id: &str) -> Option<Person> {
    match kind {
        "customer" => CustomerId::new(id).ok().map(Person::Customer),
        "visitor" => VisitorId::new(id).ok().map(Person::Visitor),
        _ => None,
    }
}
