//! Who was asked how satisfied they are, and when: nobody is to be asked often.

use shop::Timestamp;

use super::{
    access,
    reminders::{person, words},
    session::Session,
};
use crate::{Person, StoreError};

impl Session<'_> {
    /// Notes that all of `people` are asked at `now`, unless one of them was since `since`; what is older is forgotten.
    pub(super) fn ask(
        &self,
        people: &[Person],
        since: Timestamp,
        now: Timestamp,
    ) -> Result<bool, StoreError> {
        self.execute("DELETE FROM surveys WHERE asked_at < ?1", [since.unix_ms()])?;
        let mut find = self
            .connection
            .prepare_cached("SELECT 1 FROM surveys WHERE person = ?1 AND id = ?2")?;
        for one in people {
            if find.exists(words(one))? {
                return Ok(false);
            }
        }
        for one in people {
            let (kind, id) = words(one);
            let sql = "INSERT OR IGNORE INTO surveys VALUES (?1, ?2, ?3)";
            self.execute(sql, (kind, id, now.unix_ms()))?;
        }
        Ok(!people.is_empty())
    }
}

/// Everybody who was asked and when, by person.
pub(super) fn asked(connection: &rusqlite::Connection) -> Result<Vec<(Person, Timestamp)>, StoreError> {
    let sql = "SELECT person, id, asked_at FROM surveys ORDER BY person, id";
    access::collect_rows(connection, sql, [], |row| {
        let (kind, id): (String, String) = (row.get(0)?, row.get(1)?);
        let person = person(&kind, &id).ok_or_else(|| access::corrupt("survey"))?;
        Ok((person, access::read_time(row, 2)?))
    })
}
