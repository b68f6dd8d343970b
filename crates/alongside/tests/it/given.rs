//! Sets and incentives at the terminal.

use crate::scratch::{Scratch, check};

#[test]
fn a_set_is_made_shown_offered_and_forgotten() {
    let scratch = Scratch::with_models();
    check("bundles_none", &scratch.run("bundles"));
    let set = r#"{ "members": [{ "product_id": "kettle" }, { "product_id": "tea", "quantity": 2 }],
                   "discount_percent": 10, "title": { "en": "Tea time" } }"#;
    scratch.file("set.json", set);
    check(
        "bundles_set",
        &scratch.run("bundles set tea-time --file set.json"),
    );
    check("bundles_list", &scratch.run("bundles"));
    check("bundles_show", &scratch.run("bundles show tea-time"));
    let answer = scratch.json("recommend --cart kettle");
    assert_eq!(answer["offers"][0]["bundle"]["id"], "tea-time", "{answer}");
    scratch.file("set.json", set.replace("tea\"", "coffee\""));
    check(
        "bundles_mistake",
        &scratch.run("bundles set tea-time --file set.json"),
    );
    scratch.expect_success("bundles delete tea-time");
    check("bundles_gone", &scratch.run("bundles delete tea-time"));
}

#[test]
fn an_incentive_is_set_shown_told_and_forgotten() {
    let scratch = Scratch::with_models();
    check("incentives_none", &scratch.run("incentives"));
    scratch.file(
        "delivery.json",
        r#"{ "kind": "free_shipping", "threshold": "60.00", "budget": "500.00", "shipping_cost": "4.90" }"#,
    );
    check(
        "incentives_set",
        &scratch.run("incentives set delivery --file delivery.json"),
    );
    check("incentives_list", &scratch.run("incentives"));
    check("incentives_show", &scratch.run("incentives show delivery"));
    let answer = scratch.json("recommend --cart kettle");
    assert_eq!(answer["incentives"][0]["id"], "delivery", "{answer}");
    scratch.file("delivery.json", r#"{ "kind": "free_shipping" }"#);
    check(
        "incentives_mistake",
        &scratch.run("incentives set delivery --file delivery.json"),
    );
    scratch.expect_success("incentives delete delivery");
    check("incentives_gone", &scratch.run("incentives show delivery"));
}
