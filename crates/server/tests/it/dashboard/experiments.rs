//! Experiments in a form: written, worked out, started, watched, stopped, forgotten.

use engine::ExperimentState;
use serde_json::json;

use super::{Browser, admin, check_safe, known, missing_messages, words};
use crate::shop::Served;

const EXPERIMENTS: &str = "/dashboard/experiments";

fn form<'a>(act: &'a str, slots: &'a str) -> Vec<(&'a str, &'a str)> {
    vec![
        ("act", act),
        ("title", "Fewer <script>alert(1)</script>"),
        ("note", "One is enough"),
        ("placements", "cart"),
        ("metric", "conversion"),
        ("effect_percent", "۵٫۵"),
        ("visitors_planned", ""),
        ("slots", slots),
        ("objective", ""),
        ("tone", "saving"),
        ("changed_percent", "40"),
        ("as_now_percent", "60"),
    ]
}

/// Four weeks in which visitors saw offers, and every seventh bought.
fn weeks(shop: &Served) {
    for number in 0..280 {
        let at = crate::shop::clock().plus_days(-1 - number % 28);
        ask(shop, &format!("p{number}"), at);
        if number % 7 == 0 {
            let order = json!({ "order_id": format!("p{number}"), "visitor_id": format!("p{number}"),
                                "placed_at": at.plus_ms(60_000).to_string(),
                                "lines": [{ "product_id": "tv", "unit_price": "480.00" }] });
            assert_eq!(shop.secret("POST", "/v1/orders", order.to_string()).status, 200);
        }
    }
}

fn ask(shop: &Served, visitor: &str, at: ::shop::Timestamp) -> engine::OfferAnswer {
    let mut request = engine::OfferRequest::new(::shop::Placement::Cart);
    request.visitor_id = Some(::shop::VisitorId::new(visitor).unwrap());
    request.cart = vec![engine::CartItem {
        product_id: "tv".into(),
        quantity: 1,
        unit_price: None,
    }];
    shop.engine().offers(&request, at)
}

#[test]
fn an_experiment_is_worked_out_and_written_before_anybody_is_in_it() {
    let shop = Served::start();
    weeks(&shop);
    let mut browser = admin(&shop, EXPERIMENTS);
    assert!(
        browser
            .open(EXPERIMENTS)
            .body
            .contains("There is no experiment yet")
    );
    browser.open("/dashboard/experiments?new=1");
    let plan = browser.send(EXPERIMENTS, &form("plan", "1"));
    assert_eq!(plan.status, 200, "{}", plan.body);
    assert!(
        plan.body.contains("14.29%") && plan.body.contains("Visitors needed"),
        "{}",
        plan.body
    );
    assert!(plan.body.contains("longer than an experiment should run"));
    assert!(plan.body.contains("value=\"۵٫۵\""), "what was typed stays");
    check_safe(&plan);
    assert!(shop.engine().experiments().unwrap().is_empty(), "nothing is kept");

    let kept = browser.done(EXPERIMENTS, &form("set", "1"));
    assert!(kept.body.contains("nobody is in it yet") && kept.body.contains("Start the experiment…"));
    check_safe(&kept);
    let (id, experiment) = shop.engine().experiments().unwrap().remove(0);
    let draft = &experiment.draft;
    assert_eq!(
        (draft.arms[0].share_percent, draft.arms[1].share_percent),
        (60, 40)
    );
    assert_eq!((draft.effect_percent, draft.arms[1].change.slots), (5.5, Some(1)));
    assert_eq!(draft.arms[1].change.tone.as_deref(), Some("saving"));
    let mut changed = form("set", "2");
    let known = known(&kept);
    changed.extend([("id", &*id), ("known", &*known)]);
    browser.done(EXPERIMENTS, &changed);
    let all = shop.engine().experiments().unwrap();
    assert_eq!((all.len(), all[0].1.draft.arms[1].change.slots), (1, Some(2)));
}

