//! Events, orders, products, imports, bans, links and models.

use engine::KeyKind;
use serde_json::{Value, json};

use crate::{client, shop::Served};

fn counts(inserted: u64, changed: u64, unchanged: u64) -> Value {
    json!({ "inserted": inserted, "changed": changed, "unchanged": unchanged })
}

#[test]
fn events_count_once() {
    let shop = Served::start();
    let at = "2026-02-01T11:00:00Z";
    let with_id = json!({ "id": "e1", "type": "view", "visitor_id": "v", "product_id": "tv", "at": at });
    let without = json!({ "type": "click", "visitor_id": "v", "product_id": "tv", "at": at });
    let batch = json!({ "events": [with_id, without] }).to_string();
    let post = |body: &str| shop.send(KeyKind::Public, "POST", "/v1/events", body).json();
    assert_eq!(post(&batch), counts(2, 0, 0));
    assert_eq!(post(&batch)["inserted"], 0);
    assert_eq!(post(&without.to_string())["inserted"], 0);
    let now = json!({ "type": "view", "visitor_id": "v", "product_id": "tv" });
    assert_eq!(
        post(&json!({ "events": [now, now] }).to_string()),
        counts(2, 0, 0)
    );
}

#[test]
fn orders_are_replaced_by_id_and_refunds_belong_to_them() {
    let shop = Served::start();
    let order = json!({
        "order_id": "A1", "placed_at": "2026-01-31T10:00:00+02:00", "customer_id": "c",
        "lines": [
            { "product_id": "tv", "unit_price": "499.00" },
            { "product_id": "post", "unit_price": "4.90", "fee": true },
        ],
        "refunds": [{ "refund_id": "R1", "product_id": "tv", "unit_price": "499.00" }],
    });
    let first = shop.secret("POST", "/v1/orders", order.to_string());
    assert_eq!(first.status, 200, "{}", first.body);
    let orders = shop.engine().status().unwrap().orders;
    let again = shop
        .secret("POST", "/v1/orders", json!({ "orders": [order] }).to_string())
        .json();
    assert_eq!((&again["inserted"], &again["changed"]), (&json!(0), &json!(0)));
    assert_eq!(shop.engine().status().unwrap().orders, orders);
}

#[test]
fn an_idempotency_key_answers_the_same_request_alike_and_refuses_another() {
    let shop = Served::start();
    let bearer = format!("Bearer {}", shop.key(KeyKind::Secret));
    let post = |id: &str, key: &str| {
        let body = json!({ "order_id": id, "lines": [{ "product_id": "tv" }] }).to_string();
        let headers = [("authorization", bearer.as_str()), ("idempotency-key", key)];
        client::send(shop.address, "POST", "/v1/orders", &headers, body.as_bytes())
    };
    let first = post("A1", "k1");
    let second = post("A1", "k1");
    assert_eq!(first.json()["inserted"], 1);
    assert_eq!(second.body, first.body);
    assert_eq!(first.header("idempotency-replayed"), None);
    assert_eq!(second.header("idempotency-replayed"), Some("true"));
    insta::assert_snapshot!(post("A2", "k1").shown());
}

#[test]
fn a_product_can_be_read_and_sent_again_unchanged() {
    let shop = Served::start();
    let body = json!({
        "title": { "en": "Lamp", "fa": "چراغ" }, "description": "Bright", "category": "Home > Lamps", "group": "g",
        "variant": { "colour": "red" },
        "attributes": { "height": { "value": 45, "unit": "cm" }, "on": true, "bulb": "E27" },
        "brand": "Acme", "price": "39.90", "list_price": { "amount": "49.90", "currency": "EUR" }, "unit_cost": "20",
        "stock": 12, "launched_at": "2026-01-01T00:00:00Z", "price_valid_until": "2026-03-01T00:00:00Z", "image_url": "https://shop.example/l.jpg",
        "page_url": "https://shop.example/l", "tags": ["office"], "kind": "good",
        "regions": ["DE", "RO"],
        "fits": [{ "product": "tv" }, { "group": "g2" }, { "category": "Home > Desks" }, { "attribute": { "name": "a", "value": "b" } }],
    });
    let put = |body: &str| shop.secret("PUT", "/v1/products/a%2Fb", body).json();
    assert_eq!(put(&body.to_string()), counts(1, 0, 0));
    let read = shop.secret("GET", "/v1/products/a%2Fb", "");
    insta::assert_snapshot!(read.shown());
    assert_eq!(put(&read.body), counts(0, 0, 1));
}

