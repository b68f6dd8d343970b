//! **What a shopkeeper sees:** since the 3rd of March it sells better than the four weeks before let expect.
//!
//! **Method:** the average of a week crosses that of four weeks: above it things go up, below it down. A crossing is
//! told where the week stays on its new side for at least as many days as its own span, or is still there at the end,
//! and where it came at least two standard errors away from the longer average, as whole orders scatter.
//!
//! **When it fails:** it tells late, as averages do, and of a product that sells a few times a month hardly ever. It
//! says that sales changed, not why; a promotion that ended is a crossing down.
//!
//! **Source:** the crossing of moving averages of chart analysis, R. Donchian, 1960, with the two conditions added
//! against noise.

/// Which way it went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// It sells better.
    Up,
    /// It sells worse.
    Down,
}

impl Direction {
    /// Its public id.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Up => "up",
            Self::Down => "down",
        }
    }
}

/// The short average went to the other side of the long one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crossover {
    /// The place of the first day on the new side.
    pub at: usize,
    /// Which way.
    pub direction: Direction,
    /// For how many days it stayed.
    pub days: usize,
    /// Whether it is still there.
    pub lasts: bool,
}

/// How many standard errors the short average must come away from the long one.
const ERRORS_MIN: f64 = 2.0;
/// Averages closer than this share of themselves are the same.
const EXACT: f64 = 1e-9;

/// A day on which both averages are known.
struct Day {
    at: usize,
    apart: f64,
    long: f64,
    is_above: bool,
}

/// The crossings of two averages over `short_span` and more days.
pub fn crossovers(short: &[Option<f64>], long: &[Option<f64>], short_span: usize) -> Vec<Crossover> {
    let both = short.iter().zip(long).enumerate();
    let days = both.filter_map(|(at, (short, long))| Some((at, short.as_ref()? - long.as_ref()?, (*long)?)));
    let mut is_above = false;
    let with_side = |(at, apart, long): (usize, f64, f64)| {
        // Where both are the same, nothing was crossed yet; a sum of many days is not exact.
        if apart.abs() > EXACT * long.max(1.0) {
            is_above = apart > 0.0;
        }
        Day {
            at,
            apart,
            long,
            is_above,
        }
    };
    let days: Vec<Day> = days.map(with_side).collect();
    let sides: Vec<_> = days.chunk_by(|one, next| one.is_above == next.is_above).collect();
    let end = short.len();
    let told = |side: &&[Day]| {
        let lasts = side[side.len() - 1].at + 1 == end;
        let is_clear = |day: &Day| day.apart.abs() >= ERRORS_MIN * (day.long / short_span as f64).sqrt();
        let is_told = (side.len() >= short_span || lasts) && side.iter().any(is_clear);
        is_told.then_some(Crossover {
            at: side[0].at,
            direction: if side[0].is_above {
                Direction::Up
            } else {
                Direction::Down
            },
            days: side.len(),
            lasts,
        })
    };
    // On which side the first days are is no crossing.
    let crossed = sides.iter().skip(1).filter_map(told);
    let mut kept: Vec<Crossover> = Vec::new();
    for crossover in crossed {
        match kept.last_mut() {
            // What lay between was noise: it is still the same course.
            Some(before) if before.direction == crossover.direction => {
                before.days = crossover.at + crossover.days - before.at;
                before.lasts = crossover.lasts;
            }
            _ => kept.push(crossover),
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::super::averages::moving;
    use super::*;

    fn told(values: &[f64]) -> Vec<(usize, Direction, bool)> {
        let all = crossovers(&moving(values, 7), &moving(values, 28), 7);
        all.into_iter()
            .map(|cross| (cross.at, cross.direction, cross.lasts))
            .collect()
    }

    #[test]
    fn a_planted_rise_and_fall_are_told_once_each() {
        let mut values = vec![4.0; 60];
        values.extend([12.0; 50]);
        values.extend([3.0; 40]);
        let told = told(&values);
        assert_eq!(told.len(), 2, "{told:?}");
        assert_eq!((told[0].0, told[0].1), (60, Direction::Up));
        assert!((110..=113).contains(&told[1].0), "{told:?}");
        assert_eq!(told[1].1, Direction::Down);
    }

    #[test]
    fn a_single_day_and_a_flat_line_are_no_course() {
        assert!(told(&[5.0; 90]).is_empty());
        let mut values = vec![5.0; 90];
        values[40] = 6.0;
        assert!(told(&values).is_empty());
        assert!(told(&[1.0; 5]).is_empty());
    }
}
