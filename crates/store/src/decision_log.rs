//! The log of served decisions: appending costs a memory copy and never waits for a disk.
//!
//! A folder of numbered segments. A segment is a header with a random key, then records of length, checksum and
//! bytes, one after the other; so whatever a crash leaves is a sound beginning and a torn end that nobody reads:
//! after every opening a new segment begins. A background thread writes what was appended at least every 100 ms.
//! Where the disk does not keep up or is full, decisions are dropped and counted: serving goes on. A decision that was
//! made before is noted in a few bytes, as the earlier one given again.

mod back;
mod id;
mod record;
mod segment;
mod writer;

use std::{
    collections::VecDeque,
    fs::File,
    ops::ControlFlow,
    path::{Path, PathBuf},
    sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError, atomic::AtomicU64, atomic::Ordering},
    thread::JoinHandle,
};

pub use back::Logged;
pub use id::{DecisionId, DecisionIdError};
use record::{Entry, Record};
use segment::{HEADER_BYTES, Key};

use crate::StoreError;

/// How a decision log keeps what it is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DecisionLogOptions {
    /// A segment ends before it grows past this, in bytes; at most 4 GiB.
    pub segment_bytes_max: u32,
    /// How much is kept: as many bytes as so many full segments have. The oldest segments go first.
    pub retention_segments: usize,
    /// How much may wait in memory for the disk, in bytes; beyond this decisions are dropped.
    pub pending_bytes_max: usize,
}

impl Default for DecisionLogOptions {
    fn default() -> Self {
        Self {
            segment_bytes_max: 64 << 20,
            retention_segments: 64,
            pending_bytes_max: 32 << 20,
        }
    }
}

/// Bytes of one segment that belong at `start` in its file.
struct Chunk {
    segment: u32,
    key: Key,
    start: u32,
    bytes: Vec<u8>,
}

/// What appenders and the background thread share.
struct State {
    segment: u32,
    key: Key,
    /// Where the next record of the segment begins.
    offset: u32,
    /// Not yet written, oldest first.
    pending: VecDeque<Chunk>,
    pending_bytes: usize,
    /// Being written at this moment, still to be found here by readers.
    writing: Vec<Arc<Chunk>>,
    /// Somebody waits for the disk, or much is waiting for it.
    is_urgent: bool,
    is_closed: bool,
}

struct Shared {
    folder: PathBuf,
    options: DecisionLogOptions,
    state: Mutex<State>,
    wake: Condvar,
    dropped: AtomicU64,
}

/// An open decision log. One process at a time may have a folder open.
pub struct DecisionLog {
    shared: Arc<Shared>,
    thread: Mutex<Option<JoinHandle<()>>>,
    // Held until the log is dropped, so that a second process does not append to the same segment.
    _lock: File,
}

impl DecisionLog {
    /// Opens the log in `folder`, creating it where it is missing.
    ///
    /// # Errors
    /// [`StoreError::Busy`] where another process has it open; [`StoreError::ReadOnly`], [`StoreError::DiskFull`] or
    /// [`StoreError::Io`] where the folder cannot be used.
    pub fn open(folder: impl AsRef<Path>, options: DecisionLogOptions) -> Result<Self, StoreError> {
        let folder = folder.as_ref().to_owned();
        std::fs::create_dir_all(&folder).map_err(|error| StoreError::io(&folder, &error))?;
        let lock = segment::lock(&folder)?;
        // Always a new segment: a name given to a record that a crash lost must never come to mean another one.
        let last = segment::numbers(&folder)?.last().copied();
        let state = State::beginning(last.map_or(0, |number| number.saturating_add(1)))?;
        let shared = Arc::new(Shared {
            folder,
            options,
            state: Mutex::new(state),
            wake: Condvar::new(),
            dropped: AtomicU64::new(0),
        });
        let background = Arc::clone(&shared);
        let thread = std::thread::Builder::new()
            .name("decision-log".to_owned())
            .spawn(move || writer::write_until_closed(&background))
            .map_err(|error| StoreError::Fault(error.to_string()))?;
        Ok(Self {
            shared,
            thread: Mutex::new(Some(thread)),
            _lock: lock,
        })
    }

