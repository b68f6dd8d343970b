//! What sets cost: exact to the minor unit, and never below what the merchant wants left.
#![allow(clippy::unwrap_used, reason = "a test that cannot go on should stop")]

use decide::bundles::price::{ByHand, Member, Part, Terms, Why, by_hand, margin_percent, suggested};
use proptest::prelude::*;

fn member(price_minor: i64, unit_cost_minor: Option<i64>) -> Member {
    Member {
        price_minor,
        is_reduced: false,
        unit_cost_minor,
        quantity: 1,
        returned_permille: 0,
    }
}

/// `price@cost`, `~` where it is reduced already, `?` where the cost is unknown.
fn members(text: &str) -> Vec<Member> {
    let read = |word: &str| {
        let (price, cost) = word.trim_start_matches('~').split_once('@').unwrap();
        Member {
            is_reduced: word.starts_with('~'),
            ..member(price.parse().unwrap(), cost.parse().ok())
        }
    };
    text.split(' ').map(read).collect()
}

#[test]
fn the_discount_pays_for_itself_or_there_is_none() {
    let check = |text: &str, expect: (i64, Option<u32>, Why)| {
        let priced = suggested(&members(text), Terms::default()).unwrap();
        assert_eq!(
            (priced.saving_minor(), priced.discount_percent, priced.why),
            expect,
            "{text}"
        );
    };
    // A margin of 60 % bears ten per cent off: a fifth further sets break even.
    check("6000@2400 4000@1600", (1_000, Some(10), Why::PaysForItself));
    check("6000@1000 4000@500", (1_500, Some(15), Why::PaysForItself));
    check("6000@4000 4000@2500", (500, Some(5), Why::PaysForItself));
    check("6000@4400 4000@2900", (0, None, Why::NotPaidBack));
    check("6000@2400 4000@?", (0, None, Why::CostUnknown));
    check("~6000@600 ~4000@400", (0, None, Why::Reduced));
    // Only what is not reduced yet is reduced.
    check("~6000@600 4000@400", (600, None, Why::PaysForItself));
    let strict = |terms| suggested(&members("6000@2400 4000@1600"), terms).unwrap().why;
    let floor = Terms {
        margin_floor_percent: 59,
        ..Terms::default()
    };
    assert_eq!(strict(floor), Why::MarginFloor);
    let late = Terms {
        further_sets_percent_max: 5,
        ..Terms::default()
    };
    assert_eq!(strict(late), Why::BreaksEvenLate);
}

#[test]
fn a_set_made_by_hand_costs_what_the_merchant_says_and_never_more_than_its_members() {
    let lamp_and_bulb = members("2900@2000 ~400@100");
    let price = |discount, stackable| by_hand(&lamp_and_bulb, discount, stackable).unwrap();
    assert_eq!(price(ByHand::Percent(10), false).price_minor, 3_010);
    assert_eq!(price(ByHand::Percent(10), true).price_minor, 2_970);
    assert_eq!(price(ByHand::Price(3_000), false).saving_minor(), 300);
    assert_eq!(price(ByHand::Price(9_000), false).saving_minor(), 0);
    assert_eq!(price(ByHand::Nothing, false).discount_percent, None);
    let parts = price(ByHand::Price(3_000), true).parts;
    let part = |price_minor, price_in_set_minor| Part {
        price_minor,
        price_in_set_minor,
    };
    assert_eq!(parts, [part(2_900, 2_636), part(400, 364)]);
    let cheap = price(ByHand::Price(2_200), true);
    assert_eq!(margin_percent(&lamp_and_bulb, &cheap), Some(4));
}

#[test]
fn what_cannot_be_priced_is_not() {
    assert_eq!(suggested(&[], Terms::default()), None);
    assert_eq!(suggested(&[member(-1, None)], Terms::default()), None);
    assert_eq!(suggested(&[member(i64::MAX, None)], Terms::default()), None);
    let many = Member {
        quantity: u32::MAX,
        ..member(i64::MAX, Some(i64::MIN))
    };
    assert_eq!(by_hand(&[many, many], ByHand::Percent(5), true), None);
}

fn any_member() -> impl Strategy<Value = Member> {
    let price = prop_oneof![0..2_000_i64, 0..1_000_000_000_000_i64];
    (
        price,
        any::<bool>(),
        prop::option::of(0..2_000_i64),
        1..4_u32,
        0..1_200_u32,
    )
        .prop_map(
            |(price_minor, is_reduced, unit_cost_minor, quantity, returned_permille)| Member {
                price_minor,
                is_reduced,
                unit_cost_minor,
                quantity,
                returned_permille,
            },
        )
}

proptest! {
    #[test]
    fn every_price_is_exact_and_above_the_floor(
        members in prop::collection::vec(any_member(), 1..6),
        margin_floor_percent in 0..60_u32,
        stackable in any::<bool>(),
        percent in 0..200_u32,
        price in 0..5_000_i64,
    ) {
        let terms = Terms { margin_floor_percent, stackable, ..Terms::default() };
        let all = [
            suggested(&members, terms),
            by_hand(&members, ByHand::Percent(percent), stackable),
            by_hand(&members, ByHand::Price(price), stackable),
        ];
        for priced in all.iter().flatten() {
            let sum = |amount: fn(&Part) -> i64| priced.parts.iter().map(amount).sum::<i64>();
            prop_assert_eq!(sum(|part| part.price_minor), priced.total_minor);
            prop_assert_eq!(sum(|part| part.price_in_set_minor), priced.price_minor);
            prop_assert_eq!(priced.price_minor + priced.saving_minor(), priced.total_minor);
            prop_assert!(priced.saving_minor() >= 0 && priced.price_minor >= 0);
            for (part, member) in priced.parts.iter().zip(&members) {
                prop_assert!((0..=part.price_minor).contains(&part.price_in_set_minor));
                let untouched = part.price_in_set_minor == part.price_minor;
                prop_assert!(stackable || !member.is_reduced || untouched);
            }
        }
        if let Some(priced) = all[0].as_ref().filter(|priced| priced.saving_minor() > 0) {
            prop_assert!(margin_percent(&members, priced).unwrap() >= i64::from(margin_floor_percent));
        }
    }
}
