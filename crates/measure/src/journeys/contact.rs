//! **What a shopkeeper sees:** when customers come, click and buy: the best three hours of the week to write to them,
//! how sure that is, and the hours at which nobody is there.
//!
//! **Method:** people by the hour of the week, each counted once an hour however much they did. Few people in 168 hours
//! would make any hour look good, so the counts are drawn to what the day and the hour alone say, by the weight of 168
//! people; those of one customer to the shop's, by the weight of 20. The best time is the span of three hours with most
//! people. It stands out where so many would hardly come by chance in the busiest of all spans if all were alike: the
//! tail of a Poisson law, multiplied by the number of spans. Quiet hours are the longest run of hours of the day
//! with at most a twentieth of the people.
//!
//! **When it fails:** it says when they come, not when a message works: an experiment says that. Hours are those of the
//! clock that is asked for; customers in other time zones blur them. Orders whose time is midnight to the second were
//! told by the day only, and are left out.
//!
//! **Source:** shrinkage as in A. Agresti, "Categorical data analysis", 3rd edition, 2013, section 1.6; the spans'
//! correction is Bonferroni's.

use recommend::counting::significance::surprise_nats;
use shop::{Day, Timestamp};

/// Hours of a week, from Monday at midnight on.
pub const HOURS: usize = 168;
/// Weekdays by their public ids, Monday first.
pub const WEEKDAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];
/// With fewer people nothing is said of the best time.
pub const PEOPLE_MIN: u64 = 100;
/// Hours of the span that is looked for.
const SPAN: usize = 3;
/// How many spans are told, none of them touching another.
const SPANS: usize = 3;
/// The shop's hours are drawn to what day and hour alone say, as though by so many people.
const PRIOR_PEOPLE: f64 = HOURS as f64;
/// A customer's hours are drawn to the shop's, as though by so many deeds.
const CUSTOMER_PRIOR: f64 = 20.0;
/// Quiet is where so small a share comes.
const QUIET_SHARE: f64 = 0.05;

/// A clock by which hours are told.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Clock {
    /// Minutes ahead of UTC.
    pub utc_offset_minutes: i32,
}

impl Clock {
    /// The hour of the week of a moment.
    pub fn hour_of_week(self, at: Timestamp) -> usize {
        let minutes = at.unix_ms().div_euclid(60_000) + i64::from(self.utc_offset_minutes);
        // The remainder is of a week, so it fits.
        let (day, minute) = (minutes.div_euclid(1_440), minutes.rem_euclid(1_440));
        weekday_of(day) * 24 + (minute / 60) as usize
    }
}

/// The weekday of a day since 1970-01-01, which was a Thursday; 0 for Monday.
fn weekday_of(day: i64) -> usize {
    (day + 3).rem_euclid(7) as usize
}

/// The weekday of a day; 0 for Monday.
pub(crate) fn weekday(day: Day) -> usize {
    weekday_of(i64::from(day.0))
}

/// People by the hour of the week.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WeekHours([u64; HOURS]);

impl Default for WeekHours {
    fn default() -> Self {
        Self([0; HOURS])
    }
}

impl WeekHours {
    /// Counts somebody in an hour of the week.
    pub fn add(&mut self, hour_of_week: usize) {
        self.0[hour_of_week % HOURS] += 1;
    }

    /// All of them.
    pub fn people(&self) -> u64 {
        self.0.iter().sum()
    }

    /// The counts.
    pub fn counts(&self) -> &[u64; HOURS] {
        &self.0
    }
}

/// A span of hours of a weekday.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BestTime {
    /// The weekday, 0 for Monday.
    pub weekday: usize,
    /// The hour at which it begins.
    pub hour: usize,
    /// How many hours it lasts.
    pub hours: usize,
    /// The share of people who come in it.
    pub share: f64,
    /// How many times as many as in an ordinary span.
    pub times_usual: f64,
    /// The chance that this is more than chance.
    pub sure: f64,
}

/// Hours of the day at which hardly anybody comes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Quiet {
    /// The hour at which they begin.
    pub hour: usize,
    /// How many there are.
    pub hours: usize,
    /// The share of people who come nevertheless.
    pub share: f64,
}

/// When people come.
#[derive(Debug, Clone, PartialEq)]
pub struct HoursProfile {
    /// How many were counted.
    pub people: u64,
    /// The share of each hour of the week.
    pub shares: Vec<f64>,
    /// The best times, the best first; empty where too few were counted.
    pub best: Vec<BestTime>,
    /// The quiet hours; none where there are none, or too few people were counted.
    pub quiet: Option<Quiet>,
}

impl HoursProfile {
    /// When the shop's people come.
    pub fn of_shop(counted: &WeekHours) -> Self {
        let counts = counted.counts();
        let people = counted.people() as f64;
        let mut days = [PRIOR_PEOPLE / 7.0; 7];
        let mut hours = [PRIOR_PEOPLE / 24.0; 24];
        for (at, &count) in counts.iter().enumerate() {
            days[at / 24] += count as f64;
            hours[at % 24] += count as f64;
        }
        let whole = people + PRIOR_PEOPLE;
        let expected = |at: usize| days[at / 24] * hours[at % 24] / (whole * whole);
        let share = |at: usize| (counts[at] as f64 + PRIOR_PEOPLE * expected(at)) / whole;
        Self::new(counted.people(), (0..HOURS).map(share).collect(), people)
    }

