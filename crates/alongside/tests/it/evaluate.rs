//! `alongside evaluate`: numbers where there is enough to ask, and plain words where there is not.

use crate::scratch::{Scratch, check};

/// Four hundred days on which two pairs are bought, each by customers who come again; a third of the orders of tea hold
/// something that goes with nothing.
fn year_of_orders() -> String {
    let mut text = "order_id,placed_at,customer_id,product_id,quantity,unit_price\n".to_owned();
    for number in 0..400_u32 {
        let (year, month, day) = (2024 + number / 336, number / 28 % 12 + 1, number % 28 + 1);
        let moment = format!("{year}-{month:02}-{day:02}T10:00:00Z");
        let mut order = |id: &str, products: &[&str]| {
            for product in products {
                text.push_str(&format!(
                    "{id}{number},{moment},c{},{product},1,5.00\n",
                    number % 30
                ));
            }
        };
        order("a", &["kettle", "filter"]);
        let third: &[&str] = if number % 3 == 0 {
            &["tea", "mug", "lamp"]
        } else {
            &["tea", "mug"]
        };
        order("b", third);
        order("c", &["toaster"]);
    }
    text
}

fn with_year() -> Scratch {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    scratch.file("products.csv", crate::scratch::PRODUCTS);
    scratch.file("orders.csv", year_of_orders());
    scratch.expect_success("import products.csv orders.csv --quiet");
    scratch
}

#[test]
fn before_anything_was_imported() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    check("evaluate_nothing", &scratch.run("evaluate --quiet"));
    check("evaluate_nothing_json", &scratch.run("evaluate --quiet --json"));
}

#[test]
fn with_too_few_orders() {
    check("evaluate_too_few", &Scratch::with_shop().run("evaluate --quiet"));
}

#[test]
fn mistakes_in_what_is_asked() {
    let scratch = Scratch::with_shop();
    check(
        "evaluate_no_such_day",
        &scratch.run("evaluate --test-from 2026-02-30"),
    );
    check("evaluate_no_such_task", &scratch.run("evaluate --task carts"));
    check(
        "evaluate_outside",
        &scratch.run("evaluate --test-from 1999-01-01 --quiet"),
    );
    check(
        "evaluate_no_config",
        &scratch.run("evaluate --config nothing.toml"),
    );
    scratch.file("wrong.toml", "[recommenders.co_purchase]\nalfa = 1\n");
    check(
        "evaluate_wrong_config",
        &scratch.run("evaluate --config wrong.toml"),
    );
}

#[test]
fn a_task_as_a_table_and_as_json() {
    let scratch = with_year();
    let words = "evaluate --quiet --task cart_completion --task step_up --test-days 100";
    let run = scratch.expect_success(words);
    for part in [
        "cart_completion: One product is taken out of each cart",
        "HR@10",
        "new_to_customer (",
        "Too few visits that looked at one product and bought a dearer one",
        "Offline accuracy is not revenue",
    ] {
        assert!(run.stdout.contains(part), "{part}: {run}");
    }
    let json = scratch.json(words);
    let task = &json["tasks"][0];
    assert_eq!(task["id"], "cart_completion");
    assert!(task["questions"].as_u64().unwrap() >= 150, "{task}");
    let method = |id: &str| {
        let all = task["methods"].as_array().unwrap();
        all.iter()
            .find(|method| method["id"] == id)
            .unwrap_or_else(|| panic!("{id}: {task}"))
    };
    let main = |id: &str| method(id)["figures"][0].clone();
    let own = main("alongside.complement");
    assert_eq!((&own["metric"], &own["depth"]), (&"hit_rate".into(), &10.into()));
    let [low, value, high] = ["low", "value", "high"].map(|field| own[field].as_f64().unwrap());
    assert!(0.5 < low && low <= value && value <= high && high <= 1.0, "{own}");
    let first = |id: &str| method(id)["figures"][1]["value"].as_f64().unwrap();
    assert!(first("alongside.complement") > first("popularity"), "{task}");
    assert!(method("popularity")["difference"].is_null());
    assert_eq!(json["tasks"][1]["too_few"]["needed"], 100);
    assert_eq!(scratch.json(words), json, "the same seed gives the same numbers");
}

#[test]
fn configurations_are_compared_on_the_same_questions() {
    let scratch = with_year();
    scratch.file("same.toml", "");
    scratch.file("narrow.toml", "[recommenders.co_purchase]\nneighbours = 1\n");
    let run = scratch.expect_success(
        "evaluate --quiet --task cart_completion --test-days 100 --config same.toml --config narrow.toml",
    );
    let line = |start: &str| {
        let from = run.stdout.find("against this shop").unwrap();
        let lines = run.stdout[from..].lines();
        lines
            .into_iter()
            .find(|line| line.starts_with(start))
            .unwrap()
            .to_owned()
    };
    assert!(
        line("co_purchase (same.toml)").ends_with("not told apart"),
        "{run}"
    );
    assert!(line("co_purchase (narrow.toml)").ends_with("worse"), "{run}");
    let kept = std::fs::read_to_string(scratch.path("alongside-data/evaluation.json")).unwrap();
    assert!(
        kept.contains("\"narrow.toml\""),
        "the dashboard shows the latest one: {kept}"
    );
}

/// What every file of an evaluation has, whatever its language.
fn check_page(page: &str, lang: &str, dir: &str, words: &[&str]) {
    assert!(page.starts_with("<!doctype html>") && page.trim_end().ends_with("</html>"));
    assert!(
        page.contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
        "{page}"
    );
    for part in [
        "<svg",
        "class=\"whisker\"",
        "prefers-color-scheme",
        "<th scope=\"row\"",
    ]
    .iter()
    .chain(words)
    {
        assert!(page.contains(part), "{lang} {part}: {page}");
    }
    // One more table tells every metric of the one task that has numbers.
    let (charts, tables) = (page.matches("<figure").count(), page.matches("<table").count());
    assert!(
        charts >= 3 && charts + 1 == tables,
        "{charts} charts, {tables} tables"
    );
    // A message that is missing is shown by its id.
    for outside in [
        "<script",
        "http://",
        "https://",
        "src=",
        ">evaluation-",
        ">part-",
        "<b>",
    ] {
        assert!(!page.contains(outside), "{lang} {outside}: {page}");
    }
}

#[test]
fn the_page_has_the_charts_of_the_dashboard_in_every_language_and_needs_nothing_else() {
    let scratch = with_year();
    scratch.file("<b>.toml", "[recommenders.co_purchase]\nneighbours = 1\n");
    let page = |locale: &str| {
        scratch.expect_success(&format!(
            "evaluate --quiet --task cart_completion --task step_up --test-days 100 --config <b>.toml \
             --html report.html {locale}"
        ));
        std::fs::read_to_string(scratch.path("report.html")).unwrap()
    };
    let english = [
        "Bought together · this shop",
        "&#60;b&#62;.toml",
        "worse",
        "Too few to say anything",
        "products of another category",
    ];
    check_page(&page(""), "en", "ltr", &english);
    check_page(&page("--locale ar"), "ar", "rtl", &["أسوأ", "هذا المتجر", "٠٫"]);
    check_page(&page("--locale fa"), "fa", "rtl", &["بدتر", "این فروشگاه", "۰٫"]);
    check_page(
        &page("--locale ro"),
        "ro",
        "ltr",
        &["mai slab", "acest magazin", "0,"],
    );
}

#[test]
fn a_page_that_cannot_be_written() {
    let scratch = with_year();
    check(
        "evaluate_no_page",
        &scratch.run("evaluate --quiet --task cart_completion --html no/such/folder.html"),
    );
}
