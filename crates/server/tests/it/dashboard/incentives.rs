//! Discounts and gifts in a form.

use super::{admin, check_safe, known, missing_messages, words};
use crate::shop::{Served, clock};

const INCENTIVES: &str = "/dashboard/incentives";

/// A discount on a larger cart, as its form sends it.
fn form(percent: &'static str, threshold: &'static str) -> Vec<(&'static str, &'static str)> {
    vec![
        ("act", "set"),
        ("id", "bigger"),
        ("kind", "threshold_discount"),
        ("threshold", threshold),
        ("discount_percent", percent),
        ("budget", "۵۰۰"),
        ("costs_unknown_allowed", "yes"),
        ("placements", "cart"),
        ("for_tags", ""),
    ]
}

#[test]
fn what_cannot_be_given_is_refused_at_its_field_and_stays_in_the_form() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/incentives?new=threshold_discount");
    browser.open("/dashboard/incentives?new=threshold_discount&lang=en");
    for (form, sentence) in [
        (form("95", "100"), "Write a whole number from 1 to 90"),
        (form("10", "nothing"), "Write an amount above 0"),
        (form("10", ""), "Write an amount above 0"),
        (form("", "100"), "Write either per cent or an amount"),
    ] {
        let refused = browser.send(INCENTIVES, &form);
        assert_eq!(refused.status, 422, "{sentence}");
        assert_eq!(
            words(&refused).matches(sentence).count(),
            1,
            "{sentence}: {}",
            refused.body
        );
        assert!(
            refused.body.contains("value=\"۵۰۰\"") && shop.engine().incentives(clock()).unwrap().is_empty()
        );
        check_safe(&refused);
    }
}

#[test]
fn what_a_code_may_cost_is_told_as_it_is_given() {
    let shop = Served::start();
    let mut browser = admin(&shop, INCENTIVES);
    // What is sent comes from the page of its form.
    browser.open("/dashboard/incentives?new=coupon");
    let code = |floor: &'static str| {
        let id = if floor.is_empty() { "promised" } else { "floored" };
        [
            ("act", "set"),
            ("id", id),
            ("kind", "coupon"),
            ("discount", "5.00"),
            ("margin_floor_percent", floor),
        ]
    };
    // Without a floor a code is a promise, also where what a product costs is not known.
    let list = words(&browser.done(INCENTIVES, &code("")));
    assert!(
        list.contains("may be given at a loss") && !list.contains("Never at a loss"),
        "{list}"
    );
    let list = words(&browser.done(INCENTIVES, &code("10")));
    assert!(list.contains("or is not known, it is not given"), "{list}");
}

#[test]
fn a_discount_is_written_told_switched_off_and_removed() {
    let shop = Served::start();
    let mut browser = admin(&shop, INCENTIVES);
    assert!(browser.open(INCENTIVES).body.contains("Nothing is given yet."));
    for kind in ["free_shipping", "threshold_discount", "gift", "points", "coupon"] {
        for language in ["ar", "fa", "ro", "en"] {
            let page = browser.open(&format!("{INCENTIVES}?new={kind}&lang={language}"));
            assert_eq!(
                (page.status, missing_messages(&page)),
                (200, Vec::new()),
                "{kind} in {language}"
            );
        }
    }
    let list = words(&browser.done(INCENTIVES, &form("10", "20.00")));
    for expected in [
        "10 % off from €20.00 on",
        "At most €500.00 in all: €0.00 spent",
        "may be given at a loss",
        "Holds now",
    ] {
        assert!(list.contains(expected), "{expected}: {list}");
    }
    let told = || {
        let cart = r#"{"placement": "cart", "context": {"cart": [{"product_id": "lamp", "quantity": 1}]}}"#;
        let answer = shop.secret("POST", "/v1/offers", cart).json();
        answer["incentives"].as_array().map_or(0, Vec::len)
    };
    assert_eq!(told(), 1);
    let seen = known(&browser.open("/dashboard/incentives?id=bigger"));
    let switch = |act| [("act", act), ("id", "bigger"), ("known", seen.as_str())];
    let off = browser.done(INCENTIVES, &switch("pause"));
    assert!(off.body.contains("Switched off") && told() == 0, "{}", off.body);
    browser.done(INCENTIVES, &switch("resume"));
    assert_eq!(told(), 1);
    assert_eq!(
        browser.send(INCENTIVES, &form("10", "20.00")).status,
        422,
        "another of one name"
    );
    browser.done(INCENTIVES, &switch("remove"));
    assert_eq!(told(), 0);
}
