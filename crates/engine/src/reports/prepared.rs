//! Answers that are ready before they are asked for: a report of a large shop takes longer than a page may.
//!
//! An answer is kept with what it was made of. As long as that is the same it is given again; where something is new,
//! the one kept is shown with its time while a new one is made in the background. Where none is kept, somebody waits
//! a moment, which is enough for most shops, and is told to ask again after that. Where nobody makes answers in the
//! background (the command line, a library's user) a new one is made at once. Who was erased is in no answer that is
//! given after.

mod making;
mod summed_up;

use std::{
    collections::VecDeque,
    fs,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicBool, AtomicU64, Ordering},
    },
    time::{Duration, Instant, UNIX_EPOCH},
};

use measure::{journeys::Clock, reports::ExperimentReport};
use shop::{Day, Timestamp};
use xxhash_rust::xxh3::xxh3_64;

use store::Counts;

use super::{
    FIRST_ROWS_MAX, Journeys, JourneysQuery, MoversReport, Report, ReportQuery, Sales, SalesQuery, Trace,
    TraceAmount, TraceFilter, TraceOf, TraceQuery, VisitorSide,
    experiment::{ExperimentKey, PlanGround, PlanKey},
};
use crate::{Engine, Error, Experiment, ExperimentState, Status};
use making::UnderWay;
pub(crate) use summed_up::SummedUp;

/// Answers kept of each kind; past it those longest not asked for go.
const KEPT_MAX: usize = 24;
/// Answers that wait to be made.
const WANTED_MAX: usize = 32;
/// What is counted so quickly is counted whenever something is new.
const COUNTED_AT_ONCE_WITHIN: Duration = Duration::from_millis(30);
/// How often it is looked whether one is wanted.
const LOOK_EVERY: Duration = Duration::from_millis(500);
/// The times that pages usually ask for, in days up to today.
pub const USUAL_DAYS: [i32; 5] = [28, 7, 90, 365, 1];

/// An answer, and when it was made.
#[derive(Debug)]
pub struct Told<T> {
    /// The answer.
    pub answer: Arc<T>,
    /// When it was made.
    pub at: Timestamp,
    /// Whether something new is not in it yet.
    pub is_stale: bool,
}

/// What an answer was made of.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Ground {
    /// The change of the store.
    seq: u64,
    /// What the ledger says it has summed up.
    ledger: u64,
    people: People,
    hold_out: (f64, Timestamp),
    snapshot: u64,
}

/// Who was erased, by any process, and how often answers were thrown away here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct People {
    erased: u64,
    thrown_away: u64,
}

struct Kept<K, T> {
    key: K,
    ground: Ground,
    at: Timestamp,
    answer: Arc<T>,
}

/// Answers of one kind, the one asked for last at the end.
struct Shelf<K, T>(Mutex<Vec<Kept<K, T>>>);

