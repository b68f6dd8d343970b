//! A day's visits: `<day>.sessions` holds how many of the day's steps name a product that is not known yet, then the
//! packed visits.
//!
//! A visit is what one session did or, where events name no session, one visitor, until a pause. It belongs to the day
//! of its last step, and keeps of its steps those of that day and of the day before. What bots, the shop's own people
//! and trials did is no visit.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
    sync::Arc,
};

use recommend::{CustomerIndex, Customers, DaySessions, ProductIndex, Sessions, Step, StepKind};
use rustc_hash::FxHashMap;
use shop::{Day, Event, EventKind, ProductId, Timestamp};
use store::Store;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::{day_file, remove_if_there, words};
use crate::{Error, build::customer_hash, visitors::PAUSE_MS};

/// How the files of visits end.
pub const EXTENSION: &str = "sessions";
/// A visit that names its session may pause so long: shops end sessions by themselves, but not all of them do.
const NAMED_PAUSE_MS: i64 = 6 * 3_600_000;
/// Visits with more steps are crawlers or shop staff, and teach nothing.
const STEPS_MAX: usize = 500;
const HOUR_MS: i64 = 3_600_000;

/// What events are read with: the products and customers by their ids.
pub struct Known {
    products: FxHashMap<ProductId, ProductIndex>,
    customers: Customers,
}

impl Known {
    /// Reads them from the store.
    pub fn read(store: &dyn Store) -> Result<Self, Error> {
        let mut customers = Vec::new();
        store.scan_customers(&mut |number, customer| {
            customers.push((customer_hash(customer.id.as_str()), number));
        })?;
        Ok(Self {
            products: store.product_keys()?.into_iter().zip(0..).collect(),
            customers: Customers::new(customers),
        })
    }

    /// How many products there are.
    pub fn products(&self) -> usize {
        self.products.len()
    }
}

