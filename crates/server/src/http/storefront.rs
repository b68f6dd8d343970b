//! What a shop's page asks: all of its placements at once, answered as it shows them.

use engine::{CartItem, KeyKind, OfferAnswer, OfferRequest};
use shop::Placement;

use crate::{
    errors::{Code, Problem},
    metrics::Told,
    pages::fragment,
    reply::Reply,
    route::{Access, Answer, Call, Parameter, Route},
    traffic,
    wire::{
        reading,
        storefront::{StorefrontBody, storefront_reply},
    },
};

use super::offers;

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[ASK, FRAGMENT];

const ASK: Route = Route::post("/v1/storefront", "askForPage", ask)
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
    ]);

const FRAGMENT: Route = Route::get("/v1/storefront/fragment", "getFragment", fragment)
    .says(
        "The offers of a placement as a piece of HTML",
        "For a shop's server to put into a page, inside `<noscript>` within the element of the placement: what browsers \
         without scripts show. One `<section class=\"alongside-fallback\">` of a heading and plain links to the products' \
         pages, everything escaped, and nothing at all where nothing fits. Asking for it counts nowhere: the elements ask \
         by themselves. A public key may stand in the address (`?key=`); one that is bound to origins needs the shop's as \
         `Origin` header.",
    )
    .access(Access::Public)
    .instant()
    .query(&[
        Parameter { name: "placement", about: "Where, as in `POST /v1/offers`." },
        Parameter { name: "product_id", about: "The product whose page is open." },
        Parameter { name: "category", about: "The category path whose page is open." },
        Parameter {
            name: "cart",
            about: "A line of the cart: a product's id, or `2*` and the id for two of them; once for each line.",
        },
        Parameter { name: "lang", about: "The visitor's language; the shop's own where missing." },
        Parameter { name: "limit", about: "Most offers wanted." },
    ])
    .gives(200, "text/html")
    .fails(&[Code::UnknownValue, Code::InvalidParameter]);

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

/// The same for browsers without scripts.
fn fragment(call: &Call) -> Answer {
    let known = Placement::ALL.map(Placement::as_str);
    let missing = || {
        let detail = format!("Say where: one of {}.", known.join(", "));
        Problem::new(Code::InvalidParameter, detail).at("placement")
    };
    let word = call.word("placement", &known)?.ok_or_else(missing)?;
    let placement = word.parse().map_err(|_| missing())?;
    let item = |(id, quantity)| CartItem {
        product_id: id,
        quantity,
        unit_price: None,
    };
    let request = OfferRequest {
        locale: call.parsed("lang")?,
        product_id: call.parameter("product_id").filter(|id| !id.is_empty()),
        category: call.parameter("category").filter(|path| !path.is_empty()),
        cart: call
            .parameters("cart")
            .filter_map(|line| fragment::cart_line(&line))
            .map(item)
            .collect(),
        limit: call.parsed("limit")?,
        ..OfferRequest::new(placement)
    };
    let answer = call.app.engine.try_offers(&request, call.now);
    let address = |_: &str, page: Option<&str>| page.and_then(fragment::safe_address);
    let fragment = fragment::of(&answer, &call.app.texts(), &address);
    Ok(Reply::page(fragment::render(&fragment)?))
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
