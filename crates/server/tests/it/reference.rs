//! The OpenAPI document tells the truth: its examples work, and the answers have the shapes it says.

use std::collections::HashSet;

use serde_json::Value;

use crate::{client, schema::misfits, shop::Served};

/// Operations of which a fresh shop has nothing yet, so that they may answer with a problem.
const MAY_FAIL: &[&str] = &[
    "getDecision",
    "explainDecision",
    "getTask",
    "revokeKey",
    "getCoupon",
    "redeemCoupon",
    "resetTexts",
    "getCustomerData",
    "getCustomerValue",
    "eraseCustomer",
    "deleteLexicon",
    "deleteReminders",
    // Nothing is known of a shop's visitors yet to plan by.
    "planExperiment",
    // Nothing was learnt from the offers of a shop without visitors.
    "undoLearning",
    "allowLearning",
];

/// An example's answer, checked against the document.
fn try_operation(shop: &Served, document: &Value, method: &str, path: &str, operation: &Value) {
    let body = operation["requestBody"]["content"]["application/json"]["schema"].clone();
    let example = body["$ref"]
        .as_str()
        .map(|reference| document.pointer(&reference[1..]).unwrap()["example"].clone());
    let bytes = match &example {
        Some(example) => {
            assert!(!example.is_null(), "{method} {path}: the body has no example");
            assert_eq!(
                misfits(document, &body, example, "example"),
                Vec::<String>::new(),
                "{method} {path}"
            );
            example.to_string()
        }
        None if operation["operationId"] == "startImport" => {
            "order_id,product_id,date\nZ1,tv,2026-01-30\n".to_owned()
        }
        None => String::new(),
    };
    let address = path.replace("{id}", id_for(operation["operationId"].as_str().unwrap()));
    let query = query_for(operation["operationId"].as_str().unwrap());
    let answer = shop.admin(&method.to_uppercase(), &format!("{address}{query}"), bytes);
    let expected = &operation["responses"][answer.status.to_string()];
    assert!(
        !expected.is_null(),
        "{method} {path} answered {} {}",
        answer.status,
        answer.body
    );
    if !MAY_FAIL.contains(&operation["operationId"].as_str().unwrap()) {
        assert!(answer.status < 300, "{method} {path}: {}", answer.body);
    }
    let media = answer
        .header("content-type")
        .unwrap_or_default()
        .split(';')
        .next()
        .unwrap();
    let schema = &expected["content"][media]["schema"];
    assert_eq!(
        schema.is_null(),
        answer.body.is_empty(),
        "{method} {path} {media}: {}",
        answer.body
    );
    if media.ends_with("json") {
        assert_eq!(
            misfits(document, schema, &answer.json(), "answer"),
            Vec::<String>::new(),
            "{method} {path}"
        );
    }
}

fn query_for(operation: &str) -> &'static str {
    match operation {
        "deleteLinks" => "?from=tv",
        "explainDecision" => "?product_id=tv",
        "revokeKey" => "?id=none",
        "getFragment" => "?placement=product_page&product_id=tv&cart=2*lamp&lang=ro",
        "listReminders" | "deleteReminders" => "?customer_id=c1",
        _ => "",
    }
}

fn id_for(operation: &str) -> &'static str {
    match operation {
        "deleteProduct" => "evil",
        "deleteRule" => "unneeded",
        "deleteBundle" => "old-set",
        "deleteIncentive" => "old-incentive",
        "claimIncentive" => "delivery",
        "issueCoupon" => "coupon",
        "getPlacement" | "putPolicy" | "resetPolicy" | "previewPolicy" | "estimatePolicy" => "cart",
        "startExperiment" => "written",
        "stopExperiment" => "running",
        "deleteExperiment" => "unneeded",
        "getTexts" | "putTexts" | "resetTexts" | "putLexicon" | "deleteLexicon" => "en",
        _ => "tv",
    }
}

