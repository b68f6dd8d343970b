//! The first rows behind each figure of a report, picked up while the report is made: a page that shows them need not
//! go through a quarter of rows again. [`Engine::trace`](crate::Engine::trace) gives all of them.

use measure::{
    ledger::{Cell, Deed, Line, Touch},
    reports::DayOrders,
};
use rustc_hash::FxHashMap;
use shop::{Day, Placement, ProductId};

use super::{
    ReportQuery,
    load::Loaded,
    trace::{Trace, TraceOf, TraceQuery, TraceRow, line_row, touch_row},
};
use crate::{Engine, Error};

/// Rows kept of each part of a figure; a page shows as many.
pub const FIRST_ROWS_MAX: usize = 100;
/// What was only seen is by far the most, and is not held in memory: a page reads it from so many days at most.
const DAYS_READ_MAX: usize = 4;

/// Rows of one figure that share where their offer was and whose word weighed most in it.
#[derive(Debug)]
struct Part {
    of: TraceOf,
    /// None of lines that no offer is credited with.
    offer: Option<(Placement, String)>,
    count: u64,
    revenue_minor: i64,
    /// The first of them, each with its place among all rows of the figure.
    rows: Vec<(u64, TraceRow)>,
}

/// How often something was done with offers on a day that were seen in one place.
#[derive(Debug)]
struct Seen {
    day: Day,
    placement: Placement,
    recommender: String,
    sums: [u64; 5],
}

/// The first rows behind the figures of a report.
#[derive(Debug, Default)]
pub(crate) struct FirstRows {
    parts: Vec<Part>,
    seen: Vec<Seen>,
}

type Key<'a> = (TraceOf, Option<(Placement, &'a str)>);

/// Picks rows up in the order in which they come.
struct Picking<'a> {
    ids: &'a [ProductId],
    places: FxHashMap<Key<'a>, usize>,
    parts: Vec<Part>,
    next: u64,
}

impl<'a> Picking<'a> {
    fn add(
        &mut self,
        of: TraceOf,
        touch: Option<&'a Touch>,
        revenue_minor: i64,
        row: impl FnOnce() -> TraceRow,
    ) {
        let offer = touch.map(|touch| (touch.placement, touch.recommender.as_str()));
        let parts = &mut self.parts;
        let place = *self.places.entry((of, offer)).or_insert_with(|| {
            parts.push(Part {
                of,
                offer: offer.map(|(placement, recommender)| (placement, recommender.to_owned())),
                count: 0,
                revenue_minor: 0,
                rows: Vec::new(),
            });
            parts.len() - 1
        });
        let part = &mut parts[place];
        part.count += 1;
        part.revenue_minor = part.revenue_minor.saturating_add(revenue_minor);
        if part.rows.len() < FIRST_ROWS_MAX {
            part.rows.push((self.next, row()));
        }
        self.next += 1;
    }

    fn add_line(&mut self, line: &Line, touch: Option<&'a Touch>) {
        let ids = self.ids;
        self.add(TraceOf::Revenue, touch, line.net_minor(), || {
            line_row(line, touch, ids)
        });
    }

    fn add_touch(&mut self, touch: &'a Touch) {
        let ids = self.ids;
        self.add(TraceOf::Deed(touch.deed), Some(touch), 0, || {
            touch_row(touch, ids)
        });
    }
}

impl FirstRows {
    /// Of the days of a report.
    pub fn of(query: &ReportQuery, loaded: &Loaded, orders: &[DayOrders<'_>], ids: &[ProductId]) -> Self {
        let asked = query.from..=query.to;
        let mut picking = Picking {
            ids,
            places: FxHashMap::default(),
            parts: Vec::new(),
            next: 0,
        };
        for own in orders.iter().filter(|own| asked.contains(&own.day)) {
            for (line, touch) in own.lines.iter().filter(|(line, _)| !line.is_fee) {
                picking.add_line(line, *touch);
            }
        }
        let mut seen = Vec::new();
        for (day, rows) in loaded.days.iter().filter(|(day, _)| asked.contains(day)) {
            rows.touches.iter().for_each(|touch| picking.add_touch(touch));
            seen.extend(rows.cells.iter().map(|cell| seen_of(*day, cell)));
        }
        Self {
            parts: picking.parts,
            seen,
        }
    }

    /// The first rows behind a figure, all of them counted. Nothing where they have to be read, see [`is_read`].
    fn trace(&self, query: &TraceQuery) -> Trace {
        let of = match query.of {
            TraceOf::Credited => TraceOf::Revenue,
            of => of,
        };
        let is_wanted = |part: &&Part| {
            part.of == of
                && match &part.offer {
                    Some((placement, recommender)) => query.takes_offer(*placement, recommender),
                    None => query.takes_no_offer(),
                }
        };
        let mut trace = Trace::default();
        let mut rows: Vec<&(u64, TraceRow)> = Vec::new();
        for part in self.parts.iter().filter(is_wanted) {
            trace.count += part.count;
            trace.revenue_minor = trace.revenue_minor.saturating_add(part.revenue_minor);
            rows.extend(&part.rows);
        }
        rows.sort_unstable_by_key(|(place, _)| *place);
        let rows = rows.into_iter().take(query.limit.min(FIRST_ROWS_MAX));
        trace.rows = rows.map(|(_, row)| row.clone()).collect();
        trace
    }

    /// How often something that has to be read was done, and the first days on which it was.
    fn days_of(&self, query: &TraceQuery, deed: Deed) -> (u64, Vec<Day>) {
        let (mut count, mut in_days, mut days) = (0, 0, Vec::new());
        let enough = query.limit as u64;
        for seen in &self.seen {
            let times = seen.sums[deed as usize];
            if times == 0 || !query.takes_offer(seen.placement, &seen.recommender) {
                continue;
            }
            count += times;
            let is_new = days.last() != Some(&seen.day);
            if is_new && in_days < enough && days.len() < DAYS_READ_MAX {
                days.push(seen.day);
            }
            // The parts of a day follow each other.
            if days.last() == Some(&seen.day) {
                in_days += times;
            }
        }
        (count, days)
    }
}

/// Whether the rows of a deed are not held in memory.
fn is_read(deed: Deed) -> bool {
    !matches!(deed, Deed::Click | Deed::Cart)
}

fn seen_of(day: Day, cell: &Cell) -> Seen {
    Seen {
        day,
        placement: cell.placement,
        recommender: cell.recommender.clone(),
        sums: cell.deeds.sums,
    }
}

impl Engine {
    /// The first rows behind a figure of a report, as [`Engine::trace`] gives them, [`FIRST_ROWS_MAX`] at most. All are
    /// counted. Of what was only seen they are those of the first few days.
    pub(super) fn first_rows(&self, rows: &FirstRows, query: &TraceQuery) -> Result<Trace, Error> {
        let deed = match query.of {
            TraceOf::Deed(deed) if is_read(deed) => deed,
            _ => return Ok(rows.trace(query)),
        };
        let (count, days) = rows.days_of(query, deed);
        let mut trace = self.trace_deeds(query, deed, &days)?;
        trace.count = count.max(trace.rows.len() as u64);
        Ok(trace)
    }
}
