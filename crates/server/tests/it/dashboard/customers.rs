//! Customers: looked up, their data handed out, forgotten.

use shop::{Customer, CustomerId};

use super::{admin, check_safe, words};
use crate::shop::Served;

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
