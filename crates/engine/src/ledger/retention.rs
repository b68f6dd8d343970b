//! What is kept for how long: events one by one for a time, what was summed up of them for longer.

use shop::{Day, Timestamp};

use super::LedgerFolder;
use crate::{Engine, Error};

/// Events forgotten in one step, so that others write in between.
const EVENTS_AT_ONCE: usize = 20_000;
/// Steps of one summing up; the next goes on.
const STEPS_MAX: usize = 50;

impl Engine {
    /// Forgets what is older than the settings say. Called after everything was summed up.
    pub(super) fn forget_old(&self, ledger: &LedgerFolder, now: Timestamp) -> Result<(), Error> {
        let settings = &self.inner.settings;
        let oldest = |days: u32| Day(now.day().0.saturating_sub(days as i32));
        let events_from = oldest(settings.events_days_max).start();
        for _ in 0..STEPS_MAX {
            if self.inner.store.forget_events(events_from, EVENTS_AT_ONCE)? < EVENTS_AT_ONCE as u64 {
                break;
            }
        }
        let sums_from = oldest(settings.ledger_days_max);
        for day in ledger.days()?.into_iter().take_while(|day| *day < sums_from) {
            ledger.forget(day)?;
        }
        Ok(())
    }
}
