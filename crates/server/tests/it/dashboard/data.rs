//! What the shop knows: imports and what they rejected, model versions, findings.

use std::time::{Duration, Instant};

use serde_json::json;

use super::{Browser, admin, check_safe, missing_messages, words};
use crate::{
    client::Response,
    shop::{Extras, Served},
};

const DATA: &str = "/dashboard/data";
const LANGUAGES: [&str; 4] = ["en", "ar", "fa", "ro"];
/// Patience with work in the background.
const PATIENCE: Duration = Duration::from_secs(60);

/// The page once nothing is at work; until then it is asked for again by itself.
fn settled(browser: &mut Browser<'_>) -> Response {
    let started = Instant::now();
    loop {
        let page = browser.open(DATA);
        if !page.body.contains("Something is at work") {
            assert_eq!(page.header("refresh"), None);
            return page;
        }
        assert_eq!(
            page.header("refresh"),
            Some("5; url=/dashboard/data"),
            "{}",
            page.body
        );
        assert!(started.elapsed() < PATIENCE, "{}", page.body);
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn served(shop: &Served) -> u64 {
    shop.engine().status().unwrap().model.unwrap().version
}

#[test]
fn rejected_rows_are_shown_with_their_reason_and_are_no_markup() {
    let shop = Served::start();
    let mut browser = admin(&shop, DATA);
    assert!(
        browser
            .open(DATA)
            .body
            .contains("No file was sent to the server yet.")
    );
    let empty = [("act", "import"), ("kind", "orders"), ("rows", " ")];
    let refused = browser.send(DATA, &empty);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Paste at least the names of the columns"));
    let rows = "order_id,product_id,quantity,price,date\n\
                B1,tv,1,499.00,2026-01-30\n\
                B1,hdmi,<script>alert(2)</script>,9.99,2026-01-30\n";
    let started = browser.done(DATA, &[("act", "import"), ("kind", "orders"), ("rows", rows)]);
    assert!(words(&started).contains("The rows are being imported."));
    let list = settled(&mut browser);
    check_safe(&list);
    let task = &shop.engine().tasks(1).unwrap()[0];
    assert!(list.body.contains("pasted.csv") && list.body.contains(&task.id));
    assert_eq!(shop.engine().status().unwrap().orders, 76);
    assert!(list.body.contains("The next build takes it in"), "{}", list.body);
    for language in LANGUAGES {
        let one = browser.open(&format!("{DATA}?task={}&lang={language}", task.id));
        assert_eq!(
            (one.status, missing_messages(&one)),
            (200, Vec::new()),
            "{language}"
        );
        assert!(one.body.contains("&#60;script&#62;alert(2)"), "{}", one.body);
        assert!(
            one.body.contains("<bdi dir=\"ltr\">quantity</bdi>"),
            "{}",
            one.body
        );
        check_safe(&one);
    }
    assert_eq!(browser.open(&format!("{DATA}?task=none")).status, 404);
}

#[test]
fn versions_are_built_and_an_earlier_one_serves_again_once_it_was_confirmed() {
    let shop = Served::start();
    let mut browser = admin(&shop, DATA);
    let build = [("act", "build")];
    assert_eq!(browser.send_with(DATA, "else", &build).status, 403);
    assert!(shop.engine().tasks(1).unwrap().is_empty());
    let started = browser.done(DATA, &build);
    assert!(words(&started).contains("The models are being built."));
    let page = settled(&mut browser);
    assert_eq!((served(&shop), shop.engine().models().unwrap().len()), (2, 2));
    assert!(!page.body.contains("automatic builds are paused."));
    let (_, asked) = page
        .body
        .split_once("<summary>Serve this one…</summary>")
        .unwrap();
    let (asked, _) = asked.split_once("</details>").unwrap();
    assert!(asked.contains("Automatic builds are then paused") && asked.contains("value=\"1\""));
    assert!(asked.contains("name=\"act\" value=\"serve\""), "{asked}");
    let serve = |version| [("act", "serve"), ("version", version)];
    assert_eq!(browser.send_with(DATA, "else", &serve("1")).status, 403);
    let refused = browser.send(DATA, &serve("77"));
    assert!(refused.status == 422 && refused.body.contains("This version cannot be served"));
    assert_eq!(served(&shop), 2);
    let back = browser.done(DATA, &serve("1"));
    assert_eq!(served(&shop), 1);
    assert!(
        back.body.contains("so automatic builds are paused."),
        "{}",
        back.body
    );
    browser.done(DATA, &build);
    let page = settled(&mut browser);
    assert_eq!(served(&shop), 3);
    assert!(!page.body.contains("so automatic builds are paused."));
}

#[test]
fn an_empty_shop_is_told_how_to_begin_and_what_is_missing() {
    let shop = Served::with(Extras {
        nothing_built: true,
        ..Extras::default()
    });
    let mut browser = admin(&shop, DATA);
    let page = browser.open(DATA);
    assert!(page.body.contains("alongside import products.csv orders.csv"));
    assert!(page.body.contains("Nothing has been imported here yet."));
    for language in LANGUAGES {
        let looked = browser.open(&format!("{DATA}?examine=yes&lang={language}"));
        assert_eq!(
            (looked.status, missing_messages(&looked)),
            (200, Vec::new()),
            "{language}"
        );
        check_safe(&looked);
        let orders = looked.body.contains("alongside import orders.csv");
        assert!(orders, "{}", looked.body);
    }
    let looked = browser.open(&format!("{DATA}?examine=yes&lang=en"));
    assert!(looked.body.contains("Nothing has been built yet."));
    assert!(!looked.body.contains("All is well."));
}

#[test]
fn what_the_shops_pages_report_is_told_and_what_is_missing() {
    let shop = Served::start();
    let mut browser = admin(&shop, DATA);
    assert!(browser.open(DATA).body.contains("Nothing has arrived yet."));
    for (kind, at) in [("view", "09:00"), ("view", "10:30"), ("impression", "10:31")] {
        let event = json!({ "type": kind, "visitor_id": "v1", "product_id": "tv",
                            "at": format!("2026-01-30T{at}:00Z") });
        let sent = shop.secret("POST", "/v1/events", event.to_string());
        assert_eq!(sent.status, 200, "{}", sent.body);
    }
    let told = words(&browser.open(DATA));
    let row = "<td>Looked at</td><td><span class=\"number\">2</span></td><td>30 January 2026, 10:30 UTC</td>";
    assert!(told.contains(row), "{told}");
    let missing = "nothing arrives: Put in the cart · Saw the offer · Bought.";
    assert!(told.contains(missing), "{told}");
    for language in LANGUAGES {
        let page = browser.open(&format!("{DATA}?lang={language}"));
        assert_eq!(missing_messages(&page), Vec::<String>::new(), "{language}");
    }
}
