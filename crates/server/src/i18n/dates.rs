//! The calendars people date by.

use shop::Day;

/// Leap years in the 33-year cycle of the Solar Hijri calendar, as the remainder of the year by 33.
///
/// Source: the arithmetic cycle, equal to the astronomical calendar from 1178 to 1633 (1799 to 2255).
const LEAP_REMAINDERS: [i32; 8] = [1, 5, 9, 13, 17, 22, 26, 30];
/// 1 Farvardin 1370, which was 21 March 1991, in days since 1970.
const ANCHOR: (i32, i32) = (1370, 7_749);

/// Year, month from 1 and day of the month as speakers of `language` write them.
pub(super) fn civil(day: Day, language: &str) -> (i32, u32, u32) {
    match language {
        "fa" => solar_hijri(day),
        _ => day.civil(),
    }
}

fn solar_hijri(day: Day) -> (i32, u32, u32) {
    let (mut year, mut left) = (ANCHOR.0, day.0 - ANCHOR.1);
    while left < 0 {
        year -= 1;
        left += year_days(year);
    }
    while left >= year_days(year) {
        left -= year_days(year);
        year += 1;
    }
    let of_year = left.unsigned_abs();
    let (month, of_month) = match of_year {
        ..186 => (of_year / 31, of_year % 31),
        _ => (6 + (of_year - 186) / 30, (of_year - 186) % 30),
    };
    (year, month + 1, of_month + 1)
}

fn year_days(year: i32) -> i32 {
    365 + i32::from(LEAP_REMAINDERS.contains(&year.rem_euclid(33)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn solar_hijri_days_are_those_of_the_calendar() {
        // 2021-03-21, 2024-03-20, 2025-03-20 (the last day of a leap year), 2025-03-21, 2026-11-22, 1979-02-11.
        let days = [
            (18_707, (1400, 1, 1)),
            (19_802, (1403, 1, 1)),
            (20_167, (1403, 12, 30)),
            (20_168, (1404, 1, 1)),
            (20_779, (1405, 9, 1)),
            (3_328, (1357, 11, 22)),
        ];
        for (day, expect) in days {
            assert_eq!(solar_hijri(Day(day)), expect, "{}", Day(day));
        }
    }
}
