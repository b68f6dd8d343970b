//! What holds of every answer that is used to learn from.

use decide::{
    Decision, Explore, Outcome, Outcomes,
    explore::{CANDIDATES_MAX, Counts, thompson::CHANCE_MIN},
    rules::Action,
};
use proptest::prelude::*;
use recommend::ProductIndex;

use crate::{
    CONFIG, products,
    world::{World, world},
};

/// What was kept out of an answer, and why.
fn kept_out(decision: &Decision) -> Vec<(ProductIndex, u8, Outcome)> {
    let candidates = decision.candidates.iter();
    let kept_out = |candidate: &&decide::Traced| {
        let among_offers = matches!(candidate.outcome, Outcome::Offered(_) | Outcome::Reserve(_));
        !among_offers
    };
    candidates
        .filter(kept_out)
        .map(|candidate| (candidate.product, candidate.unit, candidate.outcome))
        .collect()
}

/// The world with a policy that leaves a choice more often.
fn with_a_choice(mut world: World) -> World {
    let policy = &mut world.policy;
    (policy.slots, policy.reserve, policy.per_leaf_max) = (1 + policy.slots % 2, 6, 3);
    (policy.price_cap_percent, policy.score_min, policy.value_min_minor) = (None, 0.001, None);
    policy.share();
    world.ignored_in_a_row = 0;
    world
}

proptest! {
    #![proptest_config(CONFIG())]

    /// The filters and the minimum keep out the same, the other slots stay, and what is drawn stood there or in
    /// reserve.
    #[test]
    fn only_the_last_slot_changes_and_only_to_what_was_in_reserve(
        world in world(), seeds in prop::collection::vec(any::<u64>(), 8),
        seen in prop::collection::vec((0_u32..40, 0_u32..400, 0_u32..40), 0..30),
    ) {
        let ready = with_a_choice(world).ready();
        let (placement, plain) = (ready.world.policy.placement, ready.decide());
        let outcomes = Outcomes::new(seen.iter().map(|&(product, seen, taken)| {
            (placement, ready.world.policy.intent, product, Counts { seen: seen + taken, taken })
        }));
        let choice = ready.explored(Explore { seed: 0, outcomes: &outcomes }).explored;
        prop_assume!(choice.is_some());
        for seed in seeds {
            let decision = ready.explored(Explore { seed, outcomes: &outcomes });
            let explored = decision.explored.as_ref().unwrap();
            let slot = usize::from(explored.slot);
            let drawn = explored.drawn().unwrap();
            let chances: Vec<f64> = explored.candidates.iter().map(|one| f64::from(one.chance)).collect();
            prop_assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-5 && chances.len() <= CANDIDATES_MAX);
            prop_assert!(chances.iter().all(|&chance| chance > CHANCE_MIN - 1e-6), "{:?}", chances);
            prop_assert_eq!(decision.offers[slot].product, drawn.product);
            prop_assert_eq!(explored.candidates[0].product, plain.offers[slot].product);
            let mut ready_to_stand = plain.reserve.iter().filter(|offer| offer.unit == 0).map(|offer| offer.product);
            let stood = drawn.product == plain.offers[slot].product;
            prop_assert!(stood || ready_to_stand.any(|product| product == drawn.product));
            let (mut with, mut without) = (products(&decision), products(&plain));
            (with[slot], without[slot]) = (0, 0);
            prop_assert_eq!(with, without);
            prop_assert_eq!(kept_out(&decision), kept_out(&plain));
            let pinned = |rule: &decide::rules::Rule| rule.products.listed.contains(&plain.offers[slot].product);
            prop_assert!(!ready.rules(|action| matches!(action, Action::Pin(_))).any(pinned));
            let mut offered = products(&decision);
            offered.sort_unstable();
            offered.dedup();
            prop_assert_eq!(offered.len(), decision.offers.len());
            prop_assert_eq!(decision.reserve.len(), plain.reserve.len());
            // The same seed draws the same.
            prop_assert_eq!(&ready.explored(Explore { seed, outcomes: &outcomes }), &decision);
        }
    }

    /// Over many visitors each is drawn as often as its logged chance says.
    #[test]
    fn draws_match_their_chances(world in world()) {
        let ready = with_a_choice(world).ready();
        let outcomes = Outcomes::default();
        let first = ready.explored(Explore { seed: 0, outcomes: &outcomes });
        prop_assume!(first.explored.is_some());
        let explored = first.explored.unwrap();
        let draws = 400_u32;
        let mut counts = vec![0_u32; explored.candidates.len()];
        for unit in 0..draws {
            let seed = decide::explore::seed(u64::from(unit), shop::Day(20_500), ready.world.policy.placement);
            let decision = ready.explored(Explore { seed, outcomes: &outcomes });
            counts[usize::from(decision.explored.unwrap().drawn)] += 1;
        }
        let part = |(count, one): (&u32, &decide::explore::Chance)| {
            let expect = f64::from(draws) * f64::from(one.chance);
            (f64::from(*count) - expect).powi(2) / expect
        };
        let chi_square: f64 = counts.iter().zip(&explored.candidates).map(part).sum();
        // One in ten thousand of fair draws exceeds this with five degrees of freedom; fewer have less.
        prop_assert!(chi_square < 25.7, "{}: {:?} of {:?}", chi_square, counts, explored.candidates);
    }
}
