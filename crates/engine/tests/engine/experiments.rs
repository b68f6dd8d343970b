//! Who gets what: arms choose policies, the same visitor stays in the same arm, and who is held out gets no offers.

use std::collections::BTreeMap;

use engine::{
    ArmDraft, Ended, Engine, Error, ExperimentDraft, ExperimentState, GuardrailDraft, OfferRequest,
    PolicyChange, Settings, measure::experiments::verdict::Verdict,
};
use shop::{EventKind, Placement, VisitorId};

use crate::{built, in_cart, now, reports::event};

fn arm(name: &str, share_percent: u16, slots: Option<usize>) -> ArmDraft {
    ArmDraft {
        name: name.to_owned(),
        share_percent,
        change: PolicyChange {
            slots,
            ..PolicyChange::default()
        },
    }
}

fn draft(arms: Vec<ArmDraft>) -> ExperimentDraft {
    ExperimentDraft {
        title: "Fewer offers".to_owned(),
        note: String::new(),
        placements: vec!["cart".to_owned()],
        layer: None,
        arms,
        metric: "margin_per_visitor".to_owned(),
        effect_percent: 5.0,
        guardrails: None,
        visitors_planned: Some(1_000),
        stop_on_harm: true,
    }
}

fn by(visitor: u32) -> OfferRequest {
    OfferRequest {
        visitor_id: Some(VisitorId::new(&format!("v{visitor}")).unwrap()),
        ..in_cart(&["tv"])
    }
}

/// How many of 400 visitors got so many offers, by the name of their arm.
fn got(engine: &Engine) -> BTreeMap<(String, usize), u32> {
    let mut counts = BTreeMap::new();
    for visitor in 0..400 {
        let answer = engine.offers(&by(visitor), now());
        let arms: Vec<_> = answer.experiments.iter().map(|arm| arm.arm.as_str()).collect();
        *counts.entry((arms.join("+"), answer.offers.len())).or_default() += 1;
    }
    counts
}

#[test]
fn an_arm_chooses_the_policy_until_the_experiment_ends() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let all_two = BTreeMap::from([((String::new(), 2), 400)]);
    let arms = vec![arm("two", 50, None), arm("one", 50, Some(1))];
    engine.put_experiment("fewer", draft(arms), now()).unwrap();
    assert_eq!(got(&engine), all_two, "nobody is in a draft");
    engine.start_experiment("fewer", 0, now()).unwrap();
    let counts = got(&engine);
    let keys: Vec<_> = counts
        .keys()
        .map(|(arm, offers)| (arm.as_str(), *offers))
        .collect();
    assert_eq!(keys, [("one", 1), ("two", 2)]);
    assert!(
        counts.values().all(|&count| (160..=240).contains(&count)),
        "{counts:?}"
    );
    assert_eq!(got(&engine), counts, "the same visitors are in the same arms");
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(got(&other), counts, "by another process too");
    let elsewhere = OfferRequest {
        placement: Placement::Checkout,
        ..by(1)
    };
    assert!(engine.offers(&elsewhere, now()).experiments.is_empty());
    let stopped = engine.stop_experiment("fewer", "by_hand", now()).unwrap();
    assert_eq!(stopped.state, ExperimentState::Stopped);
    assert_eq!(got(&engine), all_two);
}

#[test]
fn nobody_leaves_an_arm_that_grows() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let shares = |one, two| draft(vec![arm("two", two, None), arm("one", one, Some(1))]);
    engine.put_experiment("fewer", shares(10, 40), now()).unwrap();
    engine.start_experiment("fewer", 0, now()).unwrap();
    let in_one = |engine: &Engine| -> Vec<u32> {
        let is_in = |visitor: &u32| {
            let answer = engine.offers(&by(*visitor), now());
            answer.experiments.iter().any(|arm| arm.arm == "one")
        };
        (0..400).filter(is_in).collect()
    };
    let before = in_one(&engine);
    let later = now().plus_days(3);
    let changed = engine.put_experiment("fewer", shares(50, 40), later).unwrap();
    assert_eq!(changed.counted_from_ms, Some(later.unix_ms()));
    let after = in_one(&engine);
    assert!(after.len() > before.len() && before.iter().all(|visitor| after.contains(visitor)));
    let other_policy = draft(vec![arm("two", 40, None), arm("one", 50, Some(0))]);
    let refused = engine.put_experiment("fewer", other_policy, later);
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "arms"));
}

