//! The ledger: what was shown, done and bought, summed up day by day from events, orders and the decision log, so
//! that a report reads a few small files instead of millions of rows.
//!
//! A day is summed up again whenever something of it changed: an event arrived, an order was refunded, a decision was
//! logged. What the decision log does not keep any more stays as it was summed up.

mod cut;
mod day;
mod decisions;
mod erase;
mod export;
mod files;
mod fold;
mod journey_tables;
mod raw_decisions;
mod retention;
mod table;
mod tables;

use std::{collections::BTreeSet, fs::File, time::Instant};

use shop::{Day, Timestamp};

pub use export::ExportedTable;
pub(crate) use files::{DayRows, LedgerFolder};
pub(crate) use table::Table;

use crate::{Engine, Error, reports::SummedUp};

/// Days summed up together: each run reads the log once.
const DAYS_AT_ONCE: usize = 7;

impl Engine {
    /// The ledger's folder.
    pub(crate) fn ledger(&self) -> LedgerFolder {
        LedgerFolder::new(self.inner.folder.ledger())
    }

    /// Sums up the days of which something changed; how many there were.
    ///
    /// # Errors
    /// [`Error`] where the shop's memory cannot be read or the ledger cannot be written.
    pub fn sum_up(&self, now: Timestamp) -> Result<usize, Error> {
        Ok(self.sum_up_timed(now)?.0)
    }

    /// As [`Self::sum_up`], and noted for the answers that pages ask for.
    pub(crate) fn sum_up_timed(&self, now: Timestamp) -> Result<(usize, SummedUp), Error> {
        let ledger = self.ledger();
        std::fs::create_dir_all(ledger.path()).map_err(Error::io(ledger.path()))?;
        let _one_at_a_time = locked(&ledger)?;
        let started = Instant::now();
        if let Some(log) = self.inner.log.get() {
            log.flush();
        }
        let mut progress = ledger.progress();
        let changes = self.inner.store.changes_since(progress.seq)?;
        let grown = decisions::grown(&self.inner.folder.decisions(), &progress.log)?;
        let tomorrow = Day(now.day().0 + 1);
        let changed = changes
            .event_days
            .iter()
            .chain(&changes.order_days)
            .chain(&grown.days);
        let mut days: BTreeSet<Day> = changed.copied().filter(|day| *day <= tomorrow).collect();
        if progress.seq == 0 {
            // A backup was restored, or the format is another one: also what nothing is known of any more is looked at.
            days.extend(ledger.days()?);
        }
        let days: Vec<Day> = days.into_iter().collect();
        let spans = grown.spans();
        for run in days.chunks(DAYS_AT_ONCE) {
            fold::sum_up(self, &ledger, run, &spans, self.events_from(now))?;
        }
        if !days.is_empty() || progress.seq != changes.seq || progress.log != grown.segments {
            (progress.seq, progress.log) = (changes.seq, grown.segments);
            ledger.note(progress)?;
        }
        self.forget_old(&ledger, now)?;
        let summed_up = SummedUp::new(now, changes.seq, started);
        self.inner.prepared.note(summed_up);
        Ok((days.len(), summed_up))
    }

    /// Waits until nobody is summing up or erasing.
    pub(crate) fn wait_for_ledger(&self) -> Result<(), Error> {
        locked(&self.ledger()).map(drop)
    }

    /// Whether nobody is summing up or erasing at the moment.
    pub(crate) fn ledger_is_at_rest(&self) -> bool {
        File::create(self.ledger().path().join("lock")).is_ok_and(|lock| lock.try_lock().is_ok())
    }

    /// Sums up a day whose rows cannot be read any more.
    pub(crate) fn sum_up_anew(&self, day: Day, now: Timestamp) -> Result<(), Error> {
        let ledger = self.ledger();
        let _one_at_a_time = locked(&ledger)?;
        tracing::warn!("what was summed up of {day} is damaged and summed up anew");
        ledger.forget(day)?;
        let grown = decisions::grown(&self.inner.folder.decisions(), &ledger.progress().log)?;
        let spans = grown.spans();
        fold::sum_up(self, &ledger, &[day], &spans, self.events_from(now))
    }
}

/// Keeps others from summing up while the file lives: of all processes one does so at a time, and the others see what
/// it wrote.
fn locked(ledger: &LedgerFolder) -> Result<File, Error> {
    let path = ledger.path().join("lock");
    let file = File::create(&path).map_err(Error::io(&path))?;
    file.lock().map_err(Error::io(&path))?;
    Ok(file)
}
