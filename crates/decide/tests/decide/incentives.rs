//! What is told of incentives: exact, deterministic, and filled only with what the decision let pass.

use decide::incentives::{Discount, Incentive, Kind, Line, Situation, points_for, progress};
use decide::{Outcome, Policy};
use proptest::prelude::*;
use shop::{Currency, Day, Placement};

use crate::{Shop, shop};

const KITCHEN: &str = r#"
currency EUR
product pan "Pan" Kitchen>Pans 42.00 cost=20.00
product lid "Lid" Kitchen>Lids 8.50 cost=3.00
product lid-glass "Glass cover" Kitchen>Lids 9.50 cost=3.00
product sponge "Sponge" Kitchen>Cleaning 3.00 cost=1.00
product oil "Oil" Food>Oils 5.50 cost=2.00
product salt "Salt" Food>Salts 1.20 cost=0.30
product sold-out "Trivet" Kitchen>Trivets 8.20 cost=1.00 stock=0
repeat 40 order a{n} 2026-01-01+{n} - pan lid
repeat 30 order b{n} 2026-01-01+{n} - pan sponge oil
repeat 35 order c{n} 2026-01-01+{n} - pan sold-out salt
repeat 25 order d{n} 2026-01-01+{n} - pan lid-glass
repeat 99 order e{n} 2026-01-01+{n} - salt
"#;

fn euro() -> Currency {
    Currency::new("EUR").unwrap()
}

fn incentive(kind: Kind, threshold_minor: i64) -> Incentive {
    Incentive {
        id: kind.as_str().into(),
        kind,
        currency: euro(),
        threshold_minor,
        discount: (kind == Kind::ThresholdDiscount).then_some(Discount::Percent(5)),
        gift: None,
        points_per_unit: 1,
        multiplier: 1,
        shipping_cost_minor: 0,
        margin_floor_percent: 0,
        costs_unknown_allowed: false,
        stackable: false,
        counts_services: false,
        placements: vec![Placement::Cart],
        valid_from: None,
        valid_until: None,
    }
}

thread_local! {
    static SHOP: Shop = shop(KITCHEN);
}

proptest! {
    #[test]
    fn amounts_are_exact_and_fillers_had_passed_every_filter(
        quantities in prop::collection::vec(0..3_u32, 6),
        threshold_minor in 1..20_000_i64,
        discounted in any::<bool>(),
    ) {
        SHOP.with(|shop| {
            let policy = Policy {
                price_cap_percent: None,
                ..Policy::default_for(Placement::Cart)
            };
            let ids = ["pan", "lid", "lid-glass", "sponge", "oil", "salt"];
            let held: Vec<(&str, u32)> = ids.into_iter().zip(quantities).filter(|(_, count)| *count > 0).collect();
            let names: Vec<&str> = held.iter().map(|(id, _)| *id).collect();
            let decision = shop.decide(&policy, &names, None, &[]);
            let line = |&(id, quantity): &(&str, u32)| Line { product: shop.index(id), quantity, unit_price: None };
            let cart: Vec<Line> = held.iter().map(line).collect();
            let situation = Situation {
                models: &shop.models,
                live: &shop.live,
                policy: &policy,
                cart: &cart,
                candidates: &decision.candidates,
                now: Day(20_500).start(),
            };
            let kind = if discounted { Kind::ThresholdDiscount } else { Kind::FreeShipping };
            let incentives = [incentive(kind, threshold_minor), incentive(Kind::Points, 0)];
            let told = progress(&situation, &incentives);
            prop_assert_eq!(&told, &progress(&situation, &incentives));
            let price = |id: u32| shop.models.catalogue.price_minor(id).unwrap();
            let value: i64 = cart.iter().map(|line| price(line.product) * i64::from(line.quantity)).sum();
            prop_assert!(value > 0 || told.is_empty());
            for one in &told {
                prop_assert_eq!(one.value_minor, value);
                let threshold = incentives[one.incentive].threshold_minor;
                prop_assert_eq!(one.missing_minor, (threshold - value).max(0));
                prop_assert!(one.fillers.is_empty() || !one.is_reached());
                for set in &one.fillers {
                    prop_assert!((1..=3).contains(&set.len()));
                    prop_assert!(set.iter().map(|product| price(*product)).sum::<i64>() >= one.missing_minor);
                    for (at, product) in set.iter().enumerate() {
                        let alike = |other: &u32| shop.models.catalogue.same_need(*other, *product);
                        prop_assert!(!set[..at].iter().any(alike));
                        let candidate = decision.candidates.iter().find(|known| known.product == *product);
                        let refused = |outcome| matches!(outcome, Outcome::Dropped(_) | Outcome::BelowMinimum);
                        prop_assert!(candidate.is_some_and(|known| !refused(known.outcome)));
                    }
                }
            }
            Ok(())
        })?;
    }

    #[test]
    fn points_are_whole_units_times_the_best_rate_and_never_overflow(
        value_minor in any::<i64>(),
        rates in prop::collection::vec((0..20_000_u32, 0..200_u32), 0..4),
    ) {
        let all: Vec<Incentive> = rates
            .iter()
            .map(|&(points_per_unit, multiplier)| Incentive {
                points_per_unit,
                multiplier,
                ..incentive(Kind::Points, 0)
            })
            .collect();
        let now = Day(20_500).start();
        let points = points_for(all.iter(), value_minor, euro(), now);
        let best = rates.iter().map(|(rate, _)| *rate).max().unwrap_or(0);
        prop_assert!(points <= decide::incentives::POINTS_MAX);
        prop_assert_eq!(points == 0, value_minor < 100 || best == 0);
        prop_assert_eq!(points_for(all.iter(), value_minor, Currency::new("RON").unwrap(), now), 0);
    }
}

#[test]
fn discounts_are_rounded_half_up_and_never_exceed_the_amount() {
    for (discount, amount, expect) in [
        (Discount::Percent(5), 1_010, 51),
        (Discount::Percent(5), 1_009, 50),
        (Discount::Percent(900), 100, 100),
        (Discount::Amount(500), 300, 300),
        (Discount::Amount(-5), 300, 0),
        (Discount::Percent(90), i64::MAX, 8_301_034_833_169_298_226),
        (Discount::Percent(5), -5, 0),
    ] {
        assert_eq!(discount.off_minor(amount), expect, "{discount:?} of {amount}");
    }
}