#[test]
fn experiments_of_one_layer_never_meet_and_those_of_others_do() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    for (id, layer, percent) in [("a", Some("page"), 25), ("b", Some("page"), 25), ("c", None, 50)] {
        let arms = vec![arm("before", percent, None), arm("after", percent, Some(1))];
        let experiment = ExperimentDraft {
            layer: layer.map(str::to_owned),
            ..draft(arms)
        };
        engine.put_experiment(id, experiment, now()).unwrap();
        engine.start_experiment(id, 0, now()).unwrap();
    }
    let full = ExperimentDraft {
        layer: Some("page".to_owned()),
        ..draft(vec![arm("x", 1, None), arm("y", 1, None)])
    };
    engine.put_experiment("d", full, now()).unwrap();
    let refused = engine.start_experiment("d", 0, now());
    assert!(matches!(refused, Err(Error::Invalid { field, .. }) if field == "layer"));
    let mut pairs = BTreeMap::<String, u32>::new();
    for visitor in 0..400 {
        let answer = engine.offers(&by(visitor), now());
        let ids: Vec<_> = answer
            .experiments
            .iter()
            .map(|arm| arm.experiment.as_str())
            .collect();
        *pairs.entry(ids.join("+")).or_default() += 1;
    }
    let met: Vec<_> = pairs.keys().map(String::as_str).collect();
    assert_eq!(met, ["a+c", "b+c"]);
}

#[test]
fn who_is_held_out_gets_no_offers_and_the_decision_tells_what_they_were() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.set_hold_out(20.0, now()).unwrap();
    let counts = got(&engine);
    let held_out = counts[&(String::new(), 0)];
    assert!((50..=110).contains(&held_out), "{counts:?}");
    let visitor = (0..400).find(|&visitor| engine.offers(&by(visitor), now()).offers.is_empty());
    let request = by(visitor.unwrap());
    let answer = engine.offers(&request, now());
    assert_eq!(answer.notes, [engine::decide::Note::HeldOut]);
    let decision = engine.decision(&answer.decision_id, &answer.locale).unwrap();
    let offered = decision
        .candidates
        .iter()
        .filter(|candidate| candidate.outcome == "offered");
    assert_eq!(offered.count(), 2);
    // Whoever is not to be known, or asks somebody, is not held out.
    let without_consent = OfferRequest {
        consent: false,
        ..request.clone()
    };
    let at_the_counter = OfferRequest {
        placement: Placement::Pos,
        ..request.clone()
    };
    for asked in [&without_consent, &at_the_counter] {
        assert_eq!(engine.offers(asked, now()).offers.len(), 2, "{asked:?}");
    }
    // Others are drawn every quarter.
    let next_quarter = now().plus_days(90);
    let held_then = (0..400).filter(|&visitor| engine.offers(&by(visitor), next_quarter).offers.is_empty());
    let both = held_then.filter(|&visitor| engine.offers(&by(visitor), now()).offers.is_empty());
    assert!(both.count() < held_out as usize / 2);
    engine.set_hold_out(0.0, now()).unwrap();
    assert_eq!(engine.offers(&request, now()).offers.len(), 2);
    assert!(matches!(
        engine.set_hold_out(f64::NAN, now()),
        Err(Error::Invalid { .. })
    ));
}

#[test]
fn a_shared_answer_is_never_that_of_another_arm() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    engine.set_hold_out(20.0, now()).unwrap();
    let arms = vec![arm("two", 50, None), arm("one", 50, Some(1))];
    engine.put_experiment("fewer", draft(arms), now()).unwrap();
    engine.start_experiment("fewer", 0, now()).unwrap();
    let mut by_key = BTreeMap::new();
    for visitor in 0..100 {
        let request = by(visitor);
        let key = engine.shared_key(&request, now()).unwrap();
        let offers = engine.offers(&request, now()).offers.len();
        assert_eq!(*by_key.entry(key).or_insert(offers), offers);
    }
    assert_eq!(by_key.len(), 3);
    assert_eq!(
        by_key
            .values()
            .copied()
            .collect::<std::collections::BTreeSet<_>>()
            .len(),
        3
    );
}

