//! What differs for some customers: variants of a policy and rules ask the same of them, and tell the same as an
//! audience does.

use serde_json::{Value, json};
use testkit::Fixture;

use crate::shop::{Extras, Served};

/// Thirty customers who come again every few weeks, thirty who came once, and one who never bought.
const SHOP: &str = "
currency EUR
product tea \"Tea\" Tea>Black 10.00 cost=4
product cup \"Cup\" Table>Cups 8.00 cost=4
product jam \"Jam\" Food>Jam 5.00 cost=2
product oil \"Oil\" Food>Oil 7.00 cost=2
product rug \"Rug\" Floor>Rugs 90.00 cost=60
repeat 30 order a{n} 2025-09-01+{n} c{n} tea cup jam oil
repeat 30 order b{n} 2025-09-24+{n} c{n} tea cup jam
repeat 30 order e{n} 2025-11-10+{n} c{n} tea cup oil
repeat 30 order f{n} 2025-12-28+{n} c{n} tea cup jam
repeat 30 order g{n} 2025-09-03+{n} d{n} tea oil
repeat 200 order h{n} 2025-07-03+{n} - rug
customer new1 consent=yes
customer vip consent=yes tags=b2b
";

fn served() -> Served {
    Served::with(Extras {
        fixture: Some(Fixture::parse(SHOP)),
        ..Extras::default()
    })
}

fn set(shop: &Served, variants: Value) {
    let body = json!({ "policy": { "slots": 3, "variants": variants } });
    let set = shop.admin("PUT", "/v1/placements/cart", body.to_string());
    assert_eq!(set.status, 200, "{}", set.body);
}

/// How many offers a customer gets beside a tea, and by which variant.
fn asked(shop: &Served, visitor: Value) -> (usize, Option<String>) {
    let body = json!({ "placement": "cart", "visitor": visitor,
                       "context": { "cart": [{ "product_id": "tea" }] } });
    let answer = shop.secret("POST", "/v1/offers", body.to_string()).json();
    let id = answer["decision_id"].as_str().unwrap();
    let decision = shop.secret("GET", &format!("/v1/decisions/{id}"), "").json();
    let why = shop.secret("GET", &format!("/v1/decisions/{id}/explain?product_id=cup"), "");
    assert_eq!(why.json()["variant"], decision["variant"], "{}", why.body);
    let variant = decision["variant"].as_str().map(str::to_owned);
    (answer["offers"].as_array().unwrap().len(), variant)
}

fn customer(id: &str) -> Value {
    json!({ "customer_id": id, "consent": true })
}

#[test]
fn the_first_variant_that_is_for_whoever_asks_counts() {
    let shop = served();
    set(
        &shop,
        json!([
            { "name": "business", "for": { "segments": ["b2b"] }, "policy": { "slots": 0 } },
            { "name": "new", "for": { "bought_before": false }, "policy": { "slots": 1 } },
            { "name": "away", "for": { "since_order_days": { "min": 90 } }, "policy": { "slots": 2 } },
            { "name": "all others", "for": { "bought_before": true }, "policy": { "tone": "benefit" } },
        ]),
    );
    let by = |name: &str| Some(name.to_owned());
    assert_eq!(asked(&shop, customer("vip")), (0, by("business")));
    assert_eq!(asked(&shop, customer("new1")), (1, by("new")));
    assert_eq!(asked(&shop, customer("d3")), (2, by("away")));
    assert_eq!(asked(&shop, customer("c3")), (3, by("all others")));
    // Of whom nothing may be known nothing is: neither that they bought nor that they did not.
    let without = json!({ "customer_id": "new1", "consent": false });
    assert_eq!(asked(&shop, without), (3, None));
    assert_eq!(asked(&shop, json!({ "id": "v1", "consent": true })), (3, None));
    // An order counts at once, before any build knows of it.
    for (order, id) in [("z1", "new1"), ("z2", "d3")] {
        let body = json!({ "order_id": order, "customer_id": id, "placed_at": "2026-02-01T11:00:00Z",
                           "lines": [{ "product_id": "oil", "quantity": 1 }] });
        let kept = shop.secret("POST", "/v1/orders", body.to_string());
        assert!(kept.status < 300, "{}", kept.body);
        assert_eq!(asked(&shop, customer(id)).1, by("all others"), "{id}");
    }
    let seen = shop.admin("GET", "/v1/placements/cart", "").json();
    assert_eq!(seen["policy"]["variants"][1]["name"], "new");
    shop.admin("DELETE", "/v1/placements/cart", "");
    assert_eq!(asked(&shop, customer("vip")).1, None);
}

