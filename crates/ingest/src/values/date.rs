//! Moments as files write them. A moment without a zone is taken as UTC.

use jiff::fmt::strtime::BrokenDownTime;
use shop::{Locale, Timestamp};

use super::{digits::european, jalali};

const DAY_MS: i64 = 86_400_000;

/// How the dates of a column are written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) enum Dates {
    /// Year first, or so written that no order is needed: ISO 8601, Unix time.
    #[default]
    YearFirst,
    /// `25.12.2024`, `25/12/2024`.
    DayFirst,
    /// `12/25/2024`.
    MonthFirst,
    /// As the caller says, in `strftime` directives.
    Format(String),
}

/// What one cell proves about the order of day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Proof {
    /// No order is needed, or the cell is no date.
    Nothing,
    /// Day and month could be either way round.
    Either,
    DayFirst,
    MonthFirst,
}

impl Dates {
    /// What a language is used to; only where its countries agree.
    pub fn of_locale(locale: &Locale) -> Option<Self> {
        match (locale.language(), locale.as_str()) {
            (_, "en-US") => Some(Self::MonthFirst),
            ("en", "en-GB" | "en-IE" | "en-AU" | "en-NZ" | "en-IN")
            | ("ro" | "ar" | "de" | "fr" | "es" | "it", _) => Some(Self::DayFirst),
            _ => None,
        }
    }

    /// Reads a moment.
    ///
    /// # Errors
    /// A sentence saying what is wrong.
    pub fn read(&self, text: &str) -> Result<Timestamp, String> {
        if let (Some(ms), false) = (iso_without_zone(text.as_bytes()), matches!(self, Self::Format(_))) {
            return Timestamp::from_unix_ms(ms).map_err(|error| format!("'{text}': {error}"));
        }
        let folded = european(text);
        let ms = match self {
            Self::Format(format) => by_format(format, &folded)?,
            _ => self.by_parts(&folded).ok_or_else(|| self.refusal(text))?,
        };
        Timestamp::from_unix_ms(ms).map_err(|error| format!("'{text}': {error}"))
    }

    fn refusal(&self, text: &str) -> String {
        let text: String = text.chars().take(40).collect();
        let expected = match self {
            Self::DayFirst => "a date with the day first, such as 25/12/2024",
            Self::MonthFirst => "a date with the month first, such as 12/25/2024",
            _ => "a date such as 2024-12-25 or 2024-12-25 18:30:00",
        };
        format!("'{text}' is not {expected}; another form can be told with --date-format")
    }

    fn by_parts(&self, text: &str) -> Option<i64> {
        if let Some(ms) = unix_time(text) {
            return Some(ms);
        }
        let parts = Parts::split(text)?;
        let [first, second, third] = parts.numbers;
        let days = match (parts.year_first(), self) {
            (true, _) if (1300..1500).contains(&first) => {
                jalali::days_since_1970(i32::try_from(first).ok()?, second, third)?
            }
            (true, _) => valid_day(first, second, third)?,
            (false, Self::DayFirst) => valid_day(full_year(third, parts.digits[2])?, second, first)?,
            (false, Self::MonthFirst) => valid_day(full_year(third, parts.digits[2])?, first, second)?,
            (false, _) => return None,
        };
        Some(days * DAY_MS + time_of_day(parts.rest)?)
    }
}

/// What `text` proves about the order of day and month.
pub(crate) fn proof(text: &str) -> Proof {
    let text = european(text.trim());
    if unix_time(&text).is_some() {
        return Proof::Nothing;
    }
    let Some(parts) = Parts::split(&text) else {
        return Proof::Nothing;
    };
    let [first, second, _] = parts.numbers;
    match () {
        () if parts.year_first() => Proof::Nothing,
        () if parts.separator == '.' || (first > 12 && second <= 12) => Proof::DayFirst,
        () if second > 12 && first <= 12 => Proof::MonthFirst,
        () => Proof::Either,
    }
}

