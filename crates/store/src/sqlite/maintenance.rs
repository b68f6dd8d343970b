//! Counting, checking, copying and replacing the whole store.

use std::{
    path::{Path, PathBuf},
    time::Duration,
};

use rusqlite::{
    Connection,
    backup::{Backup, StepResult},
};

use super::{SqliteOptions, access, connection, session::SessionState};
use crate::{Counts, StoreError};

/// Pages copied before other users of the file get a turn.
const PAGES_PER_STEP: i32 = 2_048;
/// How long, and how often, a copy waits for others to let go of the file: ten seconds in all.
const WAIT: Duration = Duration::from_millis(5);
const WAITS_MAX: u32 = 2_000;

/// Those of the products in the words of an index, so that no product is read.
pub(super) const COUNTS: &str = "
    SELECT (SELECT count(*) FROM products)
           - (SELECT count(*) FROM products WHERE source <> 'catalogue' AND source = 'deleted'),
           (SELECT count(*) FROM products) - (SELECT count(*) FROM products WHERE source <> 'catalogue'),
           count(*), coalesce(sum(line_count), 0), min(placed_at), max(placed_at),
           (SELECT count(*) FROM refunds), (SELECT count(*) FROM customers),
           (SELECT count(*) FROM events), (SELECT count(*) FROM links), (SELECT count(*) FROM bans),
           (SELECT count(*) FROM reviews)
    FROM orders";

pub(super) fn counts(connection: &Connection, path: &Path) -> Result<Counts, StoreError> {
    let counts = access::first_row(connection, COUNTS, [], |row| {
        let between = access::read_time_or_null(row, 4)?.zip(access::read_time_or_null(row, 5)?);
        Ok(Counts {
            products: row.get(0)?,
            catalogue_products: row.get(1)?,
            orders: row.get(2)?,
            order_lines: row.get(3)?,
            orders_between: between,
            refunds: row.get(6)?,
            customers: row.get(7)?,
            events: row.get(8)?,
            links: row.get(9)?,
            bans: row.get(10)?,
            reviews: row.get(11)?,
            bytes: std::fs::metadata(path)
                .map_err(|error| StoreError::io(path, &error))?
                .len(),
        })
    })?;
    Ok(counts.unwrap_or_default())
}

pub(super) fn integrity_check(connection: &Connection) -> Result<(), StoreError> {
    let first: Option<String> =
        access::first_row(connection, "PRAGMA integrity_check(1)", [], |row| Ok(row.get(0)?))?;
    match first.as_deref() {
        Some("ok") => Ok(()),
        Some(found) => Err(StoreError::Corrupt(found.to_owned())),
        None => Err(access::corrupt("structure")),
    }
}

/// Copies what `source` shows at this moment into the new file `target`.
pub(super) fn backup(source: &Connection, target: &Path) -> Result<(), StoreError> {
    if target.exists() {
        let message = format!(
            "'{}' exists already; name a new file for the backup",
            target.display()
        );
        return Err(StoreError::Conflict(message));
    }
    // Only a finished backup gets the name that was asked for.
    let partial = beside(target, "partial");
    remove_database(&partial)?;
    let written = write_backup(source, &partial)
        .and_then(|()| std::fs::rename(&partial, target).map_err(|error| StoreError::io(target, &error)));
    if written.is_err() {
        remove_database(&partial)?;
    }
    written.map_err(|error| error.at(target))
}

fn write_backup(source: &Connection, partial: &Path) -> Result<(), StoreError> {
    let mut copy = Connection::open(partial)?;
    copy_pages(source, &mut copy)?;
    // One file, to be moved and archived; write-ahead logging begins again when it is opened as a store.
    copy.pragma_update(None, "journal_mode", "delete")?;
    integrity_check(&copy)?;
    copy.close().map_err(|(_, error)| error)?;
    let file = std::fs::File::open(partial).map_err(|error| StoreError::io(partial, &error))?;
    file.sync_all().map_err(|error| StoreError::io(partial, &error))
}

