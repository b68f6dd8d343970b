//! What the offers that were shown teach: those that visitors took against those that they left.
//!
//! It goes on from what the shop's history taught. What was learnt is kept only where it foretells a third of the
//! decisions better, having learnt from the others; else all stays as it was.

use decide::{
    Intent,
    rankers::{
        Logistic,
        training::{self, CASES_MIN, Shown},
    },
};

use super::{Outcome, PARTS, parted};

/// What one intent's offers taught.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Lesson {
    /// What the offers were for.
    pub intent: Intent,
    /// Offers shown.
    pub shown: usize,
    /// Those of them that were taken.
    pub taken: usize,
    /// How badly the ranker before foretold what was taken, of the decisions it is judged by: the mean of `-ln P`.
    pub loss_before: f64,
    /// The same for what was learnt from the other decisions.
    pub loss_after: f64,
    /// What happened.
    pub outcome: Outcome,
}

/// Learns from the offers of decisions, which are in the order of time; also the ranker, where it is to be used from
/// now on.
pub fn from_offers(
    intent: Intent,
    before: &Logistic,
    decisions: &[Vec<Shown>],
) -> (Lesson, Option<Logistic>) {
    let offers = || decisions.iter().flatten();
    let mut lesson = Lesson {
        intent,
        shown: offers().count(),
        taken: offers().filter(|offer| offer.taken).count(),
        loss_before: 0.0,
        loss_after: 0.0,
        outcome: Outcome::TooFew,
    };
    if lesson.taken < CASES_MIN {
        return (lesson, None);
    }
    let (learnt_from, judged_by) = parted(decisions, PARTS - 1);
    let (learnt_from, judged_by) = (learnt_from.concat(), judged_by.concat());
    let candidate = training::fit_shown(before, &learnt_from);
    let loss = |ranker| training::shown_loss(ranker, &judged_by);
    (lesson.loss_before, lesson.loss_after) = (loss(before), loss(&candidate));
    if lesson.loss_after >= lesson.loss_before {
        lesson.outcome = Outcome::Kept;
        return (lesson, None);
    }
    let all: Vec<Shown> = offers().cloned().collect();
    lesson.outcome = Outcome::Adopted;
    (lesson, training::from_shown(before, &all))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Decisions of two offers each, the first slot's wanted with the odds of `wanted` where its feature is 1.
    fn decisions(count: u32, wanted: u32) -> Vec<Vec<Shown>> {
        let mut state = 5_u32;
        let mut draw = |below: u32| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 8) % below
        };
        let mut offer = |slot: u8| {
            let has = draw(2) == 1;
            Shown {
                features: [(0, f32::from(u8::from(has)))].into_iter().collect(),
                slot,
                taken: draw(100) < if has { wanted } else { 10 },
                weight: 1.0,
            }
        };
        (0..count).map(|_| vec![offer(0), offer(1)]).collect()
    }

    #[test]
    fn what_visitors_want_is_learnt_and_what_says_nothing_is_not() {
        let before = Logistic::prior(Intent::Complement);
        let (lesson, learnt) = from_offers(Intent::Complement, &before, &decisions(2_000, 40));
        assert_eq!((lesson.shown, lesson.outcome), (4_000, Outcome::Adopted));
        assert!(lesson.loss_after < lesson.loss_before, "{lesson:?}");
        assert!(learnt.unwrap().weights[0] > before.weights[0] + 1.0);
        let few = decisions(2_000, 40);
        let taken = |decision: &Vec<Shown>| decision.iter().filter(|offer| offer.taken).count();
        let mut sum = 0;
        let enough = few.iter().take_while(|decision| {
            sum += taken(decision);
            sum < CASES_MIN
        });
        let (lesson, learnt) = from_offers(Intent::Upsell, &before, &few[..enough.count()]);
        assert_eq!((lesson.outcome, learnt), (Outcome::TooFew, None));
        assert!(
            lesson.taken < CASES_MIN && lesson.taken + 2 >= CASES_MIN,
            "{lesson:?}"
        );
    }

    #[test]
    fn what_does_not_hold_later_is_not_used() {
        // Each run of decisions that is judged by wants the opposite of the runs that are learnt from.
        let mut decisions = decisions(2_000, 60);
        for (at, decision) in decisions.iter_mut().enumerate() {
            for offer in decision.iter_mut().filter(|_| at / 30 % 3 == 2) {
                offer.features[0].1 = 1.0 - offer.features[0].1;
            }
        }
        let mut before = Logistic::prior(Intent::Complement);
        before.weights[0] = 0.0;
        let (lesson, learnt) = from_offers(Intent::Complement, &before, &decisions);
        assert_eq!((lesson.outcome, learnt), (Outcome::Kept, None), "{lesson:?}");
    }
}
