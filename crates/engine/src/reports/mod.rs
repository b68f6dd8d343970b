//! Reports: what the shop sold, what of it came by offers, what the offers caused, and what experiments say.

mod categories;
mod experiment;
mod journeys;
mod load;
mod prepared;
mod sales;
mod sides;
mod trace;
mod watch;

use std::sync::Arc;

use measure::{
    attribution::{Attribution, Touches},
    ledger::HOLD_OUT,
    reports::{
        CUPED_DAYS, DayOrders, ExperimentReport, Group, MetricFigure, Plan, Study, Summary, USUAL_GUARDRAILS,
        judge,
    },
};
use recommend::{Catalogue, ProductIndex, flags};
use shop::{Currency, Day, Timestamp};

pub use experiment::{ExperimentPlan, ExperimentView};
pub use journeys::{Journeys, JourneysQuery, clock};
pub(crate) use prepared::{Prepared, SummedUp};
pub use prepared::{Told, USUAL_DAYS};
pub use sales::{MoverView, MoversReport, Sales, SalesOf, SalesQuery};
pub use sides::VisitorSide;
pub use trace::{
    Amount as TraceAmount, FIRST_ROWS_MAX, Trace, TraceFilter, TraceOf, TraceQuery, TraceRow, TracedArm,
    TracedOffer,
};
pub use watch::Ended;

use crate::{
    Engine, Error, HoldOutShare, documents::invalid, experiments::period, ledger::Table, snapshot::Snapshot,
};
use load::Beside;
pub(crate) use load::Loaded;
use sides::Side;

/// Longest time of a report, in days.
const DAYS_MAX: i32 = 3_660;
/// Days of a report where nothing is said.
const DAYS_USUAL: i32 = 28;
/// Longest time for which a click counts, in days.
const CLICK_DAYS_MAX: u32 = 90;
/// Longest time for which it counts that an offer was seen, in hours.
const VIEW_HOURS_MAX: u32 = 720;
/// For so many visitors the interval of what the offers caused is narrowest. Set beforehand and for all shops, as an
/// interval that may be looked at every day has to be.
const HOLD_OUT_VISITORS: u64 = 20_000;

/// In so many days from its beginning a quarter is too young to be compared by itself.
const FRESH_DAYS: i32 = 28;

/// Which days a report is of, and how credit is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ReportQuery {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// How credit is given.
    pub attribution: Attribution,
}

impl ReportQuery {
    /// The days named, or the latest four weeks.
    ///
    /// # Errors
    /// [`Error::Invalid`] where they end before they begin, have not come yet, or are more than ten years.
    pub fn new(from: Option<Day>, to: Option<Day>, now: Timestamp) -> Result<Self, Error> {
        // Somewhere it is tomorrow already.
        let is_to_come = |day: Option<Day>| day.is_some_and(|day| day.0 > now.day().0 + 1);
        if is_to_come(from) {
            return Err(invalid("from", "this day has not come yet; name an earlier one"));
        }
        if is_to_come(to) {
            let reason = "this day has not come yet; without it the report goes up to today";
            return Err(invalid("to", reason));
        }
        let to = to.unwrap_or_else(|| now.day());
        let from = from.unwrap_or(Day(to.0 - DAYS_USUAL + 1));
        match to.0 - from.0 {
            ..0 => Err(invalid(
                "from",
                format!("{from} is after the last day, {to}; the first day comes before it"),
            )),
            DAYS_MAX.. => Err(invalid("from", "a report is of ten years at most")),
            _ => Ok(Self {
                from,
                to,
                attribution: Attribution::default(),
            }),
        }
    }

