//! Group commit: one thread writes; whatever queued up while it was committing shares the next commit.

use std::{
    sync::{
        Mutex, PoisonError,
        mpsc::{Receiver, Sender, channel, sync_channel},
    },
    thread::JoinHandle,
};

use rusqlite::Connection;

use super::session::{Session, SessionState};
use crate::StoreError;

/// Most jobs of one commit: bounds how long the first of them waits for the last.
const GROUP_MAX: usize = 256;

/// Tells the caller its result, once it is known whether the commit was durable.
type Reply = Box<dyn FnOnce(Result<(), StoreError>) + Send>;
type GroupedJob = Box<dyn FnOnce(Result<&mut Session<'_>, StoreError>) -> Reply + Send>;
type LoneJob = Box<dyn FnOnce(&mut Connection, &mut SessionState) + Send>;

enum Job {
    /// Shares a transaction with others, in a savepoint of its own.
    Grouped(GroupedJob),
    /// Needs the connection without a transaction.
    Lone(LoneJob),
}

pub(super) struct Writer {
    queue: Mutex<Option<Sender<Job>>>,
    thread: Mutex<Option<JoinHandle<()>>>,
}

impl Writer {
    pub(super) fn start(connection: Connection) -> Result<Self, StoreError> {
        let (sender, receiver) = channel();
        let thread = std::thread::Builder::new()
            .name("store-writer".to_owned())
            .spawn(move || write_until_closed(connection, &receiver))
            .map_err(|error| StoreError::Fault(error.to_string()))?;
        Ok(Self {
            queue: Mutex::new(Some(sender)),
            thread: Mutex::new(Some(thread)),
        })
    }

    /// Does `work` in a savepoint of the next transaction and waits until that is durable.
    pub(super) fn submit<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Session<'_>) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = sync_channel(1);
        self.enqueue(Job::Grouped(Box::new(move |session| {
            let outcome = session.and_then(|session| session.in_savepoint(work));
            // A caller that is gone needs no answer; what it asked for is done all the same.
            Box::new(move |committed| drop(sender.send(committed.and(outcome))))
        })))?;
        receiver.recv().unwrap_or(Err(StoreError::Closed))
    }

    /// Does `work` on the connection itself, between transactions.
    pub(super) fn submit_alone<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Connection, &mut SessionState) -> Result<T, StoreError> + Send + 'static,
    ) -> Result<T, StoreError> {
        let (sender, receiver) = sync_channel(1);
        self.enqueue(Job::Lone(Box::new(move |connection, state| {
            drop(sender.send(work(connection, state)))
        })))?;
        receiver.recv().unwrap_or(Err(StoreError::Closed))
    }

    fn enqueue(&self, job: Job) -> Result<(), StoreError> {
        let queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        queue
            .as_ref()
            .and_then(|sender| sender.send(job).ok())
            .ok_or(StoreError::Closed)
    }

    /// Lets the thread finish what is queued and waits for it.
    pub(super) fn close(&self) {
        self.queue.lock().unwrap_or_else(PoisonError::into_inner).take();
        let thread = self.thread.lock().unwrap_or_else(PoisonError::into_inner).take();
        if let Some(thread) = thread {
            // A panic of the thread was already reported to whoever waited for it.
            drop(thread.join());
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
    }
}

fn write_until_closed(mut connection: Connection, queue: &Receiver<Job>) {
    let mut state = SessionState::default();
    while let Ok(first) = queue.recv() {
        let mut next = Some(first);
        let mut group = Vec::new();
        while let Some(job) = next {
            match job {
                Job::Grouped(job) => group.push(job),
                Job::Lone(job) => {
                    commit_group(&connection, &mut state, std::mem::take(&mut group));
                    job(&mut connection, &mut state);
                }
            }
            next = if group.len() < GROUP_MAX {
                queue.try_recv().ok()
            } else {
                None
            };
        }
        commit_group(&connection, &mut state, group);
    }
}

fn commit_group(connection: &Connection, state: &mut SessionState, jobs: Vec<GroupedJob>) {
    if jobs.is_empty() {
        return;
    }
    let (replies, committed) = match Session::begin(connection, state) {
        Ok(mut session) => {
            let replies: Vec<Reply> = jobs.into_iter().map(|job| job(Ok(&mut session))).collect();
            (replies, session.commit())
        }
        Err(error) => {
            let replies = jobs.into_iter().map(|job| job(Err(error.clone()))).collect();
            (replies, Ok(()))
        }
    };
    for reply in replies {
        reply(committed.clone());
    }
}
