//! Experiments and the hold-out over HTTP: written, planned, started, seen in the answers, stopped, forgotten.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::{schema::misfits, shop::Served};

fn draft() -> Value {
    json!({
        "title": "One offer in the cart instead of two",
        "placements": ["cart"],
        "arms": [
            { "name": "two", "share_percent": 50 },
            { "name": "one", "share_percent": 50, "change": { "slots": 1 } },
        ],
        "metric": "conversion",
        "visitors_planned": 5_000,
    })
}

fn ask(shop: &Served, visitor: &str) -> Value {
    let body = json!({ "placement": "cart", "visitor": { "id": visitor },
                       "context": { "cart": [{ "product_id": "tv" }] } });
    shop.secret("POST", "/v1/offers", body.to_string()).json()
}

/// What is said of an arm, without the numbers by chance and those that depend on how busy the machine is.
fn told(arm: &Value) -> String {
    let conversion = arm["metrics"].as_array().unwrap().iter();
    let conversion = conversion.filter(|metric| metric["id"] == "conversion");
    format!(
        "{}: {}\n{:#}\n{:#}",
        arm["name"],
        arm["verdict"],
        Value::from_iter(conversion.cloned()),
        arm["guardrails"]
    )
}

#[test]
fn an_experiment_lives_from_its_first_word_to_its_last() {
    let shop = Served::start();
    let put = shop.admin("PUT", "/v1/experiments/fewer", draft().to_string());
    insta::assert_snapshot!("written", put.shown());
    assert_eq!(
        ask(&shop, "v1")["experiments"],
        Value::Null,
        "nobody is in a draft"
    );
    let started = shop.admin("POST", "/v1/experiments/fewer/start", "");
    assert_eq!(started.json()["state"], "running", "{}", started.body);
    let mut got = BTreeMap::<String, usize>::new();
    for visitor in 0..40 {
        let answer = ask(&shop, &format!("v{visitor}"));
        let arm = answer["experiments"][0]["arm"].as_str().unwrap();
        let offers = answer["offers"].as_array().unwrap().len();
        *got.entry(format!("{arm} {offers}")).or_default() += 1;
        let id = answer["decision_id"].as_str().unwrap();
        let decision = shop.secret("GET", &format!("/v1/decisions/{id}"), "").json();
        assert_eq!(decision["experiments"], answer["experiments"]);
        assert_eq!(
            (&decision["held_out"], &decision["locale"]),
            (&json!(false), &json!("en"))
        );
    }
    assert_eq!(got.keys().collect::<Vec<_>>(), ["one 1", "two 2"]);
    let seen = shop.admin("GET", "/v1/experiments/fewer", "");
    let arms = seen.json()["report"]["arms"].clone();
    let told: Vec<_> = arms.as_array().unwrap().iter().map(told).collect();
    insta::assert_snapshot!("seen", told.join("\n"));
    let document = server::openapi();
    let schema = &document["components"]["schemas"]["Experiment"];
    assert_eq!(
        misfits(&document, schema, &seen.json(), "it"),
        Vec::<String>::new()
    );
    assert_eq!(seen.json()["report"]["visitors"], 40);
    let stopped = shop.admin("POST", "/v1/experiments/fewer/stop", "").json();
    assert_eq!(
        (&stopped["state"], &stopped["stop_reason"]),
        (&json!("stopped"), &json!("by_hand"))
    );
    let after = ask(&shop, "v1");
    assert_eq!(
        (&after["experiments"], after["offers"].as_array().unwrap().len()),
        (&Value::Null, 2)
    );
    assert_eq!(shop.admin("DELETE", "/v1/experiments/fewer", "").status, 204);
    assert_eq!(
        shop.admin("GET", "/v1/experiments", "").json(),
        json!({ "experiments": [] })
    );
}

