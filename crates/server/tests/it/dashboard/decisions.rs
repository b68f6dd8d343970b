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
