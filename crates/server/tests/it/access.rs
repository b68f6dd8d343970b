//! Keys, origins, browsers and rates.

use engine::KeyKind;
use serde_json::json;
use server::RateLimit;

use crate::{
    client,
    shop::{Extras, Served},
};

const ASK: &str = r#"{"placement":"home"}"#;

fn ask_with(shop: &Served, headers: &[(&str, &str)]) -> client::Response {
    client::send(shop.address, "POST", "/v1/offers", headers, ASK.as_bytes())
}

#[test]
fn keys_that_do_not_fit_are_refused() {
    let shop = Served::start();
    let made = shop
        .admin(
            "POST",
            "/v1/keys",
            json!({ "kind": "public", "label": "old" }).to_string(),
        )
        .json();
    let (id, key) = (made["id"].as_str().unwrap(), made["key"].as_str().unwrap());
    let bearer = format!("Bearer {key}");
    assert_eq!(ask_with(&shop, &[("authorization", &bearer)]).status, 200);
    assert_eq!(ask_with(&shop, &[("x-api-key", key)]).status, 200);
    assert_eq!(shop.admin("DELETE", &format!("/v1/keys?id={id}"), "").status, 204);
    let shown = [
        ("missing", ask_with(&shop, &[])),
        (
            "not a bearer",
            ask_with(&shop, &[("authorization", "Basic eDp5")]),
        ),
        (
            "wrong",
            ask_with(&shop, &[("authorization", "Bearer nobody-knows-it")]),
        ),
        ("revoked", ask_with(&shop, &[("authorization", &bearer)])),
        (
            "public for orders",
            shop.send(KeyKind::Public, "POST", "/v1/orders", "{}"),
        ),
        (
            "secret for keys",
            shop.send(KeyKind::Secret, "GET", "/v1/keys", ""),
        ),
    ]
    .map(|(what, answer)| {
        let problem = answer.json();
        let detail = problem["detail"].as_str().unwrap().replace(id, "[id]");
        format!("{what}: {} {} {detail}", answer.status, problem["code"])
    });
    insta::assert_snapshot!(shown.join("\n"));
}

#[test]
fn every_route_refuses_keys_below_its_kind() {
    let shop = Served::start();
    let document = server::openapi();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let kinds: &[KeyKind] = match operation["x-key"].as_str().unwrap() {
                "admin" => &[KeyKind::Public, KeyKind::Desk, KeyKind::Secret],
                "secret or admin" => &[KeyKind::Public, KeyKind::Desk],
                "desk, secret or admin" => &[KeyKind::Public],
                "public, secret or admin" => &[KeyKind::Desk],
                "public, desk, secret or admin" | "none" => &[],
                other => panic!("{method} {path}: which keys are '{other}'?"),
            };
            let (method, path) = (method.to_uppercase(), path.replace("{id}", "x"));
            for kind in kinds {
                assert_eq!(
                    shop.send(*kind, &method, &path, "{}").status,
                    403,
                    "{method} {path} {kind:?}"
                );
            }
            let keyless = client::send(shop.address, &method, &path, &[], b"{}").status;
            let open = operation["x-key"] == "none";
            assert_eq!(keyless == 401, !open, "{method} {path} without a key: {keyless}");
        }
    }
}