#[test]
fn what_cannot_be_an_experiment_is_refused_with_the_field() {
    let shop = Served::start();
    shop.admin("PUT", "/v1/experiments/fewer", draft().to_string());
    shop.admin("POST", "/v1/experiments/fewer/start", "");
    let with = |change: &dyn Fn(&mut Value)| {
        let mut body = draft();
        change(&mut body);
        body.to_string()
    };
    let asked = [
        ("PUT", "new", with(&|body| body["arms"] = json!([]))),
        (
            "PUT",
            "new",
            with(&|body| body["arms"][1]["share_percent"] = json!(60)),
        ),
        (
            "PUT",
            "new",
            with(&|body| body["arms"][1]["change"] = json!({ "slots": 99 })),
        ),
        (
            "PUT",
            "new",
            with(&|body| body["arms"][1]["change"] = json!({ "slot": 1 })),
        ),
        ("PUT", "new", with(&|body| body["metric"] = json!("luck"))),
        ("PUT", "new", with(&|body| body["placements"] = json!(["moon"]))),
        ("PUT", "new", with(&|body| body["effect"] = json!(5))),
        (
            "PUT",
            "fewer",
            with(&|body| body["metric"] = json!("attach_rate")),
        ),
        ("POST", "plan", with(&|_| {})),
        ("POST", "fewer/start", String::new()),
        ("DELETE", "fewer", String::new()),
        ("GET", "none", String::new()),
        ("POST", "none/stop", String::new()),
    ];
    let shown = asked.map(|(method, path, body)| {
        let answer = shop.admin(method, &format!("/v1/experiments/{path}"), body);
        let problem = answer.json();
        let (code, at) = (&problem["code"], &problem["parameter"]);
        format!(
            "{method} {path}: {} {code} at {at}\n  {}",
            answer.status, problem["detail"]
        )
    });
    insta::assert_snapshot!("refused", shown.join("\n"));
    let reserved = shop
        .engine()
        .put_experiment("plan", draft_of(&draft()), crate::shop::clock());
    assert!(reserved.is_err(), "over HTTP nobody could read it");
}

fn draft_of(body: &Value) -> engine::ExperimentDraft {
    serde_json::from_value(body.clone()).unwrap()
}

#[test]
fn an_experiment_is_planned_by_what_visitors_did() {
    let shop = Served::start();
    // Four weeks in which 280 visitors saw offers, and every seventh bought.
    for number in 0..280 {
        let at = crate::shop::clock().plus_days(-1 - number % 28);
        let mut request = engine::OfferRequest::new(::shop::Placement::Cart);
        request.visitor_id = Some(::shop::VisitorId::new(&format!("p{number}")).unwrap());
        request.cart = vec![engine::CartItem {
            product_id: "tv".into(),
            quantity: 1,
            unit_price: None,
        }];
        shop.engine().offers(&request, at);
        if number % 7 == 0 {
            let order = json!({ "order_id": format!("p{number}"), "visitor_id": format!("p{number}"),
                                "placed_at": at.plus_ms(60_000).to_string(),
                                "lines": [{ "product_id": "tv", "unit_price": "480.00" }] });
            assert_eq!(shop.secret("POST", "/v1/orders", order.to_string()).status, 200);
        }
    }
    let plan = shop.admin("POST", "/v1/experiments/plan", draft().to_string());
    insta::assert_snapshot!("plan", plan.shown());
    let document = server::openapi();
    let schema = &document["components"]["schemas"]["ExperimentPlan"];
    assert_eq!(
        misfits(&document, schema, &plan.json(), "it"),
        Vec::<String>::new()
    );
    let [value, each_day] = ["value", "visitors_each_day"].map(|name| plan.json()[name].clone());
    assert_eq!((&value["value"], each_day), (&json!(0.142857), json!(10)));
}

