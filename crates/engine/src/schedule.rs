//! The built-in scheduler: notices new orders and products, builds, and swaps the snapshot in.

use std::time::{Duration, Instant};

use shop::Timestamp;

use crate::{Engine, Error};

/// A report sums up what is new by itself; this keeps it from having to sum up much.
const SUM_UP_EVERY: Duration = Duration::from_mins(10);
/// Arms that do harm are stopped within so long.
const WATCH_EVERY: Duration = Duration::from_hours(1);

/// Whether something that is done every so often is due; then it counts as done.
fn is_due(last: &mut Option<Instant>, every: Duration, now: Instant) -> bool {
    let is_due = last.is_none_or(|last| now.duration_since(last) >= every);
    if is_due {
        *last = Some(now);
    }
    is_due
}

impl Engine {
    /// Starts looking for changes every [`crate::Settings::schedule_seconds`], and less often where builds are
    /// long. Ends when the engine closes.
    ///
    /// # Errors
    /// [`Error::Io`] where the system gives no thread.
    pub fn start_scheduler(&self, clock: fn() -> Timestamp) -> Result<(), Error> {
        self.start_looking(clock, true)
    }

    /// As [`Self::start_scheduler`], without building: what other processes build or write is taken over, what happened
    /// is summed up, and arms that do harm are stopped.
    ///
    /// # Errors
    /// [`Error::Io`] where the system gives no thread.
    pub fn start_watching(&self, clock: fn() -> Timestamp) -> Result<(), Error> {
        self.start_looking(clock, false)
    }

    fn start_looking(&self, clock: fn() -> Timestamp, builds: bool) -> Result<(), Error> {
        self.recall_visitors();
        self.start_preparing(clock)?;
        let engine = self.share();
        let shortest = Duration::from_secs(self.inner.settings.schedule_seconds);
        let work = move || {
            let mut pause = shortest;
            let (mut summed_up, mut watched) = (None, None);
            while engine.pause(pause) {
                let started = Instant::now();
                if let Err(error) = engine.look(builds, clock()) {
                    tracing::error!("scheduled build: {error}");
                }
                if is_due(&mut summed_up, SUM_UP_EVERY, started) {
                    match engine.sum_up(clock()) {
                        Ok(_) => engine.want_usual_reports(clock()),
                        Err(error) => tracing::error!("summing up what was shown and bought: {error}"),
                    }
                }
                if is_due(&mut watched, WATCH_EVERY, started)
                    && let Err(error) = engine.watch_experiments(clock())
                {
                    tracing::error!("watching the experiments: {error}");
                }
                // A shop whose builds are long spends at most a fifth of its time on them.
                pause = shortest.max(started.elapsed() * 4);
            }
        };
        self.spawn("scheduler", work)
    }

    /// One look: takes over what another process published or wrote, and builds where something changed and it may.
    fn look(&self, builds: bool, now: Timestamp) -> Result<(), Error> {
        if !self.keeps_decisions() && self.inner.take_log()? {
            tracing::info!("the decision log is free: decisions are kept from now on");
        }
        self.adopt_published()?;
        self.serve_without_what_was_undone()?;
        if self.inner.refresh_if_written()? {
            self.inner.keys.reload(&*self.inner.store)?;
            self.inner.reload_policies()?;
            self.inner.reload_texts()?;
            self.inner.reload_lexicons()?;
            self.inner.reload_reminders()?;
            self.inner.profiles.forget();
            self.inner
                .serving
                .refresh(&*self.inner.store, self.inner.currency())?;
        }
        // Also without a change: what was reserved of a budget may have become free.
        self.inner.reload_incentives(now)?;
        if !builds || self.builds_held() || !self.build_pending()? {
            return Ok(());
        }
        match self.build_unless_busy(now) {
            Ok(model) => tracing::info!("snapshot {} serves: {} orders", model.version, model.orders),
            Err(Error::Busy(_)) => {}
            Err(error) => return Err(error),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use shop::Placement;

    use super::*;
    use crate::{NewShop, OfferRequest, Settings};

    #[test]
    fn a_log_that_another_process_wrote_is_taken_over_once_it_is_free() {
        let folder = tempfile::tempdir().unwrap();
        let now = testkit::moment("2026-03-01T10:00").unwrap();
        let shop = NewShop {
            name: "Corner".to_owned(),
            currency: shop::Currency::new("EUR").unwrap(),
            locale: shop::Locale::english(),
        };
        let (first, _) = Engine::init(folder.path(), shop, now).unwrap();
        let second = Engine::open(folder.path(), Settings::default()).unwrap();
        assert!(first.keeps_decisions() && !second.keeps_decisions());
        let orders = testkit::Fixture::parse("order o1 2026-01-02 ann tv hdmi").orders;
        first.record_orders(orders, Vec::new()).unwrap();
        first.build(now, &|_| {}).unwrap();
        let ask = || {
            let answer = second.offers(&OfferRequest::new(Placement::Cart), now);
            second.decision_record(&answer.decision_id)
        };
        second.look(true, now).unwrap();
        assert!(ask().is_none());
        first.close();
        drop(first);
        second.look(true, now).unwrap();
        assert!(second.keeps_decisions());
        assert!(ask().is_some());
        second.close();
    }
}
