//! Rules, bans and links in a form.

use engine::RuleAction;

use super::{admin, check_safe, words};
use crate::shop::{Served, clock};

const RULES: &str = "/dashboard/rules";

#[test]
fn a_rule_is_written_changed_and_removed() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/rules?new=1");
    let mut form = vec![
        ("act", "set"),
        ("id", "lamps"),
        ("action", "boost"),
        ("products.categories", "Home > Lamps\r\n"),
        ("products.attributes", "Colour = red\nLength >= ۲٫۵"),
        ("when.placements", "cart"),
        ("when.valid_from", "2026-03-01T08:00"),
        ("factor", "3"),
        ("enabled", "yes"),
        ("note", "<script>alert(1)</script>"),
    ];
    let list = browser.done(RULES, &form);
    assert!(words(&list).contains("The rule is saved"));
    check_safe(&list);
    let rule = shop.engine().rule("lamps", clock()).unwrap();
    assert_eq!(
        (rule.draft.action, rule.draft.factor),
        (RuleAction::Boost, Some(3.0))
    );
    assert_eq!(rule.draft.products.categories, ["Home > Lamps"]);
    assert_eq!(rule.draft.products.attributes[1].min, Some(2.5));
    assert_eq!(
        rule.draft.when.valid_from.as_deref(),
        Some("2026-03-01T08:00:00.000Z")
    );
    assert!(!rule.in_force && rule.draft.when.beside.is_none());

    let open = browser.open("/dashboard/rules?id=lamps");
    assert!(open.body.contains("value=\"2026-03-01T08:00\"") && open.body.contains("Length &#62;= 2.5"));
    let again = browser.send(RULES, &form);
    assert_eq!(again.status, 422);
    assert!(again.body.contains("a name that no other rule has"));
    form.push(("known", "yes"));
    form[6] = ("when.valid_from", "");
    browser.done(RULES, &form);
    assert!(shop.engine().rule("lamps", clock()).unwrap().in_force);
    browser.done(RULES, &[("act", "remove"), ("id", "lamps")]);
    assert!(shop.engine().rules(clock()).unwrap().is_empty());
}

#[test]
fn a_mistake_is_told_at_its_field_and_keeps_what_was_typed() {
    let shop = Served::start();
    let browser = admin(&shop, "/dashboard/rules?new=1");
    let mut form = vec![
        ("act", "set"),
        ("action", "pin"),
        ("products.ids", "lamp\nno-such-lamp"),
        ("note", "\"><script>alert(1)</script>"),
    ];
    let page = browser.send(RULES, &form);
    assert_eq!(page.status, 422);
    assert!(
        page.body.contains("Name products of the catalogue"),
        "{}",
        page.body
    );
    assert!(page.body.contains("lamp\nno-such-lamp") && page.body.contains("value=\"pin\" selected"));
    check_safe(&page);
    form[2] = ("products.ids", "lamp");
    form.push(("slot", "three"));
    assert!(browser.send(RULES, &form).body.contains("This is not a number"));
    assert!(shop.engine().rules(clock()).unwrap().is_empty());
}

#[test]
fn rules_that_contradict_each_other_say_so_and_a_rule_is_tried_without_being_set() {
    let shop = Served::start();
    let mut browser = admin(&shop, RULES);
    let pin = [
        ("act", "set"),
        ("id", "show"),
        ("action", "pin"),
        ("products.ids", "lamp"),
        ("enabled", "yes"),
    ];
    let ban = [
        ("act", "set"),
        ("id", "hide"),
        ("action", "ban"),
        ("products.ids", "lamp"),
        ("enabled", "yes"),
    ];
    browser.done(RULES, &pin);
    let list = words(&browser.done(RULES, &ban));
    assert!(list.contains("“hide” counts before this rule"), "{list}");
    assert!(list.contains("This rule counts before “show”"), "{list}");

    let mut tried = pin.to_vec();
    tried[0] = ("act", "try");
    tried[1] = ("id", "other");
    tried[3] = ("products.ids", "hdmi");
    tried.push(("try_at", "cart"));
    let page = browser.send(RULES, &tried);
    assert_eq!(page.status, 200);
    assert!(words(&page).contains("Nothing is set yet"), "{}", page.body);
    assert!(page.body.contains("HDMI cable") && page.body.contains("Offered then"));
    check_safe(&page);
    assert_eq!(shop.engine().rules(clock()).unwrap().len(), 2);
}

#[test]
fn products_are_banned_and_linked_by_hand() {
    let shop = Served::start();
    let mut browser = admin(&shop, RULES);
    let page = browser.send(RULES, &[("act", "ban"), ("ban_product", "no-such")]);
    assert_eq!(page.status, 422);
    assert!(page.body.contains("value=\"no-such\""));
    browser.done(
        RULES,
        &[("act", "ban"), ("ban_product", "evil"), ("ban_with", "tv")],
    );
    browser.done(RULES, &[("act", "ban"), ("ban_category", "<script>")]);
    let page = browser.open(RULES);
    assert!(words(&page).contains("evil beside tv"));
    check_safe(&page);
    browser.done(
        RULES,
        &[("act", "lift"), ("ban_product", "evil"), ("ban_with", "tv")],
    );
    assert_eq!(shop.engine().bans().unwrap().len(), 1);

    let link = [("link_from", "lamp"), ("link_to", "tv"), ("link_kind", "related")];
    let send = |act: &'static str| [&[("act", act)], &link[..]].concat();
    browser.done(RULES, &send("link"));
    assert_eq!(shop.engine().links().unwrap().len(), 2);
    let page = browser.send(
        RULES,
        &[("act", "link"), ("link_from", "lamp"), ("link_to", "nothing")],
    );
    assert!(page.status == 422 && page.body.contains("Name another product of the catalogue"));
    browser.done(RULES, &send("unlink"));
    let rest = shop.engine().links().unwrap();
    assert_eq!((rest.len(), rest[0].to.as_str()), (1, "mount"));
}
