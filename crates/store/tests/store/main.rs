//! What every store must do, run against each of them, and what only a file can get wrong.

// The helpers of a test fail it as the test itself would.
#![allow(clippy::unwrap_used)]

mod decision_log;
mod files;
mod fixtures;
mod imports;
mod suite;

use store::{SqliteOptions, SqliteStore, Store};

#[test]
fn sqlite_keeps_the_promises_of_a_store() {
    let folder = tempfile::tempdir().unwrap();
    let number = std::cell::Cell::new(0);
    suite::store_suite(|| {
        number.set(number.get() + 1);
        let path = folder.path().join(format!("shop{}.db", number.get()));
        Box::new(SqliteStore::open(path, &SqliteOptions::default()).unwrap()) as Box<dyn Store>
    });
}
