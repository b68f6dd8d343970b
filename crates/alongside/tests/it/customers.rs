//! `alongside customers`: at a glance, one by one, and as a file.

use crate::scratch::{PRODUCTS, Scratch, check, day_ago};

/// Sixty customers, half of whom come again every few weeks; the id of one would be a formula in a spreadsheet.
fn orders() -> String {
    let mut csv = "order_id,placed_at,customer_id,product_id,quantity,unit_price\n".to_owned();
    let mut order = |id: String, days_ago: i32, customer: &str, product: &str| {
        let day = day_ago(days_ago);
        csv += &format!("{id},{day}T10:00:00Z,{customer},{product},1,6.50\n");
    };
    for number in 1..=30 {
        for (time, days_ago) in [150, 127, 80, 32].into_iter().enumerate() {
            let id = format!("r{number}-{time}");
            order(id, days_ago - number, &format!("c{number}"), "tea");
        }
        order(
            format!("o{number}"),
            150 - number,
            &format!("d{number}"),
            "kettle",
        );
    }
    order("f1".to_owned(), 20, "=1+1", "tea");
    csv
}

/// The text with every number as `#`, as the amounts depend on the quarter of the year that it is.
fn masked(text: &str) -> String {
    let mut masked = String::new();
    for letter in text.chars() {
        let is_digit = letter.is_ascii_digit() || (masked.ends_with('#') && ",.".contains(letter));
        match (is_digit, letter) {
            (true, _) if masked.ends_with('#') => {}
            (true, _) => masked.push('#'),
            (false, ' ') if masked.ends_with("  ") => {}
            (false, _) => masked.push(letter),
        }
    }
    masked
}

#[test]
fn customers_are_shown_and_exported() {
    let scratch = Scratch::new();
    scratch.expect_success("init --name Corner --currency EUR");
    scratch.file("products.csv", PRODUCTS);
    scratch.file("orders.csv", orders());
    scratch.expect_success("import products.csv orders.csv");
    check("customers_before_build", &scratch.run("customers"));
    scratch.expect_success("build");
    insta::assert_snapshot!(masked(&scratch.expect_success("customers").stdout));
    let shown = scratch.expect_success("customers show c7").stdout;
    for words in [
        "c7\nBought on 4 days",
        "Marks from 1 to 5",
        "Likely to spend €",
        "ill a customer: of 100",
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    check("customers_show_nobody", &scratch.run("customers show nobody"));
    check(
        "customers_export_mistake",
        &scratch.run("customers export --tier best"),
    );
    let csv = scratch.expect_success("customers export").stdout;
    let rows: Vec<&str> = csv.lines().collect();
    assert_eq!(rows.len(), 62, "{csv}");
    assert!(rows[61].starts_with("'=1+1,"), "{csv}");
    let exported = scratch.json("customers export --tier profitable --due-within-days 30 --out audience.csv");
    let file = std::fs::read_to_string(scratch.path("audience.csv")).unwrap();
    assert_eq!(exported["customers"], file.lines().count() - 1);
    assert!(
        file.lines().skip(1).all(|row| row.contains(",profitable,")),
        "{file}"
    );
    let overview = scratch.json("customers");
    assert_eq!(overview["customers"], 61, "{overview}");
}
