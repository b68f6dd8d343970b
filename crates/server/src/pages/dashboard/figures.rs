//! What the pages with figures share: numbers in the reader's language, times to choose from, and how old an answer is.

use engine::{Report, ReportQuery, SegmentLearnt, Told, VisitorSide};
use shop::{Currency, Day, Locale, Money, Timestamp};

use super::Visit;
use crate::{
    charts::Run,
    errors::Problem,
    i18n::Value,
    pages::staff::Words,
    wire::figures::{Figure, Unit},
};

/// The times to choose from, in days up to today; the first where nothing is said. The engine keeps their reports
/// ready.
const DAYS: [i32; 5] = engine::USUAL_DAYS;
/// Digits after the point of a share in per cent.
const PERCENT_DIGITS: usize = 2;

/// Numbers as the page's reader writes them.
pub(super) struct Numbers<'a> {
    /// The page's words.
    pub words: &'a Words,
    /// The currency of amounts.
    pub currency: Currency,
}

impl Numbers<'_> {
    /// A whole number.
    pub fn whole(&self, number: u64) -> String {
        self.words.texts().number(number, &self.words.locale)
    }

    /// A whole number that may be below nothing.
    pub fn signed(&self, number: i64) -> String {
        self.decimal(number as f64, 0)
    }

    /// A number with at most so many digits after the point.
    pub fn decimal(&self, number: f64, digits: usize) -> String {
        self.words.texts().decimal(number, digits, &self.words.locale)
    }

    /// A share in per cent.
    pub fn percent(&self, share: f64) -> String {
        let texts = self.words.texts();
        texts.share(share, PERCENT_DIGITS, &self.words.locale)
    }

    /// An amount in minor units.
    pub fn money(&self, minor: i64) -> String {
        let money = Money::new(minor, self.currency);
        self.words.texts().money(&money, &self.words.locale)
    }

    /// An amount in minor units for an axis or a table of sums.
    pub fn money_short(&self, minor: f64) -> String {
        let money = Money::new(minor.round() as i64, self.currency);
        self.words.texts().money_short(&money, &self.words.locale)
    }

    /// A day with its year.
    pub fn day(&self, day: Day) -> String {
        self.words.texts().date(day.start(), &self.words.locale)
    }

    /// A day without its year.
    pub fn short_day(&self, day: Day) -> String {
        self.words.texts().day_of_month(day, &self.words.locale)
    }

    /// Days that are drawn as one point: in short and in full.
    pub fn run<T>(&self, run: &Run<T>) -> (String, String) {
        let full = match run.first == run.last {
            true => self.day(run.first),
            false => self.between(&self.day(run.first), &self.day(run.last)),
        };
        (self.short_day(run.first), full)
    }

    /// A moment: day and time.
    pub fn moment(&self, at: Timestamp) -> String {
        self.words.texts().moment(at, &self.words.locale)
    }

    /// From one thing to another.
    pub fn between(&self, from: &str, to: &str) -> String {
        let values = [("from", Value::Text(from)), ("to", Value::Text(to))];
        self.words.tell("figures-from-to", &values)
    }

    /// A metric's number; none where it cannot be told.
    pub fn of_metric(&self, id: &str, figure: &Figure) -> Option<String> {
        figure.value.map(|number| self.number_of(id, figure.unit, number))
    }

    /// From where to where a metric's number may be; none where that cannot be told.
    pub fn interval_of(&self, id: &str, figure: &Figure) -> Option<String> {
        let (low, high) = (figure.low?, figure.high?);
        // A rate is not below nothing, whatever its interval says.
        let is_rate = figure.unit == Unit::Plain && id != "net_promoter_score";
        let low = if is_rate { low.max(0.0) } else { low };
        let text = |number| self.number_of(id, figure.unit, number);
        Some(self.between(&text(low), &text(high)))
    }

    /// A metric's number as people read it.
    pub fn number_of(&self, id: &str, unit: Unit, number: f64) -> String {
        match (unit, id) {
            (Unit::Amount(_) | Unit::Mean(_), _) => self.money(number.round() as i64),
            (Unit::Plain, "units_per_order") => self.decimal(number, 2),
            (Unit::Plain, "net_promoter_score") => self.decimal(number * 100.0, 0),
            (Unit::Plain, _) => self.percent(number),
        }
    }

    /// The name of a part of the offers; what has no name here is called by its id.
    pub fn part(&self, side: &str, id: &str) -> String {
        let message = format!("part-{side}-{id}");
        match self.words.say(&message) {
            text if text == message => id.to_owned(),
            text => text,
        }
    }
}

