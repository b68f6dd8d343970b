//! What goes wrong, as a person reads it who asked for a page: in their language, with what to do and a way back.

use engine::KeyKind;

use super::{admin, known};
use crate::{
    client,
    shop::{Extras, Served},
};

/// Asks as a browser does.
fn page(
    shop: &Served,
    method: &str,
    path: &str,
    language: &str,
    more: &[(&str, &str)],
    body: &str,
) -> client::Response {
    let mut headers = vec![
        ("accept", "text/html,application/xhtml+xml;q=0.9,*/*;q=0.8"),
        ("accept-language", language),
    ];
    headers.extend(more);
    client::send(shop.address, method, path, &headers, body.as_bytes())
}

/// What goes wrong: method, address, what is sent, status, the message that tells it, and where the way back leads. A
/// body of `LONG` stands for one that is too large.
const CASES: [(&str, &str, &str, u16, &str, &str); 9] = [
    (
        "GET",
        "/dashboard/nothing",
        "",
        404,
        "error-unknown_route",
        "/dashboard",
    ),
    ("GET", "/nothing", "", 404, "error-unknown_route", "/"),
    (
        "GET",
        "/dashboard/bundles?id=nothing",
        "",
        404,
        "error-not_found",
        "/dashboard/bundles",
    ),
    (
        "GET",
        "/dashboard/placements?id=nothing",
        "",
        404,
        "error-not_found",
        "/dashboard/placements",
    ),
    (
        "DELETE",
        "/dashboard/rules",
        "",
        405,
        "error-wrong_method",
        "/dashboard",
    ),
    (
        "POST",
        "/dashboard",
        "token=x",
        405,
        "error-wrong_method",
        "/dashboard",
    ),
    (
        "POST",
        "/dashboard/rules",
        "token=else",
        403,
        "error-forbidden_origin",
        "/dashboard/rules",
    ),
    (
        "POST",
        "/desk",
        "token=else",
        403,
        "error-forbidden_origin",
        "/desk",
    ),
    (
        "POST",
        "/dashboard/rules",
        LONG,
        413,
        "error-body_too_large",
        "/dashboard/rules",
    ),
];
const LONG: &str = "long";

#[test]
fn every_problem_of_a_page_is_a_page_and_programs_get_what_they_got() {
    let shop = Served::start();
    let browser = admin(&shop, "/dashboard/rules");
    let form = ("content-type", "application/x-www-form-urlencoded");
    let own = ("cookie", &*browser.cookie);
    let long = "x".repeat(11 << 20);
    let texts = server::i18n::Texts::new();
    for (method, path, body, status, message, back) in CASES {
        let body = if body == LONG { &*long } else { body };
        for (language, direction) in [("en", "ltr"), ("ar", "rtl"), ("fa", "rtl"), ("ro", "ltr")] {
            let answer = page(&shop, method, path, language, &[form, own], body);
            assert_eq!(answer.status, status, "{method} {path}: {}", answer.body);
            let locale = ::shop::Locale::new(language).unwrap();
            let opening = format!("<html lang=\"{language}\" dir=\"{direction}\">");
            let back = format!("href=\"{back}\"");
            for expected in [
                opening,
                texts.say(&locale, message, &[]),
                texts.say(&locale, &format!("{message}-hint"), &[]),
                back,
            ] {
                let escaped = expected.replace('\'', "&#39;");
                assert!(
                    answer.body.contains(&escaped),
                    "{method} {path}: {expected}: {}",
                    answer.body
                );
            }
            assert!(answer.header("content-security-policy").is_some());
        }
        let program = client::send(shop.address, method, path, &[own], body.as_bytes());
        assert_eq!(
            (program.status, program.header("content-type")),
            (status, Some("application/problem+json"))
        );
    }
    let of_programs = page(&shop, "GET", "/v1/nothing", "en", &[], "");
    assert_eq!(
        of_programs.header("content-type"),
        Some("application/problem+json")
    );
}

