//! What customers say, over HTTP: offers, reminders, the shop's lexicon, and anything that can be sent as text.

use engine::KeyKind;
use serde_json::{Value, json};

use crate::shop::Served;

fn say(shop: &Served, kind: KeyKind, text: &str) -> Value {
    let visitor = json!({ "id": "v1", "customer_id": "c1" });
    let body = json!({ "placement": "chat", "visitor": visitor, "context": { "text": text } });
    let answer = shop.send(kind, "POST", "/v1/offers", body.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

#[test]
fn what_is_said_is_answered_with_its_class_and_offers() {
    let shop = Served::start();
    let answer = say(&shop, KeyKind::Public, "I wish I could read at night");
    assert_eq!(answer["offers"][0]["reason"]["code"], "need");
    assert_eq!(answer["offers"][0]["product"]["category"], "Home > Lamps");
    assert_eq!(
        answer["need"],
        json!({ "classes": ["Home > Lamps"], "ambiguous": false })
    );
    let refused = say(&shop, KeyKind::Public, "no lamp please, not a lamp");
    assert_eq!(refused["need"]["refused"], json!(["Home > Lamps"]));
    assert!(!refused["offers"].to_string().contains("Home > Lamps"));
}

#[test]
fn what_is_for_later_is_reminded_of_and_forgotten() {
    let shop = Served::start();
    let answer = say(&shop, KeyKind::Secret, "next time we want a lamp");
    insta::assert_snapshot!(format!("{:#}\n{:#}", answer["need"], answer["notes"]));
    let listed = shop.secret("GET", "/v1/reminders?customer_id=c1", "");
    assert_eq!(listed.json()["reminders"][0]["class"], "Home > Lamps");
    assert_eq!(
        shop.send(KeyKind::Public, "GET", "/v1/reminders?customer_id=c1", "")
            .status,
        403
    );
    assert_eq!(shop.secret("GET", "/v1/reminders", "").status, 400);
    assert_eq!(
        shop.secret("DELETE", "/v1/reminders?customer_id=c1", "").status,
        204
    );
    assert_eq!(
        shop.secret("DELETE", "/v1/reminders?customer_id=c1", "").status,
        404
    );
    // A browser can claim to be anybody: its reminders are the visitor's.
    say(&shop, KeyKind::Public, "next time we want a lamp");
    assert_eq!(
        shop.secret("GET", "/v1/reminders?customer_id=c1", "").json()["reminders"],
        json!([])
    );
}

#[test]
fn a_lexicon_is_set_by_administrators_and_a_mistake_changes_nothing() {
    let shop = Served::start();
    let put = |body: Value| shop.admin("PUT", "/v1/lexicons/en", body.to_string());
    let fine = json!({ "phrases": { "knit balcony": ["Home > Lamps"] } });
    assert_eq!(
        shop.secret("PUT", "/v1/lexicons/en", fine.to_string()).status,
        403
    );
    assert_eq!(put(fine.clone()).status, 200);
    let said = "something to knit on the balcony";
    assert_eq!(
        say(&shop, KeyKind::Public, said)["need"]["classes"],
        json!(["Home > Lamps"])
    );
    let refused = [
        json!({ "phrases": { "knit": ["No > Such"] } }),
        json!({ "phrases": { "the": ["Home > Lamps"] } }),
        json!({ "phrases": { "knit": [] } }),
        json!({ "phrase": {} }),
    ]
    .map(|body| {
        let answer = put(body);
        format!("{} {}", answer.status, answer.json()["detail"])
    });
    insta::assert_snapshot!(refused.join("\n"));
    let listed = shop.admin("GET", "/v1/lexicons", "").json();
    assert_eq!(listed["lexicons"][0]["phrases"], fine["phrases"]);
    assert_eq!(shop.admin("DELETE", "/v1/lexicons/en", "").status, 204);
    assert_eq!(say(&shop, KeyKind::Public, said)["need"]["classes"], json!([]));
}

#[test]
fn any_text_is_answered() {
    let shop = Served::start();
    let long = "a lamp ".repeat(150_000);
    for text in ["", "👍", "\u{0}\u{1}\u{1b}[2J", "next time", long.as_str()] {
        let answer = say(&shop, KeyKind::Public, text);
        assert!(answer["offers"].is_array(), "{answer}");
    }
}