    /// The same days with credit given for so many days after a click, and for so many hours after an offer was seen;
    /// the usual where nothing is said.
    ///
    /// # Errors
    /// [`Error::Invalid`] where it is more than 90 days or 720 hours.
    pub fn crediting(mut self, click_days: Option<u32>, view_hours: Option<u32>) -> Result<Self, Error> {
        let usual = Attribution::default();
        self.attribution = Attribution {
            click_days: click_days.unwrap_or(usual.click_days),
            view_hours: view_hours.unwrap_or(usual.view_hours),
        };
        if self.attribution.click_days > CLICK_DAYS_MAX {
            return Err(invalid("click_days", "it must be from 0 to 90; 7 is usual"));
        }
        match self.attribution.view_hours {
            ..=VIEW_HOURS_MAX => Ok(self),
            _ => Err(invalid(
                "view_hours",
                "it must be from 0 to 720; 0 is usual: what was only seen earns no credit",
            )),
        }
    }
}

/// What a shop sold in a time, what of it came by offers, and what the offers caused.
#[derive(Debug)]
pub struct Report {
    /// Which days, and how credit was given.
    pub query: ReportQuery,
    /// The currency of all amounts.
    pub currency: Currency,
    /// What was sold, and what of it came by offers.
    pub summary: Summary,
    /// Every metric of all visitors.
    pub metrics: Vec<MetricFigure>,
    /// The visitors by one of their sides; empty where none was asked for.
    pub groups: Vec<Group>,
    /// From when on visitors are compared, whatever days are asked for: the beginning of the quarter, or of the one
    /// before in its first weeks, or the latest change of the hold-out.
    pub caused_from: Timestamp,
    /// What the offers caused, by the visitors who got none: the first arm is that of those held out.
    pub caused: ExperimentReport,
    /// The share of the visitors without offers, in per cent, as it is now.
    pub hold_out_percent: f64,
}

impl Engine {
    /// The report of some days.
    ///
    /// # Errors
    /// [`Error`] where the shop's memory or its ledger cannot be read.
    pub fn report(&self, query: ReportQuery, now: Timestamp) -> Result<Report, Error> {
        self.report_of(query, None, now)
    }

    /// The same with the metrics of visitors by one of their sides.
    ///
    /// # Errors
    /// As [`Engine::report`].
    pub fn report_by(&self, query: ReportQuery, side: VisitorSide, now: Timestamp) -> Result<Report, Error> {
        self.report_of(query, Some(side), now)
    }

    fn report_of(
        &self,
        query: ReportQuery,
        side: Option<VisitorSide>,
        now: Timestamp,
    ) -> Result<Report, Error> {
        self.sum_up(now)?;
        self.report_as_summed_up(query, side, now)
    }

    /// The report of what was summed up so far.
    fn report_as_summed_up(
        &self,
        query: ReportQuery,
        side: Option<VisitorSide>,
        now: Timestamp,
    ) -> Result<Report, Error> {
        let Basis {
            share,
            caused_from,
            loaded,
            mut study,
            snapshot,
        } = self.basis(&query, now)?;
        let snapshot = snapshot.as_deref();
        let sides: Vec<Side> = side.map_or_else(|| Ok(Vec::new()), |side| self.sides_of(side))?;
        let offerable = self.offerable();
        let catalogue = snapshot.map(|snapshot| &snapshot.models.catalogue);
        let group = |product: ProductIndex| group_of(catalogue, product);
        let touches = Touches::new(query.attribution, &group, loaded.touches());
        let orders = loaded.orders(self.inner.currency(), &study, &touches);
        // What was sold and what was caused are counted by the same rows and share nothing else.
        let ((metrics, groups, summary), caused) = std::thread::scope(|scope| {
            let summary = scope.spawn(|| {
                let mut summary = summarise(&loaded, (query.from, query.to), &orders, (&sides, snapshot));
                summary.settle(offerable);
                (summary.people.metrics(), summary.people.groups(), summary)
            });
            loaded.follow(&mut study, &orders);
            let caused = judge(&study, &hold_out_plan(share.percent));
            match summary.join() {
                Ok(summary) => (summary, caused),
                Err(panic) => std::panic::resume_unwind(panic),
            }
        });
        Ok(Report {
            query,
            currency: self.inner.currency(),
            summary,
            metrics,
            groups,
            caused_from,
            caused,
            hold_out_percent: share.percent,
        })
    }

