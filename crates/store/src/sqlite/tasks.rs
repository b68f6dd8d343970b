//! Work that outlives its request.

use rusqlite::{Connection, Row, params};
use shop::Timestamp;

use super::{access, session::Session};
use crate::{StoreError, TaskRecord, TaskState};

impl Session<'_> {
    pub(super) fn put_task(&self, task: &TaskRecord) -> Result<(), StoreError> {
        let sql = "REPLACE INTO tasks (id, kind, state, created_at, finished_at, progress, error)
                   VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
        self.execute(
            sql,
            params![
                task.id,
                task.kind,
                task.state.as_str(),
                task.created_at.unix_ms(),
                task.finished_at.map(Timestamp::unix_ms),
                task.progress,
                task.error,
            ],
        )?;
        Ok(())
    }
}

const COLUMNS: &str = "SELECT id, kind, state, created_at, finished_at, progress, error FROM tasks";

pub(super) fn task(connection: &Connection, id: &str) -> Result<Option<TaskRecord>, StoreError> {
    access::first_row(connection, &format!("{COLUMNS} WHERE id = ?1"), [id], read_task)
}

pub(super) fn tasks(connection: &Connection, limit: usize) -> Result<Vec<TaskRecord>, StoreError> {
    let sql = format!("{COLUMNS} ORDER BY created_at DESC, id DESC LIMIT ?1");
    access::collect_rows(connection, &sql, [access::limit(limit)], read_task)
}

fn read_task(row: &Row<'_>) -> Result<TaskRecord, StoreError> {
    let state = access::read_word(row, 2, TaskState::parse)?;
    Ok(TaskRecord {
        id: row.get(0)?,
        kind: row.get(1)?,
        state: state.ok_or_else(|| access::corrupt("task state"))?,
        created_at: access::read_time(row, 3)?,
        finished_at: access::read_time_or_null(row, 4)?,
        progress: row.get(5)?,
        error: row.get(6)?,
    })
}
