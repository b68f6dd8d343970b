//! Reports over HTTP: every figure is the sum of its rows, and agrees with the orders to the cent.

use engine::KeyKind;
use serde_json::{Value, json};

use crate::{
    client::{self, Response},
    shop::Served,
};

const DAY: &str = "from=2026-02-01&to=2026-02-01";

/// What a test's customers did, in cents.
#[derive(Default)]
struct Truth {
    paid: i64,
    refunded: i64,
    fees: i64,
    credited: i64,
    clicks: usize,
    orders: i64,
}

fn money(minor: i64) -> String {
    let sign = if minor < 0 { "-" } else { "" };
    format!("{sign}{}.{:02}", minor.abs() / 100, minor.abs() % 100)
}

/// Asks for a cart with a television and shows what is offered, all of it.
fn asked(shop: &Served, visitor: &str) -> (String, Vec<String>) {
    let body = json!({ "placement": "cart", "visitor": { "id": visitor },
                       "context": { "cart": [{ "product_id": "tv" }] } });
    let answer = shop
        .send(KeyKind::Public, "POST", "/v1/offers", body.to_string())
        .json();
    let offers = answer["offers"].as_array().unwrap().iter();
    let ids: Vec<String> = offers
        .map(|offer| offer["product"]["id"].as_str().unwrap().to_owned())
        .collect();
    let decision = answer["decision_id"].as_str().unwrap().to_owned();
    for id in &ids {
        event(shop, "impression", visitor, &decision, id);
    }
    (decision, ids)
}

fn event(shop: &Served, kind: &str, visitor: &str, decision: &str, product: &str) {
    let body = json!({ "type": kind, "visitor_id": visitor, "decision_id": decision, "product_id": product });
    let answer = shop.send(KeyKind::Public, "POST", "/v1/events", body.to_string());
    assert!(answer.status < 300, "{}", answer.body);
}

/// Thirty visitors are shown offers: two of three click one, half of all buy, some send something back.
fn traded(shop: &Served) -> Truth {
    let mut truth = Truth::default();
    for number in 0..30_i64 {
        let visitor = format!("v{number}");
        let (decision, offers) = asked(shop, &visitor);
        assert_eq!(offers.len(), 2, "{offers:?}");
        let clicked = number % 3 != 0;
        if clicked {
            event(shop, "click", &visitor, &decision, "hdmi");
            truth.clicks += 1;
        }
        if number % 2 != 0 {
            continue;
        }
        let (tv, cable) = (40_000 + 17 * number, 901 + number);
        let mut order = json!({
            "order_id": format!("r{number}"), "visitor_id": visitor, "placed_at": "2026-02-01T12:30:00Z",
            "lines": [
                { "product_id": "tv", "unit_price": money(tv) },
                { "product_id": "hdmi", "quantity": 2, "unit_price": money(cable) },
                { "product_id": "post", "unit_price": "4.90", "fee": true },
            ],
        });
        let mut back = 0;
        if number % 4 == 0 {
            back = cable;
            order["refunds"] = json!([{ "refund_id": format!("b{number}"), "product_id": "hdmi",
                "unit_price": money(cable), "refunded_at": "2026-02-01T12:40:00Z" }]);
        }
        let sent = shop.secret("POST", "/v1/orders", order.to_string());
        assert_eq!(sent.status, 200, "{}", sent.body);
        truth.orders += 1;
        truth.paid += tv + 2 * cable;
        truth.refunded += back;
        truth.fees += 490;
        truth.credited += if clicked { 2 * cable - back } else { 0 };
    }
    truth
}

fn report(shop: &Served, path: &str) -> Value {
    let answer = shop.admin("GET", &format!("/v1/reports/{path}"), "");
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer.json()
}

fn cents(amount: &Value) -> i64 {
    let text = amount["amount"].as_str().unwrap_or_else(|| panic!("{amount}"));
    text.replace('.', "").parse().unwrap()
}

fn minor(decimal: &Value) -> i64 {
    decimal
        .as_str()
        .unwrap_or_else(|| panic!("{decimal}"))
        .replace('.', "")
        .parse()
        .unwrap()
}

fn sum(rows: &Value, of: impl Fn(&Value) -> i64) -> i64 {
    rows.as_array().unwrap().iter().map(of).sum()
}

