//! Every language says everything, in its own plural forms, digits and direction.

use std::collections::{BTreeMap, BTreeSet};

use shop::Currency;

use super::*;

fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

/// Without the marks that keep directions apart.
pub(super) fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ")
}

/// Every message and attribute with the names of its arguments.
fn messages(words: &str) -> BTreeMap<String, BTreeSet<String>> {
    let mut messages = BTreeMap::new();
    let (mut message, mut current) = (String::new(), String::new());
    for line in words.lines().filter(|line| !line.starts_with('#')) {
        let (left, right) = line.split_once(" = ").unwrap_or((line, ""));
        let indented = line.starts_with(' ');
        match left.trim().strip_prefix('.') {
            Some(attribute) if indented => current = format!("{message}.{attribute}"),
            _ if !indented && !left.trim().is_empty() && !left.starts_with('}') => {
                message = left.trim().trim_end_matches(" =").to_owned();
                current.clone_from(&message);
            }
            _ => {}
        }
        let entry: &mut BTreeSet<String> = messages.entry(current.clone()).or_default();
        let source = if right.is_empty() { line } else { right };
        entry.extend(source.split('$').skip(1).map(|after| {
            after
                .chars()
                .take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '_')
                .collect::<String>()
        }));
    }
    messages
}

#[test]
fn locale_files_have_no_mistakes_and_the_same_messages_and_arguments() {
    let english = messages(SOURCES[0].1);
    for (tag, words) in SOURCES {
        if let Err((_, errors)) = FluentResource::try_new(words.to_owned()) {
            panic!("{tag}: {errors:?}");
        }
        let own = messages(words);
        assert_eq!(
            own.keys().collect::<Vec<_>>(),
            english.keys().collect::<Vec<_>>(),
            "{tag}"
        );
        // A count may hide in a word ("two orders"), so only arguments that no language knows are a mistake.
        for (id, arguments) in &own {
            assert!(
                arguments.is_subset(&english[id]),
                "{tag}: {id} has {arguments:?}, not {:?}",
                english[id]
            );
            let words: Vec<&String> = english[id].difference(arguments).collect();
            assert!(words.is_empty(), "{tag}: {id} lacks {words:?}");
        }
    }
}

fn check_plurals(tag: &str, expect: &[(u64, &str)]) {
    let texts = Texts::new();
    for (number, words) in expect {
        let said = texts.say(
            &locale(tag),
            "demo-products-count",
            &[("count", Value::Number(*number))],
        );
        assert_eq!(plain(&said), *words, "{tag} {number}");
    }
}

#[test]
fn arabic_has_six_plural_forms() {
    check_plurals(
        "ar",
        &[
            (0, "لا منتجات"),
            (1, "منتج واحد"),
            (2, "منتجان"),
            (3, "٣ منتجات"),
            (11, "١١ منتجًا"),
            (20, "٢٠ منتجًا"),
            (100, "١٠٠ منتج"),
        ],
    );
}

#[test]
fn romanian_has_three_plural_forms() {
    check_plurals(
        "ro",
        &[
            (0, "0 produse"),
            (1, "1 produs"),
            (2, "2 produse"),
            (3, "3 produse"),
            (11, "11 produse"),
            (20, "20 de produse"),
            (100, "100 de produse"),
        ],
    );
}

#[test]
fn money_is_written_as_the_language_does() {
    let texts = Texts::new();
    let check = |minor, code, tag, expect: &str| {
        let money = Money::new(minor, Currency::new(code).unwrap());
        assert_eq!(plain(&texts.money(&money, &locale(tag))), expect);
    };
    check(123_456, "EUR", "en", "€1,234.56");
    check(123_456, "RON", "en", "RON 1,234.56");
    check(-250, "USD", "en", "−$2.50");
    check(123_456, "RON", "ro", "1.234,56 lei");
    check(5, "EUR", "ro", "0,05 €");
    check(123_456, "AED", "ar", "\u{200f}١٬٢٣٤٫٥٦ د.إ.");
    check(12_000_000, "IRR", "fa", "\u{200f}۱۲۰٬۰۰۰ ریال");
    check(1_250, "EUR", "fa", "\u{200f}۱۲٫۵۰ €");
    check(1_500, "JPY", "en", "¥1,500");
    check(1_125, "KWD", "en", "KWD 1.125");
}