#[test]
fn regions_that_are_none_are_refused_with_the_field() {
    let shop = Served::start();
    let put = |regions: &[&str]| {
        let body = json!({ "title": "Lamp", "regions": regions });
        shop.secret("PUT", "/v1/products/lamp2", body.to_string())
    };
    let unknown = put(&["RO", "Romania"]);
    insta::assert_snapshot!(unknown.shown());
    assert_eq!(shop.secret("GET", "/v1/products/lamp2", "").status, 404);
    assert_eq!(put(&["ro", "DE"]).status, 200);
    let kept = shop.secret("GET", "/v1/products/lamp2", "").json();
    assert_eq!(kept["regions"], json!(["DE", "RO"]));
}

#[test]
fn stock_and_price_are_patched_at_once() {
    let shop = Served::start();
    let patch = json!({ "stock": 0, "price": "450.00", "list_price": null });
    assert_eq!(
        shop.secret("PATCH", "/v1/products/hdmi", patch.to_string())
            .status,
        200
    );
    let hdmi = shop.secret("GET", "/v1/products/hdmi", "").json();
    assert_eq!(
        (&hdmi["stock"], &hdmi["price"]["amount"]),
        (&json!(0), &json!("450.00"))
    );
    let ask = json!({ "placement": "cart", "context": { "cart": [{ "product_id": "tv" }] } }).to_string();
    let offers = shop.secret("POST", "/v1/offers", &ask).json()["offers"].to_string();
    assert!(!offers.contains("\"hdmi\""), "{offers}");
    let batch = json!({ "products": [{ "id": "hdmi", "stock": "untracked" }, { "id": "none", "stock": 1 }] });
    assert_eq!(
        shop.secret("PATCH", "/v1/products/batch", batch.to_string())
            .status,
        404
    );
    assert_eq!(shop.secret("GET", "/v1/products/hdmi", "").json()["stock"], 0);
    assert_eq!(shop.secret("DELETE", "/v1/products/mount", "").status, 204);
    assert_eq!(shop.secret("GET", "/v1/products/mount", "").status, 404);
}

#[test]
fn products_are_listed_page_by_page() {
    let shop = Served::start();
    let (mut seen, mut cursor) = (Vec::new(), String::new());
    loop {
        let page = shop
            .secret("GET", &format!("/v1/products?limit=2{cursor}"), "")
            .json();
        seen.extend(
            page["products"]
                .as_array()
                .unwrap()
                .iter()
                .map(|product| product["id"].as_str().unwrap().to_owned()),
        );
        match page["next_cursor"].as_str() {
            Some(next) => cursor = format!("&cursor={next}"),
            None => break,
        }
    }
    assert_eq!(seen, ["evil", "hdmi", "lamp", "mount", "tv"]);
    assert_eq!(shop.secret("GET", "/v1/products?cursor=zz", "").status, 400);
    assert_eq!(shop.secret("GET", "/v1/products?limit=0", "").status, 400);
}

#[test]
fn a_file_is_imported_in_the_background() {
    let shop = Served::start();
    let csv = "Order no,sku,qty,price,date\nB1,tv,1,499.00,2026-01-30\nB1,hdmi,x,9.99,2026-01-30\n";
    let path = "/v1/imports?name=orders.csv&kind=orders&map=order_id%3DOrder%20no";
    let started = shop.secret("POST", path, csv);
    assert_eq!(started.status, 202, "{}", started.body);
    let location = started.header("location").unwrap().to_owned();
    let task = loop {
        let task = shop.secret("GET", &location, "").json();
        match task["state"].as_str() {
            Some("queued" | "running") => std::thread::yield_now(),
            _ => break task,
        }
    };
    assert_eq!(task["state"], "succeeded", "{task:#}");
    assert_eq!(
        (&task["report"]["rows"], &task["report"]["order_lines"]),
        (&json!(2), &json!(1))
    );
    assert_eq!(task["report"]["rejections"][0]["line"], 3);
    assert_eq!(
        shop.secret("GET", "/v1/tasks", "").json()["tasks"][0]["id"],
        task["id"]
    );
}

