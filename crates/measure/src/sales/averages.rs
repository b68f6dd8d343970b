//! **What a shopkeeper sees:** a calm line under the ups and downs of the days: what sold a day over the last week,
//! over the last four weeks, and with the latest days counting most.
//!
//! **Method:** the moving average of a day is the mean of it and the days before, as many as its span; before there are
//! so many days there is none. In the exponential one the weight of a day falls by the factor `1 − 2/(span + 1)` with
//! each day of age, and the weights are brought to a sum of one.
//!
//! **When it fails:** an average lags behind by half its span, and a single large order lifts it for all of it;
//! `spikes` tells such days.
//!
//! **Source:** as old as charts; the exponential one after R. Brown, "Exponential smoothing for predicting demand",
//! 1956, with the weights of a finite past. Compared with pandas.

/// The mean of each day and those before it, `span` days together; none before there are so many.
pub fn moving(values: &[f64], span: usize) -> Vec<Option<f64>> {
    let mut averages = vec![None; values.len()];
    if span == 0 {
        return averages;
    }
    let mut before = 0.0;
    let mut sums = Vec::with_capacity(values.len() + 1);
    sums.push(before);
    for value in values {
        before += value;
        sums.push(before);
    }
    for (at, average) in averages.iter_mut().enumerate().skip(span - 1) {
        *average = Some((sums[at + 1] - sums[at + 1 - span]) / span as f64);
    }
    averages
}

/// The exponential moving average of each day.
pub fn exponential(values: &[f64], span: f64) -> Vec<f64> {
    let fade = 1.0 - 2.0 / (span.max(1.0) + 1.0);
    let (mut sum, mut weights) = (0.0, 0.0);
    let average = |value: &f64| {
        sum = sum * fade + value;
        weights = weights * fade + 1.0;
        sum / weights
    };
    values.iter().map(average).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_never_changes_is_its_own_average(value in 0.0..1e6_f64, days in 1_usize..80, span in 1_usize..40) {
            let values = vec![value; days];
            for average in moving(&values, span).into_iter().flatten() {
                prop_assert!((average - value).abs() <= 1e-9 * value.max(1.0));
            }
            for average in exponential(&values, span as f64) {
                prop_assert!((average - value).abs() <= 1e-9 * value.max(1.0));
            }
            prop_assert_eq!(moving(&values, span).iter().flatten().count(), (days + 1).saturating_sub(span));
        }

        #[test]
        fn an_average_lies_among_its_days(values in prop::collection::vec(0.0..1e4_f64, 1..60)) {
            let low = values.iter().copied().fold(f64::MAX, f64::min);
            let high = values.iter().copied().fold(0.0, f64::max);
            let all = moving(&values, 7).into_iter().flatten().chain(exponential(&values, 14.0));
            for average in all {
                prop_assert!((low - 1e-6..=high + 1e-6).contains(&average));
            }
        }
    }

    #[test]
    fn the_days_of_the_span_count() {
        assert_eq!(moving(&[1.0, 3.0, 8.0], 2), [None, Some(2.0), Some(5.5)]);
        assert_eq!(moving(&[1.0], 0), [None]);
    }
}
