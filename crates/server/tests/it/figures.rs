//! The dashboard's pages with figures: for those who are signed in, in every language, safe, and in agreement with the
//! orders.

use engine::KeyKind;

use crate::{
    client::{self, Response},
    shop::Served,
};

const PAGES: [&str; 12] = [
    "/dashboard",
    "/dashboard?by=arm",
    "/dashboard?by=tier&days=7",
    "/dashboard/trace?of=caused&days=90",
    "/dashboard/trace?of=conversion&tier=unknown&placement=",
    "/dashboard?days=365&by=recommender",
    "/dashboard/trace?of=revenue&days=90",
    "/dashboard/products",
    "/dashboard/products?q=cable",
    "/dashboard/products?product=tv&why=lamp",
    "/dashboard/journeys?hours=ordering",
    "/dashboard/evaluation",
];

/// Somebody who is signed in.
struct Merchant<'a> {
    shop: &'a Served,
    cookie: String,
}

impl<'a> Merchant<'a> {
    fn signed_in(shop: &'a Served) -> Self {
        let body = format!("key={}", shop.key(KeyKind::Admin));
        let form = [("content-type", "application/x-www-form-urlencoded")];
        let answer = client::send(shop.address, "POST", "/sign-in", &form, body.as_bytes());
        assert_eq!(answer.status, 303, "{}", answer.body);
        let cookie = answer.header("set-cookie").unwrap();
        let cookie = cookie.split(';').next().unwrap().to_owned();
        Self { shop, cookie }
    }

    fn get(&self, path: &str) -> Response {
        let headers = [("cookie", self.cookie.as_str())];
        let mut page = client::send(self.shop.address, "GET", path, &headers, b"");
        // The marks that keep directions of writing apart.
        page.body = page.body.replace(['\u{2068}', '\u{2069}'], "");
        assert_eq!(page.status, 200, "{path}: {}", page.body);
        page
    }
}

#[test]
fn pages_are_safe_and_complete_in_every_language_and_for_nobody_else() {
    let shop = Served::start();
    let merchant = Merchant::signed_in(&shop);
    for path in PAGES {
        let answer = client::send(shop.address, "GET", path, &[], b"");
        assert_eq!(answer.status, 303, "{path}");
        for lang in ["en", "ar", "fa", "ro"] {
            let separator = if path.contains('?') { '&' } else { '?' };
            let page = merchant.get(&format!("{path}{separator}lang={lang}")).body;
            assert!(page.contains(&format!("<html lang=\"{lang}\"")), "{path}");
            for unnamed in [
                "figures-",
                "overview-",
                "journeys-",
                "products-",
                "evaluation-",
                "part-",
                "trace-",
            ] {
                // A message that is missing is shown by its id; addresses and classes never begin so.
                assert!(!page.contains(&format!(">{unnamed}")), "{path} {lang}: {unnamed}");
                assert!(
                    !page.contains(&format!(": {unnamed}")),
                    "{path} {lang}: {unnamed}"
                );
            }
            assert!(
                !page.contains(" style=") && !page.contains("<script>"),
                "{path} {lang}"
            );
        }
    }
    let script = client::send(shop.address, "GET", "/assets/charts.js", &[], b"");
    assert_eq!(
        script.header("content-type"),
        Some("text/javascript; charset=utf-8")
    );
}

