//! What was learnt from offers goes through a trial: an experiment that the engine starts, watches and ends.

use std::path::Path;

use engine::{Adoption, Ended, Engine, Error, ExperimentState, Learning, OfferRequest, Settings};
use shop::{EventKind, Timestamp, VisitorId};
use testkit::Fixture;

use crate::{
    now, offered,
    offers_shown::{self, LAST},
    on_page,
};

fn settings(trial: Option<bool>) -> Settings {
    let mut params = engine::recommend::Params::default();
    // A burst of orders on one day is no trend.
    params.set("ranker", "complement.trend", 0.0);
    Settings {
        params,
        learning: Learning { is_on: true, trial },
        ..Settings::default()
    }
}

/// A shop whose visitors took the dear things, opened with trials switched on.
fn taught(folder: &Path) -> Engine {
    let engine = offers_shown::shop(folder);
    offers_shown::show(&engine, 90, offers_shown::wanting_the_dear);
    reopened(engine, folder, settings(Some(true)))
}

/// The shop opened again; of two engines only one writes the log.
fn reopened(engine: Engine, folder: &Path, settings: Settings) -> Engine {
    engine.close();
    drop(engine);
    Engine::open(folder, settings).unwrap()
}

fn off() -> Settings {
    Settings {
        learning: Learning {
            is_on: false,
            trial: None,
        },
        ..Settings::default()
    }
}

fn by(visitor: usize) -> OfferRequest {
    OfferRequest {
        visitor_id: Some(VisitorId::new(&format!("v{visitor}")).unwrap()),
        ..on_page(LAST)
    }
}

fn later(days: i64) -> Timestamp {
    now().plus_days(days)
}

/// Lets visitors look at the last page; of those with the dear one first so many in a hundred buy, of the others 40.
fn visit(engine: &Engine, visitors: std::ops::Range<usize>, buy_of_learned: usize, at: Timestamp) {
    let mut text = "currency EUR\nproduct mug \"Mug\" Home>Mugs 20.00\n".to_owned();
    for visitor in visitors {
        let answer = engine.offers(&by(visitor), at);
        let learned = answer.experiments.iter().any(|arm| arm.arm == "learned");
        let first = answer.offers[0].product.id.as_str();
        assert_eq!(first, if learned { "dear5" } else { "cheap5" });
        let buy = if learned { buy_of_learned } else { 40 };
        if visitor * 7_919 % 100 < buy {
            text += &format!("order b{visitor} {}T13:00 - visitor=v{visitor} mug\n", at.day());
        }
    }
    engine
        .record_orders(Fixture::parse(&text).orders, Vec::new())
        .unwrap();
}

fn trial_ended(because: &str) -> Ended {
    Ended {
        experiment: "learned-1".to_owned(),
        arm: None,
        because: because.to_owned(),
    }
}

fn running(engine: &Engine) -> Vec<String> {
    let experiments = engine.experiments().unwrap().into_iter();
    let running = experiments.filter(|(_, experiment)| experiment.state == ExperimentState::Running);
    running.map(|(id, _)| id).collect()
}

#[test]
fn what_earns_more_is_adopted_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let engine = taught(folder.path());
    let model = engine.build(later(1), &|_| {}).unwrap();
    assert_eq!(model.lessons[0].outcome, "on_trial");
    assert_eq!(running(&engine), ["learned-1"]);
    let learning = engine.learning(later(1)).unwrap();
    assert_eq!(
        (learning.in_force, learning.adoption),
        (None, Adoption::AfterATrial)
    );
    assert_eq!(learning.on_trial.unwrap().0, "learned-1");
    // Builds in between change nothing of it, and whoever is in no arm gets what is in force.
    engine.build(later(1), &|_| {}).unwrap();
    assert_eq!(running(&engine), ["learned-1"]);
    let nobody = OfferRequest {
        consent: false,
        ..on_page(LAST)
    };
    assert_eq!(offered(&engine, &nobody), ["cheap5", "dear5"]);
    assert_eq!(engine.watch_experiments(later(2)).unwrap(), [], "too early");
    visit(&engine, 0..1_200, 60, later(2));
    // A restart forgets nothing.
    let engine = reopened(engine, folder.path(), settings(Some(true)));
    visit(&engine, 1_200..2_600, 60, later(2));
    let ended = engine.watch_experiments(later(3)).unwrap();
    assert_eq!(ended, [trial_ended("adopted")]);
    assert!(engine.status().unwrap().build_pending, "a build puts it in force");
    engine.build(later(3), &|_| {}).unwrap();
    assert_eq!(offered(&engine, &nobody), ["dear5", "cheap5"]);
    let learning = engine.learning(later(3)).unwrap();
    assert!(learning.in_force.unwrap().tried && learning.on_trial.is_none());
    let last = learning.last.unwrap();
    assert_eq!((last.adopted, last.because.as_str()), (true, "won"));
    // Nothing new is tried for a while.
    engine.build(later(5), &|_| {}).unwrap();
    assert_eq!(offered(&engine, &nobody), ["dear5", "cheap5"]);
    assert!(running(&engine).is_empty());
}

