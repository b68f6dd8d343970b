//! `POST /v1/offers`: the question and the answer.

use std::borrow::Cow;

use engine::{
    ArmView, CartItem, OfferAnswer, OfferRequest, OfferedProduct, ProductView, Reason, decide::Tone,
    recommend::needs::TEXT_BYTES_MAX,
};
use serde::{Deserialize, Serialize, Serializer, ser::SerializeMap};
use shop::{Currency, Placement};

use super::{
    bundles::{OfferedBundleReply, OfferedMemberReply},
    comparison::ComparisonReply,
    events,
    incentives::ToldIncentiveReply,
    money::{Amount, SentMoney, optional},
    needs::NeedReply,
    reading::{self, Place},
    status::Moment,
    storefront::WrittenReply,
    survey::SurveyReply,
};
use crate::{
    errors::Problem,
    i18n::{Kind, Texts, mentioned},
};

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
    #[serde(borrow, default)]
    tone: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    traffic: Option<Cow<'a, str>>,
}

/// Who asks.
#[derive(Debug, Default, Deserialize)]
pub(super) struct VisitorBody<'a> {
    #[serde(borrow, default)]
    id: Option<Cow<'a, str>>,
    #[serde(default)]
    customer_id: Option<String>,
    #[serde(borrow, default)]
    locale: Option<Cow<'a, str>>,
    #[serde(borrow, default)]
    currency: Option<Cow<'a, str>>,
    #[serde(default)]
    consent: Option<bool>,
    #[serde(borrow, default)]
    region: Option<Cow<'a, str>>,
}

/// Where they are.
#[derive(Debug, Default, Deserialize)]
pub(super) struct ContextBody<'a> {
    #[serde(default)]
    product_id: Option<String>,
    #[serde(default)]
    category: Option<String>,
    #[serde(borrow, default)]
    cart: Vec<CartLineBody<'a>>,
    #[serde(default)]
    recently_viewed: Option<Vec<String>>,
    #[serde(borrow, default)]
    text: Option<Cow<'a, str>>,
    #[serde(default)]
    order_id: Option<String>,
}

/// A line of a cart or of an order that is about to be placed.
#[derive(Debug, Deserialize)]
pub(crate) struct CartLineBody<'a> {
    product_id: String,
    #[serde(default = "reading::one", deserialize_with = "reading::quantity")]
    quantity: u32,
    #[serde(borrow, default)]
    unit_price: Option<SentMoney<'a>>,
}

impl OffersBody<'_> {
    /// The question in the engine's words; amounts without a currency are of the visitor's, else the shop's. Only a
    /// `trusted` caller may say who the customer is: what somebody bought is nobody else's business.
    pub fn into_request(self, currency: Currency, trusted: bool) -> Result<OfferRequest, Problem> {
        let asked = OfferRequest {
            limit: self.limit,
            exclude: self.exclude,
            tone: self.tone.as_deref().map(tone).transpose()?,
            traffic: events::traffic(self.traffic.as_deref(), Place::Body)?,
            ..OfferRequest::new(placement(&self.placement, Place::Body)?)
        };
        in_place(asked, self.visitor, self.context, currency, trusted)
    }
}

/// The placement of that name.
pub(super) fn placement(word: &str, place: Place<'_>) -> Result<Placement, Problem> {
    let known = Placement::ALL.map(Placement::as_str);
    word.parse()
        .map_err(|_| reading::unknown_word(word, &known, place, "placement"))
}

/// A question with who asks and where they are.
pub(super) fn in_place(
    asked: OfferRequest,
    visitor: VisitorBody<'_>,
    context: ContextBody<'_>,
    currency: Currency,
    trusted: bool,
) -> Result<OfferRequest, Problem> {
    let visitor_place = Place::Inside(&Place::Body, "visitor");
    let currency = match &visitor.currency {
        Some(code) => reading::currency(code, visitor_place, "currency")?,
        None => currency,
    };
    let locale = visitor
        .locale
        .map(|tag| reading::locale(&tag, visitor_place, "locale"))
        .transpose()?;
    let region = visitor
        .region
        .map(|code| reading::region(&code, visitor_place, "region"))
        .transpose()?;
    let context_place = Place::Inside(&Place::Body, "context");
    let cart = items(context.cart, &context_place, "cart", currency)?;
    Ok(OfferRequest {
        visitor_id: reading::optional_id(visitor.id.as_deref(), visitor_place, "id")?,
        customer_id: visitor.customer_id.filter(|_| trusted),
        locale,
        consent: visitor.consent.unwrap_or(true),
        product_id: context.product_id,
        category: context.category,
        cart,
        recently_viewed: context.recently_viewed,
        text: context.text.map(|text| heard(&text)),
        region,
        order_id: context.order_id,
        ..asked
    })
}

/// What is heard of a text; the rest is not even copied.
fn heard(text: &str) -> String {
    text[..text.floor_char_boundary(TEXT_BYTES_MAX)].to_owned()
}

