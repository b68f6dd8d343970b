//! Learning in the open over HTTP: a slot filled to learn from says so, and the log answers for another policy.

use std::sync::atomic::{AtomicI64, Ordering};

use serde_json::{Value, json};
use shop::Timestamp;
use testkit::Fixture;

use crate::{
    dashboard::{admin, check_safe, missing_messages, words},
    schema::misfits,
    shop::{Extras, Served, clock},
};

static HOURS_PASSED: AtomicI64 = AtomicI64::new(0);

/// The test's own clock: only one test uses it.
fn moving() -> Timestamp {
    clock().plus_ms(HOURS_PASSED.load(Ordering::SeqCst) * 3_600_000)
}

fn learning(shop: &Served) {
    let policy = json!({ "policy": { "slots": 1, "reserve": 3, "explore_percent": 20 } }).to_string();
    let set = shop.admin("PUT", "/v1/placements/cart", &policy).json();
    let policy = &set["policy"];
    assert_eq!(
        (&policy["explore_percent"], &policy["rankers"]),
        (&json!(20), &json!("in_force"))
    );
}

fn ask(shop: &Served, visitor: usize) -> Value {
    let body = json!({ "placement": "cart", "visitor": { "id": format!("v{visitor}") },
                       "context": { "cart": [{ "product_id": "tv" }] } });
    shop.secret("POST", "/v1/offers", body.to_string()).json()
}

fn fits(name: &str, value: &Value) {
    let document = server::openapi();
    let schema = &document["components"]["schemas"][name];
    assert_eq!(misfits(&document, schema, value, name), Vec::<String>::new());
}

#[test]
fn what_is_shown_to_learn_says_so_with_its_chance_in_every_language() {
    let shop = Served::start();
    learning(&shop);
    let drawn = |visitor: usize| {
        let answer = ask(&shop, visitor);
        let id = answer["decision_id"].as_str().unwrap();
        let decision = shop.secret("GET", &format!("/v1/decisions/{id}"), "").json();
        fits("Decision", &decision);
        let candidates = decision["candidates"].as_array().unwrap();
        let chances = candidates
            .iter()
            .filter_map(|candidate| candidate["chance"].as_f64());
        let chances: Vec<f64> = chances.collect();
        (!chances.is_empty()).then(|| {
            (
                id.to_owned(),
                answer["offers"][0]["product"]["id"].clone(),
                chances,
            )
        })
    };
    let all: Vec<_> = (0..60).filter_map(drawn).collect();
    assert!((4..=24).contains(&all.len()), "{} of 60", all.len());
    let (id, product, chances) = &all[0];
    assert!((chances.iter().sum::<f64>() - 1.0).abs() < 1e-5, "{chances:?}");
    let words = ["en", "ar", "fa", "ro"].map(|locale| {
        let product = product.as_str().unwrap();
        let path = format!("/v1/decisions/{id}/explain?product_id={product}&locale={locale}");
        let explained = shop.secret("GET", &path, "").json();
        assert!(explained["candidate"]["chance"].as_f64().unwrap() > 0.049);
        explained["text"].as_str().unwrap().to_owned()
    });
    insta::assert_snapshot!("shown_to_learn", words.join("\n"));
}

#[test]
fn the_log_answers_for_another_policy_or_says_why_not() {
    let shop = Served::with(Extras {
        clock: Some(moving),
        ..Extras::default()
    });
    learning(&shop);
    let draft = json!({ "policy": { "slots": 1, "price_cap_percent": 60 } }).to_string();
    let estimate =
        |reward: &str| shop.admin("POST", &format!("/v1/placements/cart/estimate{reward}"), &draft);
    insta::assert_snapshot!("estimate_refused", estimate("").shown());
    for visitors in [0..400_usize, 400..800, 800..1_200] {
        let mut events = Vec::new();
        for visitor in visitors {
            let answer = ask(&shop, visitor);
            let event = |kind: &str, product: Option<&Value>| {
                json!({ "id": format!("{kind}-{visitor}"), "type": kind, "at": moving().to_string(),
                        "visitor_id": format!("v{visitor}"), "decision_id": answer["decision_id"],
                        "product_id": product })
            };
            let product = &answer["offers"][0]["product"]["id"];
            events.push(event("impression", None));
            // Of the cable every tenth is taken, of the mount every third.
            if visitor % if product == "hdmi" { 10 } else { 3 } == 0 {
                events.push(event("click", Some(product)));
            }
        }
        let sent = shop.secret("POST", "/v1/events", json!({ "events": events }).to_string());
        assert_eq!(sent.status, 200, "{}", sent.body);
    }
    HOURS_PASSED.store(1, Ordering::SeqCst);
    let told = estimate("");
    fits("PolicyEstimate", &told.json());
    insta::assert_snapshot!("estimate", told.shown());
    let margin = estimate("?reward=margin").json();
    assert_eq!(margin["drafted"]["ips"]["currency"], "EUR");
    insta::assert_snapshot!("estimate_mistake", estimate("?reward=luck").shown());
    assert_eq!(
        shop.secret("POST", "/v1/placements/cart/estimate", &draft).status,
        403
    );
}

#[test]
fn models_tell_what_is_learnt_from_offers() {
    let shop = Served::start();
    let models = shop.secret("GET", "/v1/models", "").json();
    fits("Models", &models);
    assert_eq!(
        models["learning"],
        json!({ "rankers": "on", "adopts": "not_yet", "visitors_in_four_weeks": 0,
                "visitors_for_a_trial": 2_000, "in_force": { "from": "history" } })
    );
}

