//! A slot that is filled to learn from: who sees it, what it teaches, and what it says of another policy.

use std::collections::BTreeMap;

use engine::{
    CustomerCondition, Engine, NoEstimate, OfferRequest, PolicyChange, PolicyDraft, Reward, Settings,
    VariantDraft, measure::experiments::effect::Interval,
};
use shop::{Event, EventKind, Placement, Timestamp, VisitorId};
use tempfile::TempDir;

use crate::{in_cart, now, shop_of};

/// What goes with the lamp: the dear shade most often, then the bulb, the cable and the timer.
pub(crate) fn shop() -> (TempDir, Engine) {
    let text = r#"
currency EUR
product lamp "Lamp" Home>Lamps 100.00
product shade "Shade" Home>Shades 80.00
product bulb "Bulb" Home>Bulbs 9.00
product cable "Cable" Home>Cables 8.00
product timer "Timer" Home>Timers 7.00
product rug "Rug" Home>Rugs 50.00
repeat 40 order a{n} 2026-01-01+{n} - lamp shade
repeat 30 order b{n} 2026-01-01+{n} - lamp bulb
repeat 22 order c{n} 2026-01-01+{n} - lamp cable
repeat 16 order d{n} 2026-01-01+{n} - lamp timer
repeat 90 order e{n} 2026-01-01+{n} - rug
"#;
    let (folder, engine) = shop_of(text);
    set(&engine, learning());
    (folder, engine)
}

/// One slot, of which a fifth is drawn.
fn learning() -> PolicyChange {
    PolicyChange {
        slots: Some(1),
        reserve: Some(3),
        explore_percent: Some(20),
        ..PolicyChange::default()
    }
}

/// The same without the shade, which is too dear.
fn cheaper() -> PolicyChange {
    PolicyChange {
        price_cap_percent: Some(50),
        ..learning()
    }
}

fn draft(change: PolicyChange) -> PolicyDraft {
    PolicyDraft {
        change,
        ..PolicyDraft::default()
    }
}

fn set(engine: &Engine, change: PolicyChange) {
    engine.put_policy(Placement::Cart, draft(change), now()).unwrap();
}

pub(crate) fn by(visitor: usize) -> OfferRequest {
    OfferRequest {
        visitor_id: Some(VisitorId::new(&format!("v{visitor}")).unwrap()),
        ..in_cart(&["lamp"])
    }
}

fn event(kind: EventKind, visitor: usize, decision: &str, product: Option<&str>, at: Timestamp) -> Event {
    Event {
        id: format!("{}-{decision}", kind.as_str()).parse().unwrap(),
        kind,
        at,
        visitor_id: format!("v{visitor}").parse().unwrap(),
        customer_id: None,
        session_id: None,
        product_id: product.map(|id| id.parse().unwrap()),
        quantity: 1,
        placement: None,
        decision_id: Some(decision.to_owned()),
        order_id: None,
        score: None,
        traffic: shop::Traffic::Customer,
    }
}

/// How many in a hundred take what they are offered: the bulb is what they want.
fn wanted(product: &str) -> usize {
    match product {
        "bulb" => 40,
        "shade" => 10,
        _ => 5,
    }
}

/// Lets visitors pass by; how often each product was shown and taken.
fn visit(
    engine: &Engine,
    visitors: std::ops::Range<usize>,
    at: Timestamp,
) -> BTreeMap<String, (usize, usize)> {
    let (mut events, mut shown) = (Vec::new(), BTreeMap::<String, (usize, usize)>::new());
    for visitor in visitors {
        let answer = engine.offers(&by(visitor), at);
        let product = answer.offers[0].product.id.as_str();
        // Spread evenly, and each product asks other visitors.
        let takes = (visitor * 7_919 + product.len() * 31) % 100 < wanted(product);
        events.push(event(
            EventKind::Impression,
            visitor,
            &answer.decision_id,
            None,
            at,
        ));
        if takes {
            let clicked = at.plus_ms(5_000);
            events.push(event(
                EventKind::Click,
                visitor,
                &answer.decision_id,
                Some(product),
                clicked,
            ));
        }
        let counts = shown.entry(product.to_owned()).or_default();
        *counts = (counts.0 + 1, counts.1 + usize::from(takes));
    }
    engine.record_events(events).unwrap();
    shown
}

