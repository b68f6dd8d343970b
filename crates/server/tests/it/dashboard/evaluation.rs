//! An evaluation that is asked for on its page: it is the command's, one at a time, and closing does not wait for it.

use std::{
    fs::File,
    time::{Duration, Instant},
};

use engine::{
    OWN_CONFIGURATION, TaskState, evaluation_document,
    measure::offline::{Configuration, Plan, evaluate},
    recommend::Params,
};
use serde_json::Value;
use testkit::Fixture;

use super::{Browser, admin, check_safe, missing_messages, words};
use crate::{
    client::Response,
    shop::{Extras, Served},
};

const EVALUATION: &str = "/dashboard/evaluation";
const EVALUATE: [(&str, &str); 1] = [("act", "evaluate")];
const LANGUAGES: [&str; 4] = ["en", "ar", "fa", "ro"];
/// Patience with work in the background.
const PATIENCE: Duration = Duration::from_secs(60);

/// A year in which two pairs are bought every day.
fn with_year() -> Served {
    let year = r#"
currency EUR
product tv "Television" Electronics>TVs 499.00
product hdmi "Cable" Electronics>Cables 9.99
product lamp "Lamp" Home>Lamps 24.50
product bulb "Bulb" Home>Bulbs 4.50
repeat 390 order o{n} 2025-01-01+{n} c{n} tv hdmi
repeat 390 order p{n} 2025-01-01+{n} d{n} lamp bulb
repeat 390 order q{n} 2025-01-01+{n} e{n} tv hdmi bulb
"#;
    Served::with(Extras {
        fixture: Some(Fixture::parse(year)),
        ..Extras::default()
    })
}

/// The page once nothing is at work; until then it is asked for again by itself.
fn settled(browser: &mut Browser<'_>) -> Response {
    let started = Instant::now();
    loop {
        let page = browser.open(EVALUATION);
        if page.header("refresh").is_none() {
            assert!(page.body.contains("value=\"evaluate\""), "{}", page.body);
            return page;
        }
        assert!(!page.body.contains("value=\"evaluate\""), "{}", page.body);
        assert!(started.elapsed() < PATIENCE, "{}", page.body);
        std::thread::sleep(Duration::from_millis(20));
    }
}

/// Somebody else who builds in the folder, until the file is dropped.
fn builder(shop: &Served) -> File {
    let path = shop.folder.path().join("build.lock");
    let file = File::options().create(true).append(true).open(path).unwrap();
    file.lock().unwrap();
    file
}

#[test]
fn the_page_makes_what_the_command_makes_once_at_a_time_and_after_a_build() {
    let shop = with_year();
    let mut browser = admin(&shop, EVALUATION);
    let empty = browser.open(EVALUATION);
    assert!(empty.body.contains("No evaluation was made yet.") && empty.body.contains("Evaluate now"));
    assert_eq!(browser.send_with(EVALUATION, "else", &EVALUATE).status, 403);
    assert_eq!(browser.send(EVALUATION, &[("act", "dance")]).status, 422);
    assert!(shop.engine().tasks(1).unwrap().is_empty());
    let building = builder(&shop);
    let started = browser.done(EVALUATION, &EVALUATE);
    assert!(words(&started).contains("The evaluation was asked for."));
    assert!(
        !started.body.contains("No evaluation was made yet."),
        "{}",
        started.body
    );
    assert_eq!(started.header("refresh"), Some("5; url=/dashboard/evaluation"));
    let again = browser.done(EVALUATION, &EVALUATE);
    assert!(words(&again).contains("An evaluation is running already."));
    assert_eq!(shop.engine().tasks(9).unwrap().len(), 1);
    for language in LANGUAGES {
        let page = browser.open(&format!("{EVALUATION}?still=yes&lang={language}"));
        assert_eq!(
            (page.header("refresh"), missing_messages(&page)),
            (None, Vec::new())
        );
        check_safe(&page);
    }
    assert_eq!(shop.engine().kept_evaluation(), None);
    browser.open(&format!("{EVALUATION}?lang=en"));
    drop(building);
    let page = settled(&mut browser);
    assert!(words(&page).contains("Made on 1 February 2026") && page.body.contains("Best sellers"));
    check_safe(&page);
    let past = shop.engine().past(&|_| {}).unwrap();
    let own = Configuration {
        name: OWN_CONFIGURATION.to_owned(),
        params: Params::default(),
        tuned: false,
    };
    let plan = Plan::default();
    let wanted = evaluate(&past, &[own], &plan, &|_| {}).unwrap();
    assert!(wanted.tasks.iter().any(|task| task.methods.is_ok()));
    let kept = shop.engine().kept_evaluation().unwrap();
    // Written and read again, as what is kept was.
    let wanted = evaluation_document(&wanted, plan.seed).to_string();
    assert_eq!(kept.report, serde_json::from_str::<Value>(&wanted).unwrap());
    let list = browser.open("/dashboard/data");
    assert!(list.body.contains("Evaluation of the offers"), "{}", list.body);
}

#[test]
fn what_cannot_be_evaluated_is_told_with_what_to_do() {
    let nothing = Extras {
        nothing_built: true,
        ..Extras::default()
    };
    let two_days = r#"product tv "Television" TVs 499.00
repeat 2 order o{n} 2026-01-01+{n} c{n} tv"#;
    let short = Extras {
        fixture: Some(Fixture::parse(two_days)),
        ..Extras::default()
    };
    for (extras, said) in [
        (nothing, "There was nothing to evaluate"),
        (short, "There was too little to evaluate"),
    ] {
        let shop = Served::with(extras);
        let mut browser = admin(&shop, EVALUATION);
        browser.done(EVALUATION, &EVALUATE);
        let page = settled(&mut browser);
        assert!(page.body.contains(said), "{}", page.body);
        assert!(page.body.contains("<a href=\"/dashboard/data\""), "{}", page.body);
        assert_eq!(shop.engine().kept_evaluation(), None);
        for language in LANGUAGES {
            let page = browser.open(&format!("{EVALUATION}?lang={language}"));
            assert_eq!(missing_messages(&page), Vec::<&str>::new(), "{language}");
            assert!(page.body.contains("class=\"warning\""), "{}", page.body);
            check_safe(&page);
        }
    }
}

#[test]
fn closing_does_not_wait_for_it_and_the_next_process_makes_it() {
    let mut shop = with_year();
    let building = builder(&shop);
    let mut browser = admin(&shop, EVALUATION);
    browser.done(EVALUATION, &EVALUATE);
    shop.stop().unwrap();
    drop(building);
    let engine = shop.reopened();
    assert_eq!(engine.kept_evaluation(), None);
    engine.start_tasks(crate::shop::clock).unwrap();
    let started = Instant::now();
    while engine.evaluation_task().unwrap().unwrap().state != TaskState::Succeeded {
        assert!(started.elapsed() < PATIENCE);
        std::thread::sleep(Duration::from_millis(20));
    }
    assert!(engine.kept_evaluation().is_some());
    engine.close();
}
