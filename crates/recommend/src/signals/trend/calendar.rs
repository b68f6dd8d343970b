//! What the shop as a whole did in the days that are looked at: the measure of each product's own course.

use shop::Day;

use crate::{Catalogue, History, query::ProductIndex};

/// The last week is what is tested.
pub const RECENT_DAYS: usize = 7;
/// It is compared with at most so many weeks before it: a year's season hardly moves within them.
const BASE_WEEKS_MAX: usize = 12;
/// Fewer weeks tell no trend from chance.
const BASE_WEEKS_MIN: usize = 4;
/// Spans of the moving averages.
const FAST_DAYS: f64 = 7.0;
const SLOW_DAYS: f64 = 28.0;
const AVERAGE_DAYS: f64 = 9.0;
/// The average of the difference looks back so far; what lies before weighs under a thousandth.
const AVERAGE_DAYS_BACK: usize = 36;
/// Sales by which a leaf category's weekdays and season are drawn to the shop's.
const LEAF_PRIOR_SALES: f64 = 200.0;
/// Fifty-two weeks: the same weekday and nearly the same date a year ago.
const YEAR_DAYS: i32 = 364;
/// So many earlier years are asked for a leaf's season.
const SEASON_YEARS_MAX: i32 = 2;

/// The days that are looked at.
pub struct Calendar {
    /// The first of them; whole weeks before the last.
    pub first: Day,
    /// The last day of the history.
    pub last: Day,
    /// The shop's orders on each of them.
    orders: Vec<f64>,
}

/// What one sale of a day adds to each moving average, as a share of the shop's orders.
#[derive(Clone, Copy, Default)]
pub struct Weight {
    pub fast: f64,
    pub slow: f64,
    /// To the average of the difference of the two.
    pub average: f64,
}

impl Calendar {
    /// The last weeks of a history; none where it is too short to compare them.
    pub fn of(history: &History) -> Option<Self> {
        let (begin, last) = (history.first_day()?, history.last_day()?);
        let weeks = ((last.0 - begin.0 + 1).max(0) as usize / RECENT_DAYS).min(BASE_WEEKS_MAX + 1);
        if weeks <= BASE_WEEKS_MIN {
            return None;
        }
        let days = weeks * RECENT_DAYS;
        let first = Day(last.0 - days as i32 + 1);
        let mut orders = vec![0.0; days];
        for (day, parts) in history.orders.range(first..=last) {
            let of_day: usize = parts.iter().map(|part| part.baskets.len()).sum();
            orders[(day.0 - first.0) as usize] += of_day as f64;
        }
        let calendar = Self { first, last, orders };
        (calendar.base_orders() > 0.0).then_some(calendar)
    }

    /// How many days are looked at.
    pub fn days(&self) -> usize {
        self.orders.len()
    }

    /// The weeks before the last one.
    pub fn base_weeks(&self) -> usize {
        self.days() / RECENT_DAYS - 1
    }

    /// The shop's orders in each of the weeks before the last one.
    pub fn base_orders_by_week(&self) -> impl Iterator<Item = f64> + '_ {
        let weeks = self.orders.chunks(RECENT_DAYS).take(self.base_weeks());
        weeks.map(|week| week.iter().sum())
    }

    fn base_orders(&self) -> f64 {
        self.base_orders_by_week().sum()
    }

    /// The last week's orders as a share of those before it.
    pub fn growth(&self) -> f64 {
        let recent: f64 = self.orders[self.days() - RECENT_DAYS..].iter().sum();
        recent / self.base_orders()
    }

    /// The shop's orders in a week, by the slow moving average.
    pub fn orders_per_week(&self) -> f64 {
        let last = self.days() - 1;
        self.averaged(SLOW_DAYS, last) / weights_sum(SLOW_DAYS, last) * RECENT_DAYS as f64
    }

    /// The shop's orders until the day `until` as the moving average of `span` sums them.
    fn averaged(&self, span: f64, until: usize) -> f64 {
        let of_day = |(day, orders): (usize, &f64)| orders * fade(span, until - day);
        self.orders[..=until].iter().enumerate().map(of_day).sum()
    }

    /// What one sale of each day adds to the moving averages. They are linear in the sales, so that a product needs
    /// three numbers and no list of days; each is the average of the sales over that of the shop's orders, which takes
    /// weekdays, holidays and the growth of the whole shop out.
    pub fn weights(&self) -> Vec<Weight> {
        let last = self.days() - 1;
        let mut weights = vec![Weight::default(); self.days()];
        let lags = AVERAGE_DAYS_BACK.min(last);
        let lags_sum: f64 = (0..=lags).map(|lag| fade(AVERAGE_DAYS, lag)).sum();
        for lag in 0..=lags {
            let until = last - lag;
            let (fast, slow) = (self.averaged(FAST_DAYS, until), self.averaged(SLOW_DAYS, until));
            if fast <= 0.0 || slow <= 0.0 {
                continue;
            }
            for (day, weight) in weights[..=until].iter_mut().enumerate() {
                let (fast, slow) = (
                    fade(FAST_DAYS, until - day) / fast,
                    fade(SLOW_DAYS, until - day) / slow,
                );
                weight.average += fade(AVERAGE_DAYS, lag) / lags_sum * (fast - slow);
                if lag == 0 {
                    (weight.fast, weight.slow) = (fast, slow);
                }
            }
        }
        weights
    }
}

