//! **What a shopkeeper sees:** "this experiment is broken": the arms do not have the visitors that their shares
//! promise, so whatever else is counted cannot be trusted.
//!
//! **Method:** a bet against the arms' shares after every unit, the sequential multinomial test: the chance of the
//! exposed units if the true shares were drawn from a Dirichlet distribution around the planned ones, over their
//! chance under the planned ones. Half of the money is bet on gross deviations (a distribution worth 100 units), half
//! on slight ones (10,000 units). Where the shares are kept it reaches `1/α` at any of all looks with a chance of at
//! most α; the alarm rings at α = .001, so in one of a thousand sound experiments, however often one looks. Ask it for
//! each segment too: a page that is broken in one browser hides in the sum.
//!
//! **When it fails:** it needs about a third more units than a test that is meant for one look. Shares that were
//! changed on the way need a count from the change on. An arm that loses its visitors *before* they are counted
//! rings; one that makes them come back more often does not, since units are counted once.
//!
//! **Source:** M. Lindon and A. Malek, "Anytime-valid inference for multinomial count data", NeurIPS 2022; on why to
//! ask, A. Fabijan et al., "Diagnosing sample ratio mismatch in online controlled experiments", KDD 2019.

use crate::distributions::ln_gamma;

/// At this chance or below the alarm rings.
pub const ALARM_P: f64 = 0.001;
/// How many units the distributions of deviating shares are worth; the larger, the slighter the deviations.
const CONCENTRATIONS: [f64; 2] = [100.0, 10_000.0];

/// How the exposed units fell among the arms.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SampleRatio {
    /// How often chance alone would bring such counts at this look or any other.
    pub p_value: f64,
}

impl SampleRatio {
    /// Whether the experiment is broken.
    pub fn is_broken(&self) -> bool {
        self.p_value <= ALARM_P
    }
}

/// Tests the exposed units of each arm against the arms' shares, which may be in any unit; units in an arm without a
/// share are certain to be wrong.
pub fn test(arms: &[(u64, u16)]) -> SampleRatio {
    if arms.iter().any(|&(units, share)| share == 0 && units > 0) {
        return SampleRatio { p_value: 0.0 };
    }
    let bets = CONCENTRATIONS.map(|concentration| ln_e_value(arms, concentration).exp());
    let e_value = bets.iter().sum::<f64>() / bets.len() as f64;
    SampleRatio {
        p_value: (1.0 / e_value).min(1.0),
    }
}

/// The logarithm of what a bet of 1 against the shares has become, where the shares that are bet on are worth so many
/// units.
pub fn ln_e_value(arms: &[(u64, u16)], concentration: f64) -> f64 {
    let all: f64 = arms.iter().map(|&(_, share)| f64::from(share)).sum();
    let units: f64 = arms.iter().map(|&(units, _)| units as f64).sum();
    let with_share = arms.iter().filter(|(_, share)| *share > 0);
    let won: f64 = with_share
        .map(|&(seen, share)| {
            let (seen, share) = (seen as f64, f64::from(share) / all);
            let weight = concentration * share;
            ln_gamma(weight + seen) - ln_gamma(weight) - seen * share.ln()
        })
        .sum();
    won + ln_gamma(concentration) - ln_gamma(concentration + units)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bet_is_that_of_the_definition_and_fair() {
        // Two units, one in each arm, shares half and half, worth two units: 1/2·1/3·2 over 1/2·1/2·2.
        let e_value = |arms: &[(u64, u16)]| ln_e_value(arms, 2.0).exp();
        assert!((e_value(&[(1, 1), (1, 1)]) - 2.0 / 3.0).abs() < 1e-12);
        assert!((e_value(&[(2, 1), (0, 1)]) - 4.0 / 3.0).abs() < 1e-12);
        // Whatever comes next, on average it stays what it is.
        let next: f64 = [[(11, 3), (4, 1)], [(10, 3), (5, 1)]]
            .iter()
            .zip([0.75, 0.25])
            .map(|(arms, chance)| chance * e_value(arms))
            .sum();
        assert!((next / e_value(&[(10, 3), (4, 1)]) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_may_be_chance_is_no_alarm_and_what_may_not_is_one() {
        assert!(!test(&[(4_875, 50), (5_125, 50)]).is_broken());
        assert!(test(&[(4_750, 50), (5_250, 50)]).is_broken());
        assert!(!test(&[(900, 9_000), (100, 1_000)]).is_broken());
        assert!(test(&[(48_000, 50), (52_000, 50)]).is_broken());
        // An arm that gets nobody is noticed within a hundred visitors.
        assert!(test(&[(100, 50), (0, 50)]).is_broken());
    }

    #[test]
    fn little_is_not_suspected_and_the_impossible_is_certain() {
        assert!(!test(&[(4, 50), (0, 50)]).is_broken());
        assert!(!test(&[(1_000, 50)]).is_broken());
        assert!(!test(&[]).is_broken());
        assert!(test(&[(1_000, 50), (1, 0)]).is_broken());
    }
}
