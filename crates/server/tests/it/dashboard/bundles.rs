//! Sets in a form.

use super::{admin, check_safe, known, words};
use crate::shop::Served;

const BUNDLES: &str = "/dashboard/bundles";

#[test]
fn a_set_is_written_warned_about_changed_and_removed() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/bundles?new=1");
    let mut form = vec![
        ("act", "set"),
        ("id", "cinema"),
        ("members", "tv\r\nno-such = 2"),
        ("discount_percent", "10"),
        ("title.en", "<script>alert(1)</script>"),
        ("title.fa", "سینما"),
    ];
    let refused = browser.send(BUNDLES, &form);
    assert_eq!(refused.status, 422);
    assert!(refused.body.contains("Name 2 to 6 products of the catalogue"));
    assert!(refused.body.contains("no-such = 2"));
    check_safe(&refused);
    form[2] = ("members", "tv\r\nhdmi = 2");
    let kept = browser.done(BUNDLES, &form);
    assert!(
        kept.body.contains("what the set leaves cannot be checked"),
        "{}",
        kept.body
    );
    assert!(words(&kept).contains("The set is saved"));
    let list = browser.open(BUNDLES);
    assert!(words(&list).contains("10 % off") && list.body.contains("<bdi dir=\"ltr\">hdmi = 2</bdi>"));
    check_safe(&list);
    assert_eq!(
        browser.send(BUNDLES, &form).status,
        422,
        "another set of one name"
    );
    let known = known(&browser.open("/dashboard/bundles?id=cinema"));
    form.push(("known", &known));
    form[3] = ("price", "۵۰۰٫۵۰");
    browser.done(BUNDLES, &form);
    let draft = shop.engine().bundle("cinema").unwrap().draft;
    assert_eq!(
        (draft.price.unwrap().minor, draft.members[1].quantity),
        (50_050, 2)
    );
    let known = super::known(&browser.open("/dashboard/bundles?id=cinema"));
    browser.done(BUNDLES, &[("act", "remove"), ("id", "cinema"), ("known", &known)]);
    assert!(shop.engine().bundles().unwrap().is_empty());
}