#[test]
fn a_desk_key_opens_what_a_till_calls_and_nothing_else() {
    let shop = Served::start();
    let document = server::openapi();
    let mut opened = Vec::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let method = method.to_uppercase();
            let answer = shop.send(KeyKind::Desk, &method, &path.replace("{id}", "x"), "{}");
            if operation["x-key"] != "none" && answer.status != 403 {
                opened.push(format!("{method} {path}"));
            }
        }
    }
    assert_eq!(opened, ["POST /v1/events", "POST /v1/offers", "POST /v1/orders"]);

    let ask = |placement: &str| {
        let question = json!({ "placement": placement, "visitor": { "id": "till-7" } });
        shop.send(KeyKind::Desk, "POST", "/v1/offers", question.to_string())
    };
    for counter in ["pos", "sales_desk"] {
        assert_eq!(ask(counter).status, 200, "{counter}");
    }
    let elsewhere = ask("email");
    assert_eq!(
        (elsewhere.status, elsewhere.json()["code"].as_str()),
        (403, Some("forbidden_key"))
    );
    let order = r#"{"order_id":"till-1","visitor_id":"till-7","lines":[{"product_id":"tv","quantity":1}]}"#;
    let told = shop.send(KeyKind::Desk, "POST", "/v1/orders", order);
    assert_eq!(
        (told.status, told.json()["inserted"].as_u64()),
        (200, Some(1)),
        "{}",
        told.body
    );
}

#[test]
fn keys_are_listed_without_their_secrets() {
    let shop = Served::start();
    let listed = shop.admin("GET", "/v1/keys", "");
    assert_eq!(listed.json()["keys"].as_array().unwrap().len(), 4);
    for kind in KeyKind::ALL {
        assert!(!listed.body.contains(shop.key(kind)));
    }
    assert_eq!(
        shop.admin("POST", "/v1/keys", r#"{"kind":"root"}"#).json()["code"],
        "unknown_value"
    );
    let path = r#"{"kind":"public","origins":["https://shop.example/path"]}"#;
    assert_eq!(
        shop.admin("POST", "/v1/keys", path).json()["parameter"],
        "origins"
    );
    assert_eq!(shop.admin("DELETE", "/v1/keys?id=none", "").status, 404);
}

#[test]
fn a_bound_key_works_in_pages_of_its_origin_only() {
    let shop = Served::start();
    let body = json!({ "kind": "public", "origins": ["https://shop.example"] }).to_string();
    let made = shop.admin("POST", "/v1/keys", body).json();
    let bearer = format!("Bearer {}", made["key"].as_str().unwrap());
    let from = |origin: &str| ask_with(&shop, &[("authorization", &bearer), ("origin", origin)]);
    let answer = from("https://shop.example");
    assert_eq!(answer.status, 200);
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some("https://shop.example")
    );
    assert_eq!(from("https://evil.example").json()["code"], "forbidden_origin");
    assert_eq!(
        ask_with(&shop, &[("authorization", &bearer)]).json()["code"],
        "forbidden_origin"
    );
}

#[test]
fn browsers_may_ask_for_offers_and_send_events_only() {
    let shop = Served::start();
    let headers = [
        ("origin", "https://shop.example"),
        ("access-control-request-method", "POST"),
    ];
    for path in ["/v1/offers", "/v1/events"] {
        let answer = client::send(shop.address, "OPTIONS", path, &headers, b"");
        assert_eq!(answer.status, 204);
        assert_eq!(
            answer.header("access-control-allow-origin"),
            Some("https://shop.example")
        );
        assert!(
            answer
                .header("access-control-allow-headers")
                .unwrap()
                .contains("authorization")
        );
    }
    let orders = client::send(shop.address, "OPTIONS", "/v1/orders", &headers, b"");
    assert_eq!(
        (orders.status, orders.header("access-control-allow-origin")),
        (405, None)
    );
}

#[test]
fn a_key_that_asks_too_often_is_told_when_to_come_back() {
    let limit = RateLimit {
        requests_per_second: 1,
        burst: 2,
    };
    let shop = Served::with(Extras {
        rate_limit: Some(limit),
        ..Extras::default()
    });
    let bearer = format!("Bearer {}", shop.key(KeyKind::Public));
    let ask = || ask_with(&shop, &[("authorization", &bearer)]);
    assert_eq!(ask().header("ratelimit-remaining"), Some("1"));
    assert_eq!(ask().status, 200);
    let refused = ask();
    assert_eq!((refused.status, refused.header("retry-after")), (429, Some("1")));
    assert_eq!(refused.json()["code"], "rate_limited");
}
