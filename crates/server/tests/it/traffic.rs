//! Who is behind a request, by its headers and by what it says; and the question how satisfied one is.

use engine::KeyKind;
use serde_json::{Value, json};
use shop::{Timestamp, Traffic};

use crate::{
    client::{self, Response},
    shop::{Served, clock},
};

const PERSON: (&str, &str) = ("user-agent", "Mozilla/5.0 Firefox/133.0");
const CRAWLER: (&str, &str) = (
    "user-agent",
    "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
);

fn post(shop: &Served, kind: KeyKind, path: &str, header: (&str, &str), body: &Value) -> Response {
    let bearer = format!("Bearer {}", shop.key(kind));
    let headers = [("authorization", bearer.as_str()), header];
    client::send(shop.address, "POST", path, &headers, body.to_string().as_bytes())
}

/// Kind and traffic of the events of the customer `c1`.
fn kept(shop: &Served) -> Vec<(&'static str, Traffic)> {
    let events = shop.engine().customer_data("c1").unwrap().events;
    events
        .iter()
        .map(|event| (event.kind.as_str(), event.traffic))
        .collect()
}

fn event(kind: &str, at: &str) -> Value {
    json!({ "type": kind, "visitor_id": "v1", "customer_id": "c1", "product_id": "tv", "at": at })
}

#[test]
fn events_of_a_program_are_kept_and_marked_where_a_page_sent_them() {
    let shop = Served::start();
    let send =
        |key, header, body: Value| assert_eq!(post(&shop, key, "/v1/events", header, &body).status, 200);
    send(KeyKind::Public, CRAWLER, event("view", "2026-02-01T10:00:00Z"));
    // A shop's server may be written in anything.
    send(
        KeyKind::Secret,
        ("user-agent", "python-requests/2.31"),
        event("view", "2026-02-01T10:01:00Z"),
    );
    send(
        KeyKind::Public,
        ("user-agent", "Mozilla/5.0 Firefox/133.0"),
        event("view", "2026-02-01T10:02:00Z"),
    );
    let mut said = event("view", "2026-02-01T10:03:00Z");
    said["traffic"] = json!("test");
    send(KeyKind::Public, CRAWLER, said);
    let expected = [Traffic::Bot, Traffic::Customer, Traffic::Customer, Traffic::Test];
    assert_eq!(kept(&shop), expected.map(|traffic| ("view", traffic)));
}

#[test]
fn a_clock_that_is_wrong_is_set_right() {
    let shop = Served::start();
    let hours = |count: i64| clock().plus_ms(count * 3_600_000);
    let latest = |sent_at: Option<Timestamp>, at: Timestamp| {
        let mut body = json!({ "events": [event("click", &at.to_string())] });
        body["sent_at"] = json!(sent_at.map(|sent_at| sent_at.to_string()));
        let answer = post(&shop, KeyKind::Public, "/v1/storefront/happened", PERSON, &body);
        assert_eq!(answer.status, 200, "{}", answer.body);
        let events = shop.engine().customer_data("c1").unwrap().events;
        events.iter().map(|event| event.at).max().unwrap()
    };
    // Ten years behind, and the click was three hours before it was sent.
    assert_eq!(latest(Some(hours(-87_600)), hours(-87_603)), hours(-3));
    assert_eq!(latest(Some(hours(48)), hours(46)), hours(-2));
    // What says no moment happens as it arrives, whatever the clock shows.
    let mut unsaid = event("click", "");
    unsaid.as_object_mut().unwrap().remove("at");
    let body = json!({ "events": [unsaid], "sent_at": hours(-48).to_string() });
    post(&shop, KeyKind::Public, "/v1/storefront/happened", PERSON, &body);
    let events = shop.engine().customer_data("c1").unwrap().events;
    assert_eq!(events.iter().map(|event| event.at).max(), Some(clock()));
    // Who does not say what the clock shows is at least not of the future.
    assert_eq!(latest(None, hours(48)), clock());
    let body = json!({ "events": [event("click", "2026-02-01T10:00:00Z")], "sent_at": "soon" });
    let refused = post(&shop, KeyKind::Public, "/v1/storefront/happened", PERSON, &body);
    assert_eq!(refused.json()["parameter"], "sent_at");
}

