//! **What a shopkeeper sees:** one picture of a product or a category: what it sold day by day or week by week, its
//! calm lines, where its course turned, days that do not fit, days on which it was missing, and its season.
//!
//! **Method:** everything is worked out over the whole history up to the last day that is shown, so that the averages
//! of the first day shown have their days before; from the first sale on, so that a product is not judged by the time
//! before it existed. Weeks begin on Mondays; those at the ends may be cut.
//!
//! **When it fails:** as its parts do (`averages`, `crossovers`, `spikes`, `dry_spells`, `season`). A day that is not
//! over has sold less than it will.
//!
//! **Source:** those of its parts.

use shop::Day;

use super::{
    Crossover, DrySpell, Season, Series, Spike, averages, crossovers::crossovers, dry_spells::dry_spells,
    spikes::spikes,
};
use crate::journeys::weekday;

/// Days of the short and of the long moving average.
pub const SHORT_DAYS: usize = 7;
/// Days of the long moving average.
pub const LONG_DAYS: usize = 28;
/// The span of the exponential moving average, in days.
pub const EXPONENTIAL_DAYS: f64 = 14.0;

/// What a point of a chart stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Step {
    /// A day.
    #[default]
    Day,
    /// A week from Monday to Sunday.
    Week,
}

impl Step {
    /// Every step.
    pub const ALL: [Self; 2] = [Self::Day, Self::Week];

    /// Its public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
        }
    }
}

/// A day or week of a chart.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChartPoint {
    /// Its first day.
    pub first: Day,
    /// Its last day.
    pub last: Day,
    /// Units sold.
    pub units: u64,
    /// Orders.
    pub orders: u64,
    /// What the shop keeps of it, in minor units of its currency.
    pub revenue_minor: i64,
    /// Units a day over the week up to the last day.
    pub average_short: Option<f64>,
    /// Units a day over the four weeks up to the last day.
    pub average_long: Option<f64>,
    /// Units a day, the latest days counting most.
    pub average_exponential: Option<f64>,
}

/// What was sold over a time.
#[derive(Debug, Clone, PartialEq)]
pub struct Chart {
    /// The days or weeks.
    pub points: Vec<ChartPoint>,
    /// Where its course turned.
    pub crossovers: Vec<(Day, Crossover)>,
    /// Days that do not fit, with what was sold on them.
    pub spikes: Vec<(Day, u64, Spike)>,
    /// Days on which it was missing.
    pub dry_spells: Vec<(Day, DrySpell)>,
    /// When it sells.
    pub season: Season,
}

impl Chart {
    /// Units, orders and revenue of all points.
    pub fn totals(&self) -> (u64, u64, i64) {
        let add = |(units, orders, revenue): (u64, u64, i64), point: &ChartPoint| {
            (
                units + point.units,
                orders + point.orders,
                revenue.saturating_add(point.revenue_minor),
            )
        };
        self.points.iter().fold((0, 0, 0), add)
    }
}

/// The chart of a part of a shop, or of the shop itself, over the days from `from` to `to`; both series have the same
/// days.
pub fn chart(part: &Series, shop: &Series, (from, to): (Day, Day), step: Step) -> Chart {
    let begin = part.first_sale().unwrap_or(part.len());
    let is_shown = |day: Day| from <= day && day <= to;
    let volume = part.volume().split_off(begin);
    let day = |at: usize| part.day(begin + at);
    let season = if part == shop {
        Season::of_shop(shop)
    } else {
        Season::of_part(part, shop)
    };
    let (short, long) = (
        averages::moving(&volume, SHORT_DAYS),
        averages::moving(&volume, LONG_DAYS),
    );
    let weekdays: Vec<f64> = (0..volume.len()).map(|at| season.weekday(day(at))).collect();
    let crossed = crossovers(&short, &long, SHORT_DAYS).into_iter();
    let spiked = spikes(&volume, &weekdays).into_iter();
    let dried = dry_spells(&part.orders[begin..]).into_iter();
    let last_of = |spell: &DrySpell| day(spell.at + spell.days - 1);
    Chart {
        points: points(part, (from, to), step, &Lines::new(begin, &volume, short, long)),
        crossovers: crossed
            .map(|cross| (day(cross.at), cross))
            .filter(|(day, _)| is_shown(*day))
            .collect(),
        spikes: spiked
            .map(|spike| (day(spike.at), part.units[begin + spike.at], spike))
            .filter(|(day, ..)| is_shown(*day))
            .collect(),
        dry_spells: dried
            .filter(|spell| is_shown(day(spell.at)) || is_shown(last_of(spell)))
            .map(|spell| (day(spell.at), spell))
            .collect(),
        season,
    }
}