/// Checks a `--date-format`.
///
/// # Errors
/// What is wrong with it.
pub(crate) fn check_format(format: &str) -> Result<(), String> {
    let sample = jiff::civil::date(2024, 12, 25)
        .at(18, 30, 0, 0)
        .to_zoned(jiff::tz::TimeZone::UTC);
    let sample = sample.map_err(|error| error.to_string())?;
    let mut text = String::new();
    BrokenDownTime::from(&sample)
        .format(format, &mut text)
        .map_err(|error| error.to_string())?;
    by_format(format, &text).map(|_| ())
}

fn by_format(format: &str, text: &str) -> Result<i64, String> {
    let parsed = BrokenDownTime::parse(format, text.trim())
        .map_err(|error| format!("'{text}' is not written as {format}: {error}"))?;
    if let Ok(moment) = parsed.to_timestamp() {
        return Ok(moment.as_millisecond());
    }
    let date = parsed
        .to_date()
        .map_err(|error| format!("'{text}' gives no date by {format}: {error}"))?;
    let time = parsed.to_time().unwrap_or(jiff::civil::Time::midnight());
    let (hour, minute, second) = (
        i64::from(time.hour()),
        i64::from(time.minute()),
        i64::from(time.second()),
    );
    let days = days_from_civil(
        i32::from(date.year()),
        date.month().unsigned_abs().into(),
        date.day().unsigned_abs().into(),
    );
    Ok(days * DAY_MS + (hour * 3_600 + minute * 60 + second) * 1_000)
}

/// `YYYY-MM-DD` and `YYYY-MM-DD HH:MM:SS`, also with `T`: by far the most usual, so without any detour.
fn iso_without_zone(bytes: &[u8]) -> Option<i64> {
    let number = |range: std::ops::Range<usize>| {
        bytes[range].iter().try_fold(0_u32, |sum, byte| {
            byte.is_ascii_digit().then(|| sum * 10 + u32::from(byte - b'0'))
        })
    };
    if !matches!(bytes.len(), 10 | 19) || bytes[4] != b'-' || bytes[7] != b'-' {
        return None;
    }
    let year = number(0..4)?;
    if year < 1500 {
        return None;
    }
    let days = valid_day(year, number(5..7)?, number(8..10)?)?;
    if bytes.len() == 10 {
        return Some(days * DAY_MS);
    }
    if !matches!(bytes[10], b' ' | b'T') || bytes[13] != b':' || bytes[16] != b':' {
        return None;
    }
    let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
    let valid = hour < 24 && minute < 60 && second < 60;
    valid.then(|| days * DAY_MS + i64::from(hour * 3_600 + minute * 60 + second) * 1_000)
}

/// Seconds (9 or 10 digits), milliseconds (12, 13) or microseconds (15, 16) since 1970; decimals of a second are cut
/// to milliseconds.
fn unix_time(text: &str) -> Option<i64> {
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(whole) || !digits(fraction) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        9 | 10 => {
            let ms: String = fraction.chars().chain("000".chars()).take(3).collect();
            Some(number * 1_000 + ms.parse::<i64>().ok()?)
        }
        12 | 13 => Some(number),
        15 | 16 => Some(number / 1_000),
        _ => None,
    }
}

/// A date taken apart: three numbers between the same separators, and what follows.
struct Parts<'a> {
    numbers: [u32; 3],
    digits: [usize; 3],
    separator: char,
    rest: &'a str,
}

impl<'a> Parts<'a> {
    fn split(text: &'a str) -> Option<Self> {
        let mut rest = text.trim();
        let mut numbers = [0; 3];
        let mut digits = [0; 3];
        let mut separator = None;
        for index in 0..3 {
            let length = rest.bytes().take_while(u8::is_ascii_digit).count();
            if !(1..=8).contains(&length) {
                return None;
            }
            // `20241225`: year, month and day without separators.
            if index == 0 && length == 8 {
                let number = |range: std::ops::Range<usize>| text.get(range)?.parse().ok();
                let numbers = [number(0..4)?, number(4..6)?, number(6..8)?];
                return Some(Self {
                    numbers,
                    digits: [4, 2, 2],
                    separator: '-',
                    rest: &rest[8..],
                });
            }
            numbers[index] = rest[..length].parse().ok()?;
            digits[index] = length;
            rest = &rest[length..];
            if index < 2 {
                let next = rest.chars().next().filter(|c| matches!(c, '-' | '/' | '.'))?;
                if *separator.get_or_insert(next) != next {
                    return None;
                }
                rest = &rest[1..];
            }
        }
        Some(Self {
            numbers,
            digits,
            separator: separator?,
            rest,
        })
    }

