//! What customers say is understood in four languages, and what has nothing to do with the shop is not.

use recommend::needs::{self, Lexicon, NeedIndex, Understood};

use crate::{shop::Shop, tiny::tiny};

const SHOP: &str = include_str!("needs/shop.txt");
const UNRELATED: &str = include_str!("needs/unrelated.txt");
const SAID: [(&str, &str); 4] = [
    ("en", include_str!("needs/en.txt")),
    ("ro", include_str!("needs/ro.txt")),
    ("ar", include_str!("needs/ar.txt")),
    ("fa", include_str!("needs/fa.txt")),
];

fn asked() -> (Shop, NeedIndex) {
    let shop = tiny(
        SHOP,
        &[("h1", None, "I bought this to knit on the balcony after sunset")],
    );
    let index = NeedIndex::new(&shop.catalogue);
    (shop, index)
}

fn understood(text: &str) -> (Shop, Understood) {
    let (shop, index) = asked();
    let understood = needs::understood(text, &shop.catalogue, &shop.signals, &index, &Lexicon::default());
    (shop, understood)
}

fn leaf_names(shop: &Shop, leaves: &[u32]) -> String {
    let name = |leaf: &u32| {
        shop.catalogue
            .leaf_path(*leaf)
            .rsplit(" > ")
            .next()
            .unwrap_or_default()
    };
    leaves.iter().map(name).collect::<Vec<_>>().join(", ")
}

