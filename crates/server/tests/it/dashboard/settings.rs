//! Keys, the hold-out and the shop's own words in forms.

use engine::KeyKind;

use super::{Browser, admin, check_safe, known, words};
use crate::{client, shop::Served};

const SETTINGS: &str = "/dashboard/settings";

#[test]
fn a_key_is_shown_once_and_revoked_for_good() {
    let shop = Served::start();
    let mut browser = admin(&shop, SETTINGS);
    let mut form = vec![
        ("act", "create"),
        ("kind", "admin"),
        ("label", "<script>alert(1)</script>"),
        ("origins", "shop.example/path"),
    ];
    let refused = browser.send(SETTINGS, &form);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Write each line like https://shop.example"));
    assert!(refused.body.contains("shop.example/path"));
    form[3] = ("origins", "");
    let made = browser.send(SETTINGS, &form);
    assert_eq!(made.status, 200);
    let (_, secret) = made.body.split_once("dir=\"auto\">ak_").unwrap();
    let secret = format!("ak_{}", secret.split('<').next().unwrap());
    let list = browser.open(SETTINGS);
    assert!(!list.body.contains(&secret) && list.body.contains("&#60;script&#62;"));
    check_safe(&list);

    let body = format!("key={secret}");
    let sign_in = || client::send(shop.address, "POST", "/sign-in", &[], body.as_bytes()).status;
    assert_eq!(sign_in(), 303);
    let keys = shop.engine().keys().unwrap();
    let new = keys.iter().find(|key| key.label.contains("alert")).unwrap();
    browser.done(SETTINGS, &[("act", "revoke"), ("key", &new.id)]);
    assert_eq!(sign_in(), 403);

    let made = browser.send(
        SETTINGS,
        &[("act", "create"), ("kind", "desk"), ("label", "till 2")],
    );
    assert!(
        made.status == 200 && made.body.contains("dir=\"auto\">dk_"),
        "{}",
        made.body
    );

    // The last one stays: nobody could sign in and make another.
    let last = keys
        .iter()
        .find(|key| key.kind == KeyKind::Admin && key.id != new.id);
    let kept = browser.send(SETTINGS, &[("act", "revoke"), ("key", &last.unwrap().id)]);
    assert!(
        kept.status == 422 && kept.body.contains("Make another one first"),
        "{}",
        kept.body
    );
    assert_eq!(browser.open(SETTINGS).status, 200);
}

#[test]
fn the_hold_out_is_set_and_a_share_that_cannot_be_stays_in_the_form() {
    let shop = Served::start();
    let mut browser = admin(&shop, SETTINGS);
    let before = known(&browser.open(SETTINGS));
    let page = browser.done(
        SETTINGS,
        &[("act", "hold_out"), ("percent", "0"), ("known", &before)],
    );
    let now = known(&page);
    let send = |percent| [("act", "hold_out"), ("percent", percent), ("known", now.as_str())];
    assert!(page.body.contains("nobody can tell what they bring"));
    for wrong in ["90", "many", ""] {
        let refused = browser.send(SETTINGS, &send(wrong));
        assert_eq!(refused.status, 422, "{wrong}");
        assert!(
            refused
                .body
                .contains(&format!("name=\"percent\" value=\"{wrong}\""))
        );
    }
    let page = words(&browser.done(SETTINGS, &send("۷٫۵")));
    assert!(page.contains("7.5 % of the visitors see no offers"), "{page}");
    assert_eq!(
        browser.send(SETTINGS, &send("3")).status,
        409,
        "it was set meanwhile"
    );
    assert!((shop.engine().hold_out().unwrap().percent - 7.5).abs() < 1e-9);
}

#[test]
fn own_words_are_used_at_once_and_mistakes_in_them_keep_what_was_typed() {
    let shop = Served::start();
    let mut browser = Browser::signed_in(&shop, KeyKind::Admin);
    let page = browser.open("/dashboard/settings?language=fa");
    assert!(
        page.body.contains("reason-popular"),
        "built-in words to copy from"
    );
    let seen = known(&browser.open("/dashboard/settings?language=en"));
    let send = |act, content| {
        [
            ("act", act),
            ("language", "en"),
            ("content", content),
            ("known", &*seen),
        ]
    };
    let wrong = "no-such-message = <script>alert(1)</script>";
    let refused = browser.send(SETTINGS, &send("own", wrong));
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("no-such-message = &#60;script&#62;"));
    check_safe(&refused);

    let own = "dashboard-settings = <b>Levers</b>\r\nplacement-cart = Basket\r\n";
    let page = browser.done(SETTINGS, &send("own", own));
    assert!(page.body.contains("&#60;b&#62;Levers") && !page.body.contains("<b>"));
    assert!(browser.open("/dashboard/placements").body.contains("Basket"));
    let late = browser.send(SETTINGS, &send("own", "placement-cart = Trolley"));
    assert!(late.status == 409 && late.body.contains("Trolley") && late.body.contains("Basket"));
    let seen = known(&browser.open("/dashboard/settings?language=en"));
    let reset = [("act", "reset"), ("language", "en"), ("known", &*seen)];
    let page = browser.done(SETTINGS, &reset);
    assert!(page.body.contains("Settings") && !page.body.contains("Levers"));
}
