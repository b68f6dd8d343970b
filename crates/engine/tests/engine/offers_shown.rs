//! What visitors do with the offers they are shown teaches the ranking.

use std::path::Path;

use engine::{Engine, LearntFromOffers, OfferRequest, PolicyChange, PolicyDraft};
use shop::{Event, EventKind, Placement, Timestamp, Traffic};
use testkit::Fixture;

use crate::{new_shop, now, offered, on_page};

/// Products that are each bought with a cheap thing and with a dear one; beside the odd ones the cheap one leads, and
/// beside the even ones the dear one, so that what is wanted is told apart from where it stands.
const MAIN: usize = 6;

pub fn shop(folder: &Path) -> Engine {
    let mut text = "currency EUR\n".to_owned();
    for main in 0..MAIN {
        text += &format!("product main{main} \"Main {main}\" Home>Main{main} 500.00\n");
        text += &format!(
            "product cheap{main} \"Cheap {main}\" Home>Cheap{main} {}.00\n",
            8 + main
        );
        text += &format!(
            "product dear{main} \"Dear {main}\" Home>Dear{main} {}.00\n",
            190 + 3 * main
        );
        let (cheap, dear) = if main % 2 == 1 { (30, 20) } else { (20, 30) };
        text += &format!("repeat {cheap} order c{main}-{{n}} 2026-01-01+{{n}} - main{main} cheap{main}\n");
        text += &format!("repeat {dear} order d{main}-{{n}} 2026-01-02+{{n}} - main{main} dear{main}\n");
    }
    let fixture = Fixture::parse(&text);
    // Few visitors as there are, what is learnt is to be seen.
    std::fs::write(folder.join("alongside.toml"), "[learning]\ntrial = false\n").unwrap();
    let (engine, _) = Engine::init(folder, new_shop(), now()).unwrap();
    engine.put_products(fixture.products).unwrap();
    engine.record_orders(fixture.orders, Vec::new()).unwrap();
    engine.build(now(), &|_| {}).unwrap();
    // One unit with one ranker is enough to see what it learns.
    let change = PolicyChange {
        also: Some(Vec::new()),
        ..PolicyChange::default()
    };
    let draft = PolicyDraft {
        change,
        ..PolicyDraft::default()
    };
    engine.put_policy(Placement::ProductPage, draft, now()).unwrap();
    engine
}

/// As [`show`], where the events are changed before they are sent.
fn show_as(
    engine: &Engine,
    rounds: usize,
    takes: impl Fn(usize, &str) -> Vec<EventKind>,
    mark: impl Fn(&mut Event),
) {
    let mut events = shown(engine, rounds, takes);
    events.iter_mut().for_each(mark);
    engine.record_events(events).unwrap();
}

/// What a visitor does with an offer, told in so many events of the same meaning.
pub fn did(
    kind: EventKind,
    decision: &str,
    product: Option<&str>,
    at: Timestamp,
    times: usize,
) -> Vec<Event> {
    let event = |time: usize| Event {
        id: format!("{}-{decision}-{}-{time}", kind.as_str(), product.unwrap_or("all"))
            .parse()
            .unwrap(),
        kind,
        at,
        visitor_id: "v1".parse().unwrap(),
        customer_id: None,
        session_id: None,
        product_id: product.map(|id| id.parse().unwrap()),
        quantity: 1,
        placement: None,
        decision_id: Some(decision.to_owned()),
        order_id: None,
        score: None,
        traffic: shop::Traffic::Customer,
    };
    (0..times).map(event).collect()
}

/// Shows the offers beside all main products but the last, `rounds` times each; `takes` tells by the round whether the
/// visitor takes an offer. Only products and rounds decide, so that every run is the same.
pub fn show(engine: &Engine, rounds: usize, takes: impl Fn(usize, &str) -> Vec<EventKind>) {
    show_as(engine, rounds, takes, |_| {});
}

