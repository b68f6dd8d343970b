//! What is offered on a product's page and why, and what is not: a real decision, asked as the shop's own people, so
//! that it counts nowhere.

use engine::{CandidateView, DecisionView, Error, OfferAnswer, OfferRequest, ProductView, decide::Intent};
use shop::{Placement, Traffic};

use super::{linked, money, title};
use crate::{
    charts::{BarRow, Bars, Drawn},
    errors::Problem,
    pages::dashboard::{Visit, product_address},
};

/// Most products listed that are not offered.
const OTHERS: usize = 12;
/// Most products of a ladder or of a list of substitutes.
const STEPS: usize = 10;

/// The decision for the product's page.
pub(super) struct Asked {
    answer: OfferAnswer,
    /// Every candidate's story; none where another process keeps the decisions.
    pub decision: Option<DecisionView>,
}

/// An offer as it is shown.
pub(super) struct Offer {
    pub title: String,
    pub address: String,
    pub price: String,
    pub purpose: String,
    pub reason: String,
    pub by: String,
}

/// A product that is not offered.
pub(super) struct Other {
    pub title: String,
    pub address: String,
    pub outcome: String,
    pub reason: String,
}

/// Why a product is offered or not.
pub(super) struct Why {
    pub title: String,
    pub verdict: String,
    pub objections: Vec<String>,
}

fn request(visit: &Visit<'_>, id: &str) -> OfferRequest {
    OfferRequest {
        locale: Some(visit.words.locale.clone()),
        product_id: Some(id.to_owned()),
        traffic: Traffic::Staff,
        ..OfferRequest::new(Placement::ProductPage)
    }
}

pub(super) fn ask(visit: &Visit<'_>, id: &str) -> Asked {
    let engine = &visit.call.app.engine;
    let answer = engine.offers(&request(visit, id), visit.call.now);
    let decision = engine.decision(&answer.decision_id, &visit.words.locale).ok();
    Asked { answer, decision }
}

pub(super) fn offers(visit: &Visit<'_>, asked: &Asked) -> Vec<Offer> {
    let (texts, locale, numbers) = (visit.words.texts(), &visit.words.locale, visit.numbers());
    let offers = asked.answer.offers.iter().map(|offer| Offer {
        title: title(&offer.product),
        address: product_address(&offer.product.id),
        price: offer
            .product
            .price
            .map_or_else(String::new, |price| money(visit, &price)),
        purpose: numbers.part("kind", offer.intent.as_str()),
        reason: texts.reason(&offer.reason, locale),
        by: numbers.part("recommender", offer.recommender),
    });
    offers.collect()
}

impl Asked {
    fn candidates(&self) -> impl Iterator<Item = &CandidateView> {
        self.decision.iter().flat_map(|decision| &decision.candidates)
    }
}

/// Candidates that are not offered, the best first.
pub(super) fn others(visit: &Visit<'_>, asked: &Asked) -> Vec<Other> {
    let (texts, locale) = (visit.words.texts(), &visit.words.locale);
    let offered = |id: &str| asked.answer.offers.iter().any(|offer| offer.product.id == id);
    let candidates = asked
        .candidates()
        .filter(|candidate| !offered(&candidate.product.id));
    let other = |candidate: &CandidateView| {
        let strongest = candidate
            .sources
            .iter()
            .max_by(|one, two| one.score.total_cmp(&two.score));
        Other {
            title: candidate.product.title.clone(),
            address: product_address(&candidate.product.id),
            outcome: texts.outcome(Some(candidate), locale),
            reason: strongest.map_or_else(String::new, |source| texts.reason(&source.reason, locale)),
        }
    };
    candidates.take(OTHERS).map(other).collect()
}

/// Why the product that was asked for is offered or not; none where none was asked for.
pub(super) fn why(visit: &Visit<'_>, id: &str) -> Result<Option<Why>, Problem> {
    let wanted = visit.call.parameter("why");
    let Some(wanted) = wanted.as_deref().map(str::trim).filter(|text| !text.is_empty()) else {
        return Ok(None);
    };
    let (engine, texts, locale) = (&visit.call.app.engine, visit.words.texts(), &visit.words.locale);
    // Words find a product as the search does; the best is meant.
    let found = engine.search_products(wanted, locale, 1)?;
    let other = found
        .products
        .first()
        .map_or(wanted, |found| found.product.id.as_str());
    match engine.explain(&request(visit, id), other, visit.call.now) {
        Ok(explained) => Ok(Some(Why {
            title: explained.product.title.clone(),
            verdict: texts.outcome(explained.candidate.as_ref(), locale),
            objections: explained
                .objections
                .iter()
                .map(|filter| texts.filter(filter, locale))
                .collect(),
        })),
        Err(Error::NotFound { .. }) => Ok(Some(Why {
            title: wanted.to_owned(),
            verdict: visit.words.say("products-why-unknown"),
            objections: Vec::new(),
        })),
        Err(error) => Err(error.into()),
    }
}

/// The product among those that are better and cost more, by price; none where there are none.
pub(super) fn ladder(visit: &Visit<'_>, own: &ProductView, asked: &Asked) -> Result<Option<Drawn>, Problem> {
    let mut steps = proposed(visit, asked, |source| source == "upsell")?;
    if steps.is_empty() {
        return Ok(None);
    }
    steps.push(own.clone());
    steps.sort_by_key(|product| product.price.map_or(0, |price| price.minor));
    Ok(Some(by_price(visit, "ladder", &steps)))
}

/// What could be bought instead; none where nothing is known.
pub(super) fn substitutes(visit: &Visit<'_>, asked: &Asked) -> Result<Option<Drawn>, Problem> {
    let found = proposed(visit, asked, |source| source == "similar")?;
    Ok((!found.is_empty()).then(|| by_price(visit, "substitutes", &found)))
}

/// The candidates instead of the product that a recommender proposed, the best first, each once.
fn proposed(
    visit: &Visit<'_>,
    asked: &Asked,
    by: impl Fn(&str) -> bool,
) -> Result<Vec<ProductView>, Problem> {
    let (engine, locale) = (&visit.call.app.engine, &visit.words.locale);
    let mut products: Vec<ProductView> = Vec::new();
    let wanted = asked.candidates().filter(|candidate| {
        candidate.intent == Intent::Upsell && candidate.sources.iter().any(|source| by(source.recommender))
    });
    for candidate in wanted {
        let is_known = products.iter().any(|product| product.id == candidate.product.id);
        if products.len() < STEPS
            && !is_known
            && let Some(found) = engine.product_view(&candidate.product.id, locale)?
        {
            products.push(found.product);
        }
    }
    Ok(products)
}

fn by_price(visit: &Visit<'_>, id: &str, products: &[ProductView]) -> Drawn {
    let words = &visit.words;
    let row = |product: &ProductView| BarRow {
        label: linked(visit, &title(product), &product.id),
        number: product.price.map(|price| price.minor as f64),
        interval: None,
        cells: vec![
            product
                .price
                .map_or_else(String::new, |price| money(visit, &price))
                .into(),
        ],
    };
    let headings = ["products-product", "figures-compared", "products-price"];
    let bars = Bars {
        id: id.to_owned(),
        caption: words.say(&format!("products-{id}")),
        fact: words.say(&format!("products-{id}-about")),
        headings: headings.map(|id| words.say(id)).into(),
        rows: products.iter().map(row).collect(),
    };
    bars.draw()
}
