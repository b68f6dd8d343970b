//! Customers: the best first, looked up, their data handed out, forgotten.

use engine::KeyKind;
use shop::{Customer, CustomerId};
use testkit::Fixture;

use super::{Browser, admin, check_safe, missing_messages, words};
use crate::{
    client::Response,
    shop::{Extras, Served},
};

const CUSTOMERS: &str = "/dashboard/customers";

#[test]
fn a_customer_is_looked_up_and_their_data_is_theirs() {
    let shop = Served::start();
    let mut customer = Customer::unknown(CustomerId::new("e1").unwrap());
    customer.tags.insert("<script>alert(1)</script>".to_owned());
    shop.engine().put_customers(vec![customer]).unwrap();
    let mut browser = admin(&shop, CUSTOMERS);
    let missing = browser.open("/dashboard/customers?id=%3Cscript%3E");
    assert_eq!(missing.status, 422);
    assert!(
        missing.body.contains("Nobody has this id") && missing.body.contains("value=\"&#60;script&#62;\"")
    );
    check_safe(&missing);
    let page = browser.open("/dashboard/customers?id=e1");
    assert!(
        words(&page).contains("Order q1") && page.body.contains("<bdi dir=\"ltr\">lamp</bdi>"),
        "{}",
        page.body
    );
    assert!(page.body.contains("&#60;script&#62;alert(1)"));
    check_safe(&page);
    let data = browser.open("/dashboard/customers?id=e1&format=json").json();
    assert_eq!(data["orders"][0]["order_id"], "q1");
    let csv = browser.open("/dashboard/customers?due_within_days=30&format=csv");
    assert_eq!(csv.header("content-type"), Some("text/csv; charset=utf-8"));
}

#[test]
fn nobody_is_forgotten_whose_id_was_not_typed() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/customers?id=e1");
    let form = |typed| [("act", "erase"), ("id", "e1"), ("typed", typed)];
    for wrong in ["", "e2", "\"><script>"] {
        let page = browser.send(CUSTOMERS, &form(wrong));
        assert_eq!(page.status, 422, "{wrong}");
        assert!(page.body.contains("Nothing was erased"));
        check_safe(&page);
        assert!(shop.engine().customer_data("e1").is_ok());
    }
    let page = browser.done(CUSTOMERS, &form("e1"));
    assert!(page.body.contains("The customer is forgotten"));
    assert!(shop.engine().customer_data("e1").is_err());
}

/// Thirty customers who come again every few weeks, one of them with much, and thirty who came once.
const MANY: &str = "
currency EUR
product beans \"Coffee beans\" Coffee>Beans 22.00 cost=12
product cups \"Espresso cups\" Table>Cups 16.00 cost=7
repeat 30 order a{n} 2025-09-01+{n} c{n} beans*2
repeat 30 order b{n} 2025-09-24+{n} c{n} beans*2
repeat 30 order d{n} 2025-11-10+{n} c{n} beans*3
repeat 30 order e{n} 2025-12-28+{n} c{n} beans*2
repeat 30 order f{n} 2025-09-03+{n} d{n} cups
order h1 2025-12-30 &<b> beans*9
order h2 2026-01-20 &<b> beans*9
customer c3 consent=no
";

fn served(fixture: &str) -> Served {
    Served::with(Extras {
        fixture: Some(Fixture::parse(fixture)),
        ..Extras::default()
    })
}

/// The customers whom the list of a page links to, from the first to the last.
fn listed(page: &Response) -> Vec<String> {
    let links = page.body.split("href=\"/dashboard/customers?id=").skip(1);
    let query = links.map(|link| format!("id={}", link.split('"').next().unwrap()));
    let id = |query: String| {
        form_urlencoded::parse(query.as_bytes())
            .next()
            .unwrap()
            .1
            .into_owned()
    };
    query.map(id).collect()
}

/// Where a link of a page leads that says this.
#[track_caller]
fn link(page: &Response, says: &str) -> String {
    let body = words(page);
    let (before, _) = body.split_once(&format!("\">{says}</bdi></a>")).unwrap();
    let (_, address) = before.rsplit_once("href=\"").unwrap();
    address.split('"').next().unwrap().replace("&#38;", "&")
}

/// The ids of an audience, whoever is worth most first, and then whoever spent most.
fn by_worth(shop: &Served, query: &str) -> Vec<String> {
    let audience = shop
        .admin("GET", &format!("/v1/audiences?limit=1000&{query}"), "")
        .json();
    let mut customers = audience["customers"].as_array().unwrap().clone();
    let minor = |amount: &serde_json::Value| {
        let amount = amount["amount"].as_str().or(amount.as_str());
        amount.unwrap().replace('.', "").parse::<i64>().unwrap()
    };
    customers.sort_by_key(|one| (-minor(&one["worth"]["expected"]), -minor(&one["spent"])));
    let id = |one: &serde_json::Value| one["customer_id"].as_str().unwrap().to_owned();
    customers.iter().map(id).collect()
}

