//! Showing now and then what is not surely best, to learn how it does.
//!
//! Of a small, known share of the answers the last slot of the first unit is filled by a draw between the offer that
//! would stand there and those in reserve behind it. All of them passed every filter and the policy's minimum, so that
//! nothing is shown that a rule, a cap or a filter forbids. What is likelier to be best is drawn more often
//! ([`thompson`]), everything at least now and then, and with which probability is noted: only what was drawn with
//! known probabilities says what another way of choosing would have brought.

mod outcomes;
pub mod thompson;

use recommend::ProductIndex;
use shop::{Day, Placement};
use smallvec::SmallVec;

pub use outcomes::{Counts, Outcomes};
use thompson::Posterior;

use crate::{Intent, Traced};

/// Most offers that are drawn between.
pub const CANDIDATES_MAX: usize = 6;
/// The most that a drawn offer counts: one of two that was drawn one time in twenty.
pub const WEIGHT_MAX: f32 = 10.0;
/// Most of the answers that may be used to learn from, in per cent.
pub const PERCENT_MAX: u8 = 20;

/// Tells apart what is drawn for what.
const SALT_SHARE: u64 = 0x9e6c_63d0_876a_68de;
const SALT_DRAW: u64 = 0x2b99_2ddf_a232_49d6;

/// That an answer may be used to learn from, and with what.
#[derive(Debug, Clone, Copy)]
pub struct Explore<'a> {
    /// Decides the draw: the same seed draws the same.
    pub seed: u64,
    /// How the products did so far.
    pub outcomes: &'a Outcomes,
}

/// One of those drawn between.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The product.
    pub product: ProductIndex,
    /// How likely it was drawn.
    pub chance: f32,
}

/// What was drawn between, and what was drawn.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Explored {
    /// The slot that was filled by the draw, 0 for the first.
    pub slot: u8,
    /// Place of what was drawn, among `candidates`.
    pub drawn: u8,
    /// All of them; the first is what would have stood there without the draw.
    pub candidates: SmallVec<[Chance; CANDIDATES_MAX]>,
}

impl Explored {
    /// What was drawn and how likely that was; none where a log is damaged.
    pub fn drawn(&self) -> Option<Chance> {
        self.candidates.get(usize::from(self.drawn)).copied()
    }

    /// How much an offer of this answer counts for what is learnt from it: 1 where it was not drawn. What was drawn
    /// counts by the inverse of its chance, so that on the whole everything that was drawn between counts as if it had
    /// been drawn equally often; at most [`WEIGHT_MAX`].
    pub fn weight_of(&self, product: ProductIndex) -> f32 {
        let drawn = self.drawn().filter(|drawn| drawn.product == product);
        drawn.map_or(1.0, |drawn| {
            let weight = 1.0 / (self.candidates.len() as f32 * drawn.chance);
            // A damaged chance counts for nothing.
            if weight.is_finite() {
                weight.clamp(0.0, WEIGHT_MAX)
            } else {
                0.0
            }
        })
    }
}

/// Whether an answer of somebody is one of the `percent` to learn from: all of a day's at a placement, or none.
pub fn is_in_share(percent: u8, unit: u64, day: Day, placement: Placement) -> bool {
    percent > 0 && fraction(mixed(unit, day, placement, SALT_SHARE)) * 100.0 < f64::from(percent)
}

/// The seed of somebody's draws of a day at a placement.
pub fn seed(unit: u64, day: Day, placement: Placement) -> u64 {
    mixed(unit, day, placement, SALT_DRAW)
}

