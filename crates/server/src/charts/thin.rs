//! Fewer points: a chart of years is drawn by week or by four weeks, so that it stays small and readable.

use shop::Day;

/// Most points of a chart.
const POINTS_MAX: i32 = 120;

/// Days that are drawn as one point.
#[derive(Debug, Clone, PartialEq)]
pub struct Run<T> {
    /// The first of them.
    pub first: Day,
    /// The last of them.
    pub last: Day,
    /// What they have together.
    pub sum: T,
}

/// How many days are drawn as one point: one, a week, or four weeks and multiples of them.
pub fn run_days(days: i32) -> i32 {
    let weeks = [1, 7, 28, 84, 364].into_iter();
    let fits = |run: &i32| days / run <= POINTS_MAX;
    weeks.into_iter().find(fits).unwrap_or(3_640)
}

/// The days from `from` to `to` in runs of [`run_days`]. The last run ends with the last day; days at the beginning
/// that make no whole run are left out, as they would look like a loss.
pub fn by_runs<T: Default>((from, to): (Day, Day), mut add: impl FnMut(&mut T, Day)) -> Vec<Run<T>> {
    let days = to.0.saturating_sub(from.0).saturating_add(1).max(0);
    let run = run_days(days);
    let mut first = Day(to.0.saturating_sub(days / run * run) + 1);
    let mut runs = Vec::new();
    while first <= to {
        let last = Day(first.0 + run - 1);
        let mut sum = T::default();
        (first.0..=last.0).for_each(|day| add(&mut sum, Day(day)));
        runs.push(Run { first, last, sum });
        first = Day(last.0 + 1);
    }
    runs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_drawn_by_runs_that_end_with_the_last_day() {
        let count = |from: i32, to: i32| {
            let runs = by_runs((Day(from), Day(to)), |sum: &mut i32, _| *sum += 1);
            let ends = runs.last().map(|run| run.last.0);
            (runs.len(), runs.first().map(|run| run.sum), ends)
        };
        assert_eq!(count(1, 28), (28, Some(1), Some(28)));
        assert_eq!(count(1, 365), (52, Some(7), Some(365)));
        assert_eq!(count(1, 3_660), (43, Some(84), Some(3_660)));
        assert_eq!(count(5, 5), (1, Some(1), Some(5)));
        assert_eq!(count(5, 4), (0, None, None));
    }
}