#[test]
fn every_code_has_its_words_in_every_language() {
    let texts = server::i18n::Texts::new();
    for locale in texts.locales() {
        for entry in server::errors::table() {
            for id in [
                format!("error-{}", entry.code),
                format!("error-{}-hint", entry.code),
            ] {
                assert_ne!(texts.say(locale, &id, &[]), id, "{id} in {locale}");
            }
        }
    }
}

#[test]
fn what_was_typed_outlives_the_sign_in_it_was_begun_with() {
    let shop = Served::with(Extras::default());
    let mut browser = admin(&shop, "/dashboard/bundles");
    let own_site = [
        ("accept", "text/html"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("sec-fetch-site", "same-origin"),
    ];
    let typed = "token=old&act=set&id=cinema&members=tv%0D%0Ahdmi&discount_percent=10&title.en=%3Cb%3E";
    let asked = page(&shop, "POST", "/dashboard/bundles", "en", &own_site, typed);
    assert_eq!(asked.status, 401);
    assert!(asked.body.contains("What you typed is kept") && asked.body.contains("value=\"&#60;b&#62;\""));
    // Signing in sends nothing by itself: it shows what would be sent, with a button that does.
    let key = format!(
        "key={}&next=/dashboard/bundles&to=/dashboard/bundles&typed.act=set&typed.id=cinema&\
         typed.members=tv%0D%0Ahdmi&typed.discount_percent=10",
        shop.key(KeyKind::Admin)
    );
    let again = page(&shop, "POST", "/sign-in", "en", &own_site, &key);
    assert_eq!(again.status, 200, "{}", again.body);
    assert!(again.header("set-cookie").is_some() && again.body.contains("action=\"/dashboard/bundles\""));
    assert!(again.body.contains("Send it now") && again.body.contains("name=\"members\""));
    assert!(shop.engine().bundles().unwrap().is_empty());
    let wrong = page(
        &shop,
        "POST",
        "/sign-in",
        "en",
        &own_site,
        &key.replace("key=", "key=x"),
    );
    assert!(wrong.status == 403 && wrong.body.contains("name=\"typed.members\""));
    let (_, token) = again.body.split_once("name=\"token\" value=\"").unwrap();
    let cookie = again.header("set-cookie").unwrap().split(';').next().unwrap();
    let fields = typed.replace("old", token.split('"').next().unwrap());
    let sent = page(
        &shop,
        "POST",
        "/dashboard/bundles",
        "en",
        &[("cookie", cookie)],
        &fields,
    );
    assert_eq!(sent.status, 303, "{}", sent.body);
    assert_eq!(known(&browser.open("/dashboard/bundles?id=cinema")).len(), 16);

    // What another site sent is not kept, and nobody is led to send it.
    for site in ["cross-site", "same-site", "none"] {
        let headers = [("accept", "text/html"), own_site[1], ("sec-fetch-site", site)];
        let away = page(&shop, "POST", "/dashboard/bundles", "en", &headers, typed);
        assert_eq!(away.status, 303, "{site}");
        let away = page(&shop, "POST", "/sign-in", "en", &headers, &key);
        let location = away.header("location");
        assert_eq!(
            (away.status, location),
            (303, Some("/dashboard/bundles")),
            "{site}"
        );
        let wrong = key.replace("key=", "key=x");
        let wrong = page(&shop, "POST", "/sign-in", "en", &headers, &wrong);
        assert!(wrong.status == 403 && !wrong.body.contains("typed."), "{site}");
    }
    // A clerk who signs in opens no merchant's page by it.
    let clerk = key.replace(shop.key(KeyKind::Admin), shop.key(KeyKind::Secret));
    let away = page(&shop, "POST", "/sign-in", "en", &own_site, &clerk);
    assert_eq!((away.status, away.header("location")), (303, Some("/desk")));
}