#[test]
fn an_experiment_is_started_watched_stopped_and_forgotten() {
    let shop = Served::start();
    weeks(&shop);
    let mut browser = admin(&shop, "/dashboard/experiments?new=1");
    browser.done(EXPERIMENTS, &form("set", "1"));
    let (id, _) = shop.engine().experiments().unwrap().remove(0);
    let mut changed = form("set", "2");
    changed.push(("id", &id));
    let running = browser.done(EXPERIMENTS, &[("act", "start"), ("id", &id)]);
    for visitor in 0..40 {
        ask(&shop, &format!("v{visitor}"), crate::shop::clock());
    }
    assert!(running.body.contains("Too early to tell") && running.body.contains("Stop the experiment…"));
    assert!(
        !running.body.contains("name=\"slots\""),
        "what runs is not changed"
    );
    let watched = browser.open(&format!("{EXPERIMENTS}?id={id}"));
    let told = words(&watched);
    for expected in [
        "What differs",
        "What it saves",
        "This one decides.",
        "Visitors who order",
        "Not known yet",
        "40 of ",
        "What must not get worse",
        "Margin per visitor",
    ] {
        assert!(told.contains(expected), "{expected}: {told}");
    }
    assert_eq!(
        told.matches("Started</dt><dd>1 February 2026, 12:00 UTC").count(),
        1,
        "when it began is told once: {told}"
    );
    check_safe(&watched);
    let refused = browser.send(EXPERIMENTS, &changed);
    assert_eq!(refused.status, 422, "one that runs is not written again");
    let over = browser.done(EXPERIMENTS, &[("act", "stop"), ("id", &id)]);
    assert!(
        words(&over).contains("Somebody stopped it.") && words(&over).contains("Not known: it ended with")
    );
    assert_eq!(
        shop.engine().experiment(&id).unwrap().state,
        ExperimentState::Stopped
    );
    for language in ["en", "ar", "fa", "ro"] {
        for address in [EXPERIMENTS.to_owned() + "?", format!("{EXPERIMENTS}?id={id}&")] {
            let page = browser.open(&format!("{address}lang={language}"));
            assert_eq!(missing_messages(&page), Vec::<&str>::new(), "{language}");
            assert!(
                page.body.contains("Fewer &#60;script&#62;"),
                "{language}: {}",
                page.body
            );
            check_safe(&page);
        }
    }
    browser.open(&format!("{EXPERIMENTS}?lang=en"));
    browser.done(EXPERIMENTS, &[("act", "remove"), ("id", &id)]);
    assert!(shop.engine().experiments().unwrap().is_empty());
}

#[test]
fn why_it_cannot_be_moved_on_is_said_in_the_language_of_the_page() {
    let shop = Served::start();
    weeks(&shop);
    let mut browser = admin(&shop, "/dashboard/experiments?new=1");
    browser.done(EXPERIMENTS, &form("set", "1"));
    let (id, _) = shop.engine().experiments().unwrap().remove(0);
    let cannot = |browser: &mut Browser<'_>, (language, act): (&str, &str), because: &str| {
        let page = format!("{EXPERIMENTS}?lang={language}");
        browser.open(&page);
        let refused = browser.send(&page, &[("act", act), ("id", &id)]);
        let told = words(&refused);
        assert!(refused.status == 422 && told.contains(because), "{act}: {told}");
    };
    browser.done(EXPERIMENTS, &[("act", "start"), ("id", &id)]);
    cannot(
        &mut browser,
        ("en", "start"),
        "This cannot be done now. It runs already",
    );
    cannot(&mut browser, ("ro", "remove"), "Rulează. Opriți-l mai întâi");
    browser.done(EXPERIMENTS, &[("act", "stop"), ("id", &id)]);
    cannot(&mut browser, ("fa", "start"), "به پایان رسیده است");
    cannot(&mut browser, ("ar", "stop"), "إنها ليست جارية");
}

#[test]
fn a_mistake_says_what_to_do_and_keeps_what_was_typed() {
    let shop = Served::start();
    let browser = admin(&shop, "/dashboard/experiments?new=1");
    let with = |name: &'static str, value: &'static str| {
        let mut form = form("set", "1");
        form.retain(|(known, _)| *known != name);
        form.push((name, value));
        form
    };
    let mut nothing = form("set", "");
    nothing.retain(|(name, _)| *name != "tone");
    let mistakes = [
        (with("title", " "), "Write a title"),
        (with("slots", "99"), "Write a whole number from 0 to 24."),
        (with("slots", "two"), "Write a whole number from 0 to 24."),
        (with("effect_percent", "0"), "Write a number from 0.1 to 1000"),
        (
            with("changed_percent", "50"),
            "both shares together may be 100 at most",
        ),
        (
            with("as_now_percent", ""),
            "both shares together may be 100 at most",
        ),
        (
            with("visitors_planned", "many"),
            "Write a whole number of at least 200, or leave it empty",
        ),
        (
            with("visitors_planned", "199"),
            "Write a whole number of at least 200, or leave it empty",
        ),
        (nothing, "Nothing differs yet between the two parts"),
        (with("act", "plan"), "Too little is known of this metric"),
    ];
    for (form, sentence) in mistakes {
        let page = browser.send(EXPERIMENTS, &form);
        assert_eq!(page.status, 422, "{sentence}");
        assert_eq!(
            words(&page).matches(sentence).count(),
            1,
            "{sentence}: {}",
            page.body
        );
        let typed = format!("value=\"{}\"", form.last().unwrap().1);
        assert!(
            page.body.contains("One is enough") && page.body.contains(&typed),
            "{typed}"
        );
        check_safe(&page);
        assert!(shop.engine().experiments().unwrap().is_empty());
    }
    let plain = form("set", "1");
    assert_eq!(browser.send_with(EXPERIMENTS, "else", &plain).status, 403);
    assert!(shop.engine().experiments().unwrap().is_empty());
}

