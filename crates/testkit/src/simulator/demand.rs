//! How much each product is wanted on each day: popularity, season, trend, launch and end of sale.

use shop::Day;

use super::{
    Settings,
    catalogue::Catalogue,
    family::{Life, Season},
};
use crate::rng::Rng;

/// Over how many days before the end a rising product rises.
pub(super) const RISING_DAYS: u32 = 28;

/// The demand of every simulated day.
pub(super) struct Demand {
    /// Per day the running sum of the weights of the items.
    running: Vec<Vec<f64>>,
    /// Per day its share of all orders.
    pub day_shares: Vec<f64>,
    /// Per item its share of all wishes, over the whole time.
    pub shares: Vec<f64>,
}

impl Demand {
    pub(super) fn new(catalogue: &Catalogue, settings: &Settings) -> Self {
        let days = settings.days;
        let mut day_weights: Vec<f64> = (0..days).map(|day| day_weight(settings, day)).collect();
        let whole: f64 = day_weights.iter().sum();
        day_weights.iter_mut().for_each(|weight| *weight /= whole);
        let mut shares = vec![0.0; catalogue.items.len()];
        let mut running = Vec::with_capacity(days as usize);
        for day in 0..days {
            let (_, month, _) = date(settings, day).civil();
            let left_days = days - 1 - day;
            let mut sum = 0.0;
            let sums: Vec<f64> = catalogue
                .items
                .iter()
                .map(|item| {
                    sum +=
                        item.appeal * seasonal(item.family.season, month) * alive(item.model.life, left_days);
                    sum
                })
                .collect();
            for (share, pair) in shares.iter_mut().zip(gaps(&sums)) {
                *share += pair / sum * day_weights[day as usize];
            }
            running.push(sums);
        }
        Self {
            running,
            day_shares: day_weights,
            shares,
        }
    }

    /// What one customer wants on this day, out of the items from `first` to before `end`.
    pub(super) fn wish(&self, day: u32, first: usize, end: usize, rng: &mut Rng) -> usize {
        let sums = &self.running[day as usize];
        let low = if first == 0 { 0.0 } else { sums[first - 1] };
        let target = low + rng.unit() * (sums[end - 1] - low);
        sums[first..end]
            .partition_point(|sum| *sum <= target)
            .min(end - first - 1)
            + first
    }

    /// One of `items`, by their demand of this day. `None` where none of them is on sale.
    pub(super) fn choose(&self, day: u32, items: &[usize], rng: &mut Rng) -> Option<usize> {
        let weights: Vec<f64> = items.iter().map(|&item| self.weight(day, item)).collect();
        rng.weighted(&weights).map(|chosen| items[chosen])
    }

    /// The weight of an item on a day.
    pub(super) fn weight(&self, day: u32, item: usize) -> f64 {
        let sums = &self.running[day as usize];
        sums[item] - if item == 0 { 0.0 } else { sums[item - 1] }
    }
}

/// The date of a simulated day.
pub(super) fn date(settings: &Settings, day: u32) -> Day {
    Day(settings.start.0.saturating_add_unsigned(day))
}

fn gaps(sums: &[f64]) -> impl Iterator<Item = f64> {
    sums.iter()
        .scan(0.0, |before, &sum| Some(sum - std::mem::replace(before, sum)))
}

/// Sundays and the weeks before the holidays are busy, and the shop grows.
fn day_weight(settings: &Settings, day: u32) -> f64 {
    const BY_WEEKDAY: [f64; 7] = [1.05, 1.0, 0.95, 0.92, 0.9, 1.05, 1.3];
    const BY_MONTH: [f64; 12] = [0.9, 0.9, 0.95, 1.0, 1.0, 0.95, 0.85, 0.85, 1.0, 1.05, 1.3, 1.5];
    let date = date(settings, day);
    let (_, month, _) = date.civil();
    // 1970-01-01 was a Thursday.
    let weekday = (date.0 + 3).rem_euclid(7) as usize;
    let grown = 0.8 + 0.4 * f64::from(day) / f64::from(settings.days.max(1));
    BY_WEEKDAY[weekday] * BY_MONTH[month as usize - 1] * grown
}

fn seasonal(season: Option<Season>, month: u32) -> f64 {
    match season {
        Some(season) if season.months.contains(&month) => season.factor,
        Some(_) => 0.5,
        None => 1.0,
    }
}

fn alive(life: Life, left_days: u32) -> f64 {
    match life {
        Life::Rising if left_days < RISING_DAYS => {
            2.0 + 6.0 * f64::from(RISING_DAYS - left_days) / f64::from(RISING_DAYS)
        }
        Life::New(days) if left_days >= days => 0.0,
        Life::Discontinued(days) if left_days < days => 0.0,
        _ => 1.0,
    }
}