#[test]
fn figures_agree_with_the_orders_and_the_rows_behind_them() {
    let shop = Served::start();
    let merchant = Merchant::signed_in(&shop);
    let before = merchant.get("/dashboard?days=1").body;
    let order = r#"{"order_id":"fresh-1","placed_at":"2026-02-01T10:00:00Z",
                    "lines":[{"product_id":"lamp","quantity":2,"unit_price":"1024.50"}]}"#;
    assert!(shop.secret("POST", "/v1/orders", order).status < 300);
    let after = merchant.get("/dashboard?days=1").body;
    assert_ne!(before, after);
    assert!(after.contains("€2,049.00"), "{after}");
    let trace = merchant.get("/dashboard/trace?days=1&of=revenue").body;
    assert!(
        trace.contains("fresh-1") && trace.contains("/dashboard/products?product=lamp"),
        "{trace}"
    );
    let mean = merchant
        .get("/dashboard/trace?days=1&of=average_order_value")
        .body;
    assert!(mean.contains("1 row: €2,049.00 by 1 makes €2,049.00."), "{mean}");
    let other = merchant
        .get("/dashboard/trace?days=1&of=orders&placement=cart")
        .body;
    assert!(
        other.contains("1 row, 1 together."),
        "a figure without places is not narrowed to one: {other}"
    );
    let file = merchant.get("/dashboard?days=1&csv=days");
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(
        file.body.contains("2026-02-01") && file.body.contains("2049.00"),
        "{}",
        file.body
    );
    let rows = merchant.get("/dashboard/trace?days=1&of=revenue&csv=trace");
    assert!(rows.body.contains("fresh-1"), "{}", rows.body);
}

#[test]
fn a_products_page_tells_what_goes_with_it_and_why_not() {
    let shop = Served::start();
    let merchant = Merchant::signed_in(&shop);
    let page = merchant.get("/dashboard/products?product=lamp&why=tv").body;
    assert!(page.contains("Desk lamp") && page.contains("€24.50"), "{page}");
    assert!(page.contains("Goes with it: Wall mount"), "what was set by hand");
    assert!(
        page.contains("<strong dir=\"ltr\">Television 43</strong>"),
        "the answer to why"
    );
    assert!(page.contains("Units: 25. Orders: 25."), "{page}");
    // A title from outside is text, wherever it stands.
    for path in [
        "?product=evil",
        "?q=script",
        "",
        "?product=%3Cscript%3E",
        "?product=tv&why=%3Cscript%3E",
    ] {
        let page = merchant.get(&format!("/dashboard/products{path}")).body;
        assert!(!page.contains("<script>"), "{path}");
    }
    let unknown = merchant.get("/dashboard/products?product=radio").body;
    assert!(unknown.contains("There is no product"), "{unknown}");
}

#[test]
fn a_wrong_clock_is_said_to_be_one_and_the_latest_evaluation_is_shown() {
    let shop = Served::start();
    let merchant = Merchant::signed_in(&shop);
    let page = merchant.get("/dashboard/journeys?utc_offset=noon").body;
    assert!(
        page.contains("role=\"alert\"") && page.contains("value=\"noon\""),
        "{page}"
    );
    assert!(
        merchant
            .get("/dashboard/evaluation")
            .body
            .contains("alongside evaluate")
    );
    let report = serde_json::json!({
        "orders_learnt": 1234, "visits_learnt": 0, "test_from": "2026-01-20T00:00:00Z",
        "test_until": "2026-01-31T00:00:00Z",
        "tasks": [
            { "id": "cart_completion", "questions": 80, "too_few": null, "methods": [
                { "id": "popularity", "kind": "baseline", "configuration": null,
                  "figures": [{ "metric": "hit_rate", "depth": 10, "value": 0.25, "low": 0.2, "high": 0.3 }] },
                { "id": "co_purchase", "kind": "recommender", "configuration": "<script>",
                  "figures": [{ "metric": "hit_rate", "depth": 10, "value": 0.5, "low": 0.45, "high": 0.55 }],
                  "slices": [{ "slice": "tail", "questions": 7, "value": 0.125, "low": 0.1, "high": 0.15 }],
                  "difference": { "value": -0.0625, "low": -0.1, "high": -0.02, "verdict": "worse" } }],
              "silent": ["buy_again"] },
            { "id": "next_basket", "questions": 3, "too_few": { "questions": 3, "needed": 50 }, "methods": [] }
        ]
    });
    shop.engine()
        .keep_evaluation(&report, crate::shop::clock())
        .unwrap();
    let page = merchant.get("/dashboard/evaluation").body;
    for words in [
        "1,234",
        "20 January 2026",
        "0.5 (0.45 to 0.55)",
        "3 of the 50",
        "sell least (7 questions)",
        "0.125 (0.1 to 0.15)",
        "worse",
        "nothing to say here: Due again",
        "Best sellers",
    ] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (best, other) = (
        page.find("Bought together").unwrap(),
        page.find("Best sellers").unwrap(),
    );
    assert!(best < other && !page.contains("<script>"), "the best first");
}