#[test]
fn figures_agree_with_the_orders_and_with_their_rows_to_the_cent() {
    let shop = Served::start();
    let truth = traded(&shop);
    let summary = report(&shop, &format!("summary?{DAY}"));
    let sold = &summary["sold"];
    let told = [&sold["paid"], &sold["refunded"], &sold["revenue"], &sold["fees"]].map(cents);
    let kept = truth.paid - truth.refunded;
    assert_eq!(told, [truth.paid, truth.refunded, kept, truth.fees]);
    assert_eq!(sold["orders"], truth.orders);
    assert_eq!(cents(&summary["credited"]["revenue"]), truth.credited);
    assert_eq!(summary["deeds"]["clicks"], truth.clicks);

    let revenue = report(&shop, &format!("trace?of=revenue&{DAY}&limit=1000"));
    let credited = report(&shop, &format!("trace?{DAY}&limit=1000"));
    for (trace, expect) in [(&revenue, kept), (&credited, truth.credited)] {
        assert_eq!(minor(&trace["value"]), expect);
        assert_eq!(sum(&trace["rows"], |row| minor(&row["value"])), expect);
    }
    assert_eq!(credited["count"], summary["credited"]["lines"]);
    for (of, figure) in [("click", "clicks"), ("impression", "impressions")] {
        let trace = report(&shop, &format!("trace?of={of}&{DAY}&limit=1"));
        assert_eq!(trace["count"], summary["deeds"][figure]);
        assert_eq!(trace["rows"].as_array().unwrap().len(), 1);
    }
    for by in ["placement", "kind", "recommender", "locale"] {
        let parts = report(&shop, &format!("breakdown?by={by}&{DAY}"));
        let rows = &parts["rows"];
        assert_eq!(
            sum(rows, |row| cents(&row["credited"]["revenue"])),
            truth.credited,
            "{by}"
        );
        let clicks = sum(rows, |row| row["deeds"]["clicks"].as_i64().unwrap());
        assert_eq!(clicks, truth.clicks as i64, "{by}");
        if by == "recommender" {
            for row in rows.as_array().unwrap() {
                let of = row["is"].as_str().unwrap();
                let trace = report(&shop, &format!("trace?recommender={of}&{DAY}"));
                assert_eq!(trace["value"], row["credited"]["revenue"]["amount"]);
            }
        }
    }
    let days = report(&shop, "days?from=2026-01-10");
    let month = report(&shop, "summary?from=2026-01-10");
    assert_eq!(
        sum(&days["days"], |day| cents(&day["sold"]["revenue"])),
        cents(&month["sold"]["revenue"])
    );
    let none = report(&shop, &format!("summary?{DAY}&click_days=0"));
    assert_eq!(cents(&none["credited"]["revenue"]), 0);
}

#[test]
fn a_metric_of_an_arm_is_worked_out_again_from_what_its_visitors_add() {
    let shop = Served::start();
    traded(&shop);
    let arms = report(&shop, &format!("metrics?by=arm&{DAY}"));
    let offers = &arms["groups"][0];
    assert_eq!(
        (&offers["group"], &offers["visitors"]),
        (&json!("hold_out:offers"), &json!(30))
    );
    let conversion = offers["metrics"]
        .as_array()
        .unwrap()
        .iter()
        .find(|metric| metric["id"] == "conversion");
    let rows = report(
        &shop,
        &format!("trace?of=conversion&arm=hold_out:offers&{DAY}&limit=1000"),
    );
    let (bought, came) = (rows["value"].as_f64().unwrap(), rows["base"].as_f64().unwrap());
    assert_eq!(
        (bought, came, conversion.unwrap()["value"].as_f64()),
        (15.0, 30.0, Some(0.5))
    );
}

/// Without what depends on how busy the machine is.
fn steady(mut answer: Response) -> String {
    let mut body = answer.json();
    let metrics = body["metrics"].as_array_mut().unwrap();
    metrics.retain(|metric| metric["id"] != "slow_answer_rate");
    answer.body = body.to_string();
    answer.shown()
}

#[test]
fn a_report_on_one_screen_and_what_cannot_be_told() {
    let shop = Served::start();
    traded(&shop);
    let summary = shop.admin("GET", &format!("/v1/reports/summary?{DAY}"), "");
    insta::assert_snapshot!("summary", steady(summary));
    let breakdown = shop.admin("GET", &format!("/v1/reports/breakdown?by=kind&{DAY}"), "");
    insta::assert_snapshot!("breakdown", breakdown.shown());
    let trace = shop.admin("GET", &format!("/v1/reports/trace?{DAY}&limit=2"), "");
    insta::assert_snapshot!("trace", trace.shown());
}

