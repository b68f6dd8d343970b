//! What the elements of a shop's page ask, and that a browser may.

use engine::KeyKind;
use serde_json::Value;

use crate::{
    client::{self, Response},
    shop::Served,
};

const PAGE: &str = r#"{"visitor":{"id":"v1","locale":"ro"},"context":{"product_id":"tv","cart":[{"product_id":"tv"}]},
    "placements":[{"placement":"product_page","limit":1},{"placement":"cart"}]}"#;

/// As a browser sends it: plain text with the key in the address.
fn ask(shop: &Served, key: &str, body: &str) -> Response {
    let path = format!("/v1/storefront?key={key}");
    let headers = [
        ("content-type", "text/plain"),
        ("origin", "https://shop.example"),
        (
            "user-agent",
            "Mozilla/5.0 (X11; Linux x86_64) Chrome/156.0 Safari/537.36",
        ),
    ];
    client::send(shop.address, "POST", &path, &headers, body.as_bytes())
}

fn offered(answer: &Value) -> Vec<&str> {
    let offers = answer["answer"]["offers"].as_array().unwrap();
    offers
        .iter()
        .map(|offer| offer["product"]["id"].as_str().unwrap())
        .collect()
}

#[test]
fn a_page_asks_once_and_nothing_is_offered_twice() {
    let shop = Served::start();
    let response = ask(&shop, shop.key(KeyKind::Public), PAGE);
    assert_eq!(response.status, 200, "{}", response.body);
    assert_eq!(
        response.header("access-control-allow-origin"),
        Some("https://shop.example")
    );
    let told = response.json();
    let answers = told["answers"].as_array().unwrap();
    assert_eq!(answers.len(), 2);
    assert_eq!(offered(&answers[0]), ["hdmi"]);
    assert_eq!(offered(&answers[1]), ["mount"]);
    insta::assert_snapshot!(response.shown());
}

#[test]
fn only_a_public_key_may_stand_in_an_address() {
    let shop = Served::start();
    let code = |key: &str| ask(&shop, key, PAGE).json()["code"].clone();
    assert_eq!(code(shop.key(KeyKind::Secret)), "forbidden_key");
    assert_eq!(code(shop.key(KeyKind::Admin)), "forbidden_key");
    assert_eq!(code("pk_wrong"), "invalid_key");
    let path = format!("/v1/orders?key={}", shop.key(KeyKind::Secret));
    let refused = client::send(shop.address, "POST", &path, &[], b"{}");
    assert_eq!(refused.json()["code"], "missing_key");
}

#[test]
fn what_cannot_be_asked_is_said() {
    let shop = Served::start();
    let problem = |body: &str| {
        let told = ask(&shop, shop.key(KeyKind::Public), body).json();
        format!(
            "{} {}",
            told["code"].as_str().unwrap(),
            told["parameter"].as_str().unwrap_or_default()
        )
    };
    assert_eq!(
        problem(r#"{"placements":[{"placement":"cart"},{"placement":"roof"}]}"#),
        "unknown_value placements[1].placement"
    );
    let many = [r#"{"placement":"cart"}"#; 9].join(",");
    assert_eq!(
        problem(&format!(r#"{{"placements":[{many}]}}"#)),
        "batch_too_long placements"
    );
    assert_eq!(problem("{"), "malformed_json ");
}

#[test]
fn the_elements_come_to_every_origin_and_compressed() {
    let shop = Served::start();
    let get =
        |headers: &[(&str, &str)]| client::send_bytes(shop.address, "GET", "/widget/alongside.js", headers);
    let (plain, body) = get(&[]);
    assert_eq!(plain.header("access-control-allow-origin"), Some("*"));
    assert_eq!(
        plain.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
    assert_eq!(plain.header("content-encoding"), None);
    let (packed, packed_body) = get(&[("accept-encoding", "gzip, br")]);
    assert_eq!(packed.header("content-encoding"), Some("gzip"));
    assert!(packed_body.len() * 2 < body.len());
}