    /// The first and the last day of which anything is summed up; none where nothing is.
    ///
    /// # Errors
    /// [`Error::Io`] where the ledger cannot be read.
    pub fn known_days(&self) -> Result<Option<(Day, Day)>, Error> {
        let days = self.ledger().days()?;
        Ok(days.first().copied().zip(days.last().copied()))
    }

    /// Reads what a report of some days, and the rows behind each of its figures, are made of.
    fn basis(&self, query: &ReportQuery, now: Timestamp) -> Result<Basis, Error> {
        let share = self.hold_out()?;
        let caused_from = counted_from(query.to, share.since);
        let from = Day(query.from.min(caused_from.day()).0 - days_before(query, CUPED_DAYS as i32));
        let beside = Beside {
            seen: query.attribution.view_hours > 0,
            shown_from: Some(query.from),
        };
        let ledger = self.ledger();
        let loaded = self.mending(now, &|| load::load(&ledger, from, query.to, beside))?;
        // Who was held out before the share changed still is, so what was bought then is no past in its quarter.
        let drawn = quarter_start(caused_from.day()).start().max(share.on_since);
        let mut study = Study::with_periods(HOLD_OUT, period);
        if drawn < caused_from {
            study = study.at_work_since(drawn);
        }
        loaded.expose(&mut study, caused_from);
        Ok(Basis {
            share,
            caused_from,
            loaded,
            study,
            snapshot: self.inner.serving.snapshot(),
        })
    }

    /// Which products can be offered to somebody now, by their positions.
    fn offerable(&self) -> Vec<bool> {
        let Some(snapshot) = self.inner.serving.snapshot() else {
            return Vec::new();
        };
        let catalogue = &snapshot.models.catalogue;
        let live = self.inner.serving.live();
        let is_offerable = |product: ProductIndex| {
            live.is_active(catalogue, product)
                && !catalogue.has_flag(product, flags::FEE)
                && live.stock(catalogue, product).is_sellable()
                && !live.is_banned(catalogue, product)
        };
        (0..catalogue.len() as ProductIndex).map(is_offerable).collect()
    }

    pub(crate) fn load(
        &self,
        query: &ReportQuery,
        days_before: i32,
        now: Timestamp,
    ) -> Result<Loaded, Error> {
        let (ledger, from) = (
            self.ledger(),
            Day(query.from.0 - self::days_before(query, days_before)),
        );
        let beside = Beside {
            seen: query.attribution.view_hours > 0,
            shown_from: None,
        };
        self.mending(now, &|| load::load(&ledger, from, query.to, beside))
    }

    /// One table's rows of the days from `from` to `to`; ascending.
    fn rows<T: Table + Send>(
        &self,
        name: &str,
        (from, to): (Day, Day),
        now: Timestamp,
    ) -> Result<Vec<(Day, Vec<T>)>, Error> {
        let ledger = self.ledger();
        self.mending(now, &|| {
            load::each_day(&ledger, from, to, &|day| ledger.read(day, name))
        })
    }

    /// Reads; a day that cannot be read can be summed up again, once.
    fn mending<T>(&self, now: Timestamp, read: &dyn Fn() -> Result<T, Error>) -> Result<T, Error> {
        let mut mended = None;
        loop {
            match read() {
                Err(Error::Ledger { day, .. }) if mended.is_none_or(|mended| mended < day) => {
                    self.sum_up_anew(day, now)?;
                    mended = Some(day);
                }
                read => return read,
            }
        }
    }
}

/// From when on visitors with and without offers are compared, for a report up to a day: the beginning of its quarter,
/// in the first weeks of one that of the quarter before, and never before the share was what it is. It does not move
/// with the days that are shown: an interval that may be looked at every day is one over a count that began once.
fn counted_from(to: Day, since: Timestamp) -> Timestamp {
    let quarter = quarter_start(to);
    let start = match to.0 - quarter.0 < FRESH_DAYS {
        true => quarter_start(Day(quarter.0 - 1)),
        false => quarter,
    };
    start.start().max(since)
}

