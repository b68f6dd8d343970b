//! **What a shopkeeper sees:** how many customers would recommend the shop, less those who would rather not: 42, from
//! 35 to 49.
//!
//! **Method:** of the answers from 0 to 10 to "how likely are you to recommend us?", the share of 9 and 10 (promoters)
//! less the share of 0 to 6 (detractors); from −1 to 1, shown times a hundred. The interval is the adjusted Wald
//! interval: three answers are made up, of which three quarters of one are promoters and as many detractors, so that a
//! handful of equal answers does not look certain.
//!
//! **When it fails:** those who answer are not those who do not. Compare a shop with itself, or an arm with another,
//! and never with a number from elsewhere.
//!
//! **Source:** F. Reichheld, "The one number you need to grow", Harvard Business Review, December 2003; the interval is
//! that of B. Rocks, "Interval estimation for the Net Promoter Score", The American Statistician 70 (4), 2016.

use shop::SCORE_MAX;

use crate::{distributions::normal_quantile, experiments::effect::Interval};

/// Answers from here on are promoters'.
pub const PROMOTER_MIN: u8 = 9;
/// Answers up to here are detractors'.
pub const DETRACTOR_MAX: u8 = 6;
/// Answers that are made up for the interval, and of these how many are promoters, and as many detractors.
const MADE_UP: f64 = 3.0;
const MADE_UP_EXTREME: f64 = 0.75;

/// How many gave each answer, from 0 to 10.
pub type Answers = [u64; SCORE_MAX as usize + 1];

/// The net promoter score of some answers.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Nps {
    /// How many answered.
    pub answers: u64,
    /// How many of them with 9 or 10.
    pub promoters: u64,
    /// How many of them with 0 to 6.
    pub detractors: u64,
    /// The share of promoters less that of detractors, from −1 to 1.
    pub score: f64,
    /// Where the score of all customers like these is.
    pub interval: Interval,
}

/// The net promoter score of these answers, with an interval that holds with a chance of `1 − alpha`; none where nobody
/// answered.
pub fn nps(answers: &Answers, alpha: f64) -> Option<Nps> {
    let sum = |valued: i8| -> u64 {
        let all = (0_u8..)
            .zip(answers)
            .filter(|(score, _)| promoter_value(*score) == valued);
        all.fold(0, |sum, (_, count)| sum.saturating_add(*count))
    };
    let (promoters, passives, detractors) = (sum(1), sum(0), sum(-1));
    let count = promoters.saturating_add(passives).saturating_add(detractors);
    if count == 0 {
        return None;
    }
    let share = |part: u64| part as f64 / count as f64;
    let more = count as f64 + MADE_UP;
    let adjusted = |part: u64| (part as f64 + MADE_UP_EXTREME) / more;
    let (for_it, against) = (adjusted(promoters), adjusted(detractors));
    let middle = for_it - against;
    // Rounding may leave a hair below nothing.
    let variance = ((for_it + against - middle * middle) / more).max(0.0);
    let half_width = normal_quantile(1.0 - alpha / 2.0) * variance.sqrt();
    Some(Nps {
        answers: count,
        promoters,
        detractors,
        score: share(promoters) - share(detractors),
        interval: Interval {
            low: (middle - half_width).max(-1.0),
            high: (middle + half_width).min(1.0),
        },
    })
}

/// What an answer is worth: 1 a promoter's, −1 a detractor's, 0 any other. Its mean is the score, so experiments
/// compare arms by it as by any other number.
pub fn promoter_value(score: u8) -> i8 {
    match score {
        PROMOTER_MIN.. => 1,
        ..=DETRACTOR_MAX => -1,
        _ => 0,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::distributions::ln_gamma;

    fn answers(detractors: u64, passives: u64, promoters: u64) -> Answers {
        let mut answers = Answers::default();
        (answers[0], answers[6]) = (detractors / 2, detractors - detractors / 2);
        (answers[7], answers[8]) = (passives / 2, passives - passives / 2);
        (answers[9], answers[10]) = (promoters / 2, promoters - promoters / 2);
        answers
    }

    #[test]
    fn the_score_is_promoters_less_detractors() {
        assert_eq!(nps(&Answers::default(), 0.05), None);
        let known = nps(&answers(20, 30, 50), 0.05).unwrap();
        assert_eq!((known.answers, known.promoters, known.detractors), (100, 50, 20));
        assert!((known.score - 0.3).abs() < 1e-12);
        // (50.75 − 20.75) / 103, give or take 1.96 times the root of (71.5/103 − (30/103)²) / 103.
        assert!(
            (known.interval.low - 0.140_511).abs() < 1e-5,
            "{:?}",
            known.interval
        );
        assert!(
            (known.interval.high - 0.442_013).abs() < 1e-5,
            "{:?}",
            known.interval
        );
    }

    #[test]
    fn equal_answers_are_not_certain_and_ends_are_not_passed() {
        let all_happy = nps(&answers(0, 0, 5), 0.05).unwrap();
        assert!((all_happy.score - 1.0).abs() < 1e-12);
        assert!(all_happy.interval.low < 0.7 && all_happy.interval.high <= 1.0);
        let crowd = nps(&[u64::MAX; 11], 0.05).unwrap();
        assert!(crowd.score.is_finite() && crowd.interval.contains(crowd.score));
    }

    /// How often the interval of so many answers holds the score, of all answers there can be.
    fn coverage(count: u64, promoters: f64, detractors: f64) -> f64 {
        let ln_factorial = |n: u64| ln_gamma(n as f64 + 1.0);
        let mut covered = 0.0;
        for happy in 0..=count {
            for unhappy in 0..=count - happy {
                let passive = count - happy - unhappy;
                let ln_ways =
                    ln_factorial(count) - ln_factorial(happy) - ln_factorial(unhappy) - ln_factorial(passive);
                let ln_chance = happy as f64 * promoters.ln()
                    + unhappy as f64 * detractors.ln()
                    + passive as f64 * (1.0 - promoters - detractors).ln();
                let known = nps(&answers(unhappy, passive, happy), 0.05).unwrap();
                if known.interval.contains(promoters - detractors) {
                    covered += (ln_ways + ln_chance).exp();
                }
            }
        }
        covered
    }

    #[test]
    fn the_interval_holds_as_often_as_it_says() {
        for count in [10, 30, 100] {
            for (promoters, detractors) in [(0.5, 0.2), (0.7, 0.1), (0.2, 0.5), (0.34, 0.33), (0.8, 0.05)] {
                let share = coverage(count, promoters, detractors);
                assert!(
                    (0.93..=0.985).contains(&share),
                    "{count} {promoters} {detractors}: {share}"
                );
            }
        }
    }
}
