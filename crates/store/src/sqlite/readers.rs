//! A few read-only connections, handed from reader to reader.

use std::{
    path::PathBuf,
    sync::{Mutex, PoisonError},
};

use rusqlite::Connection;

use super::connection;
use crate::StoreError;

/// Idle connections beyond this are closed: each keeps up to 16 MiB of pages.
const IDLE_MAX: usize = 4;

pub(super) struct Readers {
    path: PathBuf,
    busy_timeout_ms: u32,
    idle: Mutex<Vec<Connection>>,
}

impl Readers {
    pub(super) fn new(path: PathBuf, busy_timeout_ms: u32) -> Self {
        Self {
            path,
            busy_timeout_ms,
            idle: Mutex::new(Vec::new()),
        }
    }

    /// Runs `read` in one read transaction, so that all it sees is of one moment.
    pub(super) fn read<T>(
        &self,
        read: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let connection = self.take().map_err(|error| error.at(&self.path))?;
        let result = in_transaction(&connection, read);
        // A connection that failed may be in any state; it is cheap to open another one.
        if result.is_ok() {
            self.give_back(connection);
        }
        result.map_err(|error| error.at(&self.path))
    }

    fn take(&self) -> Result<Connection, StoreError> {
        let idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
        idle.map_or_else(
            || connection::open_for_reading(&self.path, self.busy_timeout_ms),
            Ok,
        )
    }

    fn give_back(&self, connection: Connection) {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        if idle.len() < IDLE_MAX {
            idle.push(connection);
        }
    }

    pub(super) fn close(&self) {
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).clear();
    }
}

fn in_transaction<T>(
    connection: &Connection,
    read: impl FnOnce(&Connection) -> Result<T, StoreError>,
) -> Result<T, StoreError> {
    let transaction = connection.unchecked_transaction()?;
    let result = read(&transaction)?;
    transaction.finish()?;
    Ok(result)
}