    /// Appends a record and names it. Where it had to be dropped, the name is one that reads as nothing.
    pub fn append(&self, bytes: &[u8]) -> DecisionId {
        // Hashing is done outside the lock: only copying the bytes is not.
        let entry = Entry::whole(bytes);
        let mut state = self.shared.lock();
        let offset = state.append(&entry, &self.shared.options);
        self.named(state, offset)
    }

    /// Appends the record of `base` again, its bytes from `position` on replaced by these: that takes some thirty bytes
    /// of its own. None where that record is not of the segment that is written now, as segments come and go whole:
    /// then all of it is to be appended. `base` must have been named by [`Self::append`].
    pub fn append_again(&self, base: &DecisionId, position: u32, bytes: &[u8]) -> Option<DecisionId> {
        let bytes = record::again(base.offset(), position, bytes);
        let entry = Entry::again(&bytes);
        let mut state = self.shared.lock();
        if !state.holds(base) || !state.has_space(&entry, &self.shared.options) {
            return None;
        }
        let offset = state.append(&entry, &self.shared.options);
        Some(self.named(state, offset))
    }

    /// The name of what was appended at an offset, or dropped.
    fn named(&self, mut state: MutexGuard<'_, State>, offset: Option<u32>) -> DecisionId {
        let (segment, key) = (state.segment, state.key);
        state.is_urgent |= state.pending_bytes >= writer::WAKE_BYTES;
        let is_urgent = state.is_urgent;
        drop(state);
        if is_urgent {
            self.shared.wake.notify_all();
        }
        match offset {
            Some(offset) => DecisionId::new(segment, offset, &key),
            None => {
                let number = self.shared.dropped.fetch_add(1, Ordering::Relaxed);
                DecisionId::dropped(segment, &key, number)
            }
        }
    }

    /// The record of an id: at once after it was appended, and until its segment is retired.
    ///
    /// # Errors
    /// [`StoreError::Io`] where its segment exists and cannot be read.
    pub fn read(&self, id: &DecisionId) -> Result<Option<Vec<u8>>, StoreError> {
        let here = self.shared.lock().read(id);
        let record = match here {
            Some(found) => found,
            None => segment::read(&self.shared.folder, id)?,
        };
        whole(record, |offset| {
            let here = self.shared.lock().record_at(id.segment(), offset);
            match here {
                Some((_, found)) => Ok(found),
                None => segment::read_at(&self.shared.folder, id.segment(), offset),
            }
        })
    }

    /// The record of an id in a log that another process may have open: nothing where it is not on disk yet.
    ///
    /// # Errors
    /// [`StoreError::Io`] where its segment exists and cannot be read.
    pub fn read_in(folder: impl AsRef<Path>, id: &DecisionId) -> Result<Option<Vec<u8>>, StoreError> {
        let folder = folder.as_ref();
        whole(segment::read(folder, id)?, |offset| {
            segment::read_at(folder, id.segment(), offset)
        })
    }

    /// Visits the records that are on disk, oldest first. Call [`Self::flush`] before, to have all of them.
    ///
    /// # Errors
    /// [`StoreError::Io`] where a segment cannot be read.
    pub fn scan(&self, visit: &mut dyn FnMut(DecisionId, &[u8])) -> Result<(), StoreError> {
        for number in segment::numbers(&self.shared.folder)? {
            segment::scan(&self.shared.folder, number, 0, visit)?;
        }
        Ok(())
    }

