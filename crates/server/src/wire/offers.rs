//! `POST /v1/offers`: the question and the answer.

use std::borrow::Cow;

use engine::{CartItem, OfferAnswer, OfferRequest, OfferedProduct, ProductView, Reason};
use serde::{Deserialize, Serialize};
use shop::{Currency, Locale, Placement};

use super::{
    money::{Amount, SentMoney, optional},
    reading::{self, Place},
};
use crate::{errors::Problem, i18n::Texts};

/// The question.
#[derive(Debug, Deserialize)]
pub(crate) struct OffersBody<'a> {
    #[serde(borrow)]
    placement: Cow<'a, str>,
    #[serde(borrow, default)]
    visitor: VisitorBody<'a>,
    #[serde(borrow, default)]
    context: ContextBody<'a>,
    #[serde(default)]
    limit: Option<usize>,
    #[serde(default)]
    exclude: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
struct VisitorBody<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    locale: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    currency: Option<Cow<'a, str>>,
    #[serde(default)]
    consent: Option<bool>,
}

#[derive(Debug, Default, Deserialize)]
struct ContextBody<'a> {
    #[serde(default)]
    product_id: Option<String>,
    #[serde(default)]
    category: Option<String>,
    #[serde(borrow, default)]
    cart: Vec<CartLineBody<'a>>,
    #[serde(default)]
    recently_viewed: Option<Vec<String>>,
}

#[derive(Debug, Deserialize)]
struct CartLineBody<'a> {
    product_id: String,
    #[serde(default = "reading::one", deserialize_with = "reading::quantity")]
    quantity: u32,
    #[serde(borrow, default)]
    unit_price: Option<SentMoney<'a>>,
}

impl OffersBody<'_> {
    /// The question in the engine's words; amounts without a currency are of the visitor's, else the shop's.
    pub fn into_request(self, currency: Currency) -> Result<OfferRequest, Problem> {
        let visitor_place = Place::Inside(&Place::Body, "visitor");
        let placement = self.placement.parse().map_err(|_| {
            reading::unknown_word(
                &self.placement,
                &Placement::ALL.map(Placement::as_str),
                Place::Body,
                "placement",
            )
        })?;
        let visitor = self.visitor;
        let currency = match &visitor.currency {
            Some(code) => reading::currency(code, visitor_place, "currency")?,
            None => currency,
        };
        let locale = visitor
            .locale
            .map(|tag| reading::locale(&tag, visitor_place, "locale"))
            .transpose()?;
        let context = self.context;
        let cart = context
            .cart
            .into_iter()
            .enumerate()
            .map(|(index, line)| line.into_item(index, currency));
        Ok(OfferRequest {
            placement,
            visitor_id: reading::optional_id(visitor.id.as_deref(), visitor_place, "id")?,
            locale,
            consent: visitor.consent.unwrap_or(true),
            product_id: context.product_id,
            category: context.category,
            cart: cart.collect::<Result<_, _>>()?,
            recently_viewed: context.recently_viewed,
            limit: self.limit,
            exclude: self.exclude,
        })
    }
}

impl CartLineBody<'_> {
    fn into_item(self, index: usize, currency: Currency) -> Result<CartItem, Problem> {
        let context = Place::Inside(&Place::Body, "context");
        let place = Place::Element(&context, "cart", index);
        let unit_price = optional(self.unit_price.as_ref(), currency, place, "unit_price")?;
        Ok(CartItem {
            product_id: self.product_id,
            quantity: self.quantity,
            unit_price,
        })
    }
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct OffersReply<'a> {
    decision_id: &'a str,
    placement: &'static str,
    offers: Vec<OfferReply<'a>>,
    notes: Vec<NoteReply>,
    model_version: Option<u64>,
}

#[derive(Debug, Serialize)]
struct OfferReply<'a> {
    offer_id: String,
    kind: &'static str,
    product: ProductReply<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    list_price: Option<Amount>,
    reason: ReasonReply<'a>,
    text: TextReply,
}

/// A product as an offer shows it.
#[derive(Debug, Serialize)]
struct ProductReply<'a> {
    id: &'a str,
    title: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    locale: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    image_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    page_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    category: Option<&'a str>,
}

/// Why, with true numbers.
#[derive(Debug, Serialize)]
pub(crate) struct ReasonReply<'a> {
    code: &'static str,
    evidence: EvidenceReply<'a>,
}

