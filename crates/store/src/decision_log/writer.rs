//! The background thread: takes what was appended and writes it.

use std::{
    fs::{File, OpenOptions},
    io::Write,
    sync::{Arc, PoisonError, atomic::Ordering},
    time::Duration,
};

use super::{Chunk, Shared, record, segment};
use crate::StoreError;

/// The longest a record waits for being written.
const INTERVAL: Duration = Duration::from_millis(100);
/// So much waiting wakes the thread before its time.
pub(super) const WAKE_BYTES: usize = 1 << 20;

/// The segment that is written at the moment.
struct Target {
    segment: u32,
    file: File,
    bytes: u64,
}

pub(super) fn write_until_closed(shared: &Shared) {
    let mut target = None;
    loop {
        let (chunks, is_closed) = wait_for_chunks(shared);
        let mut failed: Option<u32> = None;
        for chunk in &chunks {
            if failed == Some(chunk.segment) || write(shared, &mut target, chunk).is_err() {
                target = None;
                failed = Some(chunk.segment);
                count_dropped(shared, chunk);
            }
        }
        settle(shared, failed);
        if is_closed {
            return;
        }
    }
}

/// Waits for the next round and takes what there is; also whether the log was closed, which makes it the last round.
fn wait_for_chunks(shared: &Shared) -> (Vec<Arc<Chunk>>, bool) {
    let mut state = shared.lock();
    if !state.is_closed && !state.is_urgent {
        let waited = shared
            .wake
            .wait_timeout(state, INTERVAL)
            .unwrap_or_else(PoisonError::into_inner);
        state = waited.0;
    }
    state.is_urgent = false;
    if state.has_records() {
        state.writing = std::mem::take(&mut state.pending)
            .into_iter()
            .map(Arc::new)
            .collect();
    }
    (state.writing.clone(), state.is_closed)
}

fn write(shared: &Shared, target: &mut Option<Target>, chunk: &Chunk) -> Result<(), StoreError> {
    let path = segment::path(&shared.folder, chunk.segment);
    let io = |error: std::io::Error| StoreError::io(&path, &error);
    if target.as_ref().is_none_or(|open| open.segment != chunk.segment) {
        let file = OpenOptions::new()
            .append(true)
            .create(true)
            .open(&path)
            .map_err(io)?;
        *target = Some(Target {
            segment: chunk.segment,
            file,
            bytes: u64::from(chunk.start),
        });
        retire(shared)?;
    }
    let Some(open) = target.as_mut() else {
        return Ok(());
    };
    let written = open.file.write_all(&chunk.bytes);
    match written {
        Ok(()) => open.bytes += chunk.bytes.len() as u64,
        // What was written of it must not stand in the way of a scan.
        Err(_) if open.bytes > 0 => open.file.set_len(open.bytes).map_err(io)?,
        Err(_) => std::fs::remove_file(&path).map_err(io)?,
    }
    written.map_err(io)
}

/// Removes the oldest segments beyond what is kept; never the one that is being written.
fn retire(shared: &Shared) -> Result<(), StoreError> {
    let options = &shared.options;
    let kept_bytes_max = u64::from(options.segment_bytes_max) * options.retention_segments as u64;
    let mut kept_bytes = 0;
    for number in segment::numbers(&shared.folder)?.into_iter().rev().skip(1) {
        let path = segment::path(&shared.folder, number);
        let io = |error: std::io::Error| StoreError::io(&path, &error);
        kept_bytes += std::fs::metadata(&path).map_err(io)?.len();
        // The segment that begins now will be full one day.
        if kept_bytes + u64::from(options.segment_bytes_max) > kept_bytes_max {
            std::fs::remove_file(&path).map_err(io)?;
        }
    }
    Ok(())
}

fn count_dropped(shared: &Shared, chunk: &Chunk) {
    let header = if chunk.start == 0 {
        segment::HEADER_BYTES as usize
    } else {
        0
    };
    let records = record::count_records(&chunk.bytes[header.min(chunk.bytes.len())..]);
    shared.dropped.fetch_add(records, Ordering::Relaxed);
}

/// What was taken is on disk or dropped. A segment that could not be written gets nothing more: what follows a gap
/// could not be found again.
fn settle(shared: &Shared, failed: Option<u32>) {
    let mut state = shared.lock();
    let done: usize = state.writing.iter().map(|chunk| chunk.bytes.len()).sum();
    state.writing.clear();
    state.pending_bytes = state.pending_bytes.saturating_sub(done);
    if let Some(segment) = failed {
        let pending = std::mem::take(&mut state.pending);
        let (lost, kept): (Vec<Chunk>, Vec<Chunk>) =
            pending.into_iter().partition(|chunk| chunk.segment == segment);
        state.pending = kept.into();
        for chunk in &lost {
            count_dropped(shared, chunk);
            state.pending_bytes = state.pending_bytes.saturating_sub(chunk.bytes.len());
        }
        // Where not even that is possible, appending fails from now on, which counts as dropped.
        if state.segment == segment && state.roll().is_none() {
            state.is_closed = true;
        }
    }
    drop(state);
    shared.wake.notify_all();
}