/// The chances of the draw that somebody was part of.
fn chances(engine: &Engine, visitors: std::ops::Range<usize>, at: Timestamp) -> BTreeMap<String, f32> {
    let drawn = |visitor| {
        let answer = engine.offers(&by(visitor), at);
        let decision = engine.decision(&answer.decision_id, &answer.locale).unwrap();
        let candidates = decision.candidates.into_iter();
        candidates
            .filter_map(|candidate| Some((candidate.product.id, candidate.chance?)))
            .collect::<BTreeMap<_, _>>()
    };
    let mut draws = visitors.map(drawn).filter(|draw| !draw.is_empty());
    draws.next().unwrap()
}

#[test]
fn a_better_product_in_reserve_comes_to_be_drawn_most() {
    let (_folder, engine) = shop();
    let before = chances(&engine, 0..100, now());
    assert_eq!(before.len(), 4);
    assert!((before.values().sum::<f32>() - 1.0).abs() < 1e-5, "{before:?}");
    assert!(before["bulb"] < before["shade"], "{before:?}");
    for day in 1..=4_i64 {
        let first = day as usize * 1_000;
        let at = now().plus_days(day);
        visit(&engine, first..first + 1_000, at);
        engine.sum_up(at.plus_ms(3_600_000)).unwrap();
        engine.build(at.plus_ms(3_600_000), &|_| {}).unwrap();
    }
    let after = chances(&engine, 9_000..9_100, now().plus_days(5));
    assert!(after["bulb"] > 0.8, "{after:?}");
    assert!(after.values().all(|&chance| chance > 0.049), "{after:?}");
}

#[test]
fn the_share_is_kept_is_sticky_and_of_those_only_who_agreed_to_be_known() {
    let (_folder, engine) = shop();
    let drawn = |request: &OfferRequest, at: Timestamp| {
        let answer = engine.offers(request, at);
        let decision = engine.decision(&answer.decision_id, &answer.locale).unwrap();
        let chance = |candidate: &engine::CandidateView| candidate.chance;
        let is_drawn = decision
            .candidates
            .iter()
            .any(|candidate| chance(candidate).is_some());
        (is_drawn, answer.offers[0].product.id.clone())
    };
    let draws: Vec<(bool, String)> = (0..500).map(|visitor| drawn(&by(visitor), now())).collect();
    let share = draws.iter().filter(|(is_drawn, _)| *is_drawn).count();
    assert!((70..=130).contains(&share), "{share} of 500");
    assert!(
        draws
            .iter()
            .all(|(is_drawn, product)| *is_drawn || product == "shade")
    );
    for (visitor, known) in draws.iter().enumerate() {
        assert_eq!(
            &drawn(&by(visitor), now().plus_ms(3_600_000)),
            known,
            "an hour later"
        );
        let without_consent = OfferRequest {
            consent: false,
            ..by(visitor)
        };
        assert!(!drawn(&without_consent, now()).0);
        let shared = engine.shared_key(&by(visitor), now());
        assert_eq!(
            shared.is_none(),
            known.0,
            "what is drawn for one is not shown to others"
        );
        assert_eq!(
            engine.try_offers(&by(visitor), now()).offers[0].product.id,
            "shade"
        );
    }
    let off = PolicyChange {
        explore_percent: Some(0),
        ..learning()
    };
    set(&engine, off);
    assert!((0..100).all(|visitor| !drawn(&by(visitor), now()).0));
}