    /// The latest records on disk for which `wanted` says yes, at most `count`, the oldest of them first. The log may
    /// be open in another process.
    ///
    /// # Errors
    /// [`StoreError::Io`] where a segment cannot be read.
    pub fn latest_in(
        folder: impl AsRef<Path>,
        count: usize,
        wanted: &dyn Fn(&[u8]) -> bool,
    ) -> Result<Vec<Vec<u8>>, StoreError> {
        let folder = folder.as_ref();
        let mut latest: VecDeque<Vec<u8>> = VecDeque::new();
        for number in segment::numbers(folder)?.into_iter().rev() {
            let mut of_segment = VecDeque::new();
            segment::scan(folder, number, 0, &mut |_, record| {
                if wanted(record) {
                    of_segment.push_back(record.to_vec());
                    if of_segment.len() + latest.len() > count {
                        of_segment.pop_front();
                    }
                }
            })?;
            of_segment.append(&mut latest);
            latest = of_segment;
            if latest.len() >= count {
                break;
            }
        }
        Ok(latest.into())
    }

    /// Visits the records on disk, the latest first, until told to stop: those before the one of an id where it is
    /// given, else all. What lies before the last one visited is not read. The log may be open in another process.
    ///
    /// # Errors
    /// [`StoreError::Io`] where a segment cannot be read.
    pub fn scan_back_in(
        folder: impl AsRef<Path>,
        before: Option<&DecisionId>,
        visit: &mut dyn FnMut(&Logged, &[u8]) -> ControlFlow<()>,
    ) -> Result<(), StoreError> {
        back::scan(folder.as_ref(), before.map(|id| id.position()), visit)
    }

    /// The segments of a log that another process may have open, the oldest first, with their sizes in bytes.
    ///
    /// # Errors
    /// [`StoreError::Io`] where the folder cannot be read.
    pub fn segments_in(folder: impl AsRef<Path>) -> Result<Vec<(u32, u64)>, StoreError> {
        let folder = folder.as_ref();
        let numbers = segment::numbers(folder)?;
        let size = |number: u32| {
            Some((
                number,
                std::fs::metadata(segment::path(folder, number)).ok()?.len(),
            ))
        };
        Ok(numbers.into_iter().filter_map(size).collect())
    }

    /// Visits the records of a segment that are on disk, in their order: all of them from 0 on, or those that were
    /// written since an earlier visit ended at `from`. Where this one ended.
    ///
    /// # Errors
    /// [`StoreError::Io`] where it exists and cannot be read.
    pub fn scan_segment_in(
        folder: impl AsRef<Path>,
        segment: u32,
        from: u32,
        visit: &mut dyn FnMut(DecisionId, &[u8]),
    ) -> Result<u32, StoreError> {
        segment::scan(folder.as_ref(), segment, from, visit)
    }

    /// How many records were dropped since the log was opened, because the disk was full or too slow.
    pub fn dropped(&self) -> u64 {
        self.shared.dropped.load(Ordering::Relaxed)
    }

    /// Waits until everything appended so far was written or dropped.
    pub fn flush(&self) {
        let mut state = self.shared.lock();
        while !state.is_closed && (state.has_records() || !state.writing.is_empty()) {
            state.is_urgent = true;
            self.shared.wake.notify_all();
            state = self
                .shared
                .wake
                .wait(state)
                .unwrap_or_else(PoisonError::into_inner);
        }
    }

    /// Writes what is left and ends the background thread. Records appended afterwards are dropped.
    pub fn close(&self) {
        self.shared.lock().is_closed = true;
        self.shared.wake.notify_all();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // Its only duty was to write; a panic there must not become one here.
            drop(thread.join());
        }
    }
}

impl Drop for DecisionLog {
    fn drop(&mut self) {
        self.close();
    }
}

