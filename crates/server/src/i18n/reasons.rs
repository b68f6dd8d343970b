//! Reasons in words: which values each reason's texts show, and how they are filled in.

use engine::{Mention, Reason};
use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use shop::{Direction, Locale};
use smallvec::SmallVec;

use super::{
    clipped,
    numbers::Style,
    template::{Plurals, Template, Text},
};

/// Every reason code with the names its texts have for its numbers, in the order of [`Reason::numbers`]. `products`
/// after them counts the different products that the reason mentions.
pub(super) const REASONS: [(&str, &[&str]); 22] = [
    ("bought_together", &["together", "total"]),
    ("popular", &["orders", "days"]),
    ("trending", &["orders", "expected", "days"]),
    ("recently_viewed", &["views"]),
    ("merchant_link", &[]),
    ("rule", &["together", "total", "products"]),
    ("completes_cart", &[]),
    ("viewed_next", &[]),
    ("for_you", &[]),
    ("buy_again", &["times", "days", "gap"]),
    ("similar", &[]),
    ("step_up", &["points"]),
    ("bundle", &["together"]),
    ("fits", &[]),
    ("covers", &[]),
    ("review_mention", &[]),
    ("new_launch", &["days"]),
    ("alike_together", &["together"]),
    ("named_alike", &[]),
    ("shop_choice", &[]),
    ("shop_bundle", &[]),
    ("need", &[]),
];

/// Letters of a review that a reason quotes at most: about two lines beside a picture.
const QUOTE_LETTERS: usize = 140;

/// A reason in words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonText {
    /// A few words for the offer.
    pub headline: String,
    /// A sentence with the numbers.
    pub body: String,
    /// One or two words for a corner of the picture, where they are true beyond doubt.
    pub badge: Option<String>,
    /// The language it is in.
    pub locale: Locale,
    /// Which way that is written.
    pub direction: Direction,
}

/// What a language says of one kind of reason.
pub(super) struct ReasonTemplates {
    headline: Template,
    body: Template,
    badge: Template,
}

impl ReasonTemplates {
    /// The templates of every kind, in the order of [`REASONS`].
    pub fn all(bundle: &FluentBundle<FluentResource>, plurals: &Plurals) -> Vec<Self> {
        let templates = |(code, numbers): &(&str, &[&str])| {
            let message = format!("reason-{code}");
            let part = |name| Template::compile(bundle, plurals, &message, name, numbers);
            Self {
                headline: part("headline"),
                body: part("body"),
                badge: part("badge"),
            }
        };
        REASONS.iter().map(templates).collect()
    }

    /// The texts of a reason.
    pub fn write(&self, reason: &Reason, plurals: &Plurals, style: Style, locale: &Locale) -> ReasonText {
        let products = mentioned(reason);
        let title = |place: usize| products.get(place).map_or("", |(_, product)| &product.title);
        let texts = [
            Text::whole(title(0)),
            Text::whole(title(1)),
            quoted(reason.quote.as_deref().unwrap_or_default()),
        ];
        let mut numbers: SmallVec<[u32; 4]> = reason.numbers.iter().map(|(_, number)| *number).collect();
        numbers.push(products.len() as u32);
        let write = |template: &Template| template.render(plurals, style, &numbers, &texts);
        ReasonText {
            headline: write(&self.headline),
            body: write(&self.body),
            badge: is_certain(reason).then(|| write(&self.badge)),
            locale: locale.clone(),
            direction: locale.direction(),
        }
    }
}

/// The different products that a reason mentions: a rule names one product twice where one is enough.
pub(crate) fn mentioned(reason: &Reason) -> &[(&'static str, Mention)] {
    match reason.mentions.as_slice() {
        [(_, first), (_, second)] if first.id == second.id => &reason.mentions[..1],
        all => all,
    }
}

/// Whether a badge may claim it: "often bought together" is only said where chance is an unlikely explanation.
fn is_certain(reason: &Reason) -> bool {
    reason.proven != Some(false)
}

/// The start of a review, cut between two words where there is a space to cut at.
fn quoted(review: &str) -> Text<'_> {
    let review = review.trim();
    let start = clipped(review, QUOTE_LETTERS);
    if start.len() == review.len() {
        return Text::whole(review);
    }
    let next = review[start.len()..].chars().next();
    let words = match next.is_some_and(char::is_whitespace) {
        true => start,
        false => start
            .rsplit_once(char::is_whitespace)
            .map_or(start, |(words, _)| words),
    };
    Text::start(words.trim_end())
}

#[cfg(test)]
mod tests;