fn shown(engine: &Engine, rounds: usize, takes: impl Fn(usize, &str) -> Vec<EventKind>) -> Vec<Event> {
    let at = now().plus_ms(3_600_000);
    let mut events = Vec::new();
    for round in 0..rounds {
        for main in 0..MAIN - 1 {
            let answer = engine.offers(&on_page(&format!("main{main}")), at);
            assert_eq!(answer.offers.len(), 2, "a cheap and a dear one");
            // Impressions name the product or all of an answer; some come twice.
            if round % 2 == 0 {
                events.extend(did(
                    EventKind::Impression,
                    &answer.decision_id,
                    None,
                    at,
                    1 + main % 2,
                ));
            }
            for offer in &answer.offers {
                let id = offer.product.id.as_str();
                if round % 2 == 1 {
                    events.extend(did(
                        EventKind::Impression,
                        &answer.decision_id,
                        Some(id),
                        at,
                        1 + main % 2,
                    ));
                }
                for kind in takes(round * MAIN + main, id) {
                    events.extend(did(
                        kind,
                        &answer.decision_id,
                        Some(id),
                        at.plus_ms(5_000),
                        1 + round % 3,
                    ));
                }
            }
        }
    }
    events
}

/// Six in ten take the dear one, by whichever event says so, and one in twenty the cheap one.
pub fn wanting_the_dear(number: usize, product: &str) -> Vec<EventKind> {
    let kinds = [EventKind::Click, EventKind::AddToCart, EventKind::Purchase];
    let wanted = match product.starts_with("dear") {
        true => number * 7 % 10 < 6,
        false => number % 20 == 3,
    };
    if wanted {
        vec![kinds[number % 3]]
    } else {
        Vec::new()
    }
}

fn later() -> Timestamp {
    now().plus_ms(86_400_000)
}

fn lesson(engine: &Engine) -> LearntFromOffers {
    let model = engine.build(later(), &|_| {}).unwrap();
    assert_eq!(model.lessons.len(), 1, "{:?}", model.lessons);
    model.lessons.into_iter().next().unwrap()
}

pub const LAST: &str = "main5";

#[test]
fn what_visitors_take_comes_first_also_where_it_was_never_shown() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    assert_eq!(offered(&engine, &on_page(LAST)), ["cheap5", "dear5"]);
    show(&engine, 90, wanting_the_dear);
    // Said of decisions that nobody made, of which nothing is known.
    let unknown = did(
        EventKind::Impression,
        &format!("d_{}", "0".repeat(26)),
        None,
        now(),
        1,
    );
    let nonsense = did(EventKind::Click, "no decision", Some("dear1"), now(), 1);
    engine.record_events([unknown, nonsense].concat()).unwrap();
    let lesson = lesson(&engine);
    assert_eq!(
        (lesson.intent.as_str(), lesson.outcome.as_str()),
        ("complement", "adopted")
    );
    assert_eq!(
        lesson.shown,
        90 * 5 * 2,
        "an impression that comes twice counts once"
    );
    assert!((270..=310).contains(&lesson.taken), "{lesson:?}");
    assert!(lesson.loss_after < lesson.loss_before, "{lesson:?}");
    assert_eq!(offered(&engine, &on_page(LAST)), ["dear5", "cheap5"]);
    // It is kept with the snapshot, and a process that opens the shop later knows it.
    engine.close();
    let again = Engine::open(folder.path(), engine::Settings::default()).unwrap();
    assert_eq!(again.models().unwrap()[0].lessons, [lesson]);
    assert_eq!(offered(&again, &on_page(LAST)), ["dear5", "cheap5"]);
}

#[test]
fn too_few_taken_change_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    let scores = || {
        let answer = engine.offers(&on_page(LAST), now());
        answer.offers.iter().map(|offer| offer.score).collect::<Vec<_>>()
    };
    let before = scores();
    show(&engine, 40, wanting_the_dear);
    let lesson = lesson(&engine);
    assert_eq!((lesson.shown, lesson.outcome.as_str()), (400, "too_few"));
    assert!(lesson.taken > 100 && lesson.taken < 200, "{lesson:?}");
    assert_eq!(scores(), before);
}