    /// When one customer comes, whose deeds are `own`, in a shop like `shop`.
    pub fn of_customer(own: &WeekHours, shop: &Self) -> Self {
        let deeds = own.people() as f64;
        let drawn =
            |(own, usual): (&u64, &f64)| (*own as f64 + CUSTOMER_PRIOR * usual) / (deeds + CUSTOMER_PRIOR);
        let shares = own.counts().iter().zip(&shop.shares).map(drawn).collect();
        let mut profile = Self::new(shop.people, shares, deeds);
        profile.people = own.people();
        profile
    }

    /// `enough` decides whether anything is said at all, `weight` how sure it is.
    fn new(enough: u64, shares: Vec<f64>, weight: f64) -> Self {
        let is_enough = enough >= PEOPLE_MIN;
        Self {
            people: enough,
            best: if is_enough {
                best(&shares, weight)
            } else {
                Vec::new()
            },
            quiet: is_enough.then(|| quiet(&shares)).flatten(),
            shares,
        }
    }
}

fn best(shares: &[f64], people: f64) -> Vec<BestTime> {
    let spans = (0..HOURS).filter(|begin| begin % 24 + SPAN <= 24);
    let mut spans: Vec<(f64, usize)> = spans
        .map(|begin| (shares[begin..begin + SPAN].iter().sum(), begin))
        .collect();
    let count = spans.len() as f64;
    spans.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let mut chosen: Vec<(f64, usize)> = Vec::new();
    for span in spans {
        if chosen.len() < SPANS && chosen.iter().all(|(_, begin)| begin.abs_diff(span.1) >= SPAN) {
            chosen.push(span);
        }
    }
    let usual = SPAN as f64 / HOURS as f64;
    let time = |(share, begin): (f64, usize)| {
        let tail = (-surprise_nats((share * people) as u32, usual * people)).exp();
        BestTime {
            weekday: begin / 24,
            hour: begin % 24,
            hours: SPAN,
            share,
            times_usual: share / usual,
            sure: 1.0 - (tail * count).min(1.0),
        }
    };
    chosen.into_iter().map(time).collect()
}

fn quiet(shares: &[f64]) -> Option<Quiet> {
    let mut hours = [0.0; 24];
    for (at, share) in shares.iter().enumerate() {
        hours[at % 24] += share;
    }
    let run = |begin: usize| {
        let mut quiet = Quiet {
            hour: begin,
            hours: 0,
            share: 0.0,
        };
        while quiet.hours < 23 && quiet.share + hours[(begin + quiet.hours) % 24] <= QUIET_SHARE {
            quiet.share += hours[(begin + quiet.hours) % 24];
            quiet.hours += 1;
        }
        quiet
    };
    // Of equally long runs the quietest.
    let order = |one: &Quiet, other: &Quiet| {
        let longer = one.hours.cmp(&other.hours);
        longer.then_with(|| other.share.total_cmp(&one.share))
    };
    (0..24).map(run).max_by(order).filter(|quiet| quiet.hours >= 2)
}

#[cfg(test)]
mod tests {
    use testkit::Rng;

    use super::*;

    fn people(count: usize, seed: u64, hour: impl Fn(&mut Rng) -> usize) -> WeekHours {
        let mut rng = Rng::new(seed);
        let mut hours = WeekHours::default();
        (0..count).for_each(|_| hours.add(hour(&mut rng)));
        hours
    }

    #[test]
    fn the_hour_is_that_of_the_clock() {
        let sunday = testkit::moment("2026-11-22T23:30").unwrap();
        assert_eq!(Clock::default().hour_of_week(sunday), 6 * 24 + 23);
        let tehran = Clock {
            utc_offset_minutes: 210,
        };
        assert_eq!(tehran.hour_of_week(sunday), 3);
        let honolulu = Clock {
            utc_offset_minutes: -600,
        };
        assert_eq!(honolulu.hour_of_week(sunday), 6 * 24 + 13);
    }

    #[test]
    fn a_planted_time_is_found_and_the_night_is_quiet() {
        let busy = people(3_000, 1, |rng| match rng.unit() < 0.15 {
            true => 3 * 24 + 19 + (rng.unit() * 3.0) as usize,
            false => (rng.unit() * 7.0) as usize * 24 + 7 + (rng.unit() * 16.0) as usize,
        });
        let profile = HoursProfile::of_shop(&busy);
        let best = profile.best[0];
        assert_eq!((best.weekday, best.hour, best.hours), (3, 19, 3));
        assert!(best.sure > 0.99 && best.times_usual > 5.0, "{best:?}");
        let quiet = profile.quiet.unwrap();
        assert_eq!((quiet.hour, quiet.hours), (23, 8), "{quiet:?}");
        assert!((profile.shares.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn where_all_hours_are_alike_none_stands_out() {
        let sure = |seed| {
            let alike = people(2_000, seed, |rng| (rng.unit() * HOURS as f64) as usize);
            HoursProfile::of_shop(&alike).best[0].sure
        };
        let wrong = (0..200).filter(|seed| sure(*seed) > 0.95).count();
        assert!(wrong <= 10, "{wrong} of 200");
        let few = people(99, 1, |_| 5);
        assert!(HoursProfile::of_shop(&few).best.is_empty());
    }

    #[test]
    fn a_customer_of_few_deeds_is_like_the_shop_and_one_of_many_is_himself() {
        let shop = HoursProfile::of_shop(&people(5_000, 2, |rng| 24 + 18 + (rng.unit() * 3.0) as usize));
        let own = |count| HoursProfile::of_customer(&people(count, 3, |_| 5 * 24 + 8), &shop).best[0];
        assert_eq!(own(0).weekday, 1);
        assert_eq!(own(2).weekday, 1);
        assert_eq!(own(60).weekday, 5);
    }
}
