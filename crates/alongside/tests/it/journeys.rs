//! Journeys, charts of sales and movers at the terminal.

use crate::scratch::{Scratch, check, day_ago};

/// Four months of a kettle a day, a toaster that rises and a lamp that fades.
fn months() -> String {
    let mut text = "order_id,placed_at,customer_id,product_id,quantity,unit_price\n".to_owned();
    for days in 1..=112 {
        let day = day_ago(days);
        let mut order = |name: &str, product: &str, price: &str| {
            text.push_str(&format!(
                "{name}{days},{day}T19:30:00Z,c{},{product},1,{price}\n",
                days % 40
            ));
        };
        order("k", "kettle", "49.90");
        order("t", "toaster", "39.00");
        for (name, product, price, days_of) in [
            ("u", "toaster", "39.00", 1..=28),
            ("v", "toaster", "39.00", 1..=28),
            ("l", "lamp", "25.00", 29..=112),
            ("m", "lamp", "25.00", 29..=112),
        ] {
            if days_of.contains(&days) {
                order(name, product, price);
            }
        }
    }
    text
}

#[test]
fn what_rises_is_listed_and_drawn_and_hours_are_told() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    scratch.file("products.csv", crate::scratch::PRODUCTS);
    scratch.file("orders.csv", months());
    scratch.expect_success("import products.csv orders.csv");
    check("movers_before_build", &scratch.run("movers"));
    scratch.expect_success("build");
    check("movers", &scratch.run("movers"));
    check("sales_product", &scratch.run("sales toaster"));
    let missing = scratch.run("sales lamp");
    assert!(missing.stdout.contains("without a sale"), "{missing}");
    let whole = scratch.json("sales");
    let parts =
        ["kettle", "toaster", "lamp"].map(|id| scratch.json(&format!("sales {id}"))["units"].as_u64());
    assert_eq!(whole["units"].as_u64(), parts.into_iter().sum::<Option<u64>>());
    assert_eq!(whole["points"].as_array().unwrap().len(), 90);
    let hours = scratch.run("journeys --utc-offset +01:00 --customer c3");
    assert!(hours.stdout.contains("too few to say"), "{hours}");
    let told = scratch.json("journeys --from 2020-01-01");
    assert!(told["hours"]["ordering"]["people"].as_u64() > Some(100), "{told}");
    check("sales_no_product", &scratch.run("sales radio"));
    check("journeys_mistake", &scratch.run("journeys --utc-offset CET"));
    check("journeys_nobody", &scratch.run("journeys --customer NOPE"));
    check("sales_no_category", &scratch.run("sales --category Kitchn"));
}

#[test]
fn a_young_shop_is_told_what_is_missing() {
    let scratch = Scratch::with_shop();
    check("movers_too_early", &scratch.run("movers"));
    check("journeys_no_events", &scratch.run("journeys"));
}