#[test]
fn what_was_adopted_is_undone_at_once_and_stays_so_until_it_is_allowed() {
    let folder = tempfile::tempdir().unwrap();
    let engine = taught(folder.path());
    let nobody = OfferRequest {
        consent: false,
        ..on_page(LAST)
    };
    let nothing = engine.undo_learning(later(1));
    assert!(matches!(nothing, Err(Error::AlreadySo(_))));
    engine.build(later(1), &|_| {}).unwrap();
    visit(&engine, 0..2_600, 60, later(2));
    engine.watch_experiments(later(3)).unwrap();
    engine.build(later(3), &|_| {}).unwrap();
    assert_eq!(offered(&engine, &nobody), ["dear5", "cheap5"]);
    let served = engine.models().unwrap().len();
    engine.undo_learning(later(4)).unwrap();
    assert_eq!(offered(&engine, &nobody), ["cheap5", "dear5"], "without a build");
    assert_eq!(engine.models().unwrap().len(), served);
    let learning = engine.learning(later(4)).unwrap();
    assert_eq!(
        (learning.in_force, learning.adoption),
        (None, Adoption::WhenAllowed)
    );
    assert_eq!(learning.undone.unwrap().at, later(4));
    // Another process serves the same snapshot as it is now, and no build adopts or tries it again.
    let engine = reopened(engine, folder.path(), settings(Some(true)));
    assert_eq!(offered(&engine, &nobody), ["cheap5", "dear5"]);
    for days in [5, 40] {
        engine.build(later(days), &|_| {}).unwrap();
        assert_eq!(offered(&engine, &nobody), ["cheap5", "dear5"], "day {days}");
        assert!(running(&engine).is_empty(), "day {days}");
    }
    engine.allow_learning().unwrap();
    assert!(engine.allow_learning().is_err(), "once is enough");
    engine.build(later(41), &|_| {}).unwrap();
    assert_eq!(running(&engine), ["learned-2"]);
    assert_eq!(engine.learning(later(41)).unwrap().undone, None);
}

#[test]
fn what_does_harm_is_rolled_back_and_not_tried_again_for_a_month() {
    let folder = tempfile::tempdir().unwrap();
    let engine = taught(folder.path());
    engine.build(later(1), &|_| {}).unwrap();
    visit(&engine, 0..2_600, 20, later(2));
    let ended = engine.watch_experiments(later(3)).unwrap();
    assert_eq!(ended, [trial_ended("rolled_back")]);
    let learning = engine.learning(later(3)).unwrap();
    let last = learning.last.clone().unwrap();
    assert!(
        !last.adopted && last.because.starts_with("guardrail:"),
        "{last:?}"
    );
    assert_eq!((learning.in_force, learning.on_trial), (None, None));
    assert_eq!(learning.waits_until, Some(later(33)));
    for days in [3, 32] {
        engine.build(later(days), &|_| {}).unwrap();
        assert!(running(&engine).is_empty(), "day {days}");
        assert_eq!(offered(&engine, &by(7)), ["cheap5", "dear5"]);
    }
    engine.build(later(34), &|_| {}).unwrap();
    assert_eq!(running(&engine), ["learned-2"]);
    // The merchant stops it: what is in force stays.
    engine.stop_experiment("learned-2", "by_hand", later(34)).unwrap();
    assert_eq!(engine.watch_experiments(later(34)).unwrap().len(), 1);
    let last = engine.learning(later(34)).unwrap().last.unwrap();
    assert_eq!((last.adopted, last.because.as_str()), (false, "by_hand"));
}

#[test]
fn a_small_shop_uses_nothing_untried_unless_it_is_told_to() {
    let folder = tempfile::tempdir().unwrap();
    let engine = taught(folder.path());
    let engine = reopened(engine, folder.path(), settings(None));
    engine.build(later(1), &|_| {}).unwrap();
    assert!(running(&engine).is_empty());
    assert_eq!(offered(&engine, &on_page(LAST)), ["cheap5", "dear5"]);
    let learning = engine.learning(later(1)).unwrap();
    assert_eq!((learning.in_force, learning.adoption), (None, Adoption::NotYet));
    assert!(learning.visitors < engine::VISITORS_MIN as u64);
    let engine = reopened(engine, folder.path(), settings(Some(false)));
    engine.build(later(1), &|_| {}).unwrap();
    assert_eq!(offered(&engine, &on_page(LAST)), ["dear5", "cheap5"]);
    let learning = engine.learning(later(1)).unwrap();
    assert_eq!(learning.adoption, Adoption::AtOnce);
    assert!(!learning.in_force.unwrap().tried);
    assert!(!engine.status().unwrap().build_pending);
    // What was never tried is not what a trial begins from.
    let engine = reopened(engine, folder.path(), settings(None));
    engine.build(later(2), &|_| {}).unwrap();
    assert_eq!(engine.learning(later(2)).unwrap().in_force, None);
    assert_eq!(offered(&engine, &on_page(LAST)), ["cheap5", "dear5"]);
    let engine = reopened(engine, folder.path(), off());
    let model = engine.build(later(2), &|_| {}).unwrap();
    assert!(model.lessons.is_empty());
}

#[test]
fn switched_off_while_on_trial_it_ends() {
    let folder = tempfile::tempdir().unwrap();
    let engine = taught(folder.path());
    engine.build(later(1), &|_| {}).unwrap();
    let engine = reopened(engine, folder.path(), off());
    let ended = engine.watch_experiments(later(2)).unwrap();
    assert_eq!(ended, [trial_ended("rolled_back")]);
    assert_eq!(offered(&engine, &by(1)), ["cheap5", "dear5"]);
    // A click that comes later than the end changes nothing.
    let decision = engine.offers(&by(1), later(2)).decision_id;
    let click = offers_shown::did(EventKind::Click, &decision, Some("dear5"), later(2), 1);
    engine.record_events(click).unwrap();
    assert_eq!(engine.watch_experiments(later(2)).unwrap(), []);
}
