//! What a shop's page asks: all of its placements at once, answered as it shows them.

use engine::{KeyKind, OfferAnswer, OfferRequest};

use crate::{
    errors::Code,
    metrics::Told,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    traffic,
    wire::{
        reading,
        storefront::{StorefrontBody, storefront_reply},
    },
};

use super::offers;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[Route::post("/v1/storefront", "askForPage", ask)
    .says(
        "Ask for everything a page shows",
        "One question for all placements of a page, from its top on: what one of them offers none of the next repeats. \
         Each answer is that of `POST /v1/offers` with what stands above it, prices as people write them, and the \
         words of its buttons in the visitor's language. The elements for shop pages (`/widget/alongside.js`) ask it, \
         as plain text with the public key in the address (`?key=`), so that a browser need not ask first whether it \
         may.",
    )
    .access(Access::Public)
    .instant()
    .takes("StorefrontRequest")
    .gives(200, "Storefront")
    .fails(&[
        Code::UnknownValue,
        Code::BatchTooLong,
        Code::MoneyNotText,
        Code::InvalidMoney,
        Code::UnknownCurrency,
    ])];

fn ask(call: &Call) -> Answer {
    let trusted = call.key.as_ref().is_some_and(|key| key.kind != KeyKind::Public);
    let body: StorefrontBody<'_> = reading::read(&call.body)?;
    let requests = body.into_requests(call.app.engine.profile().currency, trusted)?;
    let answers = decide_all(call, requests);
    let texts = call.app.texts();
    for answer in &answers {
        call.app.metrics.offered(Told::new(answer, &texts));
    }
    let locale = answers
        .first()
        .map_or(&call.app.engine.profile().locale, |answer| &answer.locale);
    Reply::json(&storefront_reply(&answers, &texts, locale))
}

/// One answer after the other, none repeating what stands above it.
fn decide_all(call: &Call, requests: Vec<OfferRequest>) -> Vec<OfferAnswer> {
    let mut above: Vec<String> = Vec::new();
    let decide = |mut request: OfferRequest| {
        request.traffic = traffic::of_request(call.key.as_ref(), &call.headers, request.traffic);
        request.exclude.extend(above.iter().cloned());
        let answer = offers::decided(call, &request);
        above.extend(answer.offers.iter().map(|offer| offer.product.id.clone()));
        answer
    };
    requests.into_iter().map(decide).collect()
}