#[test]
fn what_the_form_does_not_know_of_an_experiment_stays() {
    let shop = Served::start();
    let body = json!({
        "title": "By hand", "layer": "cart", "placements": ["cart"], "visitors_planned": 5_000,
        "arms": [{ "name": "two", "share_percent": 50 },
                 { "name": "one", "share_percent": 50, "change": { "slots": 1, "reserve": 3 } }],
    });
    assert_eq!(
        shop.admin("PUT", "/v1/experiments/mine", body.to_string()).status,
        200
    );
    let mut browser = admin(&shop, "/dashboard/experiments?id=mine");
    let mut changed = form("set", "2");
    let known = known(&browser.open("/dashboard/experiments?id=mine"));
    changed.extend([("id", "mine"), ("known", &*known)]);
    browser.done(EXPERIMENTS, &changed);
    let draft = shop.engine().experiment("mine").unwrap().draft;
    assert_eq!(draft.layer.as_deref(), Some("cart"));
    let change = &draft.arms[1].change;
    assert_eq!(
        (change.slots, change.reserve, &*draft.arms[1].name),
        (Some(2), Some(3), "one")
    );
}

#[test]
fn an_arm_that_was_stopped_says_when_and_by_which_guardrail() {
    let shop = Served::start();
    let body = json!({
        "title": "How many", "placements": ["cart"], "visitors_planned": 5_000, "metric": "margin_per_visitor",
        "arms": [{ "name": "two", "share_percent": 40 },
                 { "name": "one", "share_percent": 30, "change": { "slots": 1 } },
                 { "name": "two more", "share_percent": 30, "change": { "reserve": 3 } }],
    });
    shop.admin("PUT", "/v1/experiments/many", body.to_string());
    let (engine, day) = (shop.engine(), crate::shop::clock().plus_days(-2));
    engine.start_experiment("many", 5_000, day).unwrap();
    let mut text = "currency EUR\nproduct tv \"TV\" Electronics>TVs 499.00\n".to_owned();
    for visitor in 0..1_500 {
        let id = format!("v{visitor}");
        let arm = ask(&shop, &id, day).experiments[0].arm.clone();
        if visitor % 2 == 0 && !(arm == "one" && visitor % 3 == 0) {
            text += &format!("order o{visitor} {}T13:00 - visitor={id} tv\n", day.day());
        }
    }
    let orders = testkit::Fixture::parse(&text).orders;
    engine.record_orders(orders, Vec::new()).unwrap();
    let ended = engine.watch_experiments(crate::shop::clock()).unwrap();
    assert_eq!(ended.len(), 1, "{ended:?}");
    let told = shop.admin("GET", "/v1/experiments/many", "").json();
    let stopped = json!({ "arm": "one", "at": "2026-02-01T12:00:00.000Z", "guardrail": "conversion" });
    assert_eq!(
        (&told["state"], &told["arms_stopped"]),
        (&json!("running"), &json!([stopped]))
    );
    let arm = &told["report"]["arms"][1];
    assert_eq!(arm["stopped"]["guardrail"], "conversion");
    let marked = |arm: usize| {
        let metrics = told["report"]["arms"][arm]["metrics"].as_array().unwrap().iter();
        let marked = metrics.filter(|metric| metric["changed"] == true);
        marked
            .map(|metric| metric["id"].as_str().unwrap())
            .collect::<Vec<_>>()
    };
    assert!(marked(1).contains(&"conversion"), "{:?}", marked(1));
    assert!(!marked(1).contains(&"margin_per_visitor"), "that one decides");
    assert_eq!(marked(2), Vec::<&str>::new());
    let document = server::openapi();
    let schema = &document["components"]["schemas"]["Experiment"];
    assert_eq!(
        crate::schema::misfits(&document, schema, &told, "it"),
        Vec::<String>::new()
    );
    let mut browser = admin(&shop, EXPERIMENTS);
    let sentence = [
        ("en", "“one” was stopped by itself on", "Changed"),
        ("ar", "أُوقف الجزء «one» من تلقاء نفسه", "تغيّر"),
        ("fa", "بخش «one» در", "تغییر کرد"),
        ("ro", "Partea „one” a fost oprită de la sine", "S-a schimbat"),
    ];
    for (language, sentence, mark) in sentence {
        let page = browser.open(&format!("{EXPERIMENTS}?id=many&lang={language}"));
        let told = words(&page).replace(['\u{2068}', '\u{2069}'], "");
        assert!(
            told.contains(sentence) && told.contains(mark),
            "{language}: {told}"
        );
        assert_eq!(missing_messages(&page), Vec::<&str>::new(), "{language}");
        check_safe(&page);
    }
}
