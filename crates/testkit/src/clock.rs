//! Time as an argument: a clock that a test moves by hand, and dates read from text.

use std::sync::{
    Arc,
    atomic::{AtomicI64, Ordering},
};

use shop::{Day, Timestamp};

/// Tells what time it is.
pub trait Clock: Send + Sync {
    /// The present moment.
    fn now(&self) -> Timestamp;
}

/// A clock that stands still until it is moved. Clones share the same hands.
#[derive(Debug, Clone)]
pub struct ManualClock(Arc<AtomicI64>);

impl ManualClock {
    /// A clock that shows `now`.
    pub fn new(now: Timestamp) -> Self {
        Self(Arc::new(AtomicI64::new(now.unix_ms())))
    }

    /// Moves the hands to `now`, which may lie in the past.
    pub fn set(&self, now: Timestamp) {
        self.0.store(now.unix_ms(), Ordering::SeqCst);
    }

    /// Moves the hands by `ms` milliseconds; a negative number moves them back.
    pub fn advance_ms(&self, ms: i64) {
        self.set(self.now().plus_ms(ms));
    }
}

impl Clock for ManualClock {
    fn now(&self) -> Timestamp {
        let unix_ms = self.0.load(Ordering::SeqCst);
        Timestamp::from_unix_ms(unix_ms).expect("only the times of valid timestamps are stored")
    }
}

/// The day of a text such as `2026-01-31`; `2026-01-31+3` is three days later.
///
/// # Errors
/// A sentence that says what is wrong with the text.
pub fn day(text: &str) -> Result<Day, String> {
    let refused = || format!("'{text}' is not a day such as 2026-01-31 or 2026-01-31+3");
    let (date, later_days) = match text.split_once('+') {
        Some((date, days)) => (date, days.parse::<u16>().map_err(|_| refused())?),
        None => (text, 0),
    };
    let mut parts = date.splitn(3, '-').map(|part| part.parse::<u32>().ok());
    let mut next = || parts.next().flatten().ok_or_else(refused);
    let (year, month, day_of_month) = (next()?, next()?, next()?);
    if !(1900..2200).contains(&year) {
        return Err(refused());
    }
    let found = days_from_civil(i64::from(year), i64::from(month), i64::from(day_of_month));
    // Converting back refuses the 30th of February and the like, which the formula would let through.
    if found.civil() != (year as i32, month, day_of_month) {
        return Err(refused());
    }
    Ok(Day(found.0 + i32::from(later_days)))
}

/// The UTC moment of a text such as `2026-01-31`, `2026-01-31T10:00`, `2026-01-31T10:00:30` or
/// `2026-01-31+3T10:00`.
///
/// # Errors
/// A sentence that says what is wrong with the text.
pub fn moment(text: &str) -> Result<Timestamp, String> {
    let refused = || format!("'{text}' is not a time such as 2026-01-31 or 2026-01-31T10:00");
    let trimmed = text.strip_suffix('Z').unwrap_or(text);
    let (date, time) = trimmed.split_once('T').unwrap_or((trimmed, "00:00"));
    let mut seconds: i64 = 0;
    let mut units = [3_600, 60, 1].into_iter();
    for (part, below) in time.split(':').zip([24, 60, 60, 0]) {
        let value = part.parse::<u32>().ok().filter(|value| *value < below);
        let unit = units.next().ok_or_else(refused)?;
        seconds += i64::from(value.ok_or_else(refused)?) * unit;
    }
    Ok(day(date)?.start().plus_ms(seconds * 1_000))
}

/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
fn days_from_civil(year: i64, month: i64, day_of_month: i64) -> Day {
    let year = year - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_shifted = if month > 2 { month - 3 } else { month + 9 };
    let day_of_year = (153 * month_shifted + 2) / 5 + day_of_month - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    let days = era * 146_097 + day_of_era - 719_468;
    Day(i32::try_from(days).unwrap_or(i32::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expect: &str) {
        let got = moment(text).map_or_else(|refused| refused, |found| found.to_string());
        assert_eq!(got, expect);
    }

    #[test]
    fn reads_days_and_moments() {
        check("2026-01-31", "2026-01-31T00:00:00.000Z");
        check("2024-02-29T10:05", "2024-02-29T10:05:00.000Z");
        check("2024-02-28+2T10:05:59Z", "2024-03-01T10:05:59.000Z");
        check(
            "2025-02-29",
            "'2025-02-29' is not a day such as 2026-01-31 or 2026-01-31+3",
        );
        check(
            "2026-01-31T24:00",
            "'2026-01-31T24:00' is not a time such as 2026-01-31 or 2026-01-31T10:00",
        );
        check(
            "2026-01-31T1:2:3:4",
            "'2026-01-31T1:2:3:4' is not a time such as 2026-01-31 or 2026-01-31T10:00",
        );
    }

    #[test]
    fn days_agree_with_the_calendar_of_the_vocabulary() {
        for number in (-25_000..84_000).step_by(37) {
            assert_eq!(day(&Day(number).to_string()), Ok(Day(number)));
        }
    }

    #[test]
    fn the_clock_stands_still_until_moved() {
        let clock = ManualClock::new(moment("2026-01-01").unwrap());
        let same = clock.clone();
        assert_eq!(clock.now(), clock.now());
        same.advance_ms(1_500);
        assert_eq!(clock.now().to_string(), "2026-01-01T00:00:01.500Z");
    }
}