    fn year_first(&self) -> bool {
        self.digits[0] == 4
    }
}

/// A year of two digits is in the years 1970 to 2069.
fn full_year(year: u32, digits: usize) -> Option<u32> {
    match digits {
        4 => Some(year),
        2 => Some(if year < 70 { 2000 + year } else { 1900 + year }),
        _ => None,
    }
}

/// Milliseconds since midnight UTC of ` 8:26`, `T08:26:00.123Z`, ` 8:26 PM`, `08:26:00+02:00`; zero for nothing.
fn time_of_day(rest: &str) -> Option<i64> {
    let rest = rest.trim_start_matches(['T', 't', ',']).trim();
    if rest.is_empty() {
        return Some(0);
    }
    let clock_length = rest
        .find(|c: char| !matches!(c, '0'..='9' | ':' | '.' | ','))
        .unwrap_or(rest.len());
    let (clock, zone) = rest.split_at(clock_length);
    let mut fields = clock.split(':');
    let hour: i64 = fields.next()?.parse().ok()?;
    let minute: i64 = fields.next()?.parse().ok()?;
    let (second, fraction) = match fields.next() {
        Some(text) => text.split_once(['.', ',']).unwrap_or((text, "")),
        None => ("0", ""),
    };
    let second: i64 = second.parse().ok()?;
    if fields.next().is_some() || !fraction.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let ms: String = fraction.chars().chain("000".chars()).take(3).collect();
    let ms: i64 = ms.parse().ok()?;
    let (hour, zone) = half_day(hour, zone.trim())?;
    // A leap second counts as the last second of its minute.
    let valid = (0..24).contains(&hour) && (0..60).contains(&minute) && (0..=60).contains(&second);
    valid
        .then_some(((hour * 60 + minute) * 60 + second.min(59)) * 1_000 + ms)?
        .checked_sub(zone_ms(zone)?)
}

/// The hour of a 24-hour clock, and what stands behind AM or PM.
fn half_day(hour: i64, rest: &str) -> Option<(i64, &str)> {
    let lower = rest.get(..2).map(str::to_ascii_lowercase);
    match lower.as_deref() {
        Some("am") if (1..=12).contains(&hour) => Some((hour % 12, rest[2..].trim())),
        Some("pm") if (1..=12).contains(&hour) => Some((hour % 12 + 12, rest[2..].trim())),
        Some("am" | "pm") => None,
        _ => Some((hour, rest)),
    }
}

/// How far ahead of UTC a zone is, in milliseconds.
fn zone_ms(zone: &str) -> Option<i64> {
    let zone = zone
        .strip_prefix("UTC")
        .or_else(|| zone.strip_prefix("GMT"))
        .unwrap_or(zone);
    if matches!(zone, "" | "Z" | "z") {
        return Some(0);
    }
    let sign = match zone.as_bytes()[0] {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let digits: String = zone[1..].chars().filter(|c| *c != ':').collect();
    if !matches!(digits.len(), 2 | 4) || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let hours: i64 = digits[..2].parse().ok()?;
    let minutes: i64 = digits
        .get(2..)
        .filter(|text| !text.is_empty())
        .map_or(Some(0), |text| text.parse().ok())?;
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes) * 60_000)
}

/// Days since 1970 of a Gregorian date that exists.
fn valid_day(year: u32, month: u32, day: u32) -> Option<i64> {
    let leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days_in_month = match month {
        2 => 28 + u32::from(leap),
        4 | 6 | 9 | 11 => 30,
        1..=12 => 31,
        _ => return None,
    };
    let valid = (1..=days_in_month).contains(&day) && (1..=9999).contains(&year);
    valid.then(|| days_from_civil(year as i32, month, day))
}

