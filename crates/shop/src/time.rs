//! Time: UTC milliseconds, and the days by which history is counted.

use std::fmt;

/// A moment, in milliseconds since 1970-01-01T00:00:00 UTC.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Timestamp(i64);

/// A UTC calendar day, counted from 1970-01-01.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Day(pub i32);

/// The moment lies outside the years 1900 to 2200, which in a shop's data is always a mistake.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the time lies outside the years 1900 to 2200")]
pub struct TimestampError;

const DAY_MS: i64 = 86_400_000;
const YEAR_1900_MS: i64 = -2_208_988_800_000;
const YEAR_2200_MS: i64 = 7_258_118_400_000;

impl Timestamp {
    /// A moment from milliseconds since 1970 UTC.
    ///
    /// # Errors
    /// [`TimestampError`] outside the years 1900 to 2200.
    pub fn from_unix_ms(unix_ms: i64) -> Result<Self, TimestampError> {
        if (YEAR_1900_MS..YEAR_2200_MS).contains(&unix_ms) {
            Ok(Self(unix_ms))
        } else {
            Err(TimestampError)
        }
    }

    /// Milliseconds since 1970 UTC.
    pub fn unix_ms(self) -> i64 {
        self.0
    }

    /// The UTC day this moment falls on.
    pub fn day(self) -> Day {
        Day(i32::try_from(self.0.div_euclid(DAY_MS)).expect("the years 1900 to 2200 fit in i32 days"))
    }

    /// Whether this stands for a whole day: a time of midnight to the millisecond is what files have that tell no time.
    pub fn is_day_only(self) -> bool {
        self.0.rem_euclid(DAY_MS) == 0
    }

    /// The latest moment that may be meant: the end of the day where nothing finer is known, else this one.
    #[must_use]
    pub fn latest_meant(self) -> Self {
        self.plus_ms(if self.is_day_only() { DAY_MS - 1 } else { 0 })
    }

    /// This moment moved by `ms`, kept within the years 1900 to 2200.
    #[must_use]
    pub fn plus_ms(self, ms: i64) -> Self {
        Self(self.0.saturating_add(ms).clamp(YEAR_1900_MS, YEAR_2200_MS - 1))
    }

    /// This moment moved by `days`, kept within the years 1900 to 2200.
    #[must_use]
    pub fn plus_days(self, days: i64) -> Self {
        self.plus_ms(days.saturating_mul(DAY_MS))
    }
}

impl Day {
    /// The first moment of the day.
    pub fn start(self) -> Timestamp {
        Timestamp((i64::from(self.0) * DAY_MS).clamp(YEAR_1900_MS, YEAR_2200_MS - 1))
    }

    /// The day of an ISO 8601 date, `2026-11-22`; none where there is no such day from 1900 to 2199.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.splitn(3, '-');
        let mut number = |digits: usize| {
            let part = parts.next()?;
            let plain = part.len() == digits && part.bytes().all(|byte| byte.is_ascii_digit());
            part.parse::<i32>().ok().filter(|_| plain)
        };
        let (year, month, day) = (number(4)?, number(2)?, number(2)?);
        let known = (1_900..2_200).contains(&year) && (1..=12).contains(&month);
        // Counted from March, so that the leap day is the last one of a year; as in `civil`, backwards.
        let shifted_year = year - i32::from(month <= 2);
        let month_shifted = (month + 9) % 12;
        let day_of_year = (153 * month_shifted + 2) / 5 + day - 1;
        let era = shifted_year.div_euclid(400);
        let year_of_era = shifted_year.rem_euclid(400);
        let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
        let found = Self(era * 146_097 + day_of_era - 719_468);
        // The 30th of February would come out as a day of March.
        (known && found.civil() == (year, month as u32, day as u32)).then_some(found)
    }

    /// Year, month (1–12) and day of the month of the proleptic Gregorian calendar.
    ///
    /// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `civil_from_days`.
    pub fn civil(self) -> (i32, u32, u32) {
        let shifted = i64::from(self.0) + 719_468;
        let era = shifted.div_euclid(146_097);
        let day_of_era = shifted.rem_euclid(146_097);
        let year_of_era =
            (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_shifted = (5 * day_of_year + 2) / 153;
        let day = (day_of_year - (153 * month_shifted + 2) / 5 + 1) as u32;
        let month = if month_shifted < 10 {
            month_shifted + 3
        } else {
            month_shifted - 9
        } as u32;
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        (year as i32, month, day)
    }
}

/// RFC 3339 in UTC with milliseconds: `2026-11-22T10:00:00.000Z`.
impl fmt::Display for Timestamp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let in_day_ms = self.0.rem_euclid(DAY_MS);
        let (hour, minute) = (in_day_ms / 3_600_000, in_day_ms / 60_000 % 60);
        let (second, ms) = (in_day_ms / 1_000 % 60, in_day_ms % 1_000);
        write!(
            formatter,
            "{}T{hour:02}:{minute:02}:{second:02}.{ms:03}Z",
            self.day()
        )
    }
}

/// ISO 8601: `2026-11-22`.
impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (year, month, day) = self.civil();
        write!(formatter, "{year:04}-{month:02}-{day:02}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_rfc_3339() {
        let moment = Timestamp::from_unix_ms(1_291_191_960_123).unwrap();
        assert_eq!(moment.to_string(), "2010-12-01T08:26:00.123Z");
        let day = moment.day().start();
        assert_eq!(day.to_string(), "2010-12-01T00:00:00.000Z");
        assert_eq!(day.latest_meant().to_string(), "2010-12-01T23:59:59.999Z");
        assert_eq!(moment.latest_meant(), moment);
        assert_eq!(Day(-1).to_string(), "1969-12-31");
        assert_eq!(Day(19_782).to_string(), "2024-02-29");
        for day in (-25_567..84_006).step_by(13) {
            assert_eq!(Day::parse(&Day(day).to_string()), Some(Day(day)));
        }
        for wrong in [
            "2025-02-29",
            "2025-2-01",
            "2025-13-01",
            "+025-01-01",
            "2025-01",
            "2025-01-011",
            "",
        ] {
            assert_eq!(Day::parse(wrong), None, "{wrong}");
        }
        assert!(Timestamp::from_unix_ms(i64::MAX).is_err());
    }
}
