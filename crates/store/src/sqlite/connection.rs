//! Opening the file: whose it is, how it is kept, and that it is not newer than this program.

use std::{path::Path, time::Duration};

use rusqlite::{Connection, OpenFlags};

use super::{Durability, SqliteOptions, migrations};
use crate::StoreError;

/// Tells SQLite's `file` magic that this is the store of a shop ("ALSD").
pub(super) const APPLICATION_ID: i32 = 0x414C_5344;
/// Larger pages than SQLite's 4 KiB: measured a fifth faster for packed orders.
const PAGE_BYTES: u64 = 8_192;

pub(super) fn open_for_writing(path: &Path, options: &SqliteOptions) -> Result<Connection, StoreError> {
    if !options.create && !path.exists() {
        return Err(StoreError::Missing(path.to_owned()));
    }
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    flags.set(OpenFlags::SQLITE_OPEN_CREATE, options.create);
    let mut connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_millis(u64::from(options.busy_timeout_ms)))?;
    // Before anything is written: a file that is not ours must not even change its journal mode.
    let version = schema_version(&connection, path)?;
    let durability = match options.durability {
        Durability::Full => "FULL",
        Durability::Normal => "NORMAL",
    };
    connection.pragma_update(None, "page_size", PAGE_BYTES)?;
    // Of a file that has tables already these two change nothing until it is written anew.
    connection.pragma_update(None, "auto_vacuum", "incremental")?;
    // What was deleted is overwritten: whoever is forgotten stands in no page that nothing needs any more.
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", durability)?;
    connection.pragma_update(None, "cache_size", -65_536)?; // KiB
    connection.pragma_update(None, "wal_autocheckpoint", 8_000)?; // pages, 64 MiB
    connection.pragma_update(None, "journal_size_limit", 256 * 1024 * 1024)?;
    connection.set_prepared_statement_cache_capacity(128);
    if let Some(bytes) = options.file_bytes_max {
        connection.pragma_update(None, "max_page_count", bytes.div_ceil(PAGE_BYTES).max(1))?;
    }
    if version != migrations::LATEST {
        migrations::migrate(&mut connection)?;
    }
    Ok(connection)
}

pub(super) fn open_for_reading(path: &Path, busy_timeout_ms: u32) -> Result<Connection, StoreError> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_millis(u64::from(busy_timeout_ms)))?;
    connection.pragma_update(None, "cache_size", -16_384)?; // KiB
    Ok(connection)
}

/// The schema version of the file, 0 for an empty one.
pub(super) fn schema_version(connection: &Connection, path: &Path) -> Result<i64, StoreError> {
    let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (application_id, version) = (number("application_id")?, number("user_version")?);
    let objects: i64 = connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    let is_empty = application_id == 0 && version == 0 && objects == 0;
    if application_id != i64::from(APPLICATION_ID) && !is_empty {
        return Err(StoreError::NotAStore(path.to_owned()));
    }
    if version > migrations::LATEST {
        return Err(StoreError::NewerSchema {
            found: version,
            known: migrations::LATEST,
        });
    }
    Ok(version)
}
