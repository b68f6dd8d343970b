//! What the offers earned, and experiments, at the terminal.

use serde_json::{Value, json};

use crate::scratch::{Scratch, check, day_ago};

/// Widest line and longest report that fit one screen.
const SCREEN: (usize, usize) = (100, 24);

#[test]
fn a_report_fits_one_screen_and_claims_nothing_it_cannot_tell() {
    let scratch = Scratch::with_models();
    let words = format!("report --from {} --to {}", day_ago(40), day_ago(0));
    check("report", &scratch.run(&words));
    let text = scratch.expect_success(&words).stdout;
    let widest = text.lines().map(|line| line.chars().count()).max().unwrap();
    assert!(widest <= SCREEN.0 && text.lines().count() <= SCREEN.1, "{text}");
    scratch.expect_success("experiments hold-out 0");
    check("report_without_hold_out", &scratch.run(&words));
    check("report_csv", &scratch.run(&format!("{words} --csv")));
    check(
        "report_trace",
        &scratch.run(&format!("{words} --trace revenue --limit 3")),
    );
    let [sold, traced] = ["", " --trace revenue"].map(|more| scratch.json(&format!("{words}{more}")));
    assert_eq!(sold["sold"]["revenue"]["amount"], traced["value"]);
    check(
        "report_trace_metric",
        &scratch.run(&format!("{words} --trace average_order_value --limit 2")),
    );
    let outside = scratch
        .expect_success("report --from 2001-02-01 --to 2001-02-03")
        .stdout;
    assert!(outside.contains("What is known reaches from"), "{outside}");
    let table = scratch.expect_success(&format!("{words} --by day --csv")).stdout;
    let days = scratch.json(&format!("{words} --by day"));
    assert_eq!(table.lines().count(), days["days"].as_array().unwrap().len() + 1);
    assert!(table.ends_with("EUR\r\n") && !table.contains("\r\r"), "{table:?}");
}

#[test]
fn a_report_as_a_page_needs_nothing_else_in_any_language() {
    let scratch = Scratch::with_models();
    for (locale, start) in [
        ("en", "<html lang=\"en\" dir=\"ltr\">"),
        ("fa", "<html lang=\"fa\" dir=\"rtl\">"),
    ] {
        scratch.expect_success(&format!("report --quiet --html report.html --locale {locale}"));
        let page = std::fs::read_to_string(scratch.path("report.html")).unwrap();
        assert!(
            page.contains(start) && page.trim_end().ends_with("</html>"),
            "{locale}"
        );
        for outside in ["<script", "<link", "http://", "https://", "src=", "overview-"] {
            assert!(
                !page.contains(outside),
                "{locale} {outside}: the page needs nothing else"
            );
        }
    }
}

#[test]
fn mistakes_in_a_report_are_named() {
    let scratch = Scratch::with_models();
    let asked = [
        "report --from tomorrow",
        "report --from 2026-02-02 --to 2026-02-01",
        "report --to 2090-01-01",
        "report --from 2090-01-01",
        "report --from 2001-02-01 --to 2001-02-03 --by arm --html x",
        "report --click-days 91",
        "report --trace visitors --placement cart",
        "report --trace revenue --arm three:more",
        "report --trace credited --tier gold",
        "report --trace revenue --metric conversion",
        "report --locale fa",
        "report --trace credited --recommender magic",
        "report --by colour",
        "report --csv --json",
    ];
    let said: Vec<String> = asked.iter().map(|words| scratch.run(words).to_string()).collect();
    let mut settings = insta::Settings::clone_current();
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| insta::assert_snapshot!("report_mistakes", said.join("\n\n")));
}

#[test]
fn what_is_done_with_offers_is_reported_by_recommender() {
    let scratch = Scratch::with_models();
    scratch.expect_success("experiments hold-out 0");
    let key = scratch.json("keys create --kind secret")["key"]
        .as_str()
        .unwrap()
        .to_owned();
    let server = scratch.serve("serve");
    let post = |path: &str, body: Value| -> Value {
        let (status, answer) = server.request("POST", path, &key, &body.to_string());
        assert!(status < 300, "{status} {answer}");
        serde_json::from_str(&answer).unwrap()
    };
    for visitor in ["v1", "v2", "v3"] {
        let ask = json!({ "placement": "cart", "visitor": { "id": visitor },
                          "context": { "cart": [{ "product_id": "kettle" }] } });
        let decision = post("/v1/offers", ask)["decision_id"].clone();
        for kind in ["impression", "click"]
            .iter()
            .take(if visitor == "v3" { 1 } else { 2 })
        {
            post(
                "/v1/events",
                json!({ "type": kind, "visitor_id": visitor, "product_id": "tea", "decision_id": decision }),
            );
        }
        let line = json!({ "product_id": "tea", "unit_price": "6.50" });
        post(
            "/v1/orders",
            json!({ "order_id": format!("now-{visitor}"), "visitor_id": visitor, "lines": [line] }),
        );
    }
    assert_eq!(server.stop(), Some(0));
    check("report_by_recommender", &scratch.run("report --by recommender"));
    check("report_by_arm", &scratch.run("report --by arm"));
    let trace = scratch.json("report --trace credited");
    let orders: Vec<&str> = trace["rows"]
        .as_array()
        .unwrap()
        .iter()
        .map(|row| row["order_id"].as_str().unwrap())
        .collect();
    assert_eq!(
        (orders, &trace["value"]),
        (vec!["now-v1", "now-v2"], &json!("13.00"))
    );
}

#[test]
fn an_experiment_is_written_planned_started_shown_and_stopped() {
    let scratch = Scratch::with_models();
    check("experiments_none", &scratch.run("experiments"));
    let file = r#"{ "title": "Three offers instead of two", "placements": ["cart"], "visitors_planned": 40000, "arms": [
        { "name": "two", "share_percent": 50, "change": { "slots": 2 } },
        { "name": "three", "share_percent": 50, "change": { "slots": 3 } } ] }"#;
    scratch.file("three.json", file);
    check(
        "experiments_plan",
        &scratch.run("experiments plan --file three.json"),
    );
    check(
        "experiments_set",
        &scratch.run("experiments set three --file three.json"),
    );
    check("experiments_start", &scratch.run("experiments start three"));
    check("experiments_list", &scratch.run("experiments list"));
    check("experiments_show", &scratch.run("experiments show three"));
    check(
        "experiments_delete_running",
        &scratch.run("experiments delete three"),
    );
    check("experiments_stop", &scratch.run("experiments stop three"));
    check("experiments_stopped", &scratch.run("experiments show three"));
    scratch.expect_success("experiments delete three");
    scratch.file("wrong.json", file.replace("50", "60"));
    check(
        "experiments_mistake",
        &scratch.run("experiments set three --file wrong.json"),
    );
    check("experiments_gone", &scratch.run("experiments show three"));
    check("hold_out", &scratch.run("experiments hold-out"));
    check("hold_out_off", &scratch.run("experiments hold-out 0"));
    check("hold_out_mistake", &scratch.run("experiments hold-out 80"));
}
