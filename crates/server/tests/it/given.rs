//! Sets and incentives over HTTP: set, told in every language, refused with the field, given once.

use engine::KeyKind;
use serde_json::{Value, json};
use testkit::Fixture;

use crate::shop::{Extras, Served};

fn ask(shop: &Served, locale: &str, cart: Value) -> Value {
    let visitor = json!({ "locale": locale });
    let body = json!({ "placement": "cart", "visitor": visitor, "context": { "cart": cart }, "limit": 1 });
    shop.send(KeyKind::Public, "POST", "/v1/offers", body.to_string())
        .json()
}

#[test]
fn a_set_is_offered_with_its_members_and_what_it_saves() {
    let shop = Served::start();
    let set = json!({ "members": [{ "product_id": "tv" }, { "product_id": "mount" }], "discount_percent": 10,
                      "title": { "en": "Bright wall" } });
    insta::assert_snapshot!(shop.admin("PUT", "/v1/bundles/bright", set.to_string()).shown());
    // The television is reduced already: only the mount is reduced by the set.
    let mut offer = ask(&shop, "en", json!([{ "product_id": "tv" }]))["offers"][0].clone();
    offer["offer_id"] = "[offer_id]".into();
    insta::assert_snapshot!(format!("{offer:#}"));
    let badge = |locale: &str| {
        let offer = ask(&shop, locale, json!([{ "product_id": "tv" }]));
        format!("{locale} {}", offer["offers"][0]["text"]["badge"])
    };
    insta::assert_snapshot!(["en", "ar", "fa", "ro"].map(badge).join("\n"));
    assert_eq!(shop.secret("DELETE", "/v1/bundles/bright", "").status, 403);
    assert_eq!(shop.admin("DELETE", "/v1/bundles/bright", "").status, 204);
    assert_eq!(shop.admin("GET", "/v1/bundles/bright", "").status, 404);
}