#[test]
fn a_hold_out_hides_offers_says_so_and_warns_when_it_is_switched_off() {
    let shop = Served::start();
    let fresh = shop.admin("GET", "/v1/hold-out", "").json();
    assert_eq!(
        (&fresh["percent"], &fresh["warnings"][0]["code"]),
        (&json!(0.0), &json!("nothing_to_compare_with"))
    );
    let set = shop.admin("PUT", "/v1/hold-out", r#"{"percent":20}"#).json();
    assert_eq!(
        set,
        json!({ "percent": 20.0, "since": "2026-02-01T12:00:00.000Z" })
    );
    let held = (0..60)
        .map(|visitor| ask(&shop, &format!("v{visitor}")))
        .find(|answer| answer["notes"][0]["code"] == "held_out");
    let held = held.expect("a fifth of sixty visitors is somebody");
    assert_eq!(held["offers"], json!([]));
    let id = held["decision_id"].as_str().unwrap();
    let decision = shop.secret("GET", &format!("/v1/decisions/{id}"), "").json();
    assert_eq!(decision["held_out"], true);
    let off = shop.admin("PUT", "/v1/hold-out", r#"{"percent":0}"#);
    insta::assert_snapshot!("hold_out_off", off.shown());
    let refused = [
        r#"{"percent":51}"#,
        r#"{"percent":-1}"#,
        r#"{"percent":"5"}"#,
        "{}",
        r#"{"share":5}"#,
    ];
    let shown = refused.map(|body| {
        let answer = shop.admin("PUT", "/v1/hold-out", body);
        let problem = answer.json();
        format!(
            "{body}: {} at {} {}",
            answer.status, problem["parameter"], problem["detail"]
        )
    });
    insta::assert_snapshot!("hold_out_refused", shown.join("\n"));
}

/// An e-mail is made for a customer whom no visitor stands for yet; whatever that customer does later, on whichever
/// device, is the e-mail's doing.
#[test]
fn an_experiment_with_e_mails_counts_what_their_readers_buy_later() {
    let shop = Served::start();
    let draft = json!({
        "title": "One offer in the e-mail", "placements": ["email"], "metric": "conversion", "visitors_planned": 5_000,
        "arms": [{ "name": "two", "share_percent": 50 },
                 { "name": "one", "share_percent": 50, "change": { "slots": 1 } }],
    });
    shop.admin("PUT", "/v1/experiments/mail", draft.to_string());
    shop.admin("POST", "/v1/experiments/mail/start", "");
    let later = crate::shop::clock().plus_ms(60_000).to_string();
    let mut expect = BTreeMap::from([("one", [0, 0]), ("two", [0, 0])]);
    let mut opened = Vec::new();
    for reader in 0..60 {
        let customer = format!("reader-{reader}");
        let body = json!({ "placement": "email", "visitor": { "customer_id": customer } });
        let answer = shop.secret("POST", "/v1/offers", body.to_string()).json();
        let arm = answer["experiments"][0]["arm"].as_str().unwrap_or_default();
        let [readers, buyers] = expect.get_mut(arm).expect("a customer is in an arm");
        *readers += 1;
        // Only readers of one offer buy: on the device they opened it with, on another one, at the counter, or as a
        // visitor who never said who it was and is no reader to us.
        let way = reader % 4;
        if arm == "one" {
            *buyers += u8::from(way < 3);
            let (visitor, signed_in) = match way {
                0 => (Some(format!("phone-{reader}")), false),
                1 => (Some(format!("laptop-{reader}")), true),
                2 => (None, true),
                _ => (Some(format!("stranger-{reader}")), false),
            };
            let order = json!({ "order_id": customer, "visitor_id": visitor,
                                "customer_id": signed_in.then_some(&customer), "placed_at": later,
                                "lines": [{ "product_id": "tv", "unit_price": "480.00" }] });
            let sent = shop.secret("POST", "/v1/orders", order.to_string());
            assert_eq!(sent.status, 200, "{}", sent.body);
        }
        opened.push(
            json!({ "id": customer, "type": "view", "at": later, "product_id": "tv",
                            "visitor_id": format!("phone-{reader}"), "customer_id": customer }),
        );
    }
    let sent = shop.secret("POST", "/v1/events", json!({ "events": opened }).to_string());
    assert_eq!(sent.status, 200, "{}", sent.body);
    let report = shop.admin("GET", "/v1/experiments/mail", "").json()["report"].clone();
    assert_eq!((&report["visitors"], &report["moved"]), (&json!(60), &json!(0)));
    for arm in report["arms"].as_array().unwrap() {
        let [readers, buyers] = expect[arm["name"].as_str().unwrap()];
        assert_eq!(arm["visitors"], readers, "{arm:#}");
        let mut metrics = arm["metrics"].as_array().unwrap().iter();
        let conversion = metrics.find(|metric| metric["id"] == "conversion").unwrap();
        let share = f64::from(buyers) / f64::from(readers);
        let told = conversion["value"]["value"].as_f64().unwrap();
        assert!((told - share).abs() < 1e-6, "{told} is not {share}");
    }
    assert!(expect["one"][1] > 10, "{expect:?}");
}