/// A file that whoever reads it waits for, until it is given back.
#[cfg(unix)]
struct Slow {
    file: std::path::PathBuf,
    kept: std::path::PathBuf,
    pipe: std::path::PathBuf,
}

#[cfg(unix)]
impl Slow {
    fn of(file: std::path::PathBuf) -> Self {
        let (kept, pipe) = (file.with_extension("kept"), file.with_extension("pipe"));
        std::fs::rename(&file, &kept).unwrap();
        let made = std::process::Command::new("mkfifo").arg(&file).status().unwrap();
        assert!(made.success());
        Self { file, kept, pipe }
    }

    /// Whoever waits finds nothing, reads again, and finds the file.
    fn give_back(&self) {
        if self.kept.exists() {
            std::fs::rename(&self.file, &self.pipe).unwrap();
            std::fs::rename(&self.kept, &self.file).unwrap();
            // Of a pipe that is opened for both nobody waits for the other end.
            let both = std::fs::OpenOptions::new()
                .read(true)
                .write(true)
                .open(&self.pipe);
            drop(both.unwrap());
        }
    }
}

#[cfg(unix)]
impl Drop for Slow {
    fn drop(&mut self) {
        self.give_back();
    }
}

#[cfg(unix)]
#[test]
fn figures_that_take_long_are_made_while_the_page_says_so() {
    let shop = Served::start();
    let merchant = Merchant::signed_in(&shop);
    shop.engine().sum_up(crate::shop::clock()).unwrap();
    shop.engine().start_watching(crate::shop::clock).unwrap();
    // Once there is somebody who makes figures, a page that was asked for before does not wait for what is new.
    let is_made = (0..500).any(|number| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        let view = format!(
            r#"{{ "event_id": "e{number}", "type": "view", "visitor_id": "ann", "product_id": "tv" }}"#
        );
        shop.send(KeyKind::Public, "POST", "/v1/events", view);
        merchant
            .get("/dashboard?days=7")
            .body
            .contains("Newer figures are being made")
    });
    assert!(is_made);
    let day = shop.folder.path().join("ledger").join("2026-01-20");
    let slow = Slow::of(day.join("1.lines.parquet"));
    let path = "/dashboard?days=90&by=arm";
    let asked = |path: &str| {
        let headers = [("cookie", merchant.cookie.as_str())];
        client::send(shop.address, "GET", path, &headers, b"")
    };
    for (lang, words) in [
        ("en", "The figures are being made"),
        ("ar", "يجري إعداد الأرقام"),
        ("fa", "ارقام در حال آماده شدن است"),
        ("ro", "Se pregătesc cifrele"),
    ] {
        let path = format!("{path}&lang={lang}");
        let page = asked(&path);
        assert_eq!(page.status, 202, "{}", page.body);
        assert!(page.body.contains(words), "{}", page.body);
        assert_eq!(page.header("refresh"), Some(format!("2; url={path}").as_str()));
        assert!(page.body.contains(&path.replace('&', "&#38;")), "{}", page.body);
    }
    slow.give_back();
    let started = std::time::Instant::now();
    let page = loop {
        let page = asked(path);
        if page.status == 200 {
            break page;
        }
        assert!(started.elapsed().as_secs() < 60, "{}", page.body);
        std::thread::sleep(std::time::Duration::from_millis(50));
    };
    assert_eq!(page.header("refresh"), None);
    assert!(
        page.body.contains("75 orders") || page.body.contains(">75<"),
        "{}",
        page.body
    );
}
