//! Every offer has words in every language, tone and kind, and says nothing that is not true of it.

use engine::decide::{Intent, Saving};
use shop::{Currency, Money};

use super::{
    super::{
        Texts,
        reasons::tests::{LOCALES, locale, offered, reasons},
        tests::plain,
    },
    *,
};

/// Numbers that show every plural form of every language that has words.
const NUMBERS: [u32; 11] = [0, 1, 2, 3, 5, 11, 19, 20, 100, 101, 1_000_000];

fn euro(minor: i64) -> Money {
    Money::new(minor, Currency::new("EUR").unwrap())
}

/// An offer of which everything is true: so many left, and that price instead of the one before.
fn with_claims(reason: &Reason, left: u32, now: i64, before: i64) -> OfferedProduct {
    let mut offer = offered(reason);
    offer.product.price = Some(euro(now));
    offer.product.list_price = Some(euro(before));
    offer.claims = Claims {
        social_proof: true,
        saving: Saving::between(euro(before), euro(now)),
        left: Some(left),
        ends_at: testkit::moment("2027-01-06T00:00").ok(),
    };
    offer
}

fn check_whole(text: &ReasonText, context: &str) {
    let parts = [Some(&text.headline), Some(&text.body), text.badge.as_ref()];
    for part in parts.into_iter().flatten() {
        let said = plain(part);
        assert!(!said.trim().is_empty(), "{context}: nothing is said");
        for trace in [
            "{",
            "}",
            "$",
            "reason-",
            "claim-",
            "proof-",
            "!",
            "\u{61f}\u{61f}",
        ] {
            assert!(!said.contains(trace), "{context}: {said}");
        }
        let private = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
        assert!(!said.contains(private), "{context}: {said}");
    }
}

#[test]
fn every_reason_kind_and_tone_has_words_in_every_language_for_every_number() {
    let texts = Texts::new();
    for tag in LOCALES {
        for number in NUMBERS {
            for reason in reasons([number; 3]) {
                for (intent, tone) in Intent::ALL
                    .into_iter()
                    .flat_map(|intent| Tone::ALL.map(|tone| (intent, tone)))
                {
                    let mut offer = with_claims(&reason, number, 49_900, 54_900);
                    let saving = offer.claims.saving.as_mut().unwrap();
                    saving.percent = number.min(100);
                    offer.intent = intent;
                    let text = texts.offer(&offer, tone, &locale(tag));
                    let context = format!("{tag} {} {intent:?} {tone:?} {number}", reason.code);
                    check_whole(&text, &context);
                    assert!(text.badge.is_some(), "{context}");
                }
            }
        }
    }
}

fn popular(left: Option<u32>, now: i64, before: i64) -> OfferedProduct {
    let mut offer = with_claims(&reasons([37, 28, 0])[1], 1, now, before);
    offer.claims.left = left;
    offer.claims.ends_at = None;
    offer
}

fn said(offer: &OfferedProduct, tone: Tone, tag: &str) -> String {
    let text = Texts::new().offer(offer, tone, &locale(tag));
    let badge = text.badge.unwrap_or_else(|| "-".into());
    plain(&format!("{} | {} | {badge}", text.headline, text.body))
}

#[test]
fn the_tone_chooses_the_headline_and_the_badge_and_the_body_always_says_why() {
    let offer = popular(Some(3), 49_900, 54_900);
    let why = "In 37 orders of the last 28 days.";
    let checks = [
        (Tone::Auto, format!("Popular in this shop | {why} | Only 3 left")),
        (Tone::Benefit, format!("Popular in this shop | {why} | Popular")),
        (
            Tone::SocialProof,
            format!("In 37 orders lately | {why} | Popular"),
        ),
        (
            Tone::Saving,
            format!("Save €50.00 | €499.00 instead of €549.00, 9% less. {why} | −9%"),
        ),
        (Tone::Scarcity, format!("Only 3 left | {why} | Only 3 left")),
    ];
    for (tone, expect) in checks {
        assert_eq!(said(&offer, tone, "en"), expect, "{tone:?}");
    }
}

