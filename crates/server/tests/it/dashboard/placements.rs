//! A placement's policy in a form.

use shop::Placement;

use super::{admin, check_safe, words};
use crate::shop::{Served, clock};

const PLACEMENTS: &str = "/dashboard/placements";

/// A text as it was before it was escaped.
fn unescaped(text: &str) -> String {
    let letters = [
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#38;", "&"),
    ];
    letters.iter().fold(text.to_owned(), |text, (escaped, letter)| {
        text.replace(escaped, letter)
    })
}

/// The fields of the form that a page shows, as a browser would send them.
fn fields(page: &str) -> Vec<(String, String)> {
    let form = page
        .split("<form class=\"sheet\"")
        .nth(1)
        .unwrap()
        .split("</form>")
        .next()
        .unwrap();
    let attribute = |tag: &str, name: &str| {
        let after = tag.split(&format!(" {name}=\"")).nth(1)?;
        Some(unescaped(after.split('"').next()?))
    };
    let mut fields = Vec::new();
    for tag in form.split('<') {
        let name = attribute(tag, "name");
        match (tag.split([' ', '>']).next().unwrap(), name) {
            ("input", Some(name)) if !tag.contains("checkbox") || tag.contains(" checked") => {
                fields.push((name, attribute(tag, "value").unwrap()));
            }
            ("select", Some(name)) => fields.push((name, String::new())),
            ("option", _) if tag.contains(" selected") => {
                fields.last_mut().unwrap().1 = attribute(tag, "value").unwrap();
            }
            ("textarea", Some(name)) => {
                fields.push((name, unescaped(tag.split_once(">\n").unwrap().1)));
            }
            _ => {}
        }
    }
    fields.retain(|(name, _)| name != "token" && name != "act");
    fields
}

/// The same with other values of some of them.
fn with<'a>(
    fields: &'a [(String, String)],
    act: &'a str,
    other: &[(&'a str, &'a str)],
) -> Vec<(&'a str, &'a str)> {
    let mut form: Vec<(&str, &str)> = fields.iter().map(|(name, value)| (&**name, &**value)).collect();
    form.retain(|(name, _)| !other.iter().any(|(changed, _)| changed == name));
    form.extend(other);
    form.push(("act", act));
    form
}

#[test]
fn only_what_was_changed_is_set_and_an_earlier_version_comes_back() {
    let shop = Served::start();
    let mut browser = admin(&shop, PLACEMENTS);
    let policy = || shop.engine().policy(Placement::Cart, clock()).unwrap();
    let built_in = policy().in_force;
    let fields = fields(&browser.open("/dashboard/placements?id=cart").body);
    let other = [
        ("slots", "2"),
        ("caps.quiet_hours", "1"),
        ("note", "<script>x</script>"),
        ("recommenders.popular", "0.5"),
    ];
    let page = browser.done(PLACEMENTS, &with(&fields, "set", &other));
    assert!(words(&page).contains("Version 1"));
    check_safe(&page);
    let view = policy();
    assert_eq!((view.in_force.slots, view.in_force.caps.quiet_hours), (2, 1));
    let change = &view.versions[0].draft.change;
    assert_eq!(
        (change.reserve, &change.also, &change.objective),
        (None, &None, &None)
    );
    assert_eq!(
        change.recommenders.as_ref().unwrap().len(),
        built_in.recommenders.len() + 1
    );

    browser.done(
        PLACEMENTS,
        &[("id", "cart"), ("act", "roll_back"), ("version", "0")],
    );
    assert_eq!(
        (policy().in_force.slots, policy().in_force.version),
        (built_in.slots, 2)
    );
    browser.done(
        PLACEMENTS,
        &[("id", "cart"), ("act", "roll_back"), ("version", "1")],
    );
    assert_eq!((policy().in_force.slots, policy().versions.len()), (2, 3));
    // From a page on which the latest version was another one, nothing is gone back to unseen.
    let stale = [
        ("id", "cart"),
        ("act", "roll_back"),
        ("version", "0"),
        ("opened", "1"),
    ];
    let late = browser.send(PLACEMENTS, &stale);
    assert!(
        late.status == 409 && late.body.contains("so nothing was gone back to"),
        "{}",
        late.body
    );
    assert_eq!(policy().versions.len(), 3);
}