/// The first day of a day's quarter.
fn quarter_start(day: Day) -> Day {
    let own = period(day.start());
    let mut first = day;
    while period(Day(first.0 - 1).start()) == own {
        first = Day(first.0 - 1);
    }
    first
}

/// How many days before those of a report are read: at least so many, and all from which a click may earn credit.
fn days_before(query: &ReportQuery, least: i32) -> i32 {
    least.max(query.attribution.window_days() as i32)
}

/// What a report and the rows behind its figures are made of.
struct Basis {
    share: HoldOutShare,
    caused_from: Timestamp,
    loaded: Loaded,
    /// Who was exposed, and which visitor a customer was.
    study: Study,
    snapshot: Option<Arc<Snapshot>>,
}

/// Sums up the days from the first to the last, and tells visitors apart by `sides`.
fn summarise(
    loaded: &Loaded,
    (from, to): (Day, Day),
    orders: &[DayOrders<'_>],
    (sides, snapshot): (&[Side], Option<&Snapshot>),
) -> Summary {
    let mut summary = Summary::default();
    let numbers: Vec<usize> = sides
        .iter()
        .map(|side| summary.people.add_side(side.tells_unknown()))
        .collect();
    // Orders come last: whoever was seen is known then.
    let asked = || {
        let days = loaded.days.iter().zip(orders);
        days.filter(|((day, _), _)| (from..=to).contains(day))
    };
    for ((day, rows), _) in asked() {
        summary.add_visitors(*day, &rows.visitors);
        for (side, number) in sides.iter().zip(&numbers) {
            side.put(&mut summary.people, *number, rows, snapshot);
        }
        summary.add_offers(*day, &rows.cells, &rows.shown);
    }
    for ((_, rows), own) in asked() {
        summary.add_orders(own, &rows.visitors);
    }
    summary
}

/// A number that variants of a product share; groups have the highest bit, which no product has.
pub(crate) fn group_of(catalogue: Option<&Catalogue>, product: ProductIndex) -> u32 {
    let known = catalogue.filter(|catalogue| (product as usize) < catalogue.len());
    let group = known.and_then(|catalogue| catalogue.group(product));
    group.map_or(product, |group| group | 1 << 31)
}

/// What every report asks of the hold-out, of which this share is held out: whether offers bring margin, and harm
/// nothing.
pub fn hold_out_plan(percent: f64) -> Plan {
    let held_out = (percent * 100.0).round() as u16;
    let guardrails = USUAL_GUARDRAILS.iter();
    Plan {
        shares: vec![held_out, 10_000_u16.saturating_sub(held_out)],
        metric: "margin_per_visitor".to_owned(),
        lift_that_matters: 0.01,
        // Who is shown nothing declines nothing: those guardrails have nothing to compare with.
        guardrails: guardrails
            .filter(|(metric, _)| matches!(*metric, "conversion" | "refund_rate" | "unsubscribe_rate"))
            .map(|(metric, margin)| ((*metric).to_owned(), *margin))
            .collect(),
        people_planned: HOLD_OUT_VISITORS,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_offers_caused_is_counted_from_a_day_that_stays() {
        let check = |to: &str, since: Option<&str>, expect: &str| {
            let day = |text: &str| Day::parse(text).unwrap();
            let since = since.map_or_else(Timestamp::default, |since| day(since).start());
            assert_eq!(counted_from(day(to), since), day(expect).start(), "{to}");
        };
        check("2026-11-23", None, "2026-10-01");
        check("2026-12-31", None, "2026-10-01");
        check("2026-10-28", None, "2026-07-01");
        check("2026-10-29", None, "2026-10-01");
        check("2027-01-01", None, "2026-10-01");
        check("2026-11-23", Some("2026-11-02"), "2026-11-02");
        check("2026-11-23", Some("2026-02-02"), "2026-10-01");
    }
}
