//! After an order: what was bought, and what may be wanted next.

use askama::Template;
use engine::OfferRequest;
use serde_json::{Value as Json, json};
use shop::{Order, Placement};

use super::{
    cart::{self, Line},
    checkout::is_own,
    fragment::Fragment,
    frame::Frame,
    missing, render,
    shelf::{self, CartLine},
    visit,
    visit::Visit,
};
use crate::{
    reply::Reply,
    route::{Answer, Call},
};

#[derive(Template)]
#[template(path = "shop/thanks.html")]
struct View<'a> {
    frame: Frame<'a>,
    order: &'a str,
    lines: Vec<Line>,
    total: String,
    offers: Fragment,
}

/// `/thanks`.
pub(super) fn show(call: &Call) -> Answer {
    let visit = &visit(call)?;
    let id = call.parameter("order").unwrap_or_default();
    // Orders that came another way are nobody's business here.
    let Some(order) = is_own(&id).then(|| call.app.engine.order(&id).ok()).flatten() else {
        return missing(visit, "demo-missing-order");
    };
    let lines = bought(visit, &order);
    let request = OfferRequest {
        order_id: Some(id.clone()),
        ..OfferRequest::new(Placement::PostPurchase)
    };
    let mut frame = visit.frame("thanks", "/thanks", visit.say("demo-thanks"));
    frame.further = vec![("order", id.clone())];
    frame.about = about(visit, &id, &lines);
    let view = View {
        order: &id,
        total: visit.money(shelf::total(&lines)),
        offers: visit.offers(request, &lines),
        lines: lines.iter().map(|line| cart::shown(visit, line)).collect(),
        frame,
    };
    Ok(Reply::page(render(&view)?))
}

fn bought<'a>(visit: &'a Visit<'_>, order: &Order) -> Vec<CartLine<'a>> {
    let line = |line: &shop::OrderLine| {
        Some(CartLine {
            product: visit.shelf.find(line.product_id.as_str())?,
            quantity: line.quantity,
            price: line.unit_price,
        })
    };
    order.lines.iter().filter_map(line).collect()
}

/// The order as analytics have it.
fn about(visit: &Visit<'_>, id: &str, lines: &[CartLine<'_>]) -> Json {
    let items = lines.iter().map(|line| visit.item(line.product, line.quantity));
    json!({
        "transaction_id": id,
        "value": shelf::total(lines).map(|total| total.to_string()),
        "items": Json::from_iter(items),
    })
}
