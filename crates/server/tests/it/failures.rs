//! Bad input: a clear error that says what to do, and nothing recorded.

use engine::KeyKind;
use serde_json::{Value, json};

use crate::{client, shop::Served};

/// Posts each body and shows the answers one after the other.
fn refused(shop: &Served, path: &str, bodies: &[&str]) -> String {
    let answers = bodies.iter().map(|body| {
        let answer = shop.secret("POST", path, body);
        let problem = answer.json();
        let of = |field: &str| problem[field].as_str().unwrap_or("-").to_owned();
        assert_eq!(
            answer.header("content-type"),
            Some("application/problem+json"),
            "{}",
            answer.body
        );
        assert_eq!(problem["status"], answer.status);
        let shown: String = body.chars().take(120).collect();
        format!(
            "{shown}\n  {} {} at {}: {}\n",
            answer.status,
            of("code"),
            of("parameter"),
            of("detail")
        )
    });
    answers.collect()
}

#[test]
fn questions_that_cannot_be_right() {
    let shop = Served::start();
    let cart =
        |line: &str| format!(r#"{{"placement":"cart","context":{{"cart":[{{"product_id":"tv"}},{line}]}}}}"#);
    let lines = [
        cart(r#"{"quantity":1}"#),
        cart(r#"{"product_id":"tv","quantity":0}"#),
        cart(r#"{"product_id":"tv","quantity":-3}"#),
        cart(r#"{"product_id":"tv","quantity":1.5}"#),
        cart(r#"{"product_id":"tv","quantity":4000000000000}"#),
        cart(r#"{"product_id":"tv","unit_price":12.5}"#),
        cart(r#"{"product_id":"tv","unit_price":{"amount":12.5,"currency":"EUR"}}"#),
        cart(r#"{"product_id":"tv","unit_price":"-1.00"}"#),
        cart(r#"{"product_id":"tv","unit_price":"99999999999999999999999"}"#),
        cart(r#"{"product_id":"tv","unit_price":"1.005"}"#),
        cart(r#"{"product_id":"tv","unit_price":"NaN"}"#),
        cart(r#"{"product_id":"tv","unit_price":NaN}"#),
        cart(r#"{"product_id":"tv","unit_price":{"amount":"1","currency":"XYZ"}}"#),
        r#"{"placement":"cart","visitor":{"locale":"<b>"}}"#.to_owned(),
        r#"{"placement":"cart","visitor":{"currency":"euro"}}"#.to_owned(),
        r#"{"placement":"basket"}"#.to_owned(),
        r#"{"placement":7}"#.to_owned(),
        "{}".to_owned(),
        "[]".to_owned(),
        String::new(),
        "{\n  \"placement\": \"cart\",\n  \"limit\": \n}".to_owned(),
        r#"{"placement":"cart""#.to_owned(),
    ];
    let bodies: Vec<&str> = lines.iter().map(String::as_str).collect();
    insta::assert_snapshot!(refused(&shop, "/v1/offers", &bodies));
}

#[test]
fn records_that_cannot_be_right_are_refused_whole() {
    let shop = Served::start();
    let before = shop.engine().status().unwrap();
    let events = [
        r#"{"type":"look","visitor_id":"v"}"#,
        r#"{"type":"view"}"#,
        r#"{"type":"view","visitor_id":"  "}"#,
        r#"{"events":[{"type":"view","visitor_id":"v"},{"type":"view","visitor_id":"v","at":"yesterday"}]}"#,
        r#"{"events":[{"type":"view","visitor_id":"v"},{"type":"view","visitor_id":"v","at":"0001-01-01T00:00:00Z"}]}"#,
        r#"{"events":[{"type":"view","visitor_id":"v","placement":"shelf"}]}"#,
        r#"{"events":[]}"#,
        r#"{"events":7}"#,
    ];
    insta::assert_snapshot!("events", refused(&shop, "/v1/events", &events));
    let orders = [
        r#"{"order_id":"A","lines":[]}"#,
        r#"{"lines":[{"product_id":"tv"}]}"#,
        r#"{"order_id":"A","lines":[{"product_id":"tv","unit_price":1}]}"#,
        r#"{"order_id":"A","currency":"EURO","lines":[{"product_id":"tv"}]}"#,
        r#"{"order_id":"A","lines":[{"product_id":"tv","unit_price":{"amount":"1","currency":"EUR"}},{"product_id":"tv","unit_price":{"amount":"1","currency":"RON"}}]}"#,
        r#"{"orders":[{"order_id":"B","lines":[{"product_id":"tv"}]},{"order_id":"C","lines":[{"product_id":"tv","quantity":0}]}]}"#,
        r#"{"order_id":"A","lines":[{"product_id":"tv"}],"refunds":[{"refund_id":"R","product_id":"tv","quantity":2000000}]}"#,
        r#"{"order_id":"A","placed_at":"yesterday","lines":[{"product_id":"tv"}]}"#,
        r#"{"order_id":"A","placed_at":"2126-01-01T00:00:00Z","lines":[{"product_id":"tv"}]}"#,
        r#"{"order_id":" ","lines":[{"product_id":"tv"}]}"#,
        r#"{"order_id":7,"lines":[{"product_id":"tv"}]}"#,
        r#"{"order_id":"A","lines":{"product_id":"tv"}}"#,
    ];
    insta::assert_snapshot!("orders", refused(&shop, "/v1/orders", &orders));
    assert_eq!(shop.engine().status().unwrap(), before);
}

#[test]
fn a_ban_that_would_hold_elsewhere_than_meant_is_refused() {
    let shop = Served::start();
    let bans = [
        r#"{"product_id":"tv","placement":"cart"}"#,
        r#"{"bans":[{"product_id":"tv"},{"product":"tv"}]}"#,
        "{}",
    ];
    insta::assert_snapshot!("bans", refused(&shop, "/v1/bans", &bans));
    assert_eq!(shop.secret("GET", "/v1/bans", "").json(), json!({ "bans": [] }));
}

#[test]
fn batches_have_a_bound() {
    let shop = Served::start();
    let events: Vec<Value> = (0..1_001)
        .map(|_| json!({ "type": "view", "visitor_id": "v" }))
        .collect();
    insta::assert_snapshot!(
        shop.secret("POST", "/v1/events", json!({ "events": events }).to_string())
            .shown()
    );
    let lines: Vec<Value> = (0..10_001).map(|_| json!({ "product_id": "tv" })).collect();
    let order = json!({ "order_id": "A", "lines": lines });
    assert_eq!(
        shop.secret("POST", "/v1/orders", order.to_string()).json()["code"],
        "order_too_long"
    );
}

#[test]
fn bodies_have_a_bound_announced_or_not() {
    let shop = Served::start();
    let large = vec![b' '; 10 * 1024 * 1024 + 1];
    insta::assert_snapshot!(shop.secret("POST", "/v1/events", &large[..]).shown());
    let bearer = format!("Bearer {}", shop.key(KeyKind::Secret));
    let mut chunked = format!("{:x}\r\n", large.len()).into_bytes();
    chunked.extend_from_slice(&large);
    chunked.extend_from_slice(b"\r\n0\r\n\r\n");
    // Without a length the server has to read until it is too much.
    let headers = [
        ("authorization", bearer.as_str()),
        ("transfer-encoding", "chunked"),
        ("content-length", ""),
    ];
    let headers: Vec<_> = headers
        .into_iter()
        .filter(|(_, value)| !value.is_empty())
        .collect();
    let answer = send_chunked(shop.address, &headers, &chunked);
    assert_eq!(answer.json()["code"], "body_too_large");
}

fn send_chunked(address: std::net::SocketAddr, headers: &[(&str, &str)], body: &[u8]) -> client::Response {
    use std::io::Write;
    let mut stream = std::net::TcpStream::connect(address).unwrap();
    let mut head = "POST /v1/events HTTP/1.1\r\nhost: shop\r\nconnection: close\r\n".to_owned();
    headers
        .iter()
        .for_each(|(name, value)| head.push_str(&format!("{name}: {value}\r\n")));
    stream.write_all(format!("{head}\r\n").as_bytes()).unwrap();
    let _ = stream.write_all(body);
    client::read(&mut stream)
}

#[test]
fn addresses_and_methods_that_are_not_there() {
    let shop = Served::start();
    insta::assert_snapshot!("unknown_route", shop.secret("GET", "/v2/offers", "").shown());
    let wrong = shop.secret("DELETE", "/v1/offers", "");
    assert_eq!(wrong.header("allow"), Some("POST, OPTIONS"));
    insta::assert_snapshot!("wrong_method", wrong.shown());
    insta::assert_snapshot!("not_found", shop.secret("GET", "/v1/tasks/none", "").shown());
}

#[test]
fn imports_that_cannot_be_right() {
    let shop = Served::start();
    let codes = [
        ("/v1/imports?name=a.csv", ""),
        ("/v1/imports?name=a.csv&kind=baskets", "a,b\n1,2\n"),
        ("/v1/imports?name=a.csv&preset=none", "a,b\n1,2\n"),
        ("/v1/imports?name=a.csv&currency=XYZ", "a,b\n1,2\n"),
        ("/v1/imports?name=a.csv&map=nothing", "a,b\n1,2\n"),
        ("/v1/imports?name=a.csv&locale=!", "a,b\n1,2\n"),
    ];
    let shown = codes.map(|(path, body)| {
        let problem = shop.secret("POST", path, body).json();
        format!(
            "{path}: {} {} at {}",
            problem["code"], problem["detail"], problem["parameter"]
        )
    });
    insta::assert_snapshot!(shown.join("\n"));
}
