//! Small things kept by name: settings, policies, documents, API keys, answers to repeated requests.

use rusqlite::{Connection, params};
use shop::{Placement, Timestamp};

use super::{
    access,
    session::{Session, Topic},
};
use crate::{Answer, DocumentKind, KeyRecord, StoreError};

impl Session<'_> {
    pub(super) fn put_setting(&mut self, name: &str, value: &str) -> Result<(), StoreError> {
        self.execute("REPLACE INTO settings VALUES (?1, ?2)", [name, value])?;
        self.marks.topics.insert(Topic::Steering);
        Ok(())
    }

    pub(super) fn put_policy(&mut self, placement: Placement, policy: &str) -> Result<(), StoreError> {
        self.execute(
            "REPLACE INTO policies VALUES (?1, ?2)",
            [placement.as_str(), policy],
        )?;
        self.marks.topics.insert(Topic::Steering);
        Ok(())
    }

    pub(super) fn put_document(
        &mut self,
        kind: DocumentKind,
        id: &str,
        text: &str,
    ) -> Result<(), StoreError> {
        self.execute(
            "REPLACE INTO documents VALUES (?1, ?2, ?3)",
            [kind.as_str(), id, text],
        )?;
        self.marks.topics.insert(Topic::Steering);
        Ok(())
    }

    pub(super) fn delete_document(&mut self, kind: DocumentKind, id: &str) -> Result<bool, StoreError> {
        let deleted = self.execute(
            "DELETE FROM documents WHERE kind = ?1 AND id = ?2",
            [kind.as_str(), id],
        )?;
        self.marks.topics.insert(Topic::Steering);
        Ok(deleted > 0)
    }

    pub(super) fn put_key(&mut self, key: &KeyRecord) -> Result<(), StoreError> {
        let origins =
            serde_json::to_string(&key.origins).map_err(|error| StoreError::Fault(error.to_string()))?;
        let sql = "INSERT INTO api_keys (id, kind, hash, label, origins, created_at, revoked_at)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) ON CONFLICT (id) DO NOTHING";
        let revoked_at = key.revoked_at.map(Timestamp::unix_ms);
        let values = params![
            key.id,
            key.kind,
            key.hash,
            key.label,
            origins,
            key.created_at.unix_ms(),
            revoked_at
        ];
        match self.execute(sql, values)? {
            1 => {
                self.marks.topics.insert(Topic::Steering);
                Ok(())
            }
            _ => Err(StoreError::Conflict(format!(
                "there is already an API key '{}'; make another one",
                key.id
            ))),
        }
    }

    pub(super) fn revoke_key(&mut self, id: &str, at: Timestamp) -> Result<bool, StoreError> {
        let sql = "UPDATE api_keys SET revoked_at = ?2 WHERE id = ?1 AND revoked_at IS NULL";
        self.marks.topics.insert(Topic::Steering);
        Ok(self.execute(sql, (id, at.unix_ms()))? == 1)
    }

    pub(super) fn put_answer(&self, key: &str, answer: &Answer, now: Timestamp) -> Result<(), StoreError> {
        self.execute("DELETE FROM answers WHERE expires_at <= ?1", [now.unix_ms()])?;
        let sql = "INSERT INTO answers (idempotency_key, request_hash, response, expires_at) VALUES (?1, ?2, ?3, ?4)
                   ON CONFLICT (idempotency_key) DO UPDATE SET response = ?3, expires_at = ?4 WHERE request_hash = ?2";
        let written = self.execute(
            sql,
            params![
                key,
                answer.request_hash,
                answer.response,
                answer.expires_at.unix_ms()
            ],
        )?;
        match written {
            1 => Ok(()),
            _ => Err(StoreError::Conflict(format!(
                "the idempotency key '{key}' was used for another request; use a new key for every request"
            ))),
        }
    }
}

pub(super) fn setting(connection: &Connection, name: &str) -> Result<Option<String>, StoreError> {
    let sql = "SELECT value FROM settings WHERE name = ?1";
    access::first_row(connection, sql, [name], |row| Ok(row.get(0)?))
}

pub(super) fn policies(connection: &Connection) -> Result<Vec<(Placement, String)>, StoreError> {
    let mut policies =
        access::collect_rows(connection, "SELECT placement, policy FROM policies", [], |row| {
            let placement = access::read_word(row, 0, |word| word.parse::<Placement>().ok())?;
            Ok((
                placement.ok_or_else(|| access::corrupt("placement"))?,
                row.get(1)?,
            ))
        })?;
    policies.sort_by_key(|(placement, _)| *placement);
    Ok(policies)
}

pub(super) fn documents(
    connection: &Connection,
    kind: DocumentKind,
) -> Result<Vec<(String, String)>, StoreError> {
    let sql = "SELECT id, text FROM documents WHERE kind = ?1 ORDER BY id";
    access::collect_rows(connection, sql, [kind.as_str()], |row| {
        Ok((row.get(0)?, row.get(1)?))
    })
}

pub(super) fn keys(connection: &Connection) -> Result<Vec<KeyRecord>, StoreError> {
    let sql = "SELECT id, kind, hash, label, origins, created_at, revoked_at FROM api_keys ORDER BY id";
    access::collect_rows(connection, sql, [], |row| {
        let origins: String = row.get(4)?;
        Ok(KeyRecord {
            id: row.get(0)?,
            kind: row.get(1)?,
            hash: row.get(2)?,
            label: row.get(3)?,
            origins: serde_json::from_str(&origins).map_err(|_| access::corrupt("API key"))?,
            created_at: access::read_time(row, 5)?,
            revoked_at: access::read_time_or_null(row, 6)?,
        })
    })
}

pub(super) fn answer(
    connection: &Connection,
    key: &str,
    now: Timestamp,
) -> Result<Option<Answer>, StoreError> {
    let sql = "SELECT request_hash, response, expires_at FROM answers WHERE idempotency_key = ?1 AND expires_at > ?2";
    access::first_row(connection, sql, (key, now.unix_ms()), |row| {
        Ok(Answer {
            request_hash: row.get(0)?,
            response: row.get(1)?,
            expires_at: access::read_time(row, 2)?,
        })
    })
}