#[test]
fn the_best_customers_come_first_fifty_at_a_time_each_with_a_page() {
    let shop = served(MANY);
    let mut browser = admin(&shop, CUSTOMERS);
    let all = by_worth(&shop, "");
    assert_eq!((all.len(), &*all[0]), (60, "&<b>"), "all but who declined");
    let page = browser.open(CUSTOMERS);
    check_safe(&page);
    assert_eq!(listed(&page), all[..50]);
    let body = words(&page);
    let (_, row) = body.split_once("&#38;&#60;b&#62;</bdi></a>").unwrap();
    let row = row.split("</tr>").next().unwrap();
    for part in [
        "Highly profitable",
        ">2<",
        "20 January 2026",
        "€396.00",
        "€",
        " to €",
    ] {
        assert!(row.contains(part), "{part}: {row}");
    }
    let next = browser.open(&link(&page, "Next customers"));
    assert_eq!(listed(&next), all[50..]);
    assert!(!next.body.contains("Next customers"));
    let one = browser.open("/dashboard/customers?id=%26%3Cb%3E");
    assert!(words(&one).contains("Order h2"), "{}", one.body);
    for language in ["ar", "fa", "ro"] {
        let page = browser.open(&format!("{CUSTOMERS}?due_within_days=30&lang={language}"));
        assert_eq!(missing_messages(&page), Vec::<&str>::new(), "{language}");
        check_safe(&page);
    }
}

#[test]
fn the_list_is_narrowed_by_tier_and_by_who_is_due_and_nobody_else_sees_it() {
    let shop = served(MANY);
    let mut browser = admin(&shop, CUSTOMERS);
    let page = browser.open(CUSTOMERS);
    // The best tier stands first.
    let best = browser.open(&link(&page, "See the list"));
    let ids = by_worth(&shop, "tier=highly_profitable");
    assert!((1..50).contains(&ids.len()), "{ids:?}");
    assert_eq!(listed(&best), ids);
    assert!(best.body.contains("<h2>Highly profitable</h2>"));
    let csv = browser.open(&link(&best, "Download (CSV)"));
    assert_eq!(csv.body.lines().count(), 1 + ids.len());
    let due = browser.open(&link(&page, "Due back within 30 days"));
    let ids = by_worth(&shop, "due_within_days=30");
    assert!((1..50).contains(&ids.len()), "{ids:?}");
    assert_eq!(listed(&due), ids);
    let nobody = browser.open("/dashboard/customers?tier=unprofitable");
    assert!(nobody.body.contains("Nobody belongs here at present"));
    for (wrong, status) in [
        ("tier=best", 422),
        ("segment=night", 422),
        ("due_within_days=soon", 400),
    ] {
        let page = browser.open(&format!("{CUSTOMERS}?{wrong}"));
        assert_eq!(page.status, status, "{wrong}");
        check_safe(&page);
    }
    let mut secret = Browser::signed_in(&shop, KeyKind::Secret);
    let page = secret.open("/dashboard/customers?tier=highly_profitable");
    assert_eq!((page.status, listed(&page)), (303, Vec::new()));
}

#[test]
fn who_declines_or_is_forgotten_leaves_the_list_at_once() {
    let shop = served(MANY);
    let mut browser = admin(&shop, CUSTOMERS);
    let before = listed(&browser.open(CUSTOMERS));
    assert!(!before.contains(&"c3".to_owned()));
    let declined = Customer {
        consent: Some(false),
        ..Customer::unknown(CustomerId::new(&before[1]).unwrap())
    };
    shop.engine().put_customers(vec![declined]).unwrap();
    shop.engine().erase_customer(&before[0]).unwrap();
    let after = listed(&browser.open(CUSTOMERS));
    assert_eq!(after[..48], before[2..]);
}

#[test]
fn a_young_shop_lists_by_what_was_spent_and_an_empty_one_says_what_to_do() {
    let young = served(
        "
currency EUR
product tea \"Tea\" Tea 5.00
order o1 2026-01-02 ann tea
order o2 2026-01-03 bob tea*3
",
    );
    let page = admin(&young, CUSTOMERS).open(CUSTOMERS);
    assert_eq!(listed(&page), ["bob", "ann"]);
    assert!(
        page.body.contains("First whoever has spent most so far"),
        "{}",
        page.body
    );
    let nameless = served("currency EUR\nproduct tea \"Tea\" Tea 5.00\norder o1 2026-01-02 - tea\n");
    let page = admin(&nameless, CUSTOMERS).open(CUSTOMERS);
    assert!(
        page.body.contains("No customer is listed yet. Import orders"),
        "{}",
        page.body
    );
    let empty = Served::with(Extras {
        nothing_built: true,
        ..Extras::default()
    });
    for path in [CUSTOMERS, "/dashboard/customers?due_within_days=30"] {
        let page = admin(&empty, CUSTOMERS).open(path);
        assert!(
            page.body.contains("No build has looked at customers yet"),
            "{}",
            page.body
        );
    }
}