#[test]
fn every_example_works_and_every_answer_has_its_shape() {
    let shop = Served::start();
    let document = server::openapi();
    shop.admin("PUT", "/v1/products/bulb", "{}");
    for rule in ["tv", "unneeded"] {
        let body = r#"{"action":"bury","products":{"tags":["old"]}}"#;
        shop.admin("PUT", &format!("/v1/rules/{rule}"), body);
    }
    let set = r#"{"members":[{"product_id":"tv"},{"product_id":"hdmi"}]}"#;
    for id in ["tv", "old-set"] {
        shop.admin("PUT", &format!("/v1/bundles/{id}"), set);
    }
    let delivery = r#"{"kind":"free_shipping","threshold":"50.00","budget":"99.00"}"#;
    for id in ["tv", "old-incentive", "delivery"] {
        shop.admin("PUT", &format!("/v1/incentives/{id}"), delivery);
    }
    let coupon = r#"{"kind":"coupon","discount_percent":5}"#;
    shop.admin("PUT", "/v1/incentives/coupon", coupon);
    let experiment = r#"{"arms":[{"name":"a","share_percent":50},{"name":"b","share_percent":50}]}"#;
    for id in ["tv", "written", "running", "unneeded"] {
        shop.admin("PUT", &format!("/v1/experiments/{id}"), experiment);
    }
    shop.admin("POST", "/v1/experiments/running/start", "");
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            try_operation(&shop, &document, method, path, operation);
        }
    }
}

#[test]
fn offers_and_decisions_have_the_shapes_the_document_says() {
    let shop = Served::start();
    let document = server::openapi();
    let ask = r#"{"placement":"cart","context":{"cart":[{"product_id":"tv"},{"product_id":"none"}]}}"#;
    let answer = shop.admin("POST", "/v1/offers", ask).json();
    let check = |name: &str, value: &Value| {
        let schema = &document["components"]["schemas"][name];
        assert_eq!(misfits(&document, schema, value, name), Vec::<String>::new());
    };
    check("Offers", &answer);
    let id = answer["decision_id"].as_str().unwrap();
    let decision = shop.admin("GET", &format!("/v1/decisions/{id}"), "").json();
    assert!(!decision["candidates"].as_array().unwrap().is_empty());
    check("Decision", &decision);
    check(
        "Explanation",
        &shop
            .admin("GET", &format!("/v1/decisions/{id}/explain?product_id=hdmi"), "")
            .json(),
    );
}

#[test]
fn the_document_is_whole() {
    let document = server::openapi();
    let shop = Served::start();
    assert_eq!(
        client::send(shop.address, "GET", "/openapi.json", &[], b"").json(),
        document
    );
    let mut operations = HashSet::new();
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            let id = operation["operationId"].as_str().unwrap();
            assert!(operations.insert(id.to_owned()), "{id} stands twice");
            assert!(
                !operation["summary"].as_str().unwrap().is_empty(),
                "{method} {path}"
            );
            // What the document names, the router answers: with anything but "there is nothing here".
            let address = path.replace("{id}", "x");
            let answer = client::send(shop.address, &method.to_uppercase(), &address, &[], b"");
            assert!(
                ![404, 405].contains(&answer.status),
                "{method} {path} {}",
                answer.status
            );
        }
    }
    let text = document.to_string();
    let names = document["components"]["schemas"].as_object().unwrap().keys();
    for name in names.filter(|name| *name != "Problem") {
        assert!(
            text.contains(&format!("\"#/components/schemas/{name}\"")),
            "nothing uses the shape {name}"
        );
    }
    for (_, reference) in text
        .match_indices("#/components/schemas/")
        .map(|(at, found)| (found, &text[at..]))
    {
        let pointer = reference.split('"').next().unwrap().trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{pointer} leads nowhere");
    }
}

#[test]
fn the_markdown_names_every_address_and_error() {
    let http = server::reference::http_markdown();
    for path in server::openapi()["paths"].as_object().unwrap().keys() {
        assert!(http.contains(path.as_str()), "{path}");
    }
    let errors = server::reference::errors_markdown();
    assert!(
        server::errors::table()
            .iter()
            .all(|entry| errors.contains(entry.code))
    );
}
