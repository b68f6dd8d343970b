//! Who gets what: evenly, independently, and always the same.

use measure::experiments::assignment::{
    Allocation, AllocationError, Assignment, BUCKETS, HOLD_OUT_BUCKETS, HoldOut, RANGES_MAX, Range, assign,
    bucket,
};
use measure::experiments::sample_ratio;
use proptest::prelude::*;
use proptest::test_runner::RngSeed;

const UNITS: u32 = 100_000;

fn unit(number: u32) -> String {
    format!("visitor-{number}")
}

/// The chance that even cells would differ as much as these.
fn even(cells: &[u64]) -> f64 {
    let arms: Vec<(u64, u16)> = cells.iter().map(|&count| (count, 1)).collect();
    sample_ratio::test(&arms).p_value
}

fn hold_out(period: u32) -> HoldOut {
    HoldOut {
        salt: "hold-out".to_owned(),
        period,
        buckets: HOLD_OUT_BUCKETS,
    }
}

/// Up to four arms whose shares are at most everybody.
fn shares() -> impl Strategy<Value = Vec<u16>> {
    prop::collection::vec(0_u16..=2_500, 1..=4)
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 24,
        failure_persistence: None,
        rng_seed: RngSeed::Fixed(5),
        ..ProptestConfig::default()
    })]

    /// However often shares change, an arm has what it was given, no arm that kept or gained lost a bucket, and what
    /// was kept can be read again.
    #[test]
    fn nobody_leaves_an_arm_that_grows(changes in prop::collection::vec(shares(), 1..6)) {
        let mut now = Allocation::default();
        for shares in &changes {
            let next = now.with_shares(shares, "a").unwrap();
            for (arm, &share) in shares.iter().enumerate() {
                prop_assert_eq!(next.share(arm as u16), share);
            }
            let grew = |arm: u16| shares.get(usize::from(arm)).is_some_and(|&share| share >= now.share(arm));
            for bucket in 0..BUCKETS {
                if let Some(arm) = now.arm(bucket).filter(|&arm| grew(arm)) {
                    prop_assert_eq!(next.arm(bucket), Some(arm));
                }
            }
            prop_assert_eq!(&Allocation::from_ranges(next.ranges().to_vec()).unwrap(), &next);
            now = next;
        }
    }

    #[test]
    fn buckets_are_even_whatever_the_salt(salt in "[a-z]{1,12}") {
        let mut cells = vec![0_u64; 100];
        (0..20_000).for_each(|number| cells[usize::from(bucket(&salt, &unit(number))) / 100] += 1);
        prop_assert!(even(&cells) > 1e-4, "{}", even(&cells));
    }
}

#[test]
fn layers_are_even_and_independent_of_each_other_and_of_the_hold_out() {
    let hold_out = hold_out(1);
    let (mut one, mut crossed, mut held) = (vec![0_u64; 100], vec![0_u64; 100], vec![0_u64; 20]);
    for number in 0..UNITS {
        let unit = unit(number);
        let [a, b] = ["cart", "product"].map(|layer| usize::from(bucket(layer, &unit)));
        one[a / 100] += 1;
        crossed[a / 1_000 * 10 + b / 1_000] += 1;
        if hold_out.holds(&unit) {
            held[a / 500] += 1;
        }
    }
    for cells in [&one, &crossed, &held] {
        assert!(even(cells) > 0.001, "{} {cells:?}", even(cells));
    }
    let share = held.iter().sum::<u64>() as f64 / f64::from(UNITS);
    assert!((share - 0.05).abs() < 0.002, "{share}");
}

#[test]
fn a_hold_out_drawn_anew_holds_others() {
    let (first, second) = (hold_out(1), hold_out(2));
    let held: Vec<u32> = (0..UNITS).filter(|&number| first.holds(&unit(number))).collect();
    let again = held.iter().filter(|&&number| second.holds(&unit(number))).count();
    let share = again as f64 / held.len() as f64;
    assert!((share - 0.05).abs() < 0.01, "{share}");
}