#[test]
fn what_a_draft_would_bring_is_what_it_brings_when_it_is_set() {
    let (_folder, engine) = shop();
    let at = now().plus_days(1);
    visit(&engine, 0..6_000, at);
    let later = at.plus_ms(3_600_000);
    let estimate = |change, reward| {
        engine
            .estimate_policy(Placement::Cart, &draft(change), reward, later)
            .unwrap()
    };
    let found = estimate(cheaper(), Reward::Taken);
    assert!((1_000..1_400).contains(&found.decisions), "{found:?}");
    assert_eq!(
        (found.comparable, found.changed),
        (found.decisions, found.decisions)
    );
    let estimated = found.outcome.unwrap();
    // Then it is really set, for others.
    set(&engine, cheaper());
    let really = visit(&engine, 10_000..16_000, at);
    let rate = |(shown, taken): (usize, usize)| taken as f64 / shown as f64;
    let bulb = rate(really["bulb"]);
    assert!((bulb - 0.4).abs() < 0.02, "{really:?}");
    let all = |of: engine::measure::off_policy::choices::Estimates| [of.ips, of.snips, of.doubly_robust];
    let intervals = |of| all(of).map(|estimate| estimate.one_look_interval(0.05));
    let contain =
        |intervals: [Interval; 3], value: f64| intervals.iter().all(|interval| interval.contains(value));
    assert!(contain(intervals(estimated.drafted), bulb), "{estimated:?}");
    assert!(contain(intervals(estimated.in_force), 0.1), "{estimated:?}");
    assert!(estimated.drafted.doubly_robust.one_look_interval(0.05).low > 0.2);
    // Nobody bought anything: nothing is credited.
    let margin = estimate(cheaper(), Reward::Margin).outcome.unwrap();
    assert!(margin.drafted.ips.value.abs() < 1e-9);
}

#[test]
fn a_variants_customers_are_estimated_by_the_drafts_variant_of_that_name() {
    let (_folder, engine) = shop();
    let variant = VariantDraft {
        name: "new".into(),
        condition: CustomerCondition {
            bought_before: Some(false),
            ..CustomerCondition::default()
        },
        policy: PolicyChange {
            price_cap_percent: Some(50),
            ..PolicyChange::default()
        },
    };
    let varied = PolicyChange {
        variants: Some(vec![variant]),
        ..learning()
    };
    set(&engine, varied.clone());
    let at = now().plus_days(1);
    let seen = (0..2_000).map(|visitor| {
        let request = OfferRequest {
            customer_id: Some(format!("k{visitor}")),
            ..by(visitor)
        };
        let answer = engine.offers(&request, at);
        assert_eq!(answer.variant.as_deref(), Some("new"));
        event(EventKind::Impression, visitor, &answer.decision_id, None, at)
    });
    engine.record_events(seen.collect()).unwrap();
    let changed = |change| {
        let later = at.plus_ms(3_600_000);
        let estimate = engine.estimate_policy(Placement::Cart, &draft(change), Reward::Taken, later);
        let estimate = estimate.unwrap();
        assert!(estimate.decisions > 200 && estimate.comparable == estimate.decisions);
        estimate.changed
    };
    assert_eq!(changed(varied), 0, "it is what is in force");
}

#[test]
fn too_little_is_said_to_be_too_little() {
    let (folder, engine) = shop();
    let at = now().plus_days(1);
    let later = at.plus_ms(3_600_000);
    let outcome = |engine: &Engine, change| {
        let estimate = engine.estimate_policy(Placement::Cart, &draft(change), Reward::Taken, later);
        estimate.unwrap().outcome.unwrap_err()
    };
    assert_eq!(outcome(&engine, cheaper()), NoEstimate::NothingExplored);
    visit(&engine, 0..300, at);
    assert_eq!(outcome(&engine, cheaper()), NoEstimate::TooFew);
    visit(&engine, 300..2_000, at);
    let other = PolicyChange {
        recommenders: Some(BTreeMap::from([("popular".to_owned(), 1.0)])),
        filters_off: Some(vec!["price_cap".to_owned()]),
        ..learning()
    };
    assert_eq!(outcome(&engine, other), NoEstimate::TooDifferent);
    let invalid = PolicyChange {
        explore_percent: Some(21),
        ..learning()
    };
    assert!(
        engine
            .estimate_policy(Placement::Cart, &draft(invalid), Reward::Taken, later)
            .is_err()
    );
    // Nothing was set, and another process says the same.
    engine.close();
    let again = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(outcome(&again, learning_off()), NoEstimate::TooDifferent);
}

/// No offers at all: nothing stands where something was drawn.
fn learning_off() -> PolicyChange {
    PolicyChange {
        slots: Some(0),
        ..learning()
    }
}
