//! Shops with planted groups, and shops without.

use super::*;
use crate::customers::{Order, chance::Chance};

/// Six kinds of customers who differ in many habits at once, so that no group is a matter of degree.
fn grouped(customers: u32) -> Histories {
    let mut histories = Histories::default();
    for customer in 0..customers {
        let mut chance = Chance::new(2, u64::from(customer));
        let kind = customer % 6;
        for order in 0..6 {
            let gap = if kind == 0 { 5.0 } else { 40.0 } + chance.normal();
            let categories: &[(u32, u32)] = if kind == 4 {
                &[(1, 1), (2, 1), (3, 1), (4, 1)]
            } else {
                &[(1, 1)]
            };
            histories.add(&Order {
                at_night: kind == 1,
                discount_minor: if kind == 2 { 800 } else { 0 },
                returned_minor: if kind == 3 { 700 } else { 0 },
                units: if kind == 5 { 30 } else { 2 },
                categories,
                ..Order::plain(customer, Day(500 - (f64::from(order) * gap) as i32 - 3), 1_000)
            });
        }
    }
    histories
}

/// Customers whose every habit is chance, each with a law of its own.
fn blurred(customers: u32) -> Histories {
    let mut histories = Histories::default();
    for customer in 0..customers {
        let mut chance = Chance::new(2, u64::from(customer));
        let (pace, discount, night) = (60.0 * chance.exponential(), 400.0 * chance.unit(), chance.unit());
        let (units, weekend) = (chance.normal().exp() * 3.0, chance.unit());
        for order in 0..10 {
            histories.add(&Order {
                at_night: chance.unit() < night,
                on_weekend: chance.unit() < weekend,
                discount_minor: discount as i64,
                units: units as u32 + 1,
                ..Order::plain(customer, Day(900 - (f64::from(order) * pace) as i32), 1_000)
            });
        }
    }
    histories
}

#[test]
fn planted_groups_are_found_and_told_by_what_was_planted() {
    let Segmentation::Stable(found) = segment(&grouped(240), Day(500), 1).unwrap() else {
        panic!("no groups");
    };
    assert_eq!((found.segments.len(), found.of.len()), (6, 240));
    assert!(found.agreement > 0.95, "{}", found.agreement);
    let planted = [
        (Feature::Gap, false),
        (Feature::NightShare, true),
        (Feature::DiscountShare, true),
        (Feature::ReturnRate, true),
        (Feature::CategoryEntropy, true),
        (Feature::BasketSize, true),
    ];
    for (kind, (feature, high)) in planted.into_iter().enumerate() {
        let (_, position) = found.of[kind];
        assert!(
            found
                .of
                .iter()
                .filter(|(customer, _)| *customer as usize % 6 == kind)
                .all(|one| one.1 == position)
        );
        let first = found.segments[usize::from(position)].typical[0];
        assert_eq!(
            (first.feature, first.deviations > 0.0),
            (feature, high),
            "{kind}: {first:?}"
        );
        assert_eq!(first.median > first.median_of_all, high);
    }
}

#[test]
fn where_habits_shade_into_each_other_there_are_no_groups() {
    let found = segment(&blurred(240), Day(900), 1).unwrap();
    let Segmentation::Unstable { agreement } = found else {
        panic!("{found:?}");
    };
    assert!((0.0..AGREEMENT_MIN).contains(&agreement));
}

#[test]
fn the_same_seed_gives_the_same_groups_and_few_customers_none() {
    let histories = grouped(204);
    assert_eq!(segment(&histories, Day(500), 7), segment(&histories, Day(500), 7));
    let few = segment(&grouped(60), Day(500), 1).unwrap_err();
    assert_eq!(
        few,
        Error::TooFewCustomers {
            found: 60,
            wanted: 200
        }
    );
}

#[test]
fn customers_who_are_all_alike_are_one_group() {
    let alike: Histories = (0..300)
        .map(|customer| Order::plain(customer, Day(5), 0))
        .collect();
    if let Segmentation::Stable(found) = segment(&alike, Day(5), 1).unwrap() {
        assert_eq!(found.segments.len(), 1);
    }
}
