//! Reports: what the shop sold, what of it came by offers, what the offers caused, and what experiments say.

mod experiment;
mod first_rows;
mod journeys;
mod load;
mod prepared;
mod sales;
mod trace;
mod watch;

use measure::{
    attribution::{Attribution, Touches},
    ledger::{HOLD_OUT, VisitorDay},
    reports::{
        CUPED_DAYS, DayOrders, ExperimentReport, MetricFigure, Plan, Study, Summary, USUAL_GUARDRAILS, judge,
    },
};
use recommend::{Catalogue, ProductIndex};
use shop::{Currency, Day, Timestamp};

pub use experiment::{ExperimentPlan, ExperimentView};
pub use first_rows::FIRST_ROWS_MAX;
use first_rows::FirstRows;
pub use journeys::{Journeys, JourneysQuery, clock};
pub(crate) use prepared::Prepared;
pub use prepared::{Told, USUAL_DAYS};
pub use sales::{MoverView, MoversReport, Sales, SalesOf, SalesQuery};
pub use trace::{Trace, TraceOf, TraceQuery, TraceRow};
pub use watch::Ended;

use crate::{Engine, Error, documents::invalid, experiments::period, ledger::Table, snapshot::Snapshot};
pub(crate) use load::Loaded;

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
    /// [`Error::Invalid`] where they end before they begin, or are more than ten years.
    pub fn new(from: Option<Day>, to: Option<Day>, now: Timestamp) -> Result<Self, Error> {
        let to = to.unwrap_or_else(|| now.day());
        let from = from.unwrap_or(Day(to.0 - DAYS_USUAL + 1));
        match to.0 - from.0 {
            ..0 => Err(invalid("from", "it must not be after 'to'")),
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

    fn days(&self) -> impl Iterator<Item = Day> {
        (self.from.0..=self.to.0).map(Day)
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
    /// The same by one of their sides, see [`Summary::metrics_by_group`]; empty where none was asked for.
    pub groups: Vec<(String, u64, Vec<MetricFigure>)>,
    /// From when on visitors are compared, whatever days are asked for: the beginning of the quarter, or of the one
    /// before in its first weeks, or the latest change of the hold-out.
    pub caused_from: Timestamp,
    /// What the offers caused, by the visitors who got none: the first arm is that of those held out.
    pub caused: ExperimentReport,
    /// The share of the visitors without offers, in per cent, as it is now.
    pub hold_out_percent: f64,
    /// The first rows behind its figures.
    first_rows: FirstRows,
}

/// By which of their sides visitors are told apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VisitorSide {
    /// What they are worth to the shop.
    Tier,
    /// How they buy.
    Segment,
    /// Their language.
    Locale,
}

impl VisitorSide {
    /// Every side.
    pub const ALL: [Self; 3] = [Self::Tier, Self::Segment, Self::Locale];

    /// The side's public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tier => "tier",
            Self::Segment => "segment",
            Self::Locale => "locale",
        }
    }

    /// The side of a public id.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|side| side.as_str() == text)
    }

    /// What a visitor is on this side, where it is known.
    fn of<'a>(self, visitor: &'a VisitorDay, snapshot: Option<&'a Snapshot>) -> Option<&'a str> {
        let number = || snapshot.and_then(|snapshot| snapshot.models.customers.number(visitor.customer));
        match self {
            Self::Locale => Some(visitor.locale.as_str()).filter(|locale| !locale.is_empty()),
            Self::Tier => snapshot.and_then(|snapshot| snapshot.tier_of(number()?)),
            Self::Segment => snapshot.and_then(|snapshot| snapshot.segment_of(number()?)),
        }
    }
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
        let share = self.hold_out()?;
        let caused_from = counted_from(query.to, share.since);
        let whole = ReportQuery {
            from: query.from.min(caused_from.day()),
            ..query
        };
        let loaded = self.load(&whole, CUPED_DAYS as i32, now)?;
        let mut study = Study::with_periods(HOLD_OUT, period);
        loaded.expose(&mut study, caused_from);
        let snapshot = self.inner.serving.snapshot();
        let snapshot = snapshot.as_deref();
        let catalogue = snapshot.map(|snapshot| &snapshot.models.catalogue);
        let group = |product: ProductIndex| group_of(catalogue, product);
        let touches = Touches::new(query.attribution, &group, loaded.touches());
        let orders = loaded.orders(self.inner.currency(), &study, &touches);
        let ids = self.inner.store.product_keys()?;
        // What was sold and what was caused are counted by the same rows and share nothing else.
        let ((metrics, groups, summary, first_rows), caused) = std::thread::scope(|scope| {
            let summary = scope.spawn(|| {
                let of_visitor = |visitor| side.and_then(|side| side.of(visitor, snapshot));
                let summary = summarise(&loaded, &query, &orders, of_visitor);
                let groups = side.map_or_else(Vec::new, |_| summary.metrics_by_group());
                let first_rows = FirstRows::of(&query, &loaded, &orders, &ids);
                (summary.metrics(), groups, summary, first_rows)
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
            first_rows,
        })
    }

    pub(crate) fn load(
        &self,
        query: &ReportQuery,
        days_before: i32,
        now: Timestamp,
    ) -> Result<Loaded, Error> {
        let before = days_before.max(query.attribution.window_days() as i32);
        let (ledger, from) = (self.ledger(), Day(query.from.0 - before));
        let with_seen = query.attribution.view_hours > 0;
        self.mending(now, &|| load::load(&ledger, from, query.to, with_seen))
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

/// Sums up the days that were asked for; `group_of` says in which group of visitors somebody is, where that is asked.
fn summarise<'a>(
    loaded: &'a Loaded,
    query: &ReportQuery,
    orders: &[DayOrders<'_>],
    group_of: impl Fn(&'a VisitorDay) -> Option<&'a str>,
) -> Summary {
    let mut summary = Summary::default();
    let asked = query.from..=query.to;
    for (day, rows) in loaded.days.iter().filter(|(day, _)| asked.contains(day)) {
        summary.add_visitors(*day, &rows.visitors);
        for visitor in &rows.visitors {
            if let Some(name) = group_of(visitor) {
                summary.put_in_group(visitor.unit, name);
            }
        }
        summary.add_cells(*day, &rows.cells);
    }
    for own in orders.iter().filter(|own| asked.contains(&own.day)) {
        summary.add_orders(own);
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