fn tone(word: &str) -> Result<Tone, Problem> {
    let unknown = || reading::unknown_word(word, &Tone::ALL.map(Tone::as_str), Place::Body, "tone");
    Tone::parse(word).ok_or_else(unknown)
}

/// The lines of a cart in the engine's words; a price without a currency is of `currency`.
///
/// # Errors
/// [`Problem`] naming the price that cannot be used.
pub(crate) fn items(
    lines: Vec<CartLineBody<'_>>,
    place: &Place<'_>,
    field: &'static str,
    currency: Currency,
) -> Result<Vec<CartItem>, Problem> {
    let item = |(index, line): (usize, CartLineBody<'_>)| {
        let place = Place::Element(place, field, index);
        Ok(CartItem {
            unit_price: optional(line.unit_price.as_ref(), currency, place, "unit_price")?,
            product_id: line.product_id,
            quantity: line.quantity,
        })
    };
    lines.into_iter().enumerate().map(item).collect()
}

/// The answer.
#[derive(Debug, Serialize)]
pub struct OffersReply<'a> {
    decision_id: &'a str,
    placement: &'static str,
    offers: Vec<OfferReply<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    incentives: Vec<ToldIncentiveReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    need: Option<NeedReply<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    survey: Option<SurveyReply>,
    notes: Vec<NoteReply>,
    #[serde(skip_serializing_if = "Option::is_none")]
    traffic: Option<&'static str>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    experiments: Vec<InArmReply<'a>>,
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
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_at: Option<Moment>,
    #[serde(skip_serializing_if = "Option::is_none")]
    members: Option<Vec<OfferedMemberReply<'a>>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bundle: Option<OfferedBundleReply<'a>>,
    reason: ReasonReply<'a>,
    text: TextReply,
    unit: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    comparison: Option<ComparisonReply<'a>>,
    /// What an element in a page shows as it is.
    #[serde(skip_serializing_if = "Option::is_none")]
    written: Option<WrittenReply>,
}

/// A product as an offer shows it.
#[derive(Debug, Serialize)]
pub(crate) struct ProductReply<'a> {
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

/// A reason's products, numbers and quote, by their names.
#[derive(Debug)]
struct EvidenceReply<'a>(&'a Reason);

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

/// An experiment that chose the policy, with the arm.
#[derive(Debug, Serialize)]
pub(crate) struct InArmReply<'a> {
    id: &'a str,
    arm: &'a str,
}

impl<'a> From<&'a ArmView> for InArmReply<'a> {
    fn from(view: &'a ArmView) -> Self {
        Self {
            id: &view.experiment,
            arm: &view.arm,
        }
    }
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
        OfferReply::new(offer_id, offer, answer, texts)
    });
    let told = |view| ToldIncentiveReply::new(view, texts, &answer.locale);
    let incentives = answer.incentives.iter().map(told);
    let notes = answer.notes.iter().map(|note| NoteReply {
        code: note.code(),
        message: texts.note(note, &answer.locale),
    });
    OffersReply {
        decision_id: &answer.decision_id,
        placement: answer.placement.as_str(),
        offers: offers.collect(),
        incentives: incentives.collect(),
        need: answer.need.as_ref().map(NeedReply::new),
        survey: answer
            .asks_rating
            .then(|| SurveyReply::new(texts, &answer.locale)),
        notes: notes.collect(),
        traffic: (!answer.traffic.counts()).then_some(answer.traffic.as_str()),
        experiments: answer.experiments.iter().map(InArmReply::from).collect(),
        model_version: answer.model_version,
    }
}

impl<'a> OfferReply<'a> {
    fn new(offer_id: String, offer: &'a OfferedProduct, answer: &OfferAnswer, texts: &Texts) -> Self {
        let locale = &answer.locale;
        let text = texts.offer(offer, answer.tone, locale);
        let set = offer.bundle.as_ref();
        // What a set saves is its own badge, unless another side of it was asked for.
        let saves = matches!(answer.tone, Tone::Auto | Tone::Saving);
        let saving = set.and_then(|set| set.saving).filter(|_| saves);
        Self {
            offer_id,
            kind: Kind::of_offer(offer).as_str(),
            product: ProductReply::new(&offer.product),
            price: offer.product.price.map(Amount),
            list_price: offer.product.list_price.map(Amount),
            ends_at: offer.claims.ends_at.map(Moment),
            members: set.map(|set| set.members.iter().map(OfferedMemberReply::from).collect()),
            bundle: set.map(OfferedBundleReply::from),
            reason: ReasonReply::new(&offer.reason),
            text: TextReply {
                headline: text.headline,
                body: text.body,
                badge: saving
                    .map(|saving| texts.bundle_saving(&saving, locale))
                    .or(text.badge),
                locale: text.locale.as_str().to_owned(),
                dir: text.direction.as_html(),
            },
            unit: offer.unit,
            comparison: offer
                .comparison
                .as_ref()
                .map(|comparison| ComparisonReply::new(comparison, texts, locale)),
            written: None,
        }
    }
}

