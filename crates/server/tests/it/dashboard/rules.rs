//! Rules, bans and links in a form.

use engine::RuleAction;

use super::{admin, check_safe, words};
use crate::shop::{Extras, Served, clock};

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
    let known = super::known(&open);
    form.push(("known", &known));
    form[6] = ("when.valid_from", "");
    browser.done(RULES, &form);
    assert!(shop.engine().rule("lamps", clock()).unwrap().in_force);
    let known = super::known(&browser.open("/dashboard/rules?id=lamps"));
    browser.done(RULES, &[("act", "remove"), ("id", "lamps"), ("known", &known)]);
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
    // A category that nothing is in would be banned in vain, and said to be.
    let page = browser.send(RULES, &[("act", "ban"), ("ban_category", "Home > Lamp<script>")]);
    assert!(page.status == 422 && words(&page).contains("Name a category that products are in"));
    check_safe(&page);
    assert_eq!(shop.engine().bans().unwrap().len(), 1);
    browser.done(RULES, &[("act", "ban"), ("ban_category", "Home")]);
    let page = browser.open(RULES);
    let named =
        "&#60;script&#62;alert(1)&#60;/script&#62; &#38; &#39;quotes&#39; (evil) beside Television 43 (tv)";
    assert!(words(&page).contains(named), "{}", page.body);
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

#[test]
fn many_links_are_found_by_product_and_taken_away_one_by_one() {
    let shelves =
        (0..60).map(|number| format!("product shelf-{number:02} \"Shelf {number}\" Home>Shelves 9.00\n"));
    let products = "currency EUR\nproduct tv \"TV\" TVs 499.00\nproduct hdmi \"HDMI\" Cables 9.99\n";
    let text = format!("{products}{}", shelves.collect::<String>());
    let shop = Served::with(Extras {
        fixture: Some(testkit::Fixture::parse(&text)),
        ..Extras::default()
    });
    let id = |text: &str| ::shop::ProductId::new(text).unwrap();
    let link = |from: String, to: &str| ::shop::Link {
        from: id(&from),
        to: id(to),
        kind: ::shop::LinkKind::CrossSell,
        position: 0,
    };
    let made = (0..60).flat_map(|number| ["tv", "hdmi"].map(|to| link(format!("shelf-{number:02}"), to)));
    shop.engine().put_links(made.collect(), false).unwrap();
    let mut browser = admin(&shop, RULES);
    let first = browser.open(RULES);
    assert!(first.body.contains("shelf-24") && !first.body.contains("shelf-25"));
    assert!(
        words(&first).contains("Links of 60 products: 120."),
        "{}",
        first.body
    );
    let last = browser.open("/dashboard/rules?links_page=3");
    assert!(last.body.contains("shelf-59") && !last.body.contains("Further products"));
    let found = browser.open("/dashboard/rules?links_of=SHELF-07");
    assert!(
        words(&found).contains("Links of one product: 2."),
        "{}",
        found.body
    );
    assert!(found.body.contains("value=\"cross_sell:hdmi\""));
    let take = [
        ("act", "unlink"),
        ("link_from", "shelf-07"),
        ("link", "cross_sell:hdmi"),
    ];
    browser.done(RULES, &take);
    let left = shop.engine().links().unwrap();
    let of_shelf: Vec<_> = left
        .iter()
        .filter(|link| link.from.as_str() == "shelf-07")
        .collect();
    assert!(of_shelf.len() == 1 && of_shelf[0].to.as_str() == "tv");
    assert_eq!(left.len(), 119);
    check_safe(&browser.open("/dashboard/rules?links_of=%3Cscript%3E&links_page=99999999999999999999"));
}

#[test]
fn a_refusal_without_words_of_its_field_is_told_in_the_pages_language_all_the_same() {
    let shop = Served::start();
    let mut browser = admin(&shop, "/dashboard/rules?new=1&lang=ar");
    let mut form = vec![
        ("act", "set"),
        ("action", "bury"),
        ("products.ids", "lamp"),
        ("enabled", "yes"),
    ];
    form.extend([("when.placements", "cart"); 30]);
    let texts = server::i18n::Texts::new();
    for language in ["ar", "fa", "ro", "en"] {
        browser.open(&format!("/dashboard/rules?new=1&lang={language}"));
        let refused = browser.send(&format!("/dashboard/rules?lang={language}"), &form);
        assert_eq!(refused.status, 422);
        let locale = ::shop::Locale::new(language).unwrap();
        let said = texts.say(&locale, "error-invalid_field", &[]);
        let told = refused.body.contains(&said);
        assert_eq!(told, language != "en", "{language} {}", refused.body);
        let detail = "<span lang=\"en\" dir=\"ltr\">Its lists are too long.</span>";
        assert_eq!(
            refused.body.contains(detail),
            language != "en",
            "{}",
            refused.body
        );
        assert!(refused.body.contains("Its lists are too long."));
    }
    assert!(shop.engine().rules(clock()).unwrap().is_empty());
}

#[test]
fn names_run_the_way_of_their_language_whichever_brand_begins_them() {
    let fixture = testkit::Fixture::parse(
        "currency EUR\nproduct tv \"Television\" Video>TVs 499.00\n\
         product care \"Longlife care\" Services>Care 49.00 title.ar=\"Longlife: ضمان إضافي لمدة سنتين\"\n\
         repeat 30 order o{n} 2026-01-01+{n} c{n} tv care\nlink tv care cross_sell\nlink care tv related\n",
    );
    let shop = Served::with(Extras {
        fixture: Some(fixture),
        ..Extras::default()
    });
    let mut browser = admin(&shop, RULES);
    for (path, element) in [(RULES, "bdi"), ("/dashboard/products", "a")] {
        let page = browser.open(&format!("{path}?lang=ar"));
        let title = page.body.split("Longlife: ضمان").next().unwrap();
        let tag = title.rsplit('<').next().unwrap();
        assert!(
            tag.starts_with(element) && tag.ends_with("dir=\"rtl\">"),
            "{path}: {tag}"
        );
    }
}
