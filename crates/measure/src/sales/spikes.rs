//! **What a shopkeeper sees:** single days that do not fit: 41 sold on the 27th of November where 9 are usual.
//!
//! **Method:** each day is divided by what its weekday usually has, and brought by twice the square root to a scale on
//! which whole numbers scatter by about one. The robust z of a day is its distance from the median of the four weeks
//! around it, in their median absolute deviations (brought to the size of a standard deviation), and never in less than
//! one. Days of 3.5 and more are told, where at least 5 units lie between.
//!
//! **When it fails:** two weeks of promotion are no spike but a course (`crossovers`). What is usual is read from the
//! days around, so the last two weeks are judged by the days before them alone.
//!
//! **Source:** B. Iglewicz and D. Hoaglin, "How to detect and handle outliers", 1993, for 3.5; F. Anscombe, "The
//! transformation of Poisson data", Biometrika 1948. The median absolute deviation is compared with scipy.

/// How far off a day must be.
const Z_MIN: f64 = 3.5;
/// Units by which it must differ from what is usual.
const UNITS_MIN: f64 = 5.0;
/// Days around a day that say what is usual.
const AROUND: usize = 28;
/// With fewer days nothing is usual.
const DAYS_MIN: usize = 14;
/// Brings a median absolute deviation to the size of a standard deviation: 1 over the normal law's third quartile.
const NORMAL: f64 = 1.482_602_218_505_602;

/// A day that does not fit.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Spike {
    /// The day's place.
    pub at: usize,
    /// Units that are usual on such a day.
    pub usual: f64,
    /// How far off, in deviations; below 0 where too little was sold.
    pub z: f64,
}

/// The median; none of nothing.
pub fn median(values: &[f64]) -> Option<f64> {
    let mut sorted = values.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let middle = sorted.len() / 2;
    match sorted.len() {
        0 => None,
        odd if odd % 2 == 1 => Some(sorted[middle]),
        _ => Some(f64::midpoint(sorted[middle - 1], sorted[middle])),
    }
}

/// The median absolute deviation, of the size of a standard deviation; none of nothing.
pub fn deviation(values: &[f64]) -> Option<f64> {
    let middle = median(values)?;
    let apart: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    Some(median(&apart)? * NORMAL)
}

fn to_even_scatter(units: f64) -> f64 {
    2.0 * (units + 0.375).sqrt()
}

fn to_units(even: f64) -> f64 {
    (even * even / 4.0 - 0.375).max(0.0)
}

/// The days of `units` that do not fit; `weekday` is what each day's weekday has, 1 for as much as any.
pub fn spikes(units: &[f64], weekday: &[f64]) -> Vec<Spike> {
    if units.len() < DAYS_MIN {
        return Vec::new();
    }
    let factor = |at: usize| weekday.get(at).copied().unwrap_or(1.0).max(0.05);
    let even: Vec<f64> = (0..units.len())
        .map(|at| to_even_scatter(units[at] / factor(at)))
        .collect();
    let spike = |at: usize| {
        let begin = at
            .saturating_sub(AROUND / 2)
            .min(even.len().saturating_sub(AROUND + 1));
        let around = &even[begin..(begin + AROUND + 1).min(even.len())];
        let (middle, scatter) = (median(around)?, deviation(around)?.max(1.0));
        let usual = to_units(middle) * factor(at);
        let z = (even[at] - middle) / scatter;
        (z.abs() >= Z_MIN && (units[at] - usual).abs() >= UNITS_MIN).then_some(Spike { at, usual, z })
    };
    (0..units.len()).filter_map(spike).collect()
}

#[cfg(test)]
mod tests {
    use testkit::Rng;

    use super::*;

    fn days(seed: u64, mean: f64) -> Vec<f64> {
        let mut rng = Rng::new(seed);
        (0..180).map(|_| f64::from(rng.poisson(mean))).collect()
    }

    #[test]
    fn a_planted_spike_and_a_planted_slump_are_found() {
        let mut units = days(1, 20.0);
        (units[70], units[120]) = (55.0, 1.0);
        let told: Vec<_> = spikes(&units, &[])
            .iter()
            .map(|spike| (spike.at, spike.z > 0.0))
            .collect();
        assert_eq!(told, [(70, true), (120, false)]);
        let usual = spikes(&units, &[])[0].usual;
        assert!((usual - 20.0).abs() < 4.0, "{usual}");
    }

    #[test]
    fn sundays_that_are_always_busy_are_no_spikes() {
        let weekday: Vec<f64> = (0..180).map(|at| if at % 7 == 6 { 3.0 } else { 0.67 }).collect();
        let mut rng = Rng::new(4);
        let units: Vec<f64> = weekday
            .iter()
            .map(|factor| f64::from(rng.poisson(20.0 * factor)))
            .collect();
        assert!(spikes(&units, &weekday).is_empty());
        assert!(!spikes(&units, &[]).is_empty());
    }

    #[test]
    fn chance_alone_makes_few() {
        let told: usize = (0..100).map(|seed| spikes(&days(seed, 12.0), &[]).len()).sum();
        // 18,000 days, of which the normal law has 8 beyond 3.5.
        assert!(told <= 36, "{told}");
    }

    #[test]
    fn the_median_of_nothing_is_nothing() {
        assert_eq!((median(&[]), deviation(&[])), (None, None));
        assert_eq!((median(&[3.0, 1.0]), deviation(&[4.0])), (Some(2.0), Some(0.0)));
    }
}