impl OffersReply<'_> {
    /// The same with everything that a page shows written out; `answer` is what it was made of.
    pub(super) fn written_out(mut self, answer: &OfferAnswer, texts: &Texts) -> Self {
        for (reply, offer) in self.offers.iter_mut().zip(&answer.offers) {
            reply.written = Some(WrittenReply::new(offer, texts, &answer.locale));
        }
        self
    }
}

impl<'a> ProductReply<'a> {
    /// The wire form of a product.
    pub fn new(product: &'a ProductView) -> Self {
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
        Self {
            code: reason.code,
            evidence: EvidenceReply(reason),
        }
    }
}

impl Serialize for EvidenceReply<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        for (name, mention) in mentioned(self.0) {
            map.serialize_entry(name, &MentionReply::new(mention))?;
        }
        for (name, number) in &self.0.numbers {
            map.serialize_entry(name, number)?;
        }
        if let Some(proven) = self.0.proven {
            map.serialize_entry("proven", &proven)?;
        }
        if let Some(quote) = &self.0.quote {
            map.serialize_entry("quote", &quote.text)?;
            if let Some(locale) = &quote.locale {
                map.serialize_entry("quote_locale", locale.as_str())?;
            }
        }
        map.end()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use engine::{Mention, Quote, recommend::Evidence};

    #[test]
    fn the_document_names_every_reason_kind_and_tone() {
        let schemas = crate::openapi::schemas();
        let named = |shape: &str, field: &str| schemas[shape]["properties"][field]["enum"].clone();
        assert_eq!(named("Reason", "code"), serde_json::json!(Evidence::CODES));
        let kinds = Kind::ALL.map(Kind::as_str);
        assert_eq!(named("Offer", "kind"), serde_json::json!(kinds));
        let tones = Tone::ALL.map(Tone::as_str);
        assert_eq!(named("PolicyNumbers", "tone"), serde_json::json!(tones));
        assert_eq!(named("OffersRequest", "tone"), serde_json::json!(tones));
    }

    #[test]
    fn the_document_shows_what_each_reason_holds() {
        let words: [u32; 4] = [1, 2, 3, 4];
        let schemas = crate::openapi::schemas();
        let examples = schemas["Reason"]["examples"].as_array().unwrap();
        assert_eq!(examples.len(), Evidence::CODES.len());
        for (code, example) in (0..).zip(examples) {
            let evidence = (0..=4)
                .find_map(|count| Evidence::from_words(code, &words[..count]))
                .unwrap();
            let facts = evidence.facts();
            let mut names: Vec<&str> = facts.products.iter().map(|(name, _)| *name).collect();
            names.extend(facts.numbers.iter().map(|(name, _)| *name));
            names.extend(facts.proven.map(|_| "proven"));
            let quotes = matches!(evidence, Evidence::ReviewMention { .. });
            names.extend(["quote", "quote_locale"].into_iter().filter(|_| quotes));
            let shown: Vec<&String> = example["evidence"].as_object().unwrap().keys().collect();
            assert_eq!(
                (example["code"].as_str(), shown.len()),
                (Some(evidence.code()), names.len())
            );
            assert!(
                shown.iter().all(|name| names.contains(&name.as_str())),
                "{example}"
            );
            let described = &schemas["Evidence"]["properties"];
            assert!(
                names.iter().all(|name| described.get(name).is_some()),
                "{example}"
            );
        }
    }

    #[test]
    fn evidence_holds_what_the_reason_knows_and_a_product_named_twice_once() {
        let mention = |id: &str| Mention {
            id: id.into(),
            title: id.to_uppercase(),
        };
        let mut reason = Reason {
            code: "rule",
            number: 5,
            mentions: [("with", mention("tv")), ("and", mention("hdmi"))]
                .into_iter()
                .collect(),
            numbers: [("orders_together", 5), ("orders_with", 9)].into_iter().collect(),
            proven: None,
            quote: Some(Quote {
                text: "Go\" with it".into(),
                locale: Some(shop::Locale::english()),
            }),
            link: None,
        };
        let written = |reason: &Reason| serde_json::to_string(&ReasonReply::new(reason)).unwrap();
        assert_eq!(
            written(&reason),
            "{\"code\":\"rule\",\"evidence\":{\"with\":{\"id\":\"tv\",\"title\":\"TV\"},\
             \"and\":{\"id\":\"hdmi\",\"title\":\"HDMI\"},\"orders_together\":5,\"orders_with\":9,\
             \"quote\":\"Go\\\" with it\",\"quote_locale\":\"en\"}}"
        );
        reason.mentions[1].1 = mention("tv");
        reason.proven = Some(false);
        let once = written(&reason);
        assert!(
            once.contains("\"proven\":false") && !once.contains("\"and\""),
            "{once}"
        );
    }
}