#[test]
fn bans_hold_from_the_next_decision_on() {
    let shop = Served::start();
    let ask = json!({ "placement": "cart", "context": { "cart": [{ "product_id": "tv" }] } }).to_string();
    let offered = || {
        shop.secret("POST", "/v1/offers", &ask).json()["offers"]
            .to_string()
            .contains("\"hdmi\"")
    };
    assert!(offered());
    let ban = json!({ "product_id": "hdmi", "with_product_id": "tv" });
    assert_eq!(shop.secret("POST", "/v1/bans", ban.to_string()).status, 204);
    assert!(!offered());
    assert_eq!(
        shop.secret("GET", "/v1/bans", "").json(),
        json!({ "bans": [ban] })
    );
    assert_eq!(shop.secret("DELETE", "/v1/bans", ban.to_string()).status, 204);
    assert!(offered());
    assert_eq!(shop.secret("POST", "/v1/bans", "{}").status, 422);
}

#[test]
fn links_are_kept_replaced_and_removed() {
    let shop = Served::start();
    let link = json!({ "from": "tv", "to": "lamp", "kind": "upsell", "position": 4 });
    assert_eq!(
        shop.secret("POST", "/v1/links?replace=true", link.to_string())
            .status,
        200
    );
    let links = shop.secret("GET", "/v1/links", "").json()["links"].clone();
    assert!(links.as_array().unwrap().contains(&link), "{links}");
    assert_eq!(shop.secret("DELETE", "/v1/links?from=tv", "").status, 204);
    let left = shop.secret("GET", "/v1/links", "").json()["links"].to_string();
    assert!(!left.contains("\"tv\""), "{left}");
    assert_eq!(
        shop.secret(
            "POST",
            "/v1/links",
            json!({ "from": "tv", "to": "none" }).to_string()
        )
        .status,
        404
    );
}

