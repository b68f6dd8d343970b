//! Links and bans set by hand.

use rusqlite::{Connection, params};
use shop::{Ban, Link, LinkKind, ProductId};

use super::{
    access,
    session::{Session, Topic},
};
use crate::{StoreError, Written, write::Outcome};

impl Session<'_> {
    pub(super) fn write_links(&mut self, links: &[Link], replace_from: bool) -> Result<Written, StoreError> {
        let mut written = Written::default();
        for link in links {
            written += self.write_link(link)?;
        }
        if replace_from {
            for removed in self.links_beyond(links)? {
                let sql = "DELETE FROM links WHERE from_id = ?1 AND kind = ?2 AND to_id = ?3";
                self.execute(
                    sql,
                    (removed.from.as_str(), removed.kind.as_str(), removed.to.as_str()),
                )?;
                written += Outcome::Changed;
            }
        }
        self.mark_merchandising(written);
        Ok(written)
    }

    fn write_link(&self, link: &Link) -> Result<Outcome, StoreError> {
        let key = (link.from.as_str(), link.kind.as_str(), link.to.as_str());
        let sql = "SELECT position FROM links WHERE from_id = ?1 AND kind = ?2 AND to_id = ?3";
        let stored: Option<u32> = access::first_row(self.connection, sql, key, |row| Ok(row.get(0)?))?;
        if stored == Some(link.position) {
            return Ok(Outcome::Unchanged);
        }
        let sql = "REPLACE INTO links (from_id, kind, to_id, position) VALUES (?1, ?2, ?3, ?4)";
        self.execute(sql, params![key.0, key.1, key.2, link.position])?;
        Ok(if stored.is_some() {
            Outcome::Changed
        } else {
            Outcome::Inserted
        })
    }

    /// Stored links that start where one of `links` starts and are none of them.
    fn links_beyond(&self, links: &[Link]) -> Result<Vec<Link>, StoreError> {
        let starts: std::collections::BTreeSet<&ProductId> = links.iter().map(|link| &link.from).collect();
        let given: std::collections::HashSet<_> = links
            .iter()
            .map(|link| (&link.from, link.kind, &link.to))
            .collect();
        let mut beyond = Vec::new();
        for start in starts {
            let stored = links_where(self.connection, "WHERE from_id = ?1", [start.as_str()])?;
            beyond.extend(
                stored
                    .into_iter()
                    .filter(|link| !given.contains(&(&link.from, link.kind, &link.to))),
            );
        }
        Ok(beyond)
    }

    pub(super) fn delete_links(&mut self, from: &ProductId) -> Result<Written, StoreError> {
        let removed = self.execute("DELETE FROM links WHERE from_id = ?1", [from.as_str()])?;
        let mut written = Written {
            changed: removed as u64,
            ..Written::default()
        };
        self.mark_merchandising(written);
        if removed == 0 {
            written += Outcome::Unknown;
        }
        Ok(written)
    }

    pub(super) fn write_bans(&mut self, add: &[Ban], remove: &[Ban]) -> Result<Written, StoreError> {
        let mut written = Written::default();
        for ban in add {
            let inserted = self.execute("INSERT OR IGNORE INTO bans VALUES (?1, ?2, ?3)", ban_to_row(ban))?;
            written += if inserted == 1 {
                Outcome::Inserted
            } else {
                Outcome::Unchanged
            };
        }
        for ban in remove {
            let sql = "DELETE FROM bans WHERE kind = ?1 AND subject = ?2 AND beside = ?3";
            let removed = self.execute(sql, ban_to_row(ban))?;
            written += if removed == 1 {
                Outcome::Changed
            } else {
                Outcome::Unknown
            };
        }
        self.mark_merchandising(written);
        Ok(written)
    }

    fn mark_merchandising(&mut self, written: Written) {
        if written.inserted + written.changed > 0 {
            self.marks.topics.insert(Topic::LinksOrBans);
        }
    }
}

pub(super) fn links(connection: &Connection) -> Result<Vec<Link>, StoreError> {
    links_where(connection, "", [])
}

fn links_where(
    connection: &Connection,
    condition: &str,
    parameters: impl rusqlite::Params,
) -> Result<Vec<Link>, StoreError> {
    let sql = format!(
        "SELECT from_id, kind, to_id, position FROM links {condition} ORDER BY from_id, kind, position, to_id"
    );
    access::collect_rows(connection, &sql, parameters, |row| {
        Ok(Link {
            from: access::read_id(row, 0)?,
            kind: access::read_word(row, 1, LinkKind::parse)?.ok_or_else(|| access::corrupt("link"))?,
            to: access::read_id(row, 2)?,
            position: row.get(3)?,
        })
    })
}

fn ban_to_row(ban: &Ban) -> (&'static str, &str, &str) {
    match ban {
        Ban::Product(id) => ("product", id.as_str(), ""),
        Ban::Pair { with, banned } => ("pair", banned.as_str(), with.as_str()),
        Ban::Category(path) => ("category", path, ""),
    }
}

pub(super) fn bans(connection: &Connection) -> Result<Vec<Ban>, StoreError> {
    let sql = "SELECT kind, subject, beside FROM bans ORDER BY kind, subject, beside";
    access::collect_rows(connection, sql, [], |row| {
        let kind: String = row.get(0)?;
        match kind.as_str() {
            "product" => Ok(Ban::Product(access::read_id(row, 1)?)),
            "pair" => Ok(Ban::Pair {
                banned: access::read_id(row, 1)?,
                with: access::read_id(row, 2)?,
            }),
            "category" => Ok(Ban::Category(row.get(1)?)),
            _ => Err(access::corrupt("ban")),
        }
    })
}
