//! What is kept for how long: events one by one for a time, what was summed up of them for longer.

use shop::{Day, Timestamp};

use super::LedgerFolder;
use crate::{Engine, Error};

/// Events forgotten in one step, so that others write in between.
const EVENTS_AT_ONCE: usize = 20_000;
/// Pages given back in one step: 2 MiB, some milliseconds.
const PAGES_AT_ONCE: u32 = 256;
/// Steps of one summing up; the next goes on.
const STEPS_MAX: usize = 50;

/// The first of the latest so many days.
fn oldest(days: u32, now: Timestamp) -> Day {
    Day(now.day().0.saturating_sub(days as i32))
}

impl Engine {
    /// From which day on events are kept.
    pub(super) fn events_from(&self, now: Timestamp) -> Day {
        oldest(self.inner.settings.events_days_max, now)
    }

    /// What forgetting left free goes back to the disk, a little at a time: whoever wants to write waits for one step.
    fn give_back_room(&self) -> Result<(), Error> {
        for _ in 0..STEPS_MAX {
            if self.inner.store.give_back_room(PAGES_AT_ONCE)? == 0 {
                break;
            }
        }
        Ok(())
    }

    /// Forgets what is older than the settings say. Called after everything was summed up.
    pub(super) fn forget_old(&self, ledger: &LedgerFolder, now: Timestamp) -> Result<(), Error> {
        let events_from = self.events_from(now).start();
        for _ in 0..STEPS_MAX {
            if self.inner.store.forget_events(events_from, EVENTS_AT_ONCE)? < EVENTS_AT_ONCE as u64 {
                break;
            }
        }
        self.give_back_room()?;
        let sums_from = oldest(self.inner.settings.ledger_days_max, now);
        for day in ledger.days()?.into_iter().take_while(|day| *day < sums_from) {
            ledger.forget(day)?;
        }
        Ok(())
    }
}