#[derive(Debug, Serialize)]
#[serde(untagged)]
enum EvidenceReply<'a> {
    BoughtTogether {
        with: MentionReply<'a>,
        orders_together: u32,
        orders_with: u32,
        proven: bool,
    },
    Popular {
        orders: u32,
        window_days: u32,
    },
    Trending {
        orders: u32,
        orders_expected: u32,
        window_days: u32,
    },
    RecentlyViewed {
        views_ago: u32,
    },
    MerchantLink {
        with: MentionReply<'a>,
    },
}

/// A product that an answer mentions.
#[derive(Debug, Serialize)]
pub(crate) struct MentionReply<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct TextReply {
    headline: String,
    body: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    badge: Option<String>,
    locale: String,
    dir: &'static str,
}

/// What went otherwise than asked.
#[derive(Debug, Serialize)]
struct NoteReply {
    code: &'static str,
    message: String,
}

/// The answer as it goes over the wire.
pub fn offers_reply<'a>(answer: &'a OfferAnswer, texts: &Texts) -> OffersReply<'a> {
    let offers = answer.offers.iter().enumerate().map(|(index, offer)| {
        let offer_id = format!("{}-{}", answer.decision_id, index + 1);
        OfferReply::new(offer_id, offer, texts, &answer.locale)
    });
    let notes = answer.notes.iter().map(|note| NoteReply {
        code: note.code(),
        message: texts.note(note, &answer.locale),
    });
    OffersReply {
        decision_id: &answer.decision_id,
        placement: answer.placement.as_str(),
        offers: offers.collect(),
        notes: notes.collect(),
        model_version: answer.model_version,
    }
}

impl<'a> OfferReply<'a> {
    fn new(offer_id: String, offer: &'a OfferedProduct, texts: &Texts, locale: &Locale) -> Self {
        let text = texts.reason(&offer.reason, locale);
        Self {
            offer_id,
            kind: kind(&offer.reason),
            product: ProductReply::new(&offer.product),
            price: offer.product.price.map(Amount),
            list_price: offer.product.list_price.map(Amount),
            reason: ReasonReply::new(&offer.reason),
            text: TextReply {
                headline: text.headline,
                body: text.body,
                badge: text.badge,
                locale: text.locale.as_str().to_owned(),
                dir: text.direction.as_html(),
            },
        }
    }
}

impl<'a> ProductReply<'a> {
    fn new(product: &'a ProductView) -> Self {
        Self {
            id: &product.id,
            title: product.title.as_ref().map_or(&product.id, |title| &title.text),
            locale: product.title.as_ref().map(|title| title.locale.as_str()),
            image_url: product.image_url.as_deref(),
            page_url: product.page_url.as_deref(),
            category: product.category.as_deref(),
        }
    }
}

impl<'a> MentionReply<'a> {
    /// The wire form of a mention.
    pub fn new(mention: &'a engine::Mention) -> Self {
        Self {
            id: &mention.id,
            title: &mention.title,
        }
    }
}

impl<'a> ReasonReply<'a> {
    /// The wire form of a reason.
    pub fn new(reason: &'a Reason) -> Self {
        let evidence = match reason {
            Reason::BoughtTogether {
                with,
                orders_together,
                orders_with,
                proven,
            } => EvidenceReply::BoughtTogether {
                with: MentionReply::new(with),
                orders_together: *orders_together,
                orders_with: *orders_with,
                proven: *proven,
            },
            Reason::Popular { orders, window_days } => EvidenceReply::Popular {
                orders: *orders,
                window_days: *window_days,
            },
            Reason::Trending {
                orders,
                orders_expected,
                window_days,
            } => EvidenceReply::Trending {
                orders: *orders,
                orders_expected: *orders_expected,
                window_days: *window_days,
            },
            Reason::RecentlyViewed { views_ago } => EvidenceReply::RecentlyViewed {
                views_ago: *views_ago,
            },
            Reason::MerchantLink { with } => EvidenceReply::MerchantLink {
                with: MentionReply::new(with),
            },
        };
        Self {
            code: reason.code(),
            evidence,
        }
    }
}

/// What sort of offer a reason makes.
fn kind(reason: &Reason) -> &'static str {
    match reason {
        Reason::BoughtTogether { .. } | Reason::MerchantLink { .. } => "cross_sell",
        Reason::Popular { .. } | Reason::Trending { .. } | Reason::RecentlyViewed { .. } => "discovery",
    }
}