#[test]
fn what_is_dismissed_was_not_taken_and_what_was_not_seen_does_not_count() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    show(&engine, 90, |number, product| {
        let mut done = wanting_the_dear(number, product);
        if !done.is_empty() {
            done.push(EventKind::Dismiss);
        }
        done
    });
    // Answers that no page ever showed: no impression came, though somebody says to have clicked.
    let answer = engine.offers(&on_page("main0"), now());
    let clicked = did(EventKind::Click, &answer.decision_id, Some("dear0"), now(), 1);
    // And what was shown a moment before the build may still be taken.
    let fresh = engine.offers(&on_page("main0"), later());
    let shown = did(EventKind::Impression, &fresh.decision_id, None, later(), 1);
    engine.record_events([clicked, shown].concat()).unwrap();
    let lesson = lesson(&engine);
    assert_eq!((lesson.shown, lesson.taken), (900, 0));
    assert_eq!(lesson.outcome, "too_few");
}

#[test]
fn viewable_impressions_are_seen_as_others_are() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    let viewable = |event: &mut Event| {
        if event.kind == EventKind::Impression {
            event.kind = EventKind::Viewable;
        }
    };
    show_as(&engine, 40, wanting_the_dear, viewable);
    assert_eq!(lesson(&engine).shown, 400);
}

#[test]
fn only_customers_teach() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    for traffic in [Traffic::Bot, Traffic::Staff, Traffic::Test] {
        show_as(&engine, 40, wanting_the_dear, |event| event.traffic = traffic);
    }
    // A decision that was not made for a customer teaches nothing whoever is said to have seen it.
    let asked = OfferRequest {
        traffic: Traffic::Staff,
        ..on_page("main0")
    };
    let answer = engine.offers(&asked, now());
    assert_eq!(answer.traffic, Traffic::Staff);
    let kept = engine
        .decision(&answer.decision_id, &shop::Locale::english())
        .unwrap();
    assert_eq!(
        (kept.traffic, kept.placement),
        (Traffic::Staff, Placement::ProductPage)
    );
    engine
        .record_events(did(EventKind::Impression, &answer.decision_id, None, now(), 1))
        .unwrap();
    assert_eq!(engine.build(later(), &|_| {}).unwrap().lessons, []);
    show(&engine, 4, wanting_the_dear);
    assert_eq!(lesson(&engine).shown, 40);
}

#[test]
fn robots_that_say_nothing_are_known_by_what_they_click() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    show(&engine, 4, wanting_the_dear);
    let everything = |visitor: &str, step_ms: i64| {
        let mut events = Vec::new();
        for main in 0..MAIN - 1 {
            let at = now().plus_ms(i64::try_from(main).unwrap() * 60_000);
            let answer = engine.offers(&on_page(&format!("main{main}")), at);
            events.extend(did(EventKind::Impression, &answer.decision_id, None, at, 1));
            for (place, product) in (1..).zip(["cheap", "dear", "main"]) {
                let product = format!("{product}{main}");
                let at = at.plus_ms(place * step_ms);
                events.extend(did(EventKind::Click, &answer.decision_id, Some(&product), at, 1));
            }
        }
        for event in &mut events {
            event.visitor_id = visitor.parse().unwrap();
        }
        engine.record_events(events).unwrap();
    };
    everything("robot", 100);
    assert_eq!(lesson(&engine).shown, 40);
    everything("keen", 3_000);
    assert_eq!(lesson(&engine).shown, 50);
}

#[test]
fn weights_set_by_hand_stay() {
    let folder = tempfile::tempdir().unwrap();
    let engine = shop(folder.path());
    show(&engine, 90, wanting_the_dear);
    engine.close();
    let mut settings = engine::Settings::load(folder.path()).unwrap();
    for feature in ["co_purchase.log_strength", "confidence"] {
        let name = format!("complement.{feature}");
        settings.params.set("ranker", &name, 8.0);
    }
    let engine = Engine::open(folder.path(), settings).unwrap();
    assert_eq!(lesson(&engine).outcome, "adopted");
    assert_eq!(offered(&engine, &on_page(LAST)), ["cheap5", "dear5"]);
}
