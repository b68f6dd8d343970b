//! Journeys, charts of sales and movers over HTTP.

use engine::KeyKind;
use serde_json::{Value, json};
use testkit::Fixture;

use crate::{
    client::Response,
    shop::{Extras, Served},
};

/// A shop of four months, in which the cable rises, the lamp fades, and all else stays as it is.
const MOVING: &str = r#"
currency EUR
product tv "Television 43" Electronics>TVs 499.00
product hdmi "HDMI cable" Electronics>Cables 9.99 title.ro="Cablu"
product lamp "Desk lamp" Home>Lamps 24.50
product bulb "=Bulb, \"warm\"" Home>Lamps 3.00
repeat 112 order o{n} 2025-10-12+{n} c{n} tv
repeat 112 order b{n} 2025-10-12+{n} d{n} bulb
repeat 112 order h{n} 2025-10-12+{n} e{n} hdmi
repeat 28 order x{n} 2026-01-04+{n} f{n} hdmi
repeat 28 order y{n} 2026-01-04+{n} g{n} hdmi
repeat 28 order z{n} 2026-01-04+{n} i{n} hdmi
repeat 84 order l{n} 2025-10-12+{n} k{n} lamp
repeat 84 order m{n} 2025-10-12+{n} m{n} lamp
"#;

fn moving() -> Served {
    Served::with(Extras {
        fixture: Some(Fixture::parse(MOVING)),
        ..Extras::default()
    })
}

fn ask(shop: &Served, path: &str) -> Response {
    shop.admin("GET", &format!("/v1/reports/{path}"), "")
}

fn event(shop: &Served, kind: &str, visitor: &str, at: &str, decision: Option<&str>) {
    let mut body = json!({ "type": kind, "visitor_id": visitor, "at": at, "product_id": "hdmi" });
    if let Some(decision) = decision {
        body["decision_id"] = decision.into();
    }
    let answer = shop.secret("POST", "/v1/events", body.to_string());
    assert!(answer.status < 300, "{}", answer.body);
}

/// Six visitors see an offer in the morning, three click it, two put something in the cart and one orders.
fn walked(shop: &Served) {
    for number in 0..6 {
        let visitor = format!("v{number}");
        let body = json!({ "placement": "cart", "visitor": { "id": visitor },
                           "context": { "cart": [{ "product_id": "tv" }] } });
        let answer = shop
            .send(KeyKind::Public, "POST", "/v1/offers", body.to_string())
            .json();
        let decision = answer["decision_id"].as_str();
        event(shop, "view", &visitor, "2026-02-01T08:00:00Z", None);
        event(shop, "impression", &visitor, "2026-02-01T08:01:00Z", decision);
        if number < 3 {
            event(shop, "click", &visitor, "2026-02-01T08:02:00Z", decision);
        }
        if number < 2 {
            event(shop, "add_to_cart", &visitor, "2026-02-01T08:05:00Z", decision);
        }
    }
    let order = json!({ "order_id": "w1", "visitor_id": "v0", "placed_at": "2026-02-01T10:05:00Z",
                        "lines": [{ "product_id": "hdmi", "unit_price": "9.99" }] });
    assert_eq!(shop.secret("POST", "/v1/orders", order.to_string()).status, 200);
}

#[test]
fn journeys_are_told_with_intervals_and_what_is_too_early() {
    let shop = Served::start();
    walked(&shop);
    let mut answer = ask(
        &shop,
        "journeys?from=2026-02-01&to=2026-02-01&utc_offset=%2B03:30&customer_id=c1",
    );
    let mut body = answer.json();
    for hours in ["coming", "clicking", "ordering"] {
        let shares = body["hours"][hours]["shares"].take();
        let sum: f64 = shares
            .as_array()
            .unwrap()
            .iter()
            .map(|share| share.as_f64().unwrap())
            .sum();
        assert!((sum - 1.0).abs() < 1e-3, "{hours} {sum}");
    }
    body["customer"]["shares"].take();
    answer.body = body.to_string();
    insta::assert_snapshot!("journeys", answer.shown());
}

#[test]
fn a_chart_of_sales_as_json_and_as_csv() {
    let shop = moving();
    let answer = ask(&shop, "sales?product=hdmi&from=2025-12-29&by=week");
    insta::assert_snapshot!("sales", answer.shown());
    let csv = ask(
        &shop,
        "sales?category=Home&from=2026-01-03&to=2026-01-05&format=csv",
    );
    insta::assert_snapshot!("sales_csv", csv.body);
    let units = |path: &str| ask(&shop, path).json()["units"].as_u64().unwrap();
    let whole = units("sales?from=2025-10-01&to=2026-01-31");
    let parts = ["tv", "hdmi", "lamp", "bulb"];
    let parts = parts.map(|id| units(&format!("sales?product={id}&from=2025-10-01&to=2026-01-31")));
    assert_eq!(parts.iter().sum::<u64>(), whole);
    let below = units("sales?category=Home%3ELamps&from=2025-10-01&to=2026-01-31");
    assert_eq!(below, parts[2] + parts[3]);
}

#[test]
fn what_rises_and_fades_is_listed_and_a_young_shop_is_told_why_not() {
    let shop = moving();
    let answer = ask(&shop, "movers");
    insta::assert_snapshot!("movers", answer.shown());
    let csv = ask(&shop, "movers?format=csv").body;
    let rows: Vec<&str> = csv
        .lines()
        .skip(1)
        .map(|row| row.split(",\"").next().unwrap())
        .collect();
    assert!(rows[0].starts_with("rising,hdmi,HDMI cable,109,"), "{csv}");
    assert!(rows[1].starts_with("fading,lamp,Desk lamp,2,"), "{csv}");
    assert_eq!(rows.len(), 2, "{csv}");
    let young = ask(&Served::start(), "movers").json();
    assert_eq!(
        (&young["reason"], &young["tested"]),
        (&json!("history_too_short"), &json!(0))
    );
}

#[test]
fn questions_about_journeys_that_cannot_be_answered_name_the_parameter() {
    let shop = Served::start();
    let asked = [
        "journeys?from=today",
        "journeys?utc_offset=CET",
        "journeys?customer_id=",
        "journeys?customer_id=nobody",
        "sales?product=radio",
        "sales?category=Garden",
        "sales?product=tv&category=Home",
        "sales?by=hour",
        "sales?from=2026-02-01&to=2026-01-01",
        "movers?format=xml",
    ];
    let shown = asked.map(|path| {
        let answer = ask(&shop, path);
        let problem = answer.json();
        let (code, at) = (&problem["code"], &problem["parameter"]);
        format!(
            "{path}: {} {code} at {at}\n  {}",
            answer.status, problem["detail"]
        )
    });
    insta::assert_snapshot!("journeys_mistakes", shown.join("\n"));
    for path in ["journeys", "sales", "movers"] {
        let refused = shop.secret("GET", &format!("/v1/reports/{path}"), "");
        assert_eq!(refused.status, 403, "{path}");
        assert_eq!(refused.json()["code"], Value::from("forbidden_key"));
    }
}
