//! A decision explained to the merchant.

use super::{admin, check_safe, words};
use crate::shop::Served;

#[test]
fn a_decision_says_why_and_why_not() {
    let shop = Served::start();
    let cart = r#"[{"product_id": "lamp", "quantity": 1}, {"product_id": "tv", "quantity": 1}]"#;
    let body = format!(r#"{{"placement": "cart", "context": {{"cart": {cart}}}}}"#);
    let answer = shop.secret("POST", "/v1/offers", body).json();
    let id = answer["decision_id"].as_str().unwrap();
    let mut browser = admin(&shop, "/dashboard/decisions");
    let page = browser.open(&format!("/dashboard/decisions?id={id}"));
    assert_eq!(page.status, 200);
    let told = words(&page);
    assert!(told.contains("It is offered, in place 1."), "{told}");
    assert!(told.contains("Bought together: Bought together in"), "{told}");
    assert!(told.contains("HDMI cable") && told.contains("&#60;script&#62;alert(1)"));
    check_safe(&page);
    let page = browser.open(&format!("/dashboard/decisions?id={id}&lang=ar"));
    assert!(page.body.contains("dir=\"rtl\"") && !page.body.contains("recommender-"));

    let missing = browser.open("/dashboard/decisions?id=%3Cscript%3E&lang=en");
    assert_eq!(missing.status, 422);
    assert!(missing.body.contains("There is no such decision") && missing.body.contains("&#60;script&#62;"));
    check_safe(&missing);
}

/// How many decisions the page lists.
fn listed(page: &crate::client::Response) -> usize {
    page.body
        .matches("<td><a href=\"/dashboard/decisions?id=")
        .count()
}

#[test]
fn the_latest_decisions_are_listed_narrowed_and_looked_for_further_back() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/decisions?lang=en");
    let empty = browser.open("/dashboard/decisions");
    assert!(empty.body.contains("There is no decision yet.") && listed(&empty) == 0);
    let ask = |placement: &str, visitor: &str, product: &str| {
        let body = format!(
            r#"{{"placement": "{placement}", "visitor": {{"id": "{visitor}"}}, "context": {{"product_id": "{product}"}}}}"#
        );
        assert_eq!(shop.secret("POST", "/v1/offers", body).status, 200);
    };
    for number in 0..60 {
        ask("product_page", &format!("v{number}"), "tv");
    }
    ask("cart", "v7", "lamp");
    let page = browser.open("/dashboard/decisions");
    let told = words(&page);
    assert_eq!((page.status, listed(&page)), (200, 50));
    assert!(
        told.contains("HDMI cable") && told.contains("Product page"),
        "{told}"
    );
    assert!(
        told.find("Cart") < told.find("Product page</td>"),
        "the latest first"
    );
    check_safe(&page);
    // The rest is where the page says that it is, and no further.
    let (_, further) = page
        .body
        .split_once("href=\"/dashboard/decisions?before=")
        .unwrap();
    let before = further.split('"').next().unwrap().to_owned();
    let rest = browser.open(&format!("/dashboard/decisions?before={before}"));
    assert_eq!(listed(&rest), 11);
    assert!(page.body.contains("Look further back") && !rest.body.contains("Look further back"));

    for (query, expect) in [
        ("placement=cart", 1),
        ("person=v7", 2),
        ("person=v7&placement=product_page", 1),
        ("person=nobody", 0),
        ("product=lamp", 1),
        ("product=evil", 1),
    ] {
        let page = browser.open(&format!("/dashboard/decisions?{query}"));
        assert_eq!(
            (page.status, listed(&page)),
            (200, expect),
            "{query}: {}",
            page.body
        );
        assert!(words(&page).contains("looked through, back to"), "{query}");
    }
    for (query, expect) in [
        ("product=nothing", "There is no such product in the catalogue."),
        ("placement=else", "Choose one of the places"),
    ] {
        let page = browser.open(&format!("/dashboard/decisions?{query}"));
        assert!(
            page.status == 422 && page.body.contains(expect),
            "{query}: {}",
            page.body
        );
    }
}

#[test]
fn a_decision_that_offered_nothing_says_why_in_the_list() {
    let shop = Served::start();
    let engine = shop.engine();
    let bans = ["hdmi", "mount", "lamp", "evil", "tv"]
        .map(|id| shop::Ban::Product(shop::ProductId::new(id).unwrap()));
    engine.put_bans(bans.into(), Vec::new()).unwrap();
    let body = r#"{"placement": "product_page", "context": {"product_id": "tv"}}"#;
    assert_eq!(
        shop.secret("POST", "/v1/offers", body).json()["offers"],
        serde_json::json!([])
    );
    let mut browser = admin(&shop, "/dashboard/decisions");
    let page = browser.open("/dashboard/decisions?lang=en");
    let told = words(&page);
    assert!(told.contains("Nothing. Of most candidates:"), "{told}");
}
