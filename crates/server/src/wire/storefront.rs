//! `POST /v1/storefront`: what the elements of a shop's page ask together, and show as it is written.

use std::borrow::Cow;

use engine::{OfferAnswer, OfferRequest, OfferedProduct};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use shop::{Currency, Locale, Money, Placement};

use super::{
    offers::{ContextBody, OffersReply, VisitorBody, in_place, offers_reply, placement},
    reading::Place,
};
use crate::{
    errors::{Code, Problem},
    i18n::{Texts, Value},
};

/// Placements of one page at most.
const PLACEMENTS_MAX: usize = 8;
/// What buttons and tables say, the same for every offer.
const WORDS: [&str; 9] = [
    "add",
    "add_all",
    "added",
    "dismissed",
    "compare",
    "better",
    "price",
    "send",
    "thanks",
];

/// The question.
#[derive(Debug, Deserialize)]
pub(crate) struct StorefrontBody<'a> {
    #[serde(borrow, default)]
    visitor: VisitorBody<'a>,
    #[serde(borrow, default)]
    context: ContextBody<'a>,
    #[serde(borrow)]
    placements: Vec<SlotBody<'a>>,
}

#[derive(Debug, Deserialize)]
struct SlotBody<'a> {
    #[serde(borrow)]
    placement: Cow<'a, str>,
    #[serde(default)]
    limit: Option<usize>,
}

impl StorefrontBody<'_> {
    /// The questions in the engine's words, one a placement, as the page has them from its top on.
    pub fn into_requests(self, currency: Currency, trusted: bool) -> Result<Vec<OfferRequest>, Problem> {
        if self.placements.len() > PLACEMENTS_MAX {
            let detail = format!("A page may ask for {PLACEMENTS_MAX} placements at once.");
            return Err(Problem::new(Code::BatchTooLong, detail).at("placements"));
        }
        let shared = in_place(
            OfferRequest::new(Placement::Home),
            self.visitor,
            self.context,
            currency,
            trusted,
        )?;
        let slot = |(index, slot): (usize, &SlotBody<'_>)| {
            let place = Place::Element(&Place::Body, "placements", index);
            Ok(OfferRequest {
                placement: placement(&slot.placement, place)?,
                limit: slot.limit,
                ..shared.clone()
            })
        };
        self.placements.iter().enumerate().map(slot).collect()
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub(crate) struct StorefrontReply<'a> {
    answers: Vec<AnswerReply<'a>>,
    words: Words<'a>,
    lang: &'a str,
    dir: &'static str,
}

#[derive(Debug, Serialize)]
struct AnswerReply<'a> {
    heading: String,
    answer: OffersReply<'a>,
}

struct Words<'a> {
    texts: &'a Texts,
    locale: &'a Locale,
}

impl std::fmt::Debug for Words<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_tuple("Words").field(self.locale).finish()
    }
}

impl Serialize for Words<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(WORDS.len()))?;
        for word in WORDS {
            map.serialize_entry(word, &self.texts.say(self.locale, &format!("widget-{word}"), &[]))?;
        }
        map.end()
    }
}

/// The answers of a page as they go over the wire, written in `locale`.
pub(crate) fn storefront_reply<'a>(
    answers: &'a [OfferAnswer],
    texts: &'a Texts,
    locale: &'a Locale,
) -> StorefrontReply<'a> {
    let own = texts.resolve(locale);
    let reply = |answer: &'a OfferAnswer| AnswerReply {
        heading: heading(answer.placement, texts, locale),
        answer: offers_reply(answer, texts).written_out(answer, texts),
    };
    StorefrontReply {
        answers: answers.iter().map(reply).collect(),
        words: Words { texts, locale },
        lang: own.as_str(),
        dir: own.direction().as_html(),
    }
}

/// What stands above the offers of a placement.
pub(crate) fn heading(placement: Placement, texts: &Texts, locale: &Locale) -> String {
    let name = match placement {
        Placement::Home
        | Placement::CategoryPage
        | Placement::ProductPage
        | Placement::Cart
        | Placement::Checkout
        | Placement::PostPurchase => placement.as_str(),
        Placement::Email | Placement::Pos | Placement::SalesDesk | Placement::Chat => "other",
    };
    texts.say(locale, &format!("widget-heading-{name}"), &[])
}

/// What an offer shows besides its titles and reasons: prices as people write them, and what its buttons do.
#[derive(Debug, Serialize)]
pub(crate) struct WrittenReply {
    #[serde(skip_serializing_if = "Option::is_none")]
    pub price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub saving: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub instead_of: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub members: Vec<String>,
    pub add: String,
    pub dismiss: String,
}

impl WrittenReply {
    /// An offer written out in `locale`.
    pub fn new(offer: &OfferedProduct, texts: &Texts, locale: &Locale) -> Self {
        let money = |money: Money| texts.money(&money, locale);
        let product = &offer.product;
        let title = product.title.as_ref().map_or(&product.id, |title| &title.text);
        let titled = |id: &str| texts.say(locale, id, &[("title", Value::Text(title))]);
        let set = offer.bundle.as_ref();
        let members = set.map_or(&[][..], |set| &set.members);
        Self {
            price: product.price.map(money),
            list_price: product.list_price.map(money),
            total: set.and_then(|set| set.price.or(set.total)).map(money),
            saving: set
                .and_then(|set| set.saving)
                .map(|saving| texts.bundle_saving(&saving, locale)),
            instead_of: offer
                .comparison
                .as_ref()
                .and_then(|comparison| comparison.price)
                .map(money),
            members: members
                .iter()
                .map(|member| member.price.map(money).unwrap_or_default())
                .collect(),
            add: titled(match set {
                Some(_) => "widget-add-set",
                None => "widget-add-one",
            }),
            dismiss: titled("widget-dismiss"),
        }
    }
}