#[test]
fn a_further_unit_and_lists_are_read_from_their_lines() {
    let shop = Served::start();
    let mut browser = admin(&shop, PLACEMENTS);
    let fields = fields(&browser.open("/dashboard/placements?id=cart").body);
    let mut other = vec![
        ("also.0.intent", "upsell"),
        ("also.0.slots", "1"),
        ("price_caps", "Home > Lamps = 40"),
        ("fallback", "popular = 1"),
        ("value_min", "0,50"),
        ("filters_off", "in_stock"),
    ];
    browser.done(PLACEMENTS, &with(&fields, "set", &other));
    let policy = shop.engine().policy(Placement::Cart, clock()).unwrap().in_force;
    assert_eq!((policy.also.len(), policy.also[0].slots), (1, 1));
    assert_eq!(policy.price_caps, [("Home > Lamps".to_owned(), 40)]);
    assert_eq!(
        (policy.value_min_minor, &*policy.filters_off[0]),
        (Some(50), "in_stock")
    );
    assert_eq!(policy.fallback.len(), 1);

    other.extend([("opened", "1"), ("slots", "99")]);
    let refused = browser.send(PLACEMENTS, &with(&fields, "set", &other));
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("Write a whole number from 0 to 24") && refused.body.contains("value=\"99\"")
    );
}

#[test]
fn a_change_is_seen_on_real_carts_before_it_is_set() {
    let shop = Served::start();
    let mut browser = admin(&shop, PLACEMENTS);
    let fields = fields(&browser.open("/dashboard/placements?id=cart").body);
    let page = browser.send(PLACEMENTS, &with(&fields, "try", &[("slots", "0")]));
    assert_eq!(page.status, 200);
    assert!(
        words(&page).contains("the carts of the latest orders were tried"),
        "{}",
        page.body
    );
    assert!(page.body.contains("Offered now") && page.body.contains("HDMI cable"));
    assert!(page.body.contains("name=\"slots\" value=\"0\""));
    check_safe(&page);
    assert!(
        shop.engine()
            .policy(Placement::Cart, clock())
            .unwrap()
            .versions
            .is_empty()
    );
}

#[test]
fn a_page_of_a_category_with_others_below_is_tried_as_it_was() {
    let shop = Served::start();
    let asked = shop.send(
        engine::KeyKind::Public,
        "POST",
        "/v1/offers",
        r#"{"placement":"category_page","context":{"category":"Electronics"}}"#,
    );
    let offered: Vec<String> = asked.json()["offers"]
        .as_array()
        .unwrap()
        .iter()
        .map(|offer| offer["product"]["title"].as_str().unwrap().to_owned())
        .collect();
    assert!(!offered.is_empty(), "{}", asked.body);
    let mut browser = admin(&shop, PLACEMENTS);
    let fields = fields(&browser.open("/dashboard/placements?id=category_page").body);
    let page = browser.send(PLACEMENTS, &with(&fields, "try", &[("slots", "0")]));
    let lines: String = offered
        .iter()
        .map(|title| format!("<li><bdi dir=\"ltr\">{title}</bdi></li>"))
        .collect();
    let row =
        format!("<li><bdi dir=\"ltr\">Electronics</bdi></li></ul></td><td><ul class=\"lines\">{lines}</ul>");
    assert!(page.body.contains(&row), "{row}: {}", page.body);
}

#[test]
fn who_saves_second_sees_what_the_first_changed_and_decides() {
    let shop = Served::start();
    let (mut one, mut two) = (admin(&shop, PLACEMENTS), admin(&shop, PLACEMENTS));
    let opened_by_one = fields(&one.open("/dashboard/placements?id=cart").body);
    let opened_by_two = fields(&two.open("/dashboard/placements?id=cart").body);
    one.done(PLACEMENTS, &with(&opened_by_one, "set", &[("slots", "2")]));
    let told = two.send(
        PLACEMENTS,
        &with(
            &opened_by_two,
            "set",
            &[("slots", "3"), ("reserve", "7"), ("note", "</textarea><script>")],
        ),
    );
    assert_eq!(told.status, 409);
    check_safe(&told);
    assert!(
        told.body
            .contains("Somebody else set another version while you were typing")
    );
    let row = "<td>Most offers shown</td><td><bdi>4</bdi></td><td><bdi>2</bdi></td><td><bdi>3</bdi></td>";
    let told_plainly = told.body.replace(" dir=\"ltr\"", "");
    assert!(told_plainly.contains(row), "{}", told.body);
    let engine = shop.engine();
    assert_eq!(engine.policy(Placement::Cart, clock()).unwrap().in_force.slots, 2);

    let decided = fields(&told.body);
    assert!(decided.contains(&("reserve".to_owned(), "7".to_owned())));
    two.done(PLACEMENTS, &with(&decided, "set", &[]));
    let policy = engine.policy(Placement::Cart, clock()).unwrap().in_force;
    assert_eq!((policy.slots, policy.reserve, policy.version), (3, 7, 2));
}