#[test]
fn models_are_built_listed_and_rolled_back() {
    let shop = Served::start();
    insta::assert_snapshot!(shop.admin("POST", "/v1/models/build", "").shown());
    let active = |models: Value| {
        let of = |model: &Value| {
            (
                model["version"].as_u64().unwrap(),
                model["active"].as_bool().unwrap(),
            )
        };
        models["models"]
            .as_array()
            .unwrap()
            .iter()
            .map(of)
            .collect::<Vec<_>>()
    };
    assert_eq!(
        active(shop.secret("GET", "/v1/models", "").json()),
        [(2, true), (1, false)]
    );
    assert_eq!(
        shop.admin("POST", "/v1/models/rollback", "{}").json()["version"],
        1
    );
    assert_eq!(
        active(shop.secret("GET", "/v1/models", "").json()),
        [(2, false), (1, true)]
    );
    assert_eq!(
        shop.admin("POST", "/v1/models/rollback", r#"{"version": 77}"#)
            .status,
        404
    );
}

#[test]
fn a_policy_is_set_by_administrators_and_a_mistake_changes_nothing() {
    let shop = Served::start();
    let ask = r#"{"placement":"cart","context":{"cart":[{"product_id":"tv"}]}}"#;
    let offers = || {
        shop.secret("POST", "/v1/offers", ask).json()["offers"]
            .as_array()
            .unwrap()
            .len()
    };
    let before = offers();
    assert!(before > 0);
    let none = json!({ "policy": { "slots": 0 }, "note": "a quiet day" }).to_string();
    assert_eq!(
        shop.secret("PUT", "/v1/placements/cart", none.as_str()).status,
        403
    );
    let tried = shop
        .admin("POST", "/v1/placements/cart/preview?carts=5", none.as_str())
        .json();
    assert_eq!((&tried["of"], &tried["carts"]), (&json!("decisions"), &json!(1)));
    assert_eq!(tried["offers_after"], 0);
    assert_eq!(offers(), before);
    let set = shop.admin("PUT", "/v1/placements/cart", none.as_str()).json();
    assert_eq!((&set["version"], &set["policy"]["slots"]), (&json!(1), &json!(0)));
    assert_eq!(offers(), 0);
    let refused = [
        json!({ "policy": { "slots": 99 } }),
        json!({ "policy": { "slot": 1 } }),
        json!({ "policy": { "recommenders": { "magic": 1 } } }),
        json!({ "policy": { "slots": 1 }, "valid_from": "tomorrow" }),
    ]
    .map(|body| {
        let answer = shop.admin("PUT", "/v1/placements/cart", body.to_string());
        format!("{} {}", answer.status, answer.json()["detail"].as_str().unwrap())
    });
    insta::assert_snapshot!(refused.join("\n"));
    assert_eq!(shop.admin("GET", "/v1/placements/basket", "").status, 404);
    assert_eq!(offers(), 0);
    assert_eq!(
        shop.admin("DELETE", "/v1/placements/cart", "").json()["version"],
        2
    );
    assert_eq!(offers(), before);
}

#[test]
fn a_rule_is_set_shown_with_what_it_meets_tried_and_removed() {
    let shop = Served::start();
    let ask = r#"{"placement":"cart","context":{"cart":[{"product_id":"tv"}]}}"#;
    let offers = || -> Vec<String> {
        let answer = shop.secret("POST", "/v1/offers", ask).json();
        let offers = answer["offers"].as_array().unwrap().clone();
        offers
            .iter()
            .map(|offer| offer["product"]["id"].as_str().unwrap().to_owned())
            .collect()
    };
    let before = offers();
    let first = before[0].clone();
    let ban = json!({ "action": "ban", "products": { "ids": [first] }, "note": "recalled" }).to_string();
    assert_eq!(shop.secret("PUT", "/v1/rules/recall", ban.as_str()).status, 403);
    let tried = shop
        .admin("POST", "/v1/rules/recall/preview", ban.as_str())
        .json();
    assert_eq!(tried["carts_changed"], 1, "{tried}");
    assert_eq!(offers(), before);
    assert_eq!(
        shop.admin("PUT", "/v1/rules/recall", ban.as_str()).json()["products"],
        1
    );
    assert!(!offers().contains(&first));
    let pin = json!({ "action": "pin", "products": { "ids": [first] } }).to_string();
    let pinned = shop.admin("PUT", "/v1/rules/a-pin", pin).json();
    assert_eq!(
        pinned["conflicts"],
        json!([{ "with": "recall", "wins": "recall", "products": 1, "examples": [first] }])
    );
    assert!(!offers().contains(&first), "a ban beats a pin");
    assert_eq!(shop.admin("DELETE", "/v1/rules/recall", "").status, 204);
    assert_eq!(shop.admin("DELETE", "/v1/rules/recall", "").status, 404);
    assert_eq!(offers()[0], first);
    let refused = [
        json!({ "action": "hide", "products": { "ids": ["tv"] } }),
        json!({ "action": "ban", "products": {} }),
        json!({ "action": "ban", "products": { "ids": ["gone"] } }),
        json!({ "action": "pin", "products": { "brands": ["Acme"] } }),
        json!({ "action": "boost", "products": { "tags": ["new"] }, "factor": 99 }),
        json!({ "action": "ban", "products": { "price": { "min": "9", "max": "1" } } }),
        json!({ "action": "ban", "products": { "tags": ["new"] }, "when": { "placements": ["basket"] } }),
        json!({ "action": "ban", "products": { "tags": ["new"] }, "when": { "valid_from": "tomorrow" } }),
    ]
    .map(|body| {
        let answer = shop.admin("PUT", "/v1/rules/a-pin", body.to_string());
        format!("{} {}", answer.status, answer.json()["detail"].as_str().unwrap())
    });
    insta::assert_snapshot!(refused.join("\n"));
    assert_eq!(offers()[0], first, "the last good one stays in force");
    let listed = shop.secret("GET", "/v1/rules", "").json();
    assert_eq!(listed["rules"][0]["rule"]["action"], "pin");
}
