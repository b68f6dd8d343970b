//! A shop's way from an empty folder to offers, task by task.

use crate::scratch::{PRODUCTS, Scratch, check, day_ago, orders};

#[test]
fn a_shop_is_made_once() {
    let scratch = Scratch::new();
    check(
        "init",
        &scratch.run("init --name Corner --currency EUR --locale fa"),
    );
    check("init_twice", &scratch.run("init --name Corner --currency EUR"));
    let keys = scratch.json("keys list");
    assert_eq!(keys["keys"].as_array().unwrap().len(), 4);
    assert!(
        !keys.to_string().contains("k_"),
        "a list never shows a key: {keys}"
    );
}

#[test]
fn an_import_accounts_for_every_row() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    scratch.file("products.csv", PRODUCTS);
    scratch.file(
        "orders.csv",
        orders() + &format!("k99,{}T10:00:00Z,c1,tea,many,6.50\n", day_ago(2)),
    );
    check("import", &scratch.run("import products.csv orders.csv"));
    check(
        "import_strict",
        &scratch.run("import orders.csv --strict --rejected-dir ."),
    );
    let again = scratch.json("import orders.csv");
    let report = &again["files"][0]["report"];
    let counts = [
        "order_lines",
        "fee_lines",
        "refund_lines",
        "products",
        "customers",
        "events",
        "links",
        "rejected",
        "skipped",
    ];
    let sum: u64 = counts.iter().map(|name| report[name].as_u64().unwrap()).sum();
    assert_eq!(sum, report["rows"].as_u64().unwrap(), "{report}");
    assert_eq!(
        report["recorded"]["inserted"], 0,
        "importing again changes nothing: {report}"
    );
    assert_eq!(
        report["recorded"]["changed"], 0,
        "importing again changes nothing: {report}"
    );
    assert!(scratch.path("orders.csv.rejected.csv").exists());
}

#[test]
fn a_shop_words_its_offers_itself() {
    let scratch = Scratch::with_shop();
    scratch.expect_success("build");
    let own =
        "reason-bought_together =\n    .headline = Loved with { $title }\n    .body = Loved together.\n";
    scratch.file("en.ftl", own);
    check("texts_set", &scratch.run("texts set en --file en.ftl"));
    scratch.file("wrong.ftl", "month-1 = Jan\nreason-poplar =\n    .badge = x\n");
    check("texts_mistake", &scratch.run("texts set en --file wrong.ftl"));
    check("texts_show", &scratch.run("texts show en"));
    check("texts_list", &scratch.run("texts"));
    let offers = scratch.json("recommend --cart kettle");
    let said = offers["offers"].to_string();
    assert!(said.contains("Loved together."), "{said}");
    let doctor = scratch.run("doctor").stdout;
    assert!(
        doctor.contains("in ro the built-in words are used for reason-bought_together"),
        "{doctor}"
    );
    check("texts_reset", &scratch.run("texts reset en"));
    check("texts_no_language", &scratch.run("texts show de"));
}

#[test]
fn what_was_learnt_is_offered_with_its_reason() {
    let scratch = Scratch::with_shop();
    check("recommend_before_build", &scratch.run("recommend --cart kettle"));
    check("build", &scratch.run("build"));
    check("recommend", &scratch.run("recommend --cart kettle"));
    check(
        "recommend_persian",
        &scratch.run("recommend --product kettle --locale fa"),
    );
    check(
        "recommend_unknown_product",
        &scratch.run("recommend --cart nothing,kettle --limit 1"),
    );
    let answer = scratch.json("recommend --cart kettle");
    let tea = answer["offers"]
        .as_array()
        .unwrap()
        .iter()
        .find(|offer| offer["product"]["id"] == "tea");
    let evidence = &tea.unwrap()["reason"]["evidence"];
    assert_eq!(evidence["orders_with"], 42, "{answer}");
    assert_eq!(evidence["orders_together"], 30, "{answer}");
}

#[test]
fn every_product_can_be_explained() {
    let scratch = Scratch::with_models();
    check(
        "explain_shown",
        &scratch.run("explain --cart kettle --product tea"),
    );
    check(
        "explain_sold_out",
        &scratch.run("explain --cart tea --product mug"),
    );
    check(
        "explain_never_proposed",
        &scratch.run("explain --cart kettle --product toaster --placement product_page"),
    );
    check(
        "explain_unknown",
        &scratch.run("explain --cart kettle --product nothing"),
    );
    check(
        "explain_json",
        &scratch.run("explain --cart tea --product mug --json"),
    );
}