#[test]
fn who_tried_a_change_meanwhile_overwrites_nothing_unseen() {
    let shop = Served::start();
    let (mut one, mut two) = (admin(&shop, PLACEMENTS), admin(&shop, PLACEMENTS));
    let opened_by_one = fields(&one.open("/dashboard/placements?id=cart").body);
    let opened_by_two = fields(&two.open("/dashboard/placements?id=cart").body);
    one.done(PLACEMENTS, &with(&opened_by_one, "set", &[("slots", "2")]));
    let tried = two.send(PLACEMENTS, &with(&opened_by_two, "try", &[("reserve", "7")]));
    let told = two.send(PLACEMENTS, &with(&fields(&tried.body), "set", &[]));
    assert_eq!(told.status, 409, "{}", told.body);
    let policy = shop.engine().policy(Placement::Cart, clock()).unwrap().in_force;
    assert_eq!((policy.slots, policy.version), (2, 1));
}

#[test]
fn what_differs_for_some_customers_is_written_in_the_form_and_nothing_of_it_is_lost() {
    let shop = Served::start();
    let mut browser = admin(&shop, PLACEMENTS);
    let opened = fields(&browser.open("/dashboard/placements?id=cart").body);
    let mut other = vec![
        ("variants.0.name", "</textarea><script>x</script>"),
        ("variants.0.groups", "tier:highly_profitable"),
        ("variants.0.tags", "b2b\r\nclub"),
        ("variants.0.bought_before", "yes"),
        ("variants.0.since_order_days_max", "۳۰"),
        ("variants.0.due_within_days", "7"),
        ("variants.0.slots", "2"),
        ("variants.0.incentives", "no"),
        ("variants.0.recommenders", "upsell = 0.5"),
        ("variants.0.more", "{ \"caps\": { \"quiet_after\": 0 } }"),
    ];
    let page = browser.done(PLACEMENTS, &with(&opened, "set", &other));
    check_safe(&page);
    let policy = || shop.engine().policy(Placement::Cart, clock()).unwrap();
    let written = policy().variants[0].draft.clone();
    assert_eq!(
        written.condition.segments,
        ["tier:highly_profitable", "b2b", "club"]
    );
    let days = written.condition.since_order_days.unwrap();
    assert_eq!((days.min, days.max), (None, Some(30)));
    assert_eq!(
        (written.policy.slots, written.policy.incentives),
        (Some(2), Some(false))
    );
    assert_eq!(policy().variants[0].policy.caps.quiet_after, 0);

    // What its customers would get is told beside what everybody else would.
    let again = fields(&browser.open("/dashboard/placements?id=cart").body);
    let tried = browser.send(
        PLACEMENTS,
        &with(&again, "try", &[("variants.0.recommenders", "")]),
    );
    let told = words(&tried);
    assert!(told.contains("Nothing would change."), "{told}");
    let (_, of_variant) = told.split_once("For the customers of the variant").unwrap();
    assert!(of_variant.contains("would come out otherwise"), "{told}");
    check_safe(&tried);

    // What is shown again and set unchanged is the same; a click takes it away.
    let again = fields(&browser.open("/dashboard/placements?id=cart").body);
    browser.done(PLACEMENTS, &with(&again, "set", &[("slots", "1")]));
    assert_eq!(
        (&policy().variants[0].draft, policy().in_force.slots),
        (&written, 1)
    );
    let again = fields(&browser.open("/dashboard/placements?id=cart").body);
    browser.done(PLACEMENTS, &with(&again, "set", &[("variants.0.remove", "yes")]));
    assert!(policy().variants.is_empty());

    let now = fields(&browser.open("/dashboard/placements?id=cart").body);
    other.retain(|(name, _)| !name.contains("name"));
    let refused = browser.send(PLACEMENTS, &with(&now, "set", &other));
    assert_eq!(refused.status, 422);
    assert!(
        refused.body.contains("its name has 1 to 64 bytes"),
        "{}",
        refused.body
    );
    assert!(refused.body.contains("upsell = 0.5"), "what was typed stays");
}