#[test]
fn mistakes_in_sets_and_incentives_name_the_field() {
    let shop = Served::start();
    let mut said = String::new();
    for (path, body) in [
        (
            "bundles/a",
            r#"{"members":[{"product_id":"tv"},{"product_id":"radio"}]}"#,
        ),
        ("bundles/a", r#"{"members":[{"product_id":"tv","count":2}]}"#),
        (
            "bundles/a",
            r#"{"members":[{"product_id":"tv"},{"product_id":"hdmi"}],"price":500}"#,
        ),
        ("incentives/a", r#"{"kind":"free_shipping"}"#),
        (
            "incentives/a",
            r#"{"kind":"free_shipping","threshold":"50.00","costs_unknown":"maybe"}"#,
        ),
        (
            "incentives/a",
            r#"{"kind":"gift","threshold":"50.00","gift_product_id":"radio"}"#,
        ),
    ] {
        let answer = shop.admin("PUT", &format!("/v1/{path}"), body);
        let problem = answer.json();
        said.push_str(&format!(
            "{} {} {}: {}\n",
            answer.status, problem["code"], problem["parameter"], problem["detail"]
        ));
    }
    insta::assert_snapshot!(said);
}

#[test]
fn what_a_cart_is_from_free_delivery_is_told_in_every_language() {
    let shop = Served::start();
    for (id, body) in [
        (
            "delivery",
            json!({ "kind": "free_shipping", "threshold": "30.00" }),
        ),
        (
            "five",
            json!({ "kind": "threshold_discount", "threshold": "600.00", "discount": "5.00",
                    "costs_unknown": "allow", "valid_until": "2026-03-01T00:00:00Z" }),
        ),
        (
            "gift",
            json!({ "kind": "gift", "threshold": "20.00", "gift_product_id": "hdmi", "costs_unknown": "allow" }),
        ),
        ("points", json!({ "kind": "points", "points_per_unit": 1 })),
    ] {
        let answer = shop.admin("PUT", &format!("/v1/incentives/{id}"), body.to_string());
        assert_eq!(answer.status, 200, "{}", answer.body);
    }
    let mut said = String::new();
    for locale in ["en", "ar", "fa", "ro"] {
        let answer = ask(&shop, locale, json!([{ "product_id": "lamp" }]));
        for incentive in answer["incentives"].as_array().unwrap() {
            said.push_str(&format!("{locale} {}: {}\n", incentive["id"], incentive["text"]));
        }
    }
    insta::assert_snapshot!(said);
    let told = ask(&shop, "en", json!([{ "product_id": "lamp" }]))["incentives"].clone();
    insta::assert_snapshot!(format!("{told:#}"));
    let document = server::openapi();
    let schema = json!({ "type": "array", "items": { "$ref": "#/components/schemas/ToldIncentive" } });
    assert_eq!(
        crate::schema::misfits(&document, &schema, &told, "told"),
        Vec::<String>::new()
    );
}

#[test]
fn a_coupon_is_issued_shown_once_and_redeemed_once() {
    let shop = Served::start();
    let coupon = r#"{"kind":"coupon","discount":"5.00","budget":"8.00"}"#;
    shop.admin("PUT", "/v1/incentives/hello", coupon);
    let issue = |customer: &str| {
        let body = json!({ "customer_id": customer }).to_string();
        shop.secret("POST", "/v1/incentives/hello/coupons", body)
    };
    let issued = issue("ann");
    assert_eq!(issued.status, 201, "{}", issued.body);
    let code = issued.json()["code"].as_str().unwrap().to_owned();
    assert_eq!(issue("bob").status, 409);
    let body = |customer: &str, order: &str| {
        json!({ "customer_id": customer, "order_id": order, "amount": "5.00" }).to_string()
    };
    let redeem = |customer: &str, order: &str| {
        shop.secret(
            "POST",
            &format!("/v1/coupons/{code}/redeem"),
            body(customer, order),
        )
    };
    let statuses = [
        redeem("bob", "o1").status,
        redeem("ann", "o1").status,
        redeem("ann", "o1").status,
        redeem("ann", "o2").status,
    ];
    assert_eq!(statuses, [404, 200, 200, 409]);
    insta::assert_snapshot!(shop.secret("GET", &format!("/v1/coupons/{code}"), "").shown());
    let public = shop.send(KeyKind::Public, "GET", &format!("/v1/coupons/{code}"), "");
    assert_eq!(public.status, 403, "a browser tries no codes");
    let spent = shop.admin("GET", "/v1/incentives/hello", "").json();
    assert_eq!(spent["budget_spent"]["amount"], "5.00");
}

#[test]
fn a_coupon_keeps_the_orders_margin_and_is_told_to_its_holder_in_every_language() {
    let fixture =
        "currency EUR\nproduct pan \"Pan\" Pans 42.00 cost=20\nrepeat 9 order a{n} 2026-01-01 c{n} pan";
    let shop = Served::with(Extras {
        fixture: Some(Fixture::parse(fixture)),
        ..Extras::default()
    });
    let coupon = r#"{"kind":"coupon","discount":"15.00","margin_floor_percent":40,"valid_days":10}"#;
    assert_eq!(shop.admin("PUT", "/v1/incentives/hello", coupon).status, 200);
    let wanted = json!({ "customer_id": "ann" }).to_string();
    let issued = shop.secret("POST", "/v1/incentives/hello/coupons", wanted).json();
    let path = format!("/v1/coupons/{}/redeem", issued["code"].as_str().unwrap());
    let pan = json!([{ "product_id": "pan", "quantity": 1, "unit_price": "42.00" }]);
    let ask = |locale: &str| {
        let visitor = json!({ "locale": locale, "customer_id": "ann" });
        let body =
            json!({ "placement": "checkout", "visitor": visitor, "context": { "cart": pan }, "limit": 1 });
        shop.secret("POST", "/v1/offers", body.to_string()).json()["incentives"].clone()
    };
    let mut said = String::new();
    for locale in ["en", "ar", "fa", "ro"] {
        said.push_str(&format!("{locale} {:#}\n", ask(locale)));
    }
    let redeem = |amount: &str, lines: &Value| {
        let body = json!({ "customer_id": "ann", "order_id": "o1", "amount": amount, "lines": lines });
        let answer = shop.secret("POST", &path, body.to_string());
        (answer.status, answer.json())
    };
    for (amount, lines) in [("15.00", &pan), ("5.00", &json!([])), ("8.66", &pan)] {
        let (status, answer) = redeem(amount, lines);
        said.push_str(&format!(
            "{amount}: {status} {} {}\n",
            answer["parameter"], answer["detail"]
        ));
    }
    insta::assert_snapshot!(said);
    assert_eq!(ask("en"), Value::Null, "it is used");
}

#[test]
fn points_are_earned_with_orders_and_spent_no_further() {
    let shop = Served::start();
    let points = r#"{"kind":"points","points_per_unit":2,"valid_from":"2026-01-31T00:00:00Z"}"#;
    shop.admin("PUT", "/v1/incentives/points", points);
    let order = r#"{"order_id":"p-1","customer_id":"zoe","placed_at":"2026-02-01T10:00:00Z",
                    "lines":[{"product_id":"lamp","quantity":2,"unit_price":"24.50"}]}"#;
    for _ in 0..2 {
        let answer = shop.secret("POST", "/v1/orders", order);
        assert!(answer.status < 300, "{}", answer.body);
    }
    let spend = |id: &str, points: i64| {
        let body = json!({ "id": id, "points": points, "reason": "redeem" }).to_string();
        shop.secret("POST", "/v1/customers/zoe/points", body)
    };
    assert_eq!(spend("a", -50).status, 200);
    assert_eq!(spend("a", -50).status, 200);
    insta::assert_snapshot!(spend("b", -49).shown());
    insta::assert_snapshot!(shop.secret("GET", "/v1/customers/zoe/points", "").shown());
}
