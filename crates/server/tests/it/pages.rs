//! The pages: safe, complete and in every language.

use crate::{
    client::{self, Response},
    shop::Served,
};

fn get(shop: &Served, path: &str) -> Response {
    client::send(shop.address, "GET", path, &[], b"")
}

#[test]
fn pages_forbid_scripts_and_cookies() {
    let shop = Served::start();
    for path in ["/", "/docs", "/docs/errors"] {
        let page = get(&shop, path);
        assert_eq!(page.status, 200, "{path}");
        let policy = page.header("content-security-policy").unwrap();
        assert!(
            policy.starts_with("default-src 'none'") && !policy.contains("unsafe"),
            "{policy}"
        );
        assert!(
            !page.body.contains("<script") && !page.body.contains(" style="),
            "{path}"
        );
        assert_eq!(page.header("set-cookie"), None);
    }
    assert_eq!(
        get(&shop, "/assets/style.css").header("content-type"),
        Some("text/css; charset=utf-8")
    );
}

#[test]
fn the_docs_name_every_address_and_error() {
    let shop = Served::start();
    let docs = get(&shop, "/docs").body;
    for path in server::openapi()["paths"].as_object().unwrap().keys() {
        assert!(docs.contains(path.as_str()), "{path}");
    }
    let errors = get(&shop, "/docs/errors").body;
    for entry in server::errors::table() {
        assert!(
            errors.contains(&format!("id=\"{}\"", entry.code)),
            "{}",
            entry.code
        );
    }
}