/// Six things that are each bought with a cheap thing and with a dear one. Beside the odd ones the cheap one leads, and
/// beside the even ones the dear one, so that what is wanted is told apart from where it stands.
fn cheap_and_dear() -> Fixture {
    let mut text = "currency EUR\n".to_owned();
    for main in 0..6 {
        let (cheap, dear) = if main % 2 == 1 { (30, 20) } else { (20, 30) };
        text += &format!("product main{main} \"Main {main}\" Home>Main{main} 500.00\n");
        text += &format!(
            "product cheap{main} \"Cheap {main}\" Home>Cheap{main} {}.00\n",
            8 + main
        );
        text += &format!(
            "product dear{main} \"Dear {main}\" Home>Dear{main} {}.00\n",
            190 + 3 * main
        );
        text += &format!("repeat {cheap} order c{main}-{{n}} 2026-01-01+{{n}} - main{main} cheap{main}\n");
        text += &format!("repeat {dear} order d{main}-{{n}} 2026-01-02+{{n}} - main{main} dear{main}\n");
    }
    Fixture::parse(&text)
}

fn offered_beside(shop: &Served, main: usize, visitor: usize) -> Value {
    let body = json!({ "placement": "product_page", "visitor": { "id": format!("v{visitor}") },
                       "context": { "product_id": format!("main{main}") } });
    shop.secret("POST", "/v1/offers", body.to_string()).json()
}

/// Visitors who mostly take the dear thing wherever it stands.
fn want_the_dear(shop: &Served) {
    for visitors in [0..240_usize, 240..480] {
        let mut events = Vec::new();
        for visitor in visitors {
            let answer = offered_beside(shop, visitor % 5, visitor);
            let event = |kind: &str, product: Option<&Value>| {
                json!({ "id": format!("{kind}-{visitor}"), "type": kind, "at": moving_days().to_string(),
                        "visitor_id": format!("v{visitor}"), "decision_id": answer["decision_id"],
                        "product_id": product })
            };
            events.push(event("impression", None));
            let offers = answer["offers"].as_array().unwrap();
            let mut ids = offers.iter().map(|offer| &offer["product"]["id"]);
            let dear = ids.find(|id| id.as_str().unwrap().starts_with("dear"));
            if visitor * 7 % 10 < 6 {
                events.push(event("click", dear));
            }
        }
        let sent = shop.secret("POST", "/v1/events", json!({ "events": events }).to_string());
        assert_eq!(sent.status, 200, "{}", sent.body);
    }
}

static DAYS_PASSED: AtomicI64 = AtomicI64::new(0);

/// Another test's own clock.
fn moving_days() -> Timestamp {
    clock().plus_days(DAYS_PASSED.load(Ordering::SeqCst))
}

#[test]
fn what_was_learnt_is_undone_by_one_call_and_allowed_by_another() {
    let shop = Served::with(Extras {
        clock: Some(moving_days),
        fixture: Some(cheap_and_dear()),
        settings: Some("[learning]\ntrial = false\n"),
        ..Extras::default()
    });
    let policy = json!({ "policy": { "slots": 2, "also": [] } }).to_string();
    assert_eq!(
        shop.admin("PUT", "/v1/placements/product_page", &policy).status,
        200
    );
    let first = |visitor: usize| {
        let answer = offered_beside(&shop, 5, visitor);
        answer["offers"][0]["product"]["id"].as_str().unwrap().to_owned()
    };
    assert_eq!(first(9_000), "cheap5");
    let nothing = shop.admin("POST", "/v1/learning/undo", "");
    insta::assert_snapshot!("nothing_to_undo", nothing.shown());
    want_the_dear(&shop);
    DAYS_PASSED.store(1, Ordering::SeqCst);
    let build = || assert_eq!(shop.admin("POST", "/v1/models/build", "").status, 200);
    build();
    assert_eq!(first(9_001), "dear5");
    let learning = shop.secret("GET", "/v1/learning", "").json();
    assert_eq!(learning["in_force"]["from"], "offers", "{learning:#}");
    assert_eq!(shop.secret("POST", "/v1/learning/undo", "").status, 403);
    let undone = shop.admin("POST", "/v1/learning/undo", "");
    fits("Learning", &undone.json());
    insta::assert_snapshot!("undone", undone.shown());
    assert_eq!(first(9_002), "cheap5", "from the next answer on");
    build();
    assert_eq!(first(9_003), "cheap5", "and after the next build");
    let allowed = shop.admin("POST", "/v1/learning/allow", "").json();
    fits("Learning", &allowed);
    assert_eq!(
        (&allowed["adopts"], &allowed["undone"]),
        (&json!("at_once"), &Value::Null)
    );
    build();
    assert_eq!(first(9_004), "dear5", "allowed, it is learnt again");
    // The merchant has a button for it.
    let page = "/dashboard/experiments";
    let mut browser = admin(&shop, page);
    assert!(words(&browser.open(page)).contains("in force without a trial"));
    let undone = browser.done(page, &[("act", "undo")]);
    assert!(
        words(&undone).contains("Use what is learnt again…"),
        "{}",
        undone.body
    );
    assert_eq!(first(9_005), "cheap5");
    for language in ["en", "ar", "fa", "ro"] {
        let page = browser.open(&format!("{page}?lang={language}"));
        assert_eq!(missing_messages(&page), Vec::<&str>::new(), "{language}");
        check_safe(&page);
    }
    browser.open(&format!("{page}?lang=en"));
    let twice = browser.send(page, &[("act", "undo")]);
    assert!(twice.status == 422 && words(&twice).contains("Somebody did this already"));
    let allowed = browser.done(page, &[("act", "allow")]);
    assert!(words(&allowed).contains("It is allowed"), "{}", allowed.body);
}
