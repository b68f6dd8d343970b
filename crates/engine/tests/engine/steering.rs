//! Rules and what visitors saw steer the next decision; consent and a refusal are kept.

use engine::{Engine, OfferRequest, RuleAction, RuleDraft, RuleProducts, RuleWhen};
use shop::{Customer, CustomerId, Event, EventKind, Placement, Timestamp};

use crate::{built, in_cart, now, offered, offered_at, offers_shown::did};

fn rule(action: RuleAction, products: RuleProducts) -> RuleDraft {
    RuleDraft {
        action,
        products,
        when: RuleWhen::default(),
        slot: None,
        factor: None,
        enabled: true,
        note: String::new(),
    }
}

fn ids(ids: &[&str]) -> RuleProducts {
    RuleProducts {
        ids: ids.iter().map(|id| (*id).to_owned()).collect(),
        ..RuleProducts::default()
    }
}

fn by(visitor: &str, request: OfferRequest) -> OfferRequest {
    OfferRequest {
        visitor_id: Some(visitor.parse().unwrap()),
        ..request
    }
}

fn event(number: usize, kind: EventKind, decision: &str, product: Option<&str>, at: Timestamp) -> Event {
    let told = did(kind, decision, product, at, 1).remove(0);
    Event {
        id: format!("e{number}").parse().unwrap(),
        ..told
    }
}

fn days(days: i64) -> Timestamp {
    now().plus_ms(days * 86_400_000)
}

#[test]
fn a_rule_holds_in_its_time_and_outlives_a_restart_and_a_build() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    assert_eq!(offered(&engine, &in_cart(&["tv"])), ["hdmi", "mount"]);
    let mut pin = rule(RuleAction::Pin, ids(&["bulb"]));
    pin.slot = Some(2);
    pin.when.valid_from = Some("2026-02-10T12:00:00Z".into());
    pin.when.valid_until = Some("2026-02-12T12:00:00Z".into());
    let view = engine.put_rule("bulbs", &pin, now()).unwrap();
    assert_eq!((view.products, view.in_force), (Some(1), true));
    let request = in_cart(&["tv"]);
    assert_eq!(offered_at(&engine, &request, days(-1)), ["hdmi", "mount"]);
    assert_eq!(offered_at(&engine, &request, now()), ["hdmi", "bulb", "mount"]);
    assert_eq!(offered_at(&engine, &request, days(2)), ["hdmi", "mount"]);
    engine.build(now(), &|_| {}).unwrap();
    assert_eq!(offered(&engine, &request), ["hdmi", "bulb", "mount"]);
    engine.close();
    drop(engine);
    let engine = Engine::open(folder.path(), engine::Settings::default()).unwrap();
    assert_eq!(offered(&engine, &request), ["hdmi", "bulb", "mount"]);
    engine.delete_rule("bulbs").unwrap();
    assert_eq!(offered(&engine, &request), ["hdmi", "mount"]);
}

#[test]
fn rules_of_a_segment_hold_for_its_customers_alone_and_consent_is_asked_first() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let customer = |id: &str, consent: Option<bool>| Customer {
        consent,
        tags: ["b2b".to_owned()].into(),
        ..Customer::unknown(CustomerId::new(id).unwrap())
    };
    let known = vec![customer("firm", None), customer("shy", Some(false))];
    engine.put_customers(known).unwrap();
    let mut only = rule(RuleAction::IncludeOnly, ids(&["mount"]));
    only.when.segments = vec!["b2b".into()];
    engine.put_rule("b2b", &only, now()).unwrap();
    let asked = |customer: Option<&str>| {
        let request = OfferRequest {
            customer_id: customer.map(str::to_owned),
            ..in_cart(&["tv"])
        };
        offered(&engine, &request)
    };
    assert_eq!(asked(None), ["hdmi", "mount"]);
    assert_eq!(asked(Some("firm")), ["mount"]);
    assert_eq!(asked(Some("shy")), ["hdmi", "mount"]);
    engine.put_customers(vec![customer("firm", Some(false))]).unwrap();
    assert_eq!(asked(Some("firm")), ["hdmi", "mount"], "a refusal counts at once");
}

#[test]
fn a_refusal_lasts_for_its_days_and_over_a_restart_also_without_consent() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let request = by("v1", in_cart(&["tv"]));
    let answer = engine.offers(&request, now());
    let refusal = event(1, EventKind::Dismiss, &answer.decision_id, Some("hdmi"), now());
    engine.record_events(vec![refusal]).unwrap();
    assert_eq!(offered(&engine, &request), ["mount"]);
    assert_eq!(offered(&engine, &by("v2", in_cart(&["tv"]))), ["hdmi", "mount"]);
    let without_consent = OfferRequest {
        consent: false,
        ..request.clone()
    };
    assert_eq!(offered(&engine, &without_consent), ["mount"]);
    assert_eq!(offered_at(&engine, &request, days(89)), ["mount"]);
    assert_eq!(offered_at(&engine, &request, days(90)), ["hdmi", "mount"]);
    engine.close();
    drop(engine);
    let engine = Engine::open(folder.path(), engine::Settings::default()).unwrap();
    assert_eq!(offered(&engine, &request), ["mount"]);
}

