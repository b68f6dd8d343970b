//! The pages: safe, complete and in every language.

use server::DemoPage;

use crate::{
    client::{self, Response},
    shop::{Extras, Served},
};

fn get(shop: &Served, path: &str) -> Response {
    client::send(shop.address, "GET", path, &[], b"")
}

fn demo() -> Served {
    let demo = Some(DemoPage {
        cart: vec!["lamp".into()],
    });
    Served::with(Extras {
        demo,
        ..Extras::default()
    })
}

#[test]
fn pages_forbid_scripts_and_cookies() {
    for shop in [Served::start(), demo()] {
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
}

#[test]
fn titles_from_the_shop_are_escaped() {
    let shop = demo();
    for path in [
        "/",
        "/?product=evil",
        "/?cart=evil",
        "/?q=%3Cscript%3E",
        "/?cart=%22%3E%3Cscript%3E",
    ] {
        let page = get(&shop, path);
        assert!(!page.body.contains("<script"), "{path}");
        assert!(
            path.contains("q=") || page.body.contains("&#60;script&#62;"),
            "{path}: {}",
            page.body
        );
    }
}

#[test]
fn the_demo_speaks_every_language_in_its_direction() {
    let shop = demo();
    for (lang, dir, word) in [
        ("en", "ltr", "Cart"),
        ("ar", "rtl", "السلة"),
        ("fa", "rtl", "سبد خرید"),
        ("ro", "ltr", "Coș"),
    ] {
        let page = get(&shop, &format!("/?lang={lang}&cart=tv"));
        assert!(
            page.body
                .contains(&format!("<html lang=\"{lang}\" dir=\"{dir}\">")),
            "{lang}"
        );
        assert!(page.body.contains(word), "{lang}");
        assert!(!page.body.contains("demo-"), "{lang}: a message is missing");
    }
    assert!(get(&shop, "/?lang=xx").body.contains("<html lang=\"en\""));
}

#[test]
fn the_cart_lives_in_the_address() {
    let shop = demo();
    let first = get(&shop, "/").body;
    assert!(first.contains("cart=lamp") && first.contains("Desk lamp"));
    let empty = get(&shop, "/?cart=").body;
    assert!(empty.contains("The cart is empty"));
    let two = get(&shop, "/?cart=tv&cart=lamp&cart=tv").body;
    assert!(two.contains("€523.50"), "the sum of a television and a lamp");
    let found = get(&shop, "/?q=HDMI&cart=").body;
    assert!(found.contains("HDMI cable") && !found.contains("Wall mount</span>"));
    let page = get(&shop, "/?product=tv&cart=").body;
    assert!(
        page.contains("€549.00") && page.contains("Often bought together"),
        "{page}"
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