impl Shared {
    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl State {
    /// A segment of which nothing was written yet.
    fn beginning(segment: u32) -> Result<Self, StoreError> {
        let key = Key::random()?;
        let header = Chunk {
            segment,
            key,
            start: 0,
            bytes: key.header(),
        };
        Ok(Self {
            segment,
            key,
            offset: HEADER_BYTES,
            pending_bytes: header.bytes.len(),
            pending: VecDeque::from([header]),
            writing: Vec::new(),
            is_urgent: false,
            is_closed: false,
        })
    }

    /// Whether more waits than the header of a segment. That is written with its first record, so that a shop at rest
    /// leaves no empty segments.
    fn has_records(&self) -> bool {
        let beyond_header = |chunk: &Chunk| chunk.start > 0 || chunk.bytes.len() > HEADER_BYTES as usize;
        self.pending.iter().any(beyond_header)
    }

    /// Whether a record named by `id` is one of the segment that is written now.
    fn holds(&self, id: &DecisionId) -> bool {
        id.segment() == self.segment && (HEADER_BYTES..self.offset).contains(&id.offset())
    }

    /// Whether an entry goes into the segment that is written now.
    fn has_space(&self, entry: &Entry<'_>, options: &DecisionLogOptions) -> bool {
        let end = entry.size_bytes().and_then(|size| self.offset.checked_add(size));
        end.is_some_and(|end| end <= options.segment_bytes_max)
    }

    /// Queues a record; gives its offset in the current segment, or nothing where it had to be dropped.
    fn append(&mut self, entry: &Entry<'_>, options: &DecisionLogOptions) -> Option<u32> {
        let record_bytes = entry.size_bytes()?;
        let fits = record_bytes <= options.segment_bytes_max.saturating_sub(HEADER_BYTES);
        let has_room = self.pending_bytes + record_bytes as usize <= options.pending_bytes_max;
        if self.is_closed || !fits || !has_room {
            return None;
        }
        if !self.has_space(entry, options) {
            self.roll()?;
        }
        let start = self.offset;
        self.offset += record_bytes;
        self.pending_bytes += record_bytes as usize;
        entry.push_to(&mut self.chunk_at(start).bytes);
        Some(start)
    }

    /// The chunk that ends where the next record begins.
    fn chunk_at(&mut self, start: u32) -> &mut Chunk {
        let (segment, key) = (self.segment, self.key);
        if self.pending.back().is_none_or(|chunk| chunk.segment != segment) {
            self.pending.push_back(Chunk {
                segment,
                key,
                start,
                bytes: Vec::new(),
            });
        }
        self.pending
            .back_mut()
            .expect("a chunk was pushed where there was none")
    }

    /// Begins the next segment; `None` where there is no randomness or no number left.
    fn roll(&mut self) -> Option<()> {
        let mut next = Self::beginning(self.segment.checked_add(1)?).ok()?;
        self.pending.append(&mut next.pending);
        self.pending_bytes += next.pending_bytes;
        (self.segment, self.key, self.offset) = (next.segment, next.key, next.offset);
        Some(())
    }

    /// Looks for the record of an id among what is not on disk yet; `None` means: look there.
    fn read(&self, id: &DecisionId) -> Option<Option<Record>> {
        let (key, record) = self.record_at(id.segment(), id.offset())?;
        Some(record.filter(|_| *id == DecisionId::new(id.segment(), id.offset(), &key)))
    }

    /// The record that begins at an offset of a segment, with the segment's key, where that part is not on disk yet.
    fn record_at(&self, segment: u32, offset: u32) -> Option<(Key, Option<Record>)> {
        let chunks = self.pending.iter().chain(self.writing.iter().map(AsRef::as_ref));
        let place = |chunk: &Chunk| offset.checked_sub(chunk.start).map(|at| at as usize);
        let mut own = chunks.filter(|chunk| chunk.segment == segment);
        let chunk = own.find(|chunk| place(chunk).is_some_and(|at| at < chunk.bytes.len()))?;
        Some((chunk.key, record::record_at(&chunk.bytes, place(chunk)?)))
    }
}

/// The bytes of a record, for which an earlier one is read where it is that one given again.
fn whole(
    record: Option<Record>,
    earlier: impl FnOnce(u32) -> Result<Option<Record>, StoreError>,
) -> Result<Option<Vec<u8>>, StoreError> {
    match record {
        None => Ok(None),
        Some(Record::Whole(bytes)) => Ok(Some(bytes)),
        Some(Record::Again {
            base,
            position,
            bytes,
        }) => Ok(match earlier(base)? {
            Some(Record::Whole(base)) => record::replaced(base, position, &bytes),
            _ => None,
        }),
    }
}