#[test]
fn nothing_is_claimed_without_a_hold_out_and_nothing_too_early() {
    let shop = Served::start();
    let caused = || report(&shop, &format!("summary?{DAY}"))["caused"].clone();
    let without = caused();
    assert_eq!(without["margin"]["reason"], "no_hold_out");
    assert_eq!(
        (&without["margin"]["value"], &without["verdict"]),
        (&Value::Null, &Value::Null)
    );
    let set = shop.admin("PUT", "/v1/hold-out", r#"{"percent":50}"#);
    assert_eq!(set.json()["warnings"], Value::Null);
    for number in 0..60 {
        let ask = json!({ "placement": "cart", "visitor": { "id": format!("w{number}") },
                          "context": { "cart": [{ "product_id": "tv" }] } });
        shop.secret("POST", "/v1/offers", ask.to_string());
    }
    let with = caused();
    assert_eq!(with["margin"]["reason"], "too_few_visitors");
    assert_eq!(with["verdict"]["code"], "too_early");
    let arms = with["comparison"]["arms"].as_array().unwrap();
    let visitors: Vec<u64> = arms.iter().map(|arm| arm["visitors"].as_u64().unwrap()).collect();
    assert_eq!(visitors.iter().sum::<u64>(), 60);
    assert!(visitors.iter().all(|&count| count >= 15), "{visitors:?}");
}

fn as_csv(shop: &Served, path: &str, accept: &str) -> Response {
    let bearer = format!("Bearer {}", shop.key(KeyKind::Admin));
    let headers = [("authorization", bearer.as_str()), ("accept", accept)];
    client::send(shop.address, "GET", &format!("/v1/reports/{path}"), &headers, b"")
}

#[test]
fn every_report_is_also_a_table_and_no_cell_is_a_formula() {
    let shop = Served::start();
    traded(&shop);
    let hostile = json!({ "order_id": "=HYPERLINK(\"https://evil.example\",\"r\")", "visitor_id": "v1",
                          "lines": [{ "product_id": "hdmi", "unit_price": "3.00" }] });
    assert_eq!(shop.secret("POST", "/v1/orders", hostile.to_string()).status, 200);
    let minus = json!({ "order_id": "-1+1", "lines": [{ "product_id": "lamp", "unit_price": "2.00" }],
                        "refunds": [{ "refund_id": "x", "product_id": "lamp", "unit_price": "5.00" }] });
    assert_eq!(shop.secret("POST", "/v1/orders", minus.to_string()).status, 200);
    let mut shown = String::new();
    for path in [
        "summary?",
        "metrics?",
        "days?",
        "breakdown?by=recommender&",
        "metrics?by=arm&",
        "trace?of=revenue&limit=3&",
        "trace?of=average_order_value&limit=2&",
    ] {
        let answer = as_csv(&shop, &format!("{path}{DAY}"), "text/csv");
        let media = answer.header("content-type").unwrap();
        assert_eq!(media, "text/csv; charset=utf-8");
        assert!(answer.body.ends_with("\r\n"));
        // How many answers were slow depends on how busy the machine is.
        let lines = answer.body.split("\r\n");
        let steady = lines.filter(|line| !line.contains("slow_answer_rate"));
        shown.push_str(&format!("{path}\n{}\n", steady.collect::<Vec<_>>().join("\n")));
    }
    let rows = report(&shop, &format!("trace?limit=1000&{DAY}"))["rows"].clone();
    for row in rows.as_array().unwrap() {
        shown = shown.replace(row["offer"]["decision_id"].as_str().unwrap(), "[decision_id]");
    }
    insta::assert_snapshot!("csv", shown);
    let all = as_csv(&shop, &format!("trace?of=revenue&limit=1000&{DAY}"), "text/csv").body;
    assert!(
        all.contains(",\"'=HYPERLINK(\"\"https://evil.example\"\",\"\"r\"\")\",0,,3.00,,,,EUR,"),
        "{all}"
    );
    assert!(all.contains(",'-1+1,0,"), "{all}");
    for row in all.lines().skip(1) {
        for cell in row.split(',') {
            let number = cell
                .strip_prefix('-')
                .is_some_and(|rest| rest.parse::<f64>().is_ok());
            assert!(!cell.starts_with(['=', '+', '-', '@']) || number, "{row}");
        }
    }
    let chosen = as_csv(&shop, &format!("days?{DAY}&format=json"), "text/csv");
    assert_eq!(chosen.header("content-type"), Some("application/json"));
    let first = as_csv(&shop, &format!("days?{DAY}"), "application/json, text/csv;q=0.5");
    assert_eq!(first.header("content-type"), Some("application/json"));
}

#[test]
fn questions_that_cannot_be_answered_name_the_parameter() {
    let shop = Served::start();
    let asked = [
        "summary?from=yesterday",
        "summary?from=2026-02-30",
        "summary?from=2026-02-02&to=2026-02-01",
        "summary?from=1950-01-01",
        "summary?click_days=91",
        "summary?view_hours=-1",
        "days?format=xml",
        "breakdown?by=colour",
        "trace?of=luck",
        "trace?placement=moon",
        "trace?recommender=magic",
        "trace?limit=10001",
        "trace?of=visitors&placement=cart",
        "trace?of=revenue&tier=gold",
        "trace?of=revenue&arm=moon:dark",
        "trace?of=revenue&day=2026-01-01&from=2026-02-01&to=2026-02-01",
        "trace?of=revenue&metric=conversion",
        "summary?to=2027-01-01",
    ];
    let shown = asked.map(|path| {
        let answer = shop.admin("GET", &format!("/v1/reports/{path}"), "");
        let problem = answer.json();
        let (code, at) = (&problem["code"], &problem["parameter"]);
        format!(
            "{path}: {} {code} at {at}\n  {}",
            answer.status, problem["detail"]
        )
    });
    insta::assert_snapshot!("mistakes", shown.join("\n"));
}

/// Of 400 visitors half see offers; of those three in four buy a cable, of the others one in four.
fn sold_by_offers(shop: &Served) -> (i64, i64) {
    shop.admin("PUT", "/v1/hold-out", r#"{"percent":50}"#);
    let (mut kept, mut counts) = ([0_i64; 2], [0_i64; 2]);
    for number in 0..400_i64 {
        let visitor = format!("s{number}");
        let ask = json!({ "placement": "cart", "visitor": { "id": visitor },
                          "context": { "cart": [{ "product_id": "tv" }] } });
        let answer = shop.secret("POST", "/v1/offers", ask.to_string()).json();
        let sees = usize::from(!answer["offers"].as_array().unwrap().is_empty());
        counts[sees] += 1;
        let buys = [number % 4 == 0, number % 4 != 0][sees];
        if !buys {
            continue;
        }
        let price = 900 + number % 50;
        kept[sees] += price;
        let order = json!({ "order_id": visitor, "visitor_id": visitor,
                            "lines": [{ "product_id": "hdmi", "unit_price": money(price) }] });
        assert_eq!(shop.secret("POST", "/v1/orders", order.to_string()).status, 200);
    }
    // What those who saw offers brought, and what they would have brought without.
    (kept[1], kept[0] * counts[1] / counts[0])
}

#[test]
fn what_offers_caused_is_told_by_those_who_saw_none() {
    let shop = Served::start();
    let (with, without) = sold_by_offers(&shop);
    let summary = report(&shop, &format!("summary?{DAY}"));
    let margin = &summary["caused"]["margin"];
    let cents = |end: &str| -> i64 { margin[end].as_str().unwrap().replace('.', "").parse().unwrap() };
    let (low, value, high) = (cents("low"), cents("value"), cents("high"));
    assert!(
        (value - (with - without)).abs() <= 50,
        "{margin} {with} {without}"
    );
    assert!(0 < low && low < value && value < high, "{margin}");
    assert_eq!(
        summary["caused"]["verdict"]["code"], "won",
        "{}",
        summary["caused"]
    );
    // Nobody clicked, so nothing is credited: the two are not the same.
    assert_eq!(summary["credited"]["lines"], 0);
}

#[test]
fn what_was_only_seen_earns_credit_where_it_is_asked_for() {
    let shop = Served::start();
    let (decision, _) = asked(&shop, "v1");
    event(&shop, "viewable", "v1", &decision, "hdmi");
    let order = json!({ "order_id": "o-seen", "visitor_id": "v1", "placed_at": "2026-02-01T12:30:00Z",
                        "lines": [{ "product_id": "hdmi", "unit_price": "9.00" }] });
    assert_eq!(shop.secret("POST", "/v1/orders", order.to_string()).status, 200);
    let credited = |more: &str| {
        let [summary, trace] = ["summary", "trace"].map(|path| report(&shop, &format!("{path}?{DAY}{more}")));
        assert_eq!(summary["credited"]["revenue"]["amount"], trace["value"]);
        minor(&trace["value"])
    };
    assert_eq!([credited(""), credited("&view_hours=24")], [0, 900]);
}