impl<K, T> Default for Shelf<K, T> {
    fn default() -> Self {
        Self(Mutex::default())
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl<K: PartialEq, T> Shelf<K, T> {
    fn find(&self, key: &K) -> Option<(Ground, Told<T>)> {
        let mut kept = lock(&self.0);
        let at = kept.iter().position(|kept| kept.key == *key)?;
        let found = kept.remove(at);
        let told = Told {
            answer: Arc::clone(&found.answer),
            at: found.at,
            is_stale: false,
        };
        let ground = found.ground;
        kept.push(found);
        Some((ground, told))
    }

    fn put(&self, new: Kept<K, T>) {
        let mut kept = lock(&self.0);
        kept.retain(|kept| kept.key != new.key);
        if kept.len() >= KEPT_MAX {
            kept.remove(0);
        }
        kept.push(new);
    }
}

type ReportKey = (ReportQuery, Option<VisitorSide>);

/// An answer that somebody waits for.
#[derive(Debug, Clone, PartialEq)]
enum Wanted {
    Report(ReportKey),
    Trace(TraceQuery),
    Journeys(JourneysQuery),
    Sales(SalesQuery),
    Movers,
    Experiment(ExperimentKey),
    Plan(PlanKey),
    Counts,
}

/// How an answer is made.
#[derive(Debug, Clone, Copy)]
enum How {
    /// Of everything, unless the one that is kept is right.
    Anew,
    /// Of what was summed up so far.
    OfSummedUp,
}

/// How much there was of everything at a change of the store, and how long it took to count.
#[derive(Debug, Clone, Copy)]
struct Counted {
    seq: u64,
    counts: Counts,
    took: Duration,
}

/// Every answer that is kept.
#[derive(Default)]
pub(crate) struct Prepared {
    reports: Shelf<ReportKey, Report>,
    traces: Shelf<TraceQuery, Trace>,
    journeys: Shelf<JourneysQuery, Journeys>,
    sales: Shelf<SalesQuery, Sales>,
    movers: Shelf<(), MoversReport>,
    experiments: Shelf<ExperimentKey, ExperimentReport>,
    plans: Shelf<PlanKey, Option<PlanGround>>,
    counts: Mutex<Option<Counted>>,
    summed_up: Mutex<Option<SummedUp>>,
    thrown_away: AtomicU64,
    wanted: Mutex<VecDeque<Wanted>>,
    under_way: UnderWay,
    /// Whether a thread makes what is wanted.
    is_made: AtomicBool,
}

impl Prepared {
    /// Throws every answer away; those under way are not kept either.
    pub fn forget(&self) {
        self.thrown_away.fetch_add(1, Ordering::SeqCst);
        lock(&self.reports.0).clear();
        lock(&self.traces.0).clear();
        lock(&self.journeys.0).clear();
        lock(&self.sales.0).clear();
        lock(&self.movers.0).clear();
        lock(&self.experiments.0).clear();
        lock(&self.plans.0).clear();
        *lock(&self.counts) = None;
        *lock(&self.summed_up) = None;
    }

    /// Notes that the ledger was summed up.
    pub fn note(&self, summed_up: SummedUp) {
        *lock(&self.summed_up) = Some(summed_up);
    }

    fn want(&self, wanted: Wanted) {
        let mut all = lock(&self.wanted);
        if all.len() < WANTED_MAX && !all.contains(&wanted) {
            all.push_back(wanted);
        }
    }
}

/// Reports that may have been made before they were asked for.
impl Engine {
    /// As [`Engine::report`] and [`Engine::report_by`], without waiting where an answer was made before.
    ///
    /// # Errors
    /// As [`Engine::report`].
    pub fn prepared_report(
        &self,
        query: ReportQuery,
        side: Option<VisitorSide>,
        now: Timestamp,
    ) -> Result<Told<Report>, Error> {
        let key = (query, side);
        self.prepared(
            &self.inner.prepared.reports,
            Wanted::Report(key),
            key,
            now,
            || self.settled_report(key, now),
        )
    }

    /// As [`Engine::trace`], without waiting where an answer was made before.
    ///
    /// # Errors
    /// As [`Engine::trace`].
    pub fn prepared_trace(&self, query: &TraceQuery, now: Timestamp) -> Result<Told<Trace>, Error> {
        let wanted = Wanted::Trace(query.clone());
        self.prepared(&self.inner.prepared.traces, wanted, query.clone(), now, || {
            self.trace_as_summed_up(query, now)
        })
    }

    /// As [`Engine::journeys`], without waiting where an answer was made before.
    ///
    /// # Errors
    /// As [`Engine::journeys`].
    pub fn prepared_journeys(&self, query: &JourneysQuery, now: Timestamp) -> Result<Told<Journeys>, Error> {
        let wanted = Wanted::Journeys(query.clone());
        self.prepared(&self.inner.prepared.journeys, wanted, query.clone(), now, || {
            self.journeys_as_summed_up(query, now)
        })
    }

    /// As [`Engine::sales`], without waiting where an answer was made before.
    ///
    /// # Errors
    /// As [`Engine::sales`].
    pub fn prepared_sales(&self, query: &SalesQuery, now: Timestamp) -> Result<Told<Sales>, Error> {
        let wanted = Wanted::Sales(query.clone());
        self.prepared(&self.inner.prepared.sales, wanted, query.clone(), now, || {
            self.sales_as_summed_up(query, now)
        })
    }

    /// As [`Engine::movers`], without waiting where an answer was made before.
    ///
    /// # Errors
    /// As [`Engine::movers`].
    pub fn prepared_movers(&self, now: Timestamp) -> Result<Told<MoversReport>, Error> {
        self.prepared(&self.inner.prepared.movers, Wanted::Movers, (), now, || {
            self.movers_as_summed_up(now)
        })
    }

    /// An experiment and what it says, as [`Engine::experiment_view`], without waiting where it was said before.
    /// Nothing is said of one that has not begun.
    ///
    /// # Errors
    /// As [`Engine::experiment_view`].
    pub fn prepared_experiment(
        &self,
        id: &str,
        now: Timestamp,
    ) -> Result<(Experiment, Option<Told<ExperimentReport>>), Error> {
        let experiment = self.experiment(id)?;
        let Some(key) = ExperimentKey::of(id, &experiment) else {
            return Ok((experiment, None));
        };
        let prepared = &self.inner.prepared;
        let judge = || self.judged(&key, &experiment, now);
        let told = match prepared.is_made.load(Ordering::SeqCst) {
            true => {
                let wanted = Wanted::Experiment(key.clone());
                self.prepared(&prepared.experiments, wanted, key.clone(), now, judge)?
            }
            // Who was let in stands in the decision log, which changes without the store: who asks for it here and now
            // is told how it is here and now.
            false => {
                self.sum_up(now)?;
                Told {
                    answer: Arc::new(judge()?),
                    at: now,
                    is_stale: false,
                }
            }
        };
        Ok((experiment, Some(told)))
    }

    /// What an experiment would be planned by.
    pub(super) fn prepared_plan(
        &self,
        key: PlanKey,
        now: Timestamp,
    ) -> Result<Arc<Option<PlanGround>>, Error> {
        let wanted = Wanted::Plan(key.clone());
        let told = self.prepared(&self.inner.prepared.plans, wanted, key.clone(), now, || {
            self.plan_ground(&key, now)
        })?;
        Ok(told.answer)
    }

    /// As [`Engine::status`], without waiting where there is much to count: ten million events take longer than a page
    /// may. Where the server makes answers in the background, a large shop's products, orders and events are those of a
    /// few seconds before.
    ///
    /// # Errors
    /// As [`Engine::status`].
    pub fn prepared_status(&self) -> Result<Status, Error> {
        let prepared = &self.inner.prepared;
        let kept = *lock(&prepared.counts);
        let counts = match kept {
            Some(kept) if kept.seq == self.seq()? => kept.counts,
            Some(kept) if kept.took > COUNTED_AT_ONCE_WITHIN && prepared.is_made.load(Ordering::SeqCst) => {
                prepared.want(Wanted::Counts);
                kept.counts
            }
            _ => self.count()?,
        };
        self.status_with(counts)
    }

    /// Counts what there is of everything, and keeps that.
    fn count(&self) -> Result<Counts, Error> {
        let (seq, started) = (self.seq()?, Instant::now());
        let counts = self.inner.store.counts()?;
        let took = started.elapsed();
        *lock(&self.inner.prepared.counts) = Some(Counted { seq, counts, took });
        Ok(counts)
    }

    /// The report without its visitors one by one: a page tells of them together.
    fn settled_report(&self, (query, side): ReportKey, now: Timestamp) -> Result<Report, Error> {
        let mut report = self.report_as_summed_up(query, side, now)?;
        report.summary.forget_visitors();
        Ok(report)
    }

    fn prepared<K: PartialEq, T>(
        &self,
        shelf: &Shelf<K, T>,
        wanted: Wanted,
        key: K,
        now: Timestamp,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<Told<T>, Error> {
        let is_made = self.inner.prepared.is_made.load(Ordering::SeqCst);
        if let Some((ground, told)) = shelf.find(&key) {
            let latest = self.ground()?;
            if latest == ground {
                return Ok(told);
            }
            if latest.people == ground.people && is_made {
                self.inner.prepared.want(wanted);
                return Ok(Told {
                    is_stale: true,
                    ..told
                });
            }
        }
        // A shop that was never summed up has nothing to show meanwhile.
        match is_made && self.summed_up_at().is_some() {
            true => {
                self.inner.prepared.want(wanted.clone());
                // What is planned by is asked for by a form, which cannot be sent again by itself.
                if !matches!(wanted, Wanted::Plan(_)) {
                    if !self.is_made_soon(&wanted, now) {
                        return Err(Error::BeingMade);
                    }
                    if let Some((_, told)) = shelf.find(&key) {
                        let is_stale = true;
                        return Ok(Told { is_stale, ..told });
                    }
                }
                // It could not be made, which is told here, or not be kept.
                self.make_of_summed_up(shelf, key, now, make)
            }
            false => self.make(shelf, key, now, make),
        }
    }

    /// When the ledger was summed up last.
    fn summed_up_at(&self) -> Option<Timestamp> {
        let written = fs::metadata(self.ledger().path().join("state.json")).ok()?;
        let since = written.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
        Timestamp::from_unix_ms(i64::try_from(since.as_millis()).ok()?).ok()
    }

    /// Makes an answer and keeps it.
    fn make<K: PartialEq, T>(
        &self,
        shelf: &Shelf<K, T>,
        key: K,
        now: Timestamp,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<Told<T>, Error> {
        // Whoever erases somebody holds the ledger until it is done; that is waited for. What changes from here on
        // makes the answer stale, and an erasure keeps it from being kept.
        let SummedUp { at, seq, .. } = self.summed_up_for_answers(now)?;
        let ground = Ground {
            seq,
            ..self.ground()?
        };
        let answer = Arc::new(make()?);
        if self.people() == ground.people {
            shelf.put(Kept {
                key,
                ground,
                at,
                answer: Arc::clone(&answer),
            });
        }
        Ok(Told {
            answer,
            at,
            is_stale: false,
        })
    }

    /// The latest change of the store.
    fn seq(&self) -> Result<u64, Error> {
        Ok(self.inner.store.changes_since(u64::MAX)?.seq)
    }

    /// What an answer would be made of now.
    fn ground(&self) -> Result<Ground, Error> {
        let share = self.hold_out()?;
        let snapshot = self.inner.serving.snapshot();
        Ok(Ground {
            seq: self.seq()?,
            ledger: self.mark_of("state.json"),
            people: self.people(),
            hold_out: (share.percent, share.since),
            snapshot: snapshot.map_or(0, |snapshot| snapshot.manifest.version),
        })
    }

    fn people(&self) -> People {
        People {
            erased: self.mark_of("erased.json"),
            thrown_away: self.inner.prepared.thrown_away.load(Ordering::SeqCst),
        }
    }

    /// What tells one state of a small file of the ledger from another.
    fn mark_of(&self, file: &str) -> u64 {
        xxh3_64(&fs::read(self.ledger().path().join(file)).unwrap_or_default())
    }
}

/// Making answers in the background.
impl Engine {
    /// Starts making what pages want and what they usually ask for. Ends when the engine closes.
    pub(crate) fn start_preparing(&self, clock: fn() -> Timestamp) -> Result<(), Error> {
        let engine = self.share();
        self.spawn("reports", move || {
            engine.inner.prepared.is_made.store(true, Ordering::SeqCst);
            engine.inner.prepared.want(Wanted::Counts);
            // What most people open first. A shop that was never summed up is not made to wait for that here.
            if engine.summed_up_at().is_some() {
                engine.want_reports_of(USUAL_DAYS[0], clock());
            }
            while engine.pause(LOOK_EVERY) {
                engine.prepare_wanted(clock);
            }
        })
    }

    /// Has the reports made that pages usually ask for.
    pub(crate) fn want_usual_reports(&self, now: Timestamp) {
        if !self.inner.prepared.is_made.load(Ordering::SeqCst) {
            return;
        }
        for days in USUAL_DAYS {
            self.want_reports_of(days, now);
        }
        if let Ok(report) = ReportQuery::new(Some(Day(now.day().0 - USUAL_DAYS[0] + 1)), Some(now.day()), now)
        {
            self.inner.prepared.want(Wanted::Trace(TraceQuery {
                report,
                of: TraceOf::Credited(TraceAmount::Revenue),
                metric: None,
                filter: TraceFilter::default(),
                limit: FIRST_ROWS_MAX,
            }));
        }
        self.inner.prepared.want(Wanted::Movers);
        for (id, experiment) in self.experiments().unwrap_or_default() {
            let is_running = experiment.state == ExperimentState::Running;
            if let Some(key) = ExperimentKey::of(&id, &experiment).filter(|_| is_running) {
                self.inner.prepared.want(Wanted::Experiment(key));
            }
        }
    }

    /// Has the report and the journeys of the latest days made.
    fn want_reports_of(&self, days: i32, now: Timestamp) {
        let to = now.day();
        let Ok(report) = ReportQuery::new(Some(Day(to.0 - days + 1)), Some(to), now) else {
            return;
        };
        self.inner.prepared.want(Wanted::Report((report, None)));
        self.inner.prepared.want(Wanted::Journeys(JourneysQuery {
            report,
            clock: Clock::default(),
            customer: None,
        }));
    }

    fn prepare_wanted(&self, clock: fn() -> Timestamp) {
        // The lock is not held while an answer is made.
        let next = || lock(&self.inner.prepared.wanted).pop_front();
        while let Some(wanted) = next() {
            if self.inner.is_closing() {
                return;
            }
            if let Err(error) = self.prepare(wanted, clock(), How::Anew) {
                tracing::error!("preparing a report: {error}");
            }
        }
    }

    /// Makes an answer and keeps it.
    fn prepare(&self, wanted: Wanted, now: Timestamp, how: How) -> Result<(), Error> {
        let prepared = &self.inner.prepared;
        match wanted {
            Wanted::Report(key) => {
                self.fill(how, &prepared.reports, key, now, || self.settled_report(key, now))
            }
            Wanted::Trace(query) => self.fill(how, &prepared.traces, query.clone(), now, || {
                self.trace_as_summed_up(&query, now)
            }),
            Wanted::Journeys(query) => self.fill(how, &prepared.journeys, query.clone(), now, || {
                self.journeys_as_summed_up(&query, now)
            }),
            Wanted::Sales(query) => self.fill(how, &prepared.sales, query.clone(), now, || {
                self.sales_as_summed_up(&query, now)
            }),
            Wanted::Movers => self.fill(how, &prepared.movers, (), now, || self.movers_as_summed_up(now)),
            Wanted::Experiment(key) => {
                let experiment = self.experiment(&key.id)?;
                self.fill(how, &prepared.experiments, key.clone(), now, || {
                    self.judged(&key, &experiment, now)
                })
            }
            Wanted::Plan(key) => self.fill(how, &prepared.plans, key.clone(), now, || {
                self.plan_ground(&key, now)
            }),
            Wanted::Counts => self.count().map(drop),
        }
    }

    fn fill<K: PartialEq, T>(
        &self,
        how: How,
        shelf: &Shelf<K, T>,
        key: K,
        now: Timestamp,
        make: impl FnOnce() -> Result<T, Error>,
    ) -> Result<(), Error> {
        match how {
            How::OfSummedUp => self.make_of_summed_up(shelf, key, now, make).map(drop),
            How::Anew => match shelf.find(&key) {
                Some((ground, _)) if self.ground()? == ground => Ok(()),
                _ => self.make(shelf, key, now, make).map(drop),
            },
        }
    }
}

#[cfg(test)]
mod tests;