#[test]
fn a_whole_answer_is_declined_by_one_event() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let request = by("v1", in_cart(&["tv"]));
    let answer = engine.offers(&request, now());
    assert_eq!(answer.offers.len(), 2);
    let refusal = event(1, EventKind::Dismiss, &answer.decision_id, None, now());
    engine.record_events(vec![refusal]).unwrap();
    assert!(offered(&engine, &request).is_empty());
}

#[test]
fn what_is_shown_in_vain_rests_and_what_is_ignored_makes_the_placement_quiet() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let request = by("v1", in_cart(&["tv"]));
    let mut number = 0;
    let mut show = |at: Timestamp| {
        let answer = engine.offers(&request, at);
        number += 1;
        let shown = event(number, EventKind::Impression, &answer.decision_id, None, at);
        // Sent twice, counted once.
        engine.record_events(vec![shown.clone()]).unwrap();
        engine.record_events(vec![shown]).unwrap();
        answer
    };
    for _ in 0..3 {
        assert_eq!(show(now()).offers.len(), 2);
    }
    assert_eq!(show(now()).offers.len(), 0, "three times a day is enough");
    for _ in 0..2 {
        assert_eq!(show(days(1)).offers.len(), 2);
    }
    let quiet = engine.offers(&request, days(1));
    assert!(quiet.offers.is_empty());
    assert_eq!(quiet.notes, [engine::decide::Note::Quiet]);
    // Whoever looks the decision up later reads the same, and not that nobody proposed anything.
    let english = shop::Locale::english();
    assert!(engine.decision(&quiet.decision_id, &english).unwrap().quiet);
    let latest = engine::DecisionsQuery {
        limit: 1,
        ..engine::DecisionsQuery::default()
    };
    let nothing = engine.latest_decisions(&latest, &english).unwrap().decisions[0].nothing;
    assert_eq!(nothing, Some(engine::NothingBecause::Quiet));
    assert_eq!(engine.offers(&request, days(2)).offers.len(), 2);
}

#[test]
fn the_page_after_the_order_repeats_nothing_and_what_was_bought_rests() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let in_cart_of = |visitor: &str| by(visitor, in_cart(&["tv"]));
    let after = |visitor: &str| OfferRequest {
        placement: Placement::PostPurchase,
        ..in_cart_of(visitor)
    };
    assert_eq!(offered(&engine, &after("v1")), ["hdmi", "mount"]);
    assert_eq!(offered(&engine, &in_cart_of("v1")), ["hdmi", "mount"]);
    assert!(offered(&engine, &after("v1")).is_empty());
    assert_eq!(offered_at(&engine, &after("v1"), days(1)), ["hdmi", "mount"]);
    let text = "product mount \"Wall mount\" 39.00\norder o-v2 2026-02-10T11:00 - mount visitor=v2";
    let order = testkit::Fixture::parse(text).orders;
    engine.record_orders(order, Vec::new()).unwrap();
    assert_eq!(offered(&engine, &in_cart_of("v2")), ["hdmi"]);
    assert_eq!(
        offered_at(&engine, &in_cart_of("v2"), days(181)),
        ["hdmi", "mount"]
    );
}

/// A ban of the cable for who never bought.
fn no_cable_for_the_new() -> RuleDraft {
    let mut ban = rule(RuleAction::Ban, ids(&["hdmi"]));
    ban.when.bought_before = Some(false);
    ban
}

#[test]
fn a_rule_for_some_customers_is_tried_as_for_one_of_them() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let tried = |draft: &RuleDraft| {
        let preview = engine.preview_rule("new", draft, Placement::Cart, 100, now());
        preview.unwrap().carts_changed
    };
    let everywhere = tried(&rule(RuleAction::Ban, ids(&["hdmi"])));
    assert!(everywhere > 0);
    assert_eq!(tried(&no_cable_for_the_new()), everywhere);
}

#[test]
fn rules_that_are_never_for_the_same_customer_are_not_at_odds() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.put_rule("new", &no_cable_for_the_new(), now()).unwrap();
    let mut boost = rule(RuleAction::Boost, ids(&["hdmi"]));
    let met = |boost: &RuleDraft| engine.put_rule("cables", boost, now()).unwrap().conflicts.len();
    assert_eq!(met(&boost), 1, "everybody may be new");
    boost.when.since_order_days = Some(engine::DayBounds::given(Some(30), None).unwrap());
    assert_eq!(met(&boost), 0);
}
