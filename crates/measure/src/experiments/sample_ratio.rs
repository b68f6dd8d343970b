//! **What a shopkeeper sees:** "this experiment is broken": the arms do not have the visitors that their shares
//! promise, so whatever else is counted cannot be trusted.
//!
//! **Method:** Pearson's chi-squared test of the exposed units of each arm against the arms' shares. The alarm is set
//! so low (p < .0005) that it hardly ever rings by chance: in about three of a thousand experiments that are looked
//! at daily for four weeks. Ask it for each segment too: a page that is broken in one browser hides in the sum.
//!
//! **When it fails:** with fewer than about five units expected in an arm, where nothing is said. Shares that were
//! changed on the way need a count from the change on. An arm that loses its visitors *before* they are counted
//! rings; one that makes them come back more often does not, since units are counted once.
//!
//! **Source:** A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.

use crate::distributions::chi_squared_tail;

/// Below this chance the alarm rings.
pub const ALARM_P: f64 = 0.000_5;
/// Units to be expected in each arm before anything is said.
const EXPECTED_UNITS_MIN: f64 = 5.0;

/// How the exposed units fell among the arms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleRatio {
    /// How often chance alone would bring counts so far from the shares.
    pub p_value: f64,
}

impl SampleRatio {
    /// Whether the experiment is broken.
    pub fn is_broken(&self) -> bool {
        self.p_value < ALARM_P
    }
}

/// Tests the exposed units of each arm against the arms' shares, which may be in any unit. Nothing is suspected
/// of fewer than two arms or too few units; units in an arm without a share are certain to be wrong.
pub fn test(arms: &[(u64, u16)]) -> SampleRatio {
    let units: f64 = arms.iter().map(|&(units, _)| units as f64).sum();
    let shares: f64 = arms.iter().map(|&(_, share)| f64::from(share)).sum();
    if arms.iter().any(|&(units, share)| share == 0 && units > 0) {
        return SampleRatio { p_value: 0.0 };
    }
    let (mut sum, mut count) = (0.0, 0_usize);
    for &(seen, share) in arms.iter().filter(|(_, share)| *share > 0) {
        let expected = units * f64::from(share) / shares;
        if expected < EXPECTED_UNITS_MIN {
            return SampleRatio { p_value: 1.0 };
        }
        sum += (seen as f64 - expected).powi(2) / expected;
        count += 1;
    }
    let p_value = match count {
        0 | 1 => 1.0,
        _ => chi_squared_tail(sum, count - 1),
    };
    SampleRatio { p_value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_textbook_case_and_the_alarm() {
        let p = |arms: &[(u64, u16)]| test(arms).p_value;
        // (4875 − 5000)² / 5000, twice: 6.25 with one degree of freedom.
        assert!((p(&[(4_875, 50), (5_125, 50)]) - 0.012_419_330_651_552).abs() < 1e-12);
        assert!(!test(&[(4_875, 50), (5_125, 50)]).is_broken());
        assert!(test(&[(4_800, 50), (5_200, 50)]).is_broken());
        assert!(!test(&[(900, 9_000), (100, 1_000)]).is_broken());
        assert!((p(&[(900, 9_000), (100, 1_000)]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn little_is_not_suspected_and_the_impossible_is_certain() {
        assert!(!test(&[(4, 50), (0, 50)]).is_broken());
        assert!(!test(&[(1_000, 50)]).is_broken());
        assert!(!test(&[]).is_broken());
        assert!(test(&[(1_000, 50), (1, 0)]).is_broken());
    }
}
