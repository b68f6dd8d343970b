//! What to offer now.

use engine::{KeyKind, OfferAnswer, OfferRequest};
use shop::Placement;

use crate::{
    errors::{Code, Problem},
    metrics::Told,
    reply::Reply,
    route::{Access, Answer, Call, Route},
    traffic,
    wire::{
        offers::{OffersBody, offers_reply},
        reading,
    },
};

/// The resource's routes.
pub(crate) const ROUTES: &[Route] = &[Route::post("/v1/offers", "decideOffers", decide)
    .says(
        "Ask what to offer",
        "Answers with the offers that fit, best first, each with its reason, its true numbers and its words in the \
         visitor's language. It answers with what it has: unknown products are ignored and said so in `notes`, and \
         where nothing fits, `offers` is empty. Cart lines beyond 200 are not looked at. With a desk key it answers for \
         `pos` and `sales_desk` only.",
    )
    .access(Access::Public)
    .for_tills()
    .instant()
    .takes("OffersRequest")
    .gives(200, "Offers")
    .fails(&[Code::UnknownValue, Code::MoneyNotText, Code::InvalidMoney, Code::UnknownCurrency])];

fn decide(call: &Call) -> Answer {
    let trusted = call.key.as_ref().is_some_and(|key| key.kind != KeyKind::Public);
    let body: OffersBody<'_> = reading::read(&call.body)?;
    let mut request = body.into_request(call.app.engine.profile().currency, trusted)?;
    check_counter(call, request.placement)?;
    request.traffic = traffic::of_request(call.key.as_ref(), &call.headers, request.traffic);
    let app = &call.app;
    let key = app.engine.shared_key(&request, call.now);
    let kept = key.and_then(|key| app.answers.again(&app.engine, key, &request, call.now));
    if let Some((body, told)) = kept {
        app.metrics.offered(told);
        return Ok(Reply::json_body(body));
    }
    let (answer, shared) = waiting_where_needed(&request, || app.engine.offers_to_share(&request, call.now));
    let texts = app.texts();
    let told = Told::new(&answer, &texts);
    app.metrics.offered(told);
    let reply = Reply::json(&offers_reply(&answer, &texts))?;
    if let (Some(key), Some(shared)) = (key, shared) {
        app.answers
            .keep(key, shared, &reply.body, &answer.decision_id, told);
    }
    Ok(reply)
}

/// A desk key asks at the counter only: elsewhere nobody looks at who is answered.
fn check_counter(call: &Call, placement: Placement) -> Result<(), Problem> {
    let is_till = call.key.as_ref().is_some_and(|key| key.kind == KeyKind::Desk);
    if !is_till || matches!(placement, Placement::Pos | Placement::SalesDesk) {
        return Ok(());
    }
    let detail = format!("A desk key asks for 'pos' and 'sales_desk' only, not for '{placement}'.");
    Err(Problem::new(Code::ForbiddenKey, detail).at("placement"))
}

/// The answer to a question of its own.
pub(super) fn decided(call: &Call, request: &OfferRequest) -> OfferAnswer {
    waiting_where_needed(request, || call.app.engine.offers(request, call.now))
}

/// What is said may be for later, and a reminder is durable before it is confirmed, as is who was asked how satisfied
/// they are: that waits for the disk.
fn waiting_where_needed<T>(request: &OfferRequest, ask: impl FnOnce() -> T) -> T {
    match request.text.is_some() || request.placement == Placement::PostPurchase {
        true => tokio::task::block_in_place(ask),
        false => ask(),
    }
}
