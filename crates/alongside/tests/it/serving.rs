//! The server as the command runs it.

use crate::scratch::Scratch;

const QUESTION: &str = r#"{"placement":"cart","context":{"cart":[{"product_id":"kettle","quantity":1}]}}"#;

fn key(scratch: &Scratch, kind: &str) -> String {
    let made = scratch.json(&format!("keys create --kind {kind}"));
    made["key"].as_str().unwrap().to_owned()
}

#[test]
fn offers_are_served_and_the_signal_to_end_ends_it_well() {
    let scratch = Scratch::with_models();
    let key = key(&scratch, "public");
    let server = scratch.serve("serve");
    let (status, body) = server.request("POST", "/v1/offers", &key, QUESTION);
    assert_eq!(status, 200, "{body}");
    assert!(body.contains(r#""id":"tea""#), "{body}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn an_empty_shop_is_served_and_says_that_nothing_was_built() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    let key = key(&scratch, "public");
    let server = scratch.serve("serve --no-schedule");
    let (status, body) = server.request("POST", "/v1/offers", &key, QUESTION);
    assert_eq!(status, 200, "{body}");
    assert!(body.contains("nothing_built"), "{body}");
    assert_eq!(server.stop(), Some(0));
}

#[test]
fn a_backup_made_while_serving_restores_while_serving() {
    let scratch = Scratch::with_models();
    let key = key(&scratch, "secret");
    let server = scratch.serve("serve");
    scratch.expect_success("backup shop.backup");
    let order = r#"{"order_id":"after","lines":[{"product_id":"tea","quantity":1,"unit_price":"6.50"}]}"#;
    let (status, body) = server.request("POST", "/v1/orders", &key, order);
    assert!((200..300).contains(&status), "{status} {body}");
    let restored = scratch.json("restore shop.backup --replace");
    assert_eq!(restored["name"], "Corner", "{restored}");
    assert_eq!(
        restored["orders"], 114,
        "the order after the backup is gone: {restored}"
    );
    let (status, body) = server.request("POST", "/v1/offers", &key, QUESTION);
    assert_eq!(status, 200, "{body}");
    assert_eq!(server.stop(), Some(0));
    let elsewhere = scratch.json("restore shop.backup --data elsewhere");
    assert_eq!(elsewhere["name"], "Corner", "{elsewhere}");
    scratch.expect_success("build --data elsewhere");
    let answer = scratch.json("recommend --cart kettle --data elsewhere");
    assert_eq!(answer["offers"][0]["product"]["id"], "tea", "{answer}");
}

#[test]
fn a_backup_never_overwrites_a_file() {
    let scratch = Scratch::with_shop();
    scratch.file("shop.backup", "precious");
    let run = scratch.run("backup shop.backup");
    assert_eq!(run.code, Some(1), "{run}");
    assert_eq!(std::fs::read(scratch.path("shop.backup")).unwrap(), b"precious");
}

#[test]
fn nobody_is_let_in_from_outside_without_a_key() {
    let scratch = Scratch::with_shop();
    let keys = scratch.json("keys list");
    for key in keys["keys"].as_array().unwrap() {
        scratch.expect_success(&format!("keys revoke {}", key["id"].as_str().unwrap()));
    }
    let run = scratch.run("serve --listen 0.0.0.0:0");
    assert_eq!(run.code, Some(1), "{run}");
    assert!(run.stderr.contains("alongside keys create"), "{run}");
}

#[test]
fn the_database_is_written_anew_while_serving() {
    let scratch = Scratch::with_models();
    let key = key(&scratch, "secret");
    let server = scratch.serve("serve --no-schedule");
    let written = scratch.json("compact");
    let bytes = |name: &str| written[name].as_u64().unwrap();
    assert!(
        bytes("bytes_after") > 0 && bytes("bytes_after") <= bytes("bytes_before"),
        "{written}"
    );
    let (status, body) = server.request("POST", "/v1/offers", &key, QUESTION);
    assert_eq!(status, 200, "{body}");
    assert_eq!(server.stop(), Some(0));
}
