//! Reasons in words: which values each reason's texts show, and how they are filled in.

use engine::{Mention, Reason};
use shop::{Direction, Locale};
use smallvec::SmallVec;

use super::{
    clipped,
    kind::Kind,
    template::{Sources, Template, Text, Values},
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

/// Reasons that have other words where the offer is of this kind.
pub(super) const OF_KINDS: [(&str, Kind); 5] = [
    ("merchant_link", Kind::Upsell),
    ("merchant_link", Kind::Discovery),
    ("similar", Kind::Upsell),
    ("popular", Kind::CrossSell),
    ("trending", Kind::CrossSell),
];

/// Reasons that count what people did: these alone can be social proof, and their badge is only shown where they are.
pub(super) const PROOFS: [&str; 4] = ["bought_together", "rule", "popular", "trending"];

/// Letters of a review that a reason quotes at most: about two lines beside a picture.
const QUOTE_LETTERS: usize = 140;

/// An offer's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReasonText {
    /// A few words for the offer.
    pub headline: String,
    /// A sentence or two with the numbers.
    pub body: String,
    /// One or two words for a corner of the picture, where they are true beyond doubt.
    pub badge: Option<String>,
    /// The language it is in.
    pub locale: Locale,
    /// Which way that is written.
    pub direction: Direction,
}

/// What a language says of one reason.
pub(super) struct ReasonTemplates {
    own: Parts,
    of_kinds: SmallVec<[(Kind, Parts); 2]>,
    /// The body where a review cannot be quoted.
    unquoted: Option<Template>,
    /// The headline that counts what people did.
    proof: Option<Template>,
}

/// The words of a reason for one kind of offer.
pub(super) struct Parts {
    pub headline: Template,
    pub body: Template,
    pub badge: Template,
}

impl Parts {
    /// The three parts of a message.
    pub fn compile(sources: &Sources<'_>, message: &str, numbers: &[&str]) -> Self {
        let part = |name| Template::compile(sources, message, name, numbers);
        Self {
            headline: part("headline"),
            body: part("body"),
            badge: part("badge"),
        }
    }
}

impl ReasonTemplates {
    /// The templates of every reason, in the order of [`REASONS`].
    pub fn all(sources: &Sources<'_>) -> Vec<Self> {
        let templates = |(code, numbers): &(&str, &[&str])| {
            let message = format!("reason-{code}");
            let kinds = OF_KINDS.iter().filter(|(known, _)| known == code);
            let of_kind = |(_, kind): &(&str, Kind)| {
                let message = format!("{message}-{}", kind.as_str());
                (*kind, Parts::compile(sources, &message, numbers))
            };
            let unquoted = || Template::compile(sources, &message, "unquoted", numbers);
            let proof = || Template::compile(sources, &format!("proof-{code}"), "headline", numbers);
            Self {
                own: Parts::compile(sources, &message, numbers),
                of_kinds: kinds.map(of_kind).collect(),
                unquoted: (*code == "review_mention").then(unquoted),
                proof: PROOFS.contains(code).then(proof),
            }
        };
        REASONS.iter().map(templates).collect()
    }

    /// The words for a kind of offer.
    pub fn parts(&self, kind: Kind) -> &Parts {
        let own = self.of_kinds.iter().find(|(known, _)| *known == kind);
        own.map_or(&self.own, |(_, parts)| parts)
    }

    /// The body: without the quote where the reader cannot read it.
    pub fn body(&self, kind: Kind, is_readable: bool) -> &Template {
        match &self.unquoted {
            Some(unquoted) if !is_readable => unquoted,
            _ => &self.parts(kind).body,
        }
    }

    /// The headline that counts what people did, for reasons that do.
    pub fn proof(&self) -> Option<&Template> {
        self.proof.as_ref()
    }
}

/// The values that a reason's texts show.
pub(super) fn values(reason: &Reason) -> Values<'_> {
    let products = mentioned(reason);
    let title = |place: usize| products.get(place).map_or("", |(_, product)| &product.title);
    let quote = reason.quote.as_ref().map_or("", |quote| &quote.text);
    let mut values = Values::default();
    values.texts[0] = Text::whole(title(0));
    values.texts[1] = Text::whole(title(1));
    values.texts[2] = quoted(quote);
    values.numbers = reason.numbers.iter().map(|(_, number)| *number).collect();
    values.numbers.push(products.len() as u32);
    values
}

/// Whether a reader of `locale` can read what the reason quotes; so where it quotes nothing.
pub(super) fn is_readable(reason: &Reason, locale: &Locale) -> bool {
    let quote = reason.quote.as_ref();
    quote
        .is_none_or(|quote| !quote.text.trim().is_empty() && locale.reads(&quote.text, quote.locale.as_ref()))
}

/// The different products that a reason mentions: a rule names one product twice where one is enough.
pub(crate) fn mentioned(reason: &Reason) -> &[(&'static str, Mention)] {
    match reason.mentions.as_slice() {
        [(_, first), (_, second)] if first.id == second.id => &reason.mentions[..1],
        all => all,
    }
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
pub(super) mod tests;