#[test]
fn nobody_saw_what_a_browser_only_fetched_ahead() {
    let shop = Served::start();
    let kinds = ["impression", "view", "viewable", "rating"];
    let events = kinds.map(|kind| event(kind, "2026-02-01T10:00:00Z"));
    let mut body = json!({ "events": events });
    body["events"][3]["score"] = json!(8);
    let ahead = ("sec-purpose", "prefetch;prerender");
    let answer = post(&shop, KeyKind::Public, "/v1/events", ahead, &body).json();
    assert_eq!(
        answer,
        json!({ "inserted": 2, "changed": 0, "unchanged": 0, "left_out": 2 })
    );
    assert_eq!(
        kept(&shop),
        [("view", Traffic::Customer), ("rating", Traffic::Customer)]
    );
    let only = event("impression", "2026-02-01T10:01:00Z");
    let answer = post(&shop, KeyKind::Public, "/v1/events", ahead, &only).json();
    assert_eq!(
        answer,
        json!({ "inserted": 0, "changed": 0, "unchanged": 0, "left_out": 1 })
    );
    let answer = post(&shop, KeyKind::Secret, "/v1/events", ahead, &only).json();
    assert_eq!(answer, json!({ "inserted": 1, "changed": 0, "unchanged": 0 }));
}

#[test]
fn a_programs_question_is_answered_and_marked() {
    let shop = Served::start();
    let cart = json!({ "cart": [{ "product_id": "tv" }] });
    let mut body = json!({ "placement": "cart", "context": cart });
    let ask = |header, body: &Value| post(&shop, KeyKind::Public, "/v1/offers", header, body).json();
    let person = ("user-agent", "Mozilla/5.0 Firefox/133.0");
    let to_person = ask(person, &body);
    let to_program = ask(CRAWLER, &body);
    assert_eq!(to_person["traffic"], Value::Null);
    assert_eq!(to_program["traffic"], "bot");
    assert_eq!(
        to_person["offers"][0]["product"],
        to_program["offers"][0]["product"]
    );
    // The same question of a person again is not answered with the program's answer.
    assert_eq!(ask(person, &body)["traffic"], Value::Null);
    body["traffic"] = json!("staff");
    let to_staff = ask(CRAWLER, &body);
    assert_eq!(to_staff["traffic"], "staff");
    for (answer, traffic) in [
        (to_person, Value::Null),
        (to_program, json!("bot")),
        (to_staff, json!("staff")),
    ] {
        let id = answer["decision_id"].as_str().unwrap();
        let decision = shop.admin("GET", &format!("/v1/decisions/{id}"), "").json();
        assert_eq!(decision["traffic"], traffic);
    }
}

#[test]
fn scores_and_traffic_that_cannot_be_are_refused_with_the_field() {
    let shop = Served::start();
    let mut said = String::new();
    for (kind, field, value) in [
        ("rating", "score", json!(11)),
        ("rating", "score", json!(-1)),
        ("rating", "score", json!(7.5)),
        ("rating", "score", json!("9")),
        ("rating", "score", json!(null)),
        ("click", "score", json!(5)),
        ("view", "traffic", json!("robot")),
    ] {
        let mut body =
            json!({ "events": [event("view", "2026-02-01T10:00:00Z"), event(kind, "2026-02-01T10:00:00Z")] });
        body["events"][1][field] = value.clone();
        let answer = post(&shop, KeyKind::Public, "/v1/events", CRAWLER, &body);
        let problem = answer.json();
        said += &format!(
            "{kind} {field}={value}: {} {} {} {}\n",
            answer.status, problem["code"], problem["parameter"], problem["detail"]
        );
    }
    insta::assert_snapshot!(said);
    let wrong = json!({ "placement": "cart", "traffic": "robot" });
    assert_eq!(
        post(&shop, KeyKind::Public, "/v1/offers", CRAWLER, &wrong).status,
        422
    );
    assert!(kept(&shop).is_empty());
}

#[test]
fn the_question_after_an_order_comes_in_every_language_and_its_answer_back() {
    let shop = Served::start();
    let ask = |order: &str, locale: &str| {
        let visitor = json!({ "id": format!("{locale}-{order}"), "locale": locale });
        let context = json!({ "order_id": order, "cart": [{ "product_id": "tv" }] });
        let body = json!({ "placement": "post_purchase", "visitor": visitor, "context": context });
        let answer = shop.send(KeyKind::Public, "POST", "/v1/offers", body.to_string());
        answer.json()["survey"].take()
    };
    let orders = (0..200).map(|n| format!("o{n}"));
    let drawn: Vec<String> = orders.filter(|order| !ask(order, "en").is_null()).collect();
    assert!(
        (25..=55).contains(&drawn.len()),
        "a fifth of 200: {}",
        drawn.len()
    );
    let order = &drawn[0];
    assert!(ask(order, "en").is_null(), "once");
    let said = ["en-GB", "ar", "fa", "ro", "de"].map(|locale| format!("{:#}", ask(order, locale)));
    insta::assert_snapshot!(said.join("\n"));
    let mut rating = event("rating", "2026-02-01T10:00:00Z");
    rating["score"] = json!(10);
    let answer = shop.send(KeyKind::Public, "POST", "/v1/events", rating.to_string());
    assert_eq!(answer.json()["inserted"], 1);
    assert_eq!(
        shop.engine().customer_data("c1").unwrap().events[0].score,
        Some(10)
    );
}
