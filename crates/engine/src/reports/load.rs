//! Reading the days of a report, on as many threads as there are processors.

use measure::{
    attribution::Touches,
    ledger::{Cell, Touch},
    reports::{DayOrders, Study},
};
use shop::{Currency, Day, Timestamp};

use crate::{
    Error,
    ledger::{DayRows, LedgerFolder},
};

/// The rows of some days, ascending; what was only seen is among them where it is asked for.
pub(crate) struct Loaded {
    pub days: Vec<(Day, DayRows)>,
}

/// What is read of each day beside what every report needs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Beside {
    /// What was only seen, where that may earn credit.
    pub seen: bool,
    /// From which day on which products were shown, where that is asked.
    pub shown_from: Option<Day>,
}

/// Reads the days from `from` to `to`.
pub(super) fn load(ledger: &LedgerFolder, from: Day, to: Day, beside: Beside) -> Result<Loaded, Error> {
    let days = each_day(ledger, from, to, &|day| day_rows(ledger, day, beside))?;
    Ok(Loaded { days })
}

/// Reads something of each of the ledger's days from `from` to `to`; ascending.
pub(super) fn each_day<T: Send>(
    ledger: &LedgerFolder,
    from: Day,
    to: Day,
    read: &(impl Fn(Day) -> Result<T, Error> + Sync),
) -> Result<Vec<(Day, T)>, Error> {
    let days: Vec<Day> = ledger
        .days()?
        .into_iter()
        .filter(|day| (from..=to).contains(day))
        .collect();
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = days.len().div_ceil(threads).max(1);
    let read_all = |days: &[Day]| days.iter().map(|day| Ok((*day, read(*day)?))).collect();
    let parts: Vec<Result<Vec<_>, Error>> = std::thread::scope(|scope| {
        let workers: Vec<_> = days
            .chunks(share)
            .map(|days| scope.spawn(move || read_all(days)))
            .collect();
        let joined = workers.into_iter().map(|worker| match worker.join() {
            Ok(part) => part,
            Err(panic) => std::panic::resume_unwind(panic),
        });
        joined.collect()
    });
    let mut rows = Vec::with_capacity(days.len());
    for part in parts {
        rows.extend(part?);
    }
    Ok(rows)
}

fn day_rows(ledger: &LedgerFolder, day: Day, beside: Beside) -> Result<DayRows, Error> {
    let cells: Vec<Cell> = ledger.read(day, "cells")?;
    Ok(DayRows {
        exposures: ledger.read(day, "exposures")?,
        visitors: ledger.read(day, "visitors")?,
        touches: ledger.read(day, "touches")?,
        seen: match beside.seen {
            true => ledger.read(day, "seen")?,
            false => Vec::new(),
        },
        lines: ledger.read(day, "lines")?,
        shown: match beside.shown_from.is_some_and(|from| day >= from) {
            true => ledger.read_shown(day, &cells)?,
            false => Vec::new(),
        },
        cells,
        ..DayRows::default()
    })
}

impl Loaded {
    /// Clicks and carts of all days, and what was seen where it was read.
    pub fn touches(&self) -> impl Iterator<Item = &Touch> {
        self.days
            .iter()
            .flat_map(|(_, rows)| rows.touches.iter().chain(&rows.seen))
    }

    /// Tells a study who was exposed from a moment on, and which visitor a customer was.
    pub fn expose(&self, study: &mut Study, from: Timestamp) {
        self.name(study);
        for (_, rows) in &self.days {
            study.add_exposures(&rows.exposures, from);
        }
    }

    /// Tells a study which visitor a customer was.
    pub fn name(&self, study: &mut Study) {
        for (_, rows) in &self.days {
            study.add_names(&rows.visitors);
        }
    }

    /// The orders of all days in one currency, day by day.
    pub fn orders<'a>(
        &'a self,
        currency: Currency,
        names: &Study,
        touches: &Touches<'a>,
    ) -> Vec<DayOrders<'a>> {
        let days = self.days.iter();
        days.map(|(day, rows)| DayOrders::new(*day, &rows.lines, currency, names, touches))
            .collect()
    }

    /// Tells a study what they did.
    pub fn follow(&self, study: &mut Study, orders: &[DayOrders<'_>]) {
        for (day, rows) in &self.days {
            study.add_day(*day, &rows.visitors);
        }
        for (unit, order) in orders.iter().flat_map(|day| &day.orders) {
            study.add_order(*unit, order);
        }
    }
}