#[test]
fn the_badge_is_the_most_useful_side_that_is_true() {
    let badge = |offer: &OfferedProduct| {
        let said = said(offer, Tone::Auto, "en");
        said.rsplit(" | ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(badge(&popular(Some(1), 49_900, 54_900)), "Only 1 left");
    assert_eq!(badge(&popular(None, 49_900, 54_900)), "−9%");
    assert_eq!(badge(&popular(None, 54_899, 54_900)), "Save €0.01");
    assert_eq!(badge(&popular(None, 54_900, 54_900)), "Popular");
    let mut rare = popular(None, 54_900, 54_900);
    rare.claims.social_proof = false;
    assert_eq!(badge(&rare), "-");
}

#[test]
fn a_tone_that_is_not_true_gives_way_to_the_reason() {
    let mut offer = popular(None, 54_900, 54_900);
    offer.claims.social_proof = false;
    for tone in [Tone::SocialProof, Tone::Saving, Tone::Scarcity] {
        let expect = "Popular in this shop | In 37 orders of the last 28 days. | -";
        assert_eq!(said(&offer, tone, "en"), expect, "{tone:?}");
    }
}

#[test]
fn an_end_is_told_where_there_is_one_and_never_beside_few_left() {
    let mut offer = popular(None, 49_900, 54_900);
    let end = testkit::moment("2027-01-06T00:00").ok();
    assert!(!said(&offer, Tone::Saving, "en").contains("ends"));
    offer.claims.ends_at = end;
    let told = said(&offer, Tone::Auto, "en");
    assert!(told.contains("The offer ends on 6 January 2027."), "{told}");
    let told = said(&offer, Tone::Auto, "fa");
    assert!(told.contains("پیشنهاد در ۱۶ دی ۱۴۰۵ به پایان می‌رسد."), "{told}");
    offer.claims.left = Some(2);
    assert!(!said(&offer, Tone::Auto, "en").contains("ends"));
}

#[test]
fn few_left_are_counted_in_arabics_own_forms() {
    let badge = |left| {
        let said = said(&popular(Some(left), 1, 1), Tone::Auto, "ar");
        said.rsplit(" | ").next().unwrap_or_default().to_owned()
    };
    assert_eq!(badge(1), "بقيت قطعة واحدة فقط");
    assert_eq!(badge(2), "بقيت قطعتان فقط");
    assert_eq!(badge(3), "بقيت ٣ قطع فقط");
    assert_eq!(badge(11), "بقيت ١١ قطعة فقط");
    let romanian = said(&popular(Some(20), 1, 1), Tone::Scarcity, "ro");
    assert!(
        romanian.starts_with("Au mai rămas doar 20 de bucăți | "),
        "{romanian}"
    );
}

#[test]
fn a_shops_own_words_go_before_the_built_in_ones_part_by_part() {
    let own = "reason-popular =\n    .headline = Loved here in { $orders } orders\n";
    let shop = engine::ShopTexts::new(vec![("en".into(), own.into()), ("fa".into(), "x".into())]);
    let texts = Texts::of_shop(&shop);
    let text = texts.offer(&popular(None, 1, 1), Tone::Auto, &locale("en"));
    assert_eq!(plain(&text.headline), "Loved here in 37 orders");
    assert_eq!(plain(&text.body), "In 37 orders of the last 28 days.");
    let report = texts.report();
    assert_eq!((report[0].own.len(), report[0].missing.len()), (1, 0));
    assert_eq!(report[1].missing, ["reason-popular"]);
    assert!(report[2].mistake.is_some(), "{:?}", report[2]);
    let persian = texts.offer(&popular(None, 1, 1), Tone::Auto, &locale("fa"));
    assert_eq!(plain(&persian.headline), "محبوب در این فروشگاه");
}

#[test]
fn a_sets_saving_is_told_by_what_the_set_costs() {
    let mut offer = popular(None, 49_900, 54_900);
    offer.bundle = Some(engine::BundleView {
        id: None,
        title: None,
        members: Vec::new(),
        total: Some(euro(60_000)),
        price: Some(euro(54_000)),
        saving: Some(euro(6_000)),
        discount_percent: Some(10),
        ends_at: None,
    });
    offer.claims.saving = Saving::between(euro(60_000), euro(54_000));
    let told = said(&offer, Tone::Saving, "en");
    assert!(
        told.starts_with("Save €60.00 | €540.00 instead of €600.00, 10% less."),
        "{told}"
    );
}
