//! **What a shopkeeper sees:** it sells 2.1 times as much in December as in an ordinary month, half as much in July,
//! and most on Sundays.
//!
//! **Method:** the orders of a month or weekday, over what the shop's orders of the same days let expect, times the
//! shop's own profile. Each factor is drawn to the shop's by the weight of 30 orders, and the shop's own to 1. What
//! is expected is summed up day by day, so that a year and a half of history does not make its doubled months look
//! strong.
//!
//! **When it fails:** with less than a year of history the months of which there are none are not told, and growth
//! looks like a season; `years` says how much was seen. One strong December may have been a promotion: two years say
//! more.
//!
//! **Source:** ratio-to-average seasonal indices, W. Persons, 1919; the shrinkage is that of a Poisson rate with a
//! gamma prior.

use shop::Day;

use super::Series;
use crate::journeys::weekday;

/// A factor is drawn to the group's as though by so many orders.
const PRIOR_ORDERS: f64 = 30.0;
/// Days of a year, for telling how much was seen.
const YEAR_DAYS: f64 = 365.25;
/// A month is told where so many of its days were seen.
const MONTH_DAYS_MIN: u32 = 20;

/// How sales differ by month and weekday; 1 is an ordinary one.
#[derive(Debug, Clone, PartialEq)]
pub struct Season {
    /// January to December; none where the history does not have the month.
    pub months: [Option<f64>; 12],
    /// Monday to Sunday.
    pub weekdays: [f64; 7],
    /// Years of history it was read from.
    pub years: f64,
}

impl Season {
    /// The factor of a day's weekday.
    pub fn weekday(&self, day: Day) -> f64 {
        self.weekdays[weekday(day)]
    }

    /// The season of a whole shop.
    pub fn of_shop(shop: &Series) -> Self {
        Self::of(shop, &[])
    }

    /// The season of a part of a shop, from its first sale on.
    pub fn of_part(part: &Series, shop: &Series) -> Self {
        let group: Vec<f64> = shop.orders.iter().map(|orders| *orders as f64).collect();
        let usual = Self::of_shop(shop);
        let mut season = Self::of(part, &group);
        for (own, group) in season.months.iter_mut().zip(usual.months) {
            if let (Some(own), Some(group)) = (own, group) {
                *own *= group;
            }
        }
        for (own, group) in season.weekdays.iter_mut().zip(usual.weekdays) {
            *own *= group;
        }
        season
    }

    /// The season over a group of which every day's orders are given; of days alike where none are.
    fn of(series: &Series, group: &[f64]) -> Self {
        let begin = series.first_sale().unwrap_or(series.len());
        let mut months = [Cell::default(); 12];
        let mut weekdays = [Cell::default(); 7];
        for at in begin..series.len() {
            let day = series.day(at);
            let (_, month, _) = day.civil();
            let expected = group.get(at).copied().unwrap_or(1.0);
            let sold = series.orders[at] as f64;
            months[month as usize - 1].add(sold, expected);
            weekdays[weekday(day)].add(sold, expected);
        }
        let sold: f64 = weekdays.iter().map(|cell| cell.sold).sum();
        let expected: f64 = weekdays.iter().map(|cell| cell.expected).sum();
        let rate = if expected > 0.0 { sold / expected } else { 0.0 };
        Self {
            months: months.map(|cell| (cell.days >= MONTH_DAYS_MIN).then(|| cell.factor(rate))),
            weekdays: weekdays.map(|cell| cell.factor(rate)),
            years: (series.len() - begin) as f64 / YEAR_DAYS,
        }
    }
}

#[derive(Clone, Copy, Default)]
struct Cell {
    sold: f64,
    expected: f64,
    days: u32,
}

impl Cell {
    fn add(&mut self, sold: f64, expected: f64) {
        self.sold += sold;
        self.expected += expected;
        self.days += 1;
    }

    fn factor(self, rate: f64) -> f64 {
        (self.sold + PRIOR_ORDERS) / (self.expected * rate + PRIOR_ORDERS)
    }
}

#[cfg(test)]
mod tests {
    use testkit::Rng;

    use super::*;

    /// Two years of days with so many orders each.
    fn series(seed: u64, mean: impl Fn(Day) -> f64) -> Series {
        let mut rng = Rng::new(seed);
        let first = testkit::day("2024-01-01").unwrap();
        let mut series = Series::empty(first, Day(first.0 + 730));
        for at in 0..series.len() {
            let day = series.day(at);
            let orders = rng.poisson(mean(day));
            series.add(day, orders, orders, 0);
        }
        series
    }

    #[test]
    fn a_planted_season_is_found_beside_the_shops_own() {
        let sunday = |day: Day| if weekday(day) == 6 { 2.0 } else { 1.0 };
        let shop = series(1, |day| 100.0 * sunday(day));
        let lights = series(2, |day| if day.civil().1 == 12 { 9.0 } else { 3.0 } * sunday(day));
        let season = Season::of_part(&lights, &shop);
        let december = season.months[11].unwrap();
        // Three times an ordinary month's, which with it make up 14 twelfths.
        assert!((december - 3.0 * 12.0 / 14.0).abs() < 0.35, "{december}");
        assert!((season.months[6].unwrap() - 12.0 / 14.0).abs() < 0.2);
        assert!(
            (season.weekdays[6] - 2.0 * 7.0 / 8.0).abs() < 0.2,
            "{:?}",
            season.weekdays
        );
        assert!((season.years - 2.0).abs() < 0.01);
    }

    #[test]
    fn few_orders_look_like_the_shop_and_unseen_months_are_not_told() {
        let shop = series(1, |day| if day.civil().1 == 12 { 200.0 } else { 100.0 });
        let mut rare = Series::empty(shop.first, shop.day(shop.len() - 1));
        rare.add(Day(shop.first.0 + 600), 1, 1, 0);
        let season = Season::of_part(&rare, &shop);
        assert!(season.months[2].is_none() && season.months[11].is_some());
        assert!((season.months[11].unwrap() - 200.0 * 12.0 / 1_300.0).abs() < 0.1);
        let never = Season::of_part(&Series::empty(shop.first, shop.first), &shop);
        assert_eq!(never.months, [None; 12]);
    }
}