/// The days to be counted again where the events of `changed` did change: a visit may reach over midnight.
pub fn with_neighbours(changed: &BTreeSet<Day>) -> Vec<Day> {
    let around = changed.iter().flat_map(|day| (day.0 - 1..=day.0 + 1).map(Day));
    around.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Counts the visits of these days again; they are ascending, and their events are scanned in one go.
pub fn recount(folder: &Path, store: &dyn Store, known: &Known, days: &[Day]) -> Result<(), Error> {
    let (Some(&first), Some(&last)) = (days.first(), days.last()) else {
        return Ok(());
    };
    let mut grouping = Grouping::new(days);
    let mut failure = Ok(());
    let from = Day(first.0 - 1).start();
    let to = Day(last.0 + 1).start().plus_ms(NAMED_PAUSE_MS + 1);
    store.scan_events(from, to, &mut |event| {
        grouping.add(&event, known);
        if failure.is_ok() && grouping.has_complete_days() {
            failure = write_days(folder, grouping.take_complete_days());
        }
    })?;
    failure?;
    write_days(folder, grouping.finish())
}

fn write_days(folder: &Path, days: Vec<(Day, DayCount)>) -> Result<(), Error> {
    days.into_iter()
        .try_for_each(|(day, count)| count.write(&day_file(folder, day, EXTENSION)))
}

/// A day's visits and how many of its steps could not be read yet, or nothing where the file is damaged.
pub fn read(path: &Path, day: Day) -> Result<Option<(DaySessions, u32)>, Error> {
    let Some(mut words) = words::read(path)? else {
        return Ok(None);
    };
    let sessions = words.one().zip(Sessions::from_packed(words.rest()));
    Ok(sessions.map(|(unknown, sessions)| {
        let sessions = Arc::new(sessions);
        (DaySessions { day, sessions }, unknown)
    }))
}

/// A visit that goes on.
struct Visit {
    pause_ms: i64,
    last_ms: i64,
    customer: Option<CustomerIndex>,
    steps: Vec<(i64, Step)>,
}

#[derive(Default)]
struct DayCount {
    /// Steps that name a product nobody knows yet.
    unknown: u32,
    /// End in seconds since 1970, customer and steps.
    visits: Vec<(u32, Option<CustomerIndex>, Vec<Step>)>,
}

impl DayCount {
    fn write(mut self, path: &Path) -> Result<(), Error> {
        if self.unknown == 0 && self.visits.is_empty() {
            return remove_if_there(path);
        }
        self.visits.sort_unstable();
        let mut sessions = Sessions::default();
        for (ended_s, customer, steps) in &self.visits {
            sessions.push(*ended_s, *customer, steps);
        }
        words::write(path, &[&[self.unknown], sessions.packed()])
    }
}

/// Gathers events, which come by time, into visits.
struct Grouping {
    /// The days that are wanted and not complete yet.
    days: BTreeMap<Day, DayCount>,
    open: FxHashMap<u64, Visit>,
    now_ms: i64,
    swept_ms: i64,
}

impl Grouping {
    fn new(days: &[Day]) -> Self {
        Self {
            days: days.iter().map(|&day| (day, DayCount::default())).collect(),
            open: FxHashMap::default(),
            now_ms: i64::MIN,
            swept_ms: i64::MIN,
        }
    }

    fn add(&mut self, event: &Event, known: &Known) {
        self.now_ms = event.at.unix_ms();
        if !event.traffic.counts() {
            return;
        }
        let kind = match event.kind {
            EventKind::View => StepKind::View,
            EventKind::AddToCart => StepKind::AddToCart,
            EventKind::Purchase => StepKind::Purchase,
            _ => return,
        };
        let Some(id) = &event.product_id else { return };
        let Some(&product) = known.products.get(id) else {
            if let Some(day) = self.days.get_mut(&event.at.day()) {
                day.unknown = day.unknown.saturating_add(1);
            }
            return;
        };
        let (key, pause_ms) = match &event.session_id {
            Some(id) => (xxh3_64_with_seed(id.as_str().as_bytes(), 1), NAMED_PAUSE_MS),
            None => (
                xxh3_64_with_seed(event.visitor_id.as_str().as_bytes(), 2),
                PAUSE_MS,
            ),
        };
        let customer = event.customer_id.as_ref();
        let customer = customer.and_then(|id| known.customers.number(customer_hash(id.as_str())));
        if let Some(ended) = self.step(key, pause_ms, customer, Step { product, kind }) {
            self.close(ended);
        }
    }

    /// Adds a step to its visit; gives the visit of the same visitor that a pause ended, if there was one.
    fn step(
        &mut self,
        key: u64,
        pause_ms: i64,
        customer: Option<CustomerIndex>,
        step: Step,
    ) -> Option<Visit> {
        let now_ms = self.now_ms;
        let ended = match self.open.get(&key) {
            Some(visit) if now_ms - visit.last_ms > pause_ms => self.open.remove(&key),
            _ => None,
        };
        let visit = self.open.entry(key).or_insert_with(|| Visit {
            pause_ms,
            last_ms: now_ms,
            customer: None,
            steps: Vec::new(),
        });
        // What a crawler does all day need not be kept to know that it is one.
        if visit.steps.len() > 2 * STEPS_MAX {
            visit.steps.drain(..STEPS_MAX);
        }
        visit.steps.push((now_ms, step));
        visit.last_ms = now_ms;
        visit.customer = customer.or(visit.customer);
        ended
    }

    fn close(&mut self, visit: Visit) {
        let Some(end) = visit
            .steps
            .last()
            .and_then(|(ms, _)| Timestamp::from_unix_ms(*ms).ok())
        else {
            return;
        };
        let Some(day) = self.days.get_mut(&end.day()) else {
            return;
        };
        // However far the scan reached back, a day's file comes out the same.
        let from_ms = Day(end.day().0 - 1).start().unix_ms();
        let steps = visit.steps.iter().filter(|(ms, _)| *ms >= from_ms);
        let steps: Vec<Step> = steps.map(|(_, step)| *step).collect();
        if steps.len() <= STEPS_MAX {
            let ended_s = u32::try_from(end.unix_ms().max(0) / 1_000).unwrap_or(u32::MAX);
            day.visits.push((ended_s, visit.customer, steps));
        }
    }

    /// Ends the visits that paused too long, every hour, and tells whether days are complete by that.
    fn has_complete_days(&mut self) -> bool {
        if self.swept_ms.saturating_add(HOUR_MS) > self.now_ms {
            return false;
        }
        self.swept_ms = self.now_ms;
        let now_ms = self.now_ms;
        let ended = self
            .open
            .extract_if(|_, visit| now_ms - visit.last_ms > visit.pause_ms);
        for visit in ended.map(|(_, visit)| visit).collect::<Vec<_>>() {
            self.close(visit);
        }
        let first = self.days.first_key_value();
        first.is_some_and(|(day, _)| self.is_complete(*day))
    }

    /// Whether no visit that ended on this day can go on.
    fn is_complete(&self, day: Day) -> bool {
        Day(day.0 + 1).start().unix_ms() + NAMED_PAUSE_MS < self.now_ms
    }

    fn take_complete_days(&mut self) -> Vec<(Day, DayCount)> {
        let mut complete = Vec::new();
        while let Some((&day, _)) = self.days.first_key_value()
            && self.is_complete(day)
        {
            complete.extend(self.days.pop_first());
        }
        complete
    }

    fn finish(mut self) -> Vec<(Day, DayCount)> {
        for visit in std::mem::take(&mut self.open).into_values() {
            self.close(visit);
        }
        self.days.into_iter().collect()
    }
}