/// Draws between candidates, the first of which would stand there without the draw; none where there is no choice.
pub(crate) fn draw(
    explore: &Explore<'_>,
    placement: Placement,
    intent: Intent,
    slot: u8,
    candidates: &[&Traced],
) -> Option<Explored> {
    let first = candidates.first().filter(|_| candidates.len() > 1)?;
    let posterior = |candidate: &&Traced| {
        let known = explore.outcomes.of(placement, intent, candidate.product);
        Posterior::new(candidate.score, candidate.worth, known)
    };
    let posteriors: SmallVec<[Posterior; CANDIDATES_MAX]> = candidates.iter().map(posterior).collect();
    let chances = thompson::chances(&posteriors);
    // The same page draws the same for a visitor all day; another page draws anew.
    let at = fraction(scattered(explore.seed ^ scattered(u64::from(first.product))));
    let products = candidates.iter().zip(&chances);
    Some(Explored {
        slot,
        drawn: place_of(at, &chances),
        candidates: products
            .map(|(candidate, &chance)| Chance {
                product: candidate.product,
                chance,
            })
            .collect(),
    })
}

/// The place whose share of the way from 0 to 1 holds `at`.
fn place_of(at: f64, chances: &[f32]) -> u8 {
    let mut passed = 0.0;
    let found = chances.iter().position(|&chance| {
        passed += f64::from(chance);
        at < passed
    });
    // Rounding may leave a last bit of the way to nobody.
    found.unwrap_or(chances.len().saturating_sub(1)) as u8
}

fn mixed(unit: u64, day: Day, placement: Placement, salt: u64) -> u64 {
    let when_and_where = (u64::from(day.0 as u32) << 8) | placement as u64;
    scattered(unit ^ scattered(when_and_where ^ salt))
}

/// Spreads bits evenly: the finaliser of splitmix64 (G. Steele, D. Lea and C. Flood, 2014).
fn scattered(bits: u64) -> u64 {
    let mut bits = bits.wrapping_add(0x9e37_79b9_7f4a_7c15);
    bits = (bits ^ (bits >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    bits = (bits ^ (bits >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    bits ^ (bits >> 31)
}

/// A number from 0 on and below 1.
fn fraction(bits: u64) -> f64 {
    (bits >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_share_is_kept_and_nobody_changes_sides_within_a_day() {
        let day = Day(20_000);
        let share = |percent: u8, day: Day| {
            let units = (0..20_000_u64).map(scattered);
            units
                .filter(|&unit| is_in_share(percent, unit, day, Placement::Cart))
                .collect::<Vec<_>>()
        };
        for percent in [1, 5, 20] {
            let expect = 200.0 * f64::from(percent);
            let found = share(percent, day).len() as f64;
            assert!(
                (found - expect).abs() < 4.0 * expect.sqrt(),
                "{found} of {expect}"
            );
        }
        assert!(share(0, day).is_empty());
        assert_eq!(share(5, day), share(5, day));
        let (today, tomorrow) = (share(20, day), share(20, Day(20_001)));
        let both = today.iter().filter(|unit| tomorrow.contains(unit)).count();
        assert!(
            (600..1_000).contains(&both),
            "{both} of 4,000 are drawn on both days"
        );
        // Who is in a small share is in every larger one.
        assert!(share(1, day).iter().all(|unit| today.contains(unit)));
    }

    #[test]
    fn draws_have_the_chances_that_are_noted() {
        let chances = [0.55_f32, 0.25, 0.15, 0.05];
        let draws = 100_000_u64;
        let mut counts = [0_u32; 4];
        for number in 0..draws {
            let seed = seed(scattered(number), Day(20_000), Placement::Cart);
            counts[usize::from(place_of(fraction(scattered(seed)), &chances))] += 1;
        }
        let part = |(count, chance): (&u32, &f32)| {
            let expect = draws as f64 * f64::from(*chance);
            (f64::from(*count) - expect).powi(2) / expect
        };
        let chi_square: f64 = counts.iter().zip(&chances).map(part).sum();
        // One in a thousand of fair draws exceeds 16.3 with three degrees of freedom.
        assert!(chi_square < 16.3, "{chi_square}: {counts:?}");
        assert_eq!(place_of(0.999_999_999, &[0.5, 0.499_999]), 1);
    }
}