fn copy_pages(source: &Connection, target: &mut Connection) -> Result<(), StoreError> {
    let backup = Backup::new(source, target)?;
    let mut waits = 0;
    loop {
        match backup.step(PAGES_PER_STEP)? {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            StepResult::Busy | StepResult::Locked if waits < WAITS_MAX => {
                waits += 1;
                std::thread::sleep(WAIT);
            }
            StepResult::Busy | StepResult::Locked => return Err(StoreError::Busy),
            _ => return Err(StoreError::Fault("an unknown answer to a backup step".to_owned())),
        }
    }
}

/// Makes the content of `live` that of the backup at `source`, all at once.
pub(super) fn restore(
    live: &mut Connection,
    live_path: &Path,
    state: &mut SessionState,
    source: &Path,
) -> Result<(), StoreError> {
    let staged = beside(live_path, "restoring");
    remove_database(&staged)?;
    let restored = stage(live, source, &staged).and_then(|()| {
        let staged = Connection::open(&staged)?;
        copy_pages(&staged, live)
    });
    // Whatever became of it, what was remembered may not be true any more.
    state.forget();
    remove_database(&staged)?;
    restored
}

/// Prepares, in a file beside the store, what it will be: checked, of this schema version, and marked as all changed.
fn stage(live: &Connection, source: &Path, staged: &Path) -> Result<(), StoreError> {
    if !source.exists() {
        return Err(StoreError::Missing(source.to_owned()));
    }
    copy_checked(source, staged).map_err(|error| error.at(source))?;
    let copy = connection::open_for_writing(staged, &SqliteOptions::default())?;
    mark_all_changed(live, &copy)?;
    copy.pragma_update(None, "journal_mode", "delete")?;
    Ok(())
}

fn copy_checked(source: &Path, staged: &Path) -> Result<(), StoreError> {
    let original = connection::open_for_reading(source, SqliteOptions::default().busy_timeout_ms)?;
    if connection::schema_version(&original, source)? == 0 {
        return Err(StoreError::NotAStore(source.to_owned()));
    }
    integrity_check(&original)?;
    copy_pages(&original, &mut Connection::open(staged)?)
}

/// Moves the copy's history past that of the live store, so that everyone who counts begins again: days that only
/// the live store has must be counted as empty.
fn mark_all_changed(live: &Connection, copy: &Connection) -> Result<(), StoreError> {
    let clock = |connection: &Connection| {
        connection.query_row("SELECT seq, generation FROM clock", [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })
    };
    let (live_clock, copy_clock) = (clock(live)?, clock(copy)?);
    let seq = live_clock.0.max(copy_clock.0) + 1;
    let transaction = copy.unchecked_transaction()?;
    copy.execute(
        "UPDATE clock SET seq = ?1, generation = ?2",
        (seq, live_clock.1.max(copy_clock.1) + 1),
    )?;
    for days in ["changed_days", "changed_event_days"] {
        let sql = format!("SELECT day FROM {days}");
        let live_days: Vec<i32> = access::collect_rows(live, &sql, [], |row| Ok(row.get(0)?))?;
        for day in live_days {
            copy.execute(&format!("INSERT OR IGNORE INTO {days} VALUES (?1, 0)"), [day])?;
        }
        copy.execute(&format!("UPDATE {days} SET seq = ?1"), [seq])?;
    }
    copy.execute("UPDATE products SET changed_seq = ?1", [seq])?;
    for topic in super::session::Topic::ALL {
        copy.execute(
            "REPLACE INTO changed_topics VALUES (?1, ?2)",
            (topic.as_str(), seq),
        )?;
    }
    transaction.commit()?;
    Ok(())
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

/// Removes a database file with its companions, if it is there.
fn remove_database(path: &Path) -> Result<(), StoreError> {
    for suffix in ["", "-wal", "-shm", "-journal"] {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        match std::fs::remove_file(Path::new(&name)) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(StoreError::io(path, &error));
            }
            _ => {}
        }
    }
    Ok(())
}
