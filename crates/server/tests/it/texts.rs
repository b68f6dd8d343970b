//! A shop's own words, what is true of its offers, and in which tone they say it.

use serde_json::{Value, json};

use crate::shop::Served;

fn offer(shop: &Served, body: &Value) -> Value {
    let answer = shop.secret("POST", "/v1/offers", body.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()["offers"][0].clone()
}

/// What the first offer beside a wall mount says, which is a television: few are left, and it is cheaper than before.
fn television(shop: &Served, further: Value) -> Value {
    let mut body = json!({ "placement": "cart", "context": { "cart": [{ "product_id": "mount" }] } });
    let policy = json!({ "policy": { "price_cap_percent": 0 } }).to_string();
    assert_eq!(shop.admin("PUT", "/v1/placements/cart", policy).status, 200);
    if let (Some(body), Some(further)) = (body.as_object_mut(), further.as_object()) {
        body.extend(further.clone());
    }
    let offer = offer(shop, &body);
    assert_eq!(offer["product"]["id"], "tv", "{offer}");
    offer["text"].clone()
}

#[test]
fn the_words_of_an_offer_follow_the_tone_that_is_true() {
    let shop = Served::start();
    let mut said = String::new();
    for tone in ["auto", "benefit", "social_proof", "saving", "scarcity"] {
        let text = television(&shop, json!({ "tone": tone }));
        said.push_str(&format!("{tone}: {text}\n"));
    }
    let lamp =
        json!({ "placement": "cart", "tone": "scarcity", "context": { "cart": [{ "product_id": "evil" }] } });
    said.push_str(&format!("not scarce: {}\n", offer(&shop, &lamp)["text"]));
    insta::assert_snapshot!(said.replace(['\u{2068}', '\u{2069}'], ""));
    let policy = json!({ "policy": { "price_cap_percent": 0, "tone": "saving" } }).to_string();
    let refused = shop.admin(
        "PUT",
        "/v1/placements/cart",
        json!({ "policy": { "tone": "loud" } }).to_string(),
    );
    let detail = refused.json()["detail"].as_str().unwrap_or_default().to_owned();
    assert_eq!(refused.status, 422, "{detail}");
    assert!(detail.contains("use one of: auto, benefit"), "{detail}");
    assert_eq!(
        shop.admin("PUT", "/v1/placements/cart", policy).json()["policy"]["tone"],
        "saving"
    );
    let wrong = json!({ "placement": "cart", "tone": "loud" }).to_string();
    assert_eq!(shop.secret("POST", "/v1/offers", wrong).status, 422);
}

/// Without how many messages there are, which grows.
fn uncounted(shown: &str) -> String {
    let lines = shown.lines().filter(|line| !line.contains("\"messages\""));
    lines.collect::<Vec<_>>().join("\n")
}

#[test]
fn own_words_are_said_by_the_next_answer_and_a_mistake_changes_nothing() {
    let shop = Served::start();
    let own = "reason-bought_together =\n    .headline = Loved with { $title }\n";
    let put = |content: &str| shop.admin("PUT", "/v1/texts/en", json!({ "content": content }).to_string());
    assert_eq!(
        shop.secret("PUT", "/v1/texts/en", json!({ "content": own }).to_string())
            .status,
        403
    );
    let headline = || {
        let text = television(&shop, json!({ "tone": "benefit" }));
        text["headline"]
            .as_str()
            .unwrap_or_default()
            .replace(['\u{2068}', '\u{2069}'], "")
    };
    let before = headline();
    insta::assert_snapshot!("own_words_set", uncounted(&put(own).shown()));
    assert_eq!(headline(), "Loved with Wall mount");
    let refused = [
        "reason-bought_together =\n    .headline = Loved with { $gadget }\n",
        "month-1 = Jan\nreason-bought =\n    .headline = x",
        "month-1 = { $",
    ]
    .map(|content| {
        let answer = put(content);
        format!("{} {}", answer.status, answer.json()["detail"])
    });
    insta::assert_snapshot!("own_words_refused", refused.join("\n"));
    assert_eq!(headline(), "Loved with Wall mount");
    insta::assert_snapshot!(
        "listed",
        uncounted(&format!("{:#}", shop.admin("GET", "/v1/texts", "").json()))
    );
    assert_eq!(shop.admin("GET", "/v1/texts/en", "").json()["content"], own);
    assert_eq!(shop.admin("DELETE", "/v1/texts/en", "").status, 200);
    assert_eq!(headline(), before);
    assert_eq!(shop.admin("DELETE", "/v1/texts/en", "").status, 404);
    assert_eq!(shop.admin("GET", "/v1/texts/de", "").status, 404);
}

#[test]
fn words_and_titles_in_another_language_than_asked_are_counted() {
    let shop = Served::start();
    let count = |name: &str| {
        let metrics = shop.admin("GET", "/metrics", "").body;
        let line = metrics.lines().find(|line| line.starts_with(&format!("{name} ")));
        line.and_then(|line| line.split(' ').nth(1)?.parse::<u64>().ok())
    };
    let ask = |locale: &str| {
        let context = json!({ "cart": [{ "product_id": "tv" }] });
        let visitor = json!({ "locale": locale });
        let body = json!({ "placement": "cart", "visitor": visitor, "context": context, "limit": 1 });
        offer(&shop, &body)
    };
    let (texts, titles) = (
        "alongside_text_fallbacks_total",
        "alongside_title_fallbacks_total",
    );
    ask("en");
    ask("fa");
    assert_eq!((count(texts), count(titles)), (Some(0), Some(0)));
    let romanian = ask("ro");
    assert_eq!(
        (&romanian["product"]["locale"], &romanian["text"]["locale"]),
        (&json!("en"), &json!("ro"))
    );
    let german = ask("de");
    assert_eq!(german["text"]["locale"], "en");
    assert_eq!((count(texts), count(titles)), (Some(1), Some(2)));
}
