//! Every reason has words in every language, with its true numbers in that language's forms.

use engine::{
    Mention, OfferedProduct, ProductView, Quote,
    decide::{Claims, Intent, Tone},
    recommend::Evidence,
};
use fluent_bundle::{FluentArgs, FluentValue};
use shop::{Locale, Stock};

use super::{
    super::{SOURCES, Texts, tests::plain},
    *,
};

pub(in super::super) const LOCALES: [&str; 4] = ["en", "ar", "fa", "ro"];
const TITLES: [&str; 2] = ["TV", "HDMI cable"];

/// A reason of every kind, as a log keeps it: of products 0 and 1.
const SAMPLES: [&[u32]; 22] = [
    &[0, 37, 120, 3],
    &[37, 28],
    &[37, 12, 14],
    &[1],
    &[0, 0],
    &[0, 1, 25, 40],
    &[0],
    &[0],
    &[],
    &[3, 28, 30],
    &[0],
    &[0, 2],
    &[0, 25],
    &[0],
    &[0],
    &[0, 0],
    &[0, 6],
    &[0, 1, 37],
    &[0],
    &[],
    &[0, 2],
    &[],
];

pub(in super::super) fn locale(tag: &str) -> Locale {
    Locale::new(tag).unwrap()
}

/// As the engine makes it, of products named by `titles`.
fn named(evidence: Evidence, titles: [&str; 2]) -> Reason {
    let facts = evidence.facts();
    let mention = |((name, _), title): (&(&'static str, u32), &str)| {
        let (id, title) = (title.to_lowercase(), title.to_owned());
        (*name, Mention { id, title })
    };
    Reason {
        code: evidence.code(),
        number: evidence.number(),
        mentions: facts.products.iter().zip(titles).map(mention).collect(),
        numbers: facts.numbers,
        proven: facts.proven,
        quote: matches!(evidence, Evidence::ReviewMention { .. }).then(|| quote("Works with my television.")),
        link: match evidence {
            Evidence::MerchantLink { kind, .. } => Some(kind),
            _ => None,
        },
    }
}

fn quote(text: &str) -> Quote {
    Quote {
        text: text.to_owned(),
        locale: None,
    }
}

/// An offer for this reason, of a product about which nothing else is known.
pub(in super::super) fn offered(reason: &Reason) -> OfferedProduct {
    OfferedProduct {
        bundle: None,
        product: ProductView {
            id: "cable".into(),
            title: None,
            price: None,
            list_price: None,
            price_valid_until: None,
            stock: Stock::Unknown,
            kind: shop::ProductKind::Good,
            category: None,
            image_url: None,
            page_url: None,
        },
        score: 0.5,
        recommender: "popular",
        reason: reason.clone(),
        unit: 0,
        intent: Intent::Discovery,
        comparison: None,
        claims: Claims {
            social_proof: reason.proven != Some(false),
            ..Claims::default()
        },
    }
}

/// The reason's own words, for whichever kind of offer has no others.
fn said(texts: &Texts, reason: &Reason, tag: &str) -> ReasonText {
    texts.offer(&offered(reason), Tone::Benefit, &locale(tag))
}

/// One reason of every kind, with these numbers as far as it has any.
pub(in super::super) fn reasons(numbers: [u32; 3]) -> Vec<Reason> {
    let sample = |(code, words): (u8, &[u32])| {
        let mut reason = named(Evidence::from_words(code, words).unwrap(), TITLES);
        for ((_, number), given) in reason.numbers.iter_mut().zip(numbers) {
            *number = given;
        }
        reason
    };
    (0..).zip(SAMPLES).map(sample).collect()
}

fn body(evidence: Evidence, titles: [&str; 2], tag: &str) -> String {
    plain(&Texts::new().reason(&named(evidence, titles), &locale(tag)))
}

fn bought(orders_together: u32, orders_with: u32, proven: bool) -> Evidence {
    Evidence::BoughtTogether {
        with: 0,
        orders_together,
        orders_with,
        proven,
        above_chance: true,
    }
}

#[test]
fn every_reason_has_words_in_every_language() {
    let codes: Vec<&str> = REASONS.iter().map(|(code, _)| *code).collect();
    assert_eq!(codes, Evidence::CODES);
    let texts = Texts::new();
    for tag in LOCALES {
        for reason in reasons([37, 1_200, 7]) {
            let text = said(&texts, &reason, tag);
            let whole = format!("{}|{}|{}", text.headline, text.body, text.badge.unwrap());
            assert!(!whole.contains("reason-"), "{tag}: {whole}");
            let private = |letter: char| ('\u{e000}'..='\u{f8ff}').contains(&letter);
            assert!(!whole.contains(private), "{tag}: {whole}");
            assert!(!whole.contains('{') && !whole.contains('$'), "{tag}: {whole}");
            assert_eq!(text.locale.as_str(), tag);
            assert_eq!(text.direction, locale(tag).direction());
        }
    }
}

#[test]
fn every_number_of_a_reason_has_a_name_in_its_texts() {
    for (reason, (code, names)) in reasons([1, 1, 1]).iter().zip(REASONS) {
        let named = names.iter().filter(|name| **name != "products");
        assert_eq!(named.count(), reason.numbers.len(), "{code}");
    }
}

/// What Fluent itself says, which is slow but beyond doubt.
fn interpreted(texts: &Texts, reason: &Reason, tag: &str, attribute: &str) -> String {
    let mut arguments = FluentArgs::new();
    let (code, names) = REASONS[usize::from(reason.number)];
    let counted = reason.numbers.iter().map(|(_, number)| *number);
    for (name, number) in names.iter().zip(counted.chain([reason.mentions.len() as u32])) {
        arguments.set(*name, FluentValue::from(number));
    }
    for (name, (_, product)) in ["title", "and"].iter().zip(&reason.mentions) {
        arguments.set(*name, product.title.as_str());
    }
    let quote = reason.quote.as_ref().map(|quote| quote.text.as_str());
    arguments.set("quote", quote.unwrap_or_default());
    let bundle = &texts.language(&locale(tag)).bundles[0];
    let message = bundle.get_message(&format!("reason-{code}")).unwrap();
    let pattern = message.get_attribute(attribute).unwrap().value();
    let mut errors = Vec::new();
    let said = bundle
        .format_pattern(pattern, Some(&arguments), &mut errors)
        .into_owned();
    assert!(errors.is_empty(), "{tag} {code}: {errors:?}");
    said
}

#[test]
fn templates_say_what_fluent_says() {
    let texts = Texts::new();
    for (tag, _) in SOURCES {
        for number in (0..130).chain([1_000, 1_234_567]) {
            for reason in reasons([number, 2, number % 40]) {
                let text = said(&texts, &reason, tag);
                let expect = |attribute| interpreted(&texts, &reason, tag, attribute);
                // Only those who can read a review are shown it.
                let body = match reason.code {
                    "review_mention" if tag == "ar" || tag == "fa" => "unquoted",
                    _ => "body",
                };
                assert_eq!(text.headline, expect("headline"), "{tag} {number}");
                assert_eq!(text.body, expect(body), "{tag} {number}");
                assert_eq!(text.badge.unwrap(), expect("badge"), "{tag} {number}");
            }
        }
    }
}

#[test]
fn bodies_carry_the_numbers_in_the_language_s_digits() {
    let said = |tag| body(bought(37, 1_200, true), TITLES, tag);
    assert_eq!(said("en"), "Bought together in 37 of 1,200 orders with TV.");
    assert_eq!(said("ro"), "Cumpărate împreună în 37 din 1.200 de comenzi cu TV.");
    assert_eq!(said("ar"), "اشتُريا معًا في ٣٧ من أصل ١٬٢٠٠ طلب مع TV.");
    assert!(said("fa").contains("۱٬۲۰۰"), "{}", said("fa"));
    assert_eq!(said("de"), said("en"));
}

#[test]
fn the_guide_shows_what_is_said() {
    let guide = include_str!("../../../../../docs/guide/recommend-and-explain.md");
    for (code, words) in (0..).zip(SAMPLES) {
        let evidence = Evidence::from_words(code, words).unwrap();
        let said = body(evidence, ["Television", "Wall mount"], "en");
        let row = format!("\n| `{}` | {said} |\n", evidence.code());
        assert!(guide.contains(&row), "the guide lacks{row}");
    }
}

#[test]
fn a_rule_names_both_products_or_one_once() {
    let rule = |second, orders_together, orders_with| Evidence::Rule {
        with: [0, second],
        orders_together,
        orders_with,
    };
    let both = |tag| body(rule(1, 25, 40), TITLES, tag);
    assert_eq!(
        both("en"),
        "Of 40 orders with TV and HDMI cable, 25 also held this."
    );
    assert_eq!(
        both("ro"),
        "Din 40 de comenzi cu TV și HDMI cable, 25 au inclus și acest produs."
    );
    assert_eq!(
        both("ar"),
        "من أصل ٤٠ طلبًا مع TV وHDMI cable، ضمّ ٢٥ منها هذا المنتج أيضًا."
    );
    assert_eq!(
        both("fa"),
        "از ۴۰ سفارشِ دارای TV و HDMI cable، ۲۵ سفارش این کالا را هم دارد."
    );
    let one = |tag| body(rule(0, 1, 1), ["TV", "TV"], tag);
    assert_eq!(one("en"), "Of 1 order with TV, 1 also held this.");
    assert_eq!(one("ro"), "Din 1 comandă cu TV, 1 a inclus și acest produs.");
}

#[test]
fn a_purchase_that_is_due_again_is_counted_in_every_language() {
    let said = |times, tag| {
        let evidence = Evidence::BuyAgain {
            times,
            days_since: 28,
            gap_days: 30,
        };
        body(evidence, TITLES, tag)
    };
    assert_eq!(
        said(3, "en"),
        "You bought it 3 times, last 28 days ago; customers usually buy it again after 30 days."
    );
    assert!(said(1, "en").starts_with("You bought it once, last 28 days ago"));
    assert_eq!(
        said(3, "ro"),
        "L-ați cumpărat de 3 ori, ultima oară acum 28 de zile; clienții îl cumpără de obicei din nou după 30 de zile."
    );
    assert!(
        said(2, "ar").starts_with("اشتريته مرتين، آخرها قبل ٢٨ يومًا"),
        "{}",
        said(2, "ar")
    );
    assert!(
        said(3, "fa").starts_with("۳ بار آن را خریده‌اید"),
        "{}",
        said(3, "fa")
    );
}

#[test]
fn titles_are_isolated_from_the_direction_around_them() {
    let link = Evidence::from_words(4, &[0, 0]).unwrap();
    let headline = |titles| said(&Texts::new(), &named(link, titles), "ar").headline;
    assert!(
        headline(TITLES).contains("\u{2068}TV\u{2069}"),
        "{}",
        headline(TITLES)
    );
    let hostile = headline(["T\u{2069}\u{202e}V\n\u{1b}", ""]);
    assert!(hostile.contains("\u{2068}TV  \u{2069}"), "{hostile:?}");
}

#[test]
fn often_is_only_claimed_where_it_is_proven() {
    let text = said(&Texts::new(), &named(bought(1, 1, false), TITLES), "en");
    assert_eq!(text.badge, None);
    assert_eq!(plain(&text.body), "Bought together in 1 of 1 order with TV.");
}

#[test]
fn a_long_review_is_cut_between_two_words() {
    let said = |review: &str| {
        let mut reason = named(Evidence::ReviewMention { with: 0, review: 0 }, TITLES);
        reason.quote = Some(quote(review));
        plain(&Texts::new().reason(&reason, &locale("en")))
    };
    assert_eq!(
        said(" Works with my TV. "),
        "From a customer’s review: “Works with my TV.”"
    );
    let long = "The cable fits. ".repeat(20);
    let cut = said(&long);
    let kept = cut
        .trim_start_matches("From a customer’s review: “")
        .trim_end_matches("…”");
    assert!(long.starts_with(kept) && kept.ends_with("The cable"), "{cut}");
    assert!((120..=QUOTE_LETTERS).contains(&kept.chars().count()), "{cut}");
    // A language without spaces is cut between two letters, never inside one.
    assert!(said(&"線".repeat(500)).ends_with(&format!("“{}…”", "線".repeat(QUOTE_LETTERS))));
    let exactly = "线 ".repeat(QUOTE_LETTERS / 2);
    assert!(said(&format!("{exactly}x")).ends_with("线…”"));
}

#[test]
fn a_review_is_quoted_only_to_those_who_can_read_it() {
    let said = |text: &str, own: Option<&str>, tag: &str| {
        let mut reason = named(Evidence::ReviewMention { with: 0, review: 0 }, TITLES);
        reason.quote = Some(Quote {
            text: text.to_owned(),
            locale: own.map(locale),
        });
        plain(&Texts::new().reason(&reason, &locale(tag)))
    };
    let quoted = |text: &str, own: Option<&str>| {
        let shows = |tag: &&str| said(text, own, tag).contains(text);
        LOCALES.into_iter().filter(shows).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(quoted("Works with my TV", Some("en")), "en");
    assert_eq!(quoted("Works with my TV", None), "en ro");
    assert_eq!(quoted("با تلویزیون من کار می‌کند", None), "fa");
    assert_eq!(quoted("يعمل مع التلفاز", None), "ar");
    assert_eq!(
        said("يعمل", None, "en"),
        "A customer’s review of one speaks of the other."
    );
    assert_eq!(
        said("  ", None, "en"),
        "A customer’s review of one speaks of the other."
    );
}

#[test]
fn a_merchants_link_is_worded_by_what_it_means() {
    let texts = Texts::new();
    let headline = |words: &[u32], code: u8, intent: Intent| {
        let reason = named(Evidence::from_words(code, words).unwrap(), TITLES);
        let mut offer = offered(&reason);
        offer.intent = intent;
        let text = texts.offer(&offer, Tone::Auto, &locale("en"));
        format!(
            "{}: {}",
            Kind::of(&reason, intent).as_str(),
            plain(&text.headline)
        )
    };
    let link = |kind| headline(&[0, kind], 4, Intent::Complement);
    assert_eq!(link(0), "cross_sell: Chosen to go with TV");
    assert_eq!(link(1), "upsell: A step up from TV");
    assert_eq!(link(2), "discovery: Similar to TV");
    let similar = |intent| headline(&[0], 10, intent);
    assert_eq!(similar(Intent::Upsell), "upsell: Instead of TV");
    assert_eq!(similar(Intent::Complement), "discovery: An alternative to TV");
    let popular = |intent| headline(&[37, 28], 1, intent);
    assert_eq!(
        popular(Intent::Complement),
        "cross_sell: Often bought in this shop"
    );
    assert_eq!(popular(Intent::Discovery), "discovery: Popular in this shop");
}