#[test]
fn a_mistake_is_named_and_nothing_is_kept() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let two = || vec![arm("a", 50, None), arm("b", 50, None)];
    let check = |draft: ExperimentDraft, expect: &str| {
        let Err(Error::Invalid { field, reason }) = engine.put_experiment("x", draft.clone(), now()) else {
            panic!("{draft:?} was taken");
        };
        assert_eq!(format!("{field}: {reason}"), expect);
    };
    check(
        draft(vec![arm("a", 50, None)]),
        "arms: an experiment has 2 to 8 arms",
    );
    check(
        draft(vec![arm("a", 50, None), arm("a", 50, None)]),
        "arms[1].name: another arm has this name",
    );
    check(
        draft(vec![arm("a", 60, None), arm("b", 50, None)]),
        "arms: the shares add up to 110 %; they may be 100 at most",
    );
    check(
        draft(vec![arm("a", 50, None), arm("b", 50, Some(99))]),
        "arms[1].change.slots: 'slots' must be from 0 to 24",
    );
    let few = ExperimentDraft {
        visitors_planned: Some(199),
        ..draft(two())
    };
    check(
        few,
        "visitors_planned: it must be at least 200: of fewer visitors nothing can be told; leave it out to have it \
         worked out",
    );
    let guardrail = |margin_percent| GuardrailDraft {
        metric: "conversion".to_owned(),
        margin_percent,
    };
    let twice = ExperimentDraft {
        guardrails: Some(vec![guardrail(2.0), guardrail(3.0)]),
        ..draft(two())
    };
    check(
        twice,
        "guardrails[1].metric: 'conversion' is watched by another guardrail already; keep the one with the margin you \
         mean",
    );
    let metric = ExperimentDraft {
        metric: "luck".to_owned(),
        ..draft(two())
    };
    assert!(matches!(engine.put_experiment("x", metric, now()),
        Err(Error::Invalid { field, reason }) if field == "metric" && reason.contains("conversion")));
    assert!(engine.experiments().unwrap().is_empty());
    assert!(matches!(
        engine.start_experiment("x", 0, now()),
        Err(Error::NotFound { .. })
    ));
}

#[test]
fn an_arm_without_offers_can_be_compared() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let arms = vec![arm("two", 50, None), arm("none", 50, Some(0))];
    engine.put_experiment("fewer", draft(arms), now()).unwrap();
    engine.start_planned_experiment("fewer", now()).unwrap();
    let counts = got(&engine);
    let later = now().plus_days(1);
    assert_eq!(engine.watch_experiments(later).unwrap(), [], "nothing is broken");
    let report = engine.experiment_view("fewer", later).unwrap().report.unwrap();
    let people: Vec<u64> = report.arms.iter().map(|arm| arm.people).collect();
    let of = |arm: &str, offers| u64::from(counts[&(arm.to_owned(), offers)]);
    assert_eq!(people, [of("two", 2), of("none", 0)]);
}

#[test]
fn a_plan_goes_by_those_who_come_where_the_experiment_runs() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    // Four hundred look at a product, fifty of them at the cart, and every second of these buys.
    let (mut events, mut orders) = (Vec::new(), Vec::new());
    for visitor in 0..400 {
        let product = OfferRequest {
            placement: Placement::ProductPage,
            ..by(visitor)
        };
        let mut seen = vec![engine.offers(&product, now()).decision_id];
        if visitor < 50 {
            seen.push(engine.offers(&by(visitor), now()).decision_id);
        }
        let name = format!("v{visitor}");
        events.extend(
            seen.iter()
                .map(|decision| event(EventKind::Impression, &name, decision, None, 1)),
        );
        if visitor < 50 && visitor % 2 == 0 {
            orders.extend(order(visitor, "2026-02-11"));
        }
    }
    engine.record_events(events).unwrap();
    engine.record_orders(orders, Vec::new()).unwrap();
    let plan = |placements: &[&str]| {
        let mut planned = draft(vec![arm("two", 50, None), arm("one", 50, Some(1))]);
        planned.metric = "conversion".to_owned();
        planned.placements = placements.iter().map(|&id| id.to_owned()).collect();
        let plan = engine.plan_experiment(&planned, now().plus_days(7)).unwrap();
        (plan.value, plan.visitors_each_day)
    };
    assert_eq!(plan(&[]), (0.0625, 14));
    assert_eq!(plan(&["cart"]), (0.5, 1));
    assert_eq!(plan(&["cart", "product_page"]), (0.0625, 14));
}

/// Lets 1,500 visitors look at the cart and every second buy, but for one in three of those with one offer who would.
fn let_one_offer_do_harm(engine: &Engine) {
    let mut orders = Vec::new();
    for number in 0..1_500 {
        let in_one = engine.offers(&by(number), now()).experiments[0].arm == "one";
        if number % 2 == 0 && !(in_one && number % 3 == 0) {
            orders.extend(order(number, "2026-02-11"));
        }
    }
    engine.record_orders(orders, Vec::new()).unwrap();
}

