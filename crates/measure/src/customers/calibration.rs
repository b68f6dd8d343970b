//! **What a shopkeeper sees:** how far what was expected of the customers is what came.
//!
//! **Method:** the model learns what happened until a day and is asked for the time after it, which it has not seen.
//! Told are the purchases expected and made by how often customers had bought before; how many times as much as the
//! mean each tenth of the customers bought, those first of whom most was expected; and by how much the expectation of
//! a customer was wrong, beside what a shopkeeper would guess: that all buy again as often as in the time before.
//!
//! **When it fails:** one cut is one season; cut at several days before trusting a difference.
//!
//! **Source:** P. Fader, B. Hardie and K. L. Lee, 2005, figures 3 and 4; decile lift as in direct marketing.

use shop::Day;

use super::{Activity, BgNbd, Histories};

/// From so many repeats on, customers are told together.
pub const REPEATS_TOLD_MAX: u32 = 7;
const TENTHS: usize = 10;

/// What was expected and what came.
#[derive(Debug, Clone, PartialEq)]
pub struct Calibration {
    /// Customers who had bought by the cut.
    pub customers: usize,
    /// Purchases expected of all of them, and made.
    pub purchases: Pair,
    /// The share of customers expected back, and back.
    pub returned: Pair,
    /// By repeats before the cut, from 0 to [`REPEATS_TOLD_MAX`] and more; numbers that nobody had are left out.
    pub by_repeats: Vec<Bin>,
    /// By tenths of customers, those first of whom most was expected: purchases of a customer, over the mean of all.
    pub lift: Vec<f64>,
    /// How wrong that was of each customer, beside simple guesses.
    pub misses: Misses,
}

/// Expected and come.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Pair {
    /// What was expected.
    pub expected: f64,
    /// What came.
    pub actual: f64,
}

/// Customers with the same number of repeats before the cut.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bin {
    /// Repeats.
    pub repeats: u32,
    /// Customers.
    pub customers: usize,
    /// Purchases of one of them on average.
    pub purchases: Pair,
}

/// How wrong the model and two guesses were.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Misses {
    /// Of the model.
    pub model: Miss,
    /// Of the guess that everybody buys as often as in the time before, of the same length.
    pub as_before: Miss,
    /// Of the guess that everybody repeats as often as they repeated before: the first purchase is left out.
    pub repeats_as_before: Miss,
}

/// How wrong a method was.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Miss {
    /// The mean over customers of how far their purchases were off.
    pub mean_absolute: f64,
    /// The root of the mean of the squares of it.
    pub root_mean_square: f64,
    /// All that was expected over all that came, less 1.
    pub of_sum: f64,
}

/// A customer: what was known, what came, and what each method said.
struct Case {
    activity: Activity,
    actual: f64,
    said: [f64; 3],
}

/// Compares what `model`, learnt until `cut`, expects of the time until `until` with what came.
pub fn calibrate(model: &BgNbd, histories: &Histories, cut: Day, until: Day) -> Calibration {
    let ahead_days = until.0.saturating_sub(cut.0).max(0);
    let (mut cases, mut returned) = (Vec::new(), Pair::default());
    for (_, history) in histories.iter() {
        let Some(activity) = history.activity(cut) else {
            continue;
        };
        let known = history.days_until(cut);
        let actual = history.days_until(until).len().saturating_sub(known.len()) as f64;
        let from = cut.0.saturating_sub(ahead_days);
        let count = |days: &[i32]| days.iter().filter(|&&day| day > from).count() as f64;
        returned.expected += model.returns_within(activity, f64::from(ahead_days));
        returned.actual += f64::from(u8::from(actual > 0.0));
        cases.push(Case {
            activity,
            actual,
            said: [
                model.expected_purchases(activity, f64::from(ahead_days)),
                count(known),
                count(&known[1..]),
            ],
        });
    }
    let customers = cases.len().max(1) as f64;
    let [model, as_before, repeats_as_before] = [0, 1, 2].map(|method| miss(&cases, method));
    Calibration {
        customers: cases.len(),
        purchases: sum(cases.iter()),
        returned: Pair {
            expected: returned.expected / customers,
            actual: returned.actual / customers,
        },
        by_repeats: (0..=REPEATS_TOLD_MAX)
            .filter_map(|repeats| bin(&cases, repeats))
            .collect(),
        lift: lift(&mut cases),
        misses: Misses {
            model,
            as_before,
            repeats_as_before,
        },
    }
}

