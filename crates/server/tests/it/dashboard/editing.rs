//! Two people at one thing: whoever saves second is told what changed, and nothing is overwritten unseen.

use super::{admin, check_safe, known, words};
use crate::{client::Response, shop::Served};

/// One of two people saves while the other's form is open: the other is told, sees what is kept and what they typed,
/// and only a second press saves it.
#[track_caller]
fn check(
    shop: &Served,
    page: &str,
    id: &str,
    form: &[(&str, &str)],
    field: &str,
    values: [&str; 2],
) -> Response {
    let opened = format!("{page}?id={id}");
    let (mut one, mut other) = (admin(shop, page), admin(shop, page));
    let (seen_by_one, seen_by_other) = (known(&one.open(&opened)), known(&other.open(&opened)));
    let with = |value, known| {
        let mut form: Vec<(&str, &str)> = form.iter().copied().filter(|(name, _)| *name != field).collect();
        form.extend([("act", "set"), ("id", id), (field, value), ("known", known)]);
        form
    };
    one.done(page, &with(values[0], &seen_by_one));
    let late = other.send(page, &with(values[1], &seen_by_other));
    assert_eq!(late.status, 409, "{page}: {}", late.body);
    let told = words(&late);
    assert!(
        told.contains("Somebody else changed this while you were writing"),
        "{told}"
    );
    assert!(
        told.contains(&format!("Kept now: {}", values[0])),
        "{page}: {told}"
    );
    assert!(late.body.contains(values[1]), "what was typed stays");
    check_safe(&late);
    let removed = other.send(page, &[("act", "remove"), ("id", id), ("known", &seen_by_other)]);
    assert_eq!(removed.status, 409, "{page}: nor is it removed unseen");
    let again = known(&late);
    other.done(page, &with(values[1], &again));
    late
}

#[test]
fn a_rule_a_set_and_a_gift_are_never_overwritten_unseen() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/rules");
    let rule = [
        ("action", "boost"),
        ("products.ids", "lamp"),
        ("factor", "2"),
        ("enabled", "yes"),
    ];
    let new = |form: &[(&'static str, &'static str)], id| {
        let mut new = form.to_vec();
        new.extend([("act", "set"), ("id", id)]);
        new
    };
    browser.done("/dashboard/rules", &new(&rule, "lamps"));
    check(&shop, "/dashboard/rules", "lamps", &rule, "factor", ["3", "4"]);
    let kept = shop.engine().rule("lamps", crate::shop::clock()).unwrap();
    assert_eq!(kept.draft.factor, Some(4.0), "the second press saved");

    let set = [("members", "tv\r\nhdmi"), ("discount_percent", "10")];
    browser.done("/dashboard/bundles", &new(&set, "cinema"));
    check(
        &shop,
        "/dashboard/bundles",
        "cinema",
        &set,
        "discount_percent",
        ["11", "12"],
    );

    let gift = [
        ("kind", "free_shipping"),
        ("threshold", "50.00"),
        ("shipping_cost", "4.90"),
    ];
    browser.done("/dashboard/incentives", &new(&gift, "delivery"));
    check(
        &shop,
        "/dashboard/incentives",
        "delivery",
        &gift,
        "threshold",
        ["60.00", "70.00"],
    );
}

#[test]
fn what_somebody_removed_meanwhile_is_made_anew_only_knowingly() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/bundles?new=1");
    let set = [
        ("act", "set"),
        ("id", "cinema"),
        ("members", "tv\r\nhdmi"),
        ("discount_percent", "10"),
    ];
    browser.done("/dashboard/bundles", &set);
    let seen = known(&browser.open("/dashboard/bundles?id=cinema"));
    shop.engine().delete_bundle("cinema").unwrap();
    let mut late = set.to_vec();
    late.push(("known", &seen));
    let told = browser.send("/dashboard/bundles", &late);
    assert!(
        told.status == 409 && words(&told).contains("Somebody else removed this"),
        "{}",
        told.body
    );
    assert!(!told.body.contains("name=\"known\"") && shop.engine().bundles().unwrap().is_empty());
    browser.done("/dashboard/bundles", &set);
    assert_eq!(shop.engine().bundles().unwrap().len(), 1);
    shop.engine().delete_bundle("cinema").unwrap();
    browser.done(
        "/dashboard/bundles",
        &[("act", "remove"), ("id", "cinema"), ("known", &seen)],
    );
}

#[test]
fn an_experiment_is_begun_only_as_it_was_seen() {
    let shop = Served::start();
    let write = |share: u32| {
        let body = serde_json::json!({
            "title": "Fewer", "placements": ["cart"], "visitors_planned": 5_000,
            "arms": [{ "name": "two", "share_percent": 50 },
                     { "name": "one", "share_percent": share, "change": { "slots": 1 } }],
        });
        assert_eq!(
            shop.admin("PUT", "/v1/experiments/mine", body.to_string()).status,
            200
        );
    };
    write(50);
    let mut browser = admin(&shop, "/dashboard/experiments?id=mine");
    let seen = known(&browser.open("/dashboard/experiments?id=mine"));
    write(20);
    for act in ["start", "remove"] {
        let late = browser.send(
            "/dashboard/experiments",
            &[("act", act), ("id", "mine"), ("known", &seen)],
        );
        assert!(
            late.status == 409 && words(&late).contains("so nothing was begun or removed"),
            "{act}"
        );
    }
    assert_eq!(
        shop.engine().experiment("mine").unwrap().state,
        engine::ExperimentState::Draft
    );
}