#[test]
fn models_are_listed_and_rolled_back() {
    let scratch = Scratch::with_shop();
    check("models_none", &scratch.run("models"));
    check("rollback_none", &scratch.run("models rollback"));
    scratch.expect_success("build");
    scratch.expect_success("build");
    let listed = scratch.expect_success("models list").stdout;
    let newest = listed.lines().nth(1).unwrap();
    assert!(
        newest.trim_start().starts_with('2') && newest.ends_with("serves"),
        "{listed}"
    );
    check("rollback", &scratch.run("models rollback"));
    let models = scratch.json("models list");
    let active = models["models"]
        .as_array()
        .unwrap()
        .iter()
        .find(|model| model["active"] == true);
    assert_eq!(active.unwrap()["version"], 1, "{models}");
    check("rollback_unknown", &scratch.run("models rollback 99"));
}

#[test]
fn keys_are_made_shown_once_and_revoked() {
    let scratch = Scratch::with_shop();
    let made = scratch.json("keys create --kind public --label storefront --origin https://shop.example");
    assert!(made["key"].as_str().unwrap().starts_with("pk_"), "{made}");
    let id = made["id"].as_str().unwrap();
    check(
        "keys_create_desk",
        &scratch.run("keys create --kind desk --label till"),
    );
    check("keys_create", &scratch.run("keys create"));
    check(
        "keys_origin_of_secret",
        &scratch.run("keys create --kind secret --origin https://shop.example"),
    );
    check("keys_revoke", &scratch.run(&format!("keys revoke {id}")));
    check("keys_revoke_unknown", &scratch.run("keys revoke nothing"));
    check("keys_list", &scratch.run("keys list"));
}

#[test]
fn settings_are_shown_and_mistakes_named() {
    let scratch = Scratch::with_shop();
    scratch.file("alongside-data/alongside.toml", "[placements.cart]\nslots = 2\n");
    let shown = scratch.json("config show");
    assert_eq!(shown["placements"]["cart"]["slots"], 2);
    let text = scratch.expect_success("config show").stdout;
    assert!(
        text.lines().any(|line| line == "placements.cart.slots = 2"),
        "{text}"
    );
    let reference = scratch.expect_success("config reference").stdout;
    scratch.file("alongside-data/alongside.toml", reference);
    scratch.expect_success("config show");
    scratch.file("alongside-data/alongside.toml", "[placements.cart]\nslot = 2\n");
    check("config_mistake", &scratch.run("config show"));
}

#[test]
fn a_doctor_looks_everything_over() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    check("doctor_empty", &scratch.run("doctor"));
    let healthy = Scratch::with_models().json("doctor");
    assert_eq!(healthy["healthy"], true, "{healthy}");
}

#[test]
fn a_shop_without_orders_is_answered_by_what_its_products_are_and_says_so() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    let other = "steel,Steel kettle 1.7 l,کتری استیل,Home > Kitchen > Kettles,45.00,4,true\n";
    scratch.file("products.csv", PRODUCTS.to_owned() + other);
    scratch.expect_success("import products.csv");
    scratch.expect_success("build");
    let said = scratch.expect_success("recommend --product kettle").to_string();
    assert!(
        said.contains("Steel kettle") && said.contains("no orders yet"),
        "{said}"
    );
    let reasons = |question: &str| {
        let answer = scratch.json(question);
        assert_eq!(answer["notes"][0]["code"], "no_orders", "{answer}");
        let offers = answer["offers"].as_array().unwrap().iter();
        let reason = |offer: &serde_json::Value| {
            let product = offer["product"]["id"].as_str().unwrap();
            format!("{product} {}", offer["reason"]["code"].as_str().unwrap())
        };
        offers.map(reason).collect::<Vec<_>>()
    };
    assert!(reasons("recommend --product kettle").contains(&"steel similar".to_owned()));
    for reason in reasons("recommend --cart kettle") {
        let false_here = ["bought_together", "rule", "completes_cart", "popular", "similar"];
        assert!(!false_here.iter().any(|code| reason.ends_with(code)), "{reason}");
    }
}