#[test]
fn a_name_in_a_sentence_runs_the_way_of_its_language() {
    let texts = Texts::new();
    let told = |tag: &str, title| texts.say(&locale(tag), "desk-did-added", &[("title", Value::Text(title))]);
    for tag in ["ar", "fa"] {
        assert!(told(tag, "Longlife: ضمان").contains("\u{2068}\u{200f}Longlife"));
        assert!(!told(tag, "ضمان Longlife").contains('\u{200f}'));
        assert!(!told(tag, "Longlife").contains('\u{200f}'));
    }
    assert!(
        told("en", "LG ضمان").contains("\u{200f}LG") && !told("en", "Longlife: ضمان").contains('\u{200f}')
    );
}

#[test]
fn dates_follow_the_language_s_calendar() {
    let texts = Texts::new();
    let moment = testkit::moment("2026-11-22").unwrap();
    // "UTC" is the first letter with a direction: without the mark it would turn the moment round.
    let moment_in_arabic = texts.moment(moment, &locale("ar"));
    assert_eq!(moment_in_arabic, "\u{200f}٢٢ نوفمبر ٢٠٢٦، ٠٠:٠٠ UTC");
    let said = |tag| texts.date(moment, &locale(tag));
    assert_eq!(said("en"), "22 November 2026");
    assert_eq!(said("ro"), "22 noiembrie 2026");
    assert_eq!(said("ar"), "٢٢ نوفمبر ٢٠٢٦");
    assert_eq!(said("fa"), "۱ آذر ۱۴۰۵");
}

#[test]
fn notes_and_outcomes_have_words() {
    let texts = Texts::new();
    let notes = [
        Note::UnknownProduct("x".repeat(500)),
        Note::CartCut(200),
        Note::RecommenderFailed("popular"),
        Note::UnknownCategory("A > B".into()),
        Note::NothingBuilt,
        Note::NoOrders,
        Note::Quiet,
        Note::HeldOut,
    ];
    for tag in ["en", "ar", "fa", "ro"] {
        for note in &notes {
            let said = texts.note(note, &locale(tag));
            assert!(!said.starts_with("note-") && said.len() < 300, "{tag}: {said}");
        }
        for filter in engine::decide::filters::ALL {
            let said = texts.filter(filter.id, &locale(tag));
            assert!(
                !said.contains(filter.id) || tag == "en",
                "{tag} lacks words for the filter {}",
                filter.id
            );
            assert!(
                texts
                    .language(&locale(tag))
                    .has_message(&format!("filter-{}", filter.id))
            );
        }
        for outcome in [
            "offered",
            "offered_to_learn",
            "reserve",
            "below_minimum",
            "repetitive",
            "slots_full",
        ] {
            assert!(
                texts
                    .language(&locale(tag))
                    .has_message(&format!("outcome-{outcome}")),
                "{tag} {outcome}"
            );
        }
        assert!(!texts.outcome(None, &locale(tag)).starts_with("outcome-"));
    }
    assert_eq!(
        plain(&texts.note(&notes[1], &locale("en"))),
        "Only the first 200 lines of the cart were looked at."
    );
}

#[test]
fn a_property_has_its_name_in_each_language_and_a_shop_may_name_further_ones() {
    let named = |texts: &Texts, name: &str, tag: &str| texts.attribute(name, &Locale::new(tag).unwrap());
    let texts = Texts::new();
    for (name, tag, expect) in [
        ("storage", "en", "Storage"),
        ("Refresh_Rate", "ro", "Rată de reîmprospătare"),
        ("storage", "ar", "سعة التخزين"),
        ("battery life", "fa", "عمر باتری"),
        ("heel_height", "ar", "Heel height"),
        ("Capacité", "en", "Capacité"),
        ("", "en", ""),
    ] {
        assert_eq!(named(&texts, name, tag), expect, "{name} {tag}");
    }
    let own = "attribute-heel-height = ارتفاع الكعب\nattribute-storage = الذاكرة الداخلية\n";
    let texts = Texts::of_shop(&ShopTexts::new(vec![("ar".to_owned(), own.to_owned())]));
    assert_eq!(named(&texts, "heel_height", "ar"), "ارتفاع الكعب");
    assert_eq!(named(&texts, "storage", "ar"), "الذاكرة الداخلية");
    let number = ComparedValue::Number(1.5);
    let value = |value: &ComparedValue, tag: &str| {
        texts.attribute_value(value, Some("GB"), &Locale::new(tag).unwrap())
    };
    assert_eq!(value(&number, "ar"), "١٫٥ GB");
    assert_eq!(value(&number, "en"), "1.5 GB");
    assert_eq!(value(&ComparedValue::Flag(true), "ro"), "da");
}
