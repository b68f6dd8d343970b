//! From where to where an axis runs, and where its lines are.

/// Lines of an axis aimed at; a few more or fewer make round numbers.
const LINES: f64 = 4.0;
/// Beyond this no shop's number lies, and steps of it are still finite.
const LARGEST: f64 = 1e300;

/// An axis that holds zero.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
}

impl Scale {
    /// The axis that holds these numbers and zero; those that are not finite are passed over.
    pub fn of(numbers: impl Iterator<Item = f64>) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for number in numbers.filter(|number| number.is_finite()) {
            low = low.min(number.max(-LARGEST));
            high = high.max(number.min(LARGEST));
        }
        if high <= low {
            high = 1.0;
        }
        let step = round_step((high - low) / LINES);
        Self {
            low: (low / step).floor() * step,
            high: (high / step).ceil() * step,
            step,
        }
    }

    /// The same without rounding its ends: bars may end where the longest does.
    pub fn tight(numbers: impl Iterator<Item = f64> + Clone) -> Self {
        let rounded = Self::of(numbers.clone());
        let finite = numbers.filter(|number| number.is_finite());
        let low = finite.clone().fold(0.0, f64::min).max(-LARGEST);
        let high = finite.fold(0.0, f64::max).min(LARGEST);
        match low < high {
            true => Self { low, high, ..rounded },
            false => rounded,
        }
    }

    /// Where a number lies between the axis' ends, from 0 to 1.
    pub fn share(&self, number: f64) -> f64 {
        ((number - self.low) / (self.high - self.low)).clamp(0.0, 1.0)
    }

    /// The numbers with a line, ascending.
    pub fn lines(&self) -> Vec<f64> {
        let count = ((self.high - self.low) / self.step)
            .round()
            .clamp(1.0, 2.0 * LINES + 2.0) as usize;
        let line = |at: usize| {
            let number = self.low + self.step * at as f64;
            // What is left of a subtraction is no number to write at a line.
            if number.abs() < self.step / 1e6 {
                0.0
            } else {
                number
            }
        };
        (0..=count).map(line).collect()
    }

    /// Whether numbers below zero are on it.
    pub fn goes_below_zero(&self) -> bool {
        self.low < 0.0
    }
}

/// The next of 1, 2, 5, 10 … that is no smaller.
fn round_step(step: f64) -> f64 {
    let power = 10_f64.powf(step.log10().floor());
    let round = [1.0, 2.0, 5.0, 10.0].map(|factor| factor * power);
    let found = round.into_iter().find(|round| *round >= step * (1.0 - 1e-9));
    let step = found.unwrap_or(step);
    if step.is_finite() && step > 0.0 { step } else { 1.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn axes_have_few_round_lines_and_hold_zero_and_every_number() {
        let lines = |numbers: &[f64]| Scale::of(numbers.iter().copied()).lines();
        assert_eq!(lines(&[]), [0.0, 0.5, 1.0]);
        assert_eq!(lines(&[0.0, 0.0]), [0.0, 0.5, 1.0]);
        assert_eq!(lines(&[7.3]), [0.0, 2.0, 4.0, 6.0, 8.0]);
        assert_eq!(lines(&[-3.0, 4.0]), [-4.0, -2.0, 0.0, 2.0, 4.0]);
        assert_eq!(
            lines(&[f64::NAN, 40.0, f64::INFINITY]),
            [0.0, 10.0, 20.0, 30.0, 40.0]
        );
        for numbers in [[1e-9, 3e-9], [-1e15, 1e15], [f64::MAX, f64::MIN], [-7.0, -6.9]] {
            let scale = Scale::of(numbers.into_iter());
            let lines = scale.lines();
            assert!((2..=10).contains(&lines.len()), "{numbers:?}: {lines:?}");
            assert!(lines.iter().all(|line| line.is_finite()), "{numbers:?}");
            assert!(
                numbers
                    .iter()
                    .all(|number| (0.0..=1.0).contains(&scale.share(*number)))
            );
        }
    }
}