#[test]
fn at_least_so_many_phrases_are_understood_in_every_language() {
    let (shop, index) = asked();
    let own = Lexicon::default();
    let mut failed = Vec::new();
    // What was measured, less two phrases: a change that costs more must be looked at.
    for ((language, said), floor) in SAID.into_iter().zip([0.94, 0.94, 0.96, 0.96]) {
        let (mut among_three, mut all) = (0, 0);
        let mut missed = Vec::new();
        for (class, phrase) in said.lines().filter_map(|line| line.split_once(" = ")) {
            let classes = needs::classes_of(phrase, &index, &own);
            let names = leaf_names(&shop, &classes);
            all += 1;
            if names.split(", ").take(3).any(|name| name == class) {
                among_three += 1;
            } else {
                missed.push(format!("{class} = {phrase}: {names}"));
            }
        }
        assert!(all >= 50, "{language}: only {all} phrases");
        let recall = among_three as f64 / all as f64;
        println!("{language}: R@3 {recall:.3}");
        if recall < floor {
            failed.push(format!("{language}: R@3 {recall:.3}; missed {missed:#?}"));
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn what_has_nothing_to_do_with_the_shop_is_not_understood() {
    let (shop, index) = asked();
    let own = Lexicon::default();
    let mut failed = Vec::new();
    for (language, _) in SAID {
        let of_language = |line: &'static str| line.split_once(" = ").filter(|(tag, _)| *tag == language);
        let phrases: Vec<&str> = UNRELATED
            .lines()
            .filter_map(of_language)
            .map(|(_, phrase)| phrase)
            .collect();
        assert!(phrases.len() >= 30, "{language}: only {} phrases", phrases.len());
        let classes = |phrase: &&str| {
            let classes = needs::classes_of(phrase, &index, &own);
            (!classes.is_empty()).then(|| format!("{phrase}: {}", leaf_names(&shop, &classes)))
        };
        let wrong: Vec<String> = phrases.iter().filter_map(classes).collect();
        println!("{language}: {} of {} taken", wrong.len(), phrases.len());
        if wrong.len() * 20 > phrases.len() {
            failed.push(wrong);
        }
    }
    assert!(failed.is_empty(), "{failed:#?}");
}

#[test]
fn no_phrase_of_the_test_stands_in_the_lexicon() {
    let lexicon = include_str!("../../src/needs/lexicon.txt");
    let known: Vec<&str> = lexicon
        .lines()
        .flat_map(|line| line.split(['=', '>', ',']))
        .map(str::trim)
        .collect();
    for (_, said) in SAID {
        for (_, phrase) in said.lines().filter_map(|line| line.split_once(" = ")) {
            assert!(!known.contains(&phrase), "{phrase}");
        }
    }
}

/// What is needed now, refused and wanted later, as class names.
fn told(text: &str) -> String {
    let (shop, found) = understood(text);
    let later: Vec<String> = found
        .later
        .iter()
        .map(|later| format!("{} in {} days", leaf_names(&shop, &[later.leaf]), later.days))
        .collect();
    let doubt = if found.need.is_ambiguous { " ?" } else { "" };
    let (now, refused) = (&found.need.leaves, &found.need.refused);
    format!(
        "{}{doubt} | {} | {}",
        leaf_names(&shop, now),
        leaf_names(&shop, refused),
        later.join(", ")
    )
}

#[test]
fn what_is_refused_is_no_need_and_excluded() {
    assert_eq!(told("I don't want a tent"), " | Tents | ");
    assert_eq!(told("a tent, no longer a bicycle"), "Tents | Bicycles | ");
    assert_eq!(told("nu vreau cort, ci un rucsac"), "Backpacks | Tents | ");
    assert_eq!(told("لا أريد خيمة"), " | Tents | ");
    assert_eq!(told("چادر نمی‌خواهم"), " | Tents | ");
    // Who lacks something needs it.
    assert_eq!(told("I have no tent"), "Tents |  | ");
    assert_eq!(told("nu am cort"), "Tents |  | ");
    assert_eq!(told("ليس لدي خيمة"), "Tents |  | ");
    assert_eq!(told("چادر ندارم"), "Tents |  | ");
}

#[test]
fn what_is_for_later_is_no_need_of_now() {
    assert_eq!(
        told("Next time we want a tent, now a bike helmet"),
        "Helmets |  | Tents in 30 days"
    );
    assert_eq!(told("next year: a tent"), " |  | Tents in 365 days");
    assert_eq!(told("Data viitoare luăm un cort"), " |  | Tents in 30 days");
    assert_eq!(told("الشهر القادم أريد خيمة"), " |  | Tents in 30 days");
    assert_eq!(told("هفته بعد چادر می‌خواهم"), " |  | Tents in 7 days");
    assert_eq!(told("I need a tent by tomorrow"), "Tents |  | ");
}

#[test]
fn two_classes_far_apart_are_both_told_and_said_to_be_doubtful() {
    assert_eq!(told("something for tea or tents"), "Tea, Tents ? |  | ");
    assert_eq!(told("a tent"), "Tents |  | ");
}

#[test]
fn nothing_that_is_said_can_do_harm() {
    for text in [
        "",
        " ",
        "👍🎉",
        "\u{0}\u{7}\u{1b}[31m",
        "next time",
        "{ $title }",
        "'; DROP TABLE",
    ] {
        assert_eq!(told(text), " |  | ", "{text:?}");
    }
    let long = "tent and cort ".repeat(80_000);
    assert_eq!(told(&long), "Tents |  | ");
}

#[test]
fn products_of_a_need_go_by_what_was_said_and_by_sales() {
    let ids = |text: &str| {
        let (shop, found) = understood(text);
        let id = |(product, _): &(u32, f32)| shop.catalogue.id(*product).to_owned();
        found.need.products.iter().map(id).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(ids("a laptop bag"), "b1 b2");
    assert_eq!(ids("a laptop bag for notebooks, a briefcase"), "b2 b1");
}

#[test]
fn the_merchants_own_phrases_go_first() {
    let (shop, index) = asked();
    let targets = [
        "Home > Lamps".to_owned(),
        "product:t4".to_owned(),
        "No > Such".to_owned(),
    ];
    let phrases = [("sleep under the stars", &targets[..])];
    let own = Lexicon::new(&shop.catalogue, phrases.into_iter());
    let text = "we want to sleep under the stars";
    let found = needs::understood(text, &shop.catalogue, &shop.signals, &index, &own);
    assert_eq!(leaf_names(&shop, &found.need.leaves), "Lamps");
    let first = found
        .need
        .products
        .first()
        .map(|(product, _)| shop.catalogue.id(*product));
    assert_eq!(first, Some("t4"));
}