#[test]
fn who_is_due_is_the_same_for_a_variant_a_rule_and_an_audience() {
    let shop = served();
    let audience = shop
        .admin("GET", "/v1/audiences?due_within_days=21&limit=1000", "")
        .json();
    let due: Vec<&str> = audience["customers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|customer| customer["customer_id"].as_str().unwrap())
        .collect();
    assert!(
        (1..30).contains(&due.len()),
        "some are due and some are not: {due:?}"
    );
    set(
        &shop,
        json!([{ "name": "due", "for": { "due_within_days": 21 }, "policy": { "slots": 2 } }]),
    );
    for number in 1..=30 {
        let id = format!("c{number}");
        let (offers, variant) = asked(&shop, customer(&id));
        assert_eq!(variant.is_some(), due.contains(&&*id), "{id} of {due:?}");
        assert!(offers > 0, "{id}");
    }
    let ids = ["cup", "jam", "oil", "rug"];
    let rule = json!({ "action": "ban", "products": { "ids": ids }, "when": { "due_within_days": 21 } });
    assert_eq!(shop.admin("PUT", "/v1/rules/due", rule.to_string()).status, 200);
    for number in 1..=30 {
        let id = format!("c{number}");
        assert_eq!(asked(&shop, customer(&id)).0 == 0, due.contains(&&*id), "{id}");
    }
    let away = |query: &str| {
        let page = shop.admin("GET", &format!("/v1/audiences?limit=1000&{query}"), "");
        page.json()["customers"].as_array().unwrap().len()
    };
    // The thirtieth of those who came once did so on the third of October, 121 days ago.
    assert_eq!(away("since_order_days_min=121"), 30);
    assert_eq!(away("since_order_days_min=122"), 29);
    assert_eq!(away("since_order_days_max=120"), 30);
}

#[test]
fn an_arm_chooses_first_and_a_variant_changes_what_it_chose() {
    let shop = served();
    set(
        &shop,
        json!([
            { "name": "tone", "for": { "segments": ["b2b"] }, "policy": { "tone": "benefit" } },
            { "name": "none", "for": { "bought_before": true }, "policy": { "slots": 0 } },
        ]),
    );
    let arms = json!([{ "name": "three", "share_percent": 50 },
                      { "name": "one", "share_percent": 50, "change": { "slots": 1 } }]);
    let draft = json!({ "title": "t", "placements": ["cart"], "arms": arms, "metric": "conversion",
                        "visitors_planned": 5_000 });
    let put = shop.admin("PUT", "/v1/experiments/x", draft.to_string());
    assert_eq!(put.status, 200, "{}", put.body);
    shop.admin("POST", "/v1/experiments/x/start", "");
    let (mut plain, mut toned) = (Vec::new(), Vec::new());
    for number in 0..24 {
        let visitor = |customer: Option<&str>| {
            let id = format!("v{number}");
            match customer {
                Some(customer) => json!({ "id": id, "customer_id": customer, "consent": true }),
                None => json!({ "id": id, "consent": true }),
            }
        };
        let offers = asked(&shop, visitor(None)).0;
        assert_eq!(
            asked(&shop, visitor(Some("vip"))),
            (offers, Some("tone".into())),
            "the arm's slots stay where the variant says nothing of them"
        );
        assert_eq!(asked(&shop, visitor(Some("c1"))), (0, Some("none".into())));
        plain.push(offers);
        toned.push(offers);
    }
    plain.sort_unstable();
    plain.dedup();
    assert_eq!(plain, [1, 3], "both arms were met");
}

#[test]
fn a_variant_that_cannot_be_used_is_refused_by_its_name() {
    let shop = served();
    let mut refused = String::new();
    let all = json!({ "bought_before": true });
    let named = |name: &str| json!({ "name": name, "for": all, "policy": { "slots": 1 } });
    let nine: Vec<Value> = (0..9).map(|number| named(&format!("v{number}"))).collect();
    for variants in [
        json!([{ "name": "everybody", "for": {}, "policy": { "slots": 1 } }]),
        json!([{ "name": "nothing", "for": all, "policy": {} }]),
        json!([{ "name": "", "for": all, "policy": { "slots": 1 } }]),
        json!([{ "name": "many", "for": all, "policy": { "slots": 99 } }]),
        json!([{ "name": "best", "for": { "segments": ["tier:gold"] }, "policy": { "slots": 1 } }]),
        json!([{ "name": "days", "for": { "since_order_days": { "min": 9, "max": 3 } }, "policy": { "slots": 1 } }]),
        json!([{ "name": "nested", "for": all, "policy": { "variants": [] } }]),
        json!([{ "name": "twice", "for": all, "policy": { "slots": 1 } },
               { "name": "twice", "for": all, "policy": { "slots": 2 } }]),
        json!([{ "name": "odd", "for": { "age": 3 }, "policy": { "slots": 1 } }]),
        Value::Array(nine),
    ] {
        let body = json!({ "policy": { "variants": variants } }).to_string();
        let problem = shop.admin("PUT", "/v1/placements/cart", body);
        let told = problem.json();
        refused += &format!("{} {}: {}\n", problem.status, told["parameter"], told["detail"]);
    }
    insta::assert_snapshot!(refused);
    let rule =
        json!({ "action": "ban", "products": { "ids": ["oil"] }, "when": { "due_within_days": 9_999 } });
    let told = shop.admin("PUT", "/v1/rules/due", rule.to_string());
    assert_eq!(
        (told.status, &told.json()["parameter"]),
        (422, &json!("when.due_within_days"))
    );
}

#[test]
fn incentives_can_be_left_out_for_some() {
    let shop = served();
    let delivery = json!({ "kind": "free_shipping", "threshold": { "amount": "50.00", "currency": "EUR" } });
    let kept = shop.admin("PUT", "/v1/incentives/delivery", delivery.to_string());
    assert_eq!(kept.status, 200, "{}", kept.body);
    set(
        &shop,
        json!([{ "name": "regulars", "for": { "bought_before": true }, "policy": { "incentives": false } }]),
    );
    let told = |id: &str| {
        let body = json!({ "placement": "cart", "visitor": customer(id),
                           "context": { "cart": [{ "product_id": "tea" }] } });
        let answer = shop.secret("POST", "/v1/offers", body.to_string()).json();
        answer["incentives"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((told("new1"), told("c1")), (1, 0));
}