/// The lines of a chart, which begin with the first sale.
struct Lines {
    begin: usize,
    short: Vec<Option<f64>>,
    long: Vec<Option<f64>>,
    exponential: Vec<f64>,
}

impl Lines {
    fn new(begin: usize, volume: &[f64], short: Vec<Option<f64>>, long: Vec<Option<f64>>) -> Self {
        Self {
            begin,
            short,
            long,
            exponential: averages::exponential(volume, EXPONENTIAL_DAYS),
        }
    }
}

fn points(part: &Series, (from, to): (Day, Day), step: Step, lines: &Lines) -> Vec<ChartPoint> {
    let mut points: Vec<ChartPoint> = Vec::new();
    for at in 0..part.len() {
        let day = part.day(at);
        if day < from || day > to {
            continue;
        }
        let continues = step == Step::Week && weekday(day) != 0;
        if points.is_empty() || !continues {
            points.push(ChartPoint {
                first: day,
                last: day,
                units: 0,
                orders: 0,
                revenue_minor: 0,
                average_short: None,
                average_long: None,
                average_exponential: None,
            });
        }
        let Some(point) = points.last_mut() else { continue };
        point.last = day;
        point.units += part.units[at];
        point.orders += part.orders[at];
        point.revenue_minor = point.revenue_minor.saturating_add(part.revenue_minor[at]);
        if let Some(place) = at.checked_sub(lines.begin) {
            point.average_short = lines.short[place];
            point.average_long = lines.long[place];
            point.average_exponential = Some(lines.exponential[place]);
        }
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    fn series(units: &[u32]) -> Series {
        // A Monday.
        let first = testkit::day("2026-06-01").unwrap();
        let mut series = Series::empty(first, Day(first.0 + units.len() as i32 - 1));
        for (at, units) in units.iter().enumerate() {
            series.add(
                series.day(at),
                u32::from(*units > 0),
                *units,
                i64::from(*units) * 250,
            );
        }
        series
    }

    #[test]
    fn weeks_are_the_sums_of_their_days_and_lines_begin_with_the_first_sale() {
        let mut units = vec![0; 10];
        units.extend([2; 40]);
        let part = series(&units);
        let shown = (part.day(3), part.day(45));
        let (days, weeks) = (
            chart(&part, &part, shown, Step::Day),
            chart(&part, &part, shown, Step::Week),
        );
        assert_eq!(days.points.len(), 43);
        assert_eq!(days.totals(), weeks.totals());
        assert_eq!(days.totals(), (72, 36, 18_000));
        assert_eq!(weeks.points.len(), 7);
        assert_eq!(
            (weeks.points[0].first, weeks.points[0].last),
            (part.day(3), part.day(6))
        );
        assert_eq!(weeks.points[1].units, 8);
        let line = |at: usize| days.points[at - 3].average_short;
        assert_eq!(
            (line(9), line(15), line(16), line(45)),
            (None, None, Some(2.0), Some(2.0))
        );
        assert_eq!(days.points[45 - 3].average_exponential, Some(2.0));
        let nothing = series(&[0; 30]);
        assert_eq!(chart(&nothing, &part, shown, Step::Day).totals(), (0, 0, 0));
    }
}