#[test]
fn units_are_held_out_first_and_keep_their_arm() {
    let arms = Allocation::new(&[3_000, 2_000], "a").unwrap();
    let grown = arms.with_shares(&[3_000, 4_000], "a").unwrap();
    let mut counts = [0_u64; 4];
    for number in 0..UNITS {
        let unit = unit(number);
        let before = assign(&unit, Some(&hold_out(1)), "cart", &arms);
        let after = assign(&unit, Some(&hold_out(1)), "cart", &grown);
        match before {
            Assignment::Outside => assert_ne!(after, Assignment::Arm(0)),
            kept => assert_eq!(after, kept),
        }
        counts[match before {
            Assignment::HeldOut => 0,
            Assignment::Arm(arm) => 1 + usize::from(arm),
            Assignment::Outside => 3,
        }] += 1;
        assert_ne!(assign(&unit, None, "cart", &arms), Assignment::HeldOut);
    }
    let arms = [500, 2_850, 1_900, 4_750].into_iter();
    let arms: Vec<(u64, u16)> = counts.into_iter().zip(arms).collect();
    assert!(!sample_ratio::test(&arms).is_broken(), "{arms:?}");
}

/// What one experiment did to its visitors is spread over the arms of the next one in the same layer.
#[test]
fn one_experiment_after_another_in_a_layer_is_split_anew() {
    for (shares, expected) in [([5_000, 5_000], 25_000), ([1_000, 1_000], 1_000)] {
        let drawn = |id: &str| Allocation::new(&shares, id).unwrap();
        let (one, next) = (drawn("one"), drawn("next"));
        let mut both = [[0_u64; 2]; 2];
        for number in 0..UNITS {
            let arm = |arms: &Allocation| assign(&unit(number), None, "page", arms);
            if let (Assignment::Arm(one), Assignment::Arm(next)) = (arm(&one), arm(&next)) {
                both[usize::from(one)][usize::from(next)] += 1;
            }
        }
        // A block of ten is drawn whole: the spread is that of a thousand blocks, not that of all visitors.
        let spread = 4.0 * (f64::from(expected) * f64::from(UNITS) / 1_000.0).sqrt();
        for count in both.as_flattened() {
            assert!((*count as f64 - f64::from(expected)).abs() < spread, "{both:?}");
        }
    }
}

#[test]
fn a_page_that_loses_visitors_in_one_arm_is_noticed() {
    let arms = Allocation::new(&[5_000, 5_000], "a").unwrap();
    let mut counts = [(0, 5_000), (0, 5_000)];
    for number in 0..UNITS {
        let unit = unit(number);
        if let Assignment::Arm(arm) = assign(&unit, None, "cart", &arms)
            // Three in a hundred never load the new page.
            && (arm == 0 || bucket("lost", &unit) >= 300)
        {
            counts[usize::from(arm)].0 += 1;
        }
    }
    assert!(sample_ratio::test(&counts).is_broken(), "{counts:?}");
}

/// The same in every version and on every machine: a customer who changes arms in the middle of an experiment spoils
/// it.
#[test]
fn buckets_never_change() {
    let buckets = [
        bucket("cart", "visitor-1"),
        bucket("cart", "visitor-2"),
        bucket("", ""),
        bucket("a", "bc"),
    ];
    // As the reference implementation has it: xxh3_64 of salt, 0x1f and unit, modulo 10,000 (xxhash 3 for Python).
    assert_eq!(buckets, [8_908, 1_778, 4_414, 6_038]);
    assert_ne!(bucket("a", "bc"), bucket("ab", "c"));
}

#[test]
fn allocations_that_cannot_be_are_refused() {
    assert_eq!(
        Allocation::new(&[6_000, 4_001], "a"),
        Err(AllocationError::MoreThanAll)
    );
    assert_eq!(
        Allocation::new(&[0; 10_001], "a"),
        Err(AllocationError::MoreThanAll)
    );
    let range = |first, end| Range { arm: 0, first, end };
    for ranges in [
        vec![range(5, 5)],
        vec![range(0, BUCKETS + 1)],
        vec![range(0, 10), range(9, 20)],
        vec![range(10, 20), range(0, 10)],
    ] {
        assert_eq!(Allocation::from_ranges(ranges), Err(AllocationError::NotInOrder));
    }
    let scattered = (0..=RANGES_MAX as u16).map(|place| range(place * 2, place * 2 + 1));
    assert_eq!(
        Allocation::from_ranges(scattered.collect()),
        Err(AllocationError::TooManyRanges)
    );
}
