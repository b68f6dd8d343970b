//! `POST /v1/offers`, and the decisions behind the answers.

use engine::KeyKind;
use serde_json::json;

use crate::shop::{Extras, Served};

fn ask(shop: &Served, body: &serde_json::Value) -> crate::client::Response {
    shop.send(KeyKind::Public, "POST", "/v1/offers", body.to_string())
}

#[test]
fn a_cart_is_answered_with_offers_reasons_and_words() {
    let shop = Served::start();
    let context = json!({ "cart": [{ "product_id": "tv", "quantity": 1 }] });
    let body = json!({ "placement": "cart", "context": context, "limit": 2 });
    insta::assert_snapshot!(ask(&shop, &body).shown());
}

#[test]
fn every_language_has_its_words_and_direction() {
    let shop = Served::start();
    let mut said = String::new();
    for locale in ["ar", "fa", "ro", "de"] {
        let visitor = json!({ "locale": locale });
        let context = json!({ "cart": [{ "product_id": "tv" }] });
        let answer = ask(
            &shop,
            &json!({ "placement": "cart", "visitor": visitor, "context": context, "limit": 1 }),
        );
        let offer = &answer.json()["offers"][0];
        said.push_str(&format!(
            "{locale}: {} {}\n",
            offer["product"]["title"], offer["text"]
        ));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn the_same_answer_is_another_decision_each_time_and_no_older_than_the_stock() {
    let shop = Served::start();
    let context = json!({ "cart": [{ "product_id": "tv", "quantity": 1 }] });
    let body = json!({ "placement": "cart", "context": context });
    let answers = [(); 3].map(|()| ask(&shop, &body).json());
    let ids = answers
        .each_ref()
        .map(|answer| answer["decision_id"].as_str().unwrap());
    assert!(ids[0] != ids[1] && ids[1] != ids[2]);
    let nameless = |answer: &serde_json::Value, id: &str| answer.to_string().replace(id, "");
    let decision = |id: &str| shop.admin("GET", &format!("/v1/decisions/{id}"), "").json();
    for (answer, id) in answers.iter().zip(ids) {
        assert_eq!(nameless(answer, id), nameless(&answers[0], ids[0]));
        assert_eq!(nameless(&decision(id), id), nameless(&decision(ids[0]), ids[0]));
    }
    let offered = answers[0]["offers"][0]["product"]["id"].as_str().unwrap();
    let sold_out = json!({ "stock": 0 }).to_string();
    let patched = shop.secret("PATCH", &format!("/v1/products/{offered}"), sold_out);
    assert_eq!(patched.status, 200, "{}", patched.body);
    let after = ask(&shop, &body).json();
    let stands = |offer: &serde_json::Value| offer["product"]["id"] == offered;
    assert!(!after["offers"].as_array().unwrap().iter().any(stands), "{after}");
}

#[test]
fn unknown_products_and_categories_are_ignored_with_a_note() {
    let shop = Served::start();
    let cart = json!([{ "product_id": "nothing-like-it" }, { "product_id": "tv" }]);
    let context = json!({ "cart": cart, "category": "No > Such" });
    let answer = ask(
        &shop,
        &json!({ "placement": "cart", "context": context, "limit": 1 }),
    );
    assert_eq!(answer.status, 200);
    insta::assert_snapshot!(format!("{:#}", answer.json()["notes"]));
}

#[test]
fn an_empty_cart_and_an_empty_shop_are_answered() {
    let shop = Served::start();
    let answer = ask(&shop, &json!({ "placement": "cart", "context": { "cart": [] } }));
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()["notes"], json!([]));
    let empty = Served::with(Extras {
        nothing_built: true,
        ..Extras::default()
    });
    insta::assert_snapshot!(ask(&empty, &json!({ "placement": "home" })).shown());
    assert_eq!(empty.admin("GET", "/readyz", "").status, 503);
    assert_eq!(
        shop.admin("GET", "/readyz", "").json(),
        json!({ "status": "ready", "model_version": 1 })
    );
}

#[test]
fn a_cart_of_ten_thousand_lines_is_cut_with_a_note() {
    let shop = Served::start();
    let lines: Vec<_> = (0..10_000)
        .map(|_| json!({ "product_id": "tv", "quantity": 1 }))
        .collect();
    let answer = ask(
        &shop,
        &json!({ "placement": "cart", "context": { "cart": lines } }),
    );
    assert_eq!(answer.status, 200);
    let notes = answer.json()["notes"].to_string();
    assert!(notes.contains("cart_cut") && notes.contains("200"), "{notes}");
    assert!(!answer.json()["offers"].as_array().unwrap().is_empty());
}

#[test]
fn unknown_fields_are_ignored_and_escapes_are_read() {
    let shop = Served::start();
    let line = r#"{"product_id":"t\u0076","unit_price":{"amount":"499.00"}}"#;
    let body = format!(r#"{{"placement":"c\u0061rt","future":{{"x":[1]}},"context":{{"cart":[{line}]}}}}"#);
    let answer = shop.send(KeyKind::Public, "POST", "/v1/offers", body);
    assert_eq!(answer.json()["notes"], json!([]), "{}", answer.body);
}

#[test]
fn a_decision_can_be_looked_up_and_explained() {
    let shop = Served::start();
    let context = json!({ "cart": [{ "product_id": "tv", "quantity": 2 }] });
    let answer = ask(
        &shop,
        &json!({ "placement": "cart", "context": context, "limit": 1 }),
    );
    let id = answer.json()["decision_id"].as_str().unwrap().to_owned();
    let decision = shop.secret("GET", &format!("/v1/decisions/{id}?locale=ro"), "");
    assert_eq!(
        decision.json()["cart"],
        json!([{ "product": { "id": "tv", "title": "Televizor 43" }, "quantity": 2 }])
    );
    let offered = answer.json()["offers"][0]["product"]["id"].clone();
    let candidates = decision.json()["candidates"].clone();
    assert_eq!(candidates[0]["product"]["id"], offered);
    assert_eq!(candidates[0]["outcome"], "offered");
    let explain = |product: &str| {
        shop.secret(
            "GET",
            &format!("/v1/decisions/{id}/explain?product_id={product}"),
            "",
        )
    };
    assert_eq!(explain(offered.as_str().unwrap()).json()["outcome"], "offered");
    let tv = explain("tv").json();
    assert!(
        ["dropped", "not_proposed"].contains(&tv["outcome"].as_str().unwrap()),
        "{tv}"
    );
    assert_eq!(explain("nothing-like-it").status, 404);
    assert_eq!(shop.secret("GET", "/v1/decisions/none", "").status, 404);
}

#[test]
fn an_event_is_visible_to_the_next_decision() {
    let shop = Served::start();
    let view = json!({ "type": "view", "visitor_id": "v1", "product_id": "lamp" });
    assert_eq!(
        shop.send(KeyKind::Public, "POST", "/v1/events", view.to_string())
            .status,
        200
    );
    let answer = ask(&shop, &json!({ "placement": "home", "visitor": { "id": "v1" } }));
    let offers = answer.json()["offers"].to_string();
    assert!(offers.contains("recently_viewed"), "{offers}");
}

#[test]
fn only_a_trusted_caller_may_say_who_the_customer_is() {
    let shop = Served::start();
    // Somebody bought lamps at steady intervals, and one is due.
    let order = |number: u32| {
        json!({
            "order_id": format!("again{number}"),
            "placed_at": format!("2026-01-{:02}T10:00:00Z", 1 + 6 * number),
            "customer_id": "regular",
            "lines": [{ "product_id": "lamp", "quantity": 1, "unit_price": { "amount": "24.50", "currency": "EUR" } }],
        })
    };
    let orders = json!({ "orders": (0..5).map(order).collect::<Vec<_>>() });
    let answer = shop.secret("POST", "/v1/orders", orders.to_string());
    assert_eq!(answer.status, 200, "{}", answer.body);
    assert_eq!(shop.admin("POST", "/v1/models/build", "").status, 200);
    let ask = |kind: KeyKind, visitor: serde_json::Value| {
        let body = json!({ "placement": "home", "visitor": visitor });
        let answer = shop.send(kind, "POST", "/v1/offers", body.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
        let mut answer = answer.json();
        answer["decision_id"].take();
        answer["offers"]
            .as_array_mut()
            .unwrap()
            .iter_mut()
            .for_each(|offer| _ = offer["offer_id"].take());
        answer
    };
    let named = || json!({ "id": "v1", "customer_id": "regular", "consent": true });
    let nameless = || json!({ "id": "v1", "consent": true });
    let public = ask(KeyKind::Public, named());
    assert_eq!(
        public,
        ask(KeyKind::Public, nameless()),
        "a browser's word is not taken for it"
    );
    let secret = ask(KeyKind::Secret, named());
    assert_ne!(secret, ask(KeyKind::Secret, nameless()));
    // What was bought before is told to the shop's own server alone.
    let own = |answer: &serde_json::Value| answer["offers"].to_string().contains("buy_again");
    assert!(own(&secret) && !own(&public), "{secret}");
}

#[test]
fn a_category_that_has_others_below_it_offers_from_all_of_them() {
    let shop = Served::start();
    let asked = |category: &str| {
        let context = json!({ "category": category });
        let body = json!({ "placement": "category_page", "context": context });
        let answer = ask(&shop, &body).json();
        let offers = answer["offers"].as_array().unwrap().iter();
        let mut ids: Vec<String> = offers
            .map(|offer| offer["product"]["id"].as_str().unwrap().to_owned())
            .collect();
        ids.sort_unstable();
        (ids.join(" "), answer["notes"][0]["code"].clone())
    };
    // Televisions, cables and mounts, and nothing of what stands under Home.
    assert_eq!(asked("Electronics"), ("hdmi mount tv".to_owned(), json!(null)));
    assert_eq!(asked("Electronics > TVs").1, json!(null));
    assert_eq!(asked("Electro").1, json!("unknown_category"));
}

#[test]
fn a_category_that_has_products_of_its_own_offers_what_lies_below_it_too() {
    let fixture = r#"
currency EUR
product lamp "Lamp" Home 30.00
product bulb "Bulb" Home>Bulbs 4.00
product spade "Spade" Garden 20.00
repeat 9 order l{n} 2026-01-01+{n} a{n} lamp
repeat 5 order b{n} 2026-01-01+{n} b{n} bulb
repeat 7 order s{n} 2026-01-01+{n} c{n} spade
"#;
    let shop = Served::with(Extras {
        fixture: Some(testkit::Fixture::parse(fixture)),
        ..Extras::default()
    });
    let body = json!({ "placement": "category_page", "context": { "category": "Home" } });
    let answer = ask(&shop, &body).json();
    let offers = answer["offers"].as_array().unwrap().iter();
    let ids: Vec<&str> = offers
        .map(|offer| offer["product"]["id"].as_str().unwrap())
        .collect();
    assert_eq!(ids, ["lamp", "bulb"]);
}

#[test]
fn a_unit_is_written_as_most_of_the_catalogue_writes_it() {
    let fixture = r#"
currency EUR
product small "Phone 128" Phones 300.00 memory=128GB
product large "Phone 256" Phones 350.00 memory=256GB
product shouted "Phone 64" Phones 200.00 memory=64gb
product huge "Phone 1" Phones 900.00 memory=1TB
repeat 30 order o{n} 2026-01-01+{n} c{n} small
repeat 30 order p{n} 2026-01-01+{n} d{n} large
link small large upsell
"#;
    let shop = Served::with(Extras {
        fixture: Some(testkit::Fixture::parse(fixture)),
        ..Extras::default()
    });
    let body = json!({ "placement": "product_page", "context": { "product_id": "small" } });
    let answer = ask(&shop, &body).json();
    let offers = answer["offers"].as_array().unwrap().iter();
    let compared = offers
        .flat_map(|offer| offer["comparison"]["attributes"].as_array())
        .flatten();
    let memory: Vec<_> = compared
        .map(|one| (&one["name"], &one["unit"], &one["offer"]))
        .collect();
    assert_eq!(
        memory,
        [(&json!("memory"), &json!("GB"), &json!(256.0))],
        "{answer:#}"
    );
}