/// The name of a group of visitors; `segments` are those that are known.
pub(super) fn group_name(words: &Words, side: &str, id: &str, segments: &[SegmentLearnt]) -> String {
    let texts = words.texts();
    match (side, id) {
        (_, "unknown") => words.say("figures-unknown"),
        ("tier", id) => texts.tier(id, &words.locale),
        ("segment", id) => {
            let known = segments.iter().find(|segment| segment.id == id);
            known.map_or_else(|| id.to_owned(), |segment| texts.segment(segment, &words.locale))
        }
        ("locale", tag) => {
            let known = Locale::new(tag).ok().filter(|locale| texts.speaks(locale));
            known.map_or_else(
                || tag.to_owned(),
                |locale| texts.say(&locale, "language-name", &[]),
            )
        }
        (_, arm) => arm_name(words, arm),
    }
}

/// The name of an arm, with its experiment before it.
fn arm_name(words: &Words, id: &str) -> String {
    let (experiment, arm) = id.split_once(':').unwrap_or(("", id));
    match (experiment, arm) {
        ("hold_out", arm) => words.say(&format!("figures-arm-{}", arm.replace('_', "-"))),
        (experiment, "moved") => {
            words.tell("figures-arm-several", &[("experiment", Value::Text(experiment))])
        }
        (experiment, arm) => {
            // Arms that the dashboard makes have names of their own.
            let own = format!("experiments-arm-{arm}");
            let told = words.say(&own);
            let arm = if told == own { arm } else { told.as_str() };
            let values = [("experiment", Value::Text(experiment)), ("arm", Value::Text(arm))];
            words.tell("figures-arm", &values)
        }
    }
}

/// A time to choose.
pub(super) struct Span {
    /// What it is called.
    pub name: String,
    /// Where it is shown.
    pub address: String,
    /// Whether it is shown now.
    pub chosen: bool,
}

impl Visit<'_> {
    /// Numbers in the page's language and the shop's currency.
    pub(super) fn numbers(&self) -> Numbers<'_> {
        Numbers {
            words: &self.words,
            currency: self.call.app.engine.profile().currency,
        }
    }

    /// The days that are asked for, up to today.
    pub(super) fn days(&self) -> Result<i32, Problem> {
        let days: i32 = self.call.parsed("days")?.unwrap_or(DAYS[0]);
        Ok(if DAYS.contains(&days) { days } else { DAYS[0] })
    }

    /// The query of the days that are asked for.
    pub(super) fn report_query(&self) -> Result<ReportQuery, Problem> {
        let today = self.call.now.day();
        let from = Day(today.0 - self.days()? + 1);
        Ok(ReportQuery::new(Some(from), Some(today), self.call.now)?)
    }

    /// The report of the days that are asked for, with the visitors by one of their sides where one is wanted.
    pub(super) fn report(&self, side: Option<VisitorSide>) -> Result<Told<Report>, Problem> {
        let engine = &self.call.app.engine;
        Ok(engine.prepared_report(self.report_query()?, side, self.call.now)?)
    }

    /// The times to choose from, the shortest first, on a page that keeps the rest of its address.
    pub(super) fn spans(&self, path: &str) -> Result<Vec<Span>, Problem> {
        let chosen = self.days()?;
        let mut days = DAYS;
        days.sort_unstable();
        let span = |span: i32| Span {
            name: match span {
                1 => self.words.say("figures-today"),
                _ => self.words.tell(
                    "dashboard-days",
                    &[("days", Value::Number(span.unsigned_abs().into()))],
                ),
            },
            address: self.with(path, "days", &span.to_string()),
            chosen: span == chosen,
        };
        Ok(days.map(span).into())
    }

    /// This page's address with another value of a parameter; what was just done and a language are not repeated.
    pub(super) fn with(&self, path: &str, name: &str, value: &str) -> String {
        let kept = form_urlencoded::parse(self.call.query.as_bytes())
            .filter(|(known, _)| !["done", "lang", "csv", name].contains(&&**known));
        let mut query = form_urlencoded::Serializer::for_suffix(format!("{path}?"), path.len() + 1);
        query.extend_pairs(kept).append_pair(name, value).finish()
    }

    /// How old an answer is.
    pub(super) fn as_of<T>(&self, told: &Told<T>) -> String {
        let id = match told.is_stale {
            true => "figures-as-of-stale",
            false => "figures-as-of",
        };
        let moment = self.numbers().moment(told.at);
        self.words.tell(id, &[("moment", Value::Text(&moment))])
    }
}
