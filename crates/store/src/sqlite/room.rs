//! Giving back room: a file whose rows were forgotten becomes smaller, a little at a time.

use rusqlite::Connection;

use crate::StoreError;

/// Free pages that are kept for what comes next: a tenth of all, and never fewer than these (2 MiB).
const PAGES_KEPT_MIN: i64 = 256;
const SHARE_KEPT: i64 = 10;

/// Cuts free pages off the end of the file, at most so many; how many bytes it became smaller by. A file of an older
/// program keeps its free pages for what comes next, until it is written anew.
pub(super) fn give_back(connection: &Connection, pages_max: u32) -> Result<u64, StoreError> {
    let before = Pages::of(connection)?;
    let kept = PAGES_KEPT_MIN.max(before.all / SHARE_KEPT);
    let pages = (before.free - kept).clamp(0, i64::from(pages_max));
    if pages == 0 || !before.can_shrink {
        return Ok(0);
    }
    // Every row of this statement is a page that went.
    let mut shrink = connection.prepare(&format!("PRAGMA incremental_vacuum({pages})"))?;
    let mut rows = shrink.query([])?;
    while rows.next()?.is_some() {}
    drop(rows);
    drop(shrink);
    let after = Pages::of(connection)?;
    if after.free <= kept {
        // Without waiting for readers: where one is in the way a later checkpoint does it.
        checkpoint(connection, "PASSIVE")?;
    }
    Ok(before.bytes().saturating_sub(after.bytes()))
}

/// Writes the whole file anew: its size before and after.
pub(super) fn rewrite(connection: &Connection) -> Result<(u64, u64), StoreError> {
    let before = Pages::of(connection)?.bytes();
    connection.execute_batch("VACUUM")?;
    checkpoint(connection, "TRUNCATE")?;
    Ok((before, Pages::of(connection)?.bytes()))
}

/// Writes what was logged into the file: only then it becomes smaller itself.
fn checkpoint(connection: &Connection, mode: &str) -> Result<(), StoreError> {
    connection.query_row(&format!("PRAGMA wal_checkpoint({mode})"), [], |_| Ok(()))?;
    Ok(())
}

struct Pages {
    all: i64,
    free: i64,
    bytes_each: i64,
    /// Whether the file was made so that free pages can be cut off.
    can_shrink: bool,
}

/// How SQLite numbers the incremental kind of `auto_vacuum`.
const INCREMENTAL: i64 = 2;

impl Pages {
    fn bytes(&self) -> u64 {
        u64::try_from(self.all.saturating_mul(self.bytes_each)).unwrap_or(0)
    }

    fn of(connection: &Connection) -> Result<Self, StoreError> {
        let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
        Ok(Self {
            all: number("page_count")?,
            free: number("freelist_count")?,
            bytes_each: number("page_size")?,
            can_shrink: number("auto_vacuum")? == INCREMENTAL,
        })
    }
}