fn sum<'a>(cases: impl Iterator<Item = &'a Case>) -> Pair {
    cases.fold(Pair::default(), |sum, case| Pair {
        expected: sum.expected + case.said[0],
        actual: sum.actual + case.actual,
    })
}

fn bin(cases: &[Case], repeats: u32) -> Option<Bin> {
    let inside = |case: &&Case| case.activity.repeats.min(REPEATS_TOLD_MAX) == repeats;
    let customers = cases.iter().filter(inside).count();
    let sum = sum(cases.iter().filter(inside));
    (customers > 0).then(|| Bin {
        repeats,
        customers,
        purchases: Pair {
            expected: sum.expected / customers as f64,
            actual: sum.actual / customers as f64,
        },
    })
}

fn miss(cases: &[Case], method: usize) -> Miss {
    let customers = cases.len().max(1) as f64;
    let off = || cases.iter().map(|case| case.said[method] - case.actual);
    let actual: f64 = cases.iter().map(|case| case.actual).sum();
    Miss {
        mean_absolute: off().map(f64::abs).sum::<f64>() / customers,
        root_mean_square: (off().map(|off| off * off).sum::<f64>() / customers).sqrt(),
        of_sum: off().sum::<f64>() / actual.max(1.0),
    }
}

/// Sorts the cases; equal expectations keep the sequence of the customers.
fn lift(cases: &mut [Case]) -> Vec<f64> {
    cases.sort_by(|one, other| other.said[0].total_cmp(&one.said[0]));
    let mean = cases.iter().map(|case| case.actual).sum::<f64>() / cases.len().max(1) as f64;
    let tenth = |at: usize| &cases[at * cases.len() / TENTHS..(at + 1) * cases.len() / TENTHS];
    let of = |tenth: &[Case]| {
        let own = tenth.iter().map(|case| case.actual).sum::<f64>() / tenth.len().max(1) as f64;
        if mean > 0.0 { own / mean } else { 0.0 }
    };
    (0..TENTHS).map(|at| of(tenth(at))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::customers::Order;

    const MODEL: BgNbd = BgNbd {
        r: 1.0,
        alpha_weeks: 5.0,
        a: 1.0,
        b: 3.0,
    };

    #[test]
    fn what_came_is_counted_after_the_cut_and_before_the_end() {
        let mut orders: Vec<Order<'_>> = (0..20)
            .map(|customer| Order::plain(customer, Day(0), 100))
            .collect();
        for day in [40, 70, 100, 101, 150, 200, 201] {
            orders.push(Order::plain(3, Day(day), 100));
        }
        let told = calibrate(&MODEL, &orders.into_iter().collect(), Day(100), Day(200));
        assert_eq!((told.customers, told.by_repeats.len()), (20, 2));
        assert!((told.purchases.actual - 3.0).abs() < 1e-12 && (told.returned.actual - 0.05).abs() < 1e-12);
        assert_eq!((told.by_repeats[1].repeats, told.by_repeats[1].customers), (3, 1));
        assert!((told.lift[0] - 10.0).abs() < 1e-12 && told.lift[1..].iter().all(|lift| lift.abs() < 1e-12));
        // Of the guess: customer 3 bought on days 40, 70 and 100, the others not after day 0.
        assert!(told.misses.as_before.mean_absolute.abs() < 1e-12, "{told:?}");
        assert!(told.misses.model.mean_absolute > 0.0);
    }

    #[test]
    fn a_shop_without_customers_or_time_is_no_trouble() {
        let none = calibrate(&MODEL, &Histories::default(), Day(5), Day(9));
        assert_eq!((none.customers, none.lift), (0, vec![0.0; 10]));
        let orders = (0..5).map(|customer| Order::plain(customer, Day(0), 100));
        let backwards = calibrate(&MODEL, &orders.collect(), Day(5), Day(1));
        assert!(backwards.purchases.expected.abs() + backwards.purchases.actual.abs() < 1e-12);
    }
}