fn order(visitor: u32, day: &str) -> Vec<shop::Order> {
    let text = format!(
        "currency EUR\nproduct tv \"TV\" Video 499.00\norder o{visitor}-{day} {day} - visitor=v{visitor} tv"
    );
    testkit::Fixture::parse(&text).orders
}

#[test]
fn an_experiment_without_an_arm_that_does_no_harm_is_over() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let arms = vec![arm("two", 50, None), arm("one", 50, Some(1))];
    engine.put_experiment("fewer", draft(arms), now()).unwrap();
    engine.start_planned_experiment("fewer", now()).unwrap();
    let later = now().plus_days(2);
    assert!(
        engine.watch_experiments(later).unwrap().is_empty(),
        "nothing is known yet"
    );
    let_one_offer_do_harm(&engine);
    let ended = engine.watch_experiments(later).unwrap();
    assert_eq!(ended, [stopped("one")]);
    let view = engine.experiment_view("fewer", later).unwrap();
    assert_eq!(view.experiment.state, ExperimentState::Stopped);
    assert_eq!(
        view.experiment.stop_reason.as_deref(),
        Some("guardrail:conversion")
    );
    assert_eq!(view.report.unwrap().people, 1_500);
    assert!(engine.offers(&by(1), later).experiments.is_empty());
}

fn stopped(arm: &str) -> Ended {
    Ended {
        experiment: "fewer".to_owned(),
        arm: Some(arm.to_owned()),
        because: "guardrail:conversion".to_owned(),
    }
}

#[test]
fn an_arm_that_does_harm_is_stopped_alone_and_the_others_go_on() {
    let folder = tempfile::tempdir().unwrap();
    let engine = built(folder.path());
    let arms = vec![
        arm("two", 40, None),
        arm("one", 30, Some(1)),
        arm("same", 30, None),
    ];
    engine.put_experiment("fewer", draft(arms), now()).unwrap();
    engine.start_planned_experiment("fewer", now()).unwrap();
    let_one_offer_do_harm(&engine);
    let before = got(&engine);
    let later = now().plus_days(2);
    assert_eq!(engine.watch_experiments(later).unwrap(), [stopped("one")]);
    assert_eq!(engine.watch_experiments(later).unwrap(), [], "once is enough");
    // Everybody stays where they were, and whoever had one offer has two.
    let after = got(&engine);
    let expect = before
        .into_iter()
        .map(|((arm, _), visitors)| ((arm, 2), visitors));
    assert_eq!(after, expect.collect());
    let other = Engine::open(folder.path(), Settings::default()).unwrap();
    assert_eq!(got(&other), after, "by another process too");
    // Later all its visitors buy: that was not the arm's doing. Nor is the split of the visitors broken by it.
    let then = told_of(&engine, later);
    let much_later = now().plus_days(9);
    for visitor in 1_500..1_800 {
        engine.offers(&by(visitor), much_later);
    }
    let orders = (0..1_800).flat_map(|visitor| order(visitor, "2026-02-18"));
    engine.record_orders(orders.collect(), Vec::new()).unwrap();
    assert_eq!(told_of(&engine, much_later), then);
    let view = engine.experiment_view("fewer", much_later).unwrap();
    assert_eq!(view.experiment.state, ExperimentState::Running);
    let report = view.report.unwrap();
    assert_eq!(report.people, 1_800);
    assert!(!report.sample_ratio.is_broken());
    assert!(!matches!(
        report.arms[2].verdict,
        Some(Verdict::StoppedByGuardrail(_))
    ));
    assert_eq!(engine.watch_experiments(much_later).unwrap(), []);
}

/// What is said of the second arm: its visitors, its conversion, and what stopped it.
fn told_of(engine: &Engine, now: shop::Timestamp) -> (u64, String, String) {
    let report = engine.experiment_view("fewer", now).unwrap().report.unwrap();
    let arm = &report.arms[1];
    let Some(Verdict::StoppedByGuardrail(at)) = arm.verdict else {
        panic!("{:?}", arm.verdict);
    };
    let stopped = arm.stopped.as_ref().unwrap();
    assert_eq!(
        (stopped.guardrail.as_str(), arm.guardrails[at].metric.as_str()),
        ("conversion", "conversion")
    );
    let figures = arm.figures.iter().chain(&stopped.first.figures);
    let conversion = figures.filter(|figure| figure.metric.id == "conversion");
    let values: Vec<_> = conversion.map(|figure| (figure.value, figure.changed)).collect();
    (arm.people, format!("{values:?}"), stopped.at.to_string())
}