/// Days since 1970-01-01 of a Gregorian date.
///
/// Source: Howard Hinnant, "chrono-compatible low-level date algorithms", `days_from_civil`.
pub(crate) fn days_from_civil(year: i32, month: u32, day: u32) -> i64 {
    let year = i64::from(year) - i64::from(month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month_shifted = i64::from((month + 9) % 12);
    let day_of_year = (153 * month_shifted + 2) / 5 + i64::from(day) - 1;
    let day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    era * 146_097 + day_of_era - 719_468
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(dates: Dates, text: &str, expect: &str) {
        let got = dates.read(text).map_or_else(|error| error, |at| at.to_string());
        assert_eq!(got, expect, "{text}");
    }

    #[test]
    fn reads_every_usual_form() {
        let iso = || Dates::YearFirst;
        check(iso(), "2010-12-01 08:26:00", "2010-12-01T08:26:00.000Z");
        check(iso(), "2010-12-01", "2010-12-01T00:00:00.000Z");
        check(iso(), "2010-12-01T08:26:00Z", "2010-12-01T08:26:00.000Z");
        check(iso(), "2010-12-01T08:26:00.250+02:00", "2010-12-01T06:26:00.250Z");
        check(iso(), "2010-12-01 08:26:00 -0500", "2010-12-01T13:26:00.000Z");
        check(iso(), "2010/12/1 8:26", "2010-12-01T08:26:00.000Z");
        check(iso(), "20101201", "2010-12-01T00:00:00.000Z");
        check(iso(), "1291191960", "2010-12-01T08:26:00.000Z");
        check(iso(), "1291191960.5", "2010-12-01T08:26:00.500Z");
        check(iso(), "1291191960123", "2010-12-01T08:26:00.123Z");
        check(iso(), "1403/01/01", "2024-03-20T00:00:00.000Z");
        check(iso(), "۱۴۰۳/۰۱/۰۱ ۱۲:۳۰", "2024-03-20T12:30:00.000Z");
        check(Dates::MonthFirst, "12/1/2010 8:26", "2010-12-01T08:26:00.000Z");
        check(Dates::MonthFirst, "12/1/10 8:26 PM", "2010-12-01T20:26:00.000Z");
        check(
            Dates::MonthFirst,
            "12/1/2010 12:05 am",
            "2010-12-01T00:05:00.000Z",
        );
        check(Dates::DayFirst, "1.12.2010", "2010-12-01T00:00:00.000Z");
        check(Dates::DayFirst, "٢٥/١٢/٢٠٢٤", "2024-12-25T00:00:00.000Z");
        check(
            Dates::Format("%d %b %Y %H:%M".into()),
            "25 Dec 2024 18:30",
            "2024-12-25T18:30:00.000Z",
        );
        check(
            Dates::Format("%Y%m%d".into()),
            "20241225",
            "2024-12-25T00:00:00.000Z",
        );
    }

    #[test]
    fn refuses_what_is_no_moment() {
        for text in [
            "2023-02-29",
            "2024-13-01",
            "25/12/2024",
            "",
            "soon",
            "2024-12-25 25:00",
            "12",
            "99999999999999",
        ] {
            assert!(Dates::YearFirst.read(text).is_err(), "{text}");
        }
        assert!(Dates::MonthFirst.read("25/12/2024").is_err());
        assert!(Dates::DayFirst.read("12/25/2024").is_err());
        check(
            Dates::YearFirst,
            "1850-01-01",
            "'1850-01-01': the time lies outside the years 1900 to 2200",
        );
    }

    #[test]
    fn cells_prove_the_order() {
        assert_eq!(proof("25/12/2024"), Proof::DayFirst);
        assert_eq!(proof("12/25/2024 8:00"), Proof::MonthFirst);
        assert_eq!(proof("1.2.2024"), Proof::DayFirst);
        assert_eq!(proof("1/2/2024"), Proof::Either);
        assert_eq!(proof("2024/1/2"), Proof::Nothing);
        assert_eq!(proof("1291191960"), Proof::Nothing);
    }

    #[test]
    fn formats_are_checked() {
        assert!(check_format("%d/%m/%Y").is_ok());
        assert!(check_format("%H:%M").is_err());
        assert!(check_format("%Q!").is_err());
    }
}
