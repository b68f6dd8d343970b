//! The Persian (Jalali, solar Hijri) calendar.
//!
//! Source: Kazimierz M. Borkowski, "The Persian calendar for 3000 years", Earth, Moon, and Planets 74 (1996):
//! leap years follow runs of 33-year cycles that break at the years below.

/// The years at which a run of 33-year cycles begins; those around today are enough.
const BREAKS: [i32; 20] = [
    -61, 9, 38, 199, 426, 686, 756, 818, 1111, 1181, 1210, 1635, 2060, 2097, 2192, 2262, 2324, 2394, 2456,
    3178,
];

/// Days since 1970-01-01 of a Jalali date; nothing where there is no such date.
pub(crate) fn days_since_1970(year: i32, month: u32, day: u32) -> Option<i64> {
    let (march_day, leap) = new_year(year)?;
    let days_in_month = match month {
        1..=6 => 31,
        7..=11 => 30,
        12 => 29 + u32::from(leap),
        _ => return None,
    };
    if day == 0 || day > days_in_month {
        return None;
    }
    let before = if month <= 7 {
        (month - 1) * 31
    } else {
        186 + (month - 7) * 30
    };
    let new_year_days = super::date::days_from_civil(year + 621, 3, 1) + i64::from(march_day) - 1;
    Some(new_year_days + i64::from(before + day - 1))
}

/// The day of March on which a Jalali year begins, and whether the year is a leap year.
fn new_year(year: i32) -> Option<(i32, bool)> {
    let gregorian = year + 621;
    let mut leaps = -14;
    let mut start = BREAKS[0];
    for next in BREAKS.into_iter().skip(1) {
        let jump = next - start;
        if year < next {
            let since = year - start;
            leaps += since / 33 * 8 + (since % 33 + 3) / 4;
            if jump % 33 == 4 && jump - since == 4 {
                leaps += 1;
            }
            let gregorian_leaps = gregorian / 4 - (gregorian / 100 + 1) * 3 / 4 - 150;
            let shifted = if jump - since < 6 {
                since - jump + (jump + 4) / 33 * 33
            } else {
                since
            };
            let leap = ((shifted + 1) % 33 - 1).rem_euclid(4) == 0;
            return Some((20 + leaps - gregorian_leaps, leap));
        }
        leaps += jump / 33 * 8 + jump % 33 / 4;
        start = next;
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(year: i32, month: u32, day: u32, expect: &str) {
        let got = days_since_1970(year, month, day)
            .map_or("none".to_owned(), |days| shop::Day(days as i32).to_string());
        assert_eq!(got, expect, "{year}/{month}/{day}");
    }

    #[test]
    fn agrees_with_published_calendars() {
        check(1357, 11, 22, "1979-02-11");
        check(1399, 12, 30, "2021-03-20");
        check(1400, 1, 1, "2021-03-21");
        check(1402, 10, 11, "2024-01-01");
        check(1403, 1, 1, "2024-03-20");
        check(1403, 12, 30, "2025-03-20");
        check(1404, 1, 1, "2025-03-21");
        check(1404, 7, 1, "2025-09-23");
        check(1404, 12, 30, "none");
        check(1403, 13, 1, "none");
        check(1403, 7, 31, "none");
    }
}