/// The weight of a day `age` days ago in an exponential moving average of `span` days, the newest one's being 1.
fn fade(span: f64, age: usize) -> f64 {
    (1.0 - 2.0 / (span + 1.0)).powi(age as i32)
}

fn weights_sum(span: f64, until: usize) -> f64 {
    (0..=until).map(|age| fade(span, age)).sum()
}

/// How a leaf category's sales differ from the whole shop's: by weekday, and in this season.
pub struct Leaves {
    /// Seven factors for each leaf: its share of sales on a weekday over the shop's.
    weekdays: Vec<[f64; 7]>,
    /// By what the leaf's growth of earlier years at this time was larger than the shop's.
    seasons: Vec<f64>,
}

impl Leaves {
    /// Counts the leaves' weekdays in the days that are looked at, and their growth in the same weeks of earlier years.
    pub fn count(history: &History, catalogue: &Catalogue, calendar: &Calendar) -> Self {
        Self {
            weekdays: weekdays(history, catalogue, calendar),
            seasons: seasons(history, catalogue, calendar),
        }
    }

    /// The factor of a product's leaf on a weekday, 1 where it has none.
    pub fn weekday(&self, leaf: Option<u32>, day: Day) -> f64 {
        let factors = leaf.and_then(|leaf| self.weekdays.get(leaf as usize));
        factors.map_or(1.0, |factors| factors[weekday(day)])
    }

    /// The factor of a product's leaf in this season, 1 where it has none.
    pub fn season(&self, leaf: Option<u32>) -> f64 {
        let factor = leaf.and_then(|leaf| self.seasons.get(leaf as usize));
        factor.copied().unwrap_or(1.0)
    }
}

fn weekday(day: Day) -> usize {
    day.0.rem_euclid(7) as usize
}

/// Counts every sale of the days `from..=to` by its product's leaf.
fn count_leaves(
    history: &History,
    catalogue: &Catalogue,
    (from, to): (Day, Day),
    mut visit: impl FnMut(Day, Option<u32>),
) {
    for (day, basket) in history.iter_dated(from, to) {
        for &product in basket.products {
            if (product as usize) < catalogue.len() {
                visit(day, catalogue.leaf(product as ProductIndex));
            }
        }
    }
}

fn weekdays(history: &History, catalogue: &Catalogue, calendar: &Calendar) -> Vec<[f64; 7]> {
    let mut counts = vec![[0.0; 7]; catalogue.leaf_count()];
    let mut shop = [0.0; 7];
    count_leaves(
        history,
        catalogue,
        (calendar.first, calendar.last),
        |day, leaf| {
            shop[weekday(day)] += 1.0;
            if let Some(counts) = leaf.and_then(|leaf| counts.get_mut(leaf as usize)) {
                counts[weekday(day)] += 1.0;
            }
        },
    );
    let total: f64 = shop.iter().sum();
    for counts in &mut counts {
        let sales: f64 = counts.iter().sum();
        for (count, of_shop) in counts.iter_mut().zip(shop) {
            let share = of_shop / total.max(1.0);
            let expected = (sales + LEAF_PRIOR_SALES) * share;
            *count = if share > 0.0 {
                (*count + LEAF_PRIOR_SALES * share) / expected
            } else {
                1.0
            };
        }
    }
    counts
}

fn seasons(history: &History, catalogue: &Catalogue, calendar: &Calendar) -> Vec<f64> {
    let mut recent = vec![0.0; catalogue.leaf_count()];
    let mut whole = recent.clone();
    let (mut shop_recent, mut shop_whole) = (0.0, 0.0);
    for year in 1..=SEASON_YEARS_MAX {
        let ago = |day: Day| Day(day.0 - year * YEAR_DAYS);
        if history
            .first_day()
            .is_none_or(|first| first > ago(calendar.first))
        {
            break;
        }
        let week_begins = ago(calendar.last).0 - RECENT_DAYS as i32;
        let days = (ago(calendar.first), ago(calendar.last));
        count_leaves(history, catalogue, days, |day, leaf| {
            let in_week = if day.0 > week_begins { 1.0 } else { 0.0 };
            shop_whole += 1.0;
            shop_recent += in_week;
            if let Some(leaf) = leaf.map(|leaf| leaf as usize) {
                whole[leaf] += 1.0;
                recent[leaf] += in_week;
            }
        });
    }
    let share = shop_recent / f64::max(shop_whole, 1.0);
    let factor = |(recent, whole): (&f64, &f64)| {
        let drawn = (recent + LEAF_PRIOR_SALES * share) / (whole + LEAF_PRIOR_SALES);
        let odds = |share: f64| share / (1.0 - share);
        if share > 0.0 && share < 1.0 && drawn < 1.0 {
            odds(drawn) / odds(share)
        } else {
            1.0
        }
    };
    recent.iter().zip(&whole).map(factor).collect()
}
