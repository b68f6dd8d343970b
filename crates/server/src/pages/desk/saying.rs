//! What a clerk says of an offer: one true sentence in the customer's language, with a question they can say no to.

use engine::{Comparison, Engine, OfferedProduct};
use shop::{Locale, Money};

use crate::{
    i18n::{Kind, Texts, Value, mentioned},
    pages::staff::titled,
};

/// The sentence of each reason: `desk-say-…`. Every other reason says only that it is an idea.
const SENTENCES: [(&str, &str); 17] = [
    ("bought_together", "together"),
    ("rule", "together"),
    ("viewed_next", "viewed"),
    ("completes_cart", "completes"),
    ("alike_together", "match"),
    ("named_alike", "match"),
    ("review_mention", "review"),
    ("fits", "fits"),
    ("covers", "covers"),
    ("merchant_link", "shop"),
    ("bundle", "set"),
    ("shop_bundle", "set"),
    ("popular", "popular"),
    ("trending", "popular"),
    ("buy_again", "again"),
    ("new_launch", "new"),
    ("need", "need"),
];

/// Every sentence there is.
#[cfg(test)]
pub(super) const SENTENCE_IDS: [&str; 17] = [
    "together",
    "viewed",
    "completes",
    "match",
    "review",
    "fits",
    "covers",
    "shop",
    "set",
    "popular",
    "again",
    "new",
    "need",
    "idea",
    "instead",
    "instead-dearer",
    "instead-cheaper",
];

/// The sentence to say of an offer in `locale`.
pub(super) fn sentence(engine: &Engine, texts: &Texts, offer: &OfferedProduct, locale: &Locale) -> String {
    let title = titled(engine, &offer.product.id, locale);
    let first = mentioned(&offer.reason).first();
    let with = offer
        .comparison
        .as_ref()
        .map(|comparison| comparison.with.id.as_str())
        .or(first.map(|(_, mention)| mention.id.as_str()));
    let with = with.map(|id| titled(engine, id, locale));
    let say = |id: &str, difference: &str| {
        let values = [
            ("title", Value::Text(&title)),
            ("with", Value::Text(with.as_deref().unwrap_or_default())),
            ("difference", Value::Text(difference)),
        ];
        texts.say(locale, &format!("desk-say-{id}"), &values)
    };
    if Kind::of_offer(offer) == Kind::Upsell && with.is_some() {
        let (id, difference) = instead(offer.comparison.as_ref());
        return say(
            id,
            &difference
                .map(|money| texts.money(&money, locale))
                .unwrap_or_default(),
        );
    }
    let known = SENTENCES.iter().find(|(code, _)| *code == offer.reason.code);
    say(known.map_or("idea", |(_, id)| id), "")
}

/// What is said of an offer instead of a product, by what it costs more or less.
pub(super) fn instead(comparison: Option<&Comparison>) -> (&'static str, Option<Money>) {
    let difference = comparison.and_then(|comparison| comparison.price_difference);
    match difference {
        Some(more) if more.minor > 0 => ("instead-dearer", Some(more)),
        Some(less) if less.minor < 0 => {
            let saved = Money::new(less.minor.saturating_neg(), less.currency);
            ("instead-cheaper", Some(saved))
        }
        _ => ("instead", None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sentence_exists_in_every_language_and_names_the_offer() {
        let texts = Texts::new();
        let listed: Vec<&str> = SENTENCES.iter().map(|(_, id)| *id).collect();
        assert!(listed.iter().all(|id| SENTENCE_IDS.contains(id)));
        for locale in texts.locales() {
            for id in SENTENCE_IDS {
                let values = [
                    ("title", Value::Text("ONE")),
                    ("with", Value::Text("TWO")),
                    ("difference", Value::Text("THREE")),
                ];
                let said = texts.say(locale, &format!("desk-say-{id}"), &values);
                assert!(said.contains("ONE"), "{locale} {id}: {said}");
                assert!(
                    said.ends_with('?') || said.ends_with('؟'),
                    "{locale} {id}: {said}"
                );
            }
        }
    }
}
